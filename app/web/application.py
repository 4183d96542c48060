"""The web process as one ASGI application: endpoint, probes, page, and the middleware around them."""

from collections.abc import Collection, Mapping, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Lifespan

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
    routes: list[BaseRoute] = [Route(GRAPHQL, endpoint), Route(f"{GRAPHQL}/", endpoint), *probes(checks), *more_routes]
    if endpoint.page is not None:
        routes.append(Route("/", endpoint.page, methods=["GET"]))
    app = _Application(routes=routes, lifespan=lifespan)
    app.router.redirect_slashes = False
    app.hosts, app.origins = hosts, origins
    return app


class _Application(Starlette):
    """Starlette with our own middleware in place of its ServerErrorMiddleware, whose answers have another form."""

    hosts: Collection[str]
    origins: Collection[str]

    def build_middleware_stack(self) -> ASGIApp:
        """CORS around OuterMiddleware around the routes."""
        routed = ExceptionMiddleware(self.router, handlers={HTTPException: refuse})
        outer = OuterMiddleware(routed, hosts=self.hosts)
        # CORS is outermost: a page of another origin can read no response without its headers, not even an error.
        return CrossOrigin(outer, origins=self.origins) if self.origins else outer
