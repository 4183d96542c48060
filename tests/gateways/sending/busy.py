"""A Stripe that does what it is told, and keeps when; and a queue of very many refunds for it."""

import json
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from app.store.tables.payments import ATTEMPTS, OPERATIONS, REFUNDS
from tests.gateways.fakes.exchange import Answer, Request
from tests.gateways.fakes.scripted import Scripted, answer, scripted
from tests.gateways.sending.till import Till
from tests.gateways.sending.worlds import World
from tests.gateways.stripe.accounts import KEY


@dataclass
class BusyStripe:
    """`log` has when each request came, in seconds; `made` how often money was given back under each key."""

    server: Scripted
    log: list[float] = field(default_factory=list)
    made: dict[str, int] = field(default_factory=dict)
    refuses: bool = True
    """Whether it refuses the key, so that nothing is done."""

    def answer(self, request: Request) -> Answer:
        if self.refuses:
            return answer({"error": {"type": "invalid_request_error", "message": "No such key."}}, 401)
        self.log.append(time.monotonic())
        told = request.fields
        key = told["metadata[refundry_key]"]
        self.made[key] = self.made.get(key, 0) + 1
        refund = {
            "id": f"re_{len(self.made)}",
            "object": "refund",
            "amount": int(told["amount"]),
            "currency": "usd",
            "payment_intent": told["payment_intent"],
            "charge": None,
            "status": "succeeded",
            "metadata": {"refundry_key": key},
            "created": 1_764_500_000,
        }
        return answer(refund)

    def most_within(self, seconds: float) -> int:
        """The most requests that came within any stretch of so many seconds."""
        most, window = 0, deque[float]()
        for moment in sorted(self.log):
            window.append(moment)
            while window[0] <= moment - seconds:
                window.popleft()
            most = max(most, len(window))
        return most

    @property
    def world(self) -> World:
        async def pay(*, authorized: bool = False) -> str:
            return "pi_paid"

        async def refunds(payment: str) -> list[Any]:
            return []

        return World("stripe", self.server.address, {}, {"secret_key": KEY}, pay, refunds, "SETTLED")


@asynccontextmanager
async def busy_stripe() -> AsyncIterator[BusyStripe]:
    async with scripted() as server:
        gateway = BusyStripe(server)
        server.script = gateway.answer
        yield gateway


async def queue_up(till: Till, account: str, number: int) -> None:
    """Has so many refunds of a cent wait for the gateway behind the merchant account, all of which are due."""
    gateway_id = f"pi_{account}"
    told = [{"gatewayTransactionId": gateway_id, "amount": "100.00", "status": "SETTLED", "merchantAccountId": account}]
    order = (await till.shop.record_order(f"order {account}", transactions=told)).object
    paid = order["transactions"][0]["id"]
    confirmed = "UPDATE transactions SET confirmed = true, unconfirmed_because = NULL WHERE gateway_id = $1"
    await till.shop.execute(confirmed, gateway_id)
    refund = (await till.shop.refund(paid, "0.01")).object
    assert refund["retry"]["attempts"][0]["outcome"] == "UNAVAILABLE", json.dumps(refund)
    await _copy(till, refund["legacyId"], number - 1)
    due = "UPDATE operations SET next_attempt_at = now() WHERE merchant_id = $1 AND state = 'WAITING'"
    await till.shop.execute(due, till.shop.merchant.id)


async def _copy(till: Till, refund: str, number: int) -> None:
    """As many refunds like that one, each with an operation and an attempt of its own."""

    def columns(table: Any, **other: str) -> tuple[str, str]:
        names = [each.name for each in table.c if each.name != "id"]
        return ", ".join(names), ", ".join(other.get(each, f"was.{each}") for each in names)

    names, values = columns(REFUNDS, legacy_id="was.legacy_id || n")
    await till.shop.execute(
        f"INSERT INTO refunds ({names}) SELECT {values} FROM refunds was, generate_series(1, $2) n"
        " WHERE was.legacy_id = $1",
        refund,
        number,
    )
    names, values = columns(OPERATIONS, key="md5(random()::text || made.id)", refund_id="made.id")
    await till.shop.execute(
        f"INSERT INTO operations ({names}) SELECT {values} FROM operations was JOIN refunds r ON r.id = was.refund_id"
        " JOIN refunds made ON made.transaction_id = r.transaction_id AND made.id <> r.id WHERE r.legacy_id = $1",
        refund,
    )
    names, values = columns(ATTEMPTS, operation_id="made.id", key="made.key")
    await till.shop.execute(
        f"INSERT INTO attempts ({names}) SELECT {values} FROM attempts was JOIN operations o ON o.id = was.operation_id"
        " JOIN refunds r ON r.id = o.refund_id"
        " JOIN operations made ON made.transaction_id = o.transaction_id AND made.id <> o.id WHERE r.legacy_id = $1",
        refund,
    )
