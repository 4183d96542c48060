"""Plans operations: what an operation selects of each type, collected once for all its runs.

graphql-core collects a selection's fields and looks up their resolvers in each run. A plan keeps both: the fields of
each object type in their order, and for each field how its value is resolved and completed. A run then only handles
values (app/engine/executor.py).
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
from app.engine.path import Position, Slot, path_of
from app.engine.writing import Writer
from app.schema.base.fields import LOADED, Loaded

Read = Callable[[Any], Any]
"""Reads a field's value from its object alone."""

Resolve = Callable[..., Any]
"""A resolver in graphql-core's form: takes the object, the info, and the arguments by name."""

MOST_PLANS = 256
"""Plans that are kept, of all documents together."""

MOST_FIELDS = 50_000
"""Fields of all kept plans together. A field takes about 0.7 KB; the largest allowed operation has 20,000."""

WRITTEN_FROM = 3
"""The run of a plan from which on functions are generated for it: most documents that strangers make up come once."""

MOST_WRITTEN = 300
"""Fields of a plan for which functions are generated: each takes some 50 microseconds once."""

OBJECT = 50
"""Bytes counted for an object beside its fields; in memory it takes more."""


@dataclass(frozen=True, slots=True, eq=False)
class PlannedField:
    """A field of a selection with all its merged nodes; `key` is its response key.

    `read` reads its value from the object, if nothing else is needed. `loaded` loads it for many objects at once.
    Otherwise `resolve` resolves it, and is a coroutine function if `awaited`. `write` serializes a leaf's value unless
    its type is `kept`, and `complete` completes a value of any type.
    """

    key: str
    details: FieldDetailsList
    definition: GraphQLField
    parent: GraphQLObjectType
    nodes: list[FieldNode]
    slot: Slot
    read: Read | None
    resolve: Resolve
    awaited: bool
    loaded: Loaded | None
    kept: type | None
    write: Write | None
    complete: Complete

    @property
    def name(self) -> str:
        """The type's name and the field's, for error messages: "Order.total"."""
        return f"{self.parent}.{self.nodes[0].name.value}"

    def info(self, executor: Executor[Any], position: Position) -> GraphQLResolveInfo[Any]:
        """The info of a resolver, by graphql-core."""
        return executor.build_resolve_info(self.definition, self.nodes, self.parent, path_of(position))

    def arguments(self, executor: Executor[Any]) -> dict[str, Any]:
        """The coerced arguments by name. Raises GraphQLError if a variable's value does not fit its argument."""
        if not self.definition.args:
            return {}
        return get_argument_values(
            self.definition, self.nodes[0], executor.variable_values, self.details[0].fragment_variable_values
        )


