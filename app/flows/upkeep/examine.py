"""What an operator wants to know of an installation: each look finds that something is well, or says what to do."""

from dataclasses import dataclass
from enum import StrEnum

from redis.exceptions import RedisError

from app.flows.service import Service
from app.mail.smtp import Postman, Taken
from app.store import backlog as figures
from app.store import server
from app.store.database import Store
from app.store.migrate import what_differs

OLDEST_POSTGRES = 140000
"""PostgreSQL 14, as the server numbers its versions."""

FEW = 10
"""Connections left to a server, of which fewer are doubtful."""

MOST_APART = 5.0
"""Seconds between two clocks that are taken for the same."""

FAR_BEHIND = 60.0
"""Seconds that a replica may be behind."""

LATE = 900.0
"""Seconds that something due may wait."""


class Verdict(StrEnum):
    """Well; worth a look, but the service works; or ill, so that it does not work."""

    WELL = "WELL"
    DOUBTFUL = "DOUBTFUL"
    ILL = "ILL"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, in words, and what is to be done about it."""

    verdict: Verdict
    told: str
    advice: str = ""


async def database(service: Service) -> Finding:
    """Whether PostgreSQL answers, is new enough, and takes writes. Raises Unavailable."""
    async with service.store.session() as session:
        found = await server.look(session)
    told = f"PostgreSQL {found.version // 10000}, database {found.database}"
    if found.version < OLDEST_POSTGRES:
        return Finding(Verdict.ILL, told, "PostgreSQL 14 or later is needed.")
    if found.standby or found.read_only:
        return Finding(Verdict.ILL, f"{told}, read-only", "Name the primary, or all hosts and target_session_attrs.")
    if not found.trigrams:
        return Finding(Verdict.ILL, f"{told}, without pg_trgm", "Run `refundry migrate`, or install pg_trgm.")
    return Finding(Verdict.WELL, told)


async def replica(service: Service) -> Finding:
    """Whether the replica for queries answers, and how far it is behind. Raises Unavailable."""
    address = service.settings.read_database_url
    if address is None:
        return Finding(Verdict.WELL, "none: queries are answered by the database itself")
    store = Store(address, pool_size=1)
    try:
        async with store.session() as session:
            found = await server.look(session)
            behind = await server.behind(session)
    finally:
        await store.close()
    if not found.standby:
        return Finding(Verdict.DOUBTFUL, f"database {found.database}, which is no standby", "Is it the right address?")
    told = f"{behind.total_seconds():.1f} seconds behind"
    if behind.total_seconds() <= FAR_BEHIND:
        return Finding(Verdict.WELL, told)
    return Finding(Verdict.DOUBTFUL, told, "Queries tell what was so then: look at pg_stat_replication.")


async def tables(service: Service) -> Finding:
    """Whether the tables are of this version. Raises Unavailable."""
    differs = await what_differs(service.settings.database_url)
    return Finding(Verdict.WELL, "of this version") if differs is None else Finding(Verdict.ILL, differs)


async def clock(service: Service) -> Finding:
    """How far the database's clock is from this machine's. Raises Unavailable."""
    async with service.store.session() as session:
        apart = abs((await server.clock_ahead(session)).total_seconds())
    told = f"{apart:.1f} seconds from the database's"
    if apart <= MOST_APART:
        return Finding(Verdict.WELL, told)
    return Finding(Verdict.DOUBTFUL, told, "Run NTP on both machines.")


async def connections(service: Service) -> Finding:
    """How many connections the server has left. Raises Unavailable."""
    async with service.store.session() as session:
        found = await server.look(session)
    told = f"{found.connections_left} of {found.connections} are left"
    if found.connections_left >= FEW:
        return Finding(Verdict.WELL, told)
    return Finding(Verdict.DOUBTFUL, told, "Raise max_connections, or lower REFUNDRY_DATABASE_POOL_SIZE.")


async def redis(service: Service) -> Finding:
    """Whether Redis answers."""
    try:
        await service.doorbell.ping()
    except (RedisError, OSError) as error:
        told = f"no answer ({type(error).__name__})"
        return Finding(Verdict.ILL, told, "Is it there, and does REFUNDRY_REDIS_URL lead to it?")
    return Finding(Verdict.WELL, "it answers")


async def mail(service: Service) -> Finding:
    """Whether the mail server takes us. Nothing is sent."""
    server_of_mail = service.settings.mail_server
    if server_of_mail is None:
        return Finding(Verdict.DOUBTFUL, "no server", "Set REFUNDRY_SMTP_URL: until then mails wait.")
    async with Postman(server_of_mail, service.settings.smtp_ca_file) as postman:
        said = await postman.call_on()
    if isinstance(said, Taken):
        return Finding(Verdict.WELL, f"{server_of_mail.host} takes us")
    return Finding(Verdict.ILL, f"{server_of_mail.host}: {said.error}", "Mails wait until it takes us.")


async def key_ring(service: Service) -> Finding:
    """Whether there are keys where there are secrets. Raises Unavailable."""
    async with service.store.session() as session:
        sealed = await server.sealed_secrets(session)
    if service.sessions.ring is not None:
        return Finding(Verdict.WELL, f"set, {sealed} secrets are sealed")
    if not sealed:
        return Finding(Verdict.WELL, "none, and no secret to be opened by it")
    told = f"none, and {sealed} secrets can't be opened"
    return Finding(Verdict.ILL, told, "Set REFUNDRY_SECRETS_KEYS, or REFUNDRY_SECRETS_KEYS_FILE.")


async def backlog(service: Service) -> Finding:
    """Whether what is due is carried out. Raises Unavailable."""
    async with service.store.session() as session:
        found = await figures.look(session)
    waits = sum(found.by_state.values())
    told = f"{waits} operations, {found.mails} mails, {found.attention} payments that need a person"
    if found.oldest_due.total_seconds() <= LATE:
        return Finding(Verdict.WELL, told)
    late = f"{told}; the oldest is late by {found.oldest_due.total_seconds() / 60:.0f} minutes"
    return Finding(Verdict.DOUBTFUL, late, "See docs/operating/runbook/RefundryQueueLate.md.")


async def worker(service: Service) -> Finding:
    """Whether a worker is at work. Raises Unavailable."""
    async with service.store.session() as session:
        ages = (await figures.look(session)).heartbeats
    if ages.get("WORKER", float("inf")) <= 120:
        return Finding(Verdict.WELL, "one is at work")
    return Finding(Verdict.DOUBTFUL, "none was at work within two minutes", "Start one: `refundry worker`.")
