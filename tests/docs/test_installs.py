"""Packages install by the lines that README and docs print, with no index in reach."""

import os
import shutil
import subprocess
import sys
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from app import __version__
from tests.docs.pages import ALL_COMMANDS, ROOT, Command, commands

OF_PYTHON = ROOT / "clients" / "python" / "README.md"
LINES = [each for each in [*ALL_COMMANDS, *commands(OF_PYTHON)] if each.words[:2] == ["pip", "install"]]

WITHOUT_A_NETWORK = {
    "PIP_NO_INDEX": "1",
    "PIP_NO_DEPS": "1",  # the tests' environment has them
    "PIP_NO_BUILD_ISOLATION": "0",  # means that there is none: pip reads it the other way round
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_COMPILE": "0",  # and so that it compiles nothing
    "npm_config_offline": "true",
    "npm_config_cache": os.devnull,  # the wheel is made without a desk, also where npm has once had what that needs
}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What a clone has, as far as packages are made of it; nothing is built in it."""
    unwanted = shutil.ignore_patterns("node_modules", "static", "__pycache__")
    for name in ("app", "refundry", "workers", "front", "clients/python"):
        shutil.copytree(ROOT / name, tmp_path / "clone" / name, ignore=unwanted)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path / "clone" / name)
    return tmp_path / "clone"


def done(line: str, folder: Path, **variables: str) -> str:
    """What a line printed, run by a shell in the folder with the tests' own programs."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PIP_TARGET"}}
    path = f"{Path(sys.executable).parent}:{environment['PATH']}"
    ended = subprocess.run(
        ["sh", "-c", line],
        cwd=folder,
        env={**environment, **WITHOUT_A_NETWORK, "PATH": path, **variables},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_both_packages_are_installed_somewhere() -> None:
    assert {each.words[2] for each in LINES} == {".", ".[otel]", "./clients/python"}


@pytest.mark.parametrize("line", LINES, ids=str)
def test_a_package_is_installed_as_it_is_printed(line: Command, clone: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    done(line.text, clone, PIP_TARGET=str(target))
    runs = {"PYTHONPATH": str(target), "PATH": f"{target / 'bin'}:{os.environ['PATH']}"}
    if line.words[2] in {".", ".[otel]"}:
        assert done("refundry --version", tmp_path, **runs) == f"refundry {__version__}\n"
        assert (target / f"refundry-{__version__}.dist-info").is_dir()
        if line.words[2] != ".":
            told = PathDistribution(target / f"refundry-{__version__}.dist-info").metadata
            assert "otel" in told.get_all("Provides-Extra", [])  # pip only warns of one that there is not
    else:
        where = done(f"{sys.executable} -c 'import refundry_client; print(refundry_client.__file__)'", tmp_path, **runs)
        assert Path(where).is_relative_to(target)
