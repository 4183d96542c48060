"""Payments live through whatever comes, in any order, and after each step the gateway's journal is asked who is right.

Everything goes over HTTP to the running service, each life with a merchant of its own. Only the gateway is told some
things behind the service's back, as real ones are: that a payment has settled, that its settlement has begun.
"""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import Future
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

import asyncpg
from hypothesis import settings as examples
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

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
sales = st.sampled_from(
    [
        *["100.00", "4000.00", "4000.00", "9999.99", "9999.99"],
        *["0.01", "2000.00", "3000.00", "3900.00", "3901.00", "3902.00", "4001.00", "5001.00"],
    ]
)
refund_amounts = st.none() | st.sampled_from(
    [
        *["1.00", "60.00", "1999.99", "3999.99", "9000.00", "2004.00", "2046.00", "3000.00"],
        *["3001.00", "3001.01", "3001.02", "3002.00", "3002.01", "3002.02", "3003.00", "3005.00", "3005.01", "3006.00"],
    ]
)
SLOW_REFUND = "3004.00"
accounts = st.sampled_from(["usd", "usd", "usd", "jpy", "kwd"])
methods = st.sampled_from([VISA, VISA, VISA, PAYPAL, "fake-no-refunds-nonce", "fake-unanswered-nonce"])
policies = st.sampled_from([None, None, "QUEUE", "RECORD_ANYWAY", "SKIP"])
keyed = st.booleans()


