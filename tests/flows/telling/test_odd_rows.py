"""Messages and customers' mails are written in the transaction of the change: no row, however odd, makes that fail."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random
from string import printable
from typing import Any

import asyncpg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.history.notices import CustomerNotice
from app.domain.telling.messages import body_of
from app.mail import letter
from tests.flows.telling.conftest import CREATE
from tests.flows.telling.test_customer_mails import UPDATE
from tests.support.merchant_client import Live, Shop, open_shop

LARGEST = 2**63 - 1
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
"""Anything that PostgreSQL keeps as text: control characters, all planes, nothing."""
HUGE = st.builds(lambda text, times: text * times, TEXT, st.sampled_from([1, 1, 1, 5_000]))
ODD = st.none() | HUGE
SHORT = st.none() | TEXT | TEXT.map(lambda text: (text * 255)[:255])
"""As an order's id has it."""
LONG = "".join(Random(1).choices(printable[:94], k=2_660))
"""It fits into the index of addresses, and not into that of the outbox."""
ADDRESS = st.none() | TEXT | st.sampled_from(["a@example.com", LONG, f"{'é' * 319}@"])

REFUNDS = ["SUBMITTED_FOR_SETTLEMENT", "SETTLING", "SETTLED", "PROCESSOR_DECLINED", "SETTLEMENT_DECLINED", "FAILED"]
TOLD = {
    "SETTLED": "refund.settled",
    "PROCESSOR_DECLINED": "refund.declined",
    "SETTLEMENT_DECLINED": "refund.settlement_declined",
    "FAILED": "refund.failed",
}
"""What each status tells, but for the first that the gateway has accepted."""

ROWS = st.fixed_dictionaries(
    {
        "transactions": st.fixed_dictionaries(
            {
                "order_id": SHORT,
                "external_note": ODD,
                "details": st.dictionaries(TEXT, HUGE, max_size=3),
                "customer_id": st.sampled_from([None, "customer"]),
                "belongs_to": st.sampled_from([None, "order"]),
            }
        ),
        "refunds": st.fixed_dictionaries(
            {
                "amount": st.sampled_from([1, 12_345, LARGEST]),
                "order_id": SHORT,
                "details": st.dictionaries(TEXT, HUGE, max_size=3),
                **dict.fromkeys(("reason_code", "note", "gateway_id", "external_reference"), ODD),
            }
        ),
        "operations": st.fixed_dictionaries(dict.fromkeys(("reason_code", "note", "last_error", "order_id"), ODD)),
        "order_refunds": st.fixed_dictionaries(
            {"amount": st.sampled_from([1, LARGEST]), **dict.fromkeys(("reason_code", "note"), ODD)}
        ),
        "approvals": st.fixed_dictionaries({"note": ODD, "requested_by": HUGE}),
        "customers": st.fixed_dictionaries({"email": ADDRESS, **dict.fromkeys(("first_name", "last_name"), ODD)}),
        "orders": st.fixed_dictionaries({"customer_email": ADDRESS}),
        "merchants": st.fixed_dictionaries({"name": HUGE}),
        "customer_mails": st.fixed_dictionaries(
            dict.fromkeys(("accepted_text", "failed_text", "failed_subject"), HUGE)
        ),
    }
)
STEPS = st.lists(st.tuples(st.sampled_from(REFUNDS), st.booleans()), min_size=1, max_size=4)


