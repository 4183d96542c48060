"""The fakes as processes of their own, each with the address that it prints."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from tests.support import node

FOLDER = Path(__file__).parent
STATEFUL_MOCK = FOLDER / "stripe-stateful-mock"


def has_localstripe() -> bool:
    return find_spec("localstripe") is not None


@contextmanager
def localstripe() -> Iterator[str]:
    """A Stripe that forgets keys; its address."""
    with _running([sys.executable, "-m", "tests.gateways.fakes.localstripe"]) as address:
        yield address


@contextmanager
def stateful_mock() -> Iterator[str]:
    """A Stripe that remembers keys; its address. Its packages are installed by `make setup`."""
    installed = STATEFUL_MOCK / "node_modules" / ".installed"
    assert installed.exists(), f"The packages of {STATEFUL_MOCK} are missing: run `make setup` first."
    with _running([str(node.node()), str(STATEFUL_MOCK / "serve.cjs")]) as address:
        yield address


@contextmanager
def _running(command: Sequence[str]) -> Iterator[str]:
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            address = process.stdout.readline().strip()
            assert address, f"{command} did not start"
            yield address
        finally:
            process.stdin.close()
            process.wait(timeout=10)
