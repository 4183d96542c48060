"""The web process: wires everything, contains nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial

from graphql import OperationType
from starlette.applications import Starlette

from app import __version__
from app.assembly import assemble, take_apart
from app.desk.assets import Assets
from app.desk.mail import mail_routes
from app.desk.page import Desk
from app.desk.saved import saved_operations
from app.domain.people.people import Actor
from app.engine.limits import Limits
from app.engine.shares import Shares
from app.flows.gateways.webhooks import Webhooks
from app.flows.live.hub import Bounds, Hub
from app.flows.live.watch import Watch
from app.flows.people.leases import Leases
from app.flows.people.sign_in import actor_of_key, actor_of_session, renew, sign_in, sign_out
from app.flows.service import Service
from app.flows.upkeep.backlog import sampling
from app.flows.upkeep.pulse import Part, Pulse, beating
from app.schema.base.context import Client, Context
from app.schema.permissions import NEEDED
from app.schema.schema import schema
from app.settings import Executor, Settings
from app.settings.clients import Trust
from app.store.database import Store
from app.store.migrate import known_revisions
from app.store.tables.upkeep import ProcessKind
from app.web.application import application
from app.web.authentication import Sessions, signed_in
from app.web.classic.endpoint import ClassicEndpoint
from app.web.documents_by_hash import TrustedDocuments
from app.web.endpoint import WAITING, GraphQLEndpoint
from app.web.health import Doubtful, NotReady
from app.web.http.client import ClientConnection
from app.web.http.session_cookie import SessionCookie
from app.web.live.runs import Live
from app.web.query_work import GIVEN_WAY, QueryWork
from app.web.running import Running
from app.web.sign_in import SignInFlows, sign_in_routes
from app.web.webhooks_in import webhook_routes


def create_app(settings: Settings, service: Service | None = None) -> Starlette:
    """The service as an ASGI application, connected when it is first asked for something.

    `service` is one that was put together elsewhere, with other gateways; it ends with the application.
    """
    service = service or assemble(settings)
    store = service.store
    cookie = SessionCookie(settings.public_url)
    sign_in_flows = SignInFlows(partial(sign_in, store), partial(renew, store), partial(sign_out, store), cookie)
    known = Leases()
    sessions = Sessions(partial(actor_of_session, store, known=known), cookie)
    assets = Assets.found()
    desk = Desk(assets, saved_operations(), NEEDED, partial(signed_in, sessions))
    mail = mail_routes(settings.caught_mail) if settings.caught_mail is not None else []
    running = Running()
    hub = _hub(settings, service, running)
    shares, limits = _shares(settings, store, running), Limits(query_seconds=settings.query_deadline)
    authenticate = partial(actor_of_key, store, known=known)
    endpoint = GraphQLEndpoint(
        schema,
        authenticate=authenticate,
        sessions=sessions,
        make_context=partial(_context, service),
        limits=limits,
        shares=shares,
        running=running,
        page=desk.page,
        stock=settings.executor is Executor.STOCK,
        live=Live(hub.open, partial(_live_context, service)),
        trusted=TrustedDocuments(settings.trusted_texts, alone=settings.trusted_documents is Trust.ONLY),
    )
    classic = ClassicEndpoint(service, authenticate=authenticate, shares=shares, running=running, limits=limits)
    pulse = Pulse(service, ProcessKind.API, __version__, known_revisions())

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with beating(pulse), sampling(service, pulse):
            yield
        await hub.close()
        await classic.close()
        await endpoint.close()
        await take_apart(service)

    return application(
        endpoint,
        hosts=settings.allowed_hosts or ["*"],
        origins=settings.cors_origins,
        checks={part.value: partial(_check, pulse, part) for part in Part},
        more_routes=[
            *sign_in_routes(sign_in_flows),
            *webhook_routes(Webhooks(service)),
            *desk.routes(),
            *classic.routes,
            *(assets.routes() if assets else []),
            *mail,
        ],
        lifespan=lifespan,
    )


def _hub(settings: Settings, service: Service, running: Running) -> Hub:
    """Who follows what at this process. What it reads gives way to payments, as queries do."""
    bounds = Bounds(settings.subscriptions_per_process, settings.subscriptions_per_person)
    return Hub(service.store.for_a_query(partial(running.clear, GIVEN_WAY)), service.wakes, bounds)


async def _check(pulse: Pulse, part: Part) -> None:
    """Raises NotReady or Doubtful for what the process has found when it last tried."""
    await pulse.tried()
    if (problem := pulse.problem(part)) is not None:
        raise NotReady(problem)
    if (warning := pulse.warning(part)) is not None:
        raise Doubtful(warning)


def _context(
    service: Service, actor: Actor, request_id: str, kind: OperationType, client: Client, work: QueryWork
) -> Context:
    """What resolvers work with. What a mutation reads for its answer, it reads as it writes: before any query."""
    if kind is not OperationType.MUTATION:
        may_lag = kind is OperationType.QUERY
        service = replace(service, store=service.store.for_a_query(work.give_way, may_lag=may_lag))
    return Context(service, actor, request_id, client)


def _live_context(
    service: Service, watch: Watch, request_id: str, client: ClientConnection, work: QueryWork
) -> Context:
    """What the resolvers of a subscription work with: what a query's do, for as long as one run takes."""
    service = replace(service, store=service.store.for_a_query(work.give_way))
    return Context(service, watch.actor, request_id, client, followed=watch)


def _shares(settings: Settings, store: Store, running: Running) -> Shares:
    """As many queries at work as there are connections for them, of which no merchant has the last."""
    connections = store.connections.queries
    each = min(settings.queries_at_once, max(1, connections - 1))
    return Shares(each, connections, WAITING, payments=running.lately)
