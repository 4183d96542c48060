"""Write down what a gateway says of a payment: where it stands, its dispute and its refunds, those made elsewhere too.

The gateway's word is taken over wherever it is possible. What contradicts what is known here changes nothing, and a
person has to look.
"""

from dataclasses import dataclass
from datetime import datetime

import structlog

from app.domain.history.kinds import ChangeKind, Entry, disputed, refund_does_not_fit, refund_found
from app.domain.ids import IdKind, read_global_id
from app.domain.reversals.answers import DisputeState, settlement_answer
from app.domain.reversals.operation_keys import can_be_key
from app.domain.reversals.payments import Refund, Transaction
from app.domain.reversals.states import RESERVING, IllegalTransition, PaymentSource, PaymentStatus, as_kept
from app.domain.reversals.taking_over import (
    Belongs,
    OurRefunds,
    ToldRefund,
    amount_at_gateway,
    payment_steps,
    refund_steps,
    status_of_refund,
)
from app.domain.texts import kept_text
from app.flows.service import Service, Work
from app.flows.upkeep.notify import notify_of_settlement
from app.store.reversals import found, refunds, transactions
from app.store.reversals.found import Teller
from app.store.reversals.status_events import Cause
from refundry.gateways import PaymentStanding, RefundStanding

log = structlog.get_logger(__name__)

LONGEST_REASON = 255


@dataclass(slots=True)
class TakenOver:
    """What came of a gateway's word on a payment.

    `refunds_found` counts the refunds that were made elsewhere and are new here. `contradicted`: something of it does
    not fit. `waits`: something of it belongs to what is under way here, and can be taken over only after that.
    """

    changed: bool = False
    refunds_found: int = 0
    contradicted: bool = False
    waits: bool = False


async def take_over_payment(
    service: Service, work: Work, account: Teller, transaction: Transaction, standing: PaymentStanding
) -> TakenOver:
    """Takes over all that the gateway says of the transaction, which the work holds, in its present state."""
    taken = TakenOver()
    await _take_status(work, transaction, standing, taken)
    await _take_dispute(work, transaction, standing, taken)
    for told in sorted(standing.refunds, key=lambda each: (each.created_at, each.reference)):
        await take_over_refund(service, work, account, transaction.id, told, taken)
    if taken.contradicted and await transactions.need_attention(work.session, transaction.id):
        await work.keep(Entry(ChangeKind.ATTENTION_NEEDED), transaction_id=transaction.id, by_itself=True)
    return taken


async def _take_status(work: Work, transaction: Transaction, standing: PaymentStanding, taken: TakenOver) -> None:
    """Where the payment stands. While something of it is under way here, that says more."""
    if transaction.operation is not None:
        taken.waits = True
        return
    if transaction.voided_externally:
        return
    status = as_kept(standing.status)
    amount = amount_at_gateway(status, standing.amount, standing.captured)
    try:
        if amount is None or amount.currency != transaction.amount.currency:
            raise IllegalTransition(f"the gateway has it as {standing.captured} of {standing.amount}")
        steps = payment_steps(transaction, status, amount)
    except IllegalTransition as error:
        log.warning("gateway.contradicts_us", transaction=transaction.legacy_id, says=standing.status, why=str(error))
        taken.contradicted = True
        return
    if steps:
        taken.changed = True
        cause, answer = Cause(work.now, PaymentSource.UNKNOWN, None), settlement_answer(status)
        await transactions.bring_up_to_date(work.session, transaction, cause, status, amount, answer)


async def _take_dispute(work: Work, transaction: Transaction, standing: PaymentStanding, taken: TakenOver) -> None:
    told, before = standing.dispute, transaction.dispute
    if told == before or told is None:
        return
    taken.changed = True
    await found.is_disputed(work.session, transaction.id, told)
    if before is None or (before.state, before.opened_at) != (told.state, told.opened_at):
        reason = kept_text(told.reason, LONGEST_REASON)
        await work.keep(disputed(told.state, reason), transaction_id=transaction.id, by_itself=True)
        if told.state is not DisputeState.WON:
            await transactions.need_attention(work.session, transaction.id)


