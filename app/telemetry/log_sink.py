"""Where lines of the log go. Writing one never fails and never waits: what can't be written is dropped and counted."""

import fcntl
import os
import select
import stat
from pathlib import Path
from typing import Protocol


class Writable(Protocol):
    """A binary stream, such as standard error's buffer."""

    def write(self, data: bytes, /) -> object: ...

    def flush(self) -> object: ...


class LogSink:
    """Writes lines to a stream. `dropped` counts those that were lost, for the whole of its life.

    A full pipe whose reader stands still would hold up whoever logs, and with it everything; so would a terminal that
    is stopped. Those are opened a second time, so that only this writing does not wait, and no other process's does.
    """

    def __init__(self, stream: Writable) -> None:
        self.dropped = 0
        self._told = 0
        self._torn = False
        self._stream = stream
        self._descriptor = _not_waiting(stream)
        self._may_wait = self._descriptor is not None and _may_wait(self._descriptor)

    def write(self, line: bytes) -> None:
        """Writes a line, with its end; with those that were dropped before told of, if there are any."""
        lost = self.dropped - self._told
        if lost and self._put(b'{"event": "log.dropped", "level": "warning", "lines": %d}\n' % lost):
            self._told = self.dropped
        if not self._put(line):
            self.dropped += 1

    def flush(self) -> None:
        """Nothing is left to be written."""

    def _put(self, line: bytes) -> bool:
        """Whether the line was written as a whole."""
        try:
            if self._descriptor is None:
                self._stream.write(line)
                self._stream.flush()
                return True
            # What was cut off in the middle of a line shall not swallow this one.
            whole = b"\n" + line if self._torn else line
            if self._may_wait and not _takes(self._descriptor):
                return False
            written = os.write(self._descriptor, whole)
        except (OSError, ValueError):
            return False
        self._torn = written < len(whole)
        return not self._torn


def _not_waiting(stream: Writable) -> int | None:
    """A descriptor to write by; None for a stream in memory. Pipes and terminals are opened anew where that works."""
    try:
        descriptor: int = stream.fileno()  # type: ignore[attr-defined] # a stream in memory has none
        kind = os.fstat(descriptor).st_mode
    except (OSError, ValueError, AttributeError):
        return None
    if not stat.S_ISFIFO(kind) and not stat.S_ISCHR(kind):
        return descriptor
    try:
        # Not for files, whose place to write at would then be another one than that of who shares them.
        return os.open(
            Path("/proc/self/fd") / str(descriptor), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
        )
    except OSError:
        return descriptor


def _may_wait(descriptor: int) -> bool:
    """Whether writing may have to wait for a reader; a file's never does."""
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return False
    return not fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_NONBLOCK


def _takes(descriptor: int) -> bool:
    """Whether writing would not wait at this moment."""
    poll = select.poll()
    poll.register(descriptor, select.POLLOUT)
    return any(event & (select.POLLOUT | select.POLLERR | select.POLLHUP) for _, event in poll.poll(0))
