"""From what a resolver gave to what the answer has: GraphQL's "value completion", put together once for each field.

Values are what our resolvers give: no awaitables within lists, and no asynchronous iterators.
"""

from collections.abc import Callable
from math import isfinite
from typing import TYPE_CHECKING, Any

from graphql import (
    GraphQLAbstractType,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLError,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLLeafType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLString,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)
from graphql.execution.executor import Executor, invalid_return_type_error
from graphql.pyutils import is_iterable
from strawberry.types.base import StrawberryObjectDefinition

from app.web.place import Place, Spot

if TYPE_CHECKING:
    from app.web.plan import PlannedField, Selection
    from app.web.walk import Walk

Complete = Callable[["Walk", "PlannedField", Any, Place], Any]
"""Of the walk, the field, a value and its place: what the answer has there. What it raises is the field's error."""

Write = Callable[[Any], Any]
"""Of a leaf's value, which is not None: what JSON has for it."""

LARGEST_INT = 2**31


def completer(type_: GraphQLOutputType) -> Complete:
    if is_non_null_type(type_):
        return _required(completer(type_.of_type))
    if is_list_type(type_):
        return _list(type_.of_type)
    if is_leaf_type(type_):
        return _leaf(type_)
    if is_abstract_type(type_):
        return _abstract(type_)
    assert is_object_type(type_), "there are no other types"
    return _object(type_)


def writer(type_: GraphQLLeafType) -> Write:
    """How the values of a scalar or an enum are written: at once where they are already, else as graphql-core does."""
    if type_ is GraphQLString or type_ is GraphQLID:
        return _shortcut(type_, str)
    if type_ is GraphQLBoolean:
        return _shortcut(type_, bool)
    write = _as_graphql_core(type_)
    if type_ is GraphQLInt:
        return lambda value: value if type(value) is int and -LARGEST_INT <= value < LARGEST_INT else write(value)
    if type_ is GraphQLFloat:
        return lambda value: value if type(value) is float and isfinite(value) else write(value)
    if isinstance(type_, GraphQLEnumType):
        names = {each.value: name for name, each in type_.values.items() if isinstance(each.value, str)}
        return lambda value: names.get(value) or write(value) if isinstance(value, str) else write(value)
    return write


def _shortcut(type_: GraphQLLeafType, kind: type) -> Write:
    write = _as_graphql_core(type_)
    return lambda value: value if type(value) is kind else write(value)


def _as_graphql_core(type_: GraphQLLeafType) -> Write:
    def write(value: Any) -> Any:
        _raise_what_is_raised(value)
        return Executor.complete_leaf_value(type_, value)

    return write


def _required(complete: Complete) -> Complete:
    def complete_required(walk: "Walk", field: "PlannedField", value: Any, place: Place) -> Any:
        completed = complete(walk, field, value, place)
        if completed is None:
            raise TypeError(f"Cannot return null for non-nullable field {field.name}.")
        return completed

    return complete_required


def _leaf(type_: GraphQLLeafType) -> Complete:
    write = writer(type_)

    def complete_leaf(walk: "Walk", field: "PlannedField", value: Any, place: Place) -> Any:
        return None if value is None else write(value)

    return complete_leaf


def _list(item_type: GraphQLOutputType) -> Complete:
    complete = completer(item_type)
    spot = Spot(not is_non_null_type(item_type), None)

    def complete_list(walk: "Walk", field: "PlannedField", value: Any, place: Place) -> Any:
        if value is None:
            return None
        if not is_iterable(value):
            _raise_what_is_raised(value)
            raise GraphQLError(f"Expected Iterable, but did not find one for field '{field.name}'.")
        completed: list[Any] = []
        for index, item in enumerate(value):
            here = (place, index, completed, spot)
            try:
                completed.append(complete(walk, field, item, here))
            except Exception as error:
                walk.failed(error, field, here)
                completed.append(None)
        return completed

    return complete_list


def _object(type_: GraphQLObjectType) -> Complete:
    selection: Selection | None = None
    own = _own_class(type_)

    def complete_object(walk: "Walk", field: "PlannedField", value: Any, place: Place) -> Any:
        nonlocal selection
        if value is None:
            return None
        # Strawberry asks for the class that a value has, or is to be taken for.
        if (
            type(value) is not own
            and type_.is_type_of
            and not type_.is_type_of(value, field.info(walk.executor, place))
        ):
            raise invalid_return_type_error(type_, value, field.details)
        if selection is None:
            selection = walk.plan.selection(walk.executor, type_, field.details)
        return walk.answer(selection, value, place, {})

    return complete_object


def _abstract(type_: GraphQLAbstractType) -> Complete:
    by_type: dict[str, Complete] = {}
    by_class: dict[type, Complete] = {}

    def complete_abstract(walk: "Walk", field: "PlannedField", value: Any, place: Place) -> Any:
        if value is None:
            return None
        complete = by_class.get(type(value))
        if complete is None:
            found = _runtime_type(type_, walk, field, value, place)
            complete = by_type.setdefault(found.name, _object(found))
            if _own_class(found) is type(value):
                by_class[type(value)] = complete
        return complete(walk, field, value, place)

    return complete_abstract


def _runtime_type(
    type_: GraphQLAbstractType, walk: "Walk", field: "PlannedField", value: Any, place: Place
) -> GraphQLObjectType:
    """Raises GraphQLError where the value's own type is none of the abstract type's."""
    _raise_what_is_raised(value)
    info = field.info(walk.executor, place)
    name = (type_.resolve_type or walk.executor.type_resolver)(value, info, type_)
    return walk.executor.ensure_valid_runtime_type(name, type_, field.details, info, value)


def _own_class(type_: GraphQLObjectType) -> type | None:
    """The class whose instances are of that type whatever they hold; None if there is none."""
    ours = type_.extensions.get("strawberry-definition")
    if not isinstance(ours, StrawberryObjectDefinition) or ours.is_type_of or ours.concrete_of:
        return None
    return ours.origin


def _raise_what_is_raised(value: Any) -> None:
    """graphql-core takes an exception that a resolver gives for one that it raises."""
    if isinstance(value, Exception):
        raise value
