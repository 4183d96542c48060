"""Refund a settled transaction, in full or in part (SPEC 1.3)."""

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from app.domain.people.people import Actor, Right
from app.domain.problems import Condition
from app.domain.reversals.decide import REFUND_INPUT, AskedRefund, Why, refunds
from app.domain.reversals.payments import Refund, Terms
from app.domain.reversals.states import RefundFailurePolicy, WhenUnsettled
from app.flows.gateways.confirm import adopted_first
from app.flows.reversals.life import as_it_is_now, carry_out
from app.flows.reversals.reserving import Request, Sending, reserve_asked
from app.flows.service import Service
from app.telemetry import tracing

MUTATION = "refundTransaction"


@dataclass(frozen=True, slots=True)
class RefundAsk:
    """What `refundTransaction` was asked. `amount` is the client's text; None means all that is left, which
    `expected_refundable_amount` has to be if it is not None.
    """

    transaction_id: str
    amount: str | None = None
    order_id: str | None = None
    merchant_account_id: str | None = None
    description: str | None = None
    line_items: tuple[dict[str, Any], ...] = field(default=())
    on_failure: RefundFailurePolicy | None = None
    reason_code: str | None = None
    note: str | None = None
    request_key: str | None = None
    expected_refundable_amount: str | None = None
    when_unsettled: WhenUnsettled | None = None


@adopted_first(Condition.TRANSACTION_NOT_SETTLED)
@tracing.flow("refund_transaction")
async def refund_transaction(service: Service, actor: Actor, ask: RefundAsk) -> Refund:
    """The new refund, in the state that the gateway's answer put it in; a declined or queued one comes back as well.

    With `WhenUnsettled.WAIT`, one of a payment that has not settled is sent once it has, and comes back as it waits.
    A person's refund above the merchant's limit comes back before any gateway heard of it: it awaits approval.

    Raises Refused, NotAllowed, Unavailable.
    """
    actor.require(Right.REFUND)
    terms = Terms(on_failure=actor.policy(ask.on_failure), reason_code=ask.reason_code, note=ask.note)
    expected = ask.expected_refundable_amount
    waits = ask.when_unsettled is WhenUnsettled.WAIT
    asked = AskedRefund(
        ask.amount, ask.order_id, ask.merchant_account_id, ask.description, ask.line_items, expected, waits
    )
    request = Request(
        MUTATION,
        ask,
        partial(refunds, terms, asked),
        Condition.CONCURRENT_REFUNDS,
        Why(ask.reason_code, ask.note, REFUND_INPUT),
        account=ask.merchant_account_id,
        key_names_transaction=False,
    )
    reserved = await reserve_asked(service, actor, request)
    if isinstance(reserved, Sending):
        refund = await as_it_is_now(service, await carry_out(service, actor, reserved))
        assert isinstance(refund, Refund), "a refund of this kind never turns"
        return refund
    assert isinstance(reserved, Refund), "the key of a refund answers with it"
    return reserved