class World:
    """A merchant with an endpoint and mails to customers, and rows of its own to make odd ones of."""

    def __init__(self, shop: Shop, connection: asyncpg.Connection) -> None:
        self.merchant = shop.merchant.id
        self.connection = connection
        self.ids: dict[str, int] = {}

    async def change(self, table: str, row: int, values: dict[str, Any]) -> None:
        await self.connection.execute(
            f"UPDATE {table} SET ({', '.join(values)}) = (SELECT {', '.join(values)}"
            f" FROM jsonb_populate_record({table}, $1::jsonb)) WHERE {KEYS.get(table, 'id')} = $2",
            json.dumps(values),
            row,
        )

    async def copy(self, table: str, **values: Any) -> int:
        """A row as the first one of the table, but for these values."""
        columns = ", ".join(
            each["column_name"]
            for each in await self.connection.fetch(
                "SELECT column_name FROM information_schema.columns"
                " WHERE table_schema = 'public' AND table_name = $1 AND column_name <> 'id'",
                table,
            )
        )
        made = await self.connection.fetchval(
            f"INSERT INTO {table} ({columns}) SELECT {', '.join('n.' + each for each in columns.split(', '))}"
            f" FROM (SELECT * FROM {table} WHERE merchant_id = $1 LIMIT 1) o,"
            f" jsonb_populate_record(o::{table}, $2::jsonb) n RETURNING {KEYS.get(table, 'id')}",
            self.merchant,
            json.dumps(values),
        )
        assert isinstance(made, int)
        return made

    async def told(self) -> list[asyncpg.Record]:
        found = await self.connection.fetch(
            "SELECT type, facts, created_at FROM webhook_messages WHERE merchant_id = $1 ORDER BY id", self.merchant
        )
        return list(found)

    @asynccontextmanager
    async def undone(self) -> AsyncIterator[None]:
        """Everything of the block is taken back."""
        change = self.connection.transaction()
        await change.start()
        try:
            yield
        finally:
            await change.rollback()


KEYS = {"approvals": "refund_id", "customer_mails": "merchant_id"}


@pytest.fixture(scope="session")
async def world(telling: Live) -> AsyncIterator[World]:
    async with open_shop(telling) as shop:
        connection = await asyncpg.connect(telling.settings.database_url)
        try:
            await shop.record_order("order")
            sale = await shop.settled("4000.00", orderId="order", customerDetails={"email": "alex@example.com"})
            await shop.refund(sale, "1.00")
            found = World(shop, connection)
            for table in ("transactions", "orders", "customers", "refunds"):
                found.ids[table] = await connection.fetchval(
                    f"SELECT max(id) FROM {table} WHERE merchant_id = $1", found.merchant
                )
            mail = {"subject": "{orderId}", "text": "{amount} {customerName} {merchant}"}
            assert "errors" not in (await shop.ask(UPDATE, accepted=mail, failed=mail, inSandbox=True)).body
            assert "errors" not in (await shop.ask(CREATE, url="http://127.0.0.1:1/")).body
            yield found
        finally:
            await connection.close()


@settings(max_examples=500 if settings.get_current_profile_name() == "long" else 25)
@given(rows=ROWS, steps=STEPS, disputed=st.sampled_from([None, "OPEN", "WON", "LOST"]))
async def test_no_row_keeps_a_change_from_being_written(
    world: World, rows: dict[str, dict[str, Any]], steps: list[tuple[str, bool]], disputed: str | None
) -> None:
    async with world.undone():
        await tell(world, rows, steps, disputed)
        found = await world.told()
        assert [each["type"] for each in found if each["type"].startswith("refund.")] == expected(steps)
        assert {"order.refunded", "approval.requested", "approval.decided"} <= {each["type"] for each in found}
        assert ("transaction.disputed" in {each["type"] for each in found}) == (disputed is not None)
        for each in found:
            facts = json.loads(each["facts"])
            body = body_of(each["type"], each["created_at"], facts)
            assert len(body) < 20_000
            assert json.loads(body)["data"]["sequence"] == facts["sequence"]
        mails = await world.connection.fetch(
            "SELECT recipient, facts FROM outbox WHERE merchant_id = $1 AND kind LIKE 'CUSTOMER%'", world.merchant
        )
        assert bool(mails) == mailed(rows, steps)
        for mail in mails:
            notice = CustomerNotice(**json.loads(mail["facts"]))
            assert letter.write([notice]).html


