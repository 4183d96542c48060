"""A third party's adapter, installed into an environment of its own: it keeps every promise, and is listed."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
MOLLIE = ROOT / "examples" / "mollie"

WITHOUT_A_NETWORK = {
    "PIP_NO_INDEX": "1",
    "PIP_NO_COMPILE": "0",  # means that nothing is compiled: pip reads it the other way round
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "npm_config_offline": "true",
    "npm_config_cache": os.devnull,  # the wheel is made without a desk, also where npm has once had what that needs
}


def done(command: Sequence[str | Path], folder: Path) -> str:
    """What a command printed, in a folder and without this project in the path."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST", "REFUNDRY_"))}
    ended = subprocess.run(
        command,
        cwd=folder,
        env={**kept, **WITHOUT_A_NETWORK},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with Refundry and the adapter, and what both need from the tests' own."""
    folder = tmp_path_factory.mktemp("third-party")
    unwanted = shutil.ignore_patterns("node_modules", "static", "__pycache__")
    for name in ("app", "refundry", "workers", "front", "examples/mollie"):
        shutil.copytree(ROOT / name, folder / "clone" / name, ignore=unwanted)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder / "clone" / name)
    done([sys.executable, "-m", "venv", "--without-pip", folder / "env"], folder)
    python = folder / "env" / "bin" / "python"
    own = Path(done([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder).strip())
    (own / "needed.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    install: list[str | Path] = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps"]
    done([*install, "--no-build-isolation", ".", "./examples/mollie"], folder / "clone")
    return folder / "env"


def test_it_keeps_every_promise_in_its_own_tests(environment: Path, tmp_path: Path) -> None:
    """By the plug-in of pytest that the installed package registers."""
    shutil.copytree(MOLLIE / "tests", tmp_path / "tests")
    shutil.copy(MOLLIE / "pyproject.toml", tmp_path)
    told = done([environment / "bin" / "python", "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider"], tmp_path)
    kept = [line for line in told.splitlines() if line.startswith("PASSED") and "test_promise[" in line]
    assert len(kept) == 14, told


def test_it_is_listed_and_checked_like_those_in_the_box(environment: Path, tmp_path: Path) -> None:
    refundry = environment / "bin" / "refundry"
    assert "\nmollie  refundry-mollie 0.1.0\n" in done([refundry, "gateways", "list"], tmp_path)
    lines = done([refundry, "gateways", "check", "mollie", "--promise", "C1", "--json"], tmp_path).splitlines()
    assert [(found["promise"], found["result"]) for found in map(json.loads, lines)] == [("C0", "KEPT"), ("C1", "KEPT")]
