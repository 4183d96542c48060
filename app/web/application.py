"""The web process as one ASGI application: endpoint, probes, page, and the middleware around them."""

from collections.abc import Collection, Mapping, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Lifespan, Receive, Scope, Send

from app.web.endpoint import GraphQLEndpoint
from app.web.health import Check, probes
from app.web.http.cross_origin import CrossOrigin
from app.web.middleware import OuterMiddleware, refuse

GRAPHQL = "/graphql"


def application(
    endpoint: GraphQLEndpoint,
    *,
    hosts: Collection[str],
    origins: Collection[str] = (),
    checks: Mapping[str, Check],
    more_routes: Sequence[BaseRoute] = (),
    lifespan: Lifespan[Starlette] | None = None,
) -> Starlette:
    """The application. `hosts` are the host names it answers to ("*" for any), `checks` what /readyz runs, and
    `origins` those whose pages may call it from browsers (CORS).

    Before the process ends, `endpoint.close()` has to be awaited, for example in `lifespan`.
    """
    routes: list[BaseRoute] = [*probes(checks), *more_routes]
    if endpoint.page is not None:
        routes.append(Route("/", endpoint.page, methods=["GET"]))

    def wrapped(app: ASGIApp) -> ASGIApp:
        outer = OuterMiddleware(app, hosts=hosts)
        # Outermost, since a page of another origin can read no response without its headers, not even an error.
        return CrossOrigin(outer, origins=origins) if origins else outer

    app = _Application(routes=routes, lifespan=lifespan)
    app.router.redirect_slashes = False
    app.graphql = wrapped(endpoint)
    app.others = wrapped(super(_Application, app).__call__)
    return app


class _Application(Starlette):
    """Starlette, with /graphql matched before all routes."""

    graphql: ASGIApp
    others: ASGIApp

    def build_middleware_stack(self) -> ASGIApp:
        """Without Starlette's ServerErrorMiddleware: OuterMiddleware answers unexpected errors in our own form."""
        return ExceptionMiddleware(self.router, handlers={HTTPException: refuse})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await (self.graphql if scope["path"] == GRAPHQL else self.others)(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
