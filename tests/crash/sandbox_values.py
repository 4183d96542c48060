"""Every value of the sandbox (BRAINTREE.md 6), and the whole life that it leads to: what is seen at each moment."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NamedTuple

from tests.support.merchant_client import Shop

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
AT_ONCE, MINUTES_4, MINUTES_5, HOUR_1 = timedelta(0), 4 * MINUTE, 5 * MINUTE, HOUR
DAY_1, DAY_2, DAY_3, DAY_5 = DAY, 2 * DAY, 3 * DAY, 5 * DAY

MOMENTS = (AT_ONCE, MINUTES_4, MINUTES_5, HOUR_1, DAY_1, DAY_2, DAY_3, DAY_5)
"""When everything is looked at, counted from the first attempt; the last time is long after the last attempt."""

AUTHORIZING, SUBMITTED, SETTLED = "AUTHORIZING", "SUBMITTED_FOR_SETTLEMENT", "SETTLED"
DECLINED, UNAVAILABLE, UNKNOWN, PENDING, ACCEPTED = "DECLINED", "UNAVAILABLE", "UNKNOWN", "PENDING", "ACCEPTED"


class Seen(NamedTuple):
    """A payment as a client sees it. `retry` is its state, attempts made and left, each attempt's outcome, and when it
    is due, in time from the first attempt; None where no attempt was answered otherwise than by a yes."""

    status: str
    retry: tuple[str, int, int, tuple[str, ...], timedelta | None] | None = None
    attention: bool = False


Makes = Callable[[Shop, str], Coroutine[Any, Any, str]]
"""Asks for it under an order id; the id of the payment that is looked at."""


@dataclass(frozen=True, slots=True)
class Life:
    """A life: what is `seen` from which moment on, what is mailed when, and what the gateway's journal has in the end.

    A kind with "-" had no effect. `keys`: under how many keys the gateway was told to refund. `retries_declines`: the
    merchant wants declined refunds to be tried again.
    """

    name: str
    make: Makes
    seen: dict[timedelta, Seen]
    journal: tuple[str, ...]
    mail: dict[timedelta, str] = field(default_factory=dict)
    keys: int = 0
    retries_declines: bool = False

    def at(self, moment: timedelta) -> Seen:
        return self.seen[max(each for each in self.seen if each <= moment)]

    def tried(self) -> list[timedelta]:
        """When each attempt was made, if any was answered otherwise than by a yes."""
        outcomes = {moment: len(seen.retry[3]) for moment, seen in self.seen.items() if seen.retry is not None}
        return [
            min(moment for moment, made in outcomes.items() if made > number)
            for number in range(max(outcomes.values(), default=0))
        ]

    def mailed(self, moment: timedelta) -> list[str]:
        """The kinds of all messages about it up to that moment."""
        return [kind for at, kind in self.mail.items() if at <= moment]


def refund_of(amount: str) -> Makes:
    async def make(shop: Shop, order: str) -> str:
        sale = await shop.settled("4000.00", orderId=order, customerDetails={"email": "alex@example.com"})
        return str((await shop.refund(sale, amount)).object["id"])

    return make


def sale_of(amount: str) -> Makes:
    async def make(shop: Shop, order: str) -> str:
        return await shop.charge(amount, orderId=order)

    return make


def void_of(amount: str, *codes: str) -> Makes:
    """Of an authorization, which no night settles; refused with these codes, if any."""

    async def make(shop: Shop, order: str) -> str:
        sale = await shop.authorize(amount, orderId=order)
        assert (await shop.void(sale)).codes == list(codes)
        return sale

    return make


async def late_void(shop: Shop, order: str) -> str:
    """Of a sale that settles just before it is voided."""
    sale = await shop.charge("3900.00", orderId=order)
    assert (await shop.void(sale)).codes == ["91504"]
    return sale


async def late_reversal(shop: Shop, order: str) -> str:
    """The same by `reverseTransaction`, which refunds it instead."""
    sale = await shop.charge("3900.00", orderId=order)
    return str((await shop.reverse(sale)).object["id"])


def waits(made: int, left: int, outcomes: tuple[str, ...], due: timedelta | None, *, attention: bool = False) -> Seen:
    return Seen(AUTHORIZING, ("WAITING", made, left, outcomes, due), attention)


def over(status: str, outcomes: tuple[str, ...], *, state: str = "SUCCEEDED", attention: bool = False) -> Seen:
    """An end that took more than a yes; every outcome is one attempt's."""
    return Seen(status, (state, len(outcomes), 0, outcomes, None), attention)


