"""What an adapter promises of its calls: what they raise, what a cancelled one leaves, and what `stop` closes."""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from refundry.gateways import Accepted, Money, NotAnswered, Session
from refundry.testing import faults
from refundry.testing.exchange import Answer
from refundry.testing.faults import Ending, Fault
from refundry.testing.trial import LIVE, Broken, Trial, says

NOISES, MANY_NOISES = 20, 100
"""Answers that are made up by chance, always the same ones."""

STEPS, MANY_STEPS = range(0, 45, 6), range(0, 60, 2)
"""After how many steps of the loop a sending is cancelled."""

MANY, VERY_MANY = 40, 1000
CONNECTIONS = 5

ODD: tuple[Any, ...] = (None, True, -1, 10**30, 1.5, "", "\u0000", "x" * 2000, [], {}, [[]], {"id": None}, "NaN")


async def only_outcomes(trial: Trial) -> None:
    """C5"""
    with trial.part():
        await _noise(trial)
    with trial.part():
        await _cancelled_in_silence(trial)
    for steps in MANY_STEPS if trial.is_thorough else STEPS:
        await _cancelled(trial, steps)


async def closes(trial: Trial) -> None:
    """C13"""
    with trial.part():
        await _keeps_few_connections(trial)
    with trial.part():
        await _survives_cancelling(trial)
    session, payment = trial.session(), await trial.pay()
    await trial.warm(session)
    await session.stop()
    if trial.proxy_or_none is not None:
        await _closed(trial)
        before = len(trial.proxy.requests)
    outcome = await trial.told(session.refund(trial.asked(payment)), "a refund after stop")
    trial.hold(not isinstance(outcome, LIVE), f"a refund after stop is {says(outcome)}")
    trial.hold(not await trial.effects(payment), "a session made a refund after stop")
    if trial.proxy_or_none is not None:
        trial.hold(len(trial.proxy.requests) == before, "a session made a request after stop")


async def _noise(trial: Trial) -> None:
    chance = random.Random(14)  # noqa: S311 - it guards nothing
    session, payment = trial.session(), await trial.pay()
    await trial.warm(session)
    known = await trial.refunded(session, trial.asked(payment))
    reference = known.reference if isinstance(known, Accepted) else "unknown"
    questions: tuple[tuple[str, Callable[[], Awaitable[Any]]], ...] = (
        ("standing", lambda: session.standing(payment)),
        ("refund_standing", lambda: session.refund_standing(reference, payment)),
        ("account", session.account),
    )
    for number in range(MANY_NOISES if trial.is_thorough else NOISES):
        noise = Fault(f"a made-up answer ({number})", True, lambda answer: _made_up(answer, chance))
        if number % 5 == 0:
            payment = await trial.pay()
        await trial.spoilt(session, trial.asked(payment, _small(trial)), noise)
        trial.proxy.spoilt_questions.append(noise)
        await trial.found(session, trial.asked(payment), trial.sent())
        trial.proxy.spoilt_questions.clear()
        name, question = questions[number % 3]
        trial.proxy.spoilt_questions.append(noise)
        try:
            await question()
        except NotAnswered:
            pass
        except Exception as error:
            raise Broken(f"{name} raised {type(error).__name__} after a made-up answer") from error
        trial.proxy.spoilt_questions.clear()
        trial.checked += 1


