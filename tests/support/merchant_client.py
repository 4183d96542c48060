"""A merchant of a test's own behind the real service: what its programs would do, in as few words as a test needs."""

import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import asyncpg
import httpx

from app.assembly import assembled
from app.domain.money import parse_amount
from app.domain.people.people import ALL_RIGHTS, Right, SessionKind
from app.domain.reversals.payments import Merchant
from app.flows.people.people import CreateUserAsk, add_person
from app.flows.people.set_up import add_merchant_account, create_key, create_merchant
from app.flows.people.sign_in import actor_of_key, sign_in
from app.flows.reversals.follow import follow_gateway
from app.flows.service import Service
from app.flows.service import now as merchant_time
from app.gateways.base import Sale
from app.gateways.registry import SANDBOX
from app.gateways.sandbox.gateway import SandboxGateway
from app.main import create_app
from app.settings import Settings
from app.store.people import merchants
from app.store.reversals import transactions
from tests.web.live import served

VISA = "fake-valid-visa-nonce"
PAYPAL = "fake-paypal-one-time-nonce"
PENDING_AT_PAYPAL = "4002.00"
"""A PayPal payment of this amount is SETTLEMENT_PENDING as soon as it is charged; any other is SETTLING."""

CURRENCIES = {"usd": "USD", "eur": "EUR", "jpy": "JPY", "kwd": "KWD"}

TRANSACTION = """
fragment T on Transaction {
  id legacyId createdAt status orderId amount { value currencyCode } refundedAmount { value } refundableAmount { value }
  needsAttention
  statusHistory { __typename status terminal timestamp amount { value } }
  retry { state attemptsMade attemptsLeft nextAttemptAt lastError attempts { number outcome } }
  refunds { id status amount { value } }
}"""
REFUND = """
fragment R on Refund {
  id legacyId createdAt status orderId amount { value currencyCode } needsAttention external { markedBy note }
  statusHistory { __typename status terminal timestamp amount { value } }
  processorAuthorizationResponse { legacyCode }
  retry { state attemptsMade attemptsLeft nextAttemptAt lastError attempts { number outcome processorResponseCode } }
  refundedTransaction { id status orderId refundedAmount { value } refundableAmount { value } }
}"""
PROBLEMS = "validationErrors { message code legacyCode inputPath }"

CHARGE = (
    "mutation ($input: ChargePaymentMethodInput!) { chargePaymentMethod(input: $input) { transaction { ...T } } }"
    + TRANSACTION
)
AUTHORIZE = (
    "mutation ($input: AuthorizePaymentMethodInput!) { authorizePaymentMethod(input: $input) { transaction { ...T } } }"
    + TRANSACTION
)
CAPTURE = (
    "mutation ($input: CaptureTransactionInput!) { captureTransaction(input: $input) { transaction { ...T } } }"
    + TRANSACTION
)
PARTIAL_CAPTURE = (
    "mutation ($input: PartialCaptureTransactionInput!)"
    " { partialCaptureTransaction(input: $input) { capture { ...T } } }" + TRANSACTION
)
SETTLE = (
    "mutation ($input: SandboxSettleTransactionInput!)"
    " { sandboxSettleTransaction(input: $input) { transaction { ...T } } }" + TRANSACTION
)
REFUND_TRANSACTION = (
    "mutation ($input: RefundTransactionInput!) { refundTransaction(input: $input) { refund { ...R } } }" + REFUND
)
REFUND_CARD = (
    "mutation ($input: RefundCreditCardInput!) { refundCreditCard(input: $input) { refund { ...R } } }" + REFUND
)
REVERSE_REFUND = "mutation ($input: ReverseRefundInput!) { reverseRefund(input: $input) { refund { ...R } } }" + REFUND
VOID = (
    "mutation ($input: VoidTransactionInput!) { voidTransaction(input: $input) { transaction { ...T } } }" + TRANSACTION
)
REVERSE = (
    "mutation ($input: ReverseTransactionInput!)"
    " { reverseTransaction(input: $input) { reversal { __typename ...T ...R } } }" + TRANSACTION + REFUND
)
ORDER = """
fragment O on Order {
  id orderId status cancelled refundInProgress placedAt
  customer { id email firstName lastName company phoneNumber }
  lineItems {
    id name quantity unitAmount { value } taxAmount { value } totalAmount { value currencyCode }
    refundedQuantity refundableAmount { value }
  }
  transactions { id legacyId status createdAt amount { value } merchantAccountId }
  refunds { id status amount { value } }
  total { value currencyCode } refundedAmount { value } refundableAmount { value } balanceDue { value }
}"""
RECORD_ORDER = "mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { order { ...O } } }" + ORDER
CANCEL_ORDER = "mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { order { ...O } } }" + ORDER
READ_ORDER = "query ($orderId: String!) { order(orderId: $orderId) { ...O } }" + ORDER
ADVANCE_CLOCK = "mutation ($input: SandboxAdvanceClockInput!) { sandboxAdvanceClock(input: $input) { now } }"
NODE = "query ($id: ID!) { node(id: $id) { __typename ...T ...R } }" + TRANSACTION + REFUND

