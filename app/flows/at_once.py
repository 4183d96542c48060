"""The way of nearly all reversals: nothing stands in their way.

Such a one waits for no lock and holds none: it is decided on what was seen, and written down if that is still so. Both
are one statement, which all requests share that come at the same time.

Whatever is unusual is left to the way with locks: a refusal, a person's approval, a key that was used, something open
or failed, a payment that others work on. Nothing is refused here, so that every refusal is
decided on what nobody can change meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from app.domain.approvals import needs_approval
from app.domain.ids import IdKind, read_global_id
from app.domain.payments import Merchant, Transaction
from app.domain.people import Actor
from app.domain.problems import NotAllowed, Refused
from app.domain.reversals import Reversal
from app.domain.states import OperationKind
from app.flows.reasons import can_be_code, check_note, needs_reason
from app.flows.request_key import checked_key, fingerprint
from app.flows.reserving import Sending, reservation_of, sending_of
from app.flows.service import Service, now
from app.store import reservations
from app.store.database import Contended
from app.store.look import Known
from app.store.reservations import KeyClaim, Reservation, Reserved, Seen, Wanted

Decide = Callable[[Transaction, datetime], Reversal]
"""What a flow makes of a payment at a time of its merchant's. Raises Refused, NotAllowed."""


class Ask(Protocol):
    """What a mutation was asked."""

    @property
    def reason_code(self) -> str | None: ...
    @property
    def note(self) -> str | None: ...
    @property
    def request_key(self) -> str | None: ...


class AskOfTransaction(Ask, Protocol):
    """About one transaction."""

    @property
    def transaction_id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Request:
    """A mutation's name and what it was asked; `key_names_transaction` where its key answers with the transaction."""

    mutation: str
    ask: AskOfTransaction
    key_names_transaction: bool


async def reserve_at_once(service: Service, actor: Actor, request: Request, decide: Decide) -> Sending | None:
    """What is to be sent now, reserved and committed; None, with nothing done, if it has to go the way with locks."""
    try:
        wanted = _wanted(actor, request.ask)
        seen = None if wanted is None else await service.store.read_together(reservations.look, wanted)
        if seen is None or not seen.plain or lacks_reason(seen.merchant, actor, request.ask):
            return None
        claim = claim_of(request.mutation, request.ask, seen.merchant, transaction=request.key_names_transaction)
        at = now(seen.merchant)
        reversal = decide(seen.transaction, at)
    except (Refused, NotAllowed):
        return None
    if awaits_approval(actor, seen, reversal):
        return None
    reservation = reservation_of(service, actor, at, reversal, claim=claim, seen=seen)
    try:
        written = await service.store.write_together(reservations.write, reservation)
    except Contended:
        # Somebody held for long what one of those who wrote together needed; nothing was written of any.
        return None
    return None if written is None else fresh_sending(reservation, written, seen)


def fresh_sending(reservation: Reservation, written: Reserved, seen: Seen) -> Sending:
    """What is to be sent of a reservation that was written for what was seen."""
    operation = reservation.operation(written)
    transaction, refund, version = seen.transaction, None, None
    if operation.refund_id is None:
        # A void that begins leaves the payment's row as it is; a refund counts in it.
        transaction, version = replace(transaction, operation=operation), seen.version
    else:
        refund = reservation.made(written, operation)
    known = Known(operation, transaction, refund, seen.merchant, version, seen.merchant_version)
    return sending_of(reservation, operation, known)


def _wanted(actor: Actor, ask: AskOfTransaction) -> Wanted | None:
    """What is to be looked for; None for what can't be there. Raises Refused."""
    match read_global_id(ask.transaction_id):
        case (IdKind.TRANSACTION, legacy_id) if can_be_looked_for(ask):
            return Wanted(actor.merchant_id, legacy_id, ask.request_key, ask.reason_code)
    return None


def can_be_looked_for(ask: Ask) -> bool:
    """Whether the database can be asked for what came along. Raises Refused for a note or a key that can't be kept."""
    check_note(ask.note)
    checked_key(ask, required=False)
    return ask.reason_code is None or can_be_code(ask.reason_code)


def claim_of(mutation: str, ask: Ask, merchant: Merchant, *, transaction: bool = False) -> KeyClaim | None:
    """The request's key, if it has one; with `transaction` it answers with that. Raises Refused where it needs one."""
    key = checked_key(ask, required=merchant.require_request_key)
    return None if key is None else KeyClaim(key, fingerprint(mutation, ask), transaction)


def lacks_reason(merchant: Merchant, actor: Actor, ask: Ask) -> bool:
    """Whether the actor has to give a reason, and gave none."""
    return ask.reason_code is None and needs_reason(merchant, actor)


def awaits_approval(actor: Actor, seen: Seen, reversal: Reversal) -> bool:
    """Whether a second person has to agree first."""
    if reversal.kind is OperationKind.VOID:
        return False
    limits, reserved = seen.merchant.approval_limits, seen.transaction.reserved
    return needs_approval(actor.kind, limits, reserved, reversal.amount)
