"""`refundry verify` finds each promise that is broken, and no other: rows are written past every rule to see that."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import asyncpg
import pytest

from app.demo.embedded import Urls
from app.flows.upkeep.verify import CHECKS
from app.settings import Settings
from app.store.history.checks import Patience
from tests.commands.test_cli import refundry
from tests.flows.rich_life import live_richly
from tests.flows.telling.conftest import CREATE
from tests.support import servers as real
from tests.support.merchant_client import Shop, live_service, open_shop
from tests.support.promises import broken, verified
from tests.support.till import REFUND_ORDER

PAST_THE_RULES = """
ALTER TABLE refunds DISABLE TRIGGER USER;
ALTER TABLE transactions DROP CONSTRAINT ck_transactions_not_over_refunded;
ALTER TABLE transactions DROP CONSTRAINT ck_transactions_no_void_beside_refunds;
ALTER TABLE operations DROP CONSTRAINT uq_operations_key;
ALTER TABLE operations DROP CONSTRAINT ck_operations_leased_while_running;
ALTER TABLE operations DROP CONSTRAINT ck_operations_due_only_while_waiting;
ALTER TABLE request_keys DROP CONSTRAINT pk_request_keys;
ALTER TABLE approvals DROP CONSTRAINT ck_approvals_another_person;
ALTER TABLE resolutions DROP CONSTRAINT ck_resolutions_another_person;
DROP INDEX sandbox.uq_journal_one_effect;
"""
"""Whatever in the database itself would refuse the rows of these tests."""


@dataclass(frozen=True, slots=True)
class Lived:
    """The name of a database with a rich life in it that nobody is connected to, and ids of what is in it."""

    database: str
    ids: dict[str, str]


@pytest.fixture(scope="module")
async def lived(servers: Urls, template: str) -> Lived:
    address = await real.create_database(servers, template=template)
    async with live_service(real.settings_for(servers, address)) as live, open_shop(live) as shop:
        ids = {**await live_richly(shop), **await tell(shop)}
    return Lived(address.partition("?")[0].rpartition("/")[2], ids)


async def tell(shop: Shop) -> dict[str, str]:
    """Makes an endpoint, and what it is told of."""
    made = await shop.ask(CREATE, url="https://shop.example.com/")
    assert "errors" not in made.body, made.body
    await shop.advance("PT2M")
    sale = await shop.settled("10.00", orderId="told")
    refund = await shop.ask(REFUND_ORDER, orderId="told", amount="4.00")
    assert "errors" not in refund.body, refund.body
    order = await shop.order("told")
    kinds = {"sale": sale, "refund": order["refunds"][0]["id"]}
    legacy = {kind: (await shop.node(id))["legacyId"] for kind, id in kinds.items()}
    return {"told sale": f"transaction_{legacy['sale']}", "told refund": f"refund_{legacy['refund']}"}


@pytest.fixture
async def of_its_own(servers: Urls, lived: Lived) -> AsyncIterator[Settings]:
    """A copy of that database which the test may break."""
    address = await real.create_database(servers, template=lived.database)
    yield real.settings_for(servers, address)
    await real.drop_database(servers, address)


REFUND = "(SELECT id FROM refunds WHERE 'refund_' || legacy_id = $1)"
TRANSACTION = "(SELECT id FROM transactions WHERE 'transaction_' || legacy_id = $1)"
ORDER = "(SELECT id FROM orders WHERE 'order_' || legacy_id = $1)"
ITS_REFUND = f"(SELECT id FROM order_refunds WHERE order_row_id = {ORDER})"
OPERATION = f"(SELECT max(id) FROM operations WHERE refund_id = {REFUND})"
SAID = f"refund_id = {REFUND}"
APPROVER = f"(SELECT decided_by_id FROM resolutions WHERE refund_id = {REFUND})"
EUROS = "(SELECT id FROM merchant_accounts WHERE currency = 'EUR')"
ITS_KEY = f"(SELECT key FROM operations WHERE id = {OPERATION})"

OF_IT = "facts->>'object' || '_' || (facts->>'legacy_id') = $1"

ELSEWHERE = f"""
WITH made AS (
    INSERT INTO refunds (merchant_id, legacy_id, transaction_id, account_id, currency, amount, status, source,
        created_at, requested_by, requested_by_id, external_at, external_by)
    SELECT merchant_id, 'elsewhere', id, account_id, currency, amount, 'SETTLED', 'API', now(), 'A', 'a', now(), 'A'
    FROM transactions WHERE id = {TRANSACTION} RETURNING id, transaction_id, amount, currency
), told AS (
    INSERT INTO status_events (refund_id, status, at, amount, currency, source)
    SELECT id, 'SETTLED', now(), amount, currency, 'API' FROM made
)
UPDATE transactions t SET reserved_amount = t.reserved_amount + made.amount FROM made WHERE made.transaction_id = t.id
"""
"""A refund of a transaction's whole amount, made elsewhere, of which everything else is as it should be."""


