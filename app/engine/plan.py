"""What an operation asks for, worked out once for all the times that it is sent.

graphql-core collects a selection's fields, and looks for the way to each value, whenever an operation is carried out.
A plan keeps both: for each object type the fields in their order, and for each field how its value is come by and what
it is completed to. Only values are left to be walked then (app/engine/executor.py).
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from inspect import isfunction
from operator import attrgetter
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    GraphQLField,
    GraphQLID,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLString,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    get_argument_values,
    get_named_type,
    is_leaf_type,
    is_non_null_type,
    visit,
)

from app.engine.completion import LEAF, Complete, Write, completer, kept_as_it_is, writer
from app.engine.graphql_core import (
    Executor,
    FieldDetailsList,
    GroupedFieldSet,
    StrawberryField,
    collect_fields,
    collect_subfields,
)
from app.engine.path import Place, Spot, path_of
from app.schema.base.fields import LOADED, Loaded

Read = Callable[[Any], Any]
"""Of the object that a field belongs to: the field's value, without knowing anything else."""

Resolve = Callable[..., Any]
"""graphql-core's own form: of the object, the resolve info and the arguments by name."""

MOST_PLANS = 256
"""Kept of all documents together."""

MOST_FIELDS = 50_000
"""Of all plans that are kept. A field takes some 0.7 KB; an operation that asks for as much as it may has 20,000."""

OBJECT = 50
"""Bytes that an object is counted as beside what it holds: it takes more than those in memory."""


@dataclass(frozen=True, slots=True, eq=False)
class PlannedField:
    """A field of a selection, all merged nodes of it; `key` is its name in the answer.

    `read` gives its value where that takes nothing but the object; where it is `loaded`, that is read for many objects
    at once; otherwise `resolve` gives it, at once or, where `awaited`, once it is awaited. `write` completes a leaf's
    value, unless it is of the class that is `kept` as it is; what is no leaf is for `complete`.
    """

    key: str
    details: FieldDetailsList
    definition: GraphQLField
    parent: GraphQLObjectType
    nodes: list[FieldNode]
    spot: Spot
    read: Read | None
    resolve: Resolve
    awaited: bool
    loaded: Loaded | None
    kept: type | None
    write: Write | None
    complete: Complete

    @property
    def name(self) -> str:
        """For errors: the type's name and the field's."""
        return f"{self.parent}.{self.nodes[0].name.value}"

    def info(self, executor: Executor[Any], place: Place) -> GraphQLResolveInfo[Any]:
        """What a resolver is told, as graphql-core tells it."""
        return executor.build_resolve_info(self.definition, self.nodes, self.parent, path_of(place))

    def arguments(self, executor: Executor[Any]) -> dict[str, Any]:
        """The arguments, coerced. Raises GraphQLError for what only the values of the variables show to be wrong."""
        if not self.definition.args:
            return {}
        return get_argument_values(
            self.definition, self.nodes[0], executor.variable_values, self.details[0].fragment_variable_values
        )


Leaf = tuple[str, Read, type | None, Write, bool, PlannedField]
"""A leaf that is read from the object alone: its key, how it is read, what is written as it is, how all else is, and
whether it is a text, which may be long: it is counted as what it is."""


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """What is asked of one object type: all `fields` in the answer's order; the `leaves` and, beside these, the `known`
    among them are read from the object alone, the `others` are not.

    `blank` is the answer before anything is known: all keys in their order, and what is the same for every object.
    It is `flat` where there are only leaves. `weight` is how many bytes an object's answer is counted as, without texts
    and without what is below it.
    """

    fields: list[PlannedField]
    leaves: list[Leaf]
    known: list[tuple[str, Read, Complete, PlannedField]]
    others: list[PlannedField]
    blank: dict[str, Any]
    flat: bool
    weight: int

    @classmethod
    def of(cls, type_: GraphQLObjectType, fields: list[PlannedField]) -> "Selection":
        typenames = [each.key for each in fields if each.nodes[0].name.value == "__typename"]
        plain = [each for each in fields if each.key not in typenames]
        leaves = [
            (each.key, each.read, each.kept, each.write, _is_text(type_, each), each)
            for each in plain
            if each.read and each.write
        ]
        blank = {each.key: type_.name if each.key in typenames else None for each in fields}
        known = [(each.key, each.read, each.complete, each) for each in plain if each.read and not each.write]
        others = [each for each in plain if each.read is None]
        weight = OBJECT + sum(len(each.key) + (LEAF if each.write else 4) for each in fields)
        return cls(fields, leaves, known, others, blank, flat=not known and not others, weight=weight)


def _is_text(type_: GraphQLObjectType, field: PlannedField) -> bool:
    """Ids of what `node` finds are the service's own, and short; others are the client's."""
    inner = get_named_type(field.definition.type)
    if inner is GraphQLID:
        return all(each.name != "Node" for each in type_.interfaces)
    return inner is GraphQLString


