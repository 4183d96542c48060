"""Three hundred wrong passwords at once, from many addresses or from one: who has the right one gets in all the same.

Hashes are computed as in production. What is judged is how many of the wrong ones are looked at meanwhile; seconds are
judged by how long a hash takes on the machine at that time.
"""

import asyncio
import json
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import TypeVar
from urllib.parse import urlsplit

import pytest

from app.flows.people import passwords
from app.flows.people.passwords import KNOWN, MOST_WAITING, STRANGERS
from tests.conftest import REAL_HASHER
from tests.support.merchant_client import Shop
from tests.support.staff import Visitor, hire, new_address, new_email

Result = TypeVar("Result")

MANY = 300
WITHIN = 5.0
"""Seconds within which an honest sign-in gets through."""

HASHES, BURSTS = 20, 3
"""Where the machine is busy, an honest sign-in under a flood may take as long as so many hashes one after the other and
as so many bursts of as many requests that are refused before anybody is looked up."""

MEANWHILE = 10
"""Wrong ones that are looked at, at most, while an honest one gets through; without lines it was all of them."""

TURNS = KNOWN.turns.at_a_time + STRANGERS.turns.at_a_time

COUNTING = """SELECT count(*) AS held FROM pg_stat_activity
    WHERE datname = current_database() AND state <> 'idle' AND query ~* '^(insert into|update) sign_in_failures'"""
"""How many connections count a sign-in, or wait for the rows to do so."""


@dataclass
class WatchedHasher:
    """Hashes as in production; knows how many were made at a time, and on which cores."""

    together: int = 0
    most_together: int = 0
    cores: set[int] = field(default_factory=set)
    guard: threading.Lock = field(default_factory=threading.Lock)

    def hash(self, plain: bytes) -> str:
        return self._watched(lambda: REAL_HASHER.hash(plain))

    def verify(self, kept: str, plain: bytes) -> bool:
        return self._watched(lambda: REAL_HASHER.verify(kept, plain))

    def _watched(self, work: Callable[[], Result]) -> Result:
        with self.guard:
            self.together += 1
            self.most_together = max(self.most_together, self.together)
            self.cores |= os.sched_getaffinity(0) if sys.platform == "linux" else set()
        try:
            return work()
        finally:
            with self.guard:
                self.together -= 1


@pytest.fixture
def hasher(monkeypatch: pytest.MonkeyPatch) -> WatchedHasher:
    watched = WatchedHasher()
    monkeypatch.setattr(passwords, "_hasher", watched)
    return watched


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP response, without its body."""

    status: int
    headers: dict[str, str]


@dataclass
class Flood:
    """What became of the wrong ones so far. `full` is set once one was turned away for want of room."""

    answers: list[Answer] = field(default_factory=list)
    full: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def statuses(self) -> Counter[int]:
        return Counter(answer.status for answer in self.answers)

    @property
    def over(self) -> bool:
        return len(self.answers) == MANY

    async def guess(self, shop: Shop, address: str, email: str) -> None:
        answer = await post(shop, address, email=email, password="a wrong password")
        self.answers.append(answer)
        if answer.status == 429:
            self.full.set()


async def post(shop: Shop, address: str, **body: str) -> Answer:
    """A request to sign in, on a connection of its own; by hand, since an attacker's client costs us nothing."""
    to, content = urlsplit(shop.live.url), json.dumps(body)
    reader, writer = await asyncio.open_connection(to.hostname, to.port)
    writer.write(
        f"POST /sign-in HTTP/1.1\r\nHost: {to.netloc}\r\nConnection: close\r\nX-Forwarded-For: {address}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n{content}".encode()
    )
    head, _, _ = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    first, *lines = head.decode().split("\r\n")
    headers = (line.partition(": ") for line in lines)
    return Answer(int(first.split()[1]), {name.lower(): value for name, _, value in headers})


@asynccontextmanager
async def flood(shop: Shop, addresses: Sequence[str], email: str | None = None) -> AsyncIterator[Flood]:
    """Wrong passwords for that account, or for one each, all at once; entered once there is no more room for them."""
    begun = Flood()
    guessing = [asyncio.create_task(begun.guess(shop, address, email or new_email())) for address in addresses]
    try:
        async with asyncio.timeout(60):
            await begun.full.wait()
        yield begun
    finally:
        await asyncio.gather(*guessing)
    assert set(begun.statuses) == {401, 429}
    for answer in begun.answers:
        if answer.status == 429:
            assert int(answer.headers["retry-after"]) >= 1
    assert [(line.turns._going, line.turns._line) for line in (KNOWN, STRANGERS)] == [(0, [])] * 2