PLAIN_HTTP = False
"""What a client verifies that meets no certificate: to load those that it would trust takes most of its making."""

SET_UP = 2 + len(CURRENCIES)
"""How many changes a new shop has: the merchant itself, its accounts and its key were made."""

EVERYTHING = """
WITH ours AS (SELECT id, coalesce(gateway_id, legacy_id) AS at_gateway FROM transactions WHERE merchant_id = $1),
ordered AS (SELECT id FROM orders WHERE merchant_id = $1),
refunded AS (SELECT id FROM refunds WHERE merchant_id = $1),
asked AS (SELECT id FROM operations WHERE merchant_id = $1)
SELECT line FROM (
  SELECT 'customer' AS kind, to_jsonb(t)::text AS line FROM customers t WHERE merchant_id = $1
  UNION ALL SELECT 'order', to_jsonb(t)::text FROM orders t WHERE merchant_id = $1
  UNION ALL SELECT 'line item', to_jsonb(t)::text FROM order_line_items t
    WHERE order_row_id IN (SELECT id FROM ordered)
  UNION ALL SELECT 'transaction', to_jsonb(t)::text FROM transactions t WHERE merchant_id = $1
  UNION ALL SELECT 'refund', to_jsonb(t)::text FROM refunds t WHERE merchant_id = $1
  UNION ALL SELECT 'operation', to_jsonb(t)::text FROM operations t WHERE merchant_id = $1
  UNION ALL SELECT 'approval', to_jsonb(t)::text FROM approvals t WHERE merchant_id = $1
  UNION ALL SELECT 'resolution', to_jsonb(t)::text FROM resolutions t WHERE merchant_id = $1
  UNION ALL SELECT 'attempt', to_jsonb(t)::text FROM attempts t WHERE operation_id IN (SELECT id FROM asked)
  UNION ALL SELECT 'event', to_jsonb(t)::text FROM status_events t
    WHERE transaction_id IN (SELECT id FROM ours) OR refund_id IN (SELECT id FROM refunded)
  UNION ALL SELECT 'change', to_jsonb(t)::text FROM changes t
    WHERE merchant_id = $1 AND (transaction_id IS NOT NULL OR order_row_id IS NOT NULL)
  UNION ALL SELECT 'key', to_jsonb(t)::text FROM request_keys t WHERE merchant_id = $1
  UNION ALL SELECT 'payment', to_jsonb(t)::text FROM sandbox.payments t WHERE merchant = $2
  UNION ALL SELECT 'given back', to_jsonb(t)::text FROM sandbox.refunds t WHERE merchant = $2
  UNION ALL SELECT 'journal', to_jsonb(t)::text FROM sandbox.journal t
    WHERE transaction IN (SELECT at_gateway FROM ours)
) AS kept ORDER BY kind, line
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service said, with short ways to its parts."""

    status: int
    body: dict[str, Any]

    @property
    def codes(self) -> list[str]:
        """The legacy codes of the errors, or their class where one has no code."""
        extensions = [error["extensions"] for error in self.body.get("errors", [])]
        return [each.get("legacyCode") or each["errorClass"] for each in extensions]

    @property
    def object(self) -> dict[str, Any]:
        """The one object that the one field's payload has. Fails with the errors if there are any."""
        assert not self.body.get("errors"), json.dumps(self.body["errors"], indent=1)
        (payload,) = self.body["data"].values()
        if "id" in payload:
            return dict(payload)
        (value,) = (value for name, value in payload.items() if name not in ("clientMutationId", "validationErrors"))
        return dict(value)


