"""The judge of the adapter: a Mollie with books, served on this machine's own address by this process."""

import hashlib
import hmac
import itertools
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from refundry.gateways import Kind, Money
from refundry.testing import Answer, Effect, Hook, Judge, Request, Spoil, serving

Object = dict[str, Any]

DECIMALS = {"JPY": 0, "ISK": 0}
"""Of the currencies that Mollie counts without decimals; the others have two."""

WITHOUT_EFFECT = {"canceled", "failed"}

_REFUNDS = re.compile(r"/v2/payments/(tr_\w+)/refunds")
_REFUND = re.compile(r"/v2/payments/(tr_\w+)/refunds/(re_\w+)")
_PAYMENT = re.compile(r"/v2/payments/(tr_\w+)")


def key_of(number: int) -> str:
    """The API key of an account."""
    return f"test_canary{number}canarycanarycanarycanary"


def webhook_secret_of(number: int) -> str:
    """The signing secret of an account's webhooks."""
    return f"whsec{number}canarycanarycanary"


@dataclass
class Books:
    """Payments and refunds in Mollie's own form, and the answers that are kept under wire keys."""

    now: Callable[[], datetime]
    payments: dict[str, Object] = field(default_factory=dict)
    refunds: dict[str, Object] = field(default_factory=dict)
    kept: dict[str, tuple[bytes, Answer]] = field(default_factory=dict)
    undecided: int = 0
    behind: bool = False
    unseen: set[str] = field(default_factory=set)
    _numbers: Any = field(default_factory=lambda: itertools.count(1))

    def pay(self, amount: Money) -> str:
        """The id of a new payment that is paid."""
        reference = f"tr_{next(self._numbers):010d}"
        self.payments[reference] = {
            "resource": "payment",
            "id": reference,
            "mode": "test",
            "createdAt": self.now().isoformat(),
            "amount": {"currency": amount.currency, "value": _text(amount)},
            "status": "paid",
            "metadata": {"order_id": "1001"},
            "details": {"cardLabel": "Visa", "cardNumber": "1111"},
        }
        return reference

    def refunds_of(self, payment: str) -> list[Object]:
        return [each for each in self.refunds.values() if each["paymentId"] == payment]

    def refund(self, payment: str, value: str, currency: str, metadata: Any) -> Object | str:
        """A new refund, or what Mollie says against it."""
        paid = self.payments[payment]["amount"]
        done = [each for each in self.refunds_of(payment) if each["status"] not in WITHOUT_EFFECT]
        left = Decimal(paid["value"]) - sum(Decimal(each["amount"]["value"]) for each in done)
        if currency != paid["currency"] or not re.fullmatch(r"\d+(\.\d+)?", value) or not 0 < Decimal(value) <= left:
            return "The amount is higher than the remaining amount"
        reference = f"re_{next(self._numbers):010d}"
        made = {
            "resource": "refund",
            "id": reference,
            "mode": "test",
            "createdAt": self.now().isoformat(),
            "amount": {"currency": currency, "value": value},
            "status": "queued" if self.undecided else "processing",
            "paymentId": payment,
            "metadata": metadata,
        }
        self.undecided = max(0, self.undecided - 1)
        if self.behind:
            self.unseen.add(reference)
        self.refunds[reference] = made
        return made

    def answer(self, request: Request) -> Answer:
        if request.headers.get("authorization") not in {f"Bearer {key_of(number)}" for number in range(8)}:
            return _refusal(401, "Unauthorized Request", "Missing authentication, or failed to authenticate")
        key = request.headers.get("idempotency-key")
        if request.method == "GET" or key is None:
            return self._answer(request)
        if key in self.kept:
            body, answer = self.kept[key]
            same = body == request.body
            return answer if same else _refusal(400, "Bad Request", "The key was used with another body")
        answer = self._answer(request)
        self.kept[key] = request.body, answer
        return answer

    def _answer(self, request: Request) -> Answer:
        if found := _REFUND.fullmatch(request.path):
            return self._one_refund(request, found[1], found[2])
        if found := _REFUNDS.fullmatch(request.path):
            return self._refunds(request, found[1])
        if found := _PAYMENT.fullmatch(request.path):
            payment = self.payments.get(found[1])
            return _told(payment) if payment else _refusal(404, "Not Found", "No payment exists with token")
        match request.path:
            case "/v2/profiles/me":
                return _told({"resource": "profile", "id": "pfl_1", "mode": "test"})
            case "/v2/payments":
                return self._page(request, "payments", list(self.payments.values()))
            case "/v2/refunds":
                return self._page(request, "refunds", list(self.refunds.values()))
            case _:
                return _refusal(404, "Not Found", "No such page")

    def _refunds(self, request: Request, payment: str) -> Answer:
        if payment not in self.payments:
            return _refusal(404, "Not Found", "No payment exists with token")
        if request.method == "GET":
            return self._page(request, "refunds", self.refunds_of(payment))
        given = json.loads(request.body)
        made = self.refund(payment, given["amount"]["value"], given["amount"]["currency"], given.get("metadata"))
        if isinstance(made, str):
            return _refusal(422, "Unprocessable Entity", made, field="amount")
        return _told(made, 201)

    def _one_refund(self, request: Request, payment: str, reference: str) -> Answer:
        found = self.refunds.get(reference)
        if found is None or found["paymentId"] != payment or reference in self.unseen:
            return _refusal(404, "Not Found", "No refund exists with token")
        if request.method == "GET":
            return _told(found)
        if found["status"] not in {"queued", "pending"}:
            return _refusal(422, "Unprocessable Entity", "The refund can't be cancelled any more")
        found["status"] = "canceled"
        return Answer(204)

    def _page(self, request: Request, name: str, found: list[Object]) -> Answer:
        """The newest first; of a payment's refunds three at a time, so that there are several pages."""
        most = 3 if _REFUNDS.fullmatch(request.path) else 100
        shown = [each for each in reversed(found) if each["id"] not in self.unseen]
        start = int(request.fields.get("from", "0"))
        page = shown[start : start + most]
        links: Object = {"next": None}
        if start + len(page) < len(shown):
            links["next"] = {"href": f"https://api.mollie.com{request.path}?from={start + len(page)}&limit={most}"}
        return _told({"count": len(page), "_embedded": {name: page}, "_links": links})