def unreached(attempts: int) -> dict[timedelta, Seen]:
    """So many daily attempts in vain, and one more that is taken."""
    tried = {day * DAY: waits(day + 1, 3 - day, (UNAVAILABLE,) * (day + 1), (day + 1) * DAY) for day in range(attempts)}
    outcomes = (UNAVAILABLE,) * attempts + (ACCEPTED,)
    taken = attempts * DAY
    settled = DAY_5 if taken == DAY_3 else taken + DAY
    return {**tried, taken: over(SUBMITTED, outcomes), settled: over(SETTLED, outcomes)}


def settles(status: str = SETTLED, *, attention: bool = False) -> dict[timedelta, Seen]:
    """Taken at once, and as the night leaves it."""
    return {AT_ONCE: Seen(SUBMITTED), DAY_1: Seen(status, attention=attention)}


def declined(attempts: int = 1) -> dict[timedelta, Seen]:
    """Declined so often, each a day after the one before it."""
    tried = {
        day * DAY: waits(day + 1, 3 - day, (DECLINED,) * (day + 1), (day + 1) * DAY) for day in range(attempts - 1)
    }
    end = over("PROCESSOR_DECLINED", (DECLINED,) * attempts, state="EXHAUSTED", attention=True)
    return {**tried, (attempts - 1) * DAY: end}


UNHEARD = waits(1, 3, (UNKNOWN,), MINUTES_5)
UNDECIDED = waits(1, 0, (PENDING,), 6 * HOUR)
CHARGED, REFUNDED_ONCE = ("charge",), ("charge", "refund")

