"""Puts the web process together: the endpoint, the probes, the page, and what surrounds them."""

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
    """The web process. `hosts` are the names it answers to ("*" for any), `checks` what /readyz looks at.

    `origins` are those whose pages, in browsers, may ask it from elsewhere.

    Whoever ends the process awaits `endpoint.close()` first, in `lifespan` for one.
    """
    routes: list[BaseRoute] = [*probes(checks), *more_routes]
    if endpoint.page is not None:
        routes.append(Route("/", endpoint.page, methods=["GET"]))

    def surrounded(app: ASGIApp) -> ASGIApp:
        outer = OuterMiddleware(app, hosts=hosts)
        # Outside of everything: a page elsewhere can read no answer, an error's neither, without its headers.
        return CrossOrigin(outer, origins=origins) if origins else outer

    app = _Application(routes=routes, lifespan=lifespan)
    app.router.redirect_slashes = False
    app.graphql = surrounded(endpoint)
    app.others = surrounded(super(_Application, app).__call__)
    return app


class _Application(Starlette):
    """What nearly all requests ask for is found without looking through routes."""

    graphql: ASGIApp
    others: ASGIApp

    def build_middleware_stack(self) -> ASGIApp:
        """Without Starlette's own last resort, whose answer has no form; the outer has one."""
        return ExceptionMiddleware(self.router, handlers={HTTPException: refuse})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await (self.graphql if scope["path"] == GRAPHQL else self.others)(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
