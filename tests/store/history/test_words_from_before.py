"""What people said of outcomes before the gateway was asked stood in histories alone; migrated, it is looked at."""

from alembic import command
from sqlalchemy import Connection

from app.settings import Settings
from app.store.migrate import _config, _in_transaction, _scripts, upgrade
from tests.support.merchant_client import Shop, live_service, open_shop
from tests.support.promises import broken, verified

KEPT_BY_THEMSELVES = "b3d81f6c02ae"
"""The migration since which words on outcomes are."""

CODES = "b3d5a0c97e14"
"""The migration since which histories keep codes; it can't be taken back, but for what these tests need."""

SENTENCES_AGAIN = (
    "ALTER TABLE changes ADD COLUMN what text",
    "UPDATE changes SET what = CASE kind WHEN 'RESOLVED_NOT_DONE' THEN 'Resolved: not done' ELSE kind END",
    "ALTER TABLE changes ALTER COLUMN what SET NOT NULL, DROP COLUMN kind, DROP COLUMN facts",
)

SAID_AT_ONCE = """
WITH said AS (
    UPDATE operations SET state = 'EXHAUSTED', last_outcome = 'UNAVAILABLE', next_attempt_at = NULL
    WHERE refund_id = (SELECT id FROM refunds WHERE legacy_id = $1) RETURNING refund_id, transaction_id, merchant_id
), became AS (
    INSERT INTO status_events (refund_id, status, at, amount, currency, source)
    SELECT r.id, 'FAILED', r.created_at, r.amount, r.currency, 'API' FROM refunds r JOIN said ON said.refund_id = r.id
), told AS (
    INSERT INTO changes (merchant_id, transaction_id, refund_id, at, actor_id, actor_name, source, kind, facts, note)
    SELECT said.merchant_id, said.transaction_id, said.refund_id, r.created_at + interval '1 second', $2, 'Key', 'API',
        'RESOLVED_NOT_DONE', '{}', 'They told me'
    FROM said JOIN refunds r ON r.id = said.refund_id
)
UPDATE refunds SET status = 'FAILED' WHERE id = (SELECT refund_id FROM said)
"""
"""What `resolveOutcome` used to write down, whatever the gateway had done."""


async def said_at_once(shop: Shop, amount: str) -> str:
    """A refund whose answer was lost, and that a key said was not made; as `refundry verify` names it."""
    refund = (await shop.refund(await shop.settled("4000.00"), amount)).object
    await shop.execute(SAID_AT_ONCE, refund["legacyId"], shop.keys[0])
    return str(refund["legacyId"])


async def test_a_wrong_word_is_found_and_counts_towards_the_limit(settings: Settings) -> None:
    async with live_service(settings) as live, open_shop(live) as shop:
        right, wrong = await said_at_once(shop, "3002.02"), await said_at_once(shop, "3002.00")
    await _back_and_forth(settings.database_url)
    assert await broken(settings) == {"refunds agree": {f"refund_{wrong}"}}
    async with live_service(settings) as live:
        shop = Shop(live, shop.merchant, shop.keys, shop.http)
        kept = await shop.execute(
            "SELECT r.legacy_id, s.said, s.state, s.note, s.said_by_kind, s.sendings, t.doubtful_amount"
            " FROM resolutions s JOIN refunds r ON r.id = s.refund_id JOIN transactions t ON t.id = s.transaction_id"
        )
    expected = ("NOT_DONE", None, "They told me", "API_KEY", 1)
    assert {tuple(row) for row in kept} == {(right, *expected, 3002_02), (wrong, *expected, 3002_00)}


async def test_migrating_without_any_such_word_changes_nothing(settings: Settings) -> None:
    async with live_service(settings) as live, open_shop(live) as shop:
        await shop.refund(await shop.settled("4000.00"), "3002.02")
        await _back_and_forth(settings.database_url)
        assert not await shop.execute(
            "SELECT FROM resolutions UNION ALL SELECT FROM transactions WHERE doubtful_amount > 0"
        )
    await verified(settings)


async def _back_and_forth(database_url: str) -> None:
    """Takes the migration back, and makes it again."""
    before = _scripts().get_revision(KEPT_BY_THEMSELVES).down_revision
    assert isinstance(before, str)

    def back(connection: Connection) -> None:
        command.downgrade(_config(connection), CODES)
        for statement in SENTENCES_AGAIN:
            connection.exec_driver_sql(statement)
        command.stamp(_config(connection), KEPT_BY_THEMSELVES)
        command.downgrade(_config(connection), before)

    await _in_transaction(database_url, back)
    await upgrade(database_url)