def expected(steps: list[tuple[str, bool]]) -> list[str]:
    types, status, needed = ["refund.queued"], "AUTHORIZING", False
    for after, needs in steps:
        if status != after:
            if after in TOLD:
                types.append(TOLD[after])
            elif status == "AUTHORIZING":
                types.append("refund.accepted")
        if needs and not needed:
            types.append("refund.needs_attention")
        status, needed = after, needs
    return types


def mailed(rows: dict[str, dict[str, Any]], steps: list[tuple[str, bool]]) -> bool:
    """Whether something of it is for customers to know, and there is an address that a mail can go to."""
    sold = rows["transactions"]
    of_customer = rows["customers"]["email"] if sold["customer_id"] else None
    of_order = rows["orders"]["customer_email"] if sold["belongs_to"] else None
    address = of_order if of_customer is None else of_customer
    is_news = steps[0][0] != "SETTLED" or "SETTLEMENT_DECLINED" in {status for status, _ in steps}
    return is_news and address is not None and len(address) <= 320


async def tell(
    world: World, rows: dict[str, dict[str, Any]], steps: list[tuple[str, bool]], disputed: str | None
) -> None:
    """Writes the rows, and every change that is told of."""
    customer, order = world.ids["customers"], world.ids["orders"]
    await world.change("customers", customer, rows["customers"])
    await world.change("orders", order, rows["orders"])
    await world.change("merchants", world.merchant, rows["merchants"])
    await world.change("customer_mails", world.merchant, rows["customer_mails"])
    named = {"customer": customer, "order": order, None: None}
    sold = rows["transactions"]
    sale = await world.copy(
        "transactions",
        **sold | {name: named[sold[name]] for name in ("customer_id", "belongs_to")},
        legacy_id="odd",
        amount=LARGEST,
        authorized_amount=LARGEST,
        reserved_amount=0,
    )
    plain = {"transaction_id": sale, "status": "AUTHORIZING", "legacy_id": "odd"}
    refund = await world.copy("refunds", **rows["refunds"] | plain)
    waits = {"state": "WAITING", "kind": "REFUND", "key": "odd", "lease": None, "lease_until": None}
    of_refund = {"transaction_id": sale, "refund_id": refund, "last_outcome": None}
    await world.copy("operations", **rows["operations"] | waits | of_refund)
    for status, needs in steps:
        await world.change("refunds", refund, {"status": status, "needs_attention": needs})
    if disputed is not None:
        opened = {"dispute_state": disputed, "dispute_opened_at": "2026-11-30T00:00:00Z"}
        await world.change("transactions", sale, opened)
    of_order = rows["order_refunds"] | {"order_row_id": order, "merchant_id": world.merchant}
    asked = {"on_failure": "QUEUE", "requested_by": "", "created_at": "2026-11-30T00:00:00Z"}
    names = ", ".join(of_order | asked)
    placed = await world.connection.fetchval(
        f"INSERT INTO order_refunds ({names}) SELECT {names} FROM jsonb_populate_record(NULL::order_refunds, $1::jsonb)"
        " RETURNING id",
        json.dumps(of_order | asked),
    )
    await world.change("order_refunds", placed, {"in_effect": True})
    waiting = {"refund_id": refund, "merchant_id": world.merchant, "state": "WAITING", "turns": False}
    by = {"on_failure": "QUEUE", "requested_by_kind": "USER", "requested_by_id": "a"}
    approval = rows["approvals"] | waiting | by | {"requested_at": "2026-11-30T00:00:00Z"}
    names = ", ".join(approval)
    await world.connection.execute(
        f"INSERT INTO approvals ({names}) SELECT {names} FROM jsonb_populate_record(NULL::approvals, $1::jsonb)",
        json.dumps(approval),
    )
    decided = {"state": "APPROVED", "decided_by_id": "b", "decided_at": "2026-11-30T00:00:00Z"}
    await world.change("approvals", refund, decided)
