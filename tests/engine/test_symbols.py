"""What a resolver's code makes of a row is understood only where it is the same for all values that are not known."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from app.engine.symbols import Column, Needs, Sight, Symbol, columns_in, expression_of, pure, remembered, understood


class Line:
    """A row, as the engine knows it: its columns, and what is computed of them."""

    columns = ("sure", "perhaps", "also")
    sure: str
    perhaps: str | None
    also: str | None

    @property
    def carried(self) -> str:
        return self.sure

    def louder(self) -> str:
        return self.sure.upper()


@dataclass
class Holder:
    held: object


named = pure(lambda prefix, name: f"{prefix}{name}")

held = remembered(8)(Holder)

CARRIED: dict[str, tuple[Callable[[Any], Any], set[str]]] = {
    "a column": (lambda row: row.sure, {"sure"}),
    "a property": (lambda row: row.carried, {"sure"}),
    "what may be None": (lambda row: row.perhaps, {"perhaps"}),
    "None for None": (lambda row: None if row.perhaps is None else row.perhaps, {"perhaps"}),
    "a pure call": (lambda row: named("a", row.sure), {"sure"}),
    "what is remembered of others": (lambda row: held(row.sure), {"sure"}),
    "an object": (lambda row: Holder([row.sure]), {"sure"}),
    "a constant": (lambda row: isinstance(row, Line), set()),
}
ASKED: dict[str, tuple[Callable[[Any], Any], set[str]]] = {
    "a method of the value": (lambda row: row.louder(), {"sure"}),
    "another word for None": (lambda row: "none" if row.perhaps is None else row.perhaps, {"perhaps"}),
    "a constant by None": (lambda row: row.perhaps is None, {"perhaps"}),
    "another object for None": (lambda row: Holder(row.perhaps is None), {"perhaps"}),
    "either of two": (lambda row: row.sure if row.perhaps is None and row.also is None else None, {"perhaps", "also"}),
    "or": (lambda row: row.sure or "none", {"sure"}),
    "equality": (lambda row: row.sure == "x", {"sure"}),
    "a look into a dict": (lambda row: {}.get(row.sure), {"sure"}),
    "a text": (lambda row: f"{row.sure}", {"sure"}),
    "its class": (lambda row: isinstance(row.sure, str), {"sure"}),
    "membership": (lambda row: row.sure in ("x",), {"sure"}),
    "the row's places": (lambda row: row[0], set()),
    "what the row has not": (lambda row: row.missing, set()),
}


@pytest.mark.parametrize(("code", "columns"), [pytest.param(*each, id=name) for name, each in CARRIED.items()])
def test_what_is_only_carried_is_understood(code: Callable[[Any], Any], columns: set[str]) -> None:
    value = understood(lambda sight: code(sight.row(0)), {}, [Line])
    assert columns_in(value) == {Column(0, name) for name in columns}


@pytest.mark.parametrize(("code", "columns"), [pytest.param(*each, id=name) for name, each in ASKED.items()])
def test_what_is_asked_more_of_has_to_be_known(code: Callable[[Any], Any], columns: set[str]) -> None:
    with pytest.raises(Needs) as needs:
        understood(lambda sight: code(sight.row(0)), {}, [Line])
    assert needs.value.columns == {Column(0, name) for name in columns}


def test_what_is_known_is_told() -> None:
    def code(sight: Sight) -> Any:
        return Holder(sight.row(0).louder())

    assert understood(code, {Column(0, "sure"): "x"}, [Line]) == Holder("X")


def test_rows_within_rows() -> None:
    value = understood(lambda sight: sight.row(1).sure, {}, [Line, Line])
    assert type(value) is Symbol
    assert expression_of(value) == Column(1, "sure")