@dataclass(slots=True)
class Live:
    """The running service of a test session."""

    url: str
    settings: Settings
    service: Service


@dataclass(slots=True)
class Shop:
    """One merchant with its key, its HTTP client and the gateway's journal of its payments."""

    live: Live
    merchant: Merchant
    keys: tuple[str, str]
    http: httpx.AsyncClient
    token: str | None = None
    """Of the session of a person, who then asks instead of the key."""

    @property
    def authorization(self) -> str:
        if self.token is not None:
            return f"Bearer {self.token}"
        return "Basic " + base64.b64encode(":".join(self.keys).encode()).decode()

    async def post(self, query: str, variables: dict[str, Any] | None = None) -> Answer:
        """Sends one request as Braintree's SDKs do."""
        headers = {"Authorization": self.authorization, "Braintree-Version": "2018-09-10"}
        body = {"query": query, "variables": variables or {}}
        response = await self.http.post(self.live.url, json=body, headers=headers)
        return Answer(response.status_code, response.json())

    async def send(self, body: str | bytes) -> Answer:
        """Sends a body as it is, for what no JSON library would write."""
        headers = {"Authorization": self.authorization, "Content-Type": "application/json"}
        response = await self.http.post(self.live.url, content=body, headers=headers)
        return Answer(response.status_code, response.json())

    async def send_json(self, query: str, variables: dict[str, Any]) -> Answer:
        """As `post`, with everything but ASCII escaped: half a surrogate pair has no other way into a request."""
        return await self.send(json.dumps({"query": query, "variables": variables}))

    async def now(self) -> datetime:
        """The merchant's time."""
        async with self.live.service.store.session() as session:
            return merchant_time(await merchants.get(session, self.merchant.id))

    async def ask(self, mutation: str, **given: Any) -> Answer:
        return await self.post(mutation, {"input": given})

    async def charge(self, amount: str = "100.00", account: str | None = None, method: str = VISA, **more: Any) -> str:
        """The id of a new payment, submitted for settlement if its amount allows."""
        return await self._sell(CHARGE, amount, account, method, more)

    async def authorize(
        self, amount: str = "100.00", account: str | None = None, method: str = VISA, **more: Any
    ) -> str:
        """The id of a new authorization."""
        return await self._sell(AUTHORIZE, amount, account, method, more)

    async def settle(self, transaction_id: str) -> Answer:
        return await self.ask(SETTLE, transactionId=transaction_id)

    async def settled(self, amount: str = "100.00", account: str | None = None, **more: Any) -> str:
        """The id of a new payment that has settled."""
        transaction_id = await self.charge(amount, account, **more)
        settled = await self.settle(transaction_id)
        assert settled.object["status"] == "SETTLED"
        return transaction_id

    async def settling(self, amount: str = "100.00", **more: Any) -> str:
        """The id of a new payment whose settlement has begun: SETTLING."""
        transaction_id = await self.charge(amount, **more)
        service = self.live.service
        actor = await actor_of_key(service.store, *self.keys, None)
        assert actor is not None
        async with service.store.session() as session:
            found = await transactions.find(session, self.merchant.id, (await self.node(transaction_id))["legacyId"])
        assert found is not None
        gateway = service.gateways.named(SANDBOX)
        assert isinstance(gateway, SandboxGateway)
        await gateway.begin_settlement(found.legacy_id, found.created_at)
        await follow_gateway(service, actor, found)
        return transaction_id

    async def refund(self, transaction_id: str, amount: Any = None, key: str | None = None, **refund: Any) -> Answer:
        given = {"transactionId": transaction_id, "refund": {"amount": amount, **refund}, "apiRequestKey": key}
        return await self.post(REFUND_TRANSACTION, {"input": given})

    async def reverse(self, transaction_id: str, key: str | None = None, **more: Any) -> Answer:
        return await self.ask(REVERSE, transactionId=transaction_id, apiRequestKey=key, **more)

    async def void(self, transaction_id: str, key: str | None = None) -> Answer:
        return await self.ask(VOID, transactionId=transaction_id, apiRequestKey=key)

    async def capture(self, transaction_id: str, amount: str | None = None, key: str | None = None) -> Answer:
        options = {"amount": amount} if amount is not None else None
        return await self.ask(CAPTURE, transactionId=transaction_id, transaction=options, apiRequestKey=key)

    async def capture_part(self, transaction_id: str, amount: str, key: str | None = None, **more: Any) -> Answer:
        given = {"amount": amount, **more}
        return await self.ask(PARTIAL_CAPTURE, transactionId=transaction_id, transaction=given, apiRequestKey=key)

    async def reverse_refund(self, refund_id: str, key: str | None = None) -> Answer:
        return await self.ask(REVERSE_REFUND, refundId=refund_id, apiRequestKey=key)

    async def record_order(self, order_id: str, currency: str = "USD", **more: Any) -> Answer:
        return await self.ask(RECORD_ORDER, orderId=order_id, currencyCode=currency, **more)

    async def cancel_order(self, order_id: str, note: str | None = None) -> Answer:
        return await self.ask(CANCEL_ORDER, orderId=order_id, note=note)

    async def order(self, order_id: str) -> dict[str, Any]:
        """An order as it is now."""
        return (await self.post(READ_ORDER, {"orderId": order_id})).object

    async def paid_elsewhere(self, amount: str = "100.00", currency: str = "USD", *, settled: bool = True) -> str:
        """What the gateway calls a payment that it has taken for this merchant without this service."""
        gateway = self.live.service.gateways.named(SANDBOX)
        assert isinstance(gateway, SandboxGateway)
        name, at = f"elsewhere{uuid4().hex[:8]}", await self.now()
        money = parse_amount(amount, currency, ())
        await gateway.sell(Sale(uuid4().hex, name, money, at, self.merchant.public_id, VISA, capture=True))
        if settled:
            await gateway.settle(name, at)
        return name

    async def node(self, object_id: str) -> dict[str, Any]:
        """A transaction or a refund as it is now."""
        return (await self.post(NODE, {"id": object_id})).object

    async def key(self, *rights: Right) -> "Shop":
        """The same merchant by another key that has only these rights."""
        keys = await create_key(self.live.service.store, self.merchant, "Another key", frozenset(rights))
        return Shop(self.live, self.merchant, keys, self.http)

    async def person(self, *rights: Right) -> "Shop":
        """The same merchant by a person of its own who has only these rights, and has signed in."""
        store = self.live.service.store
        email, password = f"{uuid4().hex}@example.com", f"the password of {uuid4().hex}"
        person = await add_person(store, self.merchant, CreateUserAsk(email, "A Person", password, frozenset(rights)))
        session = await sign_in(store, person.email, password, SessionKind.BEARER, None)
        assert session is not None
        return Shop(self.live, self.merchant, self.keys, self.http, session.token)

    async def advance(self, by: str = "P1D") -> datetime:
        """Moves the merchant's clock by an ISO 8601 duration, and plays what falls due on the way; the time then."""
        answer = await self.ask(ADVANCE_CLOCK, by=by)
        assert "errors" not in answer.body, answer.body["errors"]
        return datetime.fromisoformat(answer.body["data"]["sandboxAdvanceClock"]["now"])

    async def set_account(self, account: str, **columns: Any) -> None:
        """Changes a merchant account behind the service's back, as an operator's SQL would."""
        names = ", ".join(f"{name} = ${number}" for number, name in enumerate(columns, start=3))
        statement = f"UPDATE merchant_accounts SET {names} WHERE merchant_id = $1 AND public_id = $2"
        await self.execute(statement, self.merchant.id, account, *columns.values())

    async def set_merchant(self, **columns: Any) -> None:
        """Changes the merchant's settings likewise."""
        names = ", ".join(f"{name} = ${number}" for number, name in enumerate(columns, start=2))
        await self.execute(f"UPDATE merchants SET {names} WHERE id = $1", self.merchant.id, *columns.values())

    async def everything(self) -> list[str]:
        """Every row that the service and the gateway keep of this merchant's payments, to see whether one changed."""
        rows = await self.execute(EVERYTHING, self.merchant.id, self.merchant.public_id)
        return [row["line"] for row in rows]

    async def execute(self, statement: str, *values: Any) -> list[asyncpg.Record]:
        """One SQL statement on the service's database."""
        connection = await asyncpg.connect(self.live.settings.database_url.replace("+asyncpg", ""))
        try:
            return list(await connection.fetch(statement, *values))
        finally:
            await connection.close()

    async def journal(self, *transaction_ids: str) -> list[dict[str, Any]]:
        """What the gateway's own journal has of these transactions, in order; of all of this shop's without any."""
        legacy_ids = [(await self.node(each))["legacyId"] for each in transaction_ids]
        rows = await self.execute(
            "SELECT j.* FROM sandbox.journal j JOIN public.transactions t"
            " ON coalesce(t.gateway_id, t.legacy_id) = j.transaction"
            " WHERE t.merchant_id = $1 AND (cardinality($2::text[]) = 0 OR t.legacy_id = ANY ($2)) ORDER BY j.seq",
            self.merchant.id,
            legacy_ids,
        )
        return [dict(row) for row in rows]

    async def given_back(self, transaction_id: str) -> int:
        """Minor units that the gateway gave back of a transaction, by its own journal: refunds less voided refunds."""
        signs = {"refund": 1, "refund_void": -1}
        entries = await self.journal(transaction_id)
        return sum(signs.get(each["kind"], 0) * each["amount"] for each in entries if each["effect"])

    async def effects(self, transaction_id: str) -> list[str]:
        """The kinds of what the gateway did to a transaction, in order."""
        return [each["kind"] for each in await self.journal(transaction_id) if each["effect"]]

    async def _sell(self, mutation: str, amount: str, account: str | None, method: str, more: dict[str, Any]) -> str:
        transaction = {"amount": amount, "merchantAccountId": account, **more}
        answer = await self.ask(mutation, paymentMethodId=method, transaction=transaction)
        return str(answer.object["id"])


