from typing import Optional

from .base_model import BaseModel
from .fragments import PageLimits, TransactionSummary


class Transactions(BaseModel):
    transactions: Optional["TransactionsTransactions"]


class TransactionsTransactions(BaseModel):
    edges: Optional[list[Optional["TransactionsTransactionsEdges"]]]
    page_info: "TransactionsTransactionsPageInfo"


class TransactionsTransactionsEdges(BaseModel):
    cursor: Optional[str]
    node: Optional["TransactionsTransactionsEdgesNode"]


TransactionsTransactionsEdgesNode = TransactionSummary
TransactionsTransactionsPageInfo = PageLimits
Transactions.model_rebuild()
TransactionsTransactions.model_rebuild()
TransactionsTransactionsEdges.model_rebuild()
