"""Control characters never reach a log or a terminal as they are: there they move, hide and forge."""

import io
import json
import logging
import os
import pty
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from app import logs
from app.commands.terminal import VisibleOutput
from app.domain.visible import visible, visible_lines
from app.settings import LogFormat, LogLevel, Settings, as_environment
from tests.attacks.served import exchange, head, post, served
from tests.support import forkserver
from tests.support.merchant_client import open_shop

DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
ALONE = "\u200e\u200f\u061c\u2028\u2029\x7f"
HOSTILE = "\x1b[2J\x1b]0;owned\x07 \x9b31m \u202egnp.exe \u2066x\u2069 \u2028 \u2029 \x85 \r \x00 \x7f é 退款"
FORGED = "\n2026-01-01T00:00:00Z [error    ] forged\nrefundry: forged"


def is_forbidden(character: str) -> bool:
    """By what Unicode says of it, not by what the service does."""
    category = unicodedata.category(character)
    direction = unicodedata.bidirectional(character)
    return category in ("Cc", "Cs", "Zl", "Zp") or direction in DIRECTIONS or character in ALONE


def forbidden_in(text: str, besides: str = "") -> set[str]:
    return {each for each in text if is_forbidden(each) and each not in besides}


TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(HOSTILE + FORGED), st.sampled_from("\ud800\udfff\x1b\n")))
VALUES = st.recursive(
    st.one_of(TEXTS, st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=5,
)


def test_every_character_that_does_something_is_escaped() -> None:
    for number in range(sys.maxunicode + 1):
        character = chr(number)
        if is_forbidden(character):
            assert visible(character) == f"\\u{number:04x}"
            kept = character in "\n\t"
            assert visible_lines(character) == (character if kept else f"\\u{number:04x}")


@given(text=TEXTS)
def test_what_is_visible_is_on_one_line_and_the_rest_as_it_was(text: str) -> None:
    shown = visible(text)
    assert forbidden_in(shown) == set()
    assert visible(shown) == shown
    harmless = "".join(each for each in text if not is_forbidden(each) and unicodedata.category(each) != "Cf")
    assert visible(harmless) == harmless


@given(text=TEXTS)
def test_what_is_printed_has_lines_and_tabs_at_most(text: str) -> None:
    printed = io.BytesIO()
    output = VisibleOutput(printed, "utf-8", "backslashreplace", newline="")
    print(text, file=output)
    output.writelines([text])
    output.flush()
    seen = printed.getvalue().decode("utf-8").replace("\r\n", "\n")
    assert forbidden_in(seen, "\n\t") == set()
    assert seen.count("\n") == 2 * text.count("\n") + 1


Read = Callable[[], str]


@pytest.fixture
def logged(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Read]:
    """What was logged since the last look, in the format that the test names; afterwards all is as it was."""
    root = logging.getLogger()
    handlers, level, before = root.handlers, root.level, structlog.get_config()
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, write_through=True)
    monkeypatch.setattr(sys, "stderr", stream)
    logs.configure(request.param, LogLevel.INFO)
    # A logger that is kept would go by this after the test as well, and nobody could capture what it says.
    structlog.configure(**{**structlog.get_config(), "cache_logger_on_first_use": False})

    def read() -> str:
        text = written.getvalue().decode("utf-8")
        written.seek(0)
        written.truncate()
        return text

    yield read
    assert not stream.closed
    root.handlers = handlers
    root.setLevel(level)
    structlog.configure(**before)


def say_everywhere(text: str, value: Any) -> int:
    """Logs the text in all ways that there are; how many events that makes."""
    log = structlog.get_logger()
    log.info(text)
    log.info("something.happened", text=text, value=value, **{f"_{text}": text})
    logging.getLogger("uvicorn.error").warning("it said %s and %r", text, text)
    logging.getLogger("asyncio").warning(text.replace("%", "%%"))
    try:
        raise ValueError(text) from RuntimeError(text)
    except ValueError as error:
        log.exception("something.broke", error=error, group=ExceptionGroup(text, [error]))
        logging.getLogger("arq").exception("it broke: %s", text)
    return 6


@pytest.mark.parametrize("logged", [LogFormat.JSON], indirect=True)
@examples(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, value=VALUES)
def test_a_log_of_json_has_one_line_for_each_event_and_loses_nothing(logged: Read, text: str, value: Any) -> None:
    events = say_everywhere(text, value)
    written = logged()
    assert forbidden_in(written, "\n") == set()
    lines = [json.loads(line) for line in written.splitlines()]
    assert len(lines) == events
    assert lines[0]["event"] == text
    hidden = {each for each in (text, *(value if isinstance(value, dict) else ())) if logs._is_secret(each)}
    if not hidden:
        assert lines[1]["text"] in (text, logs._hide("text", text))
        assert lines[1]["value"] == json.loads(json.dumps(logs._hide("value", value)))


@pytest.mark.parametrize("logged", [LogFormat.TEXT], indirect=True)
@examples(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, value=VALUES)
def test_a_log_for_people_has_one_line_for_each_event(logged: Read, text: str, value: Any) -> None:
    """And a traceback, whose lines stand apart from those that begin with a time."""
    events = say_everywhere(text, value)
    written = logged()
    assert forbidden_in(written, "\n") == set()
    lines = [line for line in written.split("\n") if line and not line.startswith("    ")]
    assert len(lines) == events
    assert all(line[:4].isdecimal() for line in lines)


