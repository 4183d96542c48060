"""Limits of one request, measured before it is validated and run.

Each fragment is measured once, so that fragments spread within fragments take no longer than their own length; what
they multiply to is computed.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_interface_type,
    is_list_type,
    is_object_type,
    is_union_type,
)

from app.domain.problems import TooMuch
from app.engine.graphql_core import StrawberryField
from app.schema.base.fields import HOLDS

ENOUGH = 10**9
"""Larger than every limit. Sums stop here, so that they stay short integers."""

INTROSPECTION = frozenset({"__schema", "__type", "__typename"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may select, and how much its answer may hold.

    A document is measured before it runs, and refused with TooMuch. `cost` counts 1 for a leaf, 2 for an object, and
    `mutation_cost` more for each mutation; a field under several aliases counts for each of them. Below a connection it
    counts `first` times (`page` at most and by default), below another list as often as its field `holds`
    (schema/base/fields.py), or `list_length` times, as in introspection. A document that only introspects may
    be `introspection_depth` deep instead of `depth`; its cost counts as any other, and is about 11,000 for common
    tools. `repetitions` is how often one response key may occur in one selection set, since validation compares each
    with each.

    An answer is measured while it is made, and ended with AnswerTooLarge. `answer_bytes` are about those of the JSON,
    with 50 more for each object and each item of a list; `answer_errors` is the number of errors beside the data.
    `query_seconds` is the time of a query; a mutation has no such limit.
    """

    tokens: int = 1_000
    body_bytes: int = 100 * 1024
    depth: int = 12
    introspection_depth: int = 15
    repetitions: int = 15
    cost: int = 100_000
    mutation_cost: int = 2_000
    page: int = 50
    list_length: int = 5
    answer_bytes: int = 4 * 1024 * 1024
    answer_errors: int = 100
    query_seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Measure:
    """The size of a selection: its `depth` and its `cost` in all, and the `fields` of its first level."""

    depth: int = 0
    cost: int = 0
    fields: int = 0

    def beside(self, other: "Measure") -> "Measure":
        """The size of both selections in one selection set."""
        return Measure(
            max(self.depth, other.depth),
            min(self.cost + other.cost, ENOUGH),
            min(self.fields + other.fields, ENOUGH),
        )


NOTHING = Measure()


def check(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, object], limits: Limits) -> bool:
    """Raises TooMuch if an operation of `document`, valid or not, is beyond `limits`.

    Returns True if the value of a variable counted, so that the document is checked again for other values.
    """
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    varies = False
    for operation in document.definitions:
        if isinstance(operation, OperationDefinitionNode):
            scale = _Scale(schema, fragments, _values(operation, variables), limits)
            _compare(operation, scale, limits)
            varies = varies or scale.varies
    return varies


def _compare(operation: OperationDefinitionNode, scale: "_Scale", limits: Limits) -> None:
    introspects = _only_introspects(operation)
    measure = scale.weigh(operation.selection_set, scale.schema.get_root_type(operation.operation))
    depth = limits.introspection_depth if introspects else limits.depth
    cost = measure.cost
    if operation.operation is OperationType.MUTATION:
        cost += measure.fields * limits.mutation_cost
    asked_and_allowed = [("fields nested in each other", measure.depth, depth), ("a cost of", cost, limits.cost)]
    for what, asked, allowed in asked_and_allowed:
        if asked > allowed:
            raise TooMuch(what, asked, allowed)


def _only_introspects(operation: OperationDefinitionNode) -> bool:
    selections = operation.selection_set.selections
    return all(isinstance(node, FieldNode) and node.name.value in INTROSPECTION for node in selections)


def _values(operation: OperationDefinitionNode, variables: Mapping[str, object]) -> dict[str, object]:
    """The values of the operation's variables, as sent or by default. Defaults other than integers are None."""
    values: dict[str, object] = {}
    for definition in operation.variable_definitions or ():
        name = definition.variable.name.value
        values[name] = variables[name] if name in variables else _number(definition.default_value)
    return values


