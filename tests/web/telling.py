"""A service with one subscription, whose changes a test makes, and its followers."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
import strawberry
from starlette.applications import Starlette

from app.domain.people.people import Actor
from app.domain.problems import TooMuch, Unavailable
from app.flows.live.subjects import Subject, SubjectKind
from app.flows.live.watch import Watch
from app.web.application import application
from app.web.documents_by_hash import TrustedDocuments
from app.web.endpoint import GraphQLEndpoint
from app.web.live.runs import Live
from tests.support.following import Followed
from tests.web.playground import STOCK, authenticate, basic

NEWS = {"query": "subscription { news }"}
PING = {"query": "{ ping }"}


@dataclass
class Teller:
    """What is told now, to whom, and how often it could not be read."""

    news: str = "first"
    fails: int = 0
    most: int = 10
    watches: set[Watch] = field(default_factory=set)
    _moved: asyncio.Event = field(default_factory=asyncio.Event)

    def open(self, actor: Actor) -> Watch:
        if len(self.watches) >= self.most:
            raise TooMuch("open subscriptions", self.most + 1, self.most)
        watch = Watch(actor, self._follow, self._leave)
        self.watches.add(watch)
        self._moved.set()
        return watch

    def _leave(self, watch: Watch) -> None:
        self.watches.discard(watch)
        self._moved.set()

    async def somebody(self) -> Watch:
        """The one who follows, once there is one."""
        while not self.watches:
            self._moved.clear()
            await self._moved.wait()
        (watch,) = self.watches
        return watch

    async def nobody(self) -> None:
        """Returns once nobody follows."""
        while self.watches:
            self._moved.clear()
            await self._moved.wait()

    async def _follow(self, watch: Watch, subject: Subject) -> None:
        """It follows what the test changes."""

    def change(self, news: str) -> None:
        self.news = news
        for watch in self.watches:
            watch.change()


Info = strawberry.Info[tuple[Teller, Watch | None], None]


@strawberry.type
class Query:
    @strawberry.field
    async def ping(self) -> str:
        return "pong"


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def tell(self, info: Info, news: str) -> str:
        info.context[0].change(news)
        return news


@strawberry.type
class Subscription:
    @strawberry.field
    async def news(self, info: Info) -> str | None:
        teller, watch = info.context
        assert watch is not None
        await watch.follow(Subject(SubjectKind.ORDER, 1))
        if teller.fails:
            teller.fails -= 1
            raise Unavailable
        return teller.news


SCHEMA = strawberry.Schema(query=Query, mutation=Mutation, subscription=Subscription)


def telling(
    teller: Teller, *, heartbeat: float = 15.0, trusted: TrustedDocuments | None = None, live: bool = True
) -> Starlette:
    """The service, as an application of its own."""
    endpoint = GraphQLEndpoint(
        SCHEMA,
        authenticate=authenticate,
        make_context=lambda *_: (teller, None),
        live=Live(teller.open, lambda watch, *_: (teller, watch), heartbeat) if live else None,
        trusted=trusted,
        stock=STOCK,
    )
    return application(endpoint, hosts=["localhost", "127.0.0.1"], checks={})


@asynccontextmanager
async def told(port: int, query: str = NEWS["query"], **headers: str) -> AsyncIterator[Followed]:
    """A follower, over a connection of its own."""
    asked = {"Authorization": basic(), "Accept": "text/event-stream", **headers}
    async with (
        httpx.AsyncClient(timeout=10, verify=False) as http,
        http.stream(
            "POST", f"http://127.0.0.1:{port}/graphql", content=json.dumps({"query": query}), headers=asked | _JSON
        ) as response,
    ):
        yield Followed(response)


_JSON = {"Content-Type": "application/json"}
