"""What a release promised holds with this version: its tables, its migrations, its processes, its clients' schema."""

import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import IO

import asyncpg
import httpx
import pytest

from app.demo import processes
from app.demo.embedded import Urls
from app.schema.compatibility import breaking_changes
from app.schema.schema import print_schema
from app.settings import PREFIX
from app.store.history.checks import Patience
from app.store.migrate import differences, upgrade
from tests.crash.conftest import is_long
from tests.crash.installation import until
from tests.released import rich_data
from tests.released.keep import keep
from tests.released.kept import ROOT, SCHEMA, NoSuchCode, Release, kept, present_commit, present_migrations
from tests.support import servers as real
from tests.support.merchant_client import ADVANCE_CLOCK, CHARGE, NODE, REFUND_TRANSACTION, SETTLE, VISA
from tests.support.promises import verified

ANY_AGE = Patience(timedelta(days=36_500), timedelta(days=36_500))
"""What waited when it was dumped has been due for as long as the release is old."""

MONEY = """
SELECT 'refund ' || legacy_id AS what, amount, status FROM refunds
UNION ALL SELECT 'transaction ' || legacy_id, amount, status FROM transactions
UNION ALL SELECT 'operation ' || key, amount, state FROM operations
UNION ALL SELECT 'effect ' || key || ' ' || kind, amount, effect::text FROM sandbox.journal ORDER BY 1, 2, 3
"""
IN_USE = ("approvals", "changes", "customers", "outbox", "payment_methods", "refund_run_orders", "webhook_messages")
PAGE = "{ search { transactions(input: {}, first: 20) { edges { node { id status } } pageInfo { hasNextPage } } } }"
QUEUE = "{ refundQueue { edges { node { state payment { id } } } } }"


@pytest.fixture(scope="module")
async def releases(servers: Urls, tmp_path_factory: pytest.TempPathFactory) -> Sequence[Release]:
    """Those that are kept. Before the first one, and in a long run, also one that is made of this very code."""
    there = kept()
    if there and not is_long():
        return there
    trial = tmp_path_factory.mktemp("released") / "trial"
    return [await keep(trial, "0.0.1", present_commit(), servers), *there]


def test_each_release_of_the_changelog_is_kept() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## (\S+) \((?!unreleased)", changelog, re.MULTILINE)
    assert [each.version for each in kept()] == released[::-1]


def test_released_migrations_never_change(releases: Sequence[Release]) -> None:
    present = present_migrations()
    for release in releases:
        assert len(release.migrations) > 20
        changed = [name for name, hashed in release.migrations.items() if present.get(name) != hashed]
        assert changed == [], f"of {release.version}: write a new migration instead"


def test_clients_of_each_release_still_work(releases: Sequence[Release]) -> None:
    for release in releases:
        assert breaking_changes((release.folder / SCHEMA).read_text(encoding="utf-8"), print_schema()) == []


async def test_its_tables_migrate_with_all_that_is_in_them(
    releases: Sequence[Release], servers: Urls, tmp_path: Path
) -> None:
    for release in releases:
        database = await real.create_database(servers, template="template1")
        await release.restore(database, tmp_path)
        before = await rows(database, MONEY)
        assert len(before) > 200
        [found] = await rows(database, "SELECT version_num FROM alembic_version")
        assert found["version_num"] == release.revision
        for table in IN_USE:
            assert await rows(database, f"SELECT FROM {table} LIMIT 1"), table
        await upgrade(database)
        assert await differences(database) == []
        assert await rows(database, MONEY) == before
        await verified(real.settings_for(servers, database), ANY_AGE)
        await real.drop_database(servers, database)


