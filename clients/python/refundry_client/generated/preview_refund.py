from typing import Optional

from .base_model import BaseModel
from .enums import ReversalAction
from .fragments import ItemRefund, Money, OrderSummary, Problem, TransactionSummary


class PreviewRefund(BaseModel):
    preview_refund: Optional["PreviewRefundPreviewRefund"]


class PreviewRefundPreviewRefund(BaseModel):
    order: "PreviewRefundPreviewRefundOrder"
    parts: list["PreviewRefundPreviewRefundParts"]
    line_items: list["PreviewRefundPreviewRefundLineItems"]
    total: "PreviewRefundPreviewRefundTotal"
    balance_due: "PreviewRefundPreviewRefundBalanceDue"
    blockers: list["PreviewRefundPreviewRefundBlockers"]
    token: str


PreviewRefundPreviewRefundOrder = OrderSummary


class PreviewRefundPreviewRefundParts(BaseModel):
    transaction: "PreviewRefundPreviewRefundPartsTransaction"
    action: ReversalAction
    amount: "PreviewRefundPreviewRefundPartsAmount"


PreviewRefundPreviewRefundPartsTransaction = TransactionSummary
PreviewRefundPreviewRefundPartsAmount = Money
PreviewRefundPreviewRefundLineItems = ItemRefund
PreviewRefundPreviewRefundTotal = Money
PreviewRefundPreviewRefundBalanceDue = Money
PreviewRefundPreviewRefundBlockers = Problem
PreviewRefund.model_rebuild()
PreviewRefundPreviewRefund.model_rebuild()
PreviewRefundPreviewRefundParts.model_rebuild()