async def longest(shop: Shop) -> float:
    """Seconds that an honest sign-in may take here and now."""
    began = time.perf_counter()
    await passwords.hash_password("the measure of things")
    hashed = time.perf_counter()
    await asyncio.gather(*(post(shop, new_address()) for _ in range(MANY)))
    return max(WITHIN, HASHES * (hashed - began) + BURSTS * (time.perf_counter() - hashed))


async def gets_through(visitor: Visitor, email: str, during: Flood, seconds: float) -> None:
    before, began = during.statuses[401], time.perf_counter()
    response = await visitor.sign_in(email)
    took, looked_at = time.perf_counter() - began, during.statuses[401] - before
    assert response.status_code == 200, response.text
    assert looked_at <= MEANWHILE
    assert took <= seconds


async def gets_through_as_told(visitor: Visitor, email: str) -> int:
    """How often somebody tries who waits as long as the service says; who has tried in vain so often gives up."""
    for tries in range(1, 5):
        response = await visitor.sign_in(email)
        if response.status_code == 200:
            return tries
        assert response.status_code == 429
        await asyncio.sleep(int(response.headers["retry-after"]))
    raise AssertionError("it did not get through")


@pytest.mark.parametrize("at_one_account", [False, True])
@pytest.mark.usefixtures("hasher")
async def test_from_many_addresses(shop: Shop, at_one_account: bool) -> None:
    """At as many accounts, or at that of somebody who has been here before: that one is not kept out either."""
    here_before, new_here = await hire(shop), await hire(shop)
    home = Visitor(shop)
    assert (await home.sign_in(here_before.email)).status_code == 200
    seconds = await longest(shop)
    addresses = [new_address() for _ in range(MANY)]
    async with flood(shop, addresses, here_before.email if at_one_account else None) as begun:
        await gets_through(home, here_before.email, begun, seconds)
        assert await gets_through_as_told(Visitor(shop), new_here.email) <= 3


@pytest.mark.usefixtures("hasher")
async def test_from_one_address(shop: Shop) -> None:
    """Who is at that very address, but has been here before, and who comes from another for the first time."""
    here_before, new_here = await hire(shop), await hire(shop)
    home = Visitor(shop)
    assert (await home.sign_in(here_before.email)).status_code == 200
    seconds = await longest(shop)
    async with flood(shop, [home.address] * MANY) as begun:
        await gets_through(home, here_before.email, begun, seconds)
        await gets_through(Visitor(shop), new_here.email, begun, seconds)
    assert begun.statuses[401] <= 25, "its free tries, and those that were under way"


@pytest.mark.usefixtures("hasher")
async def test_from_one_network(shop: Shop) -> None:
    """An address of its own for each, as every IPv6 client has."""
    new_here, seconds = await hire(shop), await longest(shop)
    addresses = [f"2001:db8:f100:d::{number:x}" for number in range(MANY)]
    async with flood(shop, addresses) as begun:
        await gets_through(Visitor(shop), new_here.email, begun, seconds)
    assert begun.statuses[401] <= 25


async def test_payments_hardly_feel_it(shop: Shop, hasher: WatchedHasher) -> None:
    """A core is left to them, and nearly all connections to the database."""

    async def timed() -> float:
        began = time.perf_counter()
        await shop.charge()
        return time.perf_counter() - began

    alone = [await timed() for _ in range(10)]
    beside: list[float] = []
    held: list[int] = []
    async with flood(shop, [new_address() for _ in range(MANY)]) as begun:
        while not begun.over and len(beside) < 50:
            (counting,) = await shop.execute(COUNTING)
            held.append(counting["held"])
            if len(begun.answers) >= MANY - MOST_WAITING - TURNS:
                # Those that were turned away have been answered: what is left of the flood is hashes.
                beside.append(await timed())
    alone += [await timed() for _ in range(10)]
    assert max(held) <= TURNS
    assert hasher.most_together <= TURNS
    if sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1:
        assert os.sched_getaffinity(0) - hasher.cores, "a core has been left"
    assert median(beside) <= 10 * median(alone) + 0.25
