"""Step one of every reversal: it is written down and what it needs is reserved; only then may the gateway be called."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from app.domain.ids import new_legacy_id
from app.domain.money import Money
from app.domain.payments import MerchantAccount, Operation, Refund, Terms, Transaction
from app.domain.states import OperationKind
from app.flows.service import Service, Work
from app.gateways.base import Instruction, Sale
from app.store import operations, refunds

ASKED_PLAINLY = Terms()


@dataclass(frozen=True, slots=True)
class Sending:
    """A running attempt, with all that its gateway has to be told: no database is asked while it is called."""

    operation: Operation
    gateway: str | None
    message: Instruction | Sale
    refund_key: str | None = None


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
) -> Sending:
    """A refund of `amount`, decided on by the rules, and its first attempt.

    It comes out of `account`, the transaction's own unless given, and inherits the transaction's order id likewise.
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
    return await _start(
        service,
        work,
        OperationKind.REFUND,
        transaction,
        amount,
        refund_id=refund_id,
        terms=terms,
    )


async def reserve_void(
    service: Service,
    work: Work,
    transaction: Transaction,
    *,
    terms: Terms = ASKED_PLAINLY,
) -> Sending:
    """A void of the whole transaction, and its first attempt. Nothing else is done to it until that has ended."""
    await refunds.forget_attention(work.session, transaction.id)
    kind = OperationKind.VOID
    return await _start(service, work, kind, transaction, transaction.amount, terms=terms)


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


async def reserve_refund_void(service: Service, work: Work, transaction: Transaction, refund: Refund) -> Sending:
    """The taking back of a refund that the gateway has accepted, and its only attempt."""
    kind = OperationKind.REFUND_VOID
    assert refund.operation is not None, "only a refund that was sent can be voided"
    refund_key = await operations.accepted_key(work.session, refund.id)
    return await _start(service, work, kind, transaction, refund.amount, refund_id=refund.id, refund_key=refund_key)


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


def instruction(operation: Operation, transaction: Transaction, at: datetime) -> Instruction:
    """What the gateway is told: the operation's key, and the payment by the id that the gateway knows it by."""
    return Instruction(operation.key, transaction.gateway_id or transaction.legacy_id, operation.amount, at)


def new_key() -> str:
    """A key that no operation had before."""
    return uuid4().hex
