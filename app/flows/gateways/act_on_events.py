"""Act on what a gateway has told: the row is the job, and a worker carries it out (SPEC 14.7).

An event is a hint, after which the gateway is asked; where it can't be asked, its signed fields are its word. Events
come in any order, twice and late, and before the answer to what they are about.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from app.domain.gateways.accounts import GatewayAccount
from app.domain.gateways.acting import GIVEN_UP_AFTER, LEASE, NOT_KNOWN_AFTER, pause_after, wait_after
from app.domain.problems import Refused, Unavailable
from app.flows.gateways.event_facts import event_of
from app.flows.gateways.following import follow_payment
from app.flows.gateways.questions import CannotAsk
from app.flows.gateways.take_word import take_payments_word
from app.flows.reversals.told import Told, ask_about, take_word
from app.flows.service import Service, wall_clock
from app.gateways.adapters import UnknownAdapter
from app.store.database import Contended
from app.store.gateways import accounts, events
from app.store.gateways.events import StoredEvent
from app.store.reversals import told_of
from app.store.reversals.told_of import OpenOperation
from app.telemetry import tracing
from refundry.gateways import Accepted, Decides, Event, Kind, Money, NotKnown, Outcome

log = structlog.get_logger(__name__)

MOST_DUE = 10_000
"""How many events one sweep rings for; the next one finds the rest."""
MOST_FORGOTTEN = 10_000
"""How many old events one sweep deletes."""

EARLIER_KEY = "The gateway has told of what was sent under a key that it had declined."


@dataclass(frozen=True, slots=True)
class Later:
    """It can't be acted on yet, and is tried again after `pause`."""

    why: str
    pause: timedelta


@tracing.flow("act_on_event")
async def act_on_event(service: Service, event_id: int, at: datetime | None = None) -> bool:
    """Acts on the event if it is due at that time, the wall clock's unless given; False if there is nothing to do.

    Raises Unavailable where the database is away: the event is due again once its lease is over.
    """
    at = wall_clock() if at is None else at
    async with service.store.begin() as session:
        stored = await events.take(session, event_id, at, LEASE)
    if stored is None:
        return False
    step = await _act(service, stored, at)
    if isinstance(step, Later) and at - stored.received_at >= GIVEN_UP_AFTER:
        log.error("gateway_event.given_up", gateway_event=stored.id, name=stored.name, why=step.why)
        step = f"given up: {step.why}"
    async with service.store.begin() as session:
        if isinstance(step, Later):
            await events.put_off(session, stored, at + step.pause)
        else:
            await events.acted(session, stored, at, step)
    log.info("gateway_event.acted", gateway_event=stored.id, name=stored.name, came_to=str(step))
    if isinstance(step, Later):
        await service.doorbell.ring_for_events([stored.id], step.pause)
    return True


async def sweep_events(service: Service, at: datetime | None = None) -> int:
    """Rings for the events that are due, and deletes those that were done with long ago. Returns how many are due."""
    at = wall_clock() if at is None else at
    async with service.store.session() as session:
        due = await events.due(session, at, MOST_DUE)
    await service.doorbell.ring_for_events(due)
    async with service.store.begin() as session:
        await events.forget(session, at - service.settings.retention_events, MOST_FORGOTTEN)
    return len(due)


async def _act(service: Service, stored: StoredEvent, at: datetime) -> str | Later:
    """What came of it, in words for operators; or that it has to be tried again."""
    try:
        event = event_of(stored.facts)
        async with service.store.session() as session:
            account = await accounts.get(session, stored.account_id)
        decides = service.sessions.adapters.named(account.adapter).capabilities.decides
        if decides is Decides.BY_WEBHOOK:
            return await _take_word(service, account, event, stored, at)
        return await _ask(service, account, event, stored)
    except CannotAsk as error:
        return Later(f"the gateway did not say more: {error}", pause_after(stored.tries))
    except UnknownAdapter as error:
        return Later(str(error), pause_after(stored.tries))
    except (Contended, Refused):
        return Later("others hold the payment", wait_after(stored.tries))
    except (Unavailable, asyncio.CancelledError):
        raise
    except Exception as error:
        log.exception("gateway_event.failed", gateway_event=stored.id)
        return Later(f"it failed ({type(error).__name__})", pause_after(stored.tries))


