"""One promise on trial: an adapter's sessions beside a judge, and what came of what they were told."""

import asyncio
import itertools
import secrets
from collections.abc import AsyncIterator, Awaitable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import Enum, auto
from typing import Any

from pydantic import BaseModel

from refundry.gateways import (
    Absent,
    Accepted,
    Adapter,
    Declined,
    Instruction,
    Kind,
    LooksUp,
    Money,
    NotKnown,
    NotReached,
    Outcome,
    Pending,
    Sent,
    Session,
)
from refundry.gateways.http import client
from refundry.testing.faults import LOST, SILENT_AFTER, SILENT_BEFORE, Fault
from refundry.testing.judge import Effect, Judge, NoSwitch
from refundry.testing.proxy import Proxy, proxy_to

OUTCOMES = (Accepted, Pending, Declined, NotReached, NotKnown)


class Effort(Enum):
    """How much is tried."""

    BRIEF = auto()
    """Of each kind of fault one, and small numbers."""
    USUAL = auto()
    """Every fault, and small numbers."""
    THOROUGH = auto()
    """Every fault, and great numbers."""


LIVE = (Accepted, Pending)
"""What says that the gateway has it."""

SHORT = 0.3
"""Seconds of a session that is going to wait in vain."""


class Broken(AssertionError):
    """A promise is broken. The message says what was seen."""


