"""The schema, put together."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from app.schema.customers import Customer
from app.schema.events import EVENT_TYPES
from app.schema.input_objects import make_quickly
from app.schema.mutations import Mutation
from app.schema.orders import Order
from app.schema.payments import Refund, Transaction
from app.schema.permissions import guard
from app.schema.queries import Query
from app.schema.scalars import SCALARS

guard(Query, Mutation)

schema = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    types=[Customer, Order, Refund, Transaction, *EVENT_TYPES.values()],
    config=StrawberryConfig(scalar_map=SCALARS),
)
make_quickly(schema)


def print_schema() -> str:
    """The schema in GraphQL's own language, as the file schema.graphql has it."""
    return schema.as_str().rstrip() + "\n"