async def rows(database: str, query: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(database)
    try:
        return list(await connection.fetch(query))
    finally:
        await connection.close()


@asynccontextmanager
async def serving(code: Path, settings: dict[str, str], output: IO[bytes]) -> AsyncIterator[httpx.AsyncClient]:
    """The API and a worker of the code in that folder, and a client with a key that has every right."""
    with ExitStack() as stack:
        listener = stack.enter_context(processes.listen("127.0.0.1", 0))
        descriptor = listener.fileno()
        for words in (["serve", "--descriptor", str(descriptor)], ["worker"]):
            process = processes.start(
                [sys.executable, "-m", "app.commands.cli", *words],
                output,
                folder=code,
                environment=settings,
                when_orphaned=signal.SIGKILL,
                descriptors=[descriptor],
            )
            stack.callback(processes.end, process, signal.SIGTERM)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        async with httpx.AsyncClient(base_url=address, auth=rich_data.KEYS, timeout=60) as client:
            yield client


async def asked(client: httpx.AsyncClient, query: str, **variables: object) -> dict[str, object]:
    """The value of the answer's one field."""
    answer = (await client.post("/graphql", json={"query": query, "variables": variables})).json()
    assert "errors" not in answer, answer
    (value,) = answer["data"].values()
    found: dict[str, object] = value
    return found


def environment(database: str, servers: Urls) -> Iterator[tuple[str, str]]:
    """What an operator sets, for a program of any release."""
    for name, value in os.environ.items():
        if not name.startswith(PREFIX) and name != "PYTHONPATH":
            yield name, value
    yield f"{PREFIX}DATABASE_URL", database
    yield f"{PREFIX}REDIS_URL", servers.redis
    yield f"{PREFIX}LOG_FORMAT", "text"


async def test_its_processes_work_on_while_and_after_the_tables_are_migrated(
    releases: Sequence[Release], servers: Urls, tmp_path: Path
) -> None:
    """The last release, from its commit: a reversal, the same again, the queue, a page."""
    release = releases[-1]
    code = tmp_path / "code"
    release.unpack(code)
    database = await real.create_database(servers, template="template1")
    await release.restore(database, tmp_path)
    with (tmp_path / "printed").open("wb") as output:
        async with serving(code, dict(environment(database, servers)), output) as client:

            async def ready() -> bool:
                return (await client.get("/readyz")).status_code == httpx.codes.OK

            await until(ready, "the release's own processes")
            sale = await charged(client, "4000.00")
            before = await refunded(client, sale, "100.00", "before")
            await upgrade(database)
            assert await refunded(client, sale, "100.00", "before") == before
            assert (await refunded(client, sale, "200.00", "after"))["status"] == "SUBMITTED_FOR_SETTLEMENT"
            waits = await refunded(client, sale, "3001.00", "queued")
            assert waits["status"] == "AUTHORIZING"
            queue = await asked(client, QUEUE)
            assert str(waits["id"]) in str(queue)
            page = await asked(client, PAGE)
            assert str(page).count("'id'") == 20
            await asked(client, ADVANCE_CLOCK, input={"by": "P1D"})
            assert (await asked(client, NODE, id=waits["id"]))["status"] in {"SUBMITTED_FOR_SETTLEMENT", "SETTLED"}
            assert await ready()
    await verified(real.settings_for(servers, database), ANY_AGE)
    await real.drop_database(servers, database)


async def charged(client: httpx.AsyncClient, amount: str) -> str:
    given = {"paymentMethodId": VISA, "transaction": {"amount": amount}}
    sale = str(dict(await asked(client, CHARGE, input=given))["transaction"]["id"])  # type: ignore[index] # JSON
    await asked(client, SETTLE, input={"transactionId": sale})
    return sale


async def refunded(client: httpx.AsyncClient, sale: str, amount: str, key: str) -> dict[str, object]:
    given = {"transactionId": sale, "refund": {"amount": amount}, "apiRequestKey": key}
    answer = await asked(client, REFUND_TRANSACTION, input=given)
    refund = answer["refund"]
    assert isinstance(refund, dict)
    return {"id": refund["id"], "status": refund["status"]}


def test_code_that_is_not_in_this_clone_is_said_to_be_missing(tmp_path: Path) -> None:
    gone = Release(tmp_path, "0.1.0", "0123456789abcdef0123456789abcdef01234567", "none", {})
    with pytest.raises(NoSuchCode, match=r"of release 0\.1\.0 is not here"):
        gone.unpack(tmp_path)
