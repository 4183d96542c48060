"""Output of commands, with control characters escaped, so that no text can control the terminal."""

import io
import sys
from typing import TextIO

from app.domain.visible import visible_lines


class VisibleOutput(io.TextIOWrapper):
    """A text stream that escapes control characters, except line ends and tabs, and what it can't encode."""

    def write(self, text: str, /) -> int:
        super().write(visible_lines(text))
        return len(text)


def guard_output() -> None:
    """Escapes everything that this process prints from now on, also by libraries and by the interpreter."""
    sys.stdout, sys.stderr = _guarded(sys.stdout), _guarded(sys.stderr)


def _guarded(stream: TextIO) -> TextIO:
    """A new stream on the same file or terminal. What `stream` buffered is written first."""
    if isinstance(stream, VisibleOutput):
        return stream
    stream.flush()
    # Not the buffer of the old stream, which closes it when it is deleted.
    below = open(stream.fileno(), "wb", closefd=False)  # noqa: SIM115 -- it stays open for as long as we run
    return VisibleOutput(below, stream.encoding, "backslashreplace", line_buffering=bool(stream.line_buffering))
