"""Refund an order over its payments: shown beforehand, then done, with a result for each payment (SPEC 7.3 to 7.5).

Everything is reserved in one transaction, with the order and its payments held; then each payment is called by itself,
and what becomes of one changes nothing for another.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import structlog

from app.domain.ids import IdKind, read_global_id
from app.domain.orders import plan as domain
from app.domain.orders.keeping import read_keep
from app.domain.orders.orders import Order
from app.domain.orders.plan import ORDER, AdjustmentAsk, LineItemAsk, Part, Plan, RequestedRefund
from app.domain.orders.previews import preview_token
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Findings, Problem, RefundryError, Refused, not_found
from app.domain.reversals import rules
from app.domain.reversals.decide import awaits_approval
from app.domain.reversals.new_operation import NewOperation
from app.domain.reversals.payments import Operation, Refund, Terms, Transaction
from app.domain.reversals.rules import ReversalAction
from app.domain.reversals.states import AttemptOutcome, OperationKind, PaymentStatus, RefundFailurePolicy, RetryState
from app.domain.texts import LONGEST_ORDER_ID, check_text
from app.flows.gateways.confirm import confirm_all
from app.flows.orders.record_elsewhere import record_elsewhere
from app.flows.orders.reserve_order import (
    OrderRequest,
    Planned,
    order_after,
    payment_after,
    reserve_order_as_seen,
    reserve_order_held,
)
from app.flows.people.reasons import check_why
from app.flows.reversals.life import Ended, carry_out
from app.flows.reversals.request_key import asked_before, in_one_way
from app.flows.reversals.waiting_refunds import go_on_with_waiting
from app.flows.service import Service, Work
from app.store.orders import look_orders, order_refunds, orders
from app.store.orders.look_orders import OrderState
from app.store.orders.order_refunds import MadePart
from app.telemetry import tracing

log = structlog.get_logger(__name__)

MUTATION = "refundOrder"
PREVIEW_TOKEN = ("input", "previewToken")
NOT_IN_TOKEN = {"preview_token", "note", "reason_code"}
"""What a preview's token does not stand for: itself, and why it is asked, which moves no money."""
BOTH_WAYS = {Right.REFUND, Right.VOID}


@dataclass(frozen=True, slots=True)
class RefundOrderAsk:
    """What `refundOrder` or `previewRefund` was asked. Amounts are the client's texts; see `RequestedRefund`.

    With an `external_reference` it was made elsewhere, and is recorded. What is to `keep` is as `read_keep` takes it.
    """

    order_id: str
    amount: str | None = None
    line_items: tuple[LineItemAsk, ...] | None = None
    transaction_ids: tuple[str, ...] | None = None
    balance_due: str | None = None
    cancel_order: bool = False
    on_failure: RefundFailurePolicy = RefundFailurePolicy.QUEUE
    reason_code: str | None = None
    note: str | None = None
    preview_token: str | None = None
    request_key: str | None = None
    adjustments: tuple[AdjustmentAsk, ...] | None = None
    keep: str | None = None
    external_reference: str | None = None

    @property
    def requested(self) -> RequestedRefund:
        named = self.transaction_ids
        payments = None if named is None else tuple(_legacy_id(each) for each in named)
        keep = None if self.keep is None else read_keep(self.keep)
        elsewhere = self.external_reference is not None
        return RequestedRefund(
            self.amount, self.line_items, payments, self.balance_due, self.adjustments, keep, elsewhere
        )


@dataclass(frozen=True, slots=True)
class Preview:
    """What `refundOrder` would do with the order as it is; `token` stands for exactly this.

    `approval_needed` says that a part of it would wait for a second person, if the same actor asks for it.
    """

    order: Order
    plan: Plan
    token: str
    approval_needed: bool


