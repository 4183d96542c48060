"""A Braintree with books, served over HTTP on a port of its own: it executes GraphQL and keeps payments and refunds."""

import base64
import itertools
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from graphql import GraphQLError, GraphQLSchema, build_schema, graphql_sync

from app.gateways.braintree import ids
from refundry.testing.exchange import Answer, Request
from refundry.testing.serving import serving

Object = dict[str, Any]

PUBLIC, PRIVATE = "canarypublic0001", "canaryprivate00000000000000000001"
"""The keys that it takes unless others are given."""

WITHOUT_EFFECT = {"VOIDED", "PROCESSOR_DECLINED", "GATEWAY_REJECTED", "FAILED", "SETTLEMENT_DECLINED"}


class Keys(StrEnum):
    """What the gateway does with apiRequestKeys."""

    REMEMBERED = "remembers keys"
    FORGOTTEN = "forgets keys"
    NOT_ALLOWED = "allows no keys"


@cache
def schema() -> GraphQLSchema:
    return build_schema((Path(__file__).parent / "simulator.graphql").read_text(encoding="utf-8"))


def refusal(code: str, error_class: str = "VALIDATION") -> GraphQLError:
    extensions = {"errorType": "user_error", "errorClass": error_class}
    return GraphQLError("Refused.", extensions={**extensions, "legacyCode": code} if code else extensions)


