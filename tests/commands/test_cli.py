"""The `refundry` command: the demo from its start to its end, and what an operator does with a database."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

import app
from app import __version__
from app.demo.embedded import Urls
from app.settings import Settings, as_environment
from tests.support import forkserver
from tests.support.servers import settings_for

REFUNDRY = [sys.executable, "-m", "app.commands.cli"]
KEYS = ("demo_public_key", "demo_private_key")
READY_WITHIN = 30.0


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    with TemporaryDirectory(prefix="refundry-demo-") as folder:
        yield Path(folder) / "data"


@contextmanager
def demo(data: Path, port: int, *options: str, quickly: bool = True) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A demo that runs, and what it printed until it was ready; unless `quickly`, each process of it loads itself."""
    refundry = forkserver.words() if quickly else REFUNDRY
    command = [*refundry, "demo", "--data-dir", str(data), "--port", str(port), *options]
    printed = data.with_name("printed")
    with printed.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    try:
        while "Ctrl-C" not in printed.read_text():
            assert process.poll() is None, printed.read_text()
            time.sleep(0.05)
        yield process, printed.read_text()
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def refundry(*arguments: str, settings: Settings | None = None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("REFUNDRY_")}
    if settings:
        environment = as_environment(settings)
    return forkserver.run(*arguments, environment=environment)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def charge(port: int) -> str:
    """Charges ten dollars as the demo's merchant; the new transaction's id."""
    query = """mutation { chargePaymentMethod(input: {
        paymentMethodId: "fake-valid-visa-nonce", transaction: {amount: "10.00"}}) { transaction { id } } }"""
    answer = httpx.post(f"http://127.0.0.1:{port}/graphql", json={"query": query}, auth=KEYS).json()
    made: str = answer["data"]["chargePaymentMethod"]["transaction"]["id"]
    return made


def test_the_version_is_that_of_the_package_and_the_one_that_the_changelog_comes_to() -> None:
    """`pyproject.toml` takes it from `app/__init__.py`. It has ".dev" until it is released."""
    printed = refundry("--version").stdout
    assert printed == f"refundry {__version__}\n"
    root = Path(__file__).parents[2]
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"]
    assert root / project["tool"]["hatch"]["version"]["path"] == Path(app.__file__)
    newest = re.search(r"^## (\S+) \((.+)\)$", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    released, _, dev = __version__.partition(".dev")
    assert newest[1] == released
    assert (newest[2] == "unreleased") == bool(dev)


def test_a_demo_from_its_start_to_its_end(data: Path) -> None:
    port = free_port()
    began = time.monotonic()
    with demo(data, port, quickly=False) as (process, printed):
        assert time.monotonic() - began < READY_WITHIN
        assert f"http://127.0.0.1:{port}/graphql" in printed
        assert all(half in printed for half in KEYS)

        # The curl that it prints works as it stands, and reverses something.
        (curl,) = re.findall(r"curl .*?\\\n.*", printed)
        answer = json.loads(subprocess.run(curl, shell=True, capture_output=True, check=True).stdout)
        assert answer["data"]["reverseTransaction"]["reversal"]["id"]

        # It answers to its own names only.
        assert httpx.get(f"http://127.0.0.1:{port}/healthz").status_code == 200
        elsewhere = httpx.get(f"http://127.0.0.1:{port}/graphql", headers={"Host": "pages.example"}, auth=KEYS)
        assert (elsewhere.status_code, "host name" in elsewhere.text) == (400, True)

        second = refundry("demo", "--data-dir", str(data), "--port", str(free_port()))
        assert second.returncode == 1
        assert f"in use: process {process.pid}" in second.stderr
        taken = refundry("demo", "--data-dir", str(data.with_name("other")), "--port", str(port))
        assert taken.returncode == 1
        assert f"port {port}" in taken.stderr

        made = refundry("keys", "create", "demo", "--name", "another", "--right", "VIEW", "--data-dir", str(data))
        assert made.returncode == 0, made.stderr
        entries = [json.loads(line) for line in journal(data)]
        assert {"key", "kind", "transaction", "amount", "currency", "effect", "at"} == set(entries[0])
    assert process.returncode == 0
    assert journal(data) == [json.dumps(entry) for entry in entries], "it is the same when the demo does not run"


def test_the_data_is_there_again_after_everything_was_killed(data: Path) -> None:
    port = free_port()
    with demo(data, port, quickly=False) as (process, _):
        charged = charge(port)
        numbers = [process.pid, *(int((data / f"{name}.pid").read_text()) for name in ("api", "worker"))]
        numbers.append(int((data / "postgres" / "postmaster.pid").read_text().split()[0]))
        numbers.append(int((data / "valkey" / "valkey.pid").read_text()))
        for number in numbers:
            os.kill(number, signal.SIGKILL)
        process.wait()
    with demo(data, port, quickly=False) as (process, _):
        query = {"query": f'{{ node(id: "{charged}") {{ id }} }}'}
        answer = httpx.post(f"http://127.0.0.1:{port}/graphql", json=query, auth=KEYS).json()
        assert answer["data"]["node"]["id"] == charged

        # What is killed while it runs is started again, and nobody is refused meanwhile.
        killed = int((data / "api.pid").read_text())
        os.kill(killed, signal.SIGKILL)
        assert httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=20).status_code == 200
        assert int((data / "api.pid").read_text()) != killed


