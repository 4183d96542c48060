"""What is under way when a process is killed, how it has to end, and what the gateway's journal has to say of it."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from tests.crash.gates import Gate
from tests.flows.ledger import JOURNAL, PAYMENTS, Books, check_journal, check_payment
from tests.support.merchant_client import CHARGE, VISA, Answer, Shop

ORDER = "killed-in-the-middle"

TRANSACTIONS_OF_ORDER = """
query ($order: String!) { transactions(input: { orderId: { is: $order } }) { edges { node { id } } } }"""

NOON = time(12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Target:
    """What a mutation is about: a transaction, except for a charge, which makes one; and perhaps a refund of it."""

    transaction: str | None
    refund: str | None = None


Asks = Callable[[Shop, Target, str], Coroutine[Any, Any, Answer]]
"""Sends a mutation about the target, with an apiRequestKey."""


@dataclass(frozen=True, slots=True)
class Case:
    """One mutation and its end: the journal's lines of the transaction (a kind with "-" had no effect), the final
    status of what the mutation answers with, and how much of the transaction its refunds hold then.

    What is done `at_once` is reserved in one statement with others that are, and so is its gateway's yes recorded.
    """

    name: str
    prepare: Callable[[Shop], Coroutine[Any, Any, Target]]
    ask: Asks
    journal: tuple[str, ...]
    ends: str
    refunded: str = "0.00"
    turns: bool = False
    at_once: bool = False

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Step:
    """A place on the way where work is held up, by the closed `gates`; `only_turning` work gets that far, or all.

    Every run kills at the `usual` steps. Without any gate the work is done; `without_valkey` nobody can be told so.
    A statement that waits as its process dies is carried out by PostgreSQL all the same, unless it is `cut` as well.
    """

    name: str
    gates: tuple[Gate, ...]
    only_turning: bool = False
    usual: bool = False
    without_valkey: bool = False
    cut: bool = False

    def __str__(self) -> str:
        return self.name


async def settled(shop: Shop) -> Target:
    return Target(await shop.settled("100.00"))


async def submitted(shop: Shop) -> Target:
    return Target(await shop.charge("100.00"))


async def authorized(shop: Shop) -> Target:
    return Target(await shop.authorize("100.00"))


async def settles_before_a_void(shop: Shop) -> Target:
    return Target(await shop.charge("3900.00"))


async def refunded(shop: Shop) -> Target:
    transaction = await shop.settled("100.00")
    return Target(transaction, (await shop.refund(transaction, "10.00")).object["id"])


async def nothing(_shop: Shop) -> Target:
    return Target(None)


async def large(shop: Shop) -> Target:
    return Target(await shop.settled("4000.00"))


async def void_not_reached(shop: Shop) -> Target:
    return Target(await shop.charge("3901.00"))


async def void_unheard(shop: Shop) -> Target:
    return Target(await shop.charge("3902.00"))


def refund_of(amount: str) -> Asks:
    async def ask(shop: Shop, target: Target, key: str) -> Answer:
        return await shop.refund(_the(target.transaction), amount, key=key)

    return ask


async def reverse(shop: Shop, target: Target, key: str) -> Answer:
    return await shop.reverse(_the(target.transaction), key=key)


async def void(shop: Shop, target: Target, key: str) -> Answer:
    return await shop.void(_the(target.transaction), key=key)


async def capture(shop: Shop, target: Target, key: str) -> Answer:
    return await shop.capture(_the(target.transaction), key=key)


async def charge(shop: Shop, _target: Target, key: str) -> Answer:
    transaction = {"amount": "100.00", "orderId": ORDER}
    return await shop.ask(CHARGE, paymentMethodId=VISA, transaction=transaction, apiRequestKey=key)


async def reverse_refund(shop: Shop, target: Target, key: str) -> Answer:
    return await shop.reverse_refund(_the(target.refund), key=key)


ASKED = (
    Case("refundTransaction", settled, refund_of("10.00"), ("charge", "refund"), "SETTLED", "10.00", at_once=True),
    Case("reverseTransaction voids", submitted, reverse, ("charge", "void"), "VOIDED", at_once=True),
    Case("reverseTransaction refunds", settled, reverse, ("charge", "refund"), "SETTLED", "100.00", at_once=True),
    Case(
        "reverseTransaction turns",
        settles_before_a_void,
        reverse,
        ("charge", "void-", "refund"),
        "SETTLED",
        "3900.00",
        turns=True,
        at_once=True,
    ),
    Case("voidTransaction", submitted, void, ("charge", "void"), "VOIDED", at_once=True),
    Case("chargePaymentMethod", nothing, charge, ("charge",), "SETTLED"),
    Case("captureTransaction", authorized, capture, ("charge-", "capture"), "SETTLED"),
    Case("reverseRefund", refunded, reverse_refund, ("charge", "refund", "refund_void"), "VOIDED"),
)
"""What people ask for, while the API is killed."""

ASKED_ON_THE_WAY = (
    Step("before the reservation commits", (Gate.RESERVE,), usual=True),
    Step("before the reservation, which never commits", (Gate.RESERVE,), cut=True),
    Step("while the next are reserved", (Gate.RESERVE_NEXT, Gate.SEND), usual=True),
    Step("while the next are reserved, which never commits", (Gate.RESERVE_NEXT, Gate.SEND), cut=True),
    Step("before the gateway looks at it", (Gate.SEND,), usual=True),
    Step("before the effect, which never commits", (Gate.EFFECT,), usual=True, cut=True),
    Step("after the effect, which is never recorded", (Gate.RECORD,), usual=True, cut=True),
    Step("after the effect", (Gate.RECORD,)),
    Step("in the middle of recording", (Gate.WRITE,), usual=True),
    Step("in the middle of recording, which never commits", (Gate.WRITE,), cut=True),
    Step("after the outcome commits, while the next are recorded", (Gate.ANSWER, Gate.SEND), usual=True),
    Step("after the outcome commits, and the next never do", (Gate.ANSWER, Gate.SEND), cut=True),
    Step("turned, before the effect commits", (Gate.EFFECT,), only_turning=True),
    Step("turned, after the effect", (Gate.RECORD,), only_turning=True, usual=True),
    Step("turned, in the middle of recording", (Gate.WRITE,), only_turning=True),
    Step("turned, after the outcome commits", (Gate.ANSWER,), only_turning=True),
)

WAITING = (
    Case("a second attempt", large, refund_of("3001.00"), ("charge", "refund-", "refund"), "SETTLED", "3001.00"),
    Case("a second attempt to void", void_not_reached, void, ("charge", "void-", "void"), "VOIDED"),
    Case("asking, and it was done", large, refund_of("3002.00"), ("charge", "refund"), "SETTLED", "3002.00"),
    Case("asking, and it was voided", void_unheard, void, ("charge", "void"), "VOIDED"),
    Case(
        "asking, and it was not done",
        large,
        refund_of("3002.01"),
        ("charge", "refund-", "refund"),
        "SETTLED",
        "3002.01",
        turns=True,
    ),
)
"""What a worker goes on with, while it is killed. The one that `turns` is sent after it was asked for."""

WAITING_ON_THE_WAY = (
    Step("before it is taken", (Gate.RESERVE,)),
    Step("before the gateway looks at it", (Gate.SEND,), usual=True),
    Step("before the effect commits", (Gate.EFFECT, Gate.RECORD), usual=True),
    Step("after the gateway has answered", (Gate.RECORD,), usual=True),
    Step("in the middle of recording", (Gate.WRITE, Gate.SEND), usual=True),
    Step("absent, before the effect commits", (Gate.EFFECT,), only_turning=True),
    Step("absent, after the effect", (Gate.RECORD,), only_turning=True, usual=True),
    Step("absent, in the middle of recording", (Gate.WRITE,), only_turning=True),
    Step("after the outcome commits", (), usual=True, without_valkey=True),
)


SAID_ON_THE_WAY = (
    Step("before the gateway says anything", (Gate.SEND,), usual=True),
    Step("after the gateway has said nothing, or otherwise", (Gate.RECORD,), usual=True),
    Step("before what was said is written", (Gate.SAY,)),
    Step("before what was said is written, which never commits", (Gate.SAY,), cut=True),
    Step("in the middle of ending it", (Gate.WRITE,), only_turning=True, usual=True),
    Step("in the middle of ending it, which never commits", (Gate.WRITE,), only_turning=True, cut=True),
    Step("after its end commits", (Gate.ANSWER,), only_turning=True, usual=True),
)
"""What a word on an unknown outcome goes through. Where it only waits for another's, nothing ends, or turns."""


