"""Step one of every reversal: it is written down and what it needs is reserved; only then may the gateway be called.

Who asked for it, from where and why is written down with it, here: no caller can forget it (SPEC 8.5).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.domain.copies import replace
from app.domain.history.kinds import awaiting_approval
from app.domain.ids import IdKind, read_global_id
from app.domain.people.people import Actor
from app.domain.problems import Condition, Refused, Unavailable
from app.domain.reversals.decide import Decision, Facts, Reasons, Rule, Why, decide
from app.domain.reversals.new_operation import NewOperation
from app.domain.reversals.payments import Destination, Merchant, Operation, Refund, Transaction
from app.domain.reversals.rules import TRANSACTION
from app.domain.reversals.states import OperationKind
from app.flows.gateways.channel import destination_of
from app.flows.people.reasons import can_be_code, is_refused
from app.flows.reversals.finding import lock_transaction
from app.flows.reversals.request_key import (
    Ask,
    answered_before,
    checked_key,
    fingerprint,
    free_key,
    key_of,
    made_before_going_back,
)
from app.flows.service import Service, Work, now
from app.gateways.base import Instruction, Sale
from app.store.database import Contended
from app.store.people import reasons
from app.store.reversals import look_payments
from app.store.reversals import reserve as reservations
from app.store.reversals.look import Known
from app.store.reversals.look_payments import Seen, Wanted
from app.store.reversals.reservation import Begun, Group, KeyClaim, Reservation, Reserved, Versions

_ALREADY_MADE = frozenset({Condition.TRANSACTION_ALREADY_REFUNDED, Condition.REFUND_AMOUNT_TOO_LARGE})
"""What a request is refused with whose refund was taken over from its gateway."""


@dataclass(frozen=True, slots=True)
class Sending:
    """A running attempt, with all that its gateway has to be told: no database is asked while it is called; or one that
    waits (`on_hold`).

    `known` is what it is about, as it was reserved without a lock: so it is until somebody changes it.
    """

    operation: Operation
    destination: Destination | None
    message: Instruction | Sale
    known: Known | None = None

    @property
    def on_hold(self) -> bool:
        """Whether it is not to be sent: it was written down, and waits until its merchant's hold is over."""
        return self.operation.was_put_on_hold


class AskOfTransaction(Ask, Protocol):
    """About one transaction."""

    @property
    def transaction_id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Request:
    """A mutation's name, what it was asked, and what it makes of a payment.

    `contended` is what it is refused with where others hold the payment for too long. `why` is None for a mutation that
    takes neither reason nor note; `account` is the id of the merchant account that was asked for. A refund's id is told
    apart with `refund_is_credit`; with `key_names_transaction` the request's key answers with the transaction.
    """

    mutation: str
    ask: AskOfTransaction
    rule: Rule
    contended: Condition
    why: Why | None = None
    account: str | None = None
    refund_is_credit: bool = True
    key_names_transaction: bool = True

    @property
    def reason_code(self) -> str | None:
        return None if self.why is None else self.why.reason_code


async def reserve_asked(service: Service, actor: Actor, request: Request) -> Sending | Transaction | Refund:
    """What is to be sent, reserved and committed.

    Or what a request of the same key made before, in its present state, or a refund that awaits approval. It is decided
    on what was seen, and written if that still is so; where it is not, or somebody has to be waited for, once more with
    the payment held. Raises Refused, NotAllowed.
    """
    try:
        return await _reserve_as_seen(service, actor, request) or await _reserve_held(service, actor, request)
    except Refused as refused:
        # What the request had made before the database went back may be what now stands in its way.
        in_the_way = any(each.condition in _ALREADY_MADE for each in refused.problems)
        asks = in_the_way and request.ask.request_key is not None
        made = await _made_before(service, actor, request) if asks else None
        if made is None:
            raise
        return made


async def _reserve_as_seen(service: Service, actor: Actor, request: Request) -> Sending | Refund | None:
    """None, with nothing done, where the payment has to be held, or may not be there. Raises Refused, NotAllowed."""
    wanted = _wanted(actor, request)
    seen = None if wanted is None else await service.store.read_together(look_payments.look, wanted)
    if seen is None or seen.knows_key:
        return None
    claim = claim_of(request.mutation, request.ask, seen.merchant, transaction=request.key_names_transaction)
    facts = await _facts(service, None, actor, request, seen)
    decision = decide(facts, request.rule)
    if seen.transaction.is_at_former_account:
        decision = replace(decision, operation=await sent_where_it_was_made(service, None, decision.operation))
    key = key_of(actor, request.mutation, request.ask, decision.operation.kind)
    reservation = reservation_of(service, actor, facts.at, decision, key, forgets=seen.failed, seen=seen.versions)
    try:
        written = await service.store.write_together(reservations.write, Group((reservation,), claim))
    except Contended:
        # Somebody held for long what one of those who wrote together needed; nothing was written of any.
        return None
    if written is None:
        # Also where there is an operation of that key: the request's own was used before, and is free again.
        return None
    (reserved,) = written.parts
    if decision.awaits_approval:
        return reservation.made(reserved, None)
    if decision.operation.waits:
        return reservation.made(reserved, reservation.operation(reserved))
    return fresh_sending(reservation, reserved, seen)