@dataclass(slots=True)
class Request:
    """A mutation that was sent under an apiRequestKey, and what came of it at the time."""

    mutation: str
    given: dict[str, Any]
    made: str | None
    sent_at: timedelta
    final: bool


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
    """One merchant's payments. A rule says how many effects it may have; the journal tells whether it kept to that."""

    transactions = Bundle("transactions")
    refunds = Bundle("refunds")

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.open_until_the_end = AsyncExitStack()
        self.shop: Shop = stage.do(self.open_until_the_end.enter_async_context(open_shop(stage.live)))
        self.sold: dict[str, dict[str, Any]] = {}
        self.marked: set[str] = set()
        self.requests: list[Request] = []
        self.slow: Future[Answer] | None = None
        self.ahead = timedelta(0)
        self.books = Books()
        self.histories: dict[str, list[Any]] = {}
        self.allowed_effects = 0
        self.silent = False

    @initialize(retry_declines=st.booleans())
    def some_settings(self, retry_declines: bool) -> None:
        self.stage.do(self.shop.set_merchant(retry_declines=retry_declines))

    @precondition(lambda self: len(self.sold) < MOST_SALES)
    @rule(target=transactions, capture=st.booleans(), amount=sales, account=accounts, method=methods, keyed=keyed)
    def sell(self, capture: bool, amount: str, account: str, method: str, keyed: bool) -> str:
        currency = account.upper()
        transaction = {"amount": in_currency(amount, currency), "merchantAccountId": account}
        given = {"paymentMethodId": method, "transaction": transaction}
        sold = self._send(CHARGE if capture else AUTHORIZE, given, keyed).object
        self.sold[sold["id"]] = {"legacyId": sold["legacyId"], "currency": currency}
        return str(sold["id"])

    @rule(transaction=transactions, amount=st.sampled_from([None, None, "50.00", "3950.00", "20000.00"]), keyed=keyed)
    def capture(self, transaction: str, amount: str | None, keyed: bool) -> None:
        options = None if amount is None else {"amount": self._written(amount, transaction)}
        self._send(CAPTURE, {"transactionId": transaction, "transaction": options}, keyed)

    @rule(transaction=transactions)
    def settle(self, transaction: str) -> None:
        self._send(SETTLE, {"transactionId": transaction})

    @rule(refund=refunds)
    def settle_refund(self, refund: str) -> None:
        self._send(SETTLE, {"transactionId": refund})

    @rule(transaction=transactions, wholly=st.booleans())
    def settle_unseen(self, transaction: str, wholly: bool) -> None:
        """The gateway knows better than the service until somebody asks it (SPEC 1.2)."""
        gateway = self.shop.live.service.gateways.named(SANDBOX)
        assert isinstance(gateway, SandboxGateway)
        go_on = gateway.settle if wholly else gateway.begin_settlement
        self.stage.do(go_on(self.sold[transaction]["legacyId"], datetime.now(UTC) + self.ahead))

    @rule(target=refunds, transaction=transactions, amount=refund_amounts, policy=policies, keyed=keyed)
    def refund(
        self, transaction: str, amount: str | None, policy: str | None, keyed: bool
    ) -> str | MultipleResults[str]:
        asked = None if amount is None else self._written(amount, transaction)
        given = {"transactionId": transaction, "refund": {"amount": asked, "onFailure": policy}}
        return made_by(self._send(REFUND_TRANSACTION, given, keyed))

    @rule(target=refunds, transaction=transactions, policy=policies, keyed=keyed)
    def reverse(self, transaction: str, policy: str | None, keyed: bool) -> str | MultipleResults[str]:
        if policy == "RECORD_ANYWAY":
            self.marked.add(transaction)
        answer = self._send(REVERSE, {"transactionId": transaction, "onFailure": policy}, keyed)
        return multiple() if answer.codes or answer.object["__typename"] == "Transaction" else made_by(answer)

    @rule(transaction=transactions, keyed=keyed)
    def void(self, transaction: str, keyed: bool) -> None:
        self._send(VOID, {"transactionId": transaction}, keyed)

    @rule(refund=refunds, keyed=keyed)
    def reverse_refund(self, refund: str, keyed: bool) -> None:
        self._send(REVERSE_REFUND, {"refundId": refund}, keyed)

    @rule(transaction=transactions, amounts=st.lists(refund_amounts, min_size=2, max_size=4), void=st.booleans())
    def refund_at_once(self, transaction: str, amounts: list[str | None], void: bool) -> None:
        asked = [None if amount is None else self._written(amount, transaction) for amount in amounts]
        calls = [self.shop.refund(transaction, amount) for amount in asked]
        calls += [self.shop.void(transaction), self.shop.reverse(transaction)] if void else []
        self.allowed_effects += len(calls)
        for answer in self.stage.do(together(calls)):
            check_form(answer)

    @precondition(lambda self: self.slow is None)
    @rule(transaction=transactions)
    def begin_a_slow_refund(self, transaction: str) -> None:
        """It goes on while other things happen; from its start it is reserved, and the gateway has done it."""
        asked = self._written(SLOW_REFUND, transaction)
        self.allowed_effects += 1
        self.slow = asyncio.run_coroutine_threadsafe(self.shop.refund(transaction, asked, key="slow"), self.stage.loop)
        while not self.slow.done() and self._read_books().number_of_effects == self.books.number_of_effects:
            """The journal says when it has begun; a refusal ends the call at once."""

    @precondition(lambda self: self.requests)
    @rule(data=st.data())
    def send_again(self, data: st.DataObject) -> None:
        """The same key with the same input: the same object, and nothing is done a second time (SPEC 3)."""
        request = data.draw(st.sampled_from(self.requests), label="request")
        answer = self._post(request.mutation, request.given)
        if request.made is None or not request.final or self.ahead > request.sent_at + KEYS_ARE_GOOD_FOR:
            self.allowed_effects += 1
        else:
            self.silent = True
            assert answer.object["id"] == request.made, f"{request} made {answer.object['id']} the second time"

    @precondition(lambda self: any(request.made for request in self.requests))
    @rule(data=st.data(), transaction=transactions)
    def reuse_a_key(self, data: st.DataObject, transaction: str) -> None:
        """The same key for something else: refused, and nothing is done (915232)."""
        request = data.draw(st.sampled_from([each for each in self.requests if each.made]), label="request")
        given = {"transactionId": transaction, "refund": {"amount": "0.99"}}
        answer = self._post(REFUND_TRANSACTION, {**given, "apiRequestKey": request.given["apiRequestKey"]})
        if request.final and self.ahead <= request.sent_at + KEYS_ARE_GOOD_FOR:
            self.silent = True
            assert answer.codes == ["915232"], f"{request}: {answer.codes}"
        else:
            self.allowed_effects += 1

    @precondition(lambda self: self.slow is None)
    @rule(by=st.sampled_from([timedelta(minutes=6), timedelta(hours=2), timedelta(days=1), timedelta(days=3)]))
    def time_passes(self, by: timedelta) -> None:
        """What waits goes on when it is due, each night settles, authorizations expire."""
        self.ahead += by
        self.allowed_effects += 1000
        self.stage.do(advance(self.shop, f"PT{int(by.total_seconds())}S"))

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

    def _send(self, mutation: str, given: dict[str, Any], keyed: bool = False) -> Answer:
        """Sends a mutation that may have one effect, under a key of its own if it is to be `keyed`."""
        self.allowed_effects += 1
        if not keyed:
            return self._post(mutation, given)
        given = {**given, "apiRequestKey": f"key-{len(self.requests)}"}
        answer = self._post(mutation, given)
        made = None if answer.codes else answer.object
        # A void that waits may come to nothing, which gives its key back, or turn into a refund.
        final = made is not None and (
            mutation not in {VOID, REVERSE} or made["status"] == "VOIDED" or "external" in made
        )
        self.requests.append(Request(mutation, given, None if made is None else made["id"], self.ahead, final))
        return answer

    def _post(self, mutation: str, given: dict[str, Any]) -> Answer:
        answer = self.stage.do(self.shop.ask(mutation, **given))
        check_form(answer)
        return answer

    def _written(self, amount: str, transaction: str) -> str:
        return in_currency(amount, self.sold[transaction]["currency"])

    def _read_books(self) -> Books:
        return Books.read(self.stage.do(self.stage.journal.fetch(JOURNAL, self.shop.merchant.public_id)))

    def _read_payments(self) -> list[dict[str, Any]]:
        answer = self.stage.do(self.shop.post(PAYMENTS, {"first": MOST_SALES}))
        check_form(answer)
        found = answer.body["data"]["transactions"]
        assert not found["pageInfo"]["hasNextPage"]
        return [edge["node"] for edge in found["edges"]]


def made_by(answer: Answer) -> str | MultipleResults[str]:
    """The object that a mutation made, for the bundle of its kind; nothing where it was refused."""
    return multiple() if answer.codes else str(answer.object["id"])


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


async def advance(shop: Shop, by: str) -> None:
    service = shop.live.service
    actor = await actor_of_key(service.store, *shop.keys, None)
    assert actor is not None
    await advance_clock(service, actor, AdvanceClockAsk(by))


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
