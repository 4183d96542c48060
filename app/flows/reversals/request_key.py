"""One apiRequestKey, one effect: a request that was made before is answered with what came of it (SPEC 3)."""

import dataclasses
import hashlib
import json
import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Protocol

from app.domain.people.people import Actor
from app.domain.problems import Condition, Problem, Refused
from app.domain.reversals.operation_keys import derived_key, new_key
from app.domain.reversals.payments import Operation, Refund, Transaction
from app.domain.reversals.schedule import REQUEST_KEY_LIFE
from app.domain.reversals.states import OperationKind
from app.domain.texts import LONGEST_REQUEST_KEY, check_text
from app.flows.service import Work
from app.store.reversals import operations, refunds, request_keys, transactions
from app.store.reversals.request_keys import Earlier

PATH = ("input", "apiRequestKey")
AMOUNTS = {"amount", "balance_due", "expected_refundable_amount"}
"""The names of what means the same in several ways of writing."""

_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?", re.ASCII)


class Ask(Protocol):
    """What a mutation was asked, as a dataclass."""

    @property
    def request_key(self) -> str | None: ...


async def answered_before(work: Work, mutation: str, ask: Ask) -> Transaction | Refund | None:
    """What an earlier request of the same key made, in its present state; None if the work is still to be done.

    Raises as `asked_before` does.
    """
    earlier = await asked_before(work, mutation, ask)
    if earlier is None:
        return None
    if earlier.refund_id is not None:
        return await refunds.get(work.session, earlier.refund_id)
    assert earlier.transaction_id is not None, "a committed apiRequestKey names what its request made"
    return await transactions.get(work.session, earlier.transaction_id)


async def asked_before(work: Work, mutation: str, ask: Ask) -> Earlier | None:
    """The earlier request of the same key, whose answer this is as well; None if the work is still to be done.

    Called before anything else of the mutation's work, but after the actor's rights were asked for. Raises Refused:
    REQUEST_KEY_REUSED for other input (915232), REQUEST_KEY_IN_FLIGHT while the first request runs (915233).
    """
    key = checked_key(ask, required=work.merchant.require_request_key)
    if key is None:
        return None
    asked = fingerprint(mutation, ask)
    earlier = await request_keys.claim(work.session, work.merchant.id, key, asked, work.now)
    if earlier is None:
        return None
    if earlier.fingerprint != asked:
        raise Refused(Problem(Condition.REQUEST_KEY_REUSED, PATH))
    if earlier.in_flight:
        raise Refused(Problem(Condition.REQUEST_KEY_IN_FLIGHT, PATH))
    return earlier


def checked_key(ask: Ask, *, required: bool) -> str | None:
    """The request's key, if it has one. Raises Refused for one that can be none, or for none where it is `required`."""
    key = ask.request_key
    if key is None:
        if required:
            raise Refused(Problem(Condition.REQUEST_KEY_REQUIRED, PATH))
        return None
    if not key:
        raise Refused(Problem(Condition.REQUEST_KEY_INVALID, PATH, {"maximum": str(LONGEST_REQUEST_KEY)}))
    check_text(key, PATH, LONGEST_REQUEST_KEY, Condition.REQUEST_KEY_TOO_LONG)
    return key


def key_of(actor: Actor, mutation: str, ask: Ask, kind: OperationKind, *, part: str = "") -> str:
    """The gateway's key of an operation that is asked for, if the request's key was not used before.

    `part` tells apart the operations of one request (see `derived_key`). Without a key of the request it is random.
    """
    return new_key(kind) if ask.request_key is None else _derived(actor, mutation, ask.request_key, kind, part, 0)


async def free_key(work: Work, mutation: str, ask: Ask, kind: OperationKind, *, part: str = "") -> str:
    """The same, however often the request's key was used before. The work has claimed that."""
    if ask.request_key is None:
        return new_key(kind)
    use = await request_keys.uses(work.session, work.merchant.id, ask.request_key)
    while True:
        key = _derived(work.actor, mutation, ask.request_key, kind, part, use)
        # Counts are lost with the rows of keys, operations never are.
        if not await operations.knows_key(work.session, key):
            return key
        use += 1


MOST_FORGOTTEN = 8
"""Uses of a request's key that a database which went back may have forgotten, and that are looked for."""


