"""Puts the service's parts together, the same for the web process and the worker."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from app.domain.gateways.accounts import SealedVersion
from app.domain.problems import Unavailable
from app.domain.reversals.states import AttemptOutcome
from app.flows.service import Service
from app.gateways.adapters import Adapters
from app.gateways.keyring import KeyRing
from app.gateways.registry import SANDBOX, Gateways
from app.gateways.sandbox.gateway import SandboxGateway
from app.gateways.sessions import Sessions
from app.process import Process
from app.ringing.doorbell import Doorbell
from app.ringing.wakes import Wakes
from app.settings import Settings
from app.store.database import SHARED_ANSWER_TIMEOUT, Contended, Store
from app.store.gateways import accounts, pace
from app.telemetry import metrics

SHARE = 4
"""Without the database a process makes one in so many of an account's calls."""


def assemble(settings: Settings, *, answers_queries: bool = True, limited: bool = True) -> Service:
    """The service, not connected to anything yet: every part connects when it is first used.

    Where it `answers_queries`, some of its connections to the database are set aside for them. Its statements are
    `limited` in time, but for commands that read whole tables. Raises SettingsError where a stopping process would not
    wait as long as a gateway may take.
    """
    store = Store(
        settings.database_url,
        settings.database_pool_size,
        settings.lock_timeout,
        shared_answer_timeout=_quick(settings),
        query_timeout=settings.query_deadline if answers_queries else None,
        statement_timeout=settings.statement_timeout if limited else None,
        read_database_url=settings.read_database_url,
    )
    wakes = Wakes(settings.redis_url, store.identity)
    store.committed = wakes.tell
    service = Service(
        settings=settings,
        store=store,
        gateways=Gateways({SANDBOX: SandboxGateway(settings.database_url, answer_timeout=_quick(settings))}),
        doorbell=Doorbell(settings.redis_url, store.identity),
        wakes=wakes,
        process=Process.this(),
        sessions=_sessions(settings, store),
    )
    settings.check_grace(service.longest_timeout)
    metrics.begin_gateway(SANDBOX, None, AttemptOutcome)
    return service


def _quick(settings: Settings) -> float:
    """Seconds that the quick statements may take: what many requests wait for is given up sooner."""
    return min(SHARED_ANSWER_TIMEOUT, settings.statement_timeout)


def _sessions(settings: Settings, store: Store) -> Sessions:
    """The sessions of gateway accounts, by the adapters that are installed and the settings' key ring."""

    async def read(account_id: int, version: int) -> SealedVersion | None:
        async with store.session() as session:
            return await accounts.version_in_force(session, account_id, version)

    async def draw(account_id: int, spacing: timedelta, count: int) -> timedelta:
        try:
            return await pace.draw(store, account_id, spacing, count)
        except (Unavailable, Contended):
            # Without the database no other process is asked: this one takes a share of the rate.
            return spacing * SHARE * count

    keys = settings.keys_of_secrets
    return Sessions(Adapters(), KeyRing(keys) if keys else None, read, draw)


async def take_apart(service: Service) -> None:
    """Closes all connections, once nothing is under way any more."""
    await service.doorbell.close()
    await service.wakes.close()
    await service.sessions.close()
    for gateway in service.gateways.adapters.values():
        await gateway.stop()
    await service.store.close()


@asynccontextmanager
async def assembled(
    settings: Settings, *, answers_queries: bool = True, limited: bool = True
) -> AsyncIterator[Service]:
    """The service for the length of a block."""
    service = assemble(settings, answers_queries=answers_queries, limited=limited)
    try:
        yield service
    finally:
        await take_apart(service)
