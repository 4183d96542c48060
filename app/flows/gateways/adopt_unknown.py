"""Payments of Braintree's come in by themselves: its clients go on with the ids that they have (SPEC 14.6).

An unknown id of the right form is looked for at the merchant's Braintree accounts. What that costs is bounded: one
question for each id at a time, none for an id that no account had a moment ago, and only so many ids in vain a minute.
"""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from app.domain.ids import IdKind, read_global_id
from app.domain.people.people import Actor, system_actor
from app.domain.problems import Condition, Problem, Refused, TooBusy
from app.domain.reversals.payments import Transaction
from app.domain.reversals.rules import TRANSACTION
from app.domain.reversals.states import PaymentStatus, as_kept
from app.domain.reversals.taking_over import ADOPTABLE
from app.flows.gateways.adopt import Place, adopt, find_payment, places_of
from app.flows.gateways.unknown_payments import FORGOTTEN_AFTER
from app.flows.service import Service
from app.store.reversals import found, transactions
from refundry.gateways import PaymentStanding

ALIKE = frozenset({"braintree"})
"""Adapters whose gateways have ids of the form of ours."""

LONGEST_ID = 36
"""Characters of a payment's short id at such a gateway."""


async def adopt_named(
    service: Service, actor: Actor, transaction_id: str, without_money: Condition
) -> Transaction | None:
    """The transaction of that id, if a Braintree account of the merchant's has it; None if none does.

    The caller has checked the actor's rights. Raises Refused: with `without_money` for a payment that never held any,
    REVERSAL_NOT_POSSIBLE_NOW for one that is being authorized, PAYMENT_NOT_ADOPTABLE; TooBusy; Unavailable where an
    account could not be asked that may have it.
    """
    match read_global_id(transaction_id):
        case (IdKind.TRANSACTION, legacy_id) if len(legacy_id) <= LONGEST_ID:
            pass
        case _:
            return None
    unknown, named = service.unknown_payments, (actor.merchant_id, transaction_id)
    if unknown.is_absent(named, _time()):
        return None
    lock = unknown.under_way.setdefault(named, asyncio.Lock())
    try:
        async with lock:
            known = await _known(service, actor, transaction_id)
            return known or await _look_for(service, actor, transaction_id, without_money)
    finally:
        if not lock.locked():
            unknown.under_way.pop(named, None)


async def _known(service: Service, actor: Actor, transaction_id: str) -> Transaction | None:
    """The payment that was adopted meanwhile, or under an id of its own since another merchant's has the same here."""
    async with service.store.session() as session:
        number = await found.payment_number(session, actor.merchant_id, transaction_id)
        return None if number is None else await transactions.get(session, number)


async def _look_for(
    service: Service, actor: Actor, transaction_id: str, without_money: Condition
) -> Transaction | None:
    places: Sequence[Place] = [each for each in await places_of(service, actor) if each.account.adapter in ALIKE]
    unknown, named = service.unknown_payments, (actor.merchant_id, transaction_id)
    if not places or unknown.is_absent(named, _time()):
        return None
    if unknown.are_too_many(actor.merchant_id, _time()):
        raise TooBusy(timedelta(seconds=FORGOTTEN_AFTER))
    place, standing = await find_payment(service, places, transaction_id)
    if place is None or standing is None:
        unknown.add(named, _time())
        return None
    _check_money(standing, without_money)
    return await adopt(service, system_actor(actor.merchant_id, actor.merchant), place, standing, path=TRANSACTION)


def _check_money(standing: PaymentStanding, without_money: Condition) -> None:
    """Raises Refused for a payment that holds no money, and never did."""
    if as_kept(standing.status) in ADOPTABLE:
        return
    undecided = standing.status is PaymentStatus.AUTHORIZING
    condition = Condition.REVERSAL_NOT_POSSIBLE_NOW if undecided else without_money
    raise Refused(Problem(condition, TRANSACTION, {"status": standing.status.value}))


def _time() -> float:
    return asyncio.get_running_loop().time()
