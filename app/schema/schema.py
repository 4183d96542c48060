"""The schema: all types, with the right that each root field needs."""

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.name_converter import NameConverter

from app.engine.input_objects import make_quickly
from app.schema.base.scalars import SCALARS
from app.schema.history.events import EVENT_TYPES
from app.schema.mutations import Mutation
from app.schema.orders.customers import Customer
from app.schema.orders.orders import Order
from app.schema.permissions import guard
from app.schema.queries import Query
from app.schema.reversals.payments import Refund, Transaction
from app.schema.subscriptions import Subscription

guard(Query, Mutation, Subscription)


class CachedNames(NameConverter):
    """Strawberry's own names, cached: those of inputs are needed for each request."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, str] = {}

    def apply_naming_config(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = super().apply_naming_config(name)
        return self._known[name]


schema = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=[Customer, Order, Refund, Transaction, *EVENT_TYPES.values()],
    config=StrawberryConfig(name_converter=CachedNames(), scalar_map=SCALARS),
)
make_quickly(schema)


def print_schema() -> str:
    """The schema in GraphQL's schema language: the content of schema.graphql."""
    return schema.as_str().rstrip() + "\n"
