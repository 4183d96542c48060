"""The moments at which calls of gateway accounts may begin, for all processes together."""

from datetime import timedelta

from app.store.database import Store

_DRAW = """
    INSERT INTO gateway_pace AS t (account_id, next_at) VALUES ($1, clock_timestamp() + $2::interval * $3::integer)
    ON CONFLICT (account_id) DO UPDATE
    SET next_at = greatest(t.next_at, clock_timestamp()) + $2::interval * $3::integer
    RETURNING greatest(next_at - $2::interval * $3::integer - clock_timestamp(), interval '0')
"""


async def draw(store: Store, account_id: int, spacing: timedelta, count: int) -> timedelta:
    """Draws the account's next `count` moments, each `spacing` after the one before: how long until the first.

    Raises Unavailable, Contended.
    """
    async with store.connection() as connection:
        found: timedelta = await connection.fetchval(_DRAW, account_id, spacing, count)
    return found
