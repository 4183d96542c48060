"""Take the word of a gateway that can't be asked on a payment, its refunds and its disputes (SPEC 14.7).

What is told is written down as what other gateways answer. It comes in any order, so a word on an earlier time of the
payment's life changes nothing.
"""

from datetime import datetime

from app.domain.copies import replace
from app.domain.gateways.accounts import GatewayAccount
from app.domain.people.people import system_actor
from app.domain.problems import Condition, Refused
from app.domain.reversals.payments import Transaction
from app.domain.reversals.states import REFUNDABLE, PaymentStatus
from app.flows.gateways.adopt import PAYMENT, adopt, places_of
from app.flows.gateways.following import follow_told
from app.flows.service import Service
from app.store.people import merchants
from app.store.reversals import transactions
from refundry.gateways import Dispute, Event, PaymentStanding

S = PaymentStatus

_LATER_THAN_CAPTURE = REFUNDABLE | {S.SETTLEMENT_DECLINED}


async def take_payments_word(
    service: Service, account: GatewayAccount, number: int | None, event: Event, at: datetime
) -> str | None:
    """What came of the event, in words for operators; None where the payment that it is about is not known here.

    `number` is the transaction's, if there is one. Raises Refused, Contended, Unavailable.
    """
    if number is None:
        return None if event.payment is None else await _adopt(service, account, event.payment)
    async with service.store.session() as session:
        transaction = await transactions.get(session, number)
    told = _as_told(transaction, event)
    if told is None:
        return "nothing new"
    followed = await follow_told(service, account, number, told, at)
    if followed.taken.contradicted:
        return "contradicts what is known here"
    return "taken over" if followed.taken.changed else "nothing new"


async def _adopt(service: Service, account: GatewayAccount, standing: PaymentStanding) -> str | None:
    """Takes over a payment that the gateway has told of; None while no merchant account names the gateway account."""
    async with service.store.session() as session:
        merchant = await merchants.get(session, account.merchant_id)
    actor = system_actor(merchant.id, merchant.public_id)
    place = next((each for each in await places_of(service, actor) if each.account.id == account.id), None)
    if place is None:
        return None
    try:
        await adopt(service, actor, place, standing, path=PAYMENT)
    except Refused as refused:
        if refused.problems[0].condition is not Condition.PAYMENT_NOT_ADOPTABLE:
            raise
        return f"not adopted: {refused.problems[0].facts}"
    return "adopted"


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
