"""What an address says holds for every pool: TLS, several hosts, targets and options."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import trustme
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisAway
from sqlalchemy import text

from app.addresses.postgresql import read_postgresql
from app.addresses.redis import read_redis
from app.demo.embedded import Urls
from app.domain.problems import Unavailable
from app.gateways.sandbox.gateway import SandboxGateway
from app.store import migrate
from app.store.database import Store
from tests.crash.installation import until
from tests.faults.wire import Wire, wire

Use = Callable[[str], Awaitable[object]]


@asynccontextmanager
async def _opened(address: str) -> AsyncIterator[Store]:
    store = Store(address, query_timeout=5.0)
    try:
        yield store
    finally:
        await store.close()


async def _by_session(address: str) -> object:
    async with _opened(address) as store, store.session() as session:
        return (await session.execute(text("SELECT 1"))).scalar_one()


async def _by_transaction(address: str) -> object:
    async with _opened(address) as store, store.begin() as session:
        return (await session.execute(text("SELECT 1"))).scalar_one()


async def _by_what_requests_share(address: str) -> object:
    async with _opened(address) as store, store.connection() as connection:
        return await connection.fetchval("SELECT 1")


async def _by_locks(address: str) -> object:
    async with _opened(address) as store, store.alone("test", 1):
        return 1


async def _by_the_sandbox(address: str) -> object:
    gateway = SandboxGateway(address)
    try:
        return [each async for each in gateway.journal()]
    except OSError as error:
        raise Unavailable("the sandbox") from error
    finally:
        await gateway.stop()


async def _by_migrations(address: str) -> object:
    return await migrate.is_current(address)


USES: dict[str, Use] = {
    "a session": _by_session,
    "a transaction": _by_transaction,
    "what requests share": _by_what_requests_share,
    "locks": _by_locks,
    "the sandbox": _by_the_sandbox,
    "migrations": _by_migrations,
}


def socket_of(database: str) -> str:
    """The path of PostgreSQL's socket behind a test's address."""
    ((folder, port),) = read_postgresql(database).hosts
    return f"{folder}/.s.PGSQL.{port}"


def through(made: Wire, database: str, *, host: str = "localhost", **parameters: str) -> str:
    """The same database behind a proxy."""
    name = urlsplit(database).path
    more = "&".join(f"{key}={value}" for key, value in parameters.items())
    return f"postgresql://refundry@{host}:{made.port}{name}?{more}"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def root(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("tls") / "root.pem"
    authority.cert_pem.write_to_path(file)
    return file


@pytest.fixture(scope="module")
def tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    return context


async def test_certificates_are_checked_by_each_pool(
    database: str, root: Path, tls: ssl.SSLContext, tmp_path: Path
) -> None:
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(other)
    async with wire(socket_of(database), tls=tls, postgres=True) as made:
        await _works_by_all(through(made, database, sslmode="verify-full", sslrootcert=str(root)))
        for wrong in (
            through(made, database, sslmode="verify-full", sslrootcert=str(other)),
            through(made, database, host="127.0.0.1", sslmode="verify-full", sslrootcert=str(root)),
        ):
            await _works_by_none(wrong)


async def test_tls_that_is_asked_for_is_not_done_without(database: str) -> None:
    async with wire(socket_of(database)) as made:
        await _works_by_none(through(made, database, sslmode="require"))
        await _works_by_all(through(made, database, sslmode="disable"))


@pytest.mark.parametrize("fault", ["refusing", "black_hole"])
async def test_the_next_host_is_taken_where_the_first_does_not_answer(fault: str, database: str) -> None:
    """A host that takes a connection and says nothing keeps nobody for longer than `connect_timeout`."""
    async with wire(socket_of(database)) as dead, wire(socket_of(database)) as well:
        setattr(dead, fault, True)
        address = through(well, database, connect_timeout="1", target_session_attrs="read-write")
        await _works_by_all(address.replace("localhost", f"127.0.0.1:{dead.port},localhost"))
        assert dead.accepted >= len(USES)
        assert well.accepted >= len(USES)


async def _works_by_all(address: str) -> None:
    await asyncio.gather(*(use(address) for use in USES.values()))


async def _works_by_none(address: str) -> None:
    failed = await asyncio.gather(*(use(address) for use in USES.values()), return_exceptions=True)
    assert {name: type(error) for name, error in zip(USES, failed, strict=True)} == dict.fromkeys(USES, Unavailable)


async def test_a_host_of_another_kind_is_passed_over(database: str) -> None:
    async with wire(socket_of(database)) as made:
        with pytest.raises(Unavailable):
            await _by_session(through(made, database, target_session_attrs="standby"))
        await _by_session(through(made, database, target_session_attrs="prefer-standby"))


async def test_options_hold_for_each_connection(database: str) -> None:
    address = f"{database}&options=-c%20work_mem%3D1234kB%20-c%20geqo%3Doff&application_name=till"
    async with _opened(address) as store:
        async with store.session() as session:
            assert (await session.execute(text("SHOW work_mem"))).scalar_one() == "1234kB"
            assert (await session.execute(text("SHOW application_name"))).scalar_one() == "till"
        async with store.connection() as connection:
            assert await connection.fetchval("SHOW geqo") == "off"


@pytest.mark.parametrize("instant", range(12))
async def test_what_is_under_way_when_a_pool_closes_leaves_no_connection(servers: Urls, instant: int) -> None:
    """At whatever instant; and who asks afterwards is told so, and gets none."""
    name = f"closing-{instant}"
    at_work: Redis = Redis(connection_pool=read_redis(f"{servers.redis}?db=7&client_name={name}").connections(5.0, 5.0))
    asked = [asyncio.ensure_future(at_work.ping()) for _ in range(5)]
    for _ in range(instant):
        await asyncio.sleep(0)
    await at_work.aclose(close_connection_pool=True)
    await asyncio.gather(*asked, return_exceptions=True)
    with pytest.raises(RedisAway, match="closed"):
        await at_work.ping()
    async with Redis.from_url(f"{servers.redis}?db=7") as looking:

        async def gone() -> bool:
            return name not in {each["name"] for each in await looking.client_list()}

        await until(gone, "the server to see them closed")


async def test_redis_by_tls_and_by_number(servers: Urls, root: Path, tls: ssl.SSLContext, tmp_path: Path) -> None:
    socket = urlsplit(servers.redis).path
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(other)
    async with wire(socket, tls=tls) as made:
        address = f"rediss://localhost:{made.port}/5?ssl_ca_certs={root}"
        redis: Redis = Redis(connection_pool=read_redis(address).connections(2.0, 2.0))
        await redis.set("addresses", "by number", px=10_000)
        await redis.aclose(close_connection_pool=True)
        direct: Redis = Redis(connection_pool=read_redis(f"{servers.redis}?db=5").connections(2.0, 2.0))
        assert await direct.get("addresses") == b"by number"
        await direct.aclose(close_connection_pool=True)
        for wrong in (address.replace(str(root), str(other)), address.replace("localhost", "127.0.0.1")):
            refused: Redis = Redis(connection_pool=read_redis(wrong).connections(2.0, 2.0))
            with pytest.raises(RedisAway):
                await refused.ping()
            await refused.aclose(close_connection_pool=True)