ANOTHER_MERCHANTS = """
WITH other AS (
    INSERT INTO merchants (public_id, name, sandbox, created_at) VALUES ('other', 'Other', false, now()) RETURNING id
)
UPDATE request_keys SET merchant_id = (SELECT id FROM other) WHERE key = $1
"""


@dataclass(frozen=True, slots=True)
class Break:
    """What is written (with the id as $1) about which payment of the rich life, so that which check fails."""

    check: str
    about: str
    statement: str


BREAKS = [
    Break("over-refunds", "sold", ELSEWHERE),
    Break("reserved amounts", "sold", f"UPDATE transactions SET reserved_amount = 0 WHERE id = {TRANSACTION}"),
    Break("reserved amounts", "sold", f"UPDATE transactions SET waiting_amount = 1 WHERE id = {TRANSACTION}"),
    Break("partial captures", "captured", f"UPDATE transactions SET parts_amount = 1 WHERE id = {TRANSACTION}"),
    Break("voids beside refunds", "voided", ELSEWHERE),
    Break("amounts", "accepted", f"UPDATE operations SET amount = amount + 1 WHERE id = {OPERATION}"),
    Break("amounts", "accepted", f"UPDATE operations SET currency = 'EUR' WHERE id = {OPERATION}"),
    Break("amounts", "accepted", f"UPDATE refunds SET account_id = {EUROS} WHERE id = {REFUND}"),
    Break("amounts", "captured", f"UPDATE transactions SET account_id = {EUROS} WHERE id = {TRANSACTION}"),
    Break("accounted for", "accepted", f"UPDATE operations SET state = 'EXHAUSTED' WHERE id = {OPERATION}"),
    Break(
        "accounted for",
        "marked",
        f"UPDATE refunds SET external_at = NULL, external_by = NULL WHERE id = {REFUND}",
    ),
    Break(
        "history steps", "accepted", f"DELETE FROM status_events WHERE refund_id = {REFUND} AND status = 'AUTHORIZED'"
    ),
    Break(
        "history steps",
        "settled refund",
        f"UPDATE status_events SET status = 'VOIDED' WHERE refund_id = {REFUND} AND status = 'SETTLING'",
    ),
    Break(
        "history ends",
        "accepted",
        f"DELETE FROM status_events WHERE refund_id = {REFUND} AND status = 'SUBMITTED_FOR_SETTLEMENT'",
    ),
    Break(
        "history ends",
        "captured",
        f"UPDATE status_events SET amount = amount - 1 WHERE transaction_id = {TRANSACTION}"
        " AND status = 'SUBMITTED_FOR_SETTLEMENT'",
    ),
    Break("history ends", "failed", f"UPDATE status_events SET currency = 'EUR' WHERE refund_id = {REFUND}"),
    Break(
        "history times",
        "settled refund",
        f"UPDATE status_events SET at = at - interval '30 days' WHERE refund_id = {REFUND} AND status = 'SETTLED'",
    ),
    Break(
        "under way",
        "waiting",
        f"UPDATE operations SET state = 'EXHAUSTED', next_attempt_at = NULL WHERE id = {OPERATION}",
    ),
    Break("under way", "awaiting approval", f"DELETE FROM approvals WHERE refund_id = {REFUND}"),
    Break("approvals", "rejected", f"UPDATE approvals SET state = 'APPROVED' WHERE refund_id = {REFUND}"),
    Break("approvals", "approved", f"UPDATE approvals SET state = 'REJECTED' WHERE refund_id = {REFUND}"),
    Break("approvals", "approved", f"UPDATE approvals SET decided_by_id = requested_by_id WHERE refund_id = {REFUND}"),
    Break("approvals", "awaiting approval", f"UPDATE approvals SET requested_by_id = 'x' WHERE refund_id = {REFUND}"),
    Break(
        "words on outcomes", "not done, say two", f"UPDATE refunds SET requested_by_id = {APPROVER} WHERE id = {REFUND}"
    ),
    Break("words on outcomes", "not done, say two", f"UPDATE resolutions SET decided_by_id = said_by_id WHERE {SAID}"),
    Break(
        "words on outcomes",
        "done, says a person",
        f"UPDATE operations SET last_outcome = 'DECLINED' WHERE id = {OPERATION}",
    ),
    Break("words on outcomes", "not done, says one of two", f"UPDATE resolutions SET sendings = 2 WHERE {SAID}"),
    Break("words on outcomes", "freed", f"UPDATE transactions SET doubtful_amount = 1 WHERE id = {TRANSACTION}"),
    Break("orders", "given back", f"UPDATE orders SET cancelled = false WHERE id = {ORDER}"),
    Break("orders", "given back", f"UPDATE orders SET balance_due = 4 WHERE id = {ORDER}"),
    Break("orders", "given back", f"UPDATE order_refunds SET in_effect = false WHERE id = {ITS_REFUND}"),
    Break("orders", "given back", f"UPDATE transactions SET belongs_to = {ORDER} WHERE currency = 'JPY'"),
    Break("orders", "given back", f"UPDATE transactions SET order_id = 'another' WHERE belongs_to = {ORDER}"),
    Break("orders", "ordered", f"UPDATE orders SET balance_due = 4 WHERE id = {ORDER}"),
    Break("orders", "ordered", f"UPDATE orders SET cancelled = true WHERE id = {ORDER}"),
    Break(
        "order refunds",
        "given back",
        f"UPDATE transactions SET belongs_to = o.id, order_id = o.order_id FROM orders o"
        f" WHERE belongs_to = {ORDER} AND o.id <> {ORDER}",
    ),
    Break(
        "order refunds",
        "given back",
        f"UPDATE order_line_items SET order_row_id = o.id FROM orders o"
        f" WHERE order_row_id = {ORDER} AND o.id <> {ORDER}",
    ),
    Break("order refunds", "given back", f"UPDATE order_refunds SET amount = amount + 1 WHERE id = {ITS_REFUND}"),
    Break(
        "order refunds",
        "given back",
        f"UPDATE line_item_refunds SET amount = amount + 1 WHERE order_refund_id = {ITS_REFUND} AND amount = 500",
    ),
    Break("line items", "given back", f"UPDATE order_line_items SET unit_amount = 1249 WHERE order_row_id = {ORDER}"),
    Break(
        "line items",
        "given back",
        f"UPDATE line_item_refunds SET quantity = 3 WHERE order_refund_id = {ITS_REFUND}",
    ),
    Break("over and done", "failed", f"UPDATE operations SET state = 'PAUSED' WHERE id = {OPERATION}"),
    Break("looked after", "waiting", f"UPDATE operations SET next_attempt_at = NULL WHERE id = {OPERATION}"),
    Break("looked after", "unknown", f"UPDATE refunds SET needs_attention = false WHERE id = {REFUND}"),
    Break(
        "looked after",
        "waiting",
        f"UPDATE operations SET state = 'RUNNING', next_attempt_at = NULL WHERE id = {OPERATION}",
    ),
    Break(
        "on time",
        "waiting",
        f"UPDATE operations SET next_attempt_at = next_attempt_at - interval '26 hours' WHERE id = {OPERATION}",
    ),
    Break(
        "on time",
        "waiting",
        "UPDATE operations SET state = 'RUNNING', next_attempt_at = NULL, lease = 'gone:1:x/1',"
        f" lease_until = now() - interval '11 minutes' WHERE id = {OPERATION}",
    ),
    Break(
        "nights",
        "captured",
        f"WITH earlier AS (UPDATE status_events SET at = at - interval '1 day' WHERE transaction_id = {TRANSACTION})"
        " UPDATE merchants SET settled_until = settled_until - interval '1 day'",
    ),
    Break("attempts", "failed", f"UPDATE operations SET attempts_made = 3 WHERE id = {OPERATION}"),
    Break("attempts", "failed", f"UPDATE attempts SET number = 9 WHERE operation_id = {OPERATION} AND number = 4"),
    Break(
        "attempts",
        "failed",
        f"UPDATE attempts SET outcome = NULL, finished_at = NULL WHERE operation_id = {OPERATION} AND number = 4",
    ),
    Break(
        "mail",
        "failed",
        f"UPDATE outbox SET next_try_at = now() - interval '2 hours' WHERE refund_id = {REFUND}",
    ),
    Break("webhooks", "told refund", f"DELETE FROM webhook_objects WHERE kind = 'refund' AND row_id = {REFUND}"),
    Break(
        "webhooks", "told sale", f"DELETE FROM webhook_objects WHERE kind = 'transaction' AND row_id = {TRANSACTION}"
    ),
    Break(
        "webhooks",
        "told refund",
        "INSERT INTO webhook_messages (merchant_id, endpoint_id, public_id, type, facts, created_at, state)"
        " SELECT merchant_id, endpoint_id, public_id || 'again', type, facts, created_at, 'FAILED'"
        f" FROM webhook_messages WHERE {OF_IT}",
    ),
    Break(
        "webhooks",
        "told refund",
        """UPDATE webhook_messages SET type = 'refund.settled', facts = facts || '{"status": "SETTLED"}'"""
        f" WHERE {OF_IT}",
    ),
    Break("webhooks", "told sale", f"UPDATE webhook_messages SET type = 'transaction.disputed' WHERE {OF_IT}"),
    Break(
        "effects of keys",
        "captured",
        "INSERT INTO sandbox.journal (key, kind, transaction, currency, amount, effect, at)"
        " SELECT key, 'charge', transaction, currency, amount, true, at"
        " FROM sandbox.journal WHERE 'transaction_' || transaction = $1",
    ),
    Break(
        "money",
        "voided",
        "INSERT INTO sandbox.journal (key, kind, transaction, currency, amount, effect, at)"
        " SELECT 'again', 'void', transaction, currency, amount, true, at"
        " FROM sandbox.journal WHERE 'transaction_' || transaction = $1 AND kind = 'void'",
    ),
    Break(
        "refunds agree",
        "accepted",
        f"UPDATE sandbox.refunds SET status = 'VOIDED' WHERE key = {ITS_KEY}",
    ),
    Break(
        "refunds agree",
        "accepted",
        f"UPDATE sandbox.journal SET amount = amount - 1 WHERE key = {ITS_KEY}",
    ),
    Break(
        "refunds agree",
        "failed",
        "INSERT INTO sandbox.journal (key, kind, transaction, currency, amount, effect, at)"
        " SELECT key, kind, transaction, currency, amount, true, at"
        f" FROM sandbox.journal WHERE key = {ITS_KEY} LIMIT 1",
    ),
    Break(
        "refunds agree",
        "sold",
        "INSERT INTO sandbox.journal (key, kind, transaction, currency, amount, effect, at)"
        " SELECT 'nobody asked', 'refund', transaction, currency, 1, true, at"
        " FROM sandbox.journal WHERE 'transaction_' || transaction = $1 AND kind = 'charge'",
    ),
    Break(
        "refunds agree",
        "not done, says a person",
        "UPDATE sandbox.journal SET effect = true WHERE key = " + ITS_KEY,
    ),
    Break(
        "payments agree",
        "captured",
        "UPDATE sandbox.payments SET status = 'VOIDED' WHERE 'transaction_' || transaction = $1",
    ),
    Break(
        "payments agree",
        "voided",
        "UPDATE sandbox.payments SET status = 'SETTLED' WHERE 'transaction_' || transaction = $1",
    ),
]