@asynccontextmanager
async def live_service(settings: Settings) -> AsyncIterator[Live]:
    """The service as it is served, on a port of its own."""
    app = create_app(settings)
    async with assembled(settings) as service, served(app) as port:
        yield Live(f"http://127.0.0.1:{port}/graphql", settings, service)


@asynccontextmanager
async def open_shop(live: Live) -> AsyncIterator[Shop]:
    """A new sandbox merchant with accounts in four currencies and a key with every right."""
    store = live.service.store
    merchant = await create_merchant(store, f"Shop {uuid4().hex}", sandbox=True)
    async with store.begin() as session:
        # It is noon there, whatever the time of day is here: the next midnight is never near.
        await merchants.set_clock_offset(session, merchant.id, _until_noon())
    for account, currency in CURRENCIES.items():
        await add_merchant_account(store, merchant, account, currency, SANDBOX, default=account == "usd")
    keys = await create_key(store, merchant, "Key", ALL_RIGHTS)
    async with httpx.AsyncClient(timeout=60, limits=httpx.Limits(max_connections=64), verify=PLAIN_HTTP) as http:
        yield Shop(live, merchant, keys, http)


def _until_noon() -> timedelta:
    present = datetime.now(UTC)
    noon = present.replace(hour=12, minute=0, second=0, microsecond=0)
    return (noon if noon > present else noon + timedelta(days=1)) - present
