"""Payments live through whatever comes, in any order, and after each step the gateway's journal is asked who is right.

Everything goes over HTTP to the running service, each life with a merchant of its own. Only the gateway is told some
things behind the service's back, as real ones are: that a payment has settled, that its settlement has begun.
"""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

import asyncpg
from hypothesis import settings as examples
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from app.flows.advance_clock import AdvanceClockAsk, advance_clock
from app.flows.sign_in import actor_of_key
from app.gateways.registry import SANDBOX
from app.gateways.sandbox.gateway import SandboxGateway
from tests.flows.ledger import DECIMALS, JOURNAL, PAYMENTS, Books, check_journal, check_payment
from tests.shop import (
    AUTHORIZE,
    CAPTURE,
    CHARGE,
    PAYPAL,
    REFUND_TRANSACTION,
    REVERSE,
    REVERSE_REFUND,
    SETTLE,
    VISA,
    VOID,
    Answer,
    Live,
    Shop,
    open_shop,
)

T = TypeVar("T")

MOST_SALES = 10
"""In one life, so that one page shows all of them."""
KEYS_ARE_GOOD_FOR = timedelta(days=29)

# The amounts of BRAINTREE.md 6, beside some that mean nothing. Most sales are large enough for the refunds that do.
SALES = [
    *["100.00", "100.00", "4000.00", "4000.00", "9999.99", "9999.99", "9999.99"],
    *["0.01", "2000.00", "3000.00", "3900.00", "3901.00", "3902.00", "4001.00", "5001.00"],
]
REFUNDS = [
    *[None, "1.00", "60.00", "1999.99", "3999.99", "9000.00", "2004.00", "2046.00", "3000.00"],
    *["3001.00", "3001.01", "3001.02", "3002.00", "3002.01", "3002.02", "3003.00", "3005.00", "3005.01", "3006.00"],
]
CAPTURES = [None, None, "50.00", "3950.00", "20000.00"]
SLOW_REFUND = "3004.00"
METHODS = [*[VISA] * 6, PAYPAL, PAYPAL, "fake-no-refunds-nonce", "fake-unanswered-nonce"]
TIMES = [timedelta(minutes=6), timedelta(hours=2), timedelta(days=1), timedelta(days=3)]

STEPS = {
    "charge": 2,
    "authorize": 2,
    "capture": 2,
    "settle": 2,
    "settle_unseen": 1,
    "begin_to_settle_unseen": 1,
    "refund": 10,
    "refund_slowly": 1,
    "refund_at_once": 2,
    "reverse": 2,
    "void": 2,
    "reverse_refund": 4,
    "settle_refund": 2,
    "send_again": 3,
    "reuse_a_key": 2,
    "let_time_pass": 2,
}
"""What can happen, and how often beside the rest."""


@dataclass(frozen=True, slots=True)
class Chance:
    """What chance brings to a step, which takes of it what it needs. `which` picks one of as many as there are."""

    which: int
    other: int
    keyed: bool
    account: str
    method: str
    sale: str
    capture: str | None
    refund: str | None
    refunds: list[str | None]
    policy: str | None
    by: timedelta


chances = st.builds(
    Chance,
    which=st.integers(0, 99),
    other=st.integers(0, 99),
    keyed=st.booleans(),
    account=st.sampled_from(["usd", "usd", "usd", "jpy", "kwd"]),
    method=st.sampled_from(METHODS),
    sale=st.sampled_from(SALES),
    capture=st.sampled_from(CAPTURES),
    refund=st.sampled_from(REFUNDS),
    refunds=st.lists(st.sampled_from(REFUNDS), min_size=1, max_size=4),
    policy=st.sampled_from([None, None, "QUEUE", "RECORD_ANYWAY", "SKIP"]),
    by=st.sampled_from(TIMES),
)
steps = st.sampled_from([step for step, weight in STEPS.items() for _ in range(weight)])


@dataclass(frozen=True, slots=True)
class Sold:
    """A transaction of this life."""

    id: str
    legacy_id: str
    currency: str


