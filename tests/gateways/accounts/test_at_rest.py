"""What is kept of secrets: sealed, bound to its row, and sealed anew by another key while it is in use."""

from typing import Any

import asyncpg
import pytest

from app.assembly import assembled
from app.demo.embedded import Urls
from app.domain.gateways.secret_keys import write_key
from app.domain.people.people import Actor
from app.flows.gateways.account_test import check_account
from app.flows.gateways.accounts import AddAccountAsk, UpdateAccountAsk, add_account, update_account
from app.flows.gateways.seal_anew import seal_anew
from app.flows.service import Service
from app.gateways.keyring import KeyRing, new_key
from app.gateways.sessions import Why
from app.settings import Settings
from tests.gateways.accounts.local import Gateway
from tests.support import servers as real

CANARIES = {"secret_key": "test_canary_51c09a7e", "webhook_secrets": "whsec_canary_88d2f1"}

TABLES = """
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
"""


async def add(service: Service, actor: Actor, gateway: Gateway, name: str = "main") -> int:
    gateway.known[CANARIES["secret_key"]] = ("acct_local", False)
    settings = [("api_base", gateway.address)]
    return (await add_account(service, actor, AddAccountAsk(name, "local", settings, [*CANARIES.items()]))).id


async def rows(database: str, statement: str, *arguments: Any) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(database.replace("+asyncpg", ""))
    try:
        found: list[asyncpg.Record] = await connection.fetch(statement, *arguments)
    finally:
        await connection.close()
    return found


async def test_no_column_of_the_database_has_a_secret(
    service: Service, actor: Actor, gateway: Gateway, database: str
) -> None:
    await add(service, actor, gateway)
    gateway.answers.append((401, f"Invalid key: {CANARIES['secret_key']}".encode()))
    await check_account(service, actor, "main", "name")
    await update_account(
        service, actor, UpdateAccountAsk("main", [("timeout", "7")], [("secret_key", "test_next_one")])
    )
    tables = await rows(database, TABLES)
    found = 0
    for table in tables:
        for row in await rows(database, f"SELECT * FROM {table['name']}"):
            found += 1
            told = " ".join(
                bytes(value).decode("latin-1") if isinstance(value, bytes) else str(value) for value in row.values()
            )
            for canary in (*CANARIES.values(), "test_next_one"):
                assert canary not in told, table
                assert canary.encode().hex() not in told, table
    assert found > 5


async def test_secrets_that_were_moved_to_another_row_do_not_open(
    service: Service, actor: Actor, gateway: Gateway, database: str, settings: Settings
) -> None:
    one, two = await add(service, actor, gateway), await add(service, actor, gateway, "other")
    await update_account(service, actor, UpdateAccountAsk("main", [("timeout", "7")]))
    move = """
        UPDATE gateway_account_secrets a SET secrets = b.secrets FROM gateway_account_secrets b
        WHERE (a.account_id, a.version) = ($1, $2) AND (b.account_id, b.version) = ($3, $4)
    """
    await rows(database, move, two, 1, one, 1)
    await rows(database, move, one, 2, one, 1)
    for name in ("main", "other"):
        said = await check_account(service, actor, name, "name")
        assert (said.ok, said.message) == (False, Why.NOT_OPENED.value)
    assert gateway.heard == []


async def test_a_setting_that_was_changed_in_the_database_sends_no_secret_elsewhere(
    service: Service, actor: Actor, gateway: Gateway, database: str
) -> None:
    await add(service, actor, gateway)
    await rows(database, 'UPDATE gateway_account_secrets SET settings = \'{"api_base": "https://thief.example"}\'')
    said = await check_account(service, actor, "main", "name")
    assert said.message == Why.NOT_OPENED.value


async def test_another_installation_reads_nothing_without_the_key(
    service: Service, actor: Actor, gateway: Gateway, servers: Urls, database: str
) -> None:
    account = await add(service, actor, gateway)
    for keys, why in (("", Why.NO_KEYS), (write_key(new_key()), Why.NOT_OPENED)):
        async with assembled(real.settings_for(servers, database, secrets_keys=keys or None)) as other:
            said = await check_account(other, actor, "main", "name")
            assert (said.ok, said.message) == (False, why.value)
    assert gateway.heard == []
    assert await service.sessions.session_of(account, 1) is not None


async def test_rotation_seals_by_the_first_key_in_batches_and_can_be_stopped(
    service: Service, actor: Actor, gateway: Gateway, key: str, servers: Urls, database: str
) -> None:
    for number in range(5):
        await add(service, actor, gateway, f"main-{number}")
    new = write_key(new_key())
    both = real.settings_for(servers, database, secrets_keys=f"{new},{key}")
    async with assembled(both) as rotating:
        assert rotating.sessions.ring is not None
        first = rotating.sessions.ring.first
        by_first = "SELECT count(*) FROM gateway_account_secrets WHERE key_id = $1"
        stopped = seal_anew(rotating, rotating.sessions.ring, size=2)
        assert (await anext(stopped)).sealed == 2
        await stopped.aclose()
        assert (await rows(database, by_first, first))[0][0] == 2, "one batch"
        assert (await check_account(rotating, actor, "main-4", "name")).ok, "both keys open meanwhile"
        assert (await check_account(rotating, actor, "main-0", "name")).ok
        assert [batch.sealed async for batch in seal_anew(rotating, rotating.sessions.ring, size=2)] == [2, 1]
        assert [batch async for batch in seal_anew(rotating, rotating.sessions.ring)] == []
    async with assembled(real.settings_for(servers, database, secrets_keys=new)) as after:
        for number in range(5):
            assert (await check_account(after, actor, f"main-{number}", "name")).ok


async def test_rotation_tells_what_no_key_opens_and_goes_on(service: Service, actor: Actor, gateway: Gateway) -> None:
    lost = await add(service, actor, gateway)
    await add(service, actor, gateway, "other")
    ring = KeyRing([new_key()])
    batches = [batch async for batch in seal_anew(service, ring)]
    assert [(batch.sealed, len(batch.not_opened)) for batch in batches] == [(0, 2)]
    assert batches[0].not_opened[0] == (lost, 1)
    assert (await check_account(service, actor, "main", "name")).ok, "nothing was changed"


async def test_what_is_kept_tells_the_version_and_the_gateways_own_id(
    service: Service, actor: Actor, gateway: Gateway, database: str
) -> None:
    await add(service, actor, gateway)
    said = await check_account(service, actor, "main", "name")
    assert (said.ok, said.reference, said.live) == (True, "acct_local", False)
    (kept,) = await rows(database, "SELECT reference FROM gateway_account_secrets")
    assert kept["reference"] == "acct_local"
    gateway.missing = ("refunds:write",)
    said = await check_account(service, actor, "main", "name")
    assert (said.ok, said.missing_rights) == (False, ("refunds:write",))
    assert "refunds:write" in said.message


@pytest.mark.parametrize("size", [1, 2, 100])
async def test_no_secret_is_passed_over_whatever_the_size_of_a_batch(
    service: Service, actor: Actor, gateway: Gateway, key: str, servers: Urls, database: str, size: int
) -> None:
    for number in range(3):
        await add(service, actor, gateway, f"main-{number}")
    ring = KeyRing([new_key(), *service.settings.keys_of_secrets])
    assert sum([batch.sealed async for batch in seal_anew(service, ring, size)]) == 3
    kept = await rows(database, "SELECT DISTINCT key_id FROM gateway_account_secrets")
    assert [row["key_id"] for row in kept] == [ring.first]
