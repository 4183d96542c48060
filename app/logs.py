"""Structured logs: one event a line, with the request's id, without secrets and customers' data.

Events are named `noun.what_happened` and carry ids. Events of libraries have the same form. Control characters are
escaped, so that no value can fake a line of the log or control a terminal.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from functools import lru_cache
from typing import Any

import msgspec
import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from app.domain.visible import visible
from app.settings import LogFormat, LogLevel
from app.telemetry.log_sink import LogSink

HIDDEN = "[hidden]"

SINKS: list[LogSink] = []
"""Where this process has written its log to: one, or two if its settings were read after it had begun."""

_SECRET_NAMES = re.compile(
    r"authorization|password|passphrase|private_?key|secret|token|cookie|credential", re.IGNORECASE
)
_PASSWORD_IN_URL = re.compile(r"(?<=://)([^:/@\s]*):[^@/\s]+@")
_CREDENTIALS = re.compile(r"\b(Basic|Bearer)\s+[A-Za-z0-9+/=._~-]{6,}", re.IGNORECASE)
_ROW = re.compile(
    # In an exception group each line has a margin; a message may begin with the row, right behind the exception's name.
    r"^([ |]*(?:[\w.]+: )?(?:DETAIL:|\[parameters: |Failing row contains)).*?"
    # The values may have lines of their own, so that only what comes after a message tells its end.
    r"(?=\n[ |]*(?:\[SQL: |The above exception was the direct|During handling of the above|\+-{15})|\Z)",
    re.MULTILINE | re.DOTALL,
)
"""The part of a message of PostgreSQL or SQLAlchemy that repeats the values of a row."""


def configure(log_format: LogFormat, log_level: LogLevel) -> None:
    """Writes all events of this process to standard error, as JSON or as text."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        _add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _exception_as_text,
        hide_secrets,
    ]
    render: list[Processor] = (
        [structlog.processors.JSONRenderer(_as_json)]
        if log_format is LogFormat.JSON
        else [_in_visible_form, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
    )
    sink = LogSink(sys.stderr.buffer)
    SINKS.append(sink)
    # Our own events bypass the standard library's logging, which would double their cost.
    structlog.configure(
        processors=[*shared, *render, _as_bytes],
        logger_factory=_Factory(sink),
        wrapper_class=structlog.make_filtering_bound_logger(log_level),
        cache_logger_on_first_use=True,
    )
    handler = _BytesHandler(sink)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _drop_colours, *render],
            foreign_pre_chain=[structlog.stdlib.PositionalArgumentsFormatter(), *shared],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(log_level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "arq", "alembic", "strawberry.execution"):
        library = logging.getLogger(name)
        library.handlers = []
        library.propagate = True
    # These only repeat the endpoint's line for a request, or say what always holds.
    for name in ("uvicorn.access", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # It logs each request error with the client's values; the endpoint logs unexpected errors.
    logging.getLogger("strawberry.execution").setLevel(logging.CRITICAL)


class _BytesHandler(logging.Handler):
    """Writes the records of libraries to where our own events go."""

    def __init__(self, sink: LogSink) -> None:
        super().__init__()
        self._sink = sink

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line = _as_bytes(None, "", self.format(record)) + b"\n"
        except Exception:
            # A record whose arguments do not fit its message, for example.
            self._sink.dropped += 1
            return
        self._sink.write(line)


class _Line:
    """structlog's last step: writes what the processors made of an event."""

    def __init__(self, sink: LogSink, name: str | None) -> None:
        self._sink = sink
        self.name = name

    def msg(self, line: bytes) -> None:
        self._sink.write(line + b"\n")

    log = debug = info = warn = warning = msg
    fatal = failure = err = error = critical = exception = msg


class _Factory:
    """Gives every logger of this process the same sink."""

    def __init__(self, sink: LogSink) -> None:
        self._sink = sink

    def __call__(self, *arguments: str) -> _Line:
        return _Line(self._sink, arguments[0] if arguments else None)


def dropped() -> int:
    """How many lines this process could not write."""
    return sum(sink.dropped for sink in SINKS)


def _as_json(event: EventDict, **_: Any) -> str:
    """The event as one line of JSON. Escapes lose nothing: they decode to the same characters."""
    try:
        line = msgspec.json.encode(event, enc_hook=str).decode()
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8.
        line = json.dumps(event, default=str)
    except Exception as error:
        # A value that can't be told keeps nobody from telling that something happened.
        line = json.dumps({"event": str(event.get("event")), "log_error": type(error).__name__})
    return visible(line)


def _as_bytes(_: WrappedLogger, __: str, line: Any) -> bytes:
    return str(line).encode("utf-8", "backslashreplace")


def _in_visible_form(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """The event for the console. The lines of a traceback are indented, so that none looks like an event."""
    traces = {
        name: "\n".join(f"    {visible(line)}" for line in str(event[name]).split("\n"))
        for name in ("exception", "stack")
        if name in event
    }
    return {**{visible(str(name)): _shown(value) for name, value in event.items()}, **traces}


def _shown(value: Any) -> Any:
    match value:
        case None | bool() | int() | float():
            return value
        case dict():
            return {visible(str(name)): _shown(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_shown(inner) for inner in value]
    return visible(str(value))


def hide_secrets(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Hides the values of names that sound like secrets, at any depth, and passwords within other values."""
    return {name: _hide(name, value) for name, value in event.items()}


def _hide(name: str, value: Any) -> Any:
    if _is_secret(name):
        return HIDDEN
    if isinstance(value, str):
        if " " not in value and "://" not in value:
            return value
        return _CREDENTIALS.sub(rf"\1 {HIDDEN}", _PASSWORD_IN_URL.sub(rf"\1:{HIDDEN}@", value))
    if isinstance(value, dict):
        return {key: _hide(str(key), inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_hide(name, inner) for inner in value]
    return value


@lru_cache(maxsize=1000)
def _is_secret(name: str) -> bool:
    return name not in {"event", "exception"} and _SECRET_NAMES.search(name) is not None


def _exception_as_text(_: WrappedLogger, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replaces the exception by its traceback, without local variables and values of rows."""
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["exception"] = _ROW.sub(r"\1 " + HIDDEN, "".join(traceback.format_exception(error)).rstrip())
    return event


def _add_logger_name(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Adds the name of the logger, if it has one: those of libraries do."""
    event = structlog.stdlib.add_logger_name(logger, method, event)
    if event["logger"] is None:
        del event["logger"]
    return event


def _drop_colours(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Drops the coloured copy of the message that uvicorn adds."""
    event.pop("color_message", None)
    return event
