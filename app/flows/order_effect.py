"""What giving back an order does to the order itself: it is cancelled if that was asked for, and its balance due set.

Both happen with the first part that was accepted or queued (SPEC 7.5), in the transaction that writes its outcome down:
whoever finds out what became of it, at once or after a crash, does it, and only the first.
"""

from app.domain.history.kinds import ChangeKind, Entry
from app.flows.service import Work
from app.store import order_refunds


async def take_effect(work: Work, order_refund_id: int | None, transaction_id: int) -> None:
    """The part of that payment has an outcome. Nothing happens for what is no part of an order's refund.

    The order has to be locked, and was before the payment (`order_refunds.lock_order`).
    """
    if order_refund_id is None:
        return
    effect = await order_refunds.take_effect(work.session, order_refund_id, transaction_id)
    if effect is not None and effect.cancelled:
        await work.keep(Entry(ChangeKind.ORDER_CANCELLED), order_row_id=effect.order)