def _number(node: ValueNode | None) -> int | None:
    # More digits than ten are above every page size, and int() refuses thousands of them.
    return int(node.value[:10]) if isinstance(node, IntValueNode) else None


class _Scale:
    """Measures the selections of one operation. `varies` tells whether the value of a variable counted."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        values: Mapping[str, object],
        limits: Limits,
    ) -> None:
        self.schema = schema
        self.varies = False
        self._fragments = fragments
        self._values = values
        self._limits = limits
        self._known: dict[str, Measure] = {}

    def weigh(
        self, selection_set: SelectionSetNode, parent: GraphQLNamedType | None, *, level: int = 1, paged: bool = False
    ) -> Measure:
        """The size of a selection on `parent`, at depth `level` of its operation or fragment.

        `paged` tells that `parent` is a connection, whose lists count by its `first`.
        """
        if level > max(self._limits.depth, self._limits.introspection_depth) + 1:
            return Measure(depth=ENOUGH)
        total = NOTHING
        self._check_repetitions(selection_set)
        for node in selection_set.selections:
            match node:
                case FieldNode():
                    part = self._field(node, parent, level, paged=paged)
                case InlineFragmentNode():
                    on = self._type(node.type_condition.name.value) if node.type_condition else parent
                    part = self.weigh(node.selection_set, on, level=level, paged=paged)
                case FragmentSpreadNode():
                    part = self._fragment(node.name.value, paged=paged)
                case _:
                    part = NOTHING
            total = total.beside(part)
        return total

    def _check_repetitions(self, selection_set: SelectionSetNode) -> None:
        fields = (node for node in selection_set.selections if isinstance(node, FieldNode))
        names = Counter((node.alias or node.name).value for node in fields)
        for times in names.values():
            if times > self._limits.repetitions:
                raise TooMuch("repetitions of one field", times, self._limits.repetitions)

    def _fragment(self, name: str, *, paged: bool) -> Measure:
        key = f"{name} {paged}"
        if key not in self._known:
            # A fragment within itself counts nothing here; validation refuses it.
            self._known[key] = NOTHING
            fragment = self._fragments.get(name)
            if fragment is not None:
                on = self._type(fragment.type_condition.name.value)
                self._known[key] = self.weigh(fragment.selection_set, on, paged=paged)
        return self._known[key]

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None, level: int, *, paged: bool) -> Measure:
        field = self._definition(node.name.value, parent)
        if node.selection_set is None:
            return Measure(1, 1 if field is None else self._holds(field), 1)
        connection = field is not None and "first" in field.args
        times = 1
        if field is not None and connection:
            times = self._page(node)
        elif field is not None and not paged:
            times = self._holds(field)
        below = self.weigh(
            node.selection_set, get_named_type(field.type) if field else None, level=level + 1, paged=connection
        )
        return Measure(1 + below.depth, min(2 + times * below.cost, ENOUGH), fields=1)

    def _page(self, node: FieldNode) -> int:
        first: object = None
        for argument in node.arguments or ():
            if argument.name.value == "first":
                if isinstance(argument.value, VariableNode):
                    self.varies = True
                    first = self._values.get(argument.value.name.value)
                else:
                    first = _number(argument.value)
        if isinstance(first, int) and not isinstance(first, bool):
            return min(max(first, 1), self._limits.page)
        return self._limits.page

    def _holds(self, field: GraphQLField) -> int:
        """The number of values that the field counts as: 1, or more for a list."""
        if not is_list_type(get_nullable_type(field.type)):
            return 1
        ours = field.extensions.get("strawberry-definition")
        declared = ours.metadata.get(HOLDS) if isinstance(ours, StrawberryField) else None
        return self._limits.list_length if declared is None else int(declared)

    def _type(self, name: str) -> GraphQLNamedType | None:
        return self.schema.get_type(name)

    def _definition(self, name: str, parent: GraphQLNamedType | None) -> GraphQLField | None:
        if is_object_type(parent) or is_interface_type(parent) or is_union_type(parent):
            return self.schema.get_field(parent, name)
        return None
