"""Completes values: from a resolver's value to the answer's (GraphQL specification, 6.4.3), composed once for each
field.

Resolvers return no awaitables within lists, no asynchronous iterators, and no exceptions in place of values.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from graphql import (
    GraphQLAbstractType,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLError,
    GraphQLID,
    GraphQLLeafType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLString,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
    is_scalar_type,
)

from app.engine.graphql_core import Executor, StrawberryObjectDefinition, invalid_return_type_error, is_iterable
from app.engine.path import Position, Slot
from app.engine.symbols import MadeOf

ITEM, LEAF = 50, 20
"""Bytes counted for an item of a list beside its value, and for a leaf that is no text."""

if TYPE_CHECKING:
    from app.engine.executor import PlanExecution
    from app.engine.plan import PlannedField, Selection

Complete = Callable[["PlanExecution", "PlannedField", Any, Position], Any]
"""Takes the execution, the field, a value and its position; returns the completed value. Raises the field's error."""

Write = Callable[[Any], Any]
"""Serializes a leaf's value that is not None."""


def completer(type_: GraphQLOutputType) -> Complete:
    """The function that completes values of `type_`."""
    required = is_non_null_type(type_)
    inner = type_.of_type if is_non_null_type(type_) else type_
    if is_list_type(inner):
        return _list(inner.of_type, required=required)
    if is_leaf_type(inner):
        return _leaf(inner, required=required)
    if is_abstract_type(inner):
        return _abstract(inner, required=required)
    assert is_object_type(inner), "there are no other types"
    return _object(inner, required=required)


def kept_as_it_is(type_: GraphQLOutputType) -> type | None:
    """The exact type whose values need no serialization, or None."""
    if type_ is GraphQLString or type_ is GraphQLID:
        return str
    if type_ is GraphQLBoolean:
        return bool
    return str if is_scalar_type(type_) and type_.coerce_output_value is str else None


def writer(type_: GraphQLLeafType) -> Write:
    """The function that serializes values of a scalar or an enum. It raises as graphql-core does for a wrong value."""
    if isinstance(type_, GraphQLEnumType):
        names = _Names(type_)
        names.update({each.value: name for name, each in type_.values.items() if isinstance(each.value, str)})
        return names.__getitem__
    write: Write = type_.coerce_output_value
    return write


class _Names(dict[Any, str]):
    """The names of an enum's members by value and by member. graphql-core serializes all other values, or raises."""

    def __init__(self, type_: GraphQLEnumType) -> None:
        super().__init__()
        self._type = type_

    def __missing__(self, value: Any) -> str:
        return self._type.coerce_output_value(value)


def written_again(field: "PlannedField", value: Any) -> Any:
    """Serializes by graphql-core a value that was serialized to None; raises its error for that."""
    return Executor.complete_leaf_value(get_named_type(field.definition.type), value)  # type: ignore[arg-type]


def missing(field: "PlannedField") -> TypeError:
    """The error of a non-null field whose value is None, in graphql-core's words."""
    return TypeError(f"Cannot return null for non-nullable field {field.name}.")


def _leaf(type_: GraphQLLeafType, *, required: bool) -> Complete:
    def complete_leaf(execution: "PlanExecution", field: "PlannedField", value: Any, position: Position) -> Any:
        if value is None:
            if required:
                raise missing(field)
            return None
        written = Executor.complete_leaf_value(type_, value)
        execution.spent += len(written) if type(written) is str else LEAF
        return written

    return complete_leaf


def _list(item_type: GraphQLOutputType, *, required: bool) -> Complete:
    complete = completer(item_type)
    slot = Slot(not is_non_null_type(item_type), None)

    def complete_list(execution: "PlanExecution", field: "PlannedField", value: Any, position: Position) -> Any:
        if value is None:
            if required:
                raise missing(field)
            return None
        if type(value) is MadeOf:
            if execution.write_later(field, value, position):
                return None
            value = list(value)
        elif type(value) is not list:
            if not is_iterable(value):
                raise GraphQLError(f"Expected Iterable, but did not find one for field '{field.name}'.")
            value = list(value)
        completed: list[Any] = []
        execution.spent += len(value) * ITEM
        if len(value) > execution.long:
            execution.complete_later(complete, field, enumerate(value), completed, slot, position)
            return completed
        for index, item in enumerate(value):
            here = (position, index, completed, slot)
            try:
                completed.append(complete(execution, field, item, here))
            except Exception as error:
                execution.failed(error, field, here)
                completed.append(None)
        return completed

    return complete_list


def _object(type_: GraphQLObjectType, *, required: bool) -> Complete:
    selection: Selection | None = None
    own, is_type_of = own_class(type_), type_.is_type_of

    def complete_object(execution: "PlanExecution", field: "PlannedField", value: Any, position: Position) -> Any:
        nonlocal selection
        if value is None:
            if required:
                raise missing(field)
            return None
        if type(value) is not own and is_type_of and not is_type_of(value, field.info(execution.executor, position)):
            raise invalid_return_type_error(type_, value, field.details)
        if selection is None:
            selection = execution.plan.selection(execution.executor, type_, field.details)
        return (
            execution.answer_once(selection, value, position)
            if selection.flat
            else execution.answer(selection, value, position)
        )

    return complete_object


def _abstract(type_: GraphQLAbstractType, *, required: bool) -> Complete:
    by_type: dict[str, Complete] = {}
    by_class: dict[type, Selection] = {}

    def complete_abstract(execution: "PlanExecution", field: "PlannedField", value: Any, position: Position) -> Any:
        if value is None:
            if required:
                raise missing(field)
            return None
        selection = by_class.get(type(value))
        if selection is not None:
            return execution.answer(selection, value, position)
        found = _runtime_type(type_, execution, field, value, position)
        if own_class(found) is type(value):
            by_class[type(value)] = execution.plan.selection(execution.executor, found, field.details)
        complete = by_type.setdefault(found.name, _object(found, required=True))
        return complete(execution, field, value, position)

    return complete_abstract


def _runtime_type(
    type_: GraphQLAbstractType, execution: "PlanExecution", field: "PlannedField", value: Any, position: Position
) -> GraphQLObjectType:
    """The object type of `value`. Raises GraphQLError if it is no possible type of `type_`."""
    info = field.info(execution.executor, position)
    name = (type_.resolve_type or execution.executor.type_resolver)(value, info, type_)
    return execution.executor.ensure_valid_runtime_type(name, type_, field.details, info, value)


def own_class(type_: GraphQLObjectType) -> type | None:
    """The class whose instances all are of `type_`, or None if is_type_of has to tell."""
    ours = type_.extensions.get("strawberry-definition")
    if not isinstance(ours, StrawberryObjectDefinition) or ours.is_type_of or ours.concrete_of:
        return None
    return ours.origin
