"""The commands that README and docs print are run as they are printed, beside a demo or on a database of their own."""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

from app.settings import PREFIX, Settings
from tests.commands.test_cli import demo, free_port
from tests.docs.pages import PAGES, README, ROOT, Command, blocks, commands, of_refundry
from tests.support import forkserver

DOCS = ROOT / "docs"
PRINTED_PORT = "8000"
PASSWORD = "correct horse battery"
READY_WITHIN = 60.0

BESIDE_A_DEMO = [
    command
    for page in ("sandbox", "queue", "orders", "imports", "many-at-once", "reports")
    for command in commands(DOCS / f"{page}.md")
]


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with the examples and the demo's data in it, as a clone has them, and the demo's port."""

    folder: Path
    port: int

    def run(self, line: str, typed: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        """The line, by a shell in the folder, without settings other than `variables`."""
        return subprocess.run(
            ["sh", "-c", line.replace(f"127.0.0.1:{PRINTED_PORT}", f"127.0.0.1:{self.port}")],
            cwd=self.folder,
            env=self.environment(**variables),
            input=typed,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def environment(self, **variables: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        return {**kept, "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), **variables}


def place(folder: Path, port: int) -> Place:
    (folder / "examples").symlink_to(ROOT / "examples")
    program = folder / "bin" / "refundry"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.join(forkserver.words())} "$@"\n')
    program.chmod(0o755)
    return Place(folder, port)


@pytest.fixture(scope="module")
def beside() -> Iterator[Place]:
    """The folder in which a demo runs that has found its data at the usual place."""
    with TemporaryDirectory(prefix="refundry-docs-") as name:
        made = place(Path(name), free_port())
        with demo(made.folder / ".refundry", made.port):
            yield made


Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def done(beside: Place) -> dict[Command, Done]:
    """How each of them ended, run in the order of the pages."""
    # The worker may have begun after the API, and goes through what came due in the demo's own days.
    for _ in range(30):
        if beside.run("refundry verify").returncode == 0:
            break
    return {command: beside.run(command.text) for command in BESIDE_A_DEMO}


@pytest.mark.parametrize("command", BESIDE_A_DEMO, ids=str)
def test_a_command_runs_beside_a_demo(command: Command, done: dict[Command, Done], beside: Place) -> None:
    """It finds the demo by itself, and does all of it."""
    ended = done[command]
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert f"using the demo's data in {beside.folder / '.refundry'}" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_files_of_orders_are_imported_and_refunded_as_a_whole(done: dict[Command, Done], beside: Place) -> None:
    assert done
    results = [json.loads(line) for line in (beside.folder / "gala.jsonl").read_text().splitlines()]
    ids = (ROOT / "examples" / "orders.txt").read_text().split()
    assert sorted((each["orderId"], each["result"]) for each in results) == [(each, "REFUNDED") for each in ids]
    assert (beside.folder / "not-imported.txt").read_text() == ""
    assert (beside.folder / "january.csv").read_text().startswith("key,label,currency,count,amount")
    again = beside.run("refundry import orders examples/orders.csv --merchant demo")
    assert "0 orders new, 0 completed, 2 known before, 0 not imported" in again.stdout


def test_variables_count_more_than_a_demo_nearby(beside: Place) -> None:
    done = beside.run("refundry verify", REFUNDRY_REDIS_URL="redis://127.0.0.1:1")
    assert done.returncode == 1
    assert "REFUNDRY_DATABASE_URL is not set" in done.stderr
    assert "using the demo's data" not in done.stderr


def test_a_demo_nearby_is_for_the_commands_that_look_into_it(beside: Place) -> None:
    for line in ("refundry serve", "refundry merchants create Acme"):
        done = beside.run(line)
        assert done.returncode == 1
        assert "REFUNDRY_DATABASE_URL is not set" in done.stderr


def test_the_first_reversal(beside: Place) -> None:
    (text,) = [text for text in blocks(README, "console") if "ask()" in text]
    function, charge, reverse = re.fullmatch(r"(.*?)\n\n(ask .*?)\n(ask .*?)\n", text, re.DOTALL).groups()  # type: ignore[union-attr]
    paid = json.loads(beside.run(f"{function}\n{charge}").stdout)["data"]["chargePaymentMethod"]["transaction"]
    done = beside.run(f"{function}\n{reverse.replace('THE_ID', paid['id'])}")
    assert json.loads(done.stdout)["data"]["reverseTransaction"]["reversal"] == {"id": paid["id"], "status": "VOIDED"}


@pytest.mark.parametrize(
    ("page", "printed"),
    [("clients.md", "{'status': 'VOIDED'}"), ("classic.md", "credit submitted_for_settlement True")],
)
def test_a_reversal_with_braintrees_sdk(beside: Place, tmp_path: Path, page: str, printed: str) -> None:
    (text,) = [text for text in blocks(DOCS / page, "python") if "import braintree" in text]
    program = tmp_path / "reverse.py"
    program.write_text(text.replace(f'"{PRINTED_PORT}"', f'"{beside.port}"'))
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == f"{printed}\n"
    assert f"`{printed}`" in (DOCS / page).read_text(encoding="utf-8")


def test_make_runs_the_demo_on_the_port_that_it_is_given(tmp_path: Path) -> None:
    """As printed, in a folder as `make setup` leaves it, until SIGTERM comes to `make`."""
    (printed,) = {line.text for line in commands(README) if "PORT=" in line.text}
    here, port = place(tmp_path, free_port()), free_port()
    shutil.copy(ROOT / "Makefile", here.folder)
    (here.folder / ".venv").mkdir()
    (here.folder / ".venv" / "bin").symlink_to(here.folder / "bin")
    (here.folder / "bin" / "python").symlink_to(sys.executable)
    for made in (".venv/.demo", "app/desk/static/assets.json"):
        (here.folder / made).parent.mkdir(parents=True, exist_ok=True)
        (here.folder / made).touch()
    for asked_for in ("requirements/demo.txt", "pyproject.toml"):
        (here.folder / asked_for).parent.mkdir(exist_ok=True)
        (here.folder / asked_for).touch()
        os.utime(here.folder / asked_for, (0, 0))
    line = printed.partition("#")[0].replace("8100", str(port)).split()
    with (here.folder / "said").open("wb") as output:
        process = subprocess.Popen(
            line, cwd=here.folder, env=outside_make(here.environment()), stdout=output, stderr=subprocess.STDOUT
        )
    try:
        until_said("Ctrl-C stops it", here.folder / "said", process)
        assert answered(f"http://127.0.0.1:{port}/readyz", process) == 200
    finally:
        process.terminate()
        process.wait(2 * READY_WITHIN)  # the demo gives its processes 90 seconds to end
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port}/readyz")


def test_make_runs_the_tests_that_it_is_given() -> None:
    """It would run pytest with them; pytest finds some."""
    (line,) = [each for page in PAGES for each in commands(page) if "TESTS=" in each.text]
    ran = subprocess.run(
        ["sh", "-c", f"{line.text} --dry-run"], cwd=ROOT, env=outside_make(), capture_output=True, text=True, check=True
    )
    command = ran.stdout.splitlines()[-1].split()
    assert command[0] == ".venv/bin/pytest"
    found = subprocess.run(
        [sys.executable, "-m", "pytest", *command[1:], "--collect-only", "-q"],
        cwd=ROOT,
        env=outside_make(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert re.search(r"^[0-9]+/[0-9]+ tests collected", found.stdout, re.MULTILINE)


def outside_make(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment without the variables of a `make` that runs the tests."""
    return {name: value for name, value in environment.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "TESTS"}}