@pytest.mark.parametrize("log_format", [LogFormat.JSON, LogFormat.TEXT])
async def test_what_clients_send_comes_into_the_log_without_them(
    settings: Settings, tmp_path: Path, log_format: LogFormat
) -> None:
    given = {"log_format": log_format, "allowed_hosts": ["localhost"], "trusted_proxies": ["127.0.0.1"]}
    hostile = "".join(each for each in HOSTILE if 0x80 <= ord(each) <= 0xFF)
    async with served(settings.model_copy(update=given), tmp_path / "log") as process:
        async with open_shop(process.live) as shop:
            key = f"Authorization: {shop.authorization}"
            name = "\u202e" + FORGED + HOSTILE
            for request in (
                f"GET / HTTP/1.1\r\nHost: {hostile}\r\nConnection: close\r\n\r\n".encode("latin-1"),
                head("GET /%1b%5b2J%0aforged HTTP/1.1", "Connection: close"),
                post("/graphql", {"query": "{ ping }", "operationName": name}, key, "Connection: close"),
                post("/graphql", {"query": "{ ping }", name: 1}, key, "Connection: close"),
                post("/graphql", {"query": f"{{ node(id: {json.dumps(name)}) {{ id }} }}"}, key, "Connection: close"),
                post("/sign-in", {"email": name, "password": name}, f"X-Forwarded-For: {hostile}", "Connection: close"),
                hostile.encode("latin-1") + b"\r\n\r\n",
            ):
                await exchange(process.port, [request])
        written = process.log.read_bytes().decode("utf-8")
    assert "request.refused" in written
    assert forbidden_in(written, "\n") == set()
    assert "\nforged" not in written


NAME = "Shop \x1b[2J\u202e" + "\x9b1m"


def test_no_command_prints_them(settings: Settings, tmp_path: Path) -> None:
    """What people typed, what stands in files and what the database has."""
    file = tmp_path / "orders\x1b[2J.jsonl"
    file.write_text(json.dumps({"orderId": HOSTILE + FORGED, "currencyCode": HOSTILE}) + "\n", encoding="utf-8")
    commands = [
        (NAME,),
        ("merchants", "create", NAME),
        ("merchants", "create", NAME),
        ("merchant-accounts", "add", NAME, NAME, NAME),
        ("merchant-accounts", "add", "shop-2j-1m", NAME, NAME),
        ("users", "create", NAME, "--merchant", NAME, "--name", NAME),
        ("report", NAME, "--from", NAME, "--to", NAME, "--group-by", NAME),
        ("import", "orders", str(file), "--merchant", NAME),
        ("import", "orders", str(tmp_path / NAME), "--merchant", NAME),
        ("journal", "--data-dir", str(tmp_path / NAME)),
        ("schema", "--check", NAME),
    ]
    environment = as_environment(settings)
    said = ""
    for command in commands:
        done = forkserver.run(*command, environment=environment, typed=f"{NAME}\n")
        said += done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    assert "\\u202e" in said
    assert forbidden_in(said, "\n\t") == set()


async def test_no_report_prints_them(settings: Settings, tmp_path: Path) -> None:
    """Also where a name came into the database before it was looked at."""
    async with served(settings, tmp_path / "log") as process, open_shop(process.live) as shop:
        await shop.refund(await shop.settled("10.00"), "1.00")
        label = FORGED + HOSTILE.replace("\0", "")
        await shop.execute("UPDATE api_keys SET name = $1 WHERE merchant_id = $2", label, shop.merchant.id)
        await shop.execute("UPDATE changes SET actor_name = $1 WHERE merchant_id = $2", label, shop.merchant.id)
        await shop.execute("UPDATE refunds SET requested_by = $1 WHERE merchant_id = $2", label, shop.merchant.id)
        period = ("--from", "2020-01-01", "--to", "2040-01-01", "--group-by", "user")
        for more in ((), ("--csv",)):
            done = forkserver.run(
                "report", shop.merchant.public_id, *period, *more, environment=as_environment(settings)
            )
            assert done.returncode == 0, done.stderr
            assert "\\u001b[2J" in done.stdout
            assert forbidden_in(done.stdout, "\n") == set()
            assert "\nrefundry: forged" not in done.stdout


def test_nor_does_the_interpreter() -> None:
    """A traceback, a warning and what other threads and destructors say come out by the same way."""
    program = """
import threading, warnings
from app.commands.terminal import guard_output

guard_output()
hostile = "\\x1b[2J\\u202e\\x9b1m\\u2028\\ud800"

class Unraisable:
    def __del__(self): raise ValueError(hostile)

Unraisable()
warnings.warn(hostile)
thread = threading.Thread(target=lambda: 1 / len(hostile[:0]), name=hostile)
thread.start(); thread.join()
print(hostile)
raise ValueError(hostile)
"""
    for encoding in ("utf-8", "latin-1", "ascii"):
        environment = {**os.environ, "PYTHONIOENCODING": encoding}
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, env=environment)
        said = (done.stdout + done.stderr).decode(encoding)
        assert said.count("\\u001b[2J\\u202e\\u009b1m\\u2028\\ud800") >= 5, said
        assert forbidden_in(said, "\n\t") == set()


@pytest.mark.parametrize("arguments", [("--help",), ("report", "--help"), ("refund-orders", "--help"), (NAME,)])
def test_a_terminal_gets_no_escapes_at_all(arguments: tuple[str, ...]) -> None:
    """Where a command meets one, it would else write colours."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "FORCE_COLOR": "1"}
    command = [sys.executable, "-m", "app.commands.cli", *arguments]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        said = bytearray()
        try:
            while part := os.read(ours, 4096):
                said += part
        except OSError:
            # The other end is closed.
            pass
        process.wait(60)
    os.close(ours)
    text = said.decode("utf-8").replace("\r\n", "\n")
    assert "Usage" in text
    assert forbidden_in(text, "\n") == set()
