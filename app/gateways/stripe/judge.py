"""The judges of the adapter `stripe`: two simulators, one that forgets Idempotency-Keys and one that remembers them.

What a simulator does not have (refunds that are decided later, or fail late; lists that lag) is done to its answers on
their way back.
"""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import httpx

from app.gateways.stripe import simulators
from refundry.gateways import Kind, Money
from refundry.testing.exchange import Answer, Request
from refundry.testing.judge import Effect, Gap, Hook, Judge, NoSwitch, Spoil

Object = dict[str, Any]

UNITS = {"ISK": (100, 1), "UGX": (100, 1), "MGA": (1, 100)}
"""By what Stripe multiplies and divides our minor units of a currency, where it counts in others."""

CARD = {"card[number]": "4242424242424242", "card[exp_month]": "12", "card[exp_year]": "2050", "card[cvc]": "123"}

WITHOUT_EFFECT = frozenset({"failed", "canceled"})


def key_of(number: int) -> str:
    """The secret key of an account."""
    return f"sk_test_51Canary{number}CanaryCanaryCanary"


def webhook_secret_of(number: int) -> str:
    """The signing secret of an account's webhooks."""
    return f"whsec_canary{number}canarycanarycanary"


class StripeJudge(Judge):
    """A simulator of Stripe at an address, with what it lacks."""

    def __init__(self, address: str, http: httpx.AsyncClient) -> None:
        self.url = address
        self._http = http
        self._statuses: dict[str, str] = {}
        self._undecided = 0
        self._lags = False
        self._unseen: set[str] = set()

    def secrets(self, number: int) -> Mapping[str, str | Sequence[str]]:
        return {"secret_key": key_of(number), "webhook_secrets": [webhook_secret_of(number)]}

    def account_of(self, request: Request) -> int | None:
        given = request.headers.get("authorization", "")
        return next((number for number in range(8) if given == f"Bearer {key_of(number)}"), None)

    async def refund_elsewhere(self, transaction: str, amount: Money) -> str:
        fields = {_field(transaction): transaction, "amount": str(wire(amount))}
        return str((await self._ask("POST", "/v1/refunds", fields))["id"])

    async def effects(self, transaction: str) -> Sequence[Effect]:
        if transaction.endswith("zzzz"):
            return []
        found = await self._ask("GET", f"/v1/refunds?{_field(transaction)}={transaction}&limit=100")
        done = [each for each in found["data"] if self._statuses.get(each["id"]) not in WITHOUT_EFFECT]
        return [
            Effect(
                Kind.REFUND, ours(each["amount"], each["currency"]), each["id"], each["metadata"].get("refundry_key")
            )
            for each in done
        ]

    def lag(self, behind: bool) -> None:
        self._lags = behind
        self._unseen.clear()

    def leave_undecided(self, accepted: bool) -> Money | None:
        self._undecided = 1
        return None

    async def decide(self, reference: str, accepted: bool) -> None:
        self._statuses[reference] = "succeeded" if accepted else "failed"

    async def fail_late(self, reference: str) -> None:
        self._statuses[reference] = "failed"

    def spoiled(self, spoil: Spoil, answer: Answer) -> Answer:
        changes: dict[Spoil, Callable[[Object], object]] = {
            Spoil.AMOUNT: lambda refund: refund.update(amount=refund["amount"] + 1),
            Spoil.CURRENCY: lambda refund: refund.update(currency="chf"),
            Spoil.PAYMENT: lambda refund: refund.update(payment_intent="pi_another", charge="ch_another"),
            Spoil.STATUS: lambda refund: refund.update(status="unheard_of"),
            Spoil.TYPE: lambda refund: refund.update(amount=str(refund["amount"])),
        }
        body = json.loads(answer.body)
        changes[spoil](body)
        return replace(answer, body=json.dumps(body).encode())

    def refusal(self, words: str) -> Answer:
        error = {"type": "invalid_request_error", "code": "charge_not_refundable", "message": words}
        return Answer(400, json.dumps({"error": error}).encode())

    def hook(self, number: int, transaction: str, reference: str, at: datetime, *, unknown: bool = False) -> list[Hook]:
        kind = "something.new" if unknown else "refund.updated"
        refund = {"id": reference, "object": "refund", _field(transaction): transaction, "metadata": {}}
        event = {"id": f"evt_{reference}", "object": "event", "type": kind, "data": {"object": refund}}
        body = json.dumps({**event, "created": int(at.timestamp())}).encode()
        time = str(int(at.timestamp()))
        signed = hmac.new(webhook_secret_of(number).encode(), f"{time}.".encode() + body, hashlib.sha256).hexdigest()
        return [Hook({"content-type": "application/json", "stripe-signature": f"t={time},v1={signed}"}, body)]

    def seen(self, request: Request, answer: Answer) -> Answer:
        if not (self._statuses or self._undecided or self._lags):
            return answer
        try:
            body = json.loads(answer.body)
        except ValueError:
            return answer
        if request.method == "POST" and request.path == "/v1/refunds" and answer.status == 200:
            if self._undecided:
                self._undecided -= 1
                self._statuses[body["id"]] = "pending"
            if self._lags:
                self._unseen.add(body["id"])
        elif self._unseen:
            body = _without(body, self._unseen)
        for each in _refunds_in(body):
            each["status"] = self._statuses.get(each["id"], each["status"])
        return replace(answer, body=json.dumps(body).encode())

    async def _ask(self, method: str, path: str, fields: Mapping[str, str] | None = None) -> Object:
        headers = {"authorization": f"Bearer {key_of(0)}"}
        answered = await self._http.request(method, f"{self.url}{path}", data=fields, headers=headers)
        if answered.status_code != 200:
            raise NoSwitch(f"an answer to {method} {path.partition('?')[0]}: status {answered.status_code}")
        body: Object = answered.json()
        return body


