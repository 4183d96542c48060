"""Runs the code of resolvers on rows whose values are not known yet, to learn how a result comes from a row.

A Symbol stands for a value of a row. It can be carried from place to place and nothing else: whatever else is done with
it raises. So code that returns a Symbol returns that value of any row. Code that asks more of it is told the value, and
is understood for that value alone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import Field, fields, is_dataclass
from functools import lru_cache, wraps
from inspect import get_annotations
from types import FunctionType, MethodType
from typing import Any, Generic, NamedTuple, NoReturn, ParamSpec, TypeVar, cast, get_args

Item = TypeVar("Item")
Result = TypeVar("Result")
Given = ParamSpec("Given")


class MadeOf(Generic[Item]):
    """A list of what `make` makes of each of `rows`, which are all of the class `kind`. It is made when it is looked
    at; app/engine/writing.py writes it without that.
    """

    __slots__ = ("kind", "make", "rows")

    def __init__(self, rows: Sequence[Any], kind: type, make: Callable[[Any], Item]) -> None:
        self.rows = rows
        self.kind = kind
        self.make = make

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Item]:
        return map(self.make, self.rows)


def made_of(rows: Sequence[Any], kind: type, make: Callable[[Any], Item]) -> list[Item]:
    """A resolver's value for a list of what `make` makes of each row of the class `kind`, which names its `columns`."""
    return cast(list[Item], MadeOf(rows, kind, make))


class Column(NamedTuple):
    """A column of the row of a list; `level` counts the lists around that one."""

    level: int
    name: str


class Call(NamedTuple):
    """A call of a function that is `pure`."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]


def _refuse(*_: object) -> NoReturn:
    raise TypeError("a value that is not known yet can only be carried")


class Symbol:
    """Stands for the value of an expression. `expression_of` tells it."""

    __slots__ = ("_expression",)

    def __init__(self, expression: Column | Call) -> None:
        object.__setattr__(self, "_expression", expression)

    __getattribute__ = __setattr__ = __delattr__ = _refuse
    __bool__ = __str__ = __repr__ = __format__ = __hash__ = __len__ = __iter__ = __call__ = __getitem__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __int__ = __index__ = __float__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __rmod__ = __neg__ = _refuse
    __reduce__ = __reduce_ex__ = __copy__ = __deepcopy__ = _refuse


def expression_of(symbol: Symbol) -> Column | Call:
    return cast(Column | Call, object.__getattribute__(symbol, "_expression"))


def pure(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """The same function, whose call can be carried where an argument is not known yet. It must depend on its arguments
    alone.
    """

    @wraps(function)
    def call(*given: Given.args, **named: Given.kwargs) -> Result:
        for each in given:
            if type(each) is Symbol:
                return cast(Result, Symbol(Call(function, given)))
        return function(*given, **named)

    return call


def remembered(most: int) -> Callable[[Callable[Given, Result]], Callable[Given, Result]]:
    """Keeps what a function has made of its arguments, `most` of it. With Symbols among them it just runs."""

    def decorate(function: Callable[Given, Result]) -> Callable[Given, Result]:
        kept = lru_cache(maxsize=most)(function)

        @wraps(function)
        def call(*given: Given.args, **named: Given.kwargs) -> Result:
            for each in given:
                if type(each) is Symbol:
                    return function(*given, **named)
            return kept(*given, **named)  # type: ignore[arg-type] # what can't be kept raises TypeError

        return call

    return decorate


class Sight:
    """What code is told of the rows of lists within lists, which are of these `kinds`. `given` is all it has taken."""

    def __init__(self, kinds: Sequence[Any], known: Mapping[Column, Any]) -> None:
        self.kinds = kinds
        self.known = known
        self.given: dict[Column, None] = {}

    def row(self, level: int) -> Any:
        return _Row(self, level, self.kinds[level])

    def value(self, level: int, name: str) -> Any:
        column = Column(level, name)
        self.given[column] = None
        return self.known[column] if column in self.known else Symbol(column)

    @property
    def unknown(self) -> set[Column]:
        return {each for each in self.given if each not in self.known}


class _Row:
    """A row of the class `_kind` as `_sight` shows it: the class's own properties are computed of it."""

    __slots__ = ("_kind", "_level", "_sight")

    def __init__(self, sight: Sight, level: int, kind: Any) -> None:
        self._sight = sight
        self._level = level
        self._kind = kind

    @property  # type: ignore[misc] # isinstance asks for it
    def __class__(self) -> Any:
        return self._kind

    def __getattr__(self, name: str) -> Any:
        if name in self._kind.columns:
            return self._sight.value(self._level, name)
        found = getattr(self._kind, name)
        if isinstance(found, property) and found.fget is not None:
            return found.fget(self)
        return MethodType(found, self) if isinstance(found, FunctionType) else found


