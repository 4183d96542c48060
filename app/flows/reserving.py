"""Step one of every reversal: it is written down and what it needs is reserved; only then may the gateway be called.

Who asked for it, from where and why is written down with it, here: nobody who reserves can forget it (SPEC 8.5).
"""

from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.approvals import needs_approval
from app.domain.ids import new_key
from app.domain.money import Money
from app.domain.payments import Operation, Refund, Terms, Transaction
from app.domain.people import Actor
from app.domain.reversals import ASKED_PLAINLY, Reversal
from app.domain.states import OperationKind
from app.domain.story import asked, awaiting_approval
from app.flows.service import Service, Work
from app.gateways.base import Instruction, Sale
from app.store import approvals, operations, refunds, reservations
from app.store.look import Known
from app.store.reservations import Begun, KeyClaim, Reservation, Seen


@dataclass(frozen=True, slots=True)
class Sending:
    """A running attempt, with all that its gateway has to be told: no database is asked while it is called.

    `known` is what it is about, as it was reserved without a lock: so it is until somebody changes it.
    """

    operation: Operation
    gateway: str | None
    message: Instruction | Sale
    refund_key: str | None = None
    known: Known | None = None


@dataclass(frozen=True, slots=True)
class AwaitingApproval:
    """A refund whose amount is reserved, and of which no gateway hears before a second person approves (SPEC 8.3)."""

    refund_id: int


async def reserve(service: Service, work: Work, reversal: Reversal) -> Sending | AwaitingApproval:
    """The reversal, decided on by the rules, and its first attempt; or it waits for a second person (SPEC 8.3).

    The transaction has to be locked, so that nothing else of it slips in at the same time, nor another refund below the
    limit. Of one that is voided nothing else is done until that has ended.
    """
    transaction = reversal.transaction
    await refunds.forget_attention(work.session, transaction.id)
    reservation = reservation_of(service, work.actor, work.now, reversal)
    if reversal.kind is OperationKind.REFUND and needs_approval(
        work.actor.kind, work.merchant.approval_limits, transaction.reserved, reversal.amount
    ):
        waiting = replace(reservation, begun=None, what=awaiting_approval(reversal.what))
        refund_id = (await reservations.write_held(work.session, waiting)).refund_id
        assert refund_id is not None, "a refund was made"
        await approvals.add(work.session, refund_id, work.actor, work.now, reversal.terms)
        return AwaitingApproval(refund_id)
    return await _write(work, reservation)


def reservation_of(
    service: Service,
    actor: Actor,
    at: datetime,
    reversal: Reversal,
    *,
    claim: KeyClaim | None = None,
    seen: Seen | None = None,
) -> Reservation:
    """Everything that asking for it writes down, where nobody has to agree first; see there for `claim` and `seen`."""
    return Reservation(
        reversal.transaction,
        reversal.amount,
        actor,
        at,
        reversal.terms,
        reversal.what,
        refund=reversal.refund,
        begun=_begun(service, reversal.kind),
        claim=claim,
        seen=seen,
    )


async def start_refund(
    service: Service, work: Work, transaction: Transaction, amount: Money, refund_id: int, terms: Terms
) -> Sending:
    """The first attempt of a refund that was approved; the work's actor asked for it, and history has it already."""
    begun = _begun(service, OperationKind.REFUND)
    return await _write(
        work, Reservation(transaction, amount, work.actor, work.now, terms, of_refund=refund_id, begun=begun)
    )


async def reserve_sale(
    service: Service, work: Work, transaction: Transaction, kind: OperationKind, payment_method: str
) -> Sending:
    """A charge or an authorization, and its only attempt."""
    sending = await _start(service, work, kind, transaction, transaction.amount)
    sale = Sale(
        key=sending.operation.key,
        transaction=transaction.legacy_id,
        amount=transaction.amount,
        at=work.now,
        merchant=work.merchant.public_id,
        payment_method=payment_method,
        capture=kind is OperationKind.CHARGE,
    )
    return replace(sending, message=sale)


async def reserve_capture(
    service: Service, work: Work, transaction: Transaction, amount: Money, order_id: str | None
) -> Sending:
    """A capture of `amount`, and its only attempt."""
    return await _start(service, work, OperationKind.CAPTURE, transaction, amount, order_id=order_id)


async def reserve_refund_void(
    service: Service, work: Work, transaction: Transaction, refund: Refund, *, terms: Terms = ASKED_PLAINLY
) -> Sending:
    """The taking back of a refund that the gateway has accepted, and its only attempt."""
    assert refund.operation is not None, "only a refund that was sent can be voided"
    refund_key = await operations.accepted_key(work.session, refund.id)
    kind = OperationKind.REFUND_VOID
    sending = await _start(service, work, kind, transaction, refund.amount, of_refund=refund.id, terms=terms)
    return replace(sending, refund_key=refund_key)


async def _start(
    service: Service,
    work: Work,
    kind: OperationKind,
    transaction: Transaction,
    amount: Money,
    *,
    of_refund: int | None = None,
    terms: Terms = ASKED_PLAINLY,
    order_id: str | None = None,
) -> Sending:
    begun = _begun(service, kind, order_id)
    what = asked(kind, amount)
    return await _write(
        work, Reservation(transaction, amount, work.actor, work.now, terms, what, of_refund=of_refund, begun=begun)
    )


async def _write(work: Work, reservation: Reservation) -> Sending:
    written = await reservations.write_held(work.session, reservation)
    return sending_of(reservation, reservation.operation(written))


def sending_of(reservation: Reservation, operation: Operation, known: Known | None = None) -> Sending:
    """What is to be sent, once the reservation is committed."""
    message = instruction(operation, reservation.transaction, reservation.at)
    return Sending(operation, operation.gateway, message, known=known)


def _begun(service: Service, kind: OperationKind, order_id: str | None = None) -> Begun:
    return Begun(kind, new_key(), service.leasing.lease(), order_id)


def instruction(operation: Operation, transaction: Transaction, at: datetime) -> Instruction:
    """What the gateway is told: the operation's key, and the payment by the id that the gateway knows it by."""
    return Instruction(operation.key, transaction.at_gateway, operation.amount, at)