def until_said(text: str, file: Path, process: subprocess.Popen[bytes]) -> None:
    """Returns once the process has printed the text into the file."""
    deadline = time.monotonic() + READY_WITHIN
    while text not in file.read_text():
        assert process.poll() is None, file.read_text()
        assert time.monotonic() < deadline, file.read_text()
        time.sleep(0.05)


def test_a_merchant_is_set_up(tmp_path: Path, empty: str, settings: Settings) -> None:
    """What an operator does, on an empty database, in the printed order; then servers serve until they are stopped."""
    port = free_port()
    here = place(tmp_path, port)
    variables = {
        "REFUNDRY_DATABASE_URL": empty,
        "REFUNDRY_REDIS_URL": settings.redis_url,
        "REFUNDRY_PORT": str(port),
        "REFUNDRY_LOG_FORMAT": "text",
    }
    printed = [command for command in commands(DOCS / "operating.md") if of_refundry(command)]
    served = [command for command in printed if command.text.partition("#")[0].rstrip().endswith("&")]
    assert [command.words for command in served] == [["refundry", "serve"], ["refundry", "worker"]]
    for command in [each for each in printed if each not in served] + commands(DOCS / "upgrading.md"):
        done = here.run(command.text, typed=f"{PASSWORD}\n", **variables)
        assert done.returncode == 0, command.text + done.stderr
    with started(here, "serve", variables) as api, started(here, "worker", variables) as worker:
        for path in ("/healthz", "/readyz"):
            assert answered(f"http://127.0.0.1:{port}{path}", api) == 200
        signed_in = {"email": "kim@acme.example", "password": PASSWORD}
        assert httpx.post(f"http://127.0.0.1:{port}/sign-in", json=signed_in).status_code == 200
        assert worker.poll() is None


@contextmanager
def started(here: Place, command: str, variables: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A command that goes on until SIGTERM."""
    with (here.folder / command).open("wb") as output:
        process = forkserver.Started(
            command,
            cwd=here.folder,
            env=here.environment(**variables),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(READY_WITHIN)


def answered(url: str, process: subprocess.Popen[bytes]) -> int:
    """The status with which the process answers as soon as it listens."""
    deadline = time.monotonic() + READY_WITHIN
    while True:
        assert process.poll() is None
        try:
            return httpx.get(url).status_code
        except httpx.TransportError:  # not yet, or too slow on a busy machine
            assert time.monotonic() < deadline
            time.sleep(0.05)
