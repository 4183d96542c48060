"""Void a transaction that has not settled (SPEC 1.5). A void never turns into a refund: it ends with 91504."""

from dataclasses import dataclass
from functools import partial

from app.domain.people.people import Actor, Right
from app.domain.problems import Condition
from app.domain.reversals.decide import Why, voids
from app.domain.reversals.payments import Terms, Transaction
from app.flows.gateways.confirm import adopted_first
from app.flows.reversals.life import as_it_is_now, carry_out
from app.flows.reversals.reserving import Request, Sending, reserve_asked
from app.flows.reversals.waiting_refunds import go_on_with_waiting
from app.flows.service import Service
from app.telemetry import tracing

MUTATION = "voidTransaction"


@dataclass(frozen=True, slots=True)
class VoidAsk:
    """What `voidTransaction` was asked."""

    transaction_id: str
    reason_code: str | None = None
    note: str | None = None
    request_key: str | None = None


@adopted_first(Condition.TRANSACTION_NOT_VOIDABLE)
@tracing.flow("void_transaction")
async def void_transaction(service: Service, actor: Actor, ask: VoidAsk) -> Transaction:
    """The transaction: VOIDED, or in its present state where the void waits in the queue or its outcome is not known.

    Raises Refused, NotAllowed, Unavailable.
    """
    actor.require(Right.VOID)
    terms = Terms(reason_code=ask.reason_code, note=ask.note)
    why = Why(ask.reason_code, ask.note, ("input",))
    request = Request(MUTATION, ask, partial(voids, terms), Condition.CONCURRENT_VOIDS, why, refund_is_credit=False)
    reserved = await reserve_asked(service, actor, request)
    if isinstance(reserved, Sending):
        voided = await as_it_is_now(service, await carry_out(service, actor, reserved))
        assert isinstance(voided, Transaction), "a void of this kind never turns"
        return await go_on_with_waiting(service, voided)
    assert isinstance(reserved, Transaction), "the key of a void answers with its transaction"
    return reserved