Code = Callable[[Sight], Any]
"""What a chain of resolvers makes of the rows that it sees."""


def parts_of(value: Any) -> tuple[Any, ...] | None:
    """What a dataclass of the domain is made with, in the order of its arguments; None of anything else."""
    kind = type(value)
    if not is_dataclass(kind) or hasattr(kind, "__post_init__"):
        return None
    parts = fields(kind)
    return tuple(getattr(value, each.name) for each in parts) if all(_plain(each) for each in parts) else None


def _plain(field: "Field[Any]") -> bool:
    return field.init and not field.kw_only


class Needs(Exception):
    """The result depends on more of these columns than that they are carried."""

    def __init__(self, columns: set[Column]) -> None:
        self.columns = columns


def understood(code: Code, known: Mapping[Column, Any], kinds: Sequence[Any]) -> Any:
    """What `code` makes of any rows that have the `known` values, with Symbols for the others. Raises Needs; without
    columns where it fails whatever they are.

    Nothing can refuse to be compared with None by `is`. So it is tried whether None makes a difference, and more than
    one value that may be None has to be known.
    """
    sight = Sight(kinds, known)
    try:
        value = code(sight)
    except Exception as error:
        # Mostly it is the one that was taken last. Otherwise the code fails anew, and needs another one.
        raise Needs({*[each for each in sight.given if each not in known][-1:]}) from error
    nullable = _nullable(sight)
    if len(nullable) > 1:
        raise Needs(nullable)
    for column in nullable:
        without = Sight(kinds, {**known, column: None})
        try:
            alike = _same(value, code(without), column)
        except Exception as error:
            raise Needs(nullable) from error
        if not alike or _nullable(without):
            raise Needs(nullable | _nullable(without))
    return value


def _nullable(sight: Sight) -> set[Column]:
    return {each for each in sight.unknown if _may_be_none(sight.kinds[each.level], each.name)}


def columns_in(value: Any) -> set[Column]:
    """The columns whose Symbols a value carries, as far as it can be seen, those that `pure` calls take among them."""
    if type(value) is Symbol:
        expression = expression_of(value)
        return {expression} if isinstance(expression, Column) else columns_in(expression.arguments)
    if isinstance(value, list | tuple):
        return {each for part in value for each in columns_in(part)}
    return {each for name in _attributes(value) for each in columns_in(getattr(value, name, None))}


def _may_be_none(kind: Any, name: str) -> bool:
    for each in kind.__mro__:
        annotations = get_annotations(each)
        if name in annotations:
            return type(None) in get_args(annotations[name])
    return True


def _same(one: Any, other: Any, column: Column) -> bool:
    """Whether both are made alike, but for None in place of `column`."""
    if type(one) is Symbol:
        expression = expression_of(one)
        if type(other) is Symbol:
            return _same_expression(expression, expression_of(other), column)
        return expression == column and other is None
    if type(one) is not type(other):
        return False
    if type(one) is _Row:
        return bool(one._level == other._level)
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(_same(*each, column) for each in zip(one, other, strict=True))
    if type(one) is FunctionType:
        cells = [[each.cell_contents for each in function.__closure__ or ()] for function in (one, other)]
        return one.__code__ is other.__code__ and _same(cells[0], cells[1], column)
    names = _attributes(one)
    if names:
        return all(_same(getattr(one, name, None), getattr(other, name, None), column) for name in names)
    return bool(one is other or one == other)


def _same_expression(one: Column | Call, other: Column | Call, column: Column) -> bool:
    if type(one) is Call and type(other) is Call:
        return one.function is other.function and _same(one.arguments, other.arguments, column)
    return one == other


def _attributes(value: Any) -> Sequence[str]:
    """The attributes that a dataclass, or what the engine itself makes, is made of."""
    if type(value) is MadeOf:
        return MadeOf.__slots__
    fields = getattr(type(value), "__dataclass_fields__", ())
    # Fields with a resolver are none of an object's own.
    own = getattr(value, "__dict__", fields) if fields else ()
    return tuple(own)
