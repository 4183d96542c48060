"""What is generated is up to date, and covers the whole service."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import FieldNode, OperationDefinitionNode, OperationType, build_schema, parse, validate

from app.schema.schema import print_schema
from clients.generate import differences, generate

ROOT = Path(__file__).parents[2]
SCHEMA = build_schema(print_schema())
DOCUMENT = parse("\n".join(path.read_text() for path in sorted((ROOT / "clients" / "operations").glob("*.graphql"))))
OPERATIONS = [node for node in DOCUMENT.definitions if isinstance(node, OperationDefinitionNode)]


def root_fields() -> Iterator[tuple[str, str]]:
    """Everything that the service can be asked for, but what is deprecated."""
    for operation in OperationType:
        root = SCHEMA.get_root_type(operation)
        assert root is not None
        for name, field in root.fields.items():
            if field.deprecation_reason is None:
                yield operation.value, name


def selected(operation: OperationDefinitionNode) -> FieldNode:
    (field,) = operation.selection_set.selections
    assert isinstance(field, FieldNode)
    return field


def test_it_is_up_to_date(tmp_path: Path) -> None:
    """`make clients` writes it."""
    generate(tmp_path)
    assert differences(tmp_path) == []


def test_the_operations_cover_the_whole_service() -> None:
    covered = [(operation.operation.value, selected(operation).name.value) for operation in OPERATIONS]
    assert sorted(covered) == sorted(root_fields())


def test_the_schema_takes_them() -> None:
    assert [error.message for error in validate(SCHEMA, DOCUMENT)] == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name.value)
def test_an_operation_is_called_what_it_asks_for(operation: OperationDefinitionNode) -> None:
    assert operation.name is not None
    name = selected(operation).name.value
    assert operation.name.value == name[0].upper() + name[1:]


def test_every_mutation_gives_its_problems_as_data() -> None:
    for operation in OPERATIONS:
        if operation.operation is OperationType.MUTATION:
            asked = selected(operation).selection_set
            assert asked is not None
            names = {each.name.value for each in asked.selections if isinstance(each, FieldNode)}
            assert {"clientMutationId", "validationErrors"} <= names, operation.name
