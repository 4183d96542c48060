"""Void a transaction that has not settled (SPEC 1.5). A void never turns into a refund: it ends with 91504."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from app.domain import rules
from app.domain.payments import Terms, Transaction
from app.domain.people import Actor, Right
from app.domain.problems import Condition, Findings
from app.domain.reversals import Reversal
from app.domain.rules import TRANSACTION
from app.domain.states import OperationKind
from app.flows.at_once import Decide, Request, reserve_at_once
from app.flows.confirm import confirmed_first
from app.flows.finding import lock_transaction
from app.flows.life import as_it_is_now, carry_out
from app.flows.reasons import check_why
from app.flows.request_key import answered_before, remember
from app.flows.reserving import Sending, reserve
from app.flows.service import Service

MUTATION = "voidTransaction"


@dataclass(frozen=True, slots=True)
class VoidAsk:
    """What `voidTransaction` was asked."""

    transaction_id: str
    reason_code: str | None = None
    note: str | None = None
    request_key: str | None = None


@confirmed_first
async def void_transaction(service: Service, actor: Actor, ask: VoidAsk) -> Transaction:
    """The transaction: VOIDED, or in its present state where the void waits in the queue or its outcome is not known.

    Raises Refused, NotAllowed, Unavailable.
    """
    actor.require(Right.VOID)
    decide = partial(_decided, Terms(reason_code=ask.reason_code, note=ask.note))
    sending = await reserve_at_once(service, actor, Request(MUTATION, ask, key_names_transaction=True), decide)
    if sending is None:
        reserved = await _reserve(service, actor, ask, decide)
        if isinstance(reserved, Transaction):
            return reserved
        sending = reserved
    voided = await as_it_is_now(service, await carry_out(service, actor, sending))
    assert isinstance(voided, Transaction), "a void of this kind never turns"
    return voided


def _decided(terms: Terms, transaction: Transaction, _now: datetime) -> Reversal:
    rules.check_void(transaction)
    return Reversal(OperationKind.VOID, transaction, transaction.amount, terms)


async def _reserve(service: Service, actor: Actor, ask: VoidAsk, decide: Decide) -> Sending | Transaction:
    """What is to be sent, reserved with the transaction held; or what a request of the same key made before."""
    async with service.work(actor, Condition.CONCURRENT_VOIDS, TRANSACTION) as work:
        before = await answered_before(work, MUTATION, ask)
        if before is not None:
            assert isinstance(before, Transaction)
            return before
        transaction = await lock_transaction(work, ask.transaction_id)
        findings, reversal = Findings(), None
        with findings:
            await check_why(work, ask.reason_code, ask.note, "input")
        with findings:
            reversal = decide(transaction, work.now)
        findings.refuse()
        assert reversal is not None, "what was not refused was decided"
        sending = await reserve(service, work, reversal)
        assert isinstance(sending, Sending), "nobody has to agree to a void"
        await remember(work, ask, transaction_id=transaction.id, operation_id=sending.operation.id)
        return sending