@dataclass
class Trial:
    """`checked` counts what was held against the adapter; `left_out` says what the judge had no switch for.

    `effort` says how much is tried.
    """

    adapter: Adapter
    judge: Judge
    proxy_or_none: Proxy | None
    effort: Effort = Effort.USUAL
    checked: int = 0
    left_out: list[str] = field(default_factory=list)
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    _keys: Iterator[str] = field(default_factory=lambda: (f"{secrets.token_hex(15)}{n:02x}" for n in itertools.count()))

    @property
    def proxy(self) -> Proxy:
        """The way to the gateway. Raises NoSwitch where the gateway is in this process."""
        if self.proxy_or_none is None:
            raise NoSwitch("requests over HTTP")
        return self.proxy_or_none

    @property
    def is_thorough(self) -> bool:
        return self.effort is Effort.THOROUGH

    @property
    def lost(self) -> tuple[Fault, ...]:
        """The faults after which nobody can say whether it was done."""
        every = (*LOST, SILENT_BEFORE, SILENT_AFTER)
        return tuple(each for each in every if self.effort is not Effort.BRIEF or each.name in ONE_OF_EACH)

    @property
    def can_be_asked(self) -> bool:
        """Whether the gateway answers questions about a payment and its refunds."""
        return self.adapter.capabilities.looks_up in {LooksUp.BY_PAYMENT, LooksUp.BY_KEY}

    def hold(self, kept: bool, otherwise: str) -> None:
        """One thing that has to be so. Raises Broken with what was seen instead."""
        self.checked += 1
        if not kept:
            raise Broken(otherwise)

    @contextmanager
    def part(self) -> Iterator[None]:
        """Within it, what the judge has no switch for is left out, and noted."""
        try:
            yield
        except NoSwitch as missing:
            if str(missing) not in self.left_out:
                self.left_out.append(str(missing))

    def credentials(
        self, number: int = 0, given: Mapping[str, Any] | None = None, address: str = ""
    ) -> tuple[BaseModel, BaseModel]:
        """An account's settings and secrets, as the adapter's models have them."""
        settings = dict(self.judge.settings_of(number))
        if "api_base" in self.adapter.config.model_fields and self.proxy_or_none is not None:
            settings["api_base"] = address or self.proxy_or_none.address
        shown = given if given is not None else self.judge.secrets(number)
        read = self.adapter.secrets.model_validate(dict(shown))
        return self.adapter.config.model_validate_strings(settings), read

    def session(
        self,
        number: int = 0,
        *,
        timeout: float = 10.0,
        concurrency: int = 50,
        given: Mapping[str, str | Sequence[str]] | None = None,
        address: str = "",
    ) -> Session:
        """A session of the account of that number, or of the secrets that are given; it ends with the trial.

        It speaks to the proxy, unless another address is given.
        """
        config, shown = self.credentials(number, given, address)
        way = address or (self.proxy_or_none.address if self.proxy_or_none is not None else "")
        http = client(timedelta(seconds=timeout), concurrency, way)
        session = self.adapter.connect(config, shown, http, self.judge.now)
        self._stack.push_async_callback(http.aclose)
        self._stack.push_async_callback(session.stop)
        return session

    def asked(self, payment: str, amount: Money | None = None, **given: Any) -> Instruction:
        """An instruction under a key of its own; of a tenth of the payment unless an amount is given."""
        key = next(self._keys)
        asked = Instruction(key, key, payment, amount or self.judge.part, self.judge.now())
        return replace(asked, **given)

    def sent(self, *references: str, kind: Kind = Kind.REFUND, others: frozenset[str] = frozenset()) -> Sent:
        """What was sent before: once, just now."""
        now = self.judge.now()
        return Sent(kind, 1, now, now, references, others)

    async def pay(self, amount: Money | None = None) -> str:
        return await self.judge.pay(amount or self.judge.hundred)

    async def effects(self, payment: str, kind: Kind = Kind.REFUND) -> list[Effect]:
        """What the books say of one kind."""
        return [each for each in await self.judge.effects(payment) if each.kind is kind]

    async def told(self, call: Awaitable[Outcome], what: str) -> Outcome:
        """The outcome of something that the gateway is told. What is raised breaks the promise on trial."""
        try:
            outcome = await call
        except Exception as error:
            raise Broken(f"{what} raised {type(error).__name__}") from error
        self.hold(isinstance(outcome, OUTCOMES), f"{what} gave a {type(outcome).__name__}, which is no outcome")
        return outcome

    async def refunded(self, session: Session, asked: Instruction, what: str = "a refund") -> Outcome:
        """The outcome of a refund, sent again where the gateway says that this is worth it, as the service does."""
        outcome = await self.told(session.refund(asked), what)
        for _ in range(3):
            if not isinstance(outcome, NotReached) or outcome.retry_after is None:
                break
            outcome = await self.told(session.refund(asked), what)
        return outcome

    async def warm(self, session: Session) -> None:
        """Makes a session's first refund, with which it may learn what its account has not got."""
        await self.refunded(session, self.asked(await self.pay()))

    async def found(self, session: Session, asked: Instruction, sent: Sent) -> Outcome | Absent:
        """What a look-up gives."""
        try:
            found = await session.find(replace(asked, at=self.judge.now()), sent)
        except Exception as error:
            raise Broken(f"find raised {type(error).__name__}") from error
        self.hold(isinstance(found, (*OUTCOMES, Absent)), f"find gave a {type(found).__name__}, which is no outcome")
        return found

    async def spoilt(self, session: Session, asked: Instruction, fault: Fault) -> Outcome:
        """The outcome of a refund whose way is spoilt once."""
        self.proxy.faults.append(fault)
        outcome = await self.told(session.refund(asked), f"a refund with {fault}")
        self.proxy.faults.clear()
        return outcome

    async def quiet(self) -> None:
        """Waits until no request is on its way any more; ten seconds at most."""
        for _ in range(1000):
            if self.proxy_or_none is None or not self.proxy_or_none.busy:
                return
            await asyncio.sleep(0.01)

    async def close(self) -> None:
        await self._stack.aclose()


@asynccontextmanager
async def on_trial(adapter: Adapter, judge: Judge, effort: Effort = Effort.USUAL) -> AsyncIterator[Trial]:
    """A trial with a way of its own to the judge."""
    async with AsyncExitStack() as stack:
        proxy = await stack.enter_async_context(proxy_to(judge.url)) if judge.url is not None else None
        if proxy is not None:
            proxy.tells = judge.tells
            proxy.seen = judge.seen
        trial = Trial(adapter, judge, proxy, effort)
        stack.push_async_callback(trial.close)
        yield trial


ONE_OF_EACH = frozenset(
    {"dropped-before", "dropped-after", "html-after", "half-a-json", "503-before", "503-after", "silent-after"}
)

WAITING = frozenset({SILENT_BEFORE.name, SILENT_AFTER.name})


def says(outcome: object) -> str:
    """An outcome in few words."""
    return type(outcome).__name__


def patience(fault: Fault) -> float:
    """Seconds that a session should wait which meets the fault."""
    return SHORT if fault.name in WAITING else 10.0