@dataclass(frozen=True, slots=True)
class Request:
    """A mutation that was sent under an apiRequestKey, and the id of what it made for good, if it made anything."""

    mutation: str
    given: dict[str, Any]
    made: str | None
    sent_at: timedelta

    @classmethod
    def of(cls, mutation: str, given: dict[str, Any], made: dict[str, Any] | None, at: timedelta) -> "Request":
        """A void that waits may come to nothing, which gives its key back, or turn into a refund: not for good."""
        waits = (
            made is not None and mutation in {VOID, REVERSE} and "external" not in made and made["status"] != "VOIDED"
        )
        return cls(mutation, given, None if made is None or waits else made["id"], at)

    def is_kept(self, now: timedelta) -> bool:
        return self.made is not None and now <= self.sent_at + KEYS_ARE_GOOD_FOR


@dataclass(slots=True)
class Stage:
    """Where lives are played: the service, and the loop that it runs on."""

    live: Live
    journal: "asyncpg.Connection[asyncpg.Record]"
    loop: asyncio.AbstractEventLoop
    leaving: list[Future[None]] = field(default_factory=list)

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)


class Life(RuleBasedStateMachine):
    """One merchant's payments. A step says how many effects it may have; the journal tells whether it kept to that.

    There is one rule for all steps: of many rules Hypothesis leaves most out of a run, and a life has few steps.
    """

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.open_until_the_end = AsyncExitStack()
        self.shop: Shop = stage.do(self.open_until_the_end.enter_async_context(open_shop(stage.live)))
        self.sold: list[Sold] = []
        self.refunds: list[str] = []
        self.marked: set[str] = set()
        self.requests: list[Request] = []
        self.slow: Future[Answer] | None = None
        self.ahead = timedelta(0)
        self.books = Books()
        self.histories: dict[str, list[Any]] = {}
        self.allowed_effects = 0
        self.silent = False

    @initialize(retry_declines=st.booleans())
    def begin(self, retry_declines: bool) -> None:
        self.stage.do(self.shop.set_merchant(retry_declines=retry_declines))
        for amount in ("100.00", "9999.99", "9999.99"):
            self._sell(CHARGE, amount, "usd", VISA)
            self._send(SETTLE, {"transactionId": self.sold[-1].id})

    @rule(step=steps, chance=chances)
    def happen(self, step: str, chance: Chance) -> None:
        happening: Callable[[Chance], None] = getattr(self, step)
        happening(chance)

    def charge(self, chance: Chance) -> None:
        self._sell(CHARGE, chance.sale, chance.account, chance.method, chance.keyed)

    def authorize(self, chance: Chance) -> None:
        self._sell(AUTHORIZE, chance.sale, chance.account, chance.method, chance.keyed)

    def capture(self, chance: Chance) -> None:
        sold = self._one_sold(chance)
        options = None if chance.capture is None else {"amount": in_currency(chance.capture, sold.currency)}
        self._send(CAPTURE, {"transactionId": sold.id, "transaction": options}, chance.keyed)

    def settle(self, chance: Chance) -> None:
        self._send(SETTLE, {"transactionId": self._one_sold(chance).id})

    def settle_unseen(self, chance: Chance) -> None:
        """The gateway knows better than the service until somebody asks it (SPEC 1.2)."""
        self.stage.do(self._gateway.settle(self._one_sold(chance).legacy_id, datetime.now(UTC) + self.ahead))

    def begin_to_settle_unseen(self, chance: Chance) -> None:
        self.stage.do(self._gateway.begin_settlement(self._one_sold(chance).legacy_id, datetime.now(UTC) + self.ahead))

    def refund(self, chance: Chance) -> None:
        sold = self._one_sold(chance)
        refund = {"amount": asked(chance.refund, sold), "onFailure": chance.policy}
        self._send(REFUND_TRANSACTION, {"transactionId": sold.id, "refund": refund}, chance.keyed)

    def refund_slowly(self, chance: Chance) -> None:
        """It goes on while other things happen; from its start it is reserved, and the gateway has done it."""
        if self.slow is not None:
            return
        sold = self._one_sold(chance)
        self.allowed_effects += 1
        call = self.shop.refund(sold.id, asked(SLOW_REFUND, sold), key="slow")
        self.slow = asyncio.run_coroutine_threadsafe(call, self.stage.loop)
        while not self.slow.done() and self._read_books().number_of_effects == self.books.number_of_effects:
            """The journal says when it has begun; a refusal ends the call at once."""

    def refund_at_once(self, chance: Chance) -> None:
        sold = self._one_sold(chance)
        calls = [self.shop.refund(sold.id, asked(amount, sold)) for amount in chance.refunds]
        calls += [self.shop.void(sold.id), self.shop.reverse(sold.id)] if chance.keyed else []
        self.allowed_effects += len(calls)
        for answer in self.stage.do(together(calls)):
            check_form(answer)

    def reverse(self, chance: Chance) -> None:
        sold = self._one_sold(chance)
        if chance.policy == "RECORD_ANYWAY":
            self.marked.add(sold.id)
        self._send(REVERSE, {"transactionId": sold.id, "onFailure": chance.policy}, chance.keyed)

    def void(self, chance: Chance) -> None:
        self._send(VOID, {"transactionId": self._one_sold(chance).id}, chance.keyed)

    def reverse_refund(self, chance: Chance) -> None:
        if self.refunds:
            refund = self.refunds[chance.which % len(self.refunds)]
            self._send(REVERSE_REFUND, {"refundId": refund}, chance.keyed)

    def settle_refund(self, chance: Chance) -> None:
        if self.refunds:
            self._send(SETTLE, {"transactionId": self.refunds[chance.which % len(self.refunds)]})

    def send_again(self, chance: Chance) -> None:
        """The same key with the same input: the same object, and nothing is done a second time (SPEC 3)."""
        if not self.requests:
            return
        request = self.requests[chance.which % len(self.requests)]
        answer = self._post(request.mutation, request.given)
        if request.is_kept(self.ahead):
            self.silent = True
            assert answer.object["id"] == request.made, f"{request} made {answer.object['id']} the second time"
        else:
            self.allowed_effects += 1

    def reuse_a_key(self, chance: Chance) -> None:
        """The same key for something else: refused, and nothing is done (915232)."""
        kept = [request for request in self.requests if request.is_kept(self.ahead)]
        if not kept:
            return
        request = kept[chance.other % len(kept)]
        sold = self._one_sold(chance)
        given = {"transactionId": sold.id, "refund": {"amount": in_currency("1.01", sold.currency)}}
        answer = self._post(REFUND_TRANSACTION, {**given, "apiRequestKey": request.given["apiRequestKey"]})
        self.silent = True
        assert answer.codes == ["915232"], f"{request}: {answer.codes}"

    def let_time_pass(self, chance: Chance) -> None:
        """What waits goes on when it is due, each night settles, authorizations expire."""
        if self.slow is None or self.slow.done():
            self.ahead += chance.by
            self.allowed_effects += 1000
            self.stage.do(advance(self.shop, chance.by))

    @invariant()
    def the_journal_agrees(self) -> None:
        before, books = self.books, self._read_books()
        effects = books.number_of_effects - before.number_of_effects
        assert effects <= self.allowed_effects, f"{effects} effects, {self.allowed_effects} are right"
        assert not self.silent or books.sendings == before.sendings, "the gateway was told something again"
        self.books, self.allowed_effects, self.silent = books, 0, False
        check_journal(books)
        for payment in self._read_payments():
            check_payment(payment, books, marked=payment["id"] in self.marked)
            for each in (payment, *payment["refunds"]):
                history, known = each["statusHistory"], self.histories.get(each["id"], [])
                assert history[len(history) - len(known) :] == known, f"{each['id']}: its history was rewritten"
                self.histories[each["id"]] = history

    def teardown(self) -> None:
        self.stage.leaving.append(asyncio.run_coroutine_threadsafe(self._leave(), self.stage.loop))

    async def _leave(self) -> None:
        async with self.open_until_the_end:
            if self.slow is not None:
                check_form(await asyncio.wrap_future(self.slow))

    def _sell(self, mutation: str, amount: str, account: str, method: str, keyed: bool = False) -> None:
        if len(self.sold) < MOST_SALES:
            currency = account.upper()
            transaction = {"amount": in_currency(amount, currency), "merchantAccountId": account}
            sold = self._send(mutation, {"paymentMethodId": method, "transaction": transaction}, keyed).object
            self.sold.append(Sold(sold["id"], sold["legacyId"], currency))

    def _one_sold(self, chance: Chance) -> Sold:
        return self.sold[chance.which % len(self.sold)]

    def _send(self, mutation: str, given: dict[str, Any], keyed: bool = False) -> Answer:
        """Sends a mutation that may have one effect, under a key of its own if it is to be `keyed`."""
        self.allowed_effects += 1
        if keyed:
            given = {**given, "apiRequestKey": f"key-{len(self.requests)}"}
        answer = self._post(mutation, given)
        made = None if answer.codes else answer.object
        if made is not None and "external" in made and made["id"] not in self.refunds:
            self.refunds.append(made["id"])
        if keyed:
            self.requests.append(Request.of(mutation, given, made, self.ahead))
        return answer

    def _post(self, mutation: str, given: dict[str, Any]) -> Answer:
        answer = self.stage.do(self.shop.ask(mutation, **given))
        check_form(answer)
        return answer

    @property
    def _gateway(self) -> SandboxGateway:
        gateway = self.shop.live.service.gateways.named(SANDBOX)
        assert isinstance(gateway, SandboxGateway)
        return gateway

    def _read_books(self) -> Books:
        return Books.read(self.stage.do(self.stage.journal.fetch(JOURNAL, self.shop.merchant.public_id)))

    def _read_payments(self) -> list[dict[str, Any]]:
        answer = self.stage.do(self.shop.post(PAYMENTS, {"first": MOST_SALES}))
        check_form(answer)
        found = answer.body["data"]["transactions"]
        assert not found["pageInfo"]["hasNextPage"]
        return [edge["node"] for edge in found["edges"]]


