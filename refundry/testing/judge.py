"""The judge of an adapter: a simulator of its gateway with books of its own, which say what was really done."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, StrEnum, auto
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Protocol, cast

from refundry.gateways import Instruction, Kind, Money
from refundry.testing.exchange import Answer, Request

GROUP = "refundry.gateway_judges"
"""The group of entry points: the judge's name, and an object that is a `Bench`."""


class NoSwitch(Exception):
    """A judge can't bring this about. What needs it is left out, and said to be."""


class Spoil(Enum):
    """In what an answer to a refund is made wrong, in the gateway's own form."""

    AMOUNT = auto()
    CURRENCY = auto()
    PAYMENT = auto()
    STATUS = auto()
    """A status that nobody has heard of."""
    TYPE = auto()
    """The amount is of a type that it never has."""


class Gap(StrEnum):
    """What a simulator does otherwise than its gateway."""

    TOO_MUCH = "a refusal to refund more than there is"
    TOO_EARLY = "a refusal to refund what is not captured"
    UNKNOWN_PAYMENT = "another answer about the refunds of a payment that it does not have than of one without any"


CONTRADICTIONS = (Spoil.AMOUNT, Spoil.CURRENCY, Spoil.PAYMENT)


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that the gateway's books say was done with a payment; what failed or was taken back is none.

    `reference` is the gateway's id of it, `key` is ours where the gateway keeps one.
    """

    kind: Kind
    amount: Money
    reference: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """A way for a refund to go wrong at a gateway that is in this process, where nothing is sent that could be spoilt.

    A refund of `amount` goes so. `effect` is how many of it are in the books afterwards.
    """

    name: str
    amount: Money
    effect: int


@dataclass(frozen=True, slots=True)
class Hook:
    """A webhook as the gateway sends it. Header names are lower case."""

    headers: Mapping[str, str]
    body: bytes


class Judge(ABC):
    """One running simulator.

    `url` is its address; None if the gateway is reached without HTTP. `settings` are those of an account there, besides
    `api_base`. `kinds` are what its payments can be told. `remembers_keys` says whether it gives the first answer again
    for a wire key that it has seen.

    What raises NoSwitch here need not be overridden: what it is for is then not judged.
    """

    url: str | None = None
    settings: Mapping[str, str] = {}
    kinds: frozenset[Kind] = frozenset({Kind.REFUND})
    remembers_keys: bool = True
    gets_wrong: frozenset[Gap] = frozenset()
    accounts_are_apart: bool = False
    """Whether a payment of one account is unknown to the others."""
    hundred: Money = Money(10000, "USD")
    """The amount of most payments, of which parts are refunded."""
    part: Money = Money(1000, "USD")

    # What every judge has

    def need(self, gap: Gap) -> None:
        """Raises NoSwitch for what the simulator gets wrong."""
        if gap in self.gets_wrong:
            raise NoSwitch(gap)

    def settings_of(self, number: int) -> Mapping[str, str]:
        """The settings of the account of that number."""
        return self.settings

    @abstractmethod
    def secrets(self, number: int) -> Mapping[str, str | Sequence[str]]:
        """The secrets of the account of that number, 0 to 7. The simulator takes all of them, and they differ."""

    @abstractmethod
    async def pay(self, amount: Money) -> str:
        """The gateway's id of a new payment that can be refunded. NoSwitch for a currency that it does not have."""

    @abstractmethod
    async def effects(self, transaction: str) -> Sequence[Effect]:
        """The books: what was done with a payment, by whoever."""

    def now(self) -> datetime:
        """The simulator's time."""
        return datetime.now(UTC)

    def tells(self, request: Request) -> bool:
        """Whether a request tells the gateway to do something; others are questions."""
        return request.method not in {"GET", "HEAD"}

    def account_of(self, request: Request) -> int | None:
        """The number of the account whose credentials a request carries; None if it is nobody's."""
        raise NoSwitch("whose credentials a request carries")

    # What it may have

    async def authorize(self, amount: Money) -> str:
        """The id of a payment that was authorized, and not captured."""
        raise NoSwitch("a payment that is not captured")

    async def refund_elsewhere(self, transaction: str, amount: Money) -> str:
        """Refunds without any key of ours, as a person does in the gateway's own pages. The refund's id."""
        raise NoSwitch("a refund made elsewhere")

    async def void_elsewhere(self, transaction: str) -> None:
        """Voids a payment, as a person does in the gateway's own pages."""
        raise NoSwitch("a void made elsewhere")

    def spoiled(self, spoil: Spoil, answer: Answer) -> Answer:
        """The answer to a refund with one thing in it made wrong."""
        raise NoSwitch("answers that are spoilt in the gateway's form")

    def refusal(self, words: str) -> Answer:
        """The gateway's refusal of a refund in these words."""
        raise NoSwitch("refusals in the gateway's form")

    def unknown_secrets(self) -> Mapping[str, str | Sequence[str]]:
        """Secrets that look well, and are refused."""
        raise NoSwitch("credentials that are refused")

    def forget_keys(self) -> None:
        """Forgets every wire key, as a gateway does after their life."""
        raise NoSwitch("wire keys that are forgotten")

    def lag(self, behind: bool) -> None:
        """While `behind`, look-ups show nothing that was done since."""
        raise NoSwitch("look-ups that lag")

    def leave_undecided(self, accepted: bool) -> Money | None:
        """The next refund is taken, and not decided; later it is `accepted`, or not.

        The amount that it has to have; None if any will do.
        """
        raise NoSwitch("refunds that are decided later")

    async def decide(self, reference: str, accepted: bool) -> None:
        """Decides a refund that was left undecided."""
        raise NoSwitch("refunds that are decided later")

    def let_fail(self) -> Money | None:
        """The amount that a refund has to have which is going to fail late; None if any will do."""
        return None

    async def fail_late(self, reference: str) -> None:
        """A refund that was made fails after all, as with a bank that returns it."""
        raise NoSwitch("refunds that fail late")

    def hook(self, number: int, transaction: str, reference: str, at: datetime, *, unknown: bool = False) -> list[Hook]:
        """What the gateway sends of a refund at that time, signed for that account; with `unknown` of a new kind.

        The first is the whole of it. Another is a batch with an item of it that is forged, where it sends batches.
        """
        raise NoSwitch("webhooks")

    hooks_have_times: bool = True
    """Whether the time of a webhook is signed: an old one can be told."""

    def forgeries(self, hook: Hook) -> list[Hook]:
        """The webhook with something signed in it altered, each in another place."""
        places = range(0, len(hook.body), max(1, len(hook.body) // 12))
        altered = (bytearray(hook.body) for _ in places)
        return [
            Hook(hook.headers, _with_another_byte(body, place)) for body, place in zip(altered, places, strict=True)
        ]

    async def sendings(self, asked: Instruction) -> int:
        """How many times an instruction came to a gateway that is reached without HTTP."""
        raise NoSwitch("a count of what came")

    def troubles(self) -> Sequence[Trouble]:
        """What goes wrong by itself, at a gateway without HTTP."""
        return ()

    def seen(self, request: Request, answer: Answer) -> Answer:
        """What becomes of an answer on its way back, for switches that the simulator itself does not have."""
        return answer


def _with_another_byte(body: bytearray, place: int) -> bytes:
    body[place] ^= 1
    return bytes(body)


class Bench(Protocol):
    """What is registered as an entry point: how a judge of an adapter is started."""

    @property
    def adapter(self) -> str:
        """The name of the adapter that it judges."""
        ...

    def missing(self) -> str | None:
        """What has to be installed first, in words for people; None if it can be started."""
        ...

    def start(self) -> AbstractAsyncContextManager[Judge]:
        """A new simulator with empty books."""
        ...


class NoJudge(LookupError):
    """No judge of an adapter can be used. The message says why."""


def benches(adapter: str) -> dict[str, Bench]:
    """The judges of an adapter that are registered, by name. Raises NoJudge if there is none, or one fails to load."""
    found: dict[str, Bench] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda each: each.name):
        bench = _load(point)
        if bench.adapter == adapter:
            found.setdefault(point.name, bench)
    if not found:
        raise NoJudge(f"no judge of the adapter {adapter!r} is registered in {GROUP}")
    return found


def _load(point: EntryPoint) -> Bench:
    try:
        loaded: Any = point.load()
    except Exception as error:
        # A package of somebody else's may fail in any way.
        raise NoJudge(f"the judge {point.name!r} can't be loaded ({type(error).__name__}: {error})") from error
    return cast(Bench, loaded)
