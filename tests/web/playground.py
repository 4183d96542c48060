"""A small schema with every kind of field that the endpoint has to deal with, and an endpoint around it."""

import asyncio
import os
from base64 import b64encode
from dataclasses import dataclass, field
from typing import NewType

import httpx
import strawberry
from starlette.applications import Starlette
from strawberry.schema.config import StrawberryConfig

from app.domain.people.people import ALL_RIGHTS, Actor, ActorKind
from app.domain.problems import Condition, NotAllowed, NotSupported, Problem, Refused, TooMuch, Unavailable, not_found
from app.domain.reversals.states import PaymentSource
from app.engine.limits import Limits
from app.engine.shares import Shares
from app.schema.base.numbers import ExactNumber
from app.schema.errors.validation_errors import ProblemsAsData, ValidationError
from app.web.application import application
from app.web.endpoint import GraphQLEndpoint, Page
from app.web.health import Check

STOCK = os.environ.get("REFUNDRY_EXECUTOR") == "stock"
PUBLIC, PRIVATE = "a_public_key", "a_private_key"


@dataclass
class Diary:
    """What the resolvers did, and a gate that the slow ones wait at."""

    done: list[str] = field(default_factory=list)
    waiting: asyncio.Event = field(default_factory=asyncio.Event)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    cut_short: asyncio.Event = field(default_factory=asyncio.Event)
    contexts: list[tuple[Actor, str]] = field(default_factory=list)


Amount = NewType("Amount", str)


def _read_amount(value: object) -> str:
    match value:
        case bool() | None:
            raise ValueError("an amount is a string or a number")
        case ExactNumber():
            return f"exactly {value.text}"
        case str() | int():
            return f"plainly {value}"
    raise ValueError("an amount is a string or a number")


@strawberry.type
class Branch:
    id: strawberry.ID
    name: str = "branch"

    @strawberry.field
    def child(self) -> "Branch":
        return Branch(id=self.id)

    @strawberry.field
    def children(self) -> list["Branch"]:
        return [Branch(id=self.id)]


@strawberry.type
class BranchEdge:
    cursor: str
    node: Branch


@strawberry.type
class BranchConnection:
    edges: list[BranchEdge]


@strawberry.input
class Given:
    number: int | None = None
    text: str | None = None
    decimal: float | None = None
    inner: "Given | None" = None


@strawberry.type
class Query:
    @strawberry.field
    async def ping(self) -> str:
        return "pong"

    @strawberry.field
    def branch(self) -> Branch:
        return Branch(id=strawberry.ID("1"))

    @strawberry.field
    def branches(self, first: int | None = 50) -> BranchConnection:
        return BranchConnection(edges=[BranchEdge(cursor="a", node=Branch(id=strawberry.ID("1")))])

    @strawberry.field
    def echo(self, given: Given | None = None, id: strawberry.ID | None = None, text: str | None = None) -> str | None:
        return text

    @strawberry.field
    def number(self, value: float) -> float:
        return value

    @strawberry.field
    def half(self) -> str:
        return "half a pair: \ud83d"

    @strawberry.field
    def broken(self) -> str:
        raise RuntimeError("secret details")

    @strawberry.field
    def unserializable(self) -> int:
        return 2**40

    @strawberry.field
    async def slow(self, info: strawberry.Info[tuple[Diary, Actor, str]]) -> str:
        diary = info.context[0]
        diary.waiting.set()
        try:
            await diary.gate.wait()
        except asyncio.CancelledError:
            diary.cut_short.set()
            raise
        return "at last"

    @strawberry.field
    def required(self, text: str = "default") -> str:
        return text


@strawberry.input
class DoInput:
    client_mutation_id: str | None = strawberry.UNSET
    what: str = "nothing"


@strawberry.type
class DoPayload:
    client_mutation_id: str | None = None
    done: str | None = None
    validation_errors: list[ValidationError] | None = None


