"""Undo a transaction in the way that its status allows: void it, or refund what is left of it (SPEC 1.1 and 1.2)."""

from dataclasses import dataclass
from functools import partial

from app.domain.people.people import Actor, Right
from app.domain.problems import Condition
from app.domain.reversals.decide import Why, reverses
from app.domain.reversals.payments import Refund, Terms, Transaction
from app.domain.reversals.states import RefundFailurePolicy
from app.flows.gateways.confirm import adopted_first
from app.flows.reversals.life import as_it_is_now, carry_out
from app.flows.reversals.reserving import Request, Sending, reserve_asked
from app.flows.reversals.waiting_refunds import go_on_with_waiting
from app.flows.service import Service
from app.telemetry import tracing

MUTATION = "reverseTransaction"


@dataclass(frozen=True, slots=True)
class ReverseAsk:
    """What `reverseTransaction` was asked."""

    transaction_id: str
    on_failure: RefundFailurePolicy | None = None
    reason_code: str | None = None
    note: str | None = None
    request_key: str | None = None


@adopted_first(Condition.TRANSACTION_NOT_VOIDABLE)
@tracing.flow("reverse_transaction")
async def reverse_transaction(service: Service, actor: Actor, ask: ReverseAsk) -> Transaction | Refund:
    """The voided transaction, or the refund of all that was left of it.

    Where the gateway knows better, the one turns into the other on the way. A void that the gateway did not take comes
    back as the transaction in its present state. Raises Refused, NotAllowed, Unavailable.
    """
    actor.require(Right.REFUND, Right.VOID)
    terms = Terms(on_failure=actor.policy(ask.on_failure), turns=True, reason_code=ask.reason_code, note=ask.note)
    why = Why(ask.reason_code, ask.note, ("input",))
    request = Request(MUTATION, ask, partial(reverses, terms), Condition.CONCURRENT_REFUNDS, why)
    reserved = await reserve_asked(service, actor, request)
    if not isinstance(reserved, Sending):
        return reserved
    reversed_ = await as_it_is_now(service, await carry_out(service, actor, reserved))
    return await go_on_with_waiting(service, reversed_) if isinstance(reversed_, Transaction) else reversed_
