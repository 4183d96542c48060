"""What the engine's own conversion of input objects saves beside Strawberry's: python -m bench.conversion

Processor time in microseconds for the arguments of one request, the least of many rounds.
"""

from collections.abc import Callable
from time import process_time
from typing import Any

from graphql import GraphQLField
from strawberry.types.arguments import convert_arguments
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField

from app.engine.input_objects import make_quickly
from app.schema.schema import schema

ROUNDS, CALLS = 30, 500

INPUTS: dict[str, dict[str, Any]] = {
    "Mutation.reverseTransaction": {"transactionId": "x"},
    "Mutation.refundTransaction": {"transactionId": "x", "refund": {"amount": "1.00", "orderId": "x"}},
    "Query.transactions": {"status": {"is": "SETTLED"}, "orderId": {"is": "x"}},
}


def main() -> None:
    for name, given in INPUTS.items():
        make_quickly(schema)
        own = _microseconds(name, given)
        for known in schema.schema_converter.type_map.values():
            if isinstance(known.definition, StrawberryObjectDefinition) and known.definition.is_input:
                known.definition.from_input = None
        print(f"{name}: own {own:.1f}, Strawberry's {_microseconds(name, given):.1f}")


def _microseconds(name: str, given: dict[str, Any]) -> float:
    convert = _conversion(name, given)
    least = float("inf")
    for _ in range(ROUNDS):
        before = process_time()
        for _ in range(CALLS):
            convert()
        least = min(least, process_time() - before)
    return least / CALLS * 1e6


def _conversion(name: str, given: dict[str, Any]) -> Callable[[], object]:
    type_, _, field_name = name.partition(".")
    parent: Any = schema._schema.type_map[type_]
    field: GraphQLField = parent.fields[field_name]
    ours = field.extensions["strawberry-definition"]
    assert isinstance(ours, StrawberryField)
    scalars = schema.schema_converter.scalar_registry

    def convert() -> object:
        return convert_arguments({"input": given}, ours.arguments, scalar_registry=scalars, config=schema.config)

    return convert


if __name__ == "__main__":
    main()
