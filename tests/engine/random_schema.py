"""A small schema with every kind of field there is, whose values are drawn by chance: right, missing, wrong or failing.

What a field gives depends on its object's number and its own name alone, so that whoever asks again gets the same.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from random import Random
from typing import Annotated, Any, TypeVar

import strawberry
from graphql.pyutils import Path
from strawberry.extensions import FieldExtension

from app.schema.base.fields import loaded
from app.schema.base.loader import Loader

Value = TypeVar("Value")
Info = strawberry.Info[Any, Any]


class Unlucky(Exception):
    """What a field of the world fails with."""


@strawberry.enum
class Colour(StrEnum):
    RED = "r"
    GREEN = "g"


@strawberry.enum
class Size(Enum):
    SMALL = 1
    LARGE = 2


class Shouts(FieldExtension):
    """Makes texts louder, and waits for them where it has to."""

    def resolve(self, next_: Callable[..., Any], source: Any, info: Info, **kwargs: Any) -> Any:
        value = next_(source, info, **kwargs)
        return value.upper() if isinstance(value, str) else value

    async def resolve_async(self, next_: Callable[..., Any], source: Any, info: Info, **kwargs: Any) -> Any:
        value = await next_(source, info, **kwargs)
        return value.upper() if isinstance(value, str) else value


BROKEN = (101, 202, 303)
"""Of what has one of these numbers, every field is Unlucky."""


def drawn(seed: int, name: str, right: Callable[[Random], Value]) -> Value:
    """What `right` makes, or nothing, or something of no kind; or it raises Unlucky."""
    chance = Random(f"{seed} {name}")
    if seed in BROKEN:
        raise Unlucky(f"{name} of {seed}")
    match chance.randrange(150):
        case 0 | 1:
            return None  # type: ignore[return-value]
        case 2:
            return object()  # type: ignore[return-value]
        case 3:
            raise Unlucky(f"{name} of {seed}")
    return right(chance)


def held(seed: int, name: str, right: Callable[[Random], Value]) -> Value:
    """The same for what an object simply has."""
    try:
        value = drawn(seed, name, right)
    except Unlucky:
        return None  # type: ignore[return-value]
    return value


async def later(seed: int, name: str, right: Callable[[Random], Value]) -> Value:
    """The same, some turns of the loop later."""
    for _ in range(Random(f"{seed} {name} later").randrange(3)):
        await asyncio.sleep(0)
    return drawn(seed, name, right)


class Loaders:
    """Reads a shadow, which some have not. All readings fail if they are `lost`: who reads together is chance."""

    def __init__(self, *, lost: bool) -> None:
        self.shadows = Loader(self._read)
        self.lost = lost

    async def _read(self, numbers: list[int]) -> list["Beast | None"]:
        await asyncio.sleep(0)
        if self.lost:
            raise Unlucky("no shadows today")
        return [beast(Random(number)) if number % 3 else None for number in numbers]


@dataclass
class Context:
    """What was done, in its order, and what reads for many."""

    done: list[str] = field(default_factory=list)
    loaders: Loaders = field(default_factory=lambda: Loaders(lost=False))

    @classmethod
    def with_loaders(cls, *, lost: bool) -> "Context":
        return cls(loaders=Loaders(lost=lost))


def words(chance: Random) -> str:
    return chance.choice(["", "one", "two words", "💳"])


def many(of: Callable[[Random], Value]) -> Callable[[Random], list[Value]]:
    """Some of them, with nothing among them at times."""

    def draw(chance: Random) -> list[Value]:
        return [of(chance) for _ in range(chance.randrange(4))]

    return draw


def beast(chance: Random) -> "Cat | Dog":
    kinds: list[Callable[..., Cat | Dog]] = [Cat, Dog]
    kind = chance.choice(kinds)
    seed = chance.randrange(10**6)
    return kind(
        seed=seed,
        id=held(seed, "id", lambda chance: strawberry.ID(str(chance.randrange(9)))),
        name=held(seed, "name", words),
        colour=held(seed, "colour", lambda chance: chance.choice(list(Colour))),
        size=held(seed, "size", lambda chance: chance.choice(list(Size))),
    )


def maybe_beast(chance: Random) -> "Cat | Dog":
    return None if chance.random() < 0.2 else beast(chance)  # type: ignore[return-value]


@strawberry.input
class Wish:
    number: int = 7
    colour: Colour | None = strawberry.UNSET
    text: str | None = "wished"
    more: list[int] | None = None


def loud(root: "Beast") -> str | None:
    return drawn(root.seed, "loud", words)


async def loud_later(root: "Beast") -> str:
    return await later(root.seed, "loud_later", words)


@strawberry.type
class Badge:
    """The same ones are worn by many, and some can't be read."""

    seed: strawberry.Private[int]

    @strawberry.field
    def motto(self) -> str | None:
        return drawn(self.seed, "motto", words)

    @strawberry.field
    def rank(self) -> int:
        return drawn(self.seed, "rank", lambda chance: chance.randrange(9))


BADGES = [Badge(seed=seed) for seed in (*BROKEN, *range(4))]