Leaf = tuple[str, Read, type | None, Write, bool, PlannedField]
"""A leaf that is read from the object alone: its key, its reader, the type that needs no serialization, its serializer,
whether it is a text, whose bytes are counted by length, and its field."""


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """The fields that are selected of one object type, in the order of the answer.

    `leaves` and `known` are read from the object alone, `others` are not. `blank` is the answer to begin with: all keys
    in their order, with __typename filled in. A selection is `flat` if it has only leaves. `weight` is the bytes
    counted for an answer, without texts and without the selections below.
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
    """Whether a field may hold a long text of a client: a String, or an ID of a type that is no Node."""
    inner = get_named_type(field.definition.type)
    if inner is GraphQLID:
        return all(each.name != "Node" for each in type_.interfaces)
    return inner is GraphQLString


@dataclass(slots=True, eq=False)
class OperationPlan:
    """The plan of an operation for one outcome of its @skip and @include. Selections are added as runs need them."""

    schema: GraphQLSchema
    root: Selection | None = None
    selections: dict[Hashable, Selection] = field(default_factory=dict)
    """By type and by nodes: the nodes of an interface's field are the same for each type that has it."""
    size: int = 0
    """The number of fields of all selections."""
    runs: int = 0
    writers: dict[PlannedField, Writer] = field(default_factory=dict)

    def root_selection(self, executor: Executor[Any]) -> Selection:
        """The selection on the root type. Raises GraphQLError if a @skip or @include has no value."""
        if self.root is None:
            operation = executor.operation
            root_type = self.schema.get_root_type(operation.operation)
            assert root_type is not None, "a valid operation has a type"
            collected = collect_fields(self.schema, executor.fragments, executor.variable_values, root_type, operation)
            self.root = self._selection(root_type, collected.grouped_field_set)
        return self.root

    def selection(self, executor: Executor[Any], type_: GraphQLObjectType, details: FieldDetailsList) -> Selection:
        """The selection on `type_` of a field's merged nodes. Raises GraphQLError as `root_selection` does."""
        key = (type_, *((id(each.node), id(each.fragment_variable_values)) for each in details))
        found = self.selections.get(key)
        if found is None:
            collected = collect_subfields(
                self.schema, executor.fragments, executor.variable_values, executor.operation, type_, details
            )
            found = self.selections[key] = self._selection(type_, collected.grouped_field_set)
        return found

    def writer(self, field: PlannedField) -> Writer | None:
        """What writes the list that `field` is; None until the plan has proved worth it, and where that failed."""
        if self.runs < WRITTEN_FROM or self.size > MOST_WRITTEN:
            return None
        writer = self.writers.get(field)
        if writer is None:
            writer = self.writers[field] = Writer(field)
        return None if writer.given_up else writer

    def _selection(self, type_: GraphQLObjectType, grouped: GroupedFieldSet) -> Selection:
        self.size += len(grouped)
        return Selection.of(type_, [self._field(type_, key, details) for key, details in grouped.items()])

    def _field(self, parent: GraphQLObjectType, key: str, details: FieldDetailsList) -> PlannedField:
        nodes = [each.node for each in details]
        definition = self.schema.get_field(parent, nodes[0].name.value)
        assert definition is not None, "a valid document selects known fields only"
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
            slot=Slot(not is_non_null_type(definition.type), parent.name),
            read=read,
            resolve=definition.resolve,
            awaited=isinstance(ours, StrawberryField) and ours.is_async,
            loaded=ours.metadata.get(LOADED) if isinstance(ours, StrawberryField) and not ours.extensions else None,
            kept=kept_as_it_is(inner),
            write=writer(inner) if read is not None and is_leaf_type(inner) else None,
            complete=completer(definition.type),
        )


class PlanCache:
    """The plans that were used last, of all documents: `capacity` of them at most, with `fields` fields at most
    together, unless the last one alone has more.
    """

    def __init__(self, capacity: int = MOST_PLANS, fields: int = MOST_FIELDS) -> None:
        self._capacity = capacity
        self._fields = fields
        self._plans: OrderedDict[tuple[object, ...], OperationPlan] = OrderedDict()

    def __len__(self) -> int:
        return len(self._plans)

    def plan(self, key: tuple[object, ...], schema: GraphQLSchema) -> OperationPlan:
        """The plan of `key`, or a new one."""
        plan = self._plans.get(key)
        if plan is None:
            # Plans grow while they are used, so their sizes are summed anew.
            size = sum(each.size for each in self._plans.values())
            plan = self._plans[key] = OperationPlan(schema)
            while len(self._plans) > 1 and (len(self._plans) > self._capacity or size > self._fields):
                size -= self._plans.popitem(last=False)[1].size
        else:
            self._plans.move_to_end(key)
        return plan


@dataclass(frozen=True, slots=True, eq=False)
class Plans:
    """The plans of one document: one for each operation and each outcome of its @skip and @include."""

    schema: GraphQLSchema
    conditions: tuple[str, ...]
    """The variables of all @skip and @include of the document."""
    cache: PlanCache

    @classmethod
    def of(cls, schema: GraphQLSchema, document: DocumentNode, cache: PlanCache) -> "Plans":
        return cls(schema, tuple(sorted(set(_conditions(document)))), cache)

    def plan(self, operation: OperationDefinitionNode, executor: Executor[Any]) -> OperationPlan:
        """The plan of `operation` for the variables of `executor`."""
        name = operation.name.value if operation.name else None
        values = (executor.variable_values.coerced.get(each) for each in self.conditions)
        # A condition of another operation may have any type here, and changes nothing.
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
    """The function that reads the field's value from its object, or None if more is needed.

    Attributes are read so, and synchronous methods without info and arguments. A field with extensions is resolved by
    them.
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