async def set_to_noon(shop: Shop) -> None:
    """Moves the shop's clock to the next noon, so that no midnight, with its settlement, comes in between."""
    present = datetime.now(UTC)
    noon = datetime.combine(present.date(), NOON)
    await shop.set_merchant(clock_offset=(noon - present) % timedelta(days=1))


async def move_clock(shop: Shop, by: timedelta) -> None:
    """Moves the shop's clock and does nothing of what falls due."""
    await shop.execute("UPDATE merchants SET clock_offset = clock_offset + $2 WHERE id = $1", shop.merchant.id, by)


async def nothing_runs(shop: Shop) -> bool:
    """Whether no attempt is under way, by the service's own rows."""
    running = "SELECT 1 FROM operations WHERE merchant_id = $1 AND state = 'RUNNING'"
    return not await shop.execute(running, shop.merchant.id)


async def transactions_of(shop: Shop, target: Target) -> list[str]:
    """The transaction that a mutation was about; for a charge all that it has made."""
    if target.transaction is not None:
        return [target.transaction]
    found = (await shop.post(TRANSACTIONS_OF_ORDER, {"order": ORDER})).body["data"]["transactions"]["edges"]
    return [edge["node"]["id"] for edge in found]


async def journal_lines(shop: Shop, transaction: str) -> tuple[str, ...]:
    return tuple(line["kind"] + ("" if line["effect"] else "-") for line in await shop.journal(transaction))


async def keys_of_refunds(shop: Shop, transaction: str) -> set[str]:
    """The keys under which the gateway was told to refund it."""
    return {line["key"] for line in await shop.journal(transaction) if line["kind"] == "refund"}


async def check_books(shop: Shop) -> None:
    """Holds all that the service says of the shop's payments up to the journal: reservations, histories, money."""
    books = Books.read(await shop.execute(JOURNAL, shop.merchant.public_id))
    check_journal(books)
    told: dict[str, Any] = (await shop.post(PAYMENTS, {"first": 50})).body["data"]["transactions"]
    assert not told["pageInfo"]["hasNextPage"]
    for edge in told["edges"]:
        check_payment(edge["node"], books, marked=False)


def _the(object_id: str | None) -> str:
    assert object_id is not None
    return object_id
