"""What those who follow something may do by now: many at a time, as two statements."""

from collections.abc import Collection
from datetime import timedelta
from typing import NamedTuple

from app.domain.people.people import Right
from app.store.statements import Driver


class Key(NamedTuple):
    """An API key, by its public half."""

    public: str


class SignIn(NamedTuple):
    """A person of a merchant, by the id that the outside knows, and the sign-in (its family)."""

    merchant_id: int
    person: str
    family: str


_KEYS = """
    SELECT public_key, rights FROM api_keys WHERE public_key = ANY ($1::text[]) AND revoked_at IS NULL
"""

_SIGN_INS = """
    SELECT g.place, u.rights
    FROM unnest($1::bigint[], $2::text[], $3::text[]) WITH ORDINALITY AS g(merchant_id, person, family, place)
        JOIN users u ON u.legacy_id = g.person AND u.merchant_id = g.merchant_id
    WHERE u.disabled_at IS NULL AND EXISTS (
        SELECT FROM sessions s
        WHERE s.family = g.family AND s.user_id = u.id AND s.revoked_at IS NULL AND s.expires_at > now()
            AND (s.kind <> 'COOKIE' OR s.last_seen_at > now() - $4::interval)
    )
"""


async def of_keys(driver: Driver, keys: Collection[Key]) -> dict[Key, frozenset[Right]]:
    """The rights of those keys that hold."""
    rows = await driver.fetch(_KEYS, [each.public for each in keys])
    return {Key(row["public_key"]): frozenset(map(Right, row["rights"])) for row in rows}


async def of_sign_ins(driver: Driver, sign_ins: Collection[SignIn], idle: timedelta) -> dict[SignIn, frozenset[Right]]:
    """The rights of those people whose sign-ins hold; one by cookie that was not used for `idle` does not."""
    asked = list(sign_ins)
    if not asked:
        return {}
    merchants, people, families = (list(each) for each in zip(*asked, strict=True))
    rows = await driver.fetch(_SIGN_INS, merchants, people, families, idle)
    return {asked[row["place"] - 1]: frozenset(map(Right, row["rights"])) for row in rows}