class MollieJudge(Judge):
    """A Mollie that remembers wire keys until it is told to forget them."""

    kinds = frozenset({Kind.REFUND, Kind.REFUND_VOID})
    hooks_have_times = False
    hundred = Money(10000, "EUR")
    part = Money(1000, "EUR")

    def __init__(self) -> None:
        self.books = Books(self.now)

    def secrets(self, number: int) -> Mapping[str, str | Sequence[str]]:
        return {"api_key": key_of(number), "webhook_secrets": [webhook_secret_of(number)]}

    def unknown_secrets(self) -> Mapping[str, str | Sequence[str]]:
        return {"api_key": "test_nobodyknowsthiskey"}

    def account_of(self, request: Request) -> int | None:
        given = request.headers.get("authorization", "")
        return next((number for number in range(8) if given == f"Bearer {key_of(number)}"), None)

    async def pay(self, amount: Money) -> str:
        return self.books.pay(amount)

    async def effects(self, transaction: str) -> Sequence[Effect]:
        made = [each for each in self.books.refunds_of(transaction) if each["status"] not in WITHOUT_EFFECT]
        return [Effect(Kind.REFUND, _money(each["amount"]), each["id"], _key(each)) for each in made]

    async def refund_elsewhere(self, transaction: str, amount: Money) -> str:
        made = self.books.refund(transaction, _text(amount), amount.currency, None)
        assert not isinstance(made, str), made
        return str(made["id"])

    def forget_keys(self) -> None:
        self.books.kept.clear()

    def lag(self, behind: bool) -> None:
        self.books.behind = behind
        self.books.unseen.clear()

    def leave_undecided(self, accepted: bool) -> Money | None:
        self.books.undecided = 1
        return None

    async def decide(self, reference: str, accepted: bool) -> None:
        self.books.refunds[reference]["status"] = "refunded" if accepted else "failed"

    async def fail_late(self, reference: str) -> None:
        self.books.refunds[reference]["status"] = "failed"

    def spoiled(self, spoil: Spoil, answer: Answer) -> Answer:
        changes: dict[Spoil, Callable[[Object], object]] = {
            Spoil.AMOUNT: lambda refund: refund["amount"].update(value="10.01"),
            Spoil.CURRENCY: lambda refund: refund["amount"].update(currency="CHF"),
            Spoil.PAYMENT: lambda refund: refund.update(paymentId="tr_another"),
            Spoil.STATUS: lambda refund: refund.update(status="unheard_of"),
            Spoil.TYPE: lambda refund: refund["amount"].update(value=10),
        }
        body = json.loads(answer.body)
        changes[spoil](body)
        return replace(answer, body=json.dumps(body).encode())

    def refusal(self, words: str) -> Answer:
        return _refusal(422, "Unprocessable Entity", words)

    def hook(self, number: int, transaction: str, reference: str, at: datetime, *, unknown: bool = False) -> list[Hook]:
        told = {"resource": "something-new", "id": "new_1"} if unknown else self.books.refunds[reference]
        body = json.dumps(told).encode()
        signed = hmac.new(webhook_secret_of(number).encode(), body, hashlib.sha256).hexdigest()
        return [Hook({"content-type": "application/json", "x-mollie-signature": f"sha256={signed}"}, body)]


@dataclass(frozen=True, slots=True)
class MollieBench:
    """Nothing has to be installed for it."""

    adapter: str = "mollie"

    def missing(self) -> str | None:
        return None

    def start(self) -> AbstractAsyncContextManager[Judge]:
        return self._running()

    @asynccontextmanager
    async def _running(self) -> AsyncIterator[Judge]:
        judge = MollieJudge()

        async def reply(request: Request) -> Answer:
            return judge.books.answer(request)

        async with serving(reply) as address:
            judge.url = address
            yield judge


BENCH = MollieBench()


def _told(body: Object, status: int = 200) -> Answer:
    return Answer(status, json.dumps(body).encode())


def _refusal(status: int, title: str, detail: str, **more: str) -> Answer:
    return _told({"status": status, "title": title, "detail": detail, **more}, status)


def _text(amount: Money) -> str:
    """An amount as Mollie writes it."""
    decimals = DECIMALS.get(amount.currency, 2)
    return f"{Decimal(amount.minor).scaleb(-decimals):.{decimals}f}"


def _money(told: Object) -> Money:
    return Money(int(Decimal(told["value"]).scaleb(DECIMALS.get(told["currency"], 2))), told["currency"])


def _key(refund: Object) -> str | None:
    return refund["metadata"].get("refundry_key") if isinstance(refund["metadata"], dict) else None