@dataclass
class Fake:
    """`credentials` are those that it takes. Each payment and refund is a dict in Braintree's own form."""

    keys: Keys
    address: str = ""
    payments: dict[str, Object] = field(default_factory=dict)
    refunds: dict[str, Object] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    credentials: set[tuple[str, str]] = field(default_factory=lambda: {(PUBLIC, PRIVATE)})
    refuses: str | None = None
    """The code with which it refuses every refund that is asked for."""
    refunds_begin_as: str = "SUBMITTED_FOR_SETTLEMENT"
    loses_answers: bool = False
    """Whether what is told is done, and answered with nothing that is understood."""
    undecided: int = 0
    """How many of the next refunds are not decided at once."""
    unseen: set[str] | None = None
    """While it is a set: refunds that no question shows, since they were made after it became one."""
    meanwhile: Callable[[], Awaitable[object]] | None = None
    """What happens, once, while the next answer is on its way."""
    _kept: dict[str, tuple[Mapping[str, Any], Object]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    time: str = "2026-11-30T12:00:01.000000Z"

    @property
    def operations(self) -> list[str]:
        """The names of the operations that came, in their order."""
        return [json.loads(request.body)["query"].split("(")[0].split()[1] for request in self.requests]

    @property
    def tellings(self) -> list[Mapping[str, Any]]:
        """The inputs of the mutations that came."""
        bodies = (json.loads(request.body) for request in self.requests)
        return [body["variables"]["input"] for body in bodies if body["query"].lstrip().startswith("mutation")]

    def pay(self, value: str = "100.00", currency: str = "USD", status: str = "SETTLED", **given: Any) -> str:
        """The id of a new payment."""
        reference = ids.payment_id(f"p{next(self.numbers)}")
        self.payments[reference] = {
            "__typename": "Transaction",
            "id": reference,
            "orderId": "1001",
            "status": status,
            "createdAt": "2026-11-20T12:00:00.000000Z",
            "amount": {"value": value, "currencyCode": currency},
            "customer": {"email": "someone@example.com"},
            "paymentMethodSnapshot": {"__typename": "CreditCardDetails", "brandCode": "VISA", "last4": "1111"},
            "partialCaptureDetails": None,
            "disputes": [],
            "refunds": [],
            "statusHistory": [],
            **given,
        }
        return reference

    def refund(self, payment: str, value: str, order_id: str | None = None, source: str = "API") -> Object:
        """A refund in the books, by whoever. Raises what Braintree refuses."""
        paid = self._payment(payment)
        if paid["status"] not in {"SETTLING", "SETTLED"}:
            raise refusal("91506")
        done = [each for each in paid["refunds"] if each["status"] not in WITHOUT_EFFECT]
        left = Decimal(paid["amount"]["value"]) - sum(Decimal(each["amount"]["value"]) for each in done)
        if left <= 0:
            raise refusal("91512")
        if Decimal(value) > left:
            raise refusal("91521")
        reference = ids.refund_id(f"r{next(self.numbers)}")
        by_paypal = paid["paymentMethodSnapshot"]["__typename"] == "PayPalTransactionDetails"
        made: Object = {
            "__typename": "Refund",
            "id": reference,
            "orderId": order_id or paid["orderId"],
            "status": "SETTLING" if by_paypal else self.refunds_begin_as,
            "createdAt": self.time,
            "source": source,
            "amount": {"value": value, "currencyCode": paid["amount"]["currencyCode"]},
            "refundedTransaction": paid,
            "statusHistory": [],
        }
        if self.undecided:
            self.undecided -= 1
            made["status"] = "AUTHORIZING"
        if self.unseen is not None:
            self.unseen.add(reference)
        self.refunds[reference] = made
        paid["refunds"].append(made)
        return made

    def forget_keys(self) -> None:
        self._kept.clear()

    def answer(self, request: Request) -> Answer:
        self.requests.append(request)
        if not self._is_allowed(request):
            said = {"message": "Denied.", "extensions": {"errorType": "user_error", "errorClass": "AUTHENTICATION"}}
            return Answer(200, json.dumps({"errors": [said]}).encode())
        body = json.loads(request.body)
        result = graphql_sync(schema(), body["query"], root_value=self._root(), variable_values=body.get("variables"))
        if self.loses_answers:
            return Answer(500, b"")
        told = result.formatted
        for each in told.get("errors", []):
            each.setdefault("extensions", {"errorType": "developer_error", "errorClass": "VALIDATION"})
        return Answer(200, json.dumps(told).encode())

    def _is_allowed(self, request: Request) -> bool:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        public, _, private = base64.b64decode(token).decode().partition(":")
        return kind == "Basic" and (public, private) in self.credentials

    def _root(self) -> Object:
        return {
            "node": lambda info, id: self._shown(self.payments.get(id) or self.refunds.get(id)),
            "viewer": {"merchant": {"id": "acme"}},
            "transactions": lambda info, **given: self._page(self.payments, **given),
            "refunds": lambda info, **given: self._page(self.refunds, **given),
            "refundTransaction": lambda info, input: self._once("refund", input, self._refund),
            "reverseRefund": lambda info, input: self._once("refund", input, self._reverse),
            "voidTransaction": lambda info, input: self._once("transaction", input, self._void),
            "captureTransaction": lambda info, input: self._once("transaction", input, self._capture),
        }

    def _shown(self, found: Object | None) -> Object | None:
        """What questions show of an object."""
        unseen = self.unseen or set()
        if found is None or found["id"] in unseen:
            return None
        if not unseen or "refunds" not in found:
            return found
        return {**found, "refunds": [each for each in found["refunds"] if each["id"] not in unseen]}

    def _once(self, name: str, given: Object, do: Any) -> Object:
        """Does something once for an apiRequestKey; the second time, what was done is given in its present state."""
        key = given.pop("apiRequestKey", None)
        if key is not None and self.keys is Keys.NOT_ALLOWED:
            raise refusal("915231")
        if key is not None and self.keys is Keys.REMEMBERED and key in self._kept:
            before, done = self._kept[key]
            if before != given:
                raise refusal("915232")
            return {name: done}
        done = do(given)
        if key is not None:
            self._kept[key] = given, done
        return {name: done}

    def _payment(self, reference: str) -> Object:
        if reference not in self.payments:
            raise refusal("", "NOT_FOUND")
        return self.payments[reference]

    def _refund(self, given: Object) -> Object:
        if self.refuses is not None:
            raise refusal(self.refuses)
        return self.refund(given["transactionId"], given["refund"]["amount"], given["refund"].get("orderId"))

    def _reverse(self, given: Object) -> Object:
        found = self.refunds.get(given["refundId"])
        if found is None:
            raise refusal("", "NOT_FOUND")
        return self._voided(found)

    def _void(self, given: Object) -> Object:
        return self._voided(self._payment(given["transactionId"]))

    def _voided(self, found: Object) -> Object:
        if found["status"] not in {"AUTHORIZED", "SUBMITTED_FOR_SETTLEMENT"}:
            raise refusal("91504")
        found["status"] = "VOIDED"
        return found

    def _capture(self, given: Object) -> Object:
        found = self._payment(given["transactionId"])
        if found["status"] != "AUTHORIZED":
            raise refusal("91507")
        value = given["transaction"]["amount"]
        if Decimal(value) > Decimal(found["amount"]["value"]):
            raise refusal("91522")
        authorized = {"__typename": "AuthorizedEvent", "status": "AUTHORIZED", "amount": found["amount"]}
        found["statusHistory"] = [authorized]
        found["amount"] = {**found["amount"], "value": value}
        found["status"] = "SUBMITTED_FOR_SETTLEMENT"
        return found

    def _page(
        self, books: Mapping[str, Object], input: Object, first: int | None = None, after: str | None = None
    ) -> Object:
        times = input["createdAt"]
        begin, end = times.get("greaterThanOrEqualTo", ""), times.get("lessThanOrEqualTo", "9")
        found = [each for each in reversed(list(books.values())) if begin <= each["createdAt"] <= end]
        start = int(after or 0)
        page = found[start : start + min(first or 50, 50)]
        more = start + len(page) < len(found)
        edges = [{"node": each} for each in page]
        return {"edges": edges, "pageInfo": {"hasNextPage": more, "endCursor": str(start + len(page))}}


@asynccontextmanager
async def fake(keys: Keys) -> AsyncIterator[Fake]:
    gateway = Fake(keys)

    async def reply(request: Request) -> Answer:
        answer = gateway.answer(request)
        happens, gateway.meanwhile = gateway.meanwhile, None
        if happens is not None:
            await happens()
        return answer

    async with serving(reply) as address:
        gateway.address = address
        yield gateway