def check_form(answer: Answer) -> None:
    """Whatever is asked, it can be mended by whoever asks: no answer is a defect of the service."""
    assert answer.status == 200, answer
    classes = {error["extensions"]["errorClass"] for error in answer.body.get("errors", [])}
    assert classes <= {"VALIDATION"}, answer


def in_currency(amount: str, currency: str) -> str:
    """The amount with as many decimals as the currency has; what those don't show is cut off."""
    return str(Decimal(amount).quantize(Decimal(1).scaleb(-DECIMALS[currency]), rounding="ROUND_DOWN").max(1))


async def together(calls: list[Coroutine[Any, Any, Answer]]) -> list[Answer]:
    return await asyncio.gather(*calls)


def asked(amount: str | None, sold: Sold) -> str | None:
    return None if amount is None else in_currency(amount, sold.currency)


async def advance(shop: Shop, by: timedelta) -> None:
    service = shop.live.service
    actor = await actor_of_key(service.store, *shop.keys, None)
    assert actor is not None
    await advance_clock(service, actor, AdvanceClockAsk(f"PT{int(by.total_seconds())}S"))


def life_on(stage: Stage) -> type[Life]:
    class LifeOnStage(Life):
        def __init__(self) -> None:
            super().__init__(stage)

    return LifeOnStage


async def test_whatever_happens_the_journal_agrees(live: Live) -> None:
    """The lives are played in a thread of their own: the service runs on this test's loop."""
    profile = examples.get_current_profile_name()
    many = examples(max_examples=20, stateful_step_count=25) if profile == "usual" else examples(stateful_step_count=50)
    journal = await asyncpg.connect(live.settings.database_url.replace("+asyncpg", ""))
    stage = Stage(live, journal, asyncio.get_running_loop())
    try:
        await asyncio.to_thread(run_state_machine_as_test, life_on(stage), settings=many)
    finally:
        await asyncio.gather(*(asyncio.wrap_future(each) for each in stage.leaving))
        await journal.close()
