"""What a run would do with each order, as the order is now: a dry run (SPEC 7.3)."""

from dataclasses import replace

from app.domain.orders.orders import status_of
from app.domain.orders.plan import Part
from app.domain.orders.results import OrderResult, PaymentResult
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Problem, Refused
from app.domain.reversals.approvals import needs_approval
from app.domain.reversals.rules import ReversalAction
from app.domain.reversals.states import PaymentStatus
from app.flows.orders.refund_order import MUTATION, RefundOrderAsk, as_it_is_now, preview_refund
from app.flows.orders.refund_outcome import OrderRefundOutcome, before_of, cancelled_alone, only_cancels, result_of
from app.flows.orders.refund_run import Run, actor_of
from app.flows.reversals.request_key import PATH as KEY
from app.flows.reversals.request_key import checked_key, fingerprint
from app.flows.service import Service
from app.store.orders import orders


async def preview_one(service: Service, run: Run, ask: RefundOrderAsk) -> OrderRefundOutcome:
    """What the run would do with the order. Raises what it would raise."""
    actor = await actor_of(service, run)
    checked_key(ask, required=False)
    before = await before_of(service, run, ask)
    if before is not None:
        if before.fingerprint != fingerprint(MUTATION, ask):
            raise Refused(Problem(Condition.REQUEST_KEY_REUSED, KEY))
        return OrderRefundOutcome(result_of(await as_it_is_now(service, before.order_refund_id)), before=True)
    # Whoever works at the command line sees all of the merchant's orders.
    viewer = replace(actor, rights=actor.rights | {Right.VIEW})
    try:
        preview = await preview_refund(service, viewer, ask)
    except Refused as refused:
        if not only_cancels(ask, refused):
            raise
        async with service.store.session() as session:
            order = await orders.find(session, run.merchant.id, ask.order_id)
        assert order is not None, "an order was found of which nothing is left"
        return OrderRefundOutcome(cancelled_alone(order), before=order.cancelled)
    order, plan = preview.order, preview.plan
    for part in plan.parts:
        actor.require(_right_for(ask, part))
    payments = tuple(_expected(run, actor, ask, part) for part in plan.parts)
    refunded = order.refunded + plan.total
    result = OrderResult(order.currency, status_of(refunded, order.paid), order.paid - refunded, payments)
    return OrderRefundOutcome(result, before=False, blockers=plan.blockers)


def _right_for(ask: RefundOrderAsk, part: Part) -> Right:
    if ask.external_reference is not None:
        return Right.MARK_EXTERNALLY
    return Right.VOID if part.action is ReversalAction.VOID else Right.REFUND


def _expected(run: Run, actor: Actor, ask: RefundOrderAsk, part: Part) -> PaymentResult:
    """What becomes of a payment if its gateway accepts it."""
    transaction, external = part.transaction, ask.external_reference is not None
    limits, towards = run.merchant.approval_limits, transaction.towards_limit
    refunds = part.action is ReversalAction.REFUND and not external
    awaits = refunds and needs_approval(actor.kind, limits, towards, part.amount)
    if part.action is ReversalAction.VOID:
        status = PaymentStatus.VOIDED
    elif external:
        status = PaymentStatus.SETTLED
    else:
        status = PaymentStatus.AUTHORIZING if awaits else PaymentStatus.SUBMITTED_FOR_SETTLEMENT
    return PaymentResult(transaction.legacy_id, part.action, None, status, part.amount, None, awaits)
