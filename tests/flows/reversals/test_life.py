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

from app.gateways.registry import SANDBOX
from app.gateways.sandbox.gateway import SandboxGateway
from tests.flows.chances import SLOW_REFUND, Chance, chances, steps
from tests.flows.histories import check_story
from tests.flows.ledger import DECIMALS, JOURNAL, PAYMENTS, Books, check_journal, check_payment
from tests.support.merchant_client import (
    AUTHORIZE,
    CAPTURE,
    CHARGE,
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
from tests.support.promises import verified_of

T = TypeVar("T")

MOST_SALES = 8
"""In one life, so that one page shows all of them."""
KEYS_ARE_GOOD_FOR = timedelta(days=29)

ADVANCE_CLOCK = "mutation ($input: SandboxAdvanceClockInput!) { sandboxAdvanceClock(input: $input) { now } }"
RETRY_NOW = "mutation ($input: RetryInput!) { retryRefundNow(input: $input) { __typename } }"
RESOLVE = "mutation ($input: ResolveOutcomeInput!) { resolveOutcome(input: $input) { __typename } }"
MARK_REFUNDED = (
    "mutation ($input: MarkRefundedExternallyInput!) { markRefundedExternally(input: $input) { __typename } }"
)
UNDO_REFUNDED = "mutation ($input: UndoExternalRefundInput!) { undoExternalRefund(input: $input) { __typename } }"
MARK_VOIDED = "mutation ($input: MarkVoidedExternallyInput!) { markVoidedExternally(input: $input) { __typename } }"
UNDO_VOIDED = "mutation ($input: UndoExternalVoidInput!) { undoExternalVoid(input: $input) { __typename } }"


@dataclass(frozen=True, slots=True)
class Sold:
    """A transaction of this life, charged or at first only authorized."""

    id: str
    legacy_id: str
    currency: str
    charged: bool


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
    shops: list[Shop] = field(default_factory=list)

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
        stage.shops.append(self.shop)
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
        for amount in ("50000.00", "50000.00", "100.00"):
            self._sell(CHARGE, amount, "usd", VISA)
            self._send(SETTLE, {"transactionId": self.sold[-1].id})
        self._sell(AUTHORIZE, "4000.00", "usd", VISA)

    @rule(step=steps, chance=chances)
    def happen(self, step: str, chance: Chance) -> None:
        happening: Callable[[Chance], None] = getattr(self, step)
        happening(chance)

    def charge(self, chance: Chance) -> None:
        self._sell(CHARGE, chance.sale, chance.account, chance.method, chance.keyed)

    def authorize(self, chance: Chance) -> None:
        self._sell(AUTHORIZE, chance.sale, chance.account, chance.method, chance.keyed)

    def capture(self, chance: Chance) -> None:
        authorized = [sold for sold in self.sold if not sold.charged]
        sold = authorized[chance.which % len(authorized)]
        options = None if chance.capture is None else {"amount": in_currency(chance.capture, sold.currency)}
        self._send(CAPTURE, {"transactionId": sold.id, "transaction": options}, chance.keyed)

    def settle(self, chance: Chance) -> None:
        self._send(SETTLE, {"transactionId": self._one_sold(chance).id})

    def settle_unseen(self, chance: Chance) -> None:
        """The gateway knows better than the service until somebody asks it (SPEC 1.2)."""
        self.stage.do(self._gateway.settle(self._one_sold(chance).legacy_id, datetime.now(UTC) + self.ahead))

    def begin_to_settle_unseen(self, chance: Chance) -> None:
        self.stage.do(self._gateway.begin_settlement(self._one_sold(chance).legacy_id, datetime.now(UTC) + self.ahead))

    def settle_all_unseen(self, _: Chance) -> None:
        """The gateway's night comes before the service's: refunds settle too, or are declined."""
        self.allowed_effects += len(self.refunds)
        tomorrow = datetime.now(UTC) + self.ahead + timedelta(days=1)
        self.stage.do(self._gateway.settle_due(self.shop.merchant.public_id, tomorrow))

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
            self._send(REVERSE_REFUND, {"refundId": self._one_refund(chance)}, chance.keyed)

    def settle_refund(self, chance: Chance) -> None:
        if self.refunds:
            self._send(SETTLE, {"transactionId": self._one_refund(chance)})

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
            self._post(ADVANCE_CLOCK, {"by": f"PT{int(chance.by.total_seconds())}S"}, allowed_effects=1000)

    def retry_now(self, chance: Chance) -> None:
        payments = [sold.id for sold in self.sold] + self.refunds
        self._post(RETRY_NOW, {"paymentId": payments[chance.which % len(payments)]}, allowed_effects=1)

    def say_not_done(self, chance: Chance) -> None:
        """It counts only where the gateway can't say, or says the same; what has turned by its word is gone on with."""
        payments = [sold.id for sold in self.sold] + 2 * self.refunds
        given = {"outcome": "NOT_DONE", "note": "They told me so."}
        self._post(RESOLVE, {"paymentId": payments[chance.which % len(payments)], **given}, allowed_effects=1)

    def mark_refunded(self, chance: Chance) -> None:
        sold = self._one_sold(chance)
        self._post(MARK_REFUNDED, {"transactionId": sold.id, "refund": {"amount": asked(chance.refund, sold)}})

    def undo_the_mark(self, chance: Chance) -> None:
        self._post(UNDO_REFUNDED, {"transactionId": self._one_sold(chance).id})

    def mark_voided(self, chance: Chance) -> None:
        sold = self._one_sold(chance)
        self.marked.add(sold.id)
        self._post(MARK_VOIDED, {"transactionId": sold.id})

    def undo_the_void(self, chance: Chance) -> None:
        self._post(UNDO_VOIDED, {"transactionId": self._one_sold(chance).id})

    @invariant()
    def the_journal_agrees(self) -> None:
        before, books = self.books, self._read_books()
        effects = books.number_of_effects - before.number_of_effects
        assert effects <= self.allowed_effects, f"{effects} effects, {self.allowed_effects} are right"
        assert not self.silent or books.sendings == before.sendings, "the gateway was told something again"
        self.books, self.allowed_effects, self.silent = books, 0, False
        check_journal(books)
        nothing_goes_on = self.slow is None or self.slow.done()
        for payment in self._read_payments():
            check_payment(payment, books, marked=payment["id"] in self.marked)
            if nothing_goes_on:
                check_story(payment)
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
            self.sold.append(Sold(sold["id"], sold["legacyId"], currency, mutation == CHARGE))

    def _one_sold(self, chance: Chance) -> Sold:
        return self.sold[chance.which % len(self.sold)]

    def _one_refund(self, chance: Chance) -> str:
        """One of the last few: of those more can still be said."""
        latest = self.refunds[-3:]
        return latest[chance.which % len(latest)]

    def _send(self, mutation: str, given: dict[str, Any], keyed: bool = False) -> Answer:
        """Sends a mutation that may have one effect, under a key of its own if it is to be `keyed`."""
        if keyed:
            given = {**given, "apiRequestKey": f"key-{len(self.requests)}"}
        answer = self._post(mutation, given, allowed_effects=1)
        made = None if answer.codes else answer.object
        if made is not None and "external" in made and made["id"] not in self.refunds:
            self.refunds.append(made["id"])
        if keyed:
            self.requests.append(Request.of(mutation, given, made, self.ahead))
        return answer

    def _post(self, mutation: str, given: dict[str, Any], *, allowed_effects: int = 0) -> Answer:
        self.allowed_effects += allowed_effects
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


def life_on(stage: Stage) -> type[Life]:
    class LifeOnStage(Life):
        def __init__(self) -> None:
            super().__init__(stage)

    return LifeOnStage


async def test_whatever_happens_the_journal_agrees(live: Live) -> None:
    """The lives are played in a thread of their own: the service runs on this test's loop."""
    usual = examples.get_current_profile_name() == "usual"
    lives = examples(max_examples=12 if usual else 250, stateful_step_count=25 if usual else 60)
    journal = await asyncpg.connect(live.settings.database_url.replace("+asyncpg", ""))
    stage = Stage(live, journal, asyncio.get_running_loop())
    try:
        await asyncio.to_thread(run_state_machine_as_test, life_on(stage), settings=lives)
    finally:
        await asyncio.gather(*(asyncio.wrap_future(each) for each in stage.leaving))
        await journal.close()
    await verified_of(*stage.shops)
