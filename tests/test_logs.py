"""Logs have the request's id, and never a secret or what a customer sent."""

import io
import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from app import logs
from app.settings import LogFormat, LogLevel

Read = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Read]:
    """What is logged from here on, as JSON; afterwards all is as it was."""
    root = logging.getLogger()
    handlers, level, before = root.handlers, root.level, structlog.get_config()
    written = io.TextIOWrapper(io.BytesIO(), write_through=True)
    monkeypatch.setattr(sys, "stderr", written)
    logs.configure(LogFormat.JSON, LogLevel.INFO)
    # A logger that is kept would go by this after the test as well, and nobody could capture what it says.
    structlog.configure(**{**structlog.get_config(), "cache_logger_on_first_use": False})

    def read() -> list[dict[str, Any]]:
        written.seek(0)
        return [json.loads(line) for line in written]

    yield read
    root.handlers = handlers
    root.setLevel(level)
    structlog.configure(**before)


def test_a_line_has_time_level_event_and_request(lines: Read) -> None:
    with structlog.contextvars.bound_contextvars(request_id="abc"):
        structlog.get_logger("app.flows").info("refund.accepted", refund=7)
    (line,) = lines()
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "refund.accepted",
        "level": "info",
        "logger": "app.flows",
        "refund": 7,
        "request_id": "abc",
    }


def test_libraries_log_in_the_same_form(lines: Read) -> None:
    with structlog.contextvars.bound_contextvars(request_id="abc"):
        logging.getLogger("uvicorn.error").warning("lost %s of %s", 1, 2)
    (line,) = lines()
    assert (line["event"], line["level"], line["request_id"]) == ("lost 1 of 2", "warning", "abc")


@pytest.mark.parametrize(
    "given",
    [
        {"authorization": "Basic aHVzaDpodXNo-hush"},
        {"private_key": "hush"},
        {"headers": {"Cookie": "session=hush"}},
        {"said": "it sent Authorization: Basic aHVzaDpodXNohush"},
        {"database": "postgresql://someone:hush@db.example/refundry"},
        {"many": [{"password": "hush"}]},
    ],
)
def test_secrets_are_blanked(given: dict[str, Any], lines: Read) -> None:
    structlog.get_logger().warning("something.happened", **given)
    (line,) = lines()
    assert "hush" not in json.dumps(line)
    assert logs.HIDDEN in json.dumps(line)


def test_a_traceback_has_neither_variables_nor_rows(lines: Read) -> None:
    customer = "alex@example.com"
    try:
        raise ValueError(f"it exists already\nDETAIL:  Key (email)=({customer}) already exists.")
    except ValueError:
        structlog.get_logger().exception("store.broken", length=len(customer))
    (line,) = lines()
    assert "ValueError: it exists already" in line["exception"]
    assert customer not in json.dumps(line)


FAILING = (
    "null value\nDETAIL:  Failing row contains (7, 10.00, Customer called:\nalex@example.com wants it\n\noverdue, 4)."
)
MESSAGES = {
    "a row of several lines": FAILING,
    "a hint after it": f"{FAILING}\nHINT:  Ask alex@example.com.",
    "SQLAlchemy's": f"{FAILING}\n[SQL: INSERT INTO notes]\n[parameters: ('a\nalex@example.com',)]\n(Background: e/20)",
    "nothing before it": "Failing row contains (7,\nalex@example.com).",
}


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
@pytest.mark.parametrize("together", [False, True], ids=["alone", "in a group"])
def test_a_row_is_hidden_to_its_end_and_the_rest_is_told(message: str, together: bool, lines: Read) -> None:
    try:
        try:
            failed = ValueError(message)
            raise ExceptionGroup("some", [failed, ValueError("another")]) if together else failed
        except Exception as error:
            raise RuntimeError("the last of them") from error
    except RuntimeError:
        structlog.get_logger().exception("store.broken")
    (line,) = lines()
    assert "alex" not in line["exception"]
    assert "overdue" not in line["exception"]
    assert logs.HIDDEN in line["exception"]
    assert ("[SQL: INSERT INTO notes]" in line["exception"]) is ("[SQL: " in message)
    assert ("ValueError: another" in line["exception"]) is together
    assert line["exception"].endswith("RuntimeError: the last of them")


def test_a_logger_without_a_name_is_not_told(lines: Read) -> None:
    structlog.get_logger().info("something.happened")
    (line,) = lines()
    assert "logger" not in line


def test_what_is_below_the_level_is_not_written(lines: Read) -> None:
    structlog.get_logger().debug("something.small")
    assert lines() == []


WRITES = """
import os, sys
from app import logs
from app.settings import LogFormat, LogLevel
import structlog, logging
{before}
logs.configure(LogFormat.JSON, LogLevel.INFO)
log = structlog.get_logger("app")
for number in range(2000):
    log.info("refund.accepted", refund=number, padding="x" * 100)
    logging.getLogger("uvicorn.error").warning("lost %s", number)
{after}
os.write(1, b"%d" % logs.dropped())
"""


def _write(before: str, after: str, stderr: int | None) -> int:
    """How many lines of 4000 a process dropped that logs them to `stderr`; it has to end."""
    program = [sys.executable, "-c", WRITES.format(before=before, after=after)]
    ended = subprocess.run(program, stdout=subprocess.PIPE, stderr=stderr, timeout=30, check=True)
    return int(ended.stdout)


def test_a_log_that_cannot_be_written_fails_nothing() -> None:
    assert _write("", "", subprocess.DEVNULL) == 0
    with Path("/dev/full").open("wb") as full:
        assert _write("", "", full.fileno()) == 4000, "a full disk"
    reads, writes = os.pipe()
    os.close(reads)
    assert _write("", "", writes) == 4000, "a reader that is gone"
    os.close(writes)


def test_a_reader_that_stands_still_holds_nobody_up() -> None:
    """What comes when it reads again says how much was lost, and no line is torn."""
    reads, writes = os.pipe()
    drain = f"os.set_blocking({reads}, False)\nread = os.read({reads}, 10_000_000)\nlog.info('again')\n"
    drain += f"read += os.read({reads}, 10_000_000)\nsys.stdout.buffer.write(read[:0])\n"
    drain += "open(sys.argv[1], 'wb').write(read)"
    program = WRITES.format(before="", after=drain)
    with tempfile.NamedTemporaryFile() as file:
        ended = subprocess.run(
            [sys.executable, "-c", program, file.name],
            stdout=subprocess.PIPE,
            stderr=writes,
            pass_fds=[reads],
            timeout=30,
            check=True,
        )
        lines = [json.loads(line) for line in file.read().splitlines() if line]
    os.close(reads)
    os.close(writes)
    lost = int(ended.stdout)
    assert 0 < lost < 4000
    assert [line["event"] for line in lines[-2:]] == ["log.dropped", "again"]
    assert sum(line["lines"] for line in lines if line["event"] == "log.dropped") == lost


def test_a_value_that_cannot_be_told_fails_nothing(lines: Read) -> None:
    class Odd:
        def __str__(self) -> str:
            raise RuntimeError

    structlog.get_logger("app").info("refund.accepted", odd=Odd())
    (line,) = lines()
    assert (line["event"], line["log_error"]) == ("refund.accepted", "RuntimeError")