async def test_a_rich_life_keeps_every_promise(of_its_own: Settings) -> None:
    await verified(of_its_own)


@pytest.mark.parametrize("given", BREAKS, ids=[f"{each.check}: {each.about}" for each in BREAKS])
async def test_a_broken_promise_is_found(of_its_own: Settings, lived: Lived, given: Break) -> None:
    """Exactly the check whose promise it is fails, and names exactly what is wrong."""
    wrong = lived.ids[given.about]
    changed = await write(of_its_own, given.statement, wrong)
    assert changed != "UPDATE 0"
    assert await broken(of_its_own) == {given.check: {wrong}}


async def test_clocks_that_are_known_to_have_differed_break_no_promise(of_its_own: Settings, lived: Lived) -> None:
    (given,) = (each for each in BREAKS if each.check == "history times")
    await write(of_its_own, given.statement, lived.ids[given.about])
    assert await broken(of_its_own, Patience(clock_skew=timedelta(days=29))) == {given.check: {lived.ids[given.about]}}
    assert await broken(of_its_own, Patience(clock_skew=timedelta(days=31))) == {}


async def test_two_operations_under_one_key_are_found(of_its_own: Settings, lived: Lived) -> None:
    pair = [lived.ids["failed"], lived.ids["failed too"]]
    number = "(SELECT o.id FROM operations o JOIN refunds r ON r.id = o.refund_id WHERE 'refund_' || r.legacy_id = ${})"
    first, second = number.format(1), number.format(2)
    await write(
        of_its_own,
        f"UPDATE operations SET key = (SELECT key FROM operations WHERE id = {first}) WHERE id = {second}",
        *pair,
    )
    assert await broken(of_its_own) == {"operation keys": set(pair)}


