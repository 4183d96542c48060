"""Lists as commands print them: aligned columns, each row a line, control characters escaped."""

from collections.abc import Iterable, Sequence

import typer

from app.domain.visible import visible


def show(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Prints the rows under their headings; nothing but the headings where there are none."""
    lines = [list(headings), *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    for line in lines:
        typer.echo("  ".join(f"{text:<{width}}" for text, width in zip(line, widths, strict=True)).rstrip())


def _cell(value: object) -> str:
    return "–" if value is None or value == "" else visible(str(value))