async def _reserve_held(service: Service, actor: Actor, request: Request) -> Sending | Transaction | Refund:
    ask = request.ask
    async with service.work(actor, request.contended, TRANSACTION) as work:
        before = await answered_before(work, request.mutation, ask)
        if before is not None:
            return before
        transaction = await lock_transaction(work, ask.transaction_id, refund_is_credit=request.refund_is_credit)
        made = await made_before_going_back(work, request.mutation, ask, transaction.id)
        if made is not None:
            return made
        wanted = _wanted_of(actor, request, transaction.legacy_id)
        seen = await look_payments.look_held(work.session, wanted)
        claim = claim_of(request.mutation, ask, seen.merchant, transaction=request.key_names_transaction)
        facts = await _facts(service, work, actor, request, seen)
        decision = decide(facts, request.rule)
        key = await free_key(work, request.mutation, ask, decision.operation.kind)
        return await reserve(service, work, decision, key, claim)


async def _made_before(service: Service, actor: Actor, request: Request) -> Refund | None:
    """What a request that is refused had made in a time that the database has forgotten; None if nothing."""
    try:
        async with service.work(actor, request.contended, TRANSACTION) as work:
            if await answered_before(work, request.mutation, request.ask) is not None:
                return None
            transaction = await lock_transaction(work, request.ask.transaction_id)
            made = await made_before_going_back(work, request.mutation, request.ask, transaction.id)
            if made is None:
                raise Refused()  # The key is free again.
            return made
    except Refused:
        return None


async def _facts(service: Service, work: Work | None, actor: Actor, request: Request, seen: Seen) -> Facts:
    """What is decided on. Which reasons there are is looked up where one is going to be refused."""
    code, codes = request.reason_code, tuple[str, ...]()
    known = seen.knows_reason and (code is None or can_be_code(code))
    if request.why is not None and is_refused(seen.merchant, actor, code, known=known):
        async with service.reading(work) as session:
            codes = await reasons.codes(session, actor.merchant_id)
    at = now(seen.merchant) if work is None else work.now
    return Facts(seen.transaction, seen.merchant, actor, at, request.why, Reasons(known, codes), seen.account)


def _wanted(actor: Actor, request: Request) -> Wanted | None:
    """What is to be looked for; None for an id that is no payment's. Raises Refused for a key that can be none."""
    key = checked_key(request.ask, required=False)
    match read_global_id(request.ask.transaction_id):
        case (IdKind.TRANSACTION, legacy_id):
            return _wanted_of(actor, request, legacy_id, key)
    return None


def _wanted_of(actor: Actor, request: Request, legacy_id: str, key: str | None = None) -> Wanted:
    """What is to be looked for, without a text that the database would not take; no `key` where that is claimed."""
    code, account = request.reason_code, request.account
    return Wanted(
        actor.merchant_id,
        legacy_id,
        key,
        reason_code=code if code is None or can_be_code(code) else None,
        account=account if account is None or account.isprintable() else None,
    )


async def reserve(
    service: Service, work: Work, decision: Decision, key: str, claim: KeyClaim | None = None
) -> Sending | Refund:
    """What was decided, with its first attempt under the gateway's `key`; or the refund, where a second person has to
    agree first (SPEC 8.3), or its payment has to settle.

    The transaction has to be locked, so that nothing else of it slips in at the same time, nor another refund below the
    limit. Of one that is voided nothing else is done until that has ended. The work has claimed the key before.
    """
    if decision.operation.transaction.is_at_former_account:
        decision = replace(decision, operation=await sent_where_it_was_made(service, work, decision.operation))
    reservation = reservation_of(service, work.actor, work.now, decision, key, forgets=True)
    (reserved,) = (await reservations.write_held(work.session, Group((reservation,), claim))).parts
    if decision.awaits_approval:
        return reservation.made(reserved, None)
    if decision.operation.waits:
        return reservation.made(reserved, reservation.operation(reserved))
    sending = sending_of(reservation, reservation.operation(reserved))
    approved = decision.operation
    if approved.is_approved_refund and approved.order_id and isinstance(sending.message, Instruction):
        # The refund was made before, with the order id that it has.
        return replace(sending, message=replace(sending.message, order_id=approved.order_id))
    return sending