def _small(trial: Trial) -> Money:
    return Money(trial.judge.part.minor // 10, trial.judge.part.currency)


def _made_up(answer: Answer, chance: random.Random) -> Answer | Ending:
    kind = chance.randrange(4)
    if kind == 0:
        return replace(answer, body=chance.randbytes(chance.randrange(200)))
    if kind == 1:
        return replace(answer, body=b"[" * 5000)
    try:
        body = json.loads(answer.body)
    except ValueError:
        return replace(answer, body=b'"' + answer.body)
    if kind == 2:
        body = chance.choice(ODD)
    else:
        _spoil(body, chance)
    return replace(answer, body=json.dumps(body).encode(), status=chance.choice((200, 200, 200, 201, 400, 404, 500)))


def _spoil(body: Any, chance: random.Random) -> None:
    """Puts something odd into a place by chance, at any depth."""
    while isinstance(body, dict | list) and body:
        key: Any = chance.choice(list(body)) if isinstance(body, dict) else chance.randrange(len(body))
        if not isinstance(body[key], dict | list) or not body[key] or chance.random() < 0.3:
            body[key] = chance.choice(ODD)
            return
        body = body[key]


async def _cancelled(trial: Trial, steps: int) -> None:
    session, payment = trial.session(), await trial.pay()
    await trial.warm(session)
    asked = trial.asked(payment)
    sending = asyncio.create_task(session.refund(asked))
    for _ in range(steps):
        await asyncio.sleep(0)
    was_done = sending.done()
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    trial.hold(was_done or sending.cancelled(), f"a sending went on that was cancelled after {steps} steps")
    # A request that is on its way may still arrive, before one that begins later.
    await trial.refunded(session, trial.asked(payment, _small(trial)))
    await trial.quiet()
    await _tells_the_truth(trial, session, asked.key, payment, steps)
    found = await trial.found(session, asked, trial.sent())
    made = [each for each in await trial.effects(payment) if each.amount == asked.amount]
    trial.hold(isinstance(found, LIVE) == bool(made), f"cancelled after {steps} steps, {len(made)} are {says(found)}")


async def _tells_the_truth(trial: Trial, session: Session, key: str, payment: str, steps: int) -> None:
    made = [each for each in await trial.effects(payment) if each.key == key]
    trial.hold(len(made) <= 1, f"a sending that was cancelled after {steps} steps made {len(made)} refunds")


async def _cancelled_in_silence(trial: Trial) -> None:
    for fault in (faults.SILENT_BEFORE, faults.SILENT_AFTER):
        session, payment = trial.session(), await trial.pay()
        await trial.warm(session)
        asked = trial.asked(payment)
        trial.proxy.held.clear()
        trial.proxy.faults.append(fault)
        sending = asyncio.create_task(session.refund(asked))
        await asyncio.wait_for(trial.proxy.held.wait(), 10)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        trial.hold(sending.cancelled(), "a sending that waits for an answer can't be cancelled")
        found = await trial.found(session, asked, trial.sent())
        made = await trial.effects(payment)
        trial.hold(
            isinstance(found, LIVE) == bool(made), f"cancelled in silence, {len(made)} are found as {says(found)}"
        )


async def _keeps_few_connections(trial: Trial) -> None:
    trial.proxy.most_open = trial.proxy.open
    allowed = trial.proxy.open + CONNECTIONS
    session, turns = trial.session(concurrency=CONNECTIONS), asyncio.Semaphore(CONNECTIONS)
    payments = [await trial.pay() for _ in range(10)]
    one = Money(1, trial.judge.part.currency)

    async def refund(number: int) -> None:
        async with turns:
            await trial.refunded(session, trial.asked(payments[number % 10], one))

    many = VERY_MANY if trial.is_thorough else MANY
    await asyncio.gather(*(refund(number) for number in range(many)))
    made = sum([len(await trial.effects(payment)) for payment in payments])
    trial.hold(made == many, f"of {many} sendings {made} were done")
    most = trial.proxy.most_open
    trial.hold(most <= allowed, f"{many} sendings opened {most} connections at a time, and {allowed} are allowed")
    await session.stop()


async def _survives_cancelling(trial: Trial) -> None:
    session = trial.session(concurrency=2)
    await trial.warm(session)
    payment = await trial.pay()
    for number in range(20):
        trial.proxy.held.clear()
        trial.proxy.faults.append(faults.SILENT_BEFORE)
        sending = asyncio.create_task(session.refund(trial.asked(payment, _small(trial))))
        if number % 2:
            await asyncio.wait_for(trial.proxy.held.wait(), 10)
        else:
            await asyncio.sleep(0)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        trial.proxy.faults.clear()
    outcome = await trial.refunded(session, trial.asked(payment))
    trial.hold(isinstance(outcome, LIVE), f"after 20 sendings that were cancelled, a refund is {says(outcome)}")
    await session.stop()


async def _closed(trial: Trial) -> None:
    for _ in range(200):
        if not trial.proxy.open:
            break
        await asyncio.sleep(0.01)
    trial.hold(not trial.proxy.open, f"{trial.proxy.open} connections are open two seconds after stop")
