"""Generates functions that make JSON text of rows, for what a document selects of them.

What a field is comes from its resolver's own code (app/engine/symbols.py): the value of a column, or what the code
makes of some columns. The latter is completed by the executor, and its text is kept for these values. What is neither
is NotWritten.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from inspect import iscoroutine
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

import msgspec
from graphql import (
    GraphQLObjectType,
    GraphQLOutputType,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_composite_type,
    is_leaf_type,
    is_list_type,
    is_object_type,
)

from app.engine.completion import ITEM, Write, own_class
from app.engine.graphql_core import is_awaitable
from app.engine.row_texts import Cases, Inner, Kept, Learned, Level, NotWritten
from app.engine.row_texts import Write as WriteRow
from app.engine.symbols import (
    Call,
    Code,
    Column,
    MadeOf,
    Needs,
    Sight,
    Symbol,
    columns_in,
    expression_of,
    parts_of,
    understood,
)

if TYPE_CHECKING:
    from app.engine.executor import PlanExecution
    from app.engine.plan import PlannedField, Selection

encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class _Source:
    """How a value comes from rows of these `kinds`, of the lists within each other, where some columns are `known`."""

    code: Code
    kinds: tuple[Any, ...]
    known: Mapping[Column, Any]

    @property
    def level(self) -> int:
        return len(self.kinds) - 1

    def then(self, read: Callable[[Any], Any]) -> "_Source":
        code = self.code
        return replace(self, code=lambda sight: read(code(sight)))

    def understood(self) -> Any:
        """Raises Needs."""
        return understood(self.code, self.known, self.kinds)

    def depends_on(self) -> set[Column]:
        """Columns that have to be known for a value without Symbols, as far as the code comes without them.

        Raises NotWritten if it fails whatever they are, or has to be awaited.
        """
        try:
            value = self.understood()
        except Needs as needs:
            if not needs.columns:
                raise NotWritten from needs
            return needs.columns
        _refuse_awaitables(value)
        return columns_in(value)


@dataclass(eq=False, slots=True)
class _Parts:
    """The text of an item so far: constants, and expressions whose results are texts; and the lists within it."""

    texts: list[str | ast.expr] = field(default_factory=list)
    inner: list[Inner] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    weight: int = 0


class Generated:
    """The functions for the list that `planned` is, of rows of the class `kind` that `make` makes items of.

    They run for one execution at a time, after `begin`. Raises NotWritten.
    """

    def __init__(
        self,
        execution: "PlanExecution",
        planned: "PlannedField",
        kind: Any,
        make: Callable[[Any], Any],
        learned: dict[object, set[Column]],
    ) -> None:
        self._execution = execution
        self._learned = learned
        self._scratch: PlanExecution | None = None
        self._of_a_run: list[Kept] = []
        self._names: dict[str, Any] = {"text": encode_basestring, "null": "null"}
        self.level = self._level(planned, _Source(lambda sight: make(sight.row(0)), (kind,), {}))

    def begin(self, execution: "PlanExecution") -> None:
        """From now on, the functions run for `execution`."""
        self._execution, self._scratch = execution, None
        for each in self._of_a_run:
            each.clear()

    def _level(self, planned: "PlannedField", source: _Source) -> Level:
        if not _is_list_of_objects(planned.definition.type):
            raise NotWritten
        kind, case = source.kinds[-1], (planned, "case")
        columns = self._learned.get(case, set())
        if not columns:
            try:
                return self._written(planned, source, source.understood())
            except Needs as needs:
                columns = self._learned.setdefault(case, set())
                columns |= needs.columns
        if not columns or any(each.level != source.level for each in columns):
            raise NotWritten
        level = Level(kind, Cases((), _nothing), [], [], 0)
        level.write = Cases(sorted(columns), partial(self._case, level, planned, source))
        return level

    def _case(self, level: Level, planned: "PlannedField", source: _Source, known: Mapping[Column, Any]) -> WriteRow:
        """The function for items whose deciding columns are `known`."""
        source = replace(source, known=known)
        try:
            made = self._written(planned, source, source.understood())
        except Needs as needs:
            if not needs.columns:
                raise NotWritten from None
            self._learned[planned, "case"] |= needs.columns
            raise Learned from None
        if made.inner or isinstance(made.write, Cases):
            raise NotWritten
        level.weight = max(level.weight, made.weight)
        level.kept += made.kept
        return made.write

    def _written(self, planned: "PlannedField", source: _Source, value: Any) -> Level:
        selection = self._selection(planned, value)
        if selection is None:
            raise NotWritten
        parts = _Parts(weight=ITEM)
        self._object(parts, selection, source)
        return Level(source.kinds[-1], self._function(parts), parts.inner, parts.kept, parts.weight)

    def _selection(self, planned: "PlannedField", value: Any) -> "Selection | None":
        """What is selected of an object like `value`; None where its class does not tell its type."""
        named, plan = get_named_type(planned.definition.type), self._execution.plan
        possible: Sequence[GraphQLObjectType] = []
        if is_object_type(named):
            possible = [named]
        elif is_abstract_type(named):
            possible = plan.schema.get_possible_types(named)
        for each in possible:
            if own_class(each) is type(value):
                return plan.selection(self._execution.executor, each, planned.details)
        return None

    def _object(self, parts: _Parts, selection: "Selection", source: _Source) -> None:
        parts.weight += selection.weight
        for number, each in enumerate(selection.fields):
            parts.texts.append(f"{',' if number else '{'}{encode_basestring(each.key)}:")
            if each.nodes[0].name.value == "__typename":
                parts.texts.append(encode_basestring(each.parent.name))
            elif each.loaded is not None:
                self._loaded(parts, each, source)
            elif each.read is not None:
                self._read(parts, each, source.then(each.read))
            elif each.awaited or each.definition.args:
                raise NotWritten
            else:
                self._keep(parts, each, source.then(self._resolver(each)))
        parts.texts.append("}" if selection.fields else "{}")

    def _read(self, parts: _Parts, planned: "PlannedField", source: _Source) -> None:
        """A field that is read from its object alone."""
        if planned in self._learned:
            self._keep(parts, planned, source)
            return
        try:
            value = source.understood()
        except Needs:
            self._keep(parts, planned, source)
            return
        if type(value) is Symbol:
            self._leaf(parts, planned, self._expression(source, expression_of(value)))
            return
        made = parts_of(value) if planned.write is not None else None
        if made is not None and all(type(each) is Symbol for each in made):
            given = ", ".join(self._expression(source, expression_of(each)) for each in made)
            self._leaf(parts, planned, f"{self._name(type(value))}({given})")
            return
        selection = (
            None if is_list_type(get_nullable_type(planned.definition.type)) else self._selection(planned, value)
        )
        if selection is None:
            self._keep(parts, planned, source)
        else:
            self._object(parts, selection, source)

    def _leaf(self, parts: _Parts, planned: "PlannedField", value: str) -> None:
        """A leaf whose value is that of an expression: a column, or what is made of columns."""
        if planned.write is None:
            raise NotWritten
        serialize = "text" if planned.kept is str else self._name(_serializer(planned.kept, planned.write))
        if planned.slot.nullable:
            parts.texts.append(_parsed(f"{serialize}(v) if (v := {value}) is not None else null"))
        else:
            parts.texts.append(_parsed(f"{serialize}({value})"))

    def _keep(self, parts: _Parts, planned: "PlannedField", source: _Source) -> None:
        """A field whose text is kept for the values that its code takes."""
        columns = self._learned.setdefault(planned, set())
        columns |= source.depends_on()
        taken = sorted(columns.difference(source.known))
        kept = Kept(taken, partial(self._told, planned, source))
        parts.kept.append(kept)
        if not self._needs_rows_alone(planned):
            self._of_a_run.append(kept)
        key = ", ".join(self._expression(source, each) for each in taken)
        parts.texts.append(_parsed(f"{self._name(kept)}[{key or '()'}]"))

    def _told(self, planned: "PlannedField", source: _Source, known: Mapping[Column, Any]) -> tuple[str, int]:
        """The text of a field where these columns are `known`, and the bytes that the executor counts for it."""
        source = replace(source, known={**source.known, **known})
        try:
            value = source.understood()
            needed = columns_in(value)
        except Needs as needs:
            needed = needs.columns
            if not needed:
                raise NotWritten from needs
        if needed:
            self._learned[planned] |= needed
            raise Learned
        return self._completed(planned, value)

    def _completed(self, planned: "PlannedField", value: Any) -> tuple[str, int]:
        """The text of a value as the executor completes it, if that needs nothing else and nothing fails."""
        _refuse_awaitables(value)
        scratch = self._scratch = self._scratch or self._execution.beside()
        scratch.spent = 0
        try:
            answer = planned.complete(scratch, planned, value, (None, planned.key, {}, planned.slot))
            text = encode(answer).decode()
        except Exception as error:
            raise NotWritten from error
        if not scratch.clean():
            self._scratch = None
            raise NotWritten
        return text, scratch.spent

    def _loaded(self, parts: _Parts, planned: "PlannedField", source: _Source) -> None:
        """A list that is loaded for each row."""
        loaded, rows = planned.loaded, object()
        assert loaded is not None, "others are asked for elsewhere"
        show = loaded.show
        try:
            number = source.then(loaded.number).understood()
            shown = show(source.code(Sight(source.kinds, source.known)), rows)
        except Exception as error:
            raise NotWritten from error
        by = expression_of(number) if type(number) is Symbol else None
        if type(by) is not Column or by.level != source.level or type(shown) is not MadeOf or shown.rows is not rows:
            raise NotWritten
        code, level = source.code, source.level + 1
        item = _Source(
            lambda sight: show(code(sight), rows).make(sight.row(level)), (*source.kinds, shown.kind), source.known
        )
        place = source.kinds[-1].columns.index(by.name)
        made = self._level(planned, item)
        parts.texts.append(ast.Name(f"p{len(parts.inner)}", ast.Load()))
        parts.inner.append(Inner(planned, place, made))

    def _resolver(self, planned: "PlannedField") -> Callable[[Any], Any]:
        """The resolver of a field that takes the info beside its object, as it is for the execution that runs then."""

        def resolve(made: Any) -> Any:
            info = planned.info(self._execution.executor, (None, planned.key, {}, planned.slot))
            value = planned.resolve(made, info)
            _refuse_awaitables(value)
            return value

        return resolve

    def _needs_rows_alone(self, planned: "PlannedField") -> bool:
        """Whether the field has the same text for the same rows in every execution."""
        named = get_named_type(planned.definition.type)
        if planned.read is None or is_leaf_type(named):
            return planned.read is not None
        if not is_object_type(named):
            return False
        selection = self._execution.plan.selection(self._execution.executor, named, planned.details)
        return not selection.others and all(self._needs_rows_alone(each) for _, _, _, each in selection.known)

    def _expression(self, source: _Source, expression: Column | Call) -> str:
        if isinstance(expression, Column):
            if not source.level - 1 <= expression.level <= source.level:
                raise NotWritten
            place = source.kinds[expression.level].columns.index(expression.name)
            return f"{'r' if expression.level == source.level else 'u'}[{place}]"
        given = [
            self._expression(source, expression_of(each)) if type(each) is Symbol else self._name(each)
            for each in expression.arguments
        ]
        return f"{self._name(expression.function)}({', '.join(given)})"

    def _name(self, value: Any) -> str:
        """A name for the value in what is generated."""
        name = f"n{len(self._names)}"
        self._names[name] = value
        return name

    def _function(self, parts: _Parts) -> WriteRow:
        """A function of a row, of the row around it and of the texts of its lists, which joins all parts."""
        joined: list[ast.expr] = []
        constant = ""
        for each in [*parts.texts, ""]:
            if isinstance(each, str) and each:
                constant += each
                continue
            if constant:
                joined.append(ast.Constant(constant))
                constant = ""
            if isinstance(each, ast.expr):
                joined.append(ast.FormattedValue(each, -1))
        names = ["r", "u", *(f"p{number}" for number in range(len(parts.inner)))]
        function = ast.parse(f"lambda {', '.join(names)}: 0", mode="eval")
        assert isinstance(function.body, ast.Lambda), "it was just written"
        function.body.body = ast.JoinedStr(joined)
        written: WriteRow = eval(compile(ast.fix_missing_locations(function), "<rows>", "eval"), self._names)  # noqa: S307 # made of the schema's own functions, and of keys that are constants
        return written


def _refuse_awaitables(value: Any) -> None:
    if type(value) is not Symbol and is_awaitable(value):
        if iscoroutine(value):
            value.close()
        raise NotWritten


def _is_list_of_objects(type_: GraphQLOutputType) -> bool:
    inner: Any = get_nullable_type(type_)
    return is_list_type(inner) and is_composite_type(get_nullable_type(inner.of_type))


def _serializer(kept: type | None, write: Write) -> Callable[[Any], str]:
    """Serializes a leaf's value that is not None, and makes JSON of it."""

    def serialize(value: Any) -> str:
        written = value if type(value) is kept else write(value)
        if type(written) is str:
            return encode_basestring(written)
        if written is None or value is None:
            raise NotWritten
        return encode(written).decode()

    return serialize


def _parsed(expression: str) -> ast.expr:
    return ast.parse(expression, mode="eval").body


def _nothing(_: Mapping[Column, Any]) -> WriteRow:
    raise NotWritten
