"""Capture an authorization in parts: each part is a transaction of its own, reversed by itself (SPEC 1.5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.copies import replace
from app.domain.history.kinds import partial_capture_asked
from app.domain.ids import derived_legacy_id, new_legacy_id
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Findings, NotSupported
from app.domain.reversals import rules
from app.domain.reversals.decide import CAPTURED_AMOUNT, CAPTURED_ORDER_ID
from app.domain.reversals.payments import Transaction
from app.domain.reversals.rules import TRANSACTION
from app.domain.reversals.states import OperationKind
from app.domain.texts import LONGEST_ORDER_ID, check_text
from app.flows.gateways.confirm import confirmed_first
from app.flows.reversals.finding import lock_transaction
from app.flows.reversals.life import carry_out
from app.flows.reversals.parts import FINAL
from app.flows.reversals.request_key import answered_before, free_key, remember
from app.flows.reversals.reserving import Sending, reserve_sale
from app.flows.sandbox.sell import check_amounts
from app.flows.service import Service, Work
from app.gateways.base import Sale
from app.store.reversals import transactions

MUTATION = "partialCaptureTransaction"

ELSEWHERE = (
    "Partial captures are made on the sandbox gateway only: capture an authorization of another gateway once, with "
    "captureTransaction, or make its partial captures at the gateway itself."
)

_OF_THE_WHOLE = frozenset({"line_items", "discount_amount", "surcharge_amount", "tax"})
"""What was sent with an authorization and is not true of a part of it."""


@dataclass(frozen=True, slots=True)
class PartialCaptureAsk:
    """What `partialCaptureTransaction` was asked. `amount` is the client's text; `details` are kept as they were sent,
    in place of the authorization's. After the `final` capture there is no other.
    """

    transaction_id: str
    amount: str | None
    order_id: str | None = None
    final: bool = False
    details: Mapping[str, Any] = field(default_factory=dict)
    request_key: str | None = None


@confirmed_first
async def partial_capture_transaction(service: Service, actor: Actor, ask: PartialCaptureAsk) -> Transaction:
    """The new transaction: SUBMITTED_FOR_SETTLEMENT, declined or failed, or AUTHORIZING while that is not known.

    What it takes of the authorization is reserved before the gateway is called. Raises Refused, NotAllowed,
    NotSupported, Unavailable.
    """
    actor.require(Right.CHARGE)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, TRANSACTION) as work:
        before = await answered_before(work, MUTATION, ask)
        if before is not None:
            assert isinstance(before, Transaction)
            return before
        authorization = await lock_transaction(work, ask.transaction_id)
        sending = await _reserve(service, work, authorization, ask)
    await carry_out(service, actor, sending)
    async with service.store.session() as session:
        return await transactions.get(session, sending.operation.transaction_id)


async def _reserve(service: Service, work: Work, authorization: Transaction, ask: PartialCaptureAsk) -> Sending:
    """The part, and its only attempt. The authorization has to be locked. Raises Refused, NotSupported, Unavailable."""
    findings, amount = Findings(), authorization.amount
    with findings:
        amount = rules.part_to_capture(authorization, ask.amount, CAPTURED_AMOUNT)
    with findings:
        check_text(ask.order_id or "", CAPTURED_ORDER_ID, LONGEST_ORDER_ID, Condition.ORDER_ID_TOO_LONG)
    with findings:
        check_amounts(ask.details, amount.currency)
    findings.refuse()
    account = authorization.account
    rules.check_sale(account, TRANSACTION)
    if authorization.is_at_former_account or account.gateway not in service.gateways.adapters:
        raise NotSupported(TRANSACTION, ELSEWHERE)
    key = await free_key(work, MUTATION, ask, OperationKind.CHARGE)
    inherited = {name: each for name, each in (authorization.details or {}).items() if name not in _OF_THE_WHOLE}
    part_id = await transactions.add(
        work.session,
        merchant_id=work.merchant.id,
        # The sandbox knows a payment by its id: who asks with the same key means the same payment.
        legacy_id=new_legacy_id() if ask.request_key is None else derived_legacy_id(key),
        account=account,
        amount=amount,
        order_id=authorization.order_id if ask.order_id is None else ask.order_id,
        belongs_to=None,
        customer_id=authorization.customer_id,
        method=authorization.method,
        source=work.actor.source,
        created_at=work.now,
        authorization_expires_at=authorization.authorization_expires_at,
        details={**inherited, **ask.details, **({FINAL: True} if ask.final else {})},
        part_of=authorization.id,
    )
    part = await transactions.get(work.session, part_id)
    sending = await reserve_sale(service, work, part, OperationKind.CHARGE, "", key)
    await remember(work, ask, transaction_id=part_id, operation_id=sending.operation.id)
    await work.keep(partial_capture_asked(amount, part.legacy_id), transaction_id=authorization.id)
    assert isinstance(sending.message, Sale)
    return replace(sending, message=replace(sending.message, part_of=authorization.at_gateway, final=ask.final))