async def sent_where_it_was_made(service: Service, work: Work | None, operation: NewOperation) -> NewOperation:
    """The operation on a payment that a gateway account has: it is sent to that one."""
    if operation.made_at is not None or not operation.transaction.is_at_former_account:
        return operation
    return replace(operation, made_at=await destination_of(service, work, operation.transaction))


async def start(service: Service, work: Work, operation: NewOperation, key: str) -> Sending:
    """The first attempt of what no second person has to agree to. The transaction has to be locked, or to be new."""
    sending = await reserve(service, work, Decision(operation), key)
    assert isinstance(sending, Sending), "nobody has to agree to it"
    return sending


def fresh_sending(reservation: Reservation, written: Reserved, seen: Seen) -> Sending:
    """What is to be sent of a reservation that was written for what was seen."""
    operation = reservation.operation(written)
    transaction, refund, version = seen.transaction, None, None
    if operation.refund_id is None:
        # A void that begins leaves the payment's row as it is; a refund counts in it.
        transaction, version = replace(transaction, operation=operation), seen.version
    else:
        refund = reservation.made(written, operation)
    known = Known(operation, transaction, refund, seen.merchant, version, seen.merchant_version)
    return sending_of(reservation, operation, known)


def claim_of(mutation: str, ask: Ask, merchant: Merchant, *, transaction: bool = False) -> KeyClaim | None:
    """The request's key, if it has one; with `transaction` it answers with that. Raises Refused where it needs one."""
    key = checked_key(ask, required=merchant.require_request_key)
    return None if key is None else KeyClaim(key, fingerprint(mutation, ask), transaction)


def reservation_of(
    service: Service,
    actor: Actor,
    at: datetime,
    decision: Decision,
    key: str,
    *,
    forgets: bool,
    seen: Versions | None = None,
) -> Reservation:
    """Everything that asking for it writes down; its gateway knows it by the `key`.

    What failed before is forgotten with one that `forgets`, if the operation makes that good; see `Reservation` for
    `seen`.
    """
    operation, entry = decision.operation, decision.operation.entry
    begun = None
    if decision.awaits_approval:
        entry = entry and awaiting_approval(entry)
    else:
        order_id = operation.order_id if operation.kind is OperationKind.CAPTURE else None
        destination = operation.destination
        lease = None if operation.waits else service.leasing(destination).lease()
        begun = Begun(operation.kind, key, lease, destination, order_id)
    return Reservation(
        operation.transaction,
        operation.amount,
        actor,
        at,
        operation.terms,
        entry,
        refund=operation.refund,
        of_refund=operation.of_refund,
        begun=begun,
        awaits=key if decision.awaits_approval else None,
        waits=operation.waits,
        forgets=forgets and operation.makes_good,
        seen=seen,
    )


async def reserve_sale(
    service: Service, work: Work, transaction: Transaction, kind: OperationKind, payment_method: str, key: str
) -> Sending:
    """A charge or an authorization, and its only attempt. Raises Unavailable on hold, since a sale can't wait."""
    sending = await start(service, work, NewOperation(kind, transaction, transaction.amount), key)
    if sending.on_hold:
        raise Unavailable("Sending is on hold for this merchant: nothing was charged.")
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


def sending_of(reservation: Reservation, operation: Operation, known: Known | None = None) -> Sending:
    """What is to be sent, once the reservation is committed."""
    message = instruction(operation, reservation.transaction, reservation.at)
    if reservation.refund is not None:
        message = replace(message, order_id=reservation.refund.order_id or None)
    return Sending(operation, operation.destination, message, known=known)


def instruction(
    operation: Operation, transaction: Transaction, at: datetime, refund: Refund | None = None
) -> Instruction:
    """What the gateway is told: the operation's key, and the payment by the id that the gateway knows it by.

    Of the `refund` its order id is told where it is to be made, and the gateway's id where it is to be taken back.
    """
    message = Instruction(operation.key, operation.wire_key, transaction.at_gateway, operation.amount, at)
    if refund is None:
        return message
    if operation.kind is OperationKind.REFUND_VOID:
        return replace(message, refund=refund.gateway_id)
    return replace(message, order_id=refund.order_id or None)
