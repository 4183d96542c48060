"""People say what became of refunds of unknown outcome, and the API dies while they do."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import httpx

from app.domain.people.people import Right
from tests.crash.cases import SAID_ON_THE_WAY, Step, journal_lines, move_clock, nothing_runs
from tests.crash.gates import Gate, Gates
from tests.crash.installation import World, until
from tests.flows.desk import RESOLVE
from tests.support.approval_desk import APPROVE, open_desk
from tests.support.merchant_client import Answer, Shop

LIMIT = ("USD", "3500.00")
CANNOT_SAY, DONE = "3002.02", "3002.00"


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody is about to say: about which refund of which payment, and how."""

    payment: str
    refund: str
    say: Callable[[], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that is said, what it comes to, and what is told by then to whoever says it once more.

    `ends` says that it changes the refund's status; else it `waits` for another person's.
    """

    name: str
    prepare: Callable[[Shop], Awaitable[Said]]
    status: str
    journal: tuple[str, ...]
    again: frozenset[str]
    ends: bool = True
    waits: bool = False

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class End:
    """How it came out: the refund's status, whether its amount is held, what the journal has, whether it waits."""

    status: str
    held: bool
    journal: tuple[str, ...]
    waits: bool


async def counts(shop: Shop) -> Said:
    """One word below the limit, where the gateway can't say."""
    sayer = await shop.person(Right.VIEW, Right.MARK_EXTERNALLY)
    payment, refund = await _unknown(shop, CANNOT_SAY)
    return Said(payment, refund, lambda: _not_done(sayer, refund))


async def waits(shop: Shop) -> Said:
    """One word above the limit."""
    sayer = await shop.person(Right.VIEW, Right.MARK_EXTERNALLY)
    payment, refund = await _unknown(shop, CANNOT_SAY, beside="600.00")
    return Said(payment, refund, lambda: _not_done(sayer, refund))


async def agrees(shop: Shop) -> Said:
    """The second word."""
    approver = await shop.person(Right.VIEW, Right.APPROVE)
    payment, refund = await _unknown(shop, CANNOT_SAY, beside="600.00")
    await move_clock(shop, timedelta(minutes=6))
    assert (await _not_done(shop, refund)).object["status"] == "AUTHORIZING"
    return Said(payment, refund, lambda: approver.ask(APPROVE, refundId=refund))


async def contradicted(shop: Shop) -> Said:
    """One word against the gateway's."""
    payment, refund = await _unknown(shop, DONE)
    return Said(payment, refund, lambda: _not_done(shop, refund))


KNOWN = "OUTCOME_IS_KNOWN"
WORDS = (
    Word("it counts", counts, "FAILED", ("charge", "refund-"), frozenset({"", KNOWN})),
    Word("it waits", waits, "AUTHORIZING", ("charge", "refund", "refund-"), frozenset({""}), ends=False, waits=True),
    Word("another agrees", agrees, "FAILED", ("charge", "refund", "refund-"), frozenset({""})),
    Word(
        "the gateway says otherwise",
        contradicted,
        "SUBMITTED_FOR_SETTLEMENT",
        ("charge", "refund"),
        frozenset({KNOWN, "OUTCOME_CONTRADICTED"}),
    ),
)


async def kill_while_it_is_said(world: World, shop: Shop, step: Step) -> dict[str, End]:
    """How all words end, by their names, when the API dies with them at the `step` and everybody says it again."""
    api = world.run_api()
    await open_desk(shop, LIMIT)
    said = {word.name: await word.prepare(shop) for word in WORDS}
    await move_clock(shop, timedelta(minutes=6))
    async with Gates(world.database) as gates:
        await gates.walk(SAID_ON_THE_WAY[0].gates)
        saying = [asyncio.ensure_future(each.say()) for each in said.values()]
        for on_the_way in SAID_ON_THE_WAY:
            await gates.walk(on_the_way.gates)
            await gates.catch(_held_up(on_the_way))
            if on_the_way is step:
                break
        world.kill(api)
        if step.cut:
            await gates.cut()
        answers = await asyncio.gather(*saying, return_exceptions=True)
    in_vain = [answer for answer in answers if isinstance(answer, httpx.TransportError)]
    assert len(in_vain) >= _held_up(step), answers
    await gates.ended()
    world.run_api()
    return await _come_to_rest(world, shop, said)


def expected() -> dict[str, End]:
    """How it has to end, at whatever step the API was killed."""
    return {word.name: End(word.status, word.status != "FAILED", word.journal, word.waits) for word in WORDS}


def _held_up(step: Step) -> int:
    """How many of those who say something are held up at the step at least.

    Once an end is committed a refusal is told at once, and what the others are told is read for all in one session.
    """
    if Gate.ANSWER in step.gates:
        return 1
    return sum(word.ends for word in WORDS) if step.only_turning else len(WORDS)


async def _come_to_rest(world: World, shop: Shop, said: dict[str, Said]) -> dict[str, End]:
    """Everybody says it once more, and a worker goes on with what waits."""
    for word in WORDS:
        answer = await said[word.name].say()
        conditions = [error["extensions"].get("condition", "") for error in answer.body.get("errors", [])]
        assert set(conditions or [""]) <= word.again, f"{word}: {answer.body}"
    worker = world.start_worker()
    await until(lambda: nothing_runs(shop), "the worker to go on with what waits")
    await shop.advance("PT2H")
    world.kill(worker)
    return {name: await _end(shop, each) for name, each in said.items()}


async def _end(shop: Shop, said: Said) -> End:
    refund = await shop.node(said.refund)
    rows = await shop.execute(
        "SELECT state FROM resolutions WHERE refund_id = (SELECT id FROM refunds WHERE legacy_id = $1)"
        " AND state = 'WAITING'",
        refund["legacyId"],
    )
    refunds = (await shop.node(said.payment))["refunds"]
    return End(
        refund["status"],
        said.refund in {each["id"] for each in refunds if each["status"] not in {"FAILED", "VOIDED"}},
        await journal_lines(shop, said.payment),
        bool(rows),
    )


async def _unknown(shop: Shop, amount: str, *, beside: str | None = None) -> tuple[str, str]:
    """A payment and a refund of it whose answer was lost, after another one if it is `beside` one."""
    payment = await shop.settled("4000.00")
    if beside is not None:
        assert (await shop.refund(payment, beside)).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    refund = (await shop.refund(payment, amount)).object
    assert refund["retry"]["attempts"][-1]["outcome"] == "UNKNOWN"
    return payment, str(refund["id"])


async def _not_done(by: Shop, refund: str) -> Answer:
    return await by.ask(RESOLVE, paymentId=refund, outcome="NOT_DONE", note="Asked by telephone")