async def made_before_going_back(work: Work, mutation: str, ask: Ask, transaction_id: int) -> Refund | None:
    """The refund of the transaction that the same request made in a time that the database has forgotten, and that was
    found at its gateway again; the key answers with it from now on. The work has claimed the key.

    Raises Refused: REQUEST_KEY_REUSED where it was made of another payment, or with another amount.
    """
    if ask.request_key is None:
        return None
    operation = await _found_again(work, mutation, ask.request_key)
    if operation is None or operation.refund_id is None:
        return None
    refund = await refunds.get(work.session, operation.refund_id)
    amount = getattr(ask, "amount", None)
    other = amount is not None and _plain(amount) != _plain(str(refund.amount))
    if other or refund.transaction_id != transaction_id:
        raise Refused(Problem(Condition.REQUEST_KEY_REUSED, PATH))
    await remember(work, ask, refund_id=refund.id, operation_id=operation.id)
    return refund


async def check_no_part_was_made(work: Work, mutation: str, ask: Ask, payments: Sequence[str]) -> None:
    """Raises Refused with REQUEST_KEY_REUSED where the same request refunded one of the order's `payments`, each by its
    legacy id, in a time that the database has forgotten, and the refund was found at its gateway again.

    It would be made once more, of that payment or of another one. The work has claimed the key.
    """
    if ask.request_key is None:
        return
    for part in payments:
        if await _found_again(work, mutation, ask.request_key, part) is not None:
            raise Refused(Problem(Condition.REQUEST_KEY_REUSED, PATH))


async def _found_again(work: Work, mutation: str, request_key: str, part: str = "") -> Operation | None:
    """The refund's operation that the request's next uses would have made, where its gateway has accepted it.

    The count of uses may have been forgotten too. What was asked for so long ago that the key may be used anew is none
    of it: the row of a key is deleted after a while.
    """
    use = await request_keys.uses(work.session, work.merchant.id, request_key)
    for later in range(use, use + MOST_FORGOTTEN):
        key = _derived(work.actor, mutation, request_key, OperationKind.REFUND, part, later)
        operation = await operations.done_under(work.session, work.merchant.id, key)
        if operation is not None and operation.requested_at + REQUEST_KEY_LIFE >= work.now:
            return operation
    return None


def _derived(actor: Actor, mutation: str, request_key: str, kind: OperationKind, part: str, use: int) -> str:
    return derived_key(actor.merchant, mutation, request_key, kind, part=part, use=use)


async def remember(
    work: Work,
    ask: Ask,
    *,
    transaction_id: int | None = None,
    refund_id: int | None = None,
    operation_id: int | None = None,
    order_refund_id: int | None = None,
) -> None:
    """Ties the request's key, if it has one, to what the request made."""
    if ask.request_key is not None:
        await request_keys.bind(
            work.session,
            work.merchant.id,
            ask.request_key,
            transaction_id=transaction_id,
            refund_id=refund_id,
            operation_id=operation_id,
            order_refund_id=order_refund_id,
        )


def fingerprint(mutation: str, ask: Ask) -> bytes:
    """What was asked, however it was written: "7" is "7.00", and an absent field is a null one."""
    return hashlib.sha256(in_one_way(mutation, ask).encode()).digest()


def in_one_way(mutation: str, ask: Ask, *, without: Collection[str] = ()) -> str:
    """What was asked, its key and the fields named by `without` apart: the same text however a client wrote it."""
    left_out = {"request_key", *without}
    given = {
        name: plain
        for name in _names(ask.__class__)
        if name not in left_out and (plain := _plainly(name, getattr(ask, name))) not in (None, (), {}, [])
    }
    return json.dumps([mutation, given], sort_keys=True)


def _plainly(name: str, value: Any) -> Any:
    """A part of what was asked, with every amount in it written plainly."""
    match value:
        case None:
            return None
        case str():
            return _plain(value) if name in AMOUNTS else value
        case dict():
            return {part: _plainly(part, each) for part, each in value.items()}
        case list() | tuple():
            return [_plainly("", each) for each in value]
        case _ if dataclasses.is_dataclass(value):
            return {part: _plainly(part, getattr(value, part)) for part in _names(value.__class__)}
    return value


@cache
def _names(asked: Any) -> tuple[str, ...]:
    return tuple(each.name for each in dataclasses.fields(asked))


def _plain(amount: str) -> str:
    return str(Decimal(amount).normalize()) if _PLAIN_NUMBER.fullmatch(amount) else amount