@pytest.mark.parametrize(
    ("key", "statement", "named"),
    [
        ("accepted", "INSERT INTO request_keys SELECT * FROM request_keys WHERE key = $1", {"accepted"}),
        (
            "accepted",
            "UPDATE request_keys SET operation_id = other.operation_id FROM request_keys other"
            " WHERE request_keys.key = $1 AND other.key = 'another'",
            {"accepted", "another"},
        ),
        (
            "an order",
            "UPDATE request_keys SET order_refund_id = other.order_refund_id FROM request_keys other"
            " WHERE request_keys.key = 'elsewhere' AND other.key = $1",
            {"an order", "elsewhere"},
        ),
        ("elsewhere", ANOTHER_MERCHANTS, {"elsewhere"}),
        ("an order", ANOTHER_MERCHANTS, {"an order"}),
    ],
)
async def test_an_api_request_key_with_two_effects_or_anothers_is_found(
    of_its_own: Settings, key: str, statement: str, named: set[str]
) -> None:
    await write(of_its_own, statement, key)
    assert await broken(of_its_own) == {"request keys": {f"request_key_{each}" for each in named}}


def test_every_check_has_been_seen_to_fail() -> None:
    assert {each.check for each in BREAKS} | {"operation keys", "request keys"} == {check.name for check in CHECKS}