LIVES = (
    Life("refund of 10.00", refund_of("10.00"), settles(), REFUNDED_ONCE, keys=1),
    Life("refund of 2004.00", refund_of("2004.00"), declined(), ("charge", "refund-"), {AT_ONCE: "REFUND_DECLINED"}, 1),
    Life("refund of 2046.00", refund_of("2046.00"), settles(), REFUNDED_ONCE, keys=1),
    Life(
        "refund of 3000.00",
        refund_of("3000.00"),
        {
            **{day * DAY: waits(day + 1, 3 - day, (UNAVAILABLE,) * (day + 1), (day + 1) * DAY) for day in range(3)},
            DAY_3: over("FAILED", (UNAVAILABLE,) * 4, state="EXHAUSTED", attention=True),
        },
        ("charge", *["refund-"] * 4),
        {DAY_3: "REFUND_FAILED"},
        keys=1,
    ),
    Life("refund of 3001.00", refund_of("3001.00"), unreached(1), ("charge", "refund-", "refund"), keys=1),
    Life("refund of 3001.01", refund_of("3001.01"), unreached(2), ("charge", *["refund-"] * 2, "refund"), keys=1),
    Life("refund of 3001.02", refund_of("3001.02"), unreached(3), ("charge", *["refund-"] * 3, "refund"), keys=1),
    Life(
        "refund of 3002.00",
        refund_of("3002.00"),
        {AT_ONCE: UNHEARD, MINUTES_5: over(SUBMITTED, (UNKNOWN,)), DAY_1: over(SETTLED, (UNKNOWN,))},
        REFUNDED_ONCE,
        keys=1,
    ),
    Life(
        "refund of 3002.01",
        refund_of("3002.01"),
        {
            AT_ONCE: UNHEARD,
            MINUTES_5: over(SUBMITTED, (UNKNOWN, ACCEPTED)),
            DAY_1: over(SETTLED, (UNKNOWN, ACCEPTED)),
        },
        ("charge", "refund-", "refund"),
        keys=1,
    ),
    Life(
        "refund of 3002.02",
        refund_of("3002.02"),
        {
            AT_ONCE: UNHEARD,
            MINUTES_5: waits(1, 3, (UNKNOWN,), HOUR_1),
            HOUR_1: waits(1, 3, (UNKNOWN,), DAY_1),
            DAY_1: waits(1, 2, (UNKNOWN,), DAY_2),
            DAY_2: waits(1, 1, (UNKNOWN,), DAY_3),
            DAY_3: waits(1, 0, (UNKNOWN,), None, attention=True),
        },
        ("charge", "refund-"),
        {DAY_3: "OUTCOME_UNKNOWN"},
        keys=1,
    ),
    Life(
        "refund of 3002.04",
        refund_of("3002.04"),
        {
            AT_ONCE: waits(1, 3, (UNKNOWN,), MINUTES_5, attention=True),
            MINUTES_5: over(SUBMITTED, (UNKNOWN,)),
            DAY_1: over(SETTLED, (UNKNOWN,)),
        },
        REFUNDED_ONCE,
        {AT_ONCE: "OUTCOME_CONTRADICTED"},
        keys=1,
    ),
    Life(
        "refund of 3003.00",
        refund_of("3003.00"),
        settles("SETTLEMENT_DECLINED", attention=True),
        ("charge", "refund", "refund_void"),
        {DAY_1: "SETTLEMENT_DECLINED"},
        keys=1,
    ),
    Life(
        "refund of 3003.01",
        refund_of("3003.01"),
        {
            AT_ONCE: Seen(SUBMITTED),
            DAY_1: Seen(SETTLED),
            DAY_3: Seen("SETTLEMENT_DECLINED", attention=True),
        },
        ("charge", "refund", "refund_void"),
        {DAY_3: "SETTLEMENT_DECLINED"},
        keys=1,
    ),
    Life("refund of 3004.00", refund_of("3004.00"), settles(), REFUNDED_ONCE, keys=1),
    Life(
        "refund of 3005.00",
        refund_of("3005.00"),
        {AT_ONCE: UNDECIDED, DAY_1: over(SUBMITTED, (PENDING,)), DAY_2: over(SETTLED, (PENDING,))},
        REFUNDED_ONCE,
        keys=1,
    ),
    Life(
        "refund of 3005.01",
        refund_of("3005.01"),
        {AT_ONCE: UNDECIDED, DAY_1: over("PROCESSOR_DECLINED", (PENDING,), state="EXHAUSTED", attention=True)},
        ("charge", "refund-"),
        {DAY_1: "REFUND_DECLINED"},
        keys=1,
    ),
    Life(
        "refund of 3005.02",
        refund_of("3005.02"),
        {
            AT_ONCE: UNDECIDED,
            DAY_1: waits(1, 0, (PENDING,), DAY_1 + 6 * HOUR, attention=True),
            DAY_2: over(SUBMITTED, (PENDING,)),
            DAY_3: over(SETTLED, (PENDING,)),
        },
        REFUNDED_ONCE,
        {DAY_1: "OUTCOME_CONTRADICTED"},
        keys=1,
    ),
    Life("refund of 3006.00", refund_of("3006.00"), declined(), ("charge", "refund-"), {AT_ONCE: "REFUND_DECLINED"}, 1),
    Life(
        "refund of 3006.00, tried again",
        refund_of("3006.00"),
        {
            AT_ONCE: waits(1, 3, (DECLINED,), DAY_1),
            DAY_1: over(SUBMITTED, (DECLINED, ACCEPTED)),
            DAY_2: over(SETTLED, (DECLINED, ACCEPTED)),
        },
        ("charge", "refund-", "refund"),
        keys=2,
        retries_declines=True,
    ),
    Life(
        "refund of 2004.00, tried again",
        refund_of("2004.00"),
        declined(4),
        ("charge", *["refund-"] * 4),
        {DAY_3: "REFUND_DECLINED"},
        keys=4,
        retries_declines=True,
    ),
    Life("refund of 3008.00", refund_of("3008.00"), {AT_ONCE: Seen(SETTLED)}, REFUNDED_ONCE, keys=1),
    Life(
        "refund of 3008.01",
        refund_of("3008.01"),
        {AT_ONCE: Seen("SETTLING"), DAY_1: Seen(SETTLED)},
        REFUNDED_ONCE,
        keys=1,
    ),
    Life("sale of 10.00", sale_of("10.00"), settles(), CHARGED),
    Life("sale of 2000.00", sale_of("2000.00"), {AT_ONCE: Seen("PROCESSOR_DECLINED")}, ("charge-",)),
    Life("sale of 3000.00", sale_of("3000.00"), {AT_ONCE: Seen("FAILED")}, ("charge-",)),
    Life("sale of 3500.00", sale_of("3500.00"), settles(), CHARGED),
    Life("sale of 4001.00", sale_of("4001.00"), settles("SETTLEMENT_DECLINED"), CHARGED),
    Life("sale of 5001.00", sale_of("5001.00"), {AT_ONCE: Seen("GATEWAY_REJECTED")}, ("charge-",)),
    Life("sale of 6000.00", sale_of("6000.00"), settles(), CHARGED),
    Life(
        "void of 3900.00",
        late_void,
        {AT_ONCE: over(SETTLED, (DECLINED,), state="EXHAUSTED")},
        ("charge", "void-"),
    ),
    Life("reversal of 3900.00", late_reversal, settles(), ("charge", "void-", "refund"), keys=1),
    Life(
        "void of 3901.00",
        void_of("3901.00"),
        {
            AT_ONCE: Seen("AUTHORIZED", ("WAITING", 1, 3, (UNAVAILABLE,), DAY_1)),
            DAY_1: over("VOIDED", (UNAVAILABLE, ACCEPTED)),
        },
        ("charge-", "void-", "void"),
    ),
    Life(
        "void of 3902.00",
        void_of("3902.00"),
        {AT_ONCE: Seen("AUTHORIZED", ("WAITING", 1, 3, (UNKNOWN,), MINUTES_5)), MINUTES_5: over("VOIDED", (UNKNOWN,))},
        ("charge-", "void"),
    ),
)
