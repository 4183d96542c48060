"""Step one of every reversal: it is written down and what it needs is reserved; only then may the gateway be called.

Who asked for it, from where and why is written down with it, here: nobody who reserves can forget it (SPEC 8.5).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from app.domain.decide import Facts, Reasons, Reverses, Why, awaits_approval, decide
from app.domain.ids import IdKind, new_key, read_global_id
from app.domain.money import Money
from app.domain.payments import Merchant, Operation, Refund, Terms, Transaction
from app.domain.people import Actor
from app.domain.problems import Condition, Path
from app.domain.reversals import ASKED_PLAINLY, Reversal
from app.domain.rules import TRANSACTION
from app.domain.states import OperationKind
from app.domain.story import asked, awaiting_approval
from app.flows.finding import lock_transaction
from app.flows.reasons import can_be_code, is_refused
from app.flows.request_key import answered_before, checked_key, fingerprint, remember
from app.flows.service import Service, Work, now
from app.gateways.base import Instruction, Sale
from app.store import approvals, operations, reasons, refunds, reservations
from app.store.database import Contended
from app.store.look import Known
from app.store.reservations import Begun, KeyClaim, Reservation, Reserved, Seen, Wanted


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


class Ask(Protocol):
    """What a mutation was asked."""

    @property
    def reason_code(self) -> str | None: ...
    @property
    def note(self) -> str | None: ...
    @property
    def request_key(self) -> str | None: ...


class AskOfTransaction(Ask, Protocol):
    """About one transaction."""

    @property
    def transaction_id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Request:
    """A mutation's name, what it was asked, and what it makes of a payment.

    `contended` is what it is refused with where others hold the payment for too long. Reason and note stand in the
    input object at `within`; `account` is the id of the merchant account that was asked for. A refund's id is told
    apart with `refund_is_credit`; with `key_names_transaction` the request's key answers with the transaction.
    """

    mutation: str
    ask: AskOfTransaction
    reverses: Reverses
    contended: Condition
    within: Path = ("input",)
    account: str | None = None
    refund_is_credit: bool = True
    key_names_transaction: bool = True

    @property
    def why(self) -> Why:
        return Why(self.ask.reason_code, self.ask.note, self.within)


async def reserve_asked(service: Service, actor: Actor, request: Request) -> Sending | Transaction | Refund:
    """What is to be sent, reserved and committed.

    Or what a request of the same key made before, in its present state, or a refund that awaits approval. It is decided
    on what was seen, and written if that still is so; where it is not, or somebody has to be waited for, once more with
    the payment held. Raises Refused, NotAllowed.
    """
    return await _reserve_as_seen(service, actor, request) or await _reserve_held(service, actor, request)


async def _reserve_as_seen(service: Service, actor: Actor, request: Request) -> Sending | None:
    """None, with nothing done, where the payment has to be held, or may not be there. Raises Refused, NotAllowed."""
    wanted = _wanted(actor, request)
    seen = None if wanted is None else await service.store.read_together(reservations.look, wanted)
    if seen is None or seen.knows_key or seen.failed:
        return None
    claim = claim_of(request.mutation, request.ask, seen.merchant, transaction=request.key_names_transaction)
    facts = await _facts(service, None, actor, request, seen)
    decided = decide(facts, request.reverses)
    if decided.awaits_approval:
        return None
    reservation = reservation_of(service, actor, facts.at, decided.reversal, claim=claim, seen=seen)
    try:
        written = await service.store.write_together(reservations.write, reservation)
    except Contended:
        # Somebody held for long what one of those who wrote together needed; nothing was written of any.
        return None
    return None if written is None else fresh_sending(reservation, written, seen)


async def _reserve_held(service: Service, actor: Actor, request: Request) -> Sending | Transaction | Refund:
    ask, names_transaction = request.ask, request.key_names_transaction
    async with service.work(actor, request.contended, TRANSACTION) as work:
        before = await answered_before(work, request.mutation, ask)
        if before is not None:
            return before
        transaction = await lock_transaction(work, ask.transaction_id, refund_is_credit=request.refund_is_credit)
        wanted = _wanted_of(actor, request, transaction.legacy_id)
        seen = await reservations.look_held(work.session, wanted)
        facts = await _facts(service, work, actor, request, seen)
        reserved = await reserve(service, work, decide(facts, request.reverses).reversal)
        named = transaction.id if names_transaction else None
        if isinstance(reserved, AwaitingApproval):
            await remember(work, ask, transaction_id=named, refund_id=reserved.refund_id)
            return await refunds.get(work.session, reserved.refund_id)
        operation = reserved.operation
        await remember(work, ask, transaction_id=named, refund_id=operation.refund_id, operation_id=operation.id)
        return reserved


async def _facts(service: Service, work: Work | None, actor: Actor, request: Request, seen: Seen) -> Facts:
    """What is decided on. Which reasons there are is looked up where one is going to be refused."""
    known = seen.knows_reason and (request.ask.reason_code is None or can_be_code(request.ask.reason_code))
    codes: tuple[str, ...] = ()
    if is_refused(seen.merchant, actor, request.ask.reason_code, known=known):
        async with service.reading(work) as session:
            codes = await reasons.codes(session, actor.merchant_id)
    at = now(seen.merchant) if work is None else work.now
    return Facts(seen.transaction, seen.merchant, actor, at, request.why, Reasons(known, codes), seen.account)


def _wanted(actor: Actor, request: Request) -> Wanted | None:
    """What is to be looked for; None for an id that is no payment's. Raises Refused for a key that can be none."""
    key = checked_key(request.ask, required=False)
    match read_global_id(request.ask.transaction_id):
        case (IdKind.TRANSACTION, legacy_id):
            return replace(_wanted_of(actor, request, legacy_id), request_key=key)
    return None


def _wanted_of(actor: Actor, request: Request, legacy_id: str) -> Wanted:
    """What is to be looked for once the request's key is known to be new: no text that the database would not take."""
    code, account = request.ask.reason_code, request.account
    return Wanted(
        actor.merchant_id,
        legacy_id,
        reason_code=code if code is None or can_be_code(code) else None,
        account=account if account is None or account.isprintable() else None,
    )


async def reserve(service: Service, work: Work, reversal: Reversal) -> Sending | AwaitingApproval:
    """The reversal, decided on by the rules, and its first attempt; or it waits for a second person (SPEC 8.3).

    The transaction has to be locked, so that nothing else of it slips in at the same time, nor another refund below the
    limit. Of one that is voided nothing else is done until that has ended.
    """
    await refunds.forget_attention(work.session, reversal.transaction.id)
    reservation = reservation_of(service, work.actor, work.now, reversal)
    if awaits_approval(work.actor, work.merchant, reversal):
        waiting = replace(reservation, begun=None, what=awaiting_approval(reversal.what))
        refund_id = (await reservations.write_held(work.session, waiting)).refund_id
        assert refund_id is not None, "a refund was made"
        await approvals.add(work.session, refund_id, work.actor, work.now, reversal.terms)
        return AwaitingApproval(refund_id)
    return await _write(work, reservation)


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
