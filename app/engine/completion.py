"""From what a resolver gave to what the answer has: GraphQL's "value completion", put together once for each field.

Values are what our resolvers give: no awaitables within lists, no asynchronous iterators, and no exceptions in place of
values; those are raised.
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
from app.engine.path import Place, Spot

ITEM, LEAF = 50, 20
"""Bytes that an item of a list is counted as beside what it is, and that a leaf which is no text is counted as."""

if TYPE_CHECKING:
    from app.engine.executor import PlanExecution
    from app.engine.plan import PlannedField, Selection

Complete = Callable[["PlanExecution", "PlannedField", Any, Place], Any]
"""Completes a value of the field for its place in the answer. What it raises is the field's error."""

Write = Callable[[Any], Any]
"""Of a leaf's value, which is not None: what JSON has for it."""


def completer(type_: GraphQLOutputType) -> Complete:
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
    """Of which class, exactly, the values of a scalar are what JSON has for them; None if of none."""
    if type_ is GraphQLString or type_ is GraphQLID:
        return str
    if type_ is GraphQLBoolean:
        return bool
    return str if is_scalar_type(type_) and type_.coerce_output_value is str else None


def writer(type_: GraphQLLeafType) -> Write:
    """How the values of a scalar or an enum are written. It raises whatever graphql-core does for those that aren't."""
    if isinstance(type_, GraphQLEnumType):
        names = _Names(type_)
        names.update({each.value: name for name, each in type_.values.items() if isinstance(each.value, str)})
        return names.__getitem__
    write: Write = type_.coerce_output_value
    return write


class _Names(dict[Any, str]):
    """The names of an enum's members by their values, and by themselves; others are looked up by graphql-core."""

    def __init__(self, type_: GraphQLEnumType) -> None:
        super().__init__()
        self._type = type_

    def __missing__(self, value: Any) -> str:
        return self._type.coerce_output_value(value)


def written_again(field: "PlannedField", value: Any) -> Any:
    """For a value that nothing was written for: the same by graphql-core, which has words for that."""
    return Executor.complete_leaf_value(get_named_type(field.definition.type), value)  # type: ignore[arg-type]


def missing(field: "PlannedField") -> TypeError:
    return TypeError(f"Cannot return null for non-nullable field {field.name}.")


def _leaf(type_: GraphQLLeafType, *, required: bool) -> Complete:
    def complete_leaf(execution: "PlanExecution", field: "PlannedField", value: Any, place: Place) -> Any:
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
    spot = Spot(not is_non_null_type(item_type), None)

    def complete_list(execution: "PlanExecution", field: "PlannedField", value: Any, place: Place) -> Any:
        if value is None:
            if required:
                raise missing(field)
            return None
        if type(value) is not list:
            if not is_iterable(value):
                raise GraphQLError(f"Expected Iterable, but did not find one for field '{field.name}'.")
            value = list(value)
        completed: list[Any] = []
        execution.spent += len(value) * ITEM
        if len(value) > execution.long:
            execution.complete_later(complete, field, enumerate(value), completed, spot, place)
            return completed
        for index, item in enumerate(value):
            here = (place, index, completed, spot)
            try:
                completed.append(complete(execution, field, item, here))
            except Exception as error:
                execution.failed(error, field, here)
                completed.append(None)
        return completed

    return complete_list


def _object(type_: GraphQLObjectType, *, required: bool) -> Complete:
    selection: Selection | None = None
    own, is_type_of = _own_class(type_), type_.is_type_of

    def complete_object(execution: "PlanExecution", field: "PlannedField", value: Any, place: Place) -> Any:
        nonlocal selection
        if value is None:
            if required:
                raise missing(field)
            return None
        if type(value) is not own and is_type_of and not is_type_of(value, field.info(execution.executor, place)):
            raise invalid_return_type_error(type_, value, field.details)
        if selection is None:
            selection = execution.plan.selection(execution.executor, type_, field.details)
        return (
            execution.answer_once(selection, value, place)
            if selection.flat
            else execution.answer(selection, value, place)
        )

    return complete_object


def _abstract(type_: GraphQLAbstractType, *, required: bool) -> Complete:
    by_type: dict[str, Complete] = {}
    by_class: dict[type, Selection] = {}

    def complete_abstract(execution: "PlanExecution", field: "PlannedField", value: Any, place: Place) -> Any:
        if value is None:
            if required:
                raise missing(field)
            return None
        selection = by_class.get(type(value))
        if selection is not None:
            return execution.answer(selection, value, place)
        found = _runtime_type(type_, execution, field, value, place)
        if _own_class(found) is type(value):
            by_class[type(value)] = execution.plan.selection(execution.executor, found, field.details)
        complete = by_type.setdefault(found.name, _object(found, required=True))
        return complete(execution, field, value, place)

    return complete_abstract


def _runtime_type(
    type_: GraphQLAbstractType, execution: "PlanExecution", field: "PlannedField", value: Any, place: Place
) -> GraphQLObjectType:
    """Raises GraphQLError where the value's own type is none of the abstract type's."""
    info = field.info(execution.executor, place)
    name = (type_.resolve_type or execution.executor.type_resolver)(value, info, type_)
    return execution.executor.ensure_valid_runtime_type(name, type_, field.details, info, value)


def _own_class(type_: GraphQLObjectType) -> type | None:
    """The class whose instances are of that type whatever they hold; None if there is none."""
    ours = type_.extensions.get("strawberry-definition")
    if not isinstance(ours, StrawberryObjectDefinition) or ours.is_type_of or ours.concrete_of:
        return None
    return ours.origin
