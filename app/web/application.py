"""Puts the web process together: the endpoint, the probes, the page, and what surrounds them."""

from collections.abc import Collection, Mapping, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route
from starlette.types import Lifespan

from app.web.cross_origin import CrossOrigin
from app.web.endpoint import GraphQLEndpoint
from app.web.entrance import Entrance, refuse
from app.web.health import Check, probes


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
    routes: list[BaseRoute] = [Route("/graphql", endpoint), *probes(checks), *more_routes]
    if endpoint.page is not None:
        routes.append(Route("/", endpoint.page, methods=["GET"]))
    app = Starlette(
        routes=routes,
        middleware=[
            # Outside of everything: a page elsewhere can read no answer, an error's neither, without its headers.
            *([Middleware(CrossOrigin, origins=origins)] if origins else []),
            Middleware(Entrance, hosts=hosts),
        ],
        exception_handlers={HTTPException: refuse},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    return app
