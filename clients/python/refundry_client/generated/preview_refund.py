from typing import Optional

from .base_model import BaseModel
from .enums import ReversalAction
from .fragments import (
    ChargeRefund,
    ItemRefund,
    Money,
    OrderSummary,
    Problem,
    TransactionSummary,
)


class PreviewRefund(BaseModel):
    """All queries."""

    preview_refund: Optional["PreviewRefundPreviewRefund"]
    "What `refundOrder` would do with the same input now. Nothing is changed or reserved."


class PreviewRefundPreviewRefund(BaseModel):
    """What `refundOrder` would do with the same input now. Nothing was changed or reserved."""

    order: "PreviewRefundPreviewRefundOrder"
    "The order as it is."
    parts: list["PreviewRefundPreviewRefundParts"]
    "The part of each payment, the newest first."
    line_items: list["PreviewRefundPreviewRefundLineItems"]
    "What would be refunded of each requested product."
    adjustments: list["PreviewRefundPreviewRefundAdjustments"]
    "What would be refunded of each requested adjustment."
    total: "PreviewRefundPreviewRefundTotal"
    "The sum of the parts."
    balance_due: "PreviewRefundPreviewRefundBalanceDue"
    "What the customer would owe afterwards."
    blockers: list["PreviewRefundPreviewRefundBlockers"]
    "Why payments with something left cannot be reversed; empty if all can."
    approval_needed: bool
    "Whether a second person would have to approve a part of it, if you request it: parts above the merchant's limit wait until then."
    token: str
    "Send it with `refundOrder`, which then does exactly this, or nothing."


PreviewRefundPreviewRefundOrder = OrderSummary


class PreviewRefundPreviewRefundParts(BaseModel):
    """The part of one payment, and how it would be reversed."""

    transaction: "PreviewRefundPreviewRefundPartsTransaction"
    "The payment."
    action: ReversalAction
    "VOID if it has not settled: it is then voided as a whole."
    amount: "PreviewRefundPreviewRefundPartsAmount"
    "The amount that would be reversed."


PreviewRefundPreviewRefundPartsTransaction = TransactionSummary
PreviewRefundPreviewRefundPartsAmount = Money
PreviewRefundPreviewRefundLineItems = ItemRefund
PreviewRefundPreviewRefundAdjustments = ChargeRefund
PreviewRefundPreviewRefundTotal = Money
PreviewRefundPreviewRefundBalanceDue = Money
PreviewRefundPreviewRefundBlockers = Problem
PreviewRefund.model_rebuild()
PreviewRefundPreviewRefund.model_rebuild()
PreviewRefundPreviewRefundParts.model_rebuild()
