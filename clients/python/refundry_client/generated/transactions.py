from typing import Optional

from .base_model import BaseModel
from .fragments import PageLimits, TransactionSummary


class Transactions(BaseModel):
    """All queries."""

    transactions: Optional["TransactionsTransactions"]
    "Transactions, the newest first."


class TransactionsTransactions(BaseModel):
    """A page of transactions."""

    edges: Optional[list[Optional["TransactionsTransactionsEdges"]]]
    "The page's transactions, newest first."
    page_info: "TransactionsTransactionsPageInfo"
    "The position of the page in the list."


class TransactionsTransactionsEdges(BaseModel):
    """A transaction in a list."""

    cursor: Optional[str]
    "The position in the list."
    node: Optional["TransactionsTransactionsEdgesNode"]
    "The transaction."


TransactionsTransactionsEdgesNode = TransactionSummary
TransactionsTransactionsPageInfo = PageLimits
Transactions.model_rebuild()
TransactionsTransactions.model_rebuild()
TransactionsTransactionsEdges.model_rebuild()
