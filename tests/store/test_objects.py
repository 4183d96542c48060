"""Rows as objects, beside statements by hand in the same session: each sees what the other has done."""

import asyncio
from datetime import timedelta
from hashlib import sha256
from secrets import token_hex

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.ids import new_legacy_id
from app.domain.people.people import ApiKey, Right
from app.domain.reversals.states import AccountStatus
from app.store import objects
from app.store.database import Store, driver_of
from app.store.people import keys, merchants, people
from app.store.tables.merchants import MerchantRow
from tests.crash.installation import until
from tests.support.merchant_client import Shop


@pytest.fixture
def store(shop: Shop) -> Store:
    return shop.live.service.store


async def test_an_object_is_read_as_its_row_is_now(shop: Shop, store: Store) -> None:
    async with store.begin() as session:
        before = await merchants.find(session, shop.merchant.public_id)
        assert before is not None
        await (await driver_of(session)).execute(f"UPDATE merchants SET retry_attempts = 9 WHERE id = {before.id}")
        after = await merchants.lock(session, before.id)
    assert (before.retry_attempts, after.retry_attempts) == (None, 9)


async def test_what_another_has_committed_is_seen_once_the_lock_was_had(shop: Shop, store: Store) -> None:
    number = shop.merchant.id
    async with store.begin() as late:
        await merchants.find(late, shop.merchant.public_id)
        await shop.set_merchant(retry_attempts=7)
        assert (await merchants.lock(late, number)).retry_attempts == 7


async def test_a_statement_by_hand_sees_what_was_changed(shop: Shop, store: Store) -> None:
    async with store.begin() as session:
        await merchants.set_clock_offset(session, shop.merchant.id, timedelta(hours=7))
        assert await merchants.clock_offset(session, shop.merchant.id) == timedelta(hours=7)
        made = await _add_key(session, shop, public := token_hex(8))
        kept = await keys.find(session, public)
        assert kept is not None
        assert kept.actor.rights == made.rights == {Right.VIEW}


async def test_what_fails_leaves_nothing(shop: Shop, store: Store) -> None:
    public = token_hex(8)

    async def fail(session: AsyncSession) -> None:
        await _add_key(session, shop, public)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        async with store.begin() as session:
            await fail(session)
    async with store.session() as session:
        assert await keys.find(session, public) is None


async def test_a_session_for_reading_writes_no_object(shop: Shop, store: Store) -> None:
    async with store.session() as session:
        merchant = await objects.get(session, MerchantRow, shop.merchant.id)
        merchant.name = "Another"
        with pytest.raises(AssertionError, match="writes nothing"):
            await session.flush()
        session.expunge_all()
    async with store.session() as session:
        assert (await merchants.get(session, shop.merchant.id)).name == shop.merchant.name


async def test_of_two_who_revoke_a_key_one_does(shop: Shop, store: Store) -> None:
    public, number = shop.keys[0], shop.merchant.id
    held = asyncio.Event()

    async def second() -> object:
        async with store.begin() as session:
            await held.wait()
            return await keys.revoke(session, number, public)

    other = asyncio.create_task(second())
    async with store.begin() as session:
        assert await keys.revoke(session, number, public) is not None
        held.set()
        await until(lambda: _somebody_waits(shop), "the second one waits for the first")
    assert await other is None


async def test_a_new_default_account_takes_that_place(shop: Shop, store: Store) -> None:
    async with store.begin() as session:
        before = await merchants.find_account(session, shop.merchant.id, None)
        made = await merchants.add_account(
            session,
            shop.merchant.id,
            "another",
            "USD",
            None,
            default=True,
            status=AccountStatus.ACTIVE,
            supports_refunds=True,
            refunds_while_settling=False,
        )
        assert before is not None
        assert made.default
        assert await merchants.find_account(session, shop.merchant.id, None) == made
        still = await merchants.find_account(session, shop.merchant.id, before.public_id)
    assert still is not None
    assert not still.default


async def test_a_person_is_disabled_when_the_work_began(shop: Shop, store: Store) -> None:
    legacy_id = new_legacy_id()
    async with store.begin() as session:
        person = await people.add(
            session,
            shop.merchant.id,
            legacy_id=legacy_id,
            email="Some@example.com",
            name="Somebody",
            password_hash="$argon2id$none",
            rights={Right.VIEW, Right.ADMINISTER},
        )
        assert await people.password_of(session, person.id) == "$argon2id$none"
        await people.disable(session, person.id)
        began = (await session.execute(text("SELECT now()"))).scalar_one()
        assert await people.password_of(session, person.id) is None
        disabled_at = text("SELECT disabled_at FROM users WHERE legacy_id = :legacy_id")
        (row,) = (await session.execute(disabled_at, {"legacy_id": legacy_id})).all()
    assert row.disabled_at == began
    async with store.session() as session:
        (found,) = await people.with_email(session, "some@EXAMPLE.com", shop.merchant.public_id)
        assert (found.disabled, found.rights) == (True, person.rights)
        assert not await people.with_email(session, "some@EXAMPLE.com", "another-shop")


async def _add_key(session: AsyncSession, shop: Shop, public: str) -> ApiKey:
    return await keys.add(session, shop.merchant.id, public, sha256(public.encode()).digest(), "New", {Right.VIEW})


async def _somebody_waits(shop: Shop) -> bool:
    """Whether somebody waits for a row of this database."""
    waiting = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    return bool(await shop.execute(waiting))