@dataclass(frozen=True, slots=True)
class PartResult:
    """What became of one payment's part: the voided payment or the refund, and what its gateway answered last.

    Where the gateway refused it there is no reversal, but a problem. An outcome is None until there is an answer.
    `said` is in words why it did not succeed, as far as the gateway said.
    """

    transaction: Transaction
    reversal: Transaction | Refund | None
    outcome: AttemptOutcome | None
    problems: tuple[Problem, ...]
    said: str | None = None

    @property
    def awaits_approval(self) -> bool:
        return isinstance(self.reversal, Refund) and self.reversal.awaits_approval


@dataclass(frozen=True, slots=True)
class OrderRefunded:
    """The order as it is then, and what became of each payment's part, the newest payment first."""

    order: Order
    results: tuple[PartResult, ...]


async def preview_refund(service: Service, actor: Actor, ask: RefundOrderAsk) -> Preview:
    """What `refundOrder` would do with the same input. Nothing is changed, and nothing is reserved (SPEC 7.3).

    Raises Refused with everything that `refundOrder` would refuse, NotAllowed, TooMuch, Unavailable.
    """
    actor.require(Right.VIEW)
    await _confirm_payments(service, actor, ask)
    async with service.store.at_one_moment() as session:
        work = await service.begun(session, actor)
        _check_order_id(ask)
        order = await orders.find(session, work.merchant.id, ask.order_id, for_query=True)
        if order is None:
            raise not_found(*ORDER)
        plan = await _planned(work, order, ask)
        others = await order_refunds.in_other_currencies(session, work.merchant.id, ask.order_id)
        named = tuple(domain.in_other_currency(each) for each in others if each.refundable_amount)
        shown = replace(plan, blockers=(*plan.blockers, *named))
        awaits = ask.external_reference is None and any(
            awaits_approval(actor, work.merchant, _reversal(actor, ask, part)) for part in plan.parts
        )
        return Preview(order, shown, _token(work, ask, order, plan), awaits)


@tracing.flow("refund_order")
async def refund_order(service: Service, actor: Actor, ask: RefundOrderAsk) -> OrderRefunded:
    """The order, and what became of each payment's part; the same asked again with its key gives its present state.

    Each kind of reversal needs its own right. Raises Refused, NotAllowed, TooMuch, Unavailable; nothing is done then.
    """
    if ask.external_reference is None:
        actor.require(Right.REFUND, Right.VOID)
    if ask.external_reference is not None or ask.on_failure is RefundFailurePolicy.RECORD_ANYWAY:
        actor.require(Right.MARK_EXTERNALLY)
    request = OrderRequest(
        MUTATION, ask, ask.order_id, ask.cancel_order, ask.on_failure, partial(_reversal, actor, ask)
    )
    planned = await _reserve_as_seen(service, actor, ask, request)
    if planned is not None:
        ended = await _carry_out_each(service, actor, planned)
        return await _as_planned(service, planned, ended) or await as_it_is_now(service, planned.order_refund_id)
    await _confirm_payments(service, actor, ask)
    async with service.work(actor, Condition.CONCURRENT_REFUNDS, ORDER) as work:
        before = await asked_before(work, MUTATION, ask)
        if before is None:
            planned = await _reserve_held(service, work, ask, request)
    if planned is not None:
        await _carry_out_each(service, actor, planned)
        return await as_it_is_now(service, planned.order_refund_id)
    assert before is not None
    assert before.order_refund_id is not None, "a committed apiRequestKey names what its request made"
    return await as_it_is_now(service, before.order_refund_id)


async def as_it_is_now(service: Service, number: int) -> OrderRefunded:
    """What became of the order's refund of that number, as it is written down."""
    async with service.store.at_one_moment() as session:
        order_number = await order_refunds.order_of(session, number)
        order = (await orders.load(session, [order_number]))[order_number]
        parts = await order_refunds.parts(session, number)
    return OrderRefunded(order, tuple(_result(part) for part in parts))


