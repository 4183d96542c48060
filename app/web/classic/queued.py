"""The status that a refund is shown with while it waits in the queue."""

from app.domain.reversals.payments import Merchant, Refund
from app.domain.reversals.states import PaymentStatus


def status_while_queued(merchant: Merchant, refund: Refund) -> PaymentStatus | None:
    """What is shown of a refund that no gateway has taken yet; None for the status that it has.

    The merchant's setting `queuedRefundStatus` says it where there is one.
    """
    if refund.status is not PaymentStatus.AUTHORIZING:
        return None
    setting: PaymentStatus | None = getattr(merchant, "queued_refund_status", None)
    return setting
