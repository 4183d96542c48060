"""What was refunded of payments before they were recorded: it counts as refunded externally (SPEC 6.1 and 7.1)."""

from collections.abc import Mapping, Sequence

from app.domain.history.kinds import marked_refunded
from app.domain.ids import new_legacy_id
from app.domain.orders.recording import MadeElsewhere
from app.domain.reversals.decide import kept_details
from app.domain.reversals.new_operation import NewRefund
from app.domain.reversals.payments import Terms
from app.flows.service import Work
from app.store.reversals import refunds, transactions
from app.store.reversals import reserve as reservations
from app.store.reversals.reservation import Group, Reservation


async def add_refunds_before(work: Work, made: Sequence[MadeElsewhere], numbers: Mapping[str, int]) -> None:
    """Refunds of the payments that were just recorded, by their gateways' ids with their numbers."""
    for payment in made:
        if payment.refunded is None or payment.gateway_id not in numbers:
            continue
        transaction = await transactions.get(work.session, numbers[payment.gateway_id])
        new = NewRefund(new_legacy_id(), transaction.account, transaction.order_id, kept_details(None, ()))
        reservation = Reservation(transaction, payment.refunded, work.actor, work.now, Terms(), refund=new)
        [reserved] = (await reservations.write_held(work.session, Group((reservation,)))).parts
        assert reserved.refund_id is not None, "a refund was made"
        refund = await refunds.get(work.session, reserved.refund_id)
        await refunds.mark_refunded_externally(work.session, refund, work.cause, work.actor.name, None, None)
        entry = marked_refunded(payment.refunded, None)
        await work.keep(entry, transaction_id=transaction.id, refund_id=reserved.refund_id)