@dataclass(slots=True, eq=False)
class Plan:
    """An operation, for one way that its @skip and @include turn out. Selections are added as they are come to."""

    schema: GraphQLSchema
    root: Selection | None = None
    selections: dict[Hashable, Selection] = field(default_factory=dict)
    """By the type and the nodes that ask it: an interface's field is asked by the same ones, whatever type has it."""
    size: int = 0
    """How many fields all selections have."""

    def root_selection(self, executor: Executor[Any]) -> Selection:
        """What is asked of the root type. Raises GraphQLError where a @skip or @include was given no value."""
        if self.root is None:
            operation = executor.operation
            root_type = self.schema.get_root_type(operation.operation)
            assert root_type is not None, "a valid operation has a type"
            collected = collect_fields(self.schema, executor.fragments, executor.variable_values, root_type, operation)
            self.root = self._selection(root_type, collected.grouped_field_set)
        return self.root

    def selection(self, executor: Executor[Any], type_: GraphQLObjectType, details: FieldDetailsList) -> Selection:
        """What a field's merged nodes ask of `type_`. Raises GraphQLError likewise."""
        key = (type_, *((id(each.node), id(each.fragment_variable_values)) for each in details))
        found = self.selections.get(key)
        if found is None:
            collected = collect_subfields(
                self.schema, executor.fragments, executor.variable_values, executor.operation, type_, details
            )
            found = self.selections[key] = self._selection(type_, collected.grouped_field_set)
        return found

    def _selection(self, type_: GraphQLObjectType, grouped: GroupedFieldSet) -> Selection:
        self.size += len(grouped)
        return Selection.of(type_, [self._field(type_, key, details) for key, details in grouped.items()])

    def _field(self, parent: GraphQLObjectType, key: str, details: FieldDetailsList) -> PlannedField:
        nodes = [each.node for each in details]
        definition = self.schema.get_field(parent, nodes[0].name.value)
        assert definition is not None, "a valid document asks for nothing else"
        read = _reader(parent, nodes[0].name.value, definition)
        inner = definition.type.of_type if is_non_null_type(definition.type) else definition.type
        ours = definition.extensions.get("strawberry-definition")
        assert definition.resolve is not None, "Strawberry and introspection have a resolver for each field"
        return PlannedField(
            key=key,
            details=details,
            definition=definition,
            parent=parent,
            nodes=nodes,
            spot=Spot(not is_non_null_type(definition.type), parent.name),
            read=read,
            resolve=definition.resolve,
            awaited=isinstance(ours, StrawberryField) and ours.is_async,
            loaded=ours.metadata.get(LOADED) if isinstance(ours, StrawberryField) and not ours.extensions else None,
            kept=kept_as_it_is(inner),
            write=writer(inner) if read is not None and is_leaf_type(inner) else None,
            complete=completer(definition.type),
        )


class PlanCache:
    """The plans that were asked for last, whatever documents they belong to: `capacity` of them, or fewer where those
    would have more than so many `fields`, but for the last.
    """

    def __init__(self, capacity: int = MOST_PLANS, fields: int = MOST_FIELDS) -> None:
        self._capacity = capacity
        self._fields = fields
        self._plans: OrderedDict[tuple[object, ...], Plan] = OrderedDict()

    def __len__(self) -> int:
        return len(self._plans)

    def plan(self, key: tuple[object, ...], schema: GraphQLSchema) -> Plan:
        """The plan that is kept under `key`, or a new one."""
        plan = self._plans.get(key)
        if plan is None:
            # Plans have grown since they were made: with each selection that was come to.
            size = sum(each.size for each in self._plans.values())
            plan = self._plans[key] = Plan(schema)
            while len(self._plans) > 1 and (len(self._plans) > self._capacity or size > self._fields):
                size -= self._plans.popitem(last=False)[1].size
        else:
            self._plans.move_to_end(key)
        return plan


@dataclass(frozen=True, slots=True, eq=False)
class Plans:
    """The plans of one document's operations: one for each way that an operation's @skip and @include turn out."""

    schema: GraphQLSchema
    conditions: tuple[str, ...]
    """The variables that decide about a @skip or @include, in any of the operations."""
    cache: PlanCache

    @classmethod
    def of(cls, schema: GraphQLSchema, document: DocumentNode, cache: PlanCache) -> "Plans":
        return cls(schema, tuple(sorted(set(_conditions(document)))), cache)

    def plan(self, operation: OperationDefinitionNode, executor: Executor[Any]) -> Plan:
        """The plan of `operation` with the variables that `executor` has."""
        name = operation.name.value if operation.name else None
        values = (executor.variable_values.coerced.get(each) for each in self.conditions)
        # Another operation's condition may be of any type here, and decides nothing.
        return self.cache.plan(
            (self, name, *(value if isinstance(value, bool) else None for value in values)), self.schema
        )


def _conditions(document: DocumentNode) -> Iterator[str]:
    found: list[DirectiveNode] = []

    class Directives(Visitor):
        def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
            found.append(node)

    visit(document, Directives())
    for directive in found:
        for argument in directive.arguments or ():
            if isinstance(argument.value, VariableNode):
                yield argument.value.name.value


def _reader(parent: GraphQLObjectType, name: str, definition: GraphQLField) -> Read | None:
    """How to come by the field's value if its object is all that it takes: it is a value, never to be awaited.

    So do attributes, and methods that take neither info nor arguments; what has an extension is asked through it.
    """
    if name == "__typename":
        return lambda _: parent.name
    ours = definition.extensions.get("strawberry-definition")
    if not isinstance(ours, StrawberryField) or ours.extensions:
        return None
    if ours.is_basic_field:
        return attrgetter(ours.python_name) if ours.default_resolver is getattr else None
    resolver = ours.base_resolver
    assert resolver is not None, "otherwise it is a basic field"
    parameters = list(resolver.signature.parameters.values())
    if resolver.is_async or resolver.self_parameter is None or parameters != [resolver.self_parameter]:
        return None
    return resolver.wrapped_func if isfunction(resolver.wrapped_func) else None