TWO_PROBLEMS = Refused(
    Problem(Condition.REFUND_AMOUNT_TOO_LARGE, ("input", "refund", "amount"), {"left": "3.00", "currency": "USD"}),
    Problem(Condition.ORDER_ID_TOO_LONG, ("input", "refund", "orderId")),
)

FAILURES: dict[str, Exception] = {
    "two problems": TWO_PROBLEMS,
    "not found": not_found("input", "transactionId"),
    "not allowed": NotAllowed("REFUND", "VOID"),
    "not supported": NotSupported(("input", "options"), "Leave it out."),
    "too much": TooMuch("ids", 2000, 1000),
    "unavailable": Unavailable(),
    "broken": RuntimeError("secret details"),
}


async def do(info: strawberry.Info[tuple[Diary, Actor, str]], input: DoInput) -> DoPayload | None:
    """Fails before its first await, waits, or gets it done."""
    if input.what in FAILURES:
        raise FAILURES[input.what]
    if input.what == "slowly":
        info.context[0].waiting.set()
        await info.context[0].gate.wait()
    info.context[0].done.append(input.what)
    return DoPayload(client_mutation_id=input.client_mutation_id or None, done=input.what)


def do_at_once(input: DoInput) -> DoPayload | None:
    """Fails as `do` does, without a coroutine."""
    raise FAILURES[input.what]


@strawberry.type
class Mutation:
    do: DoPayload | None = strawberry.mutation(resolver=do, extensions=[ProblemsAsData()])
    do_at_once: DoPayload | None = strawberry.mutation(resolver=do_at_once, extensions=[ProblemsAsData()])

    @strawberry.mutation
    def pay(self, amount: Amount) -> str:
        return str(amount)


SCHEMA = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    config=StrawberryConfig(
        scalar_map={Amount: strawberry.scalar(name="Amount", serialize=str, parse_value=_read_amount)}
    ),
)

ACTOR = Actor(ActorKind.API_KEY, PUBLIC, "the test's key", 1, "merchant", ALL_RIGHTS, PaymentSource.API)


def basic(public: str = PUBLIC, private: str = PRIVATE) -> str:
    """The value of an Authorization header."""
    return "Basic " + b64encode(f"{public}:{private}".encode()).decode()


async def authenticate(public: str, private: str, address: str | None) -> Actor | None:
    """Knows one key, and two that stand for what else can happen."""
    if public == "too_often":
        raise TooMuch("attempts", 11, 10)
    if public == "no_database":
        raise Unavailable
    return ACTOR if (public, private) == (PUBLIC, PRIVATE) else None


@dataclass
class Playground:
    """The service around the small schema, and what its resolvers noted."""

    diary: Diary
    endpoint: GraphQLEndpoint
    app: Starlette

    def client(self, **headers: str) -> httpx.AsyncClient:
        """A client whose requests carry valid credentials and these headers; an empty one is left out."""
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=True)
        defaults = {"Authorization": basic(), **{name.replace("_", "-"): value for name, value in headers.items()}}
        return httpx.AsyncClient(
            transport=transport,
            base_url="http://localhost",
            headers={name: value for name, value in defaults.items() if value},
        )


def playground(
    limits: Limits | None = None,
    page: Page | None = None,
    checks: dict[str, Check] | None = None,
    shares: Shares | None = None,
) -> Playground:
    """A service of its own for one test, with the executor that the environment names."""
    diary = Diary()

    def context(actor: Actor, request_id: str, *_: object) -> tuple[Diary, Actor, str]:
        diary.contexts.append((actor, request_id))
        return diary, actor, request_id

    endpoint = GraphQLEndpoint(
        SCHEMA,
        authenticate=authenticate,
        make_context=context,
        limits=limits,
        shares=shares,
        page=page,
        stock=STOCK,
    )
    app = application(endpoint, hosts=["localhost", "127.0.0.1"], checks=checks or {})
    return Playground(diary, endpoint, app)
