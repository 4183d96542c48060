"""Take the word of a gateway that can't be asked on a payment, its refunds and its disputes (SPEC 14.7).

What is told is written down as what other gateways answer. It comes in any order, so a word on an earlier time of the
payment's life changes nothing.
"""

from dataclasses import dataclass

from app.domain.copies import replace
from app.domain.gateways.accounts import GatewayAccount
from app.domain.history.kinds import ChangeKind, Entry
from app.domain.people.people import Actor, system_actor
from app.domain.problems import Condition, Refused
from app.domain.reversals.payments import Transaction
from app.domain.reversals.rules import TRANSACTION
from app.domain.reversals.states import REFUNDABLE, PaymentStatus
from app.flows.gateways.adopt import PAYMENT, adopt, places_of
from app.flows.gateways.take_over import take_over_payment
from app.flows.service import Service, Work
from app.store.people import merchants
from app.store.reversals import found, transactions
from refundry.gateways import Dispute, Event, EventKind, PaymentStanding

S = PaymentStatus


@dataclass(frozen=True, slots=True)
class TakenWord:
    """What came of a word, in words for operators. One that `waits` can be taken only after what is under way here."""

    came_to: str
    waits: bool = False


_LATER_THAN_CAPTURE = REFUNDABLE | {S.SETTLEMENT_DECLINED}


async def take_payments_word(
    service: Service, account: GatewayAccount, number: int | None, event: Event
) -> TakenWord | None:
    """What came of the event; None where the payment that it is about is not known here.

    `number` is the transaction's, if there is one. Raises Refused where others hold the payment for too long, and
    Contended, Unavailable.
    """
    async with service.store.session() as session:
        merchant = await merchants.get(session, account.merchant_id)
    actor = system_actor(merchant.id, merchant.public_id)
    if number is None:
        return None if event.payment is None else await _adopt(service, actor, account, event.payment)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, TRANSACTION) as work:
        transaction = await transactions.lock(work.session, number)
        await work.locked()
        told = _as_told(transaction, event)
        if told is None:
            return await _nothing_signed(work, number, event)
        taken = await take_over_payment(service, work, account, transaction, told)
    if taken.contradicted:
        return TakenWord("contradicts what is known here")
    return TakenWord("taken over" if taken.changed else "nothing new", waits=taken.waits)


async def _nothing_signed(work: Work, number: int, event: Event) -> TakenWord:
    """What comes of a word that changes nothing by itself. One that hides what was done is for a person to look at."""
    if event.kind is not EventKind.PAYMENT or event.payment is not None or event.outcome is not None:
        return TakenWord("nothing new")
    if await transactions.need_attention(work.session, number):
        await work.keep(Entry(ChangeKind.ATTENTION_NEEDED), transaction_id=number, by_itself=True)
    return TakenWord("for a person to look at")


async def _adopt(
    service: Service, actor: Actor, account: GatewayAccount, standing: PaymentStanding
) -> TakenWord | None:
    """Takes over a payment that the gateway has told of; None while no merchant account names the gateway account."""
    place = next((each for each in await places_of(service, actor) if each.account.id == account.id), None)
    if place is None:
        return None
    async with service.store.session() as session:
        recorded = await found.payment_number(session, account.merchant_id, standing.reference)
        known = None if recorded is None else await transactions.get(session, recorded)
    if known is not None and _newer_status(known.status, standing.status) is None:
        # That it was authorized once does not deny what was recorded of it since.
        standing = replace(standing, status=known.status, captured=standing.amount)
    try:
        await adopt(service, actor, place, standing, path=PAYMENT)
    except Refused as refused:
        if refused.problems[0].condition is not Condition.PAYMENT_NOT_ADOPTABLE:
            raise
        return TakenWord(f"not adopted: {refused.problems[0].facts}")
    return TakenWord("adopted")


def _as_told(transaction: Transaction, event: Event) -> PaymentStanding | None:
    """Where the payment stands, as far as it is known here, with what the event says of it; None if that is nothing."""
    standing = PaymentStanding(
        reference=transaction.at_gateway,
        status=transaction.status,
        amount=transaction.amount,
        captured=transaction.amount,
        created_at=transaction.created_at,
        refunds=() if event.standing is None else (event.standing,),
        dispute=_newer(transaction.dispute, event.dispute),
    )
    status = None if event.payment is None else _newer_status(transaction.status, event.payment.status)
    if status is not None and event.payment is not None:
        return replace(standing, status=status, amount=event.payment.amount, captured=event.payment.amount)
    return None if not standing.refunds and standing.dispute == transaction.dispute else standing


def _newer_status(known: PaymentStatus, told: PaymentStatus) -> PaymentStatus | None:
    """The status that was told; None if it is one of an earlier time than the known one."""
    if told is S.AUTHORIZED or told is known:
        return None
    if told in {S.SETTLED, S.AUTHORIZATION_EXPIRED} and known in _LATER_THAN_CAPTURE:
        # What expires after a capture is the rest that was not captured.
        return None
    return told


def _newer(known: Dispute | None, told: Dispute | None) -> Dispute | None:
    if known is None or told is None:
        return known if told is None else told
    return told if told.opened_at >= known.opened_at else known