class LocalstripeJudge(StripeJudge):
    """localstripe: payments are PaymentIntents. It forgets every key, and refunds more than there is."""

    kinds = frozenset({Kind.REFUND, Kind.VOID, Kind.CAPTURE})
    remembers_keys = False
    gets_wrong = frozenset({Gap.TOO_MUCH, Gap.TOO_EARLY})

    async def pay(self, amount: Money) -> str:
        return await self._intent(amount)

    async def authorize(self, amount: Money) -> str:
        return await self._intent(amount, capture_method="manual")

    async def effects(self, transaction: str) -> Sequence[Effect]:
        made = list(await super().effects(transaction))
        if transaction.endswith("zzzz"):
            return made
        intent = await self._ask("GET", f"/v1/payment_intents/{transaction}")
        amount = ours(intent["amount"], intent["currency"])
        if intent["status"] == "canceled":
            made.append(Effect(Kind.VOID, amount, intent["id"]))
        if intent["status"] == "succeeded" and intent.get("capture_method") == "manual":
            made.append(Effect(Kind.CAPTURE, amount, intent["id"]))
        return made

    async def void_elsewhere(self, transaction: str) -> None:
        await self._ask("POST", f"/v1/payment_intents/{transaction}/cancel")

    async def _intent(self, amount: Money, **given: str) -> str:
        method = await self._ask("POST", "/v1/payment_methods", {"type": "card", **CARD})
        fields = {"amount": str(wire(amount)), "currency": amount.currency.lower(), "payment_method": method["id"]}
        intent = await self._ask("POST", "/v1/payment_intents", {**fields, "confirm": "true", **given})
        return str(intent["id"])


class StatefulMockJudge(StripeJudge):
    """stripe-stateful-mock: payments are charges. It remembers every key."""

    gets_wrong = frozenset({Gap.UNKNOWN_PAYMENT})

    async def pay(self, amount: Money) -> str:
        return await self._charge(amount)

    async def authorize(self, amount: Money) -> str:
        return await self._charge(amount, capture="false")

    def unknown_secrets(self) -> Mapping[str, str | Sequence[str]]:
        return {"secret_key": "rk_nobodyknowsthiskey"}

    async def _charge(self, amount: Money, **given: str) -> str:
        fields = {"amount": str(wire(amount)), "currency": amount.currency.lower(), "source": "tok_visa", **given}
        return str((await self._ask("POST", "/v1/charges", fields))["id"])


@dataclass(frozen=True, slots=True)
class StripeBench:
    """A simulator as a process of its own; `found` says whether its package is installed, `install` how it is."""

    judge: Callable[[str, httpx.AsyncClient], Judge]
    start_process: Callable[[], AbstractContextManager[str]]
    found: Callable[[], bool]
    install: str
    adapter: str = "stripe"

    def missing(self) -> str | None:
        return None if self.found() else self.install

    def start(self) -> AbstractAsyncContextManager[Judge]:
        return self._running()

    @asynccontextmanager
    async def _running(self) -> AsyncIterator[Judge]:
        with self.start_process() as address:
            async with httpx.AsyncClient(trust_env=False, timeout=10) as http:
                yield self.judge(address, http)


LOCALSTRIPE = StripeBench(
    LocalstripeJudge,
    simulators.localstripe,
    simulators.has_localstripe,
    "localstripe is not installed: pip install localstripe",
)
STATEFUL_MOCK = StripeBench(
    StatefulMockJudge,
    simulators.stateful_mock,
    simulators.has_stateful_mock,
    "stripe-stateful-mock is not installed: npm install stripe-stateful-mock",
)


def wire(amount: Money) -> int:
    """An amount as Stripe counts it."""
    times, parts = UNITS.get(amount.currency, (1, 1))
    return amount.minor * times // parts


def ours(units: int, currency: str) -> Money:
    """An amount of Stripe's in minor units of ISO 4217."""
    times, parts = UNITS.get(currency.upper(), (1, 1))
    return Money(units * parts // times, currency.upper())


def _field(transaction: str) -> str:
    return "payment_intent" if transaction.startswith("pi_") else "charge"


def _refunds_in(found: Any) -> Iterator[Object]:
    """Every refund in an answer, however deep."""
    for each in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from _refunds_in(each)
    if isinstance(found, dict) and found.get("object") == "refund":
        yield found


def _without(found: Any, unseen: set[str]) -> Any:
    """The same, where no list has one of those."""
    if isinstance(found, dict):
        return {name: _without(each, unseen) for name, each in found.items()}
    if isinstance(found, list):
        return [_without(each, unseen) for each in found if not (isinstance(each, dict) and each.get("id") in unseen)]
    return found