async def take_over_refund(
    service: Service,
    work: Work,
    account: Teller,
    transaction_id: int,
    standing: RefundStanding,
    taken: TakenOver,
) -> None:
    """Takes over what the gateway says of one refund of the transaction, which the work holds.

    One that is known here goes on to where it stands; one that nobody asked for here, and that gives money back, is
    written down. What `taken` says of the whole is completed.
    """
    ours = await found.our_refunds(work.session, transaction_id)
    key = standing.key if standing.key in ours.by_key or can_be_key(standing.key or "") else None
    told = ToldRefund(standing.reference, key, status_of_refund(standing.status), standing.amount, standing.created_at)
    place, known = ours.placed(told)
    match place:
        case Belongs.UNDER_WAY | Belongs.PERHAPS_OURS:
            taken.waits = True
        case Belongs.KNOWN if known is not None:
            await _follow_refund(service, work, known, told, standing.message, taken)
        case _ if told.status in RESERVING:
            if told.key in ours.by_key:
                # A second effect of our key, or of one that was given up: somebody has to look.
                taken.contradicted = True
            await _add_refund(work, account, transaction_id, told, ours, taken)


async def _follow_refund(
    service: Service, work: Work, known: Refund, told: ToldRefund, said: str | None, taken: TakenOver
) -> None:
    if known.external is not None and not known.made_elsewhere:
        # A person's word, or one that was recorded anyway: the gateway did not make it.
        taken.contradicted = taken.contradicted or told.status in RESERVING
        return
    try:
        if told.amount != known.amount:
            raise IllegalTransition(f"the gateway has it with {told.amount} {told.amount.currency}")
        steps = refund_steps(known.status, told.status)
    except IllegalTransition as error:
        log.warning("gateway.contradicts_us", refund=known.legacy_id, says=told.status, why=str(error))
        taken.contradicted = True
        return
    if known.gateway_id is None:
        await found.called_at_gateway(work.session, known.id, told.reference)
    if steps:
        taken.changed = True
        cause = Cause(work.now, PaymentSource.UNKNOWN, None)
        await refunds.take_steps(work.session, known, cause, steps, settlement_answer(steps[-1]))
        await notify_of_settlement(service, work, known, steps[-1], said)


async def _add_refund(
    work: Work,
    account: Teller,
    transaction_id: int,
    told: ToldRefund,
    ours: OurRefunds,
    taken: TakenOver,
) -> None:
    transaction = await transactions.get(work.session, transaction_id)
    same_currency = told.amount.currency == transaction.amount.currency
    fits = same_currency and transaction.status is not PaymentStatus.VOIDED
    if not fits or transaction.refundable_amount < told.amount or not told.amount.minor:
        taken.contradicted = True
        if not transaction.needs_attention:
            await work.keep(
                refund_does_not_fit(told.amount, told.reference), transaction_id=transaction_id, by_itself=True
            )
        return
    taken.changed = True
    taken.refunds_found += 1
    at = _not_after(told.created_at, work.now)
    refund = await found.add_refund(
        work.session,
        transaction,
        told.reference,
        same_id(IdKind.REFUND, told.reference),
        told.status,
        told.amount,
        at,
        account,
    )
    if told.key is not None:
        refund = await found.was_sent_here(work.session, refund, told.key)
    await work.keep(
        refund_found(told.amount, told.reference), transaction_id=transaction_id, refund_id=refund.id, by_itself=True
    )


def same_id(kind: IdKind, reference: str) -> str | None:
    """The short id by which a payment or refund is known here as at its gateway; None where the forms differ.

    Braintree's ids have the form of ours, so that its clients go on using those that they have.
    """
    match read_global_id(reference):
        case (found_kind, legacy_id) if found_kind is kind:
            return legacy_id
    return None


def _not_after(moment: datetime, now: datetime) -> datetime:
    """A gateway's clock may be ahead of ours, and nothing has happened in the future."""
    return min(moment, now)
