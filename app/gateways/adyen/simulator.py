"""An Adyen with books, served over HTTP on a port of its own: it takes requests, decides later, tells by webhook."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from app.gateways.adyen.items import API_KEY, MERCHANT, Item, item
from refundry.testing.exchange import Answer, Request
from refundry.testing.serving import serving

CODES = {"refunds": "REFUND", "captures": "CAPTURE", "cancels": "CANCELLATION"}


@dataclass
class Payment:
    """A payment in its currency's units on the wire."""

    reference: str
    authorised: int
    currency: str
    captured: int = 0
    cancelled: bool = False


@dataclass
class Modification:
    """A capture, a cancel or a refund, with what became of it: None until the gateway has decided."""

    reference: str
    kind: str
    payment: Payment
    value: int
    key: str
    done: bool | None = None


def refusal(status: int, code: str, message: str, kind: str = "validation", **headers: str) -> Answer:
    """An error as Adyen tells it. Underscores in header names stand for hyphens."""
    body = {"status": status, "errorCode": code, "message": message, "errorType": kind}
    return Answer(status, json.dumps(body).encode(), {name.replace("_", "-"): value for name, value in headers.items()})


@dataclass
class Fake:
    """`webhooks` are the items that wait to be sent, unsigned, in their order."""

    address: str = ""
    payments: dict[str, Payment] = field(default_factory=dict)
    modifications: list[Modification] = field(default_factory=list)
    webhooks: list[Item] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    api_keys: set[str] = field(default_factory=lambda: {API_KEY})
    at_it: bool = False
    """Whether the first request under a key is still being worked on when the next comes."""
    held: asyncio.Event | None = None
    """What answers wait for, where they wait: the request has been taken by then."""
    waiting: asyncio.Event = field(default_factory=asyncio.Event)
    """Set as soon as an answer waits."""
    _kept: dict[str, tuple[bytes, Answer]] = field(default_factory=dict)
    _numbers: Any = field(default_factory=lambda: itertools.count(1))

    def pay(self, value: int = 10_000, currency: str = "EUR", *, captured: bool = True) -> str:
        """The reference of a new payment."""
        payment = Payment(self._reference(), value, currency, value if captured else 0)
        self.payments[payment.reference] = payment
        return payment.reference

    def of(self, payment: str, kind: str = "refunds") -> list[Modification]:
        """What was taken of that kind for a payment, and was not refused since: the books' own word."""
        found = [each for each in self.modifications if each.payment.reference == payment and each.kind == kind]
        return [each for each in found if each.done is not False]

    def refunded(self, payment: str) -> int:
        """What has left for a payment."""
        return sum(each.value for each in self.of(payment) if each.done)

    def refund(self, payment: str, value: int, reference: str = "by hand") -> Modification:
        """A refund that somebody makes in the Customer Area."""
        return self._take("refunds", self.payments[payment], value, reference)

    def decide(self) -> list[Item]:
        """Decides on everything that was taken; the items that tell of it are added to `webhooks`, and returned."""
        told = [self.decided(each) for each in self.modifications if each.done is None]
        self.webhooks += told
        return told

    def fail(self, refund: Modification, code: str = "REFUND_FAILED") -> Item:
        """A refund that was sent on comes back; the item that tells of it."""
        refund.done = False
        return self.told_of(code, refund)

    def authorised(self, payment: str, **given: Any) -> Item:
        """The item that tells of a payment."""
        paid = self.payments[payment]
        amount = {"currency": paid.currency, "value": paid.authorised}
        return item("AUTHORISATION", payment, amount=amount, **{"merchantReference": f"order-{payment}", **given})

    def captured(self, payment: str, **given: Any) -> Item:
        """The item that tells that a payment was captured as a whole, by whoever."""
        paid = self.payments[payment]
        amount = {"currency": paid.currency, "value": paid.captured}
        return item("CAPTURE", self._reference(), payment, amount=amount, **{"merchantReference": "by hand", **given})

    def answer(self, request: Request) -> Answer:
        self.requests.append(request)
        if request.headers.get("x-api-key") not in self.api_keys:
            return refusal(401, "000", "HTTP Status Response - Unauthorized", "security")
        body = json.loads(request.body)
        if body["merchantAccount"] != MERCHANT:
            return refusal(403, "901", "Invalid Merchant Account", "security")
        if request.path == "/v71/paymentMethods":
            return Answer(200, b'{"paymentMethods": []}')
        key = request.headers.get("idempotency-key", "")
        if key in self._kept:
            before, answer = self._kept[key]
            if self.at_it or before != request.body:
                return refusal(422, "704", "request already processed or in progress")
            return answer
        answer = self._told(request.path, body)
        answer.headers["idempotency-key"] = key
        self._kept[key] = request.body, answer
        return answer

    def _told(self, path: str, body: dict[str, Any]) -> Answer:
        version, _, reference, kind = path.strip("/").split("/")
        payment = self.payments.get(reference)
        if version != "v71" or kind not in CODES:
            return refusal(404, "000", "Not found", "validation")
        if payment is None:
            return refusal(422, "167", "Original pspReference required for this operation")
        amount = body.get("amount", {"value": payment.authorised, "currency": payment.currency})
        if amount["value"] <= 0 or amount["currency"] != payment.currency:
            return refusal(422, "137", "Field 'amount' is not valid.")
        taken = self._take(kind, payment, amount["value"], body["reference"])
        received = {
            "merchantAccount": MERCHANT,
            "paymentPspReference": reference,
            "pspReference": taken.reference,
            "reference": taken.key,
            "status": "received",
        }
        if kind != "cancels":
            received["amount"] = amount
        return Answer(201, json.dumps(received).encode(), {"pspreference": self._reference()})

    def _take(self, kind: str, payment: Payment, value: int, key: str) -> Modification:
        taken = Modification(self._reference(), kind, payment, value, key)
        self.modifications.append(taken)
        return taken

    def decided(self, taken: Modification) -> Item:
        """Decides on one thing that was taken; the item that tells of it."""
        payment = taken.payment
        match taken.kind:
            case "refunds":
                taken.done = (
                    not payment.cancelled and self.refunded(payment.reference) + taken.value <= payment.captured
                )
                reason = "Insufficient balance on payment"
            case "captures":
                taken.done = not payment.cancelled and payment.captured == 0 and taken.value <= payment.authorised
                payment.captured = taken.value if taken.done else payment.captured
                reason = "Insufficient balance on payment"
            case _:
                taken.done = payment.captured == 0 and not payment.cancelled
                payment.cancelled = payment.cancelled or taken.done
                reason = "Transaction not found"
        success = "true" if taken.done else "false"
        return self.told_of(CODES[taken.kind], taken, success=success, reason="" if taken.done else reason)

    def told_of(self, code: str, taken: Modification, **given: Any) -> Item:
        """An item of that kind about what was taken."""
        amount = {"currency": taken.payment.currency, "value": taken.value}
        return item(code, taken.reference, taken.payment.reference, amount=amount, merchantReference=taken.key, **given)

    def _reference(self) -> str:
        return f"PSP{next(self._numbers):013}"


@asynccontextmanager
async def fake() -> AsyncIterator[Fake]:
    gateway = Fake()

    async def reply(request: Request) -> Answer:
        answer = gateway.answer(request)
        if gateway.held is not None:
            gateway.waiting.set()
            await gateway.held.wait()
        return answer

    async with serving(reply) as address:
        gateway.address = address
        yield gateway
