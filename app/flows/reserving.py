"""Step one of every reversal: it is written down and what it needs is reserved; only then may the gateway be called.

Who asked for it, from where and why is written down with it, here: nobody who reserves can forget it (SPEC 8.5).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from app.domain.approvals import needs_approval
from app.domain.ids import new_legacy_id
from app.domain.money import Money
from app.domain.payments import MerchantAccount, Operation, Refund, Terms, Transaction
from app.domain.states import OperationKind
from app.domain.story import asked, awaiting_approval
from app.flows.service import Service, Work
from app.gateways.base import Instruction, Sale
from app.store import approvals, operations, refunds

ASKED_PLAINLY = Terms()


@dataclass(frozen=True, slots=True)
class Sending:
    """A running attempt, with all that its gateway has to be told: no database is asked while it is called."""

    operation: Operation
    gateway: str | None
    message: Instruction | Sale
    refund_key: str | None = None


@dataclass(frozen=True, slots=True)
class AwaitingApproval:
    """A refund whose amount is reserved, and of which no gateway hears before a second person approves (SPEC 8.3)."""

    refund_id: int


async def reserve_refund(
    service: Service,
    work: Work,
    transaction: Transaction,
    amount: Money,
    *,
    account: MerchantAccount | None = None,
    order_id: str | None = None,
    terms: Terms = ASKED_PLAINLY,
    details: dict[str, Any] | None = None,
    instead: bool = False,
) -> Sending | AwaitingApproval:
    """A refund of `amount`, decided on by the rules, and its first attempt; or it waits for a second person (SPEC 8.3).

    The transaction has to be locked, so that no other refund of it slips below the limit at the same time.
    It comes out of `account`, the transaction's own unless given, and inherits the transaction's order id likewise.
    `instead` says that a void was asked for, which turned.
    """
    await refunds.forget_attention(work.session, transaction.id)
    refund_id = await refunds.reserve(
        work.session,
        transaction,
        legacy_id=new_legacy_id(),
        amount=amount,
        account=account or transaction.account,
        order_id=order_id if order_id is not None else transaction.order_id,
        actor=work.actor,
        created_at=work.now,
        terms=terms,
        details=details or {},
    )
    what = asked(OperationKind.REFUND, amount, instead=instead)
    if needs_approval(work.actor.kind, work.merchant.approval_limits, transaction.reserved, amount):
        await _keep(work, awaiting_approval(what), terms, transaction, refund_id)
        await approvals.add(work.session, refund_id, work.actor, work.now, terms)
        return AwaitingApproval(refund_id)
    await _keep(work, what, terms, transaction, refund_id)
    return await start_refund(service, work, transaction, amount, refund_id, terms)


async def start_refund(
    service: Service, work: Work, transaction: Transaction, amount: Money, refund_id: int, terms: Terms
) -> Sending:
    """The first attempt of a refund that is reserved, at once or once it was approved; the work's actor asks for it."""
    kind = OperationKind.REFUND
    return await _start(service, work, kind, transaction, amount, refund_id=refund_id, terms=terms)


async def reserve_void(
    service: Service,
    work: Work,
    transaction: Transaction,
    *,
    terms: Terms = ASKED_PLAINLY,
    instead: bool = False,
) -> Sending:
    """A void of the whole transaction, and its first attempt. Nothing else is done to it until that has ended.

    `instead` says that a refund was asked for, which turned.
    """
    await refunds.forget_attention(work.session, transaction.id)
    kind = OperationKind.VOID
    await _keep(work, asked(kind, transaction.amount, instead=instead), terms, transaction)
    return await _start(service, work, kind, transaction, transaction.amount, terms=terms)


async def reserve_sale(
    service: Service, work: Work, transaction: Transaction, kind: OperationKind, payment_method: str
) -> Sending:
    """A charge or an authorization, and its only attempt."""
    await _keep(work, asked(kind, transaction.amount), ASKED_PLAINLY, transaction)
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
    await _keep(work, asked(OperationKind.CAPTURE, amount), ASKED_PLAINLY, transaction)
    return await _start(service, work, OperationKind.CAPTURE, transaction, amount, order_id=order_id)


async def reserve_refund_void(
    service: Service, work: Work, transaction: Transaction, refund: Refund, *, terms: Terms = ASKED_PLAINLY
) -> Sending:
    """The taking back of a refund that the gateway has accepted, and its only attempt."""
    kind = OperationKind.REFUND_VOID
    assert refund.operation is not None, "only a refund that was sent can be voided"
    refund_key = await operations.accepted_key(work.session, refund.id)
    await _keep(work, asked(kind, refund.amount), terms, transaction, refund.id)
    return await _start(
        service, work, kind, transaction, refund.amount, refund_id=refund.id, terms=terms, refund_key=refund_key
    )


async def _start(
    service: Service,
    work: Work,
    kind: OperationKind,
    transaction: Transaction,
    amount: Money,
    *,
    refund_id: int | None = None,
    terms: Terms = ASKED_PLAINLY,
    refund_key: str | None = None,
    order_id: str | None = None,
) -> Sending:
    operation = await operations.start(
        work.session,
        merchant_id=work.merchant.id,
        kind=kind,
        key=new_key(),
        transaction_id=transaction.id,
        refund_id=refund_id,
        amount=amount,
        order_id=order_id,
        terms=terms,
        gateway=transaction.account.gateway,
        actor=work.actor,
        at=work.now,
        leasing=service.leasing,
    )
    message = instruction(operation, transaction, work.now)
    return Sending(operation, operation.gateway, message, refund_key)


async def _keep(work: Work, what: str, terms: Terms, transaction: Transaction, refund_id: int | None = None) -> None:
    await work.keep(
        what, note=terms.note, reason_code=terms.reason_code, transaction_id=transaction.id, refund_id=refund_id
    )


def instruction(operation: Operation, transaction: Transaction, at: datetime) -> Instruction:
    """What the gateway is told: the operation's key, and the payment by the id that the gateway knows it by."""
    return Instruction(operation.key, transaction.at_gateway, operation.amount, at)


def new_key() -> str:
    """A key that no operation had before."""
    return uuid4().hex
