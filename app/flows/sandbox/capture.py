"""Capture what was authorized, in full or less (SPEC 1.5). What is not captured is given up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from app.domain.people.people import Actor, Right
from app.domain.problems import Condition
from app.domain.reversals.decide import captures
from app.domain.reversals.payments import Transaction
from app.domain.reversals.states import PaymentStatus
from app.flows.gateways.confirm import confirmed_first
from app.flows.reversals.life import as_it_is_now, carry_out
from app.flows.reversals.reserving import Request, Sending, reserve_asked
from app.flows.service import Service
from app.store.reversals import transactions

MUTATION = "captureTransaction"


@dataclass(frozen=True, slots=True)
class CaptureAsk:
    """What `captureTransaction` was asked. `amount` is the client's text; None means all that was authorized.

    `details` are kept of a capture that was accepted at once, in place of what was sent with the authorization.
    """

    transaction_id: str
    amount: str | None = None
    order_id: str | None = None
    request_key: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@confirmed_first
async def capture_transaction(service: Service, actor: Actor, ask: CaptureAsk) -> Transaction:
    """The transaction, SUBMITTED_FOR_SETTLEMENT; unchanged while the outcome is unknown.

    Raises Refused, NotAllowed, Unavailable.
    """
    actor.require(Right.CHARGE)
    rule = partial(captures, ask.amount, ask.order_id)
    request = Request(MUTATION, ask, rule, Condition.REVERSAL_NOT_POSSIBLE_NOW, refund_is_credit=False)
    reserved = await reserve_asked(service, actor, request)
    if isinstance(reserved, Sending):
        reserved = await as_it_is_now(service, await carry_out(service, actor, reserved))
    assert isinstance(reserved, Transaction), "a capture is of a transaction, and so is what its key answers with"
    if ask.details and reserved.status is not PaymentStatus.AUTHORIZED:
        async with service.store.begin() as session:
            await transactions.keep_details(session, reserved.id, ask.details)
            return await transactions.get(session, reserved.id)
    return reserved