async def _reserve_as_seen(
    service: Service, actor: Actor, ask: RefundOrderAsk, request: OrderRequest
) -> Planned | None:
    """All that is asked for, reserved, where nothing stands in the way; None, with nothing done, otherwise."""
    if ask.preview_token is not None or ask.external_reference is not None:
        return None  # A token stands for what was refunded before as well, which is not looked at here.

    def plan(order: Order, at: datetime) -> Plan:
        planned = domain.plan(order, ask.requested, at)
        _require_rights(actor, planned.parts)
        return planned

    findings = Findings()
    with findings:
        _check_order_id(ask)
    if findings.problems:
        return None
    return await reserve_order_as_seen(service, actor, request, plan)


async def _as_planned(
    service: Service, planned: Planned, ended: Sequence[Ended | RefundryError]
) -> OrderRefunded | None:
    """What became of it, where every part was taken at once and the order was not changed otherwise meanwhile; None
    where that has to be looked up.
    """
    taken = [each for each in ended if isinstance(each, Ended) and each.outcome is AttemptOutcome.ACCEPTED]
    subjects = [each.subject for each in taken if each.subject is not None]
    if len(subjects) < len(ended):
        return None
    order = order_after(planned, subjects)
    if await service.store.read_together(look_orders.states, order.id) != OrderState.of(order):
        return None
    results = []
    for part, subject in zip(planned.plan.parts, subjects, strict=True):
        payment = payment_after(part, subject)
        results.append(PartResult(payment, subject, AttemptOutcome.ACCEPTED, ()))
    return OrderRefunded(order, tuple(results))


async def _confirm_payments(service: Service, actor: Actor, ask: RefundOrderAsk) -> None:
    """Asks the gateways about payments that were made elsewhere and that none has confirmed yet (SPEC 7.8).

    What they say is true for every requester, and changes nothing of the order. An order id that can be none is not
    refused here: an apiRequestKey comes first.
    """
    findings = Findings()
    with findings:
        _check_order_id(ask)
    if findings.problems or ask.external_reference is not None:
        return
    async with service.store.session() as session:
        unconfirmed = await order_refunds.unconfirmed(session, actor.merchant_id, ask.order_id)
    await confirm_all(service, actor, unconfirmed)


async def _reserve_held(service: Service, work: Work, ask: RefundOrderAsk, request: OrderRequest) -> Planned:
    """All that is asked for, reserved with the order held. Raises Refused, NotAllowed, TooMuch."""
    _check_order_id(ask)
    order = await orders.lock(work.session, work.merchant.id, ask.order_id)
    await work.locked()
    if order is None:
        raise not_found(*ORDER)
    plan = await _agreed(work, order, ask)
    if ask.external_reference is not None:
        return await record_elsewhere(work, request, order, plan, ask.external_reference)
    _require_rights(work.actor, plan.parts)
    return await reserve_order_held(service, work, request, order, plan)


def _check_order_id(ask: RefundOrderAsk) -> None:
    check_text(ask.order_id, ORDER, LONGEST_ORDER_ID, Condition.ORDER_ID_TOO_LONG)


async def _planned(work: Work, order: Order, ask: RefundOrderAsk) -> Plan:
    """The plan of what is asked for. Raises Refused with all that is wrong with it."""
    findings, plan = Findings(), None
    with findings:
        await check_why(work, ask.reason_code, ask.note, "input")
    with findings:
        plan = domain.plan(order, ask.requested, work.now)
    findings.refuse()
    assert plan is not None, "what was not refused was planned"
    return plan


async def _agreed(work: Work, order: Order, ask: RefundOrderAsk) -> Plan:
    """The plan, if it is the one that was shown, where a preview's token is sent along. Raises Refused."""
    outdated = Problem(Condition.PREVIEW_OUTDATED, PREVIEW_TOKEN)
    try:
        plan = await _planned(work, order, ask)
    except Refused as refused:
        if ask.preview_token is None:
            raise
        raise Refused(outdated, *refused.problems) from refused
    if ask.preview_token is not None and ask.preview_token != _token(work, ask, order, plan):
        raise Refused(outdated)
    return plan