@strawberry.interface
class Beast:
    seed: strawberry.Private[int]
    id: strawberry.ID
    name: str | None
    colour: Colour | None
    size: Size

    @strawberry.field
    def weight(self) -> float | None:
        return drawn(self.seed, "weight", lambda chance: chance.choice([0.5, 3.0, float("nan")]))

    @strawberry.field
    def age(self) -> int:
        return drawn(self.seed, "age", lambda chance: chance.choice([0, 7, -(2**31), 2**31]))

    @strawberry.field
    def path(self, info: Info) -> str:
        keys = []
        at: Path | None = info.path
        while at is not None:
            keys.append(f"{at.typename}.{at.key}")
            at = at.prev
        return " ".join([info.field_name, *keys])

    @strawberry.field
    def wished(self, wish: Wish | None = None, number: int | None = 3, exactly: int | None = strawberry.UNSET) -> str:
        return f"{wish} {number} {exactly}"

    @strawberry.field
    async def mother(self) -> "Beast | None":
        return await later(self.seed, "mother", beast)

    @strawberry.field
    async def father(self, info: Info) -> "Beast":
        return await later(self.seed, "father", beast)

    @strawberry.field
    def twin(self) -> "Pet":
        return drawn(self.seed, "twin", beast)

    @strawberry.field
    def friends(self) -> list["Beast"]:
        return drawn(self.seed, "friends", many(maybe_beast))

    @strawberry.field
    async def foes(self) -> list["Pet | None"] | None:
        return await later(self.seed, "foes", many(maybe_beast))

    @strawberry.field
    def numbers(self) -> list[list[int]] | None:
        return drawn(self.seed, "numbers", many(many(lambda chance: chance.randrange(9))))

    @strawberry.field
    def colours(self) -> list[Colour | None]:
        return drawn(self.seed, "colours", many(lambda chance: chance.choice([*Colour, None])))

    loud: str | None = strawberry.field(resolver=loud, extensions=[Shouts()])
    loud_later: str = strawberry.field(resolver=loud_later, extensions=[Shouts()])

    @strawberry.field
    def soon(self, info: Info) -> str | None:
        return later(self.seed, "soon", words)  # type: ignore[return-value]

    @strawberry.field
    def badge(self) -> Badge | None:
        return BADGES[self.seed % len(BADGES)]

    @strawberry.field
    def badges(self) -> list[Badge | None]:
        return [BADGES[self.seed % 3], BADGES[self.seed % len(BADGES)], BADGES[self.seed % 3]]

    @strawberry.field
    async def later_badge(self) -> Badge | None:
        return await later(self.seed, "later_badge", lambda chance: chance.choice(BADGES))

    @loaded("What follows it.", lambda loaders: loaders.shadows, lambda beast: beast.seed % 4 or None)
    def shadow(self, found: "Beast | None") -> "Beast | None":
        return drawn(self.seed, "shadow", lambda _: found)

    @loaded("What always follows it.", lambda loaders: loaders.shadows, lambda beast: beast.seed % 1000)
    def second_shadow(self, found: "Beast") -> "Beast":
        return found

    @loaded(
        "What it has with others.", lambda loaders: loaders.shadows, lambda beast: beast.seed % 3 or None, shared=True
    )
    def den(self, found: "Beast | None") -> "Beast | None":
        return found

    @loaded(
        "What it always has with others.", lambda loaders: loaders.shadows, lambda beast: beast.seed % 4, shared=True
    )
    def second_den(self, found: "Beast") -> "Beast":
        return found


@strawberry.type
class Cat(Beast):
    @strawberry.field
    def lives(self) -> int | None:
        return drawn(self.seed, "lives", lambda chance: chance.randrange(10))

    @strawberry.field
    async def prey(self) -> list["Dog"] | None:
        """Cats among them at times, which are none."""
        return await later(self.seed, "prey", many(maybe_beast))  # type: ignore[arg-type]


@strawberry.type
class Dog(Beast):
    @strawberry.field
    def barks(self) -> bool:
        return drawn(self.seed, "barks", lambda chance: chance.random() < 0.5)

    @strawberry.field
    async def owner(self) -> "Owner | None":
        return await later(self.seed, "owner", lambda chance: Owner(seed=chance.randrange(10**6)))


@strawberry.type
class Owner:
    seed: strawberry.Private[int]

    @strawberry.field
    def pets(self) -> list["Pet"]:
        return drawn(self.seed, "pets", many(beast))

    @strawberry.field
    async def dearest(self) -> "Pet":
        return await later(self.seed, "dearest", beast)


Pet = Annotated[Cat | Dog, strawberry.union("Pet")]


@strawberry.type
class Query:
    @strawberry.field
    def beast(self, info: Info, seed: int = 1) -> Beast | None:
        return beast(Random(seed))

    @strawberry.field
    async def pet(self, info: Info, seed: int = 2) -> Pet:
        return await later(seed, "pet", beast)

    @strawberry.field
    async def all(self, info: Info) -> list[Beast] | None:
        return [beast(Random(seed)) for seed in range(4)]


@strawberry.type
class Mutation:
    @strawberry.field
    async def feed(self, info: Info, seed: int = 3) -> Pet | None:
        info.context.done.append(f"begun {seed}")
        fed = await later(seed, "feed", beast)
        info.context.done.append(f"fed {seed}")
        return fed

    @strawberry.field
    def pat(self, info: Info, seed: int = 4) -> Beast:
        info.context.done.append(f"patted {seed}")
        return drawn(seed, "pat", beast)


SCHEMA = strawberry.Schema(query=Query, mutation=Mutation, types=[Cat, Dog])
