"""What merchants' programs do all day: payments are sold, undone in every way, looked up, and asked for twice."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.support.merchant_client import Answer, Shop
from tests.support.till import give_back, record, results

MARK = "mutation ($input: MarkRefundedExternallyInput!) { markRefundedExternally(input: $input) { refund { id } } }"
UNDO = "mutation ($input: UndoExternalRefundInput!) { undoExternalRefund(input: $input) { refunds { id status } } }"
RETRY = "mutation ($input: RetryInput!) { %s(input: $input) { retry { state } } }"
QUEUE = "{ refundQueue(first: 20) { edges { node { state attemptsMade payment { id } } } } }"
FOUND = (
    "query ($input: TransactionSearchInput!) { search { transactions(input: $input, first: 20) { edges { node {"
    " id status refunds { id amount { value } } } } } } }"
)
HISTORY = "query ($id: ID!) { node(id: $id) { ... on Transaction { history { what at } statusHistory { status } } } }"

SETTLED_MEANWHILE = frozenset({"91504", "91506", "915282"})
"""What is answered where midnight has come between a sale and what was to be done with it."""

QUEUED = ("3001.00", "3001.01", "3001.02", "3000.00", "3002.00", "3002.01", "3005.00", "3005.01", "3003.00", "3006.00")
"""Amounts of refunds that are not simply accepted: unavailable, unknown, pending, declined later."""


class WrongAnswer(Exception):
    """An answer that should not have been given."""


@dataclass(slots=True)
class Books:
    """What the clients know: every sale and refund that they were told of, and how often anything was done."""

    sales: int = 0
    refunds: set[str] = field(default_factory=set)
    mutations: int = 0
    queries: int = 0
    done: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def accept(self, refund: dict[str, Any]) -> dict[str, Any]:
        """Notes a refund that was answered, and gives it back."""
        self.refunds.add(refund["id"])
        return refund


@dataclass(slots=True)
class Program:
    """One program of a merchant's: it asks one thing after the other, each when `turn` says."""

    shops: Sequence[Shop]
    books: Books
    turn: Callable[[], Awaitable[None]]
    chance: random.Random

    @property
    def shop(self) -> Shop:
        """The merchant by one of the API processes."""
        return self.chance.choice(self.shops)

    async def run(self, over: asyncio.Event) -> None:
        """Plays one life after the other until it is `over`."""
        while not over.is_set():
            (life,) = self.chance.choices(list(LIVES), list(LIVES.values()))
            try:
                await life(self)
            except Exception as error:
                self.books.wrong.append(f"{life.__name__}: {type(error).__name__}: {str(error)[:300]}")
            self.books.done[life.__name__] += 1

    def amount(self) -> str:
        return f"{self.chance.randint(10, 60)}.{self.chance.randint(0, 99):02}"

    async def sold(self, amount: str, *, settled: bool = True, **more: Any) -> str:
        await self._mutates()
        sale = await self.shop.charge(amount, **more)
        self.books.sales += 1
        if settled:
            await self._mutates()
            await self.shop.settle(sale)
        return sale

    async def refund(self, sale: str, amount: str | None = None, key: str | None = None) -> Answer:
        await self._mutates()
        answer = await self.shop.refund(sale, amount, key)
        if not answer.codes:
            self.books.accept(answer.object)
        return answer

    async def ask(self, mutation: str, **given: Any) -> Answer:
        await self._mutates()
        return await self.shop.ask(mutation, **given)

    async def query(self, document: str, variables: dict[str, Any] | None = None) -> Any:
        await self.turn()
        answer = await self.shop.post(document, variables)
        self.books.queries += 1
        expect("errors" not in answer.body, answer.body)
        return answer.body["data"]

    async def _mutates(self) -> None:
        await self.turn()
        self.books.mutations += 1


def expect(true: bool, told: object) -> None:
    """Raises WrongAnswer with what was told, unless it is as it should be."""
    if not true:
        raise WrongAnswer(str(told))


async def refunded_twice_by_one_key(of: Program) -> None:
    sale, key = await of.sold(of.amount()), uuid4().hex
    first = (await of.refund(sale, key=key)).object
    again = (await of.refund(sale, key=key)).object
    expect(first["id"] == again["id"], (first, again))
    expect((await of.refund(sale, "1.00")).codes == ["91512"], "a refund of nothing")


async def voided_or_refunded(of: Program) -> None:
    sale = await of.sold(of.amount(), settled=False)
    await of._mutates()
    reversal = (await of.shop.reverse(sale, uuid4().hex)).object
    if reversal["__typename"] == "Refund":
        of.books.accept(reversal)
    else:
        expect(reversal["status"] == "VOIDED", reversal)


async def refunded_in_parts(of: Program) -> None:
    sale = await of.sold("50.00")
    first = (await of.refund(sale, "20.00", uuid4().hex)).object
    await of.refund(sale, "10.00", uuid4().hex)
    expect((await of.refund(sale, "20.01")).codes == ["91521"], "more than is left")
    await of._mutates()
    taken_back = await of.shop.reverse_refund(first["id"])
    expect(not taken_back.codes or set(taken_back.codes) <= SETTLED_MEANWHILE, taken_back.body)


async def declined(of: Program) -> None:
    sale = await of.sold("4000.00")
    refund = (await of.refund(sale, "2001.00", uuid4().hex)).object
    expect(refund["status"] == "PROCESSOR_DECLINED", refund)
    await of.refund(sale, "100.00", uuid4().hex)


async def queued(of: Program) -> None:
    sale = await of.sold("4000.00")
    amount, key = of.chance.choice(QUEUED), uuid4().hex
    refund = (await of.refund(sale, amount, key)).object
    again = (await of.refund(sale, amount, key)).object
    expect(refund["id"] == again["id"], (refund, again))
    if refund["status"] == "AUTHORIZING" and of.chance.random() < 0.3:
        for what in ("pauseRefundRetry", "resumeRefundRetry", "retryRefundNow"):
            # Whatever it is by then: an attempt may run, or be over.
            await of.ask(RETRY % what, paymentId=refund["id"])


async def refunded_by_order(of: Program) -> None:
    order = f"soak-{uuid4().hex}"
    await of._mutates()
    await record(of.shop, order, ("a", 2, "10.00", "1.00"), ("b", 1, "5.50"))
    await of.sold("27.50", orderId=order)
    await of._mutates()
    answer = await give_back(of.shop, order, amount="7.00", apiRequestKey=uuid4().hex)
    for result in results(answer):
        of.books.accept(result["reversal"])
    await of.query(FOUND, {"input": {"orderId": {"is": order}}})


async def marked_and_undone(of: Program) -> None:
    sale = await of.sold(of.amount())
    marked = (await of.ask(MARK, transactionId=sale, refund={"amount": "3.00"}, reference="till")).object
    of.books.accept(marked)
    undone = await of.ask(UNDO, transactionId=sale, note="a mistake")
    expect("errors" not in undone.body, undone.body)


async def looked_up(of: Program) -> None:
    sale = await of.sold(of.amount())
    await of.refund(sale, "1.00", uuid4().hex)
    await of.query(HISTORY, {"id": sale})
    await of.query(QUEUE)
    expect((await of.refund("no such id", "1.00")).codes != [], "a refund of nothing")


LIVES: dict[Callable[[Program], Awaitable[None]], float] = {
    refunded_twice_by_one_key: 3,
    voided_or_refunded: 3,
    refunded_in_parts: 2,
    declined: 1,
    queued: 2,
    refunded_by_order: 2,
    marked_and_undone: 1,
    looked_up: 2,
}
"""How often each is played, beside the others."""