def test_fresh_starts_anew(data: Path) -> None:
    port = free_port()
    with demo(data, port):
        charged = charge(port)
    with demo(data, port, "--fresh"):
        query = {"query": f'{{ node(id: "{charged}") {{ id }} }}'}
        answer = httpx.post(f"http://127.0.0.1:{port}/graphql", json=query, auth=KEYS).json()
        assert not (answer.get("data") or {}).get("node")


def journal(data: Path) -> list[str]:
    printed = refundry("journal", "--json", "--data-dir", str(data))
    assert printed.returncode == 0, printed.stderr
    return printed.stdout.splitlines()


@pytest.mark.parametrize("command", ["serve", "worker", "migrate", "journal"])
def test_what_needs_a_database_says_what_to_set(command: str) -> None:
    done = refundry(command)
    assert done.returncode == 1
    assert "REFUNDRY_DATABASE_URL is not set" in done.stderr
    assert "REFUNDRY_REDIS_URL is not set" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_is_away_is_told_in_a_line(settings: Settings) -> None:
    away = settings.model_copy(update={"database_url": f"postgresql://someone:hush@127.0.0.1:{free_port()}/refundry"})
    done = refundry("migrate", settings=away)
    assert done.returncode == 1
    assert "cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr
    assert "hush" not in done.stderr


def test_serving_waits_for_the_migrations(servers: Urls, empty: str) -> None:
    unmigrated = settings_for(servers, empty)
    done = refundry("serve", settings=unmigrated)
    assert done.returncode == 1
    assert "refundry migrate" in done.stderr
    assert refundry("migrate", settings=unmigrated).returncode == 0
    assert refundry("migrate", settings=unmigrated).returncode == 0


def test_an_operator_sets_a_merchant_up(settings: Settings) -> None:
    assert refundry("merchants", "create", "Acme Ltd", "--sandbox", settings=settings).stdout == "acme-ltd\n"
    again = refundry("merchants", "create", "Acme Ltd", settings=settings)
    assert (again.returncode, again.stderr) == (1, "refundry: There is a merchant 'acme-ltd' already.\n")
    account = refundry("merchant-accounts", "add", "acme-ltd", "usd", "USD", "--default", settings=settings)
    assert account.returncode == 0, account.stderr
    unknown = refundry("merchant-accounts", "add", "acme-ltd", "odd", "ABC", settings=settings)
    assert "ABC" in unknown.stderr
    keys = refundry("keys", "create", "acme-ltd", "--name", "shop", settings=settings)
    assert re.fullmatch(r"public key +[0-9a-f]{16}\nprivate key +[0-9a-f]{64}\n", keys.stdout), keys.stderr


def test_real_money_is_not_given_to_the_sandbox(settings: Settings) -> None:
    refundry("merchants", "create", "Real Ltd", settings=settings)
    refused = refundry("merchant-accounts", "add", "real-ltd", "usd", "USD", settings=settings)
    assert refused.returncode == 1
    assert refused.stderr.startswith("refundry: The merchant 'real-ltd' has real money")
    assert "--gateway-account" in refused.stderr
    assert (
        refundry("merchant-accounts", "add", "real-ltd", "usd", "USD", "--unlinked", settings=settings).returncode == 0
    )


def test_the_schema_is_the_committed_one() -> None:
    done = refundry("schema", "--check")
    assert done.returncode == 0, done.stderr
