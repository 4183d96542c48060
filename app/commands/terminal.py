"""What a command prints, in a form that does nothing to the terminal it may come to."""

import io
import sys
from typing import TextIO

from app.domain.visible import visible_lines


class VisibleOutput(io.TextIOWrapper):
    """A text stream with control characters as escapes; lines and tabs stay. What can't be encoded is escaped too."""

    def write(self, text: str, /) -> int:
        super().write(visible_lines(text))
        return len(text)


def guard_output() -> None:
    """Makes whatever this process prints from now on visible: by a command, by a library or by the interpreter."""
    sys.stdout, sys.stderr = _guarded(sys.stdout), _guarded(sys.stderr)


def _guarded(stream: TextIO) -> TextIO:
    """The same file or terminal, by a stream of its own: what `stream` held back is written before."""
    if isinstance(stream, VisibleOutput):
        return stream
    stream.flush()
    # Not the buffer of the other stream, which closes it when it goes.
    below = open(stream.fileno(), "wb", closefd=False)  # noqa: SIM115 -- it stays open for as long as we run
    return VisibleOutput(below, stream.encoding, "backslashreplace", line_buffering=bool(stream.line_buffering))