async def test_a_new_refund_leaves_an_unknown_outcome_to_people(shop: Shop) -> None:
    """What is new on a payment ends the attention for what failed, not for what is still open (SPEC 5.3)."""
    transaction_id = await shop.settled("4000.00")
    unknown = (await shop.refund(transaction_id, "3002.02")).object["id"]
    await shop.execute(
        "UPDATE refunds SET needs_attention = true WHERE legacy_id = $1", (await shop.node(unknown))["legacyId"]
    )
    await shop.refund(transaction_id, "10.00")
    assert (await shop.node(unknown))["needsAttention"] is True


async def test_the_command_ends_with_1_and_the_ids_where_a_promise_is_broken(
    of_its_own: Settings, lived: Lived
) -> None:
    kept = refundry("verify", settings=of_its_own)
    assert (kept.returncode, kept.stdout.count("kept  ")) == (0, len(CHECKS)), kept.stdout + kept.stderr
    wrong = lived.ids["sold"]
    await write(of_its_own, f"UPDATE transactions SET reserved_amount = 0 WHERE id = {TRANSACTION}", wrong)
    told = refundry("verify", settings=of_its_own)
    assert told.returncode == 1
    assert "BROKEN  reserved amounts" in told.stdout
    assert wrong in told.stdout
    lines = [json.loads(line) for line in refundry("verify", "--json", settings=of_its_own).stdout.splitlines()]
    assert [line["name"] for line in lines if not line["kept"]] == ["reserved amounts"]
    assert [line["ids"] for line in lines if not line["kept"]] == [[wrong]]
    assert all(line["looked"] > 0 for line in lines)


async def write(settings: Settings, statement: str, *values: str) -> str:
    """Writes past the rules of a test's own database; what PostgreSQL says that it did."""
    connection = await asyncpg.connect(settings.database_url.replace("+asyncpg", ""))
    try:
        await connection.execute(PAST_THE_RULES)
        return str(await connection.execute(statement, *values))
    finally:
        await connection.close()
