from typing import Optional

from .base_model import BaseModel
from .enums import ReversalAction
from .fragments import ItemRefund, Money, OrderSummary, Problem, TransactionSummary


class PreviewRefund(BaseModel):
    """What can be asked."""

    preview_refund: Optional["PreviewRefundPreviewRefund"]
    "What `refundOrder` would do with the same input now. Nothing is changed, and nothing is reserved."


class PreviewRefundPreviewRefund(BaseModel):
    """What `refundOrder` would do with the same input now. Nothing was changed or reserved."""

    order: "PreviewRefundPreviewRefundOrder"
    "The order as it is."
    parts: list["PreviewRefundPreviewRefundParts"]
    "What each payment would give back, the newest first."
    line_items: list["PreviewRefundPreviewRefundLineItems"]
    "What would be given back of each product that was asked for."
    total: "PreviewRefundPreviewRefundTotal"
    "The sum of the parts."
    balance_due: "PreviewRefundPreviewRefundBalanceDue"
    "What the customer would owe afterwards."
    blockers: list["PreviewRefundPreviewRefundBlockers"]
    "Why payments that something is left of would not give it back; empty if all of them can."
    token: str
    "To be sent with `refundOrder`, which then does exactly this, or nothing."


PreviewRefundPreviewRefundOrder = OrderSummary


class PreviewRefundPreviewRefundParts(BaseModel):
    """What one payment would give back, and how."""

    transaction: "PreviewRefundPreviewRefundPartsTransaction"
    "The payment."
    action: ReversalAction
    "VOID where it has not settled: it is then given back as a whole."
    amount: "PreviewRefundPreviewRefundPartsAmount"
    "How much it would give back."


PreviewRefundPreviewRefundPartsTransaction = TransactionSummary
PreviewRefundPreviewRefundPartsAmount = Money
PreviewRefundPreviewRefundLineItems = ItemRefund
PreviewRefundPreviewRefundTotal = Money
PreviewRefundPreviewRefundBalanceDue = Money
PreviewRefundPreviewRefundBlockers = Problem
PreviewRefund.model_rebuild()
PreviewRefundPreviewRefund.model_rebuild()
PreviewRefundPreviewRefundParts.model_rebuild()
