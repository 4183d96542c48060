"""The web process: wires everything, contains nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from starlette.applications import Starlette

from app.assembly import assemble, take_apart
from app.desk.mail import mail_routes
from app.desk.page import page
from app.flows.sign_in import actor_of_key
from app.schema.context import Context
from app.schema.schema import schema
from app.settings import Settings
from app.web.application import application
from app.web.endpoint import GraphQLEndpoint
from app.web.limits import Limits


def create_app(settings: Settings) -> Starlette:
    """The service as an ASGI application, connected when it is first asked for something."""
    service = assemble(settings)
    endpoint = GraphQLEndpoint(
        schema,
        authenticate=partial(actor_of_key, service.store),
        make_context=partial(Context.of, service),
        limits=Limits(query_seconds=settings.query_deadline),
        page=page,
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await endpoint.close()
        await take_apart(service)

    return application(
        endpoint,
        hosts=settings.allowed_hosts or ["*"],
        checks={"database": service.store.ping},
        more_routes=mail_routes(settings.caught_mail) if settings.caught_mail is not None else (),
        lifespan=lifespan,
    )
