"""What is old is deleted, and nothing that a rule, a sum or a promise needs."""

import ast
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

import app.store
from app.demo.embedded import Urls
from app.domain.history.kinds import KEPT_FOR_GOOD, ChangeKind
from app.flows.reversals import undo_mark
from app.flows.upkeep.forget_old import Forgotten, forget_old
from tests.support import servers as real
from tests.support.merchant_client import Shop, live_service, open_shop
from tests.support.promises import verified


@pytest.fixture
async def keeper(servers: Urls, database: str) -> AsyncIterator[Shop]:
    """A merchant of an installation that keeps changes for 90 days, and keys for 31."""
    kept = {"retention_changes": timedelta(days=90), "retention_keys": timedelta(days=31)}
    async with live_service(real.settings_for(servers, database, **kept)) as live, open_shop(live) as shop:
        yield shop


async def kinds_of(shop: Shop) -> set[str]:
    rows = await shop.execute("SELECT DISTINCT kind FROM changes WHERE merchant_id = $1", shop.merchant.id)
    return {row["kind"] for row in rows}


async def keys_of(shop: Shop) -> set[str]:
    return {row["key"] for row in await shop.execute("SELECT key FROM request_keys")}


async def test_a_key_that_was_deleted_makes_something_new(keeper: Shop) -> None:
    """Also under another key of the gateway's, which remembers the first one for good."""
    paid = await keeper.settled("100.00")
    first = (await keeper.refund(paid, "10.00", key="monthly")).object["id"]
    waiting = (await keeper.refund(await keeper.settled("4000.00"), "3000.00", key="waits")).object["id"]
    await keeper.execute(
        "UPDATE operations SET state = 'PAUSED', next_attempt_at = NULL WHERE state = 'WAITING' AND merchant_id = $1",
        keeper.merchant.id,
    )
    assert await forget_old(keeper.live.service) == Forgotten()
    await keeper.advance("P30D")
    await keeper.advance("P2D")
    assert await forget_old(keeper.live.service, rows=2, blocks=1) == Forgotten(keys=1)
    assert await keys_of(keeper) == {"waits"}, "what is not final keeps its key"
    again = (await keeper.refund(paid, "10.00", key="monthly")).object["id"]
    assert again != first
    effects = [each["key"] for each in await keeper.journal(paid) if each["kind"] == "refund" and each["effect"]]
    assert len(set(effects)) == len(effects) == 2
    assert (await keeper.refund(paid, "10.00", key="monthly")).object["id"] == again
    assert (await keeper.reverse_refund(waiting)).codes == []
    await verified(keeper.live.settings)


async def test_changes_go_but_those_that_rules_read(keeper: Shop) -> None:
    paid = await keeper.settled("100.00")
    await keeper.refund(paid, "10.00")
    elsewhere = {"gatewayTransactionId": "pi_1", "amount": "20.00", "status": "SETTLED", "refundedAmount": "5.00"}
    assert (await keeper.record_order("A-1", transactions=[elsewhere])).codes == []
    assert (await keeper.cancel_order("A-1")).codes == []
    before = await kinds_of(keeper)
    assert before > {ChangeKind.PAYMENT_RECORDED, ChangeKind.ORDER_CANCELLED, ChangeKind.ASKED}
    for _ in range(3):
        await keeper.advance("P30D")
    await keeper.advance("P2D")
    await keeper.refund(paid, "20.00", reason=None)
    found = await forget_old(keeper.live.service, rows=3)
    assert found.changes > 0
    kept = await kinds_of(keeper)
    assert kept - {ChangeKind.ASKED, ChangeKind.CLOCK_MOVED} == before & KEPT_FOR_GOOD
    await verified(keeper.live.settings)
    assert (await forget_old(keeper.live.service)).changes == 0


async def test_messages_go_once_they_are_over(keeper: Shop) -> None:
    await keeper.set_merchant(notify_emails=["a@example.com", "b@example.com", "c@example.com"])
    await keeper.refund(await keeper.settled("4000.00"), "2004.00")
    over = "UPDATE outbox SET {} = now() - interval '{} days', next_try_at = NULL WHERE recipient LIKE '{}@%'"
    await keeper.execute(over.format("sent_at", 91, "a"))
    await keeper.execute(over.format("failed_at", 89, "b"))
    await keeper.execute("UPDATE outbox SET created_at = now() - interval '1 year' WHERE recipient LIKE 'c@%'")
    assert await forget_old(keeper.live.service) == Forgotten(messages=1)
    left = {row["recipient"] for row in await keeper.execute("SELECT recipient FROM outbox")}
    assert left == {"b@example.com", "c@example.com"}


def test_every_kind_that_a_statement_reads_is_kept_for_good() -> None:
    """What the store compares, in SQL or by the enumeration, and what says who set a mark."""
    folder = Path(app.store.__file__).parent
    read = set(undo_mark.MARKS)
    for path in folder.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        text = path.read_text()
        read |= {ChangeKind(name) for name in re.findall(r"\bkind = '(\w+)'", text) if name in ChangeKind.__members__}
        read |= {
            ChangeKind[node.attr]
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "ChangeKind"
        }
    # That a customer's own name was corrected is read to be deleted.
    read -= {ChangeKind.ORDER_CORRECTED, ChangeKind.CUSTOMER_CORRECTED}
    assert read <= KEPT_FOR_GOOD
    assert len(read) > 5