def _token(work: Work, ask: RefundOrderAsk, order: Order, plan: Plan) -> str:
    asked = in_one_way(MUTATION, ask, without=NOT_IN_TOKEN)
    return preview_token(work.merchant.public_id, asked, order, plan)


def _require_rights(actor: Actor, parts: Iterable[Part]) -> None:
    """Raises NotAllowed unless the actor has the right for every part: half of what was shown is not done."""
    actions = {part.action for part in parts}
    if ReversalAction.REFUND in actions:
        actor.require(Right.REFUND)
    if ReversalAction.VOID in actions:
        actor.require(Right.VOID)


def _reversal(actor: Actor, ask: RefundOrderAsk, part: Part) -> NewOperation:
    """A part's reversal. It may turn where the gateway knows better, if that refunds the same amount."""
    terms = Terms(
        on_failure=ask.on_failure,
        turns=part.whole and actor.rights >= BOTH_WAYS,
        reason_code=ask.reason_code,
        note=ask.note,
    )
    kind = OperationKind.VOID if part.action is ReversalAction.VOID else OperationKind.REFUND
    return NewOperation(kind, part.transaction, part.amount, terms)


async def _carry_out_each(service: Service, actor: Actor, planned: Planned) -> list[Ended | RefundryError]:
    """Sends all parts at once. What is refused is written down by then, and told with its payment's result."""
    told: list[Ended | RefundryError] = []
    sent = (carry_out(service, actor, each) for each in planned.sendings)
    for each in await asyncio.gather(*sent, return_exceptions=True):
        if isinstance(each, RefundryError):
            log.info("order_refund.part_refused", error=str(each))
        elif isinstance(each, BaseException):
            raise each
        told.append(each)
    for part in planned.plan.parts:
        await go_on_with_waiting(service, part.transaction)
    return told


def _result(part: MadePart) -> PartResult:
    """What became of a part, told from what is written down alone: it is the same whenever it is asked for."""
    transaction, operation, refund = part.transaction, part.operation, part.refund
    if operation is None or (refund is not None and refund.operation is None):
        return PartResult(transaction, refund, None, ())
    refused = operation.state is RetryState.EXHAUSTED and operation.last_outcome is AttemptOutcome.DECLINED
    if operation.kind is OperationKind.VOID:
        if operation.open or (transaction.status is PaymentStatus.VOIDED and not (refused and part.overtaken)):
            return PartResult(transaction, transaction, operation.last_outcome, (), operation.last_error)
        if refused:
            return _refused(part, operation.last_outcome, Condition.TRANSACTION_NOT_VOIDABLE)
        return _came_to_nothing(part, operation)
    if refused and refund is not None and refund.status is PaymentStatus.VOIDED:
        return _refused(part, operation.last_outcome, Condition.TRANSACTION_NOT_SETTLED)
    return PartResult(transaction, refund, operation.last_outcome, (), operation.last_error)


def _came_to_nothing(part: MadePart, operation: Operation) -> PartResult:
    """A void that was not made, and is not tried again: the payment itself does not show it."""
    problem = Problem(Condition.REVERSAL_NOT_POSSIBLE_NOW, ORDER, {"said": operation.last_error or ""})
    return PartResult(part.transaction, None, operation.last_outcome, (problem,), operation.last_error)


def _refused(part: MadePart, outcome: AttemptOutcome | None, condition: Condition) -> PartResult:
    problem = Problem(condition, ORDER, rules.facts(part.transaction))
    return PartResult(part.transaction, None, outcome, (problem,))


def _legacy_id(text: str) -> str:
    """The legacy id of a payment, from the id that a client sends; "" for what is no payment's id."""
    match read_global_id(text):
        case (IdKind.TRANSACTION, legacy_id):
            return legacy_id
    return ""