async def _ask(service: Service, account: GatewayAccount, event: Event, stored: StoredEvent) -> str | Later:
    """Asks the gateway about what is under way of the payment, and then about the payment as a whole."""
    if event.transaction is None:
        return "it names no payment"
    number, under_way = await _known(service, account, event.transaction)
    if number is None:
        return "its payment is not known here"
    for operation in under_way:
        if await ask_about(service, operation.id) is Told.UNDER_WAY:
            return Later("an attempt runs", wait_after(stored.tries))
    followed = await follow_payment(service, number)
    return "taken over" if followed.taken.changed else "nothing new"


async def _take_word(
    service: Service, account: GatewayAccount, event: Event, stored: StoredEvent, at: datetime
) -> str | Later:
    """Takes the event's signed fields for the gateway's word: on what is under way, or else on the payment."""
    if event.transaction is None:
        return "it names no payment"
    if await _has_failed_since(service, account, event):
        return "told before: it failed after that"
    number, under_way = await _known(service, account, event.transaction)
    about = _about(event, under_way)
    word = None if about is None else _word(event, about)
    if about is not None and word is not None:
        told = await take_word(service, about.id, word, _amount(event))
        if told is Told.UNDER_WAY:
            return Later("an attempt runs", wait_after(stored.tries))
        if told is not Told.OVER:
            return "concluded"
    taken = await take_payments_word(service, account, number, event)
    if taken is None:
        why, may_come = "its payment is not known here", at - stored.received_at < NOT_KNOWN_AFTER
        return Later(why, pause_after(stored.tries)) if may_come else why
    return Later("something else is under way", pause_after(stored.tries)) if taken.waits else taken.came_to


async def _has_failed_since(service: Service, account: GatewayAccount, event: Event) -> bool:
    """Whether the event says that a refund was accepted, and another one has said that it failed after that."""
    if not isinstance(event.outcome, Accepted) or event.refund is None:
        return False
    async with service.store.session() as session:
        return await events.has_told_of_failure(session, account.id, event.refund)


async def _known(service: Service, account: GatewayAccount, reference: str) -> tuple[int | None, list[OpenOperation]]:
    """The number of the account's payment that the gateway calls so, and what is under way of it.

    What one account tells is no word on the payments of another.
    """
    async with service.store.session() as session:
        number = await told_of.payment_of(session, account.merchant_id, account.id, reference)
        if number is None:
            return None, []
        return number, await told_of.of_transaction(session, number)


def _about(event: Event, under_way: list[OpenOperation]) -> OpenOperation | None:
    """What of the payment that is under way the event is about: by our key, or by the gateway's id of it."""
    for each in under_way:
        if event.about is None or each.kind.value != event.about.value:
            continue
        if event.key == each.key or event.key in each.earlier_keys or event.refund in each.references:
            return each
        if event.key is None and event.about is not Kind.REFUND:
            # A payment has one capture or void under way at a time.
            return each
    return None


def _word(event: Event, about: OpenOperation) -> Outcome | None:
    """What was told of the operation; None for nothing. Of an earlier key it is known that nothing was done."""
    if event.key not in about.earlier_keys or event.refund in about.references:
        return event.outcome
    return NotKnown(EARLIER_KEY, attention=True) if isinstance(event.outcome, Accepted) else None


def _amount(event: Event) -> Money | None:
    if event.about is Kind.REFUND:
        return None if event.standing is None else event.standing.amount
    if event.about is Kind.CAPTURE:
        return None if event.payment is None else event.payment.amount
    return None
