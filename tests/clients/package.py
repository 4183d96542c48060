"""The TypeScript client as somebody gets it who installs it by npm, with no registry in reach."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.node import environment, node, npm

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "clients" / "typescript"
TOOLS = SOURCES / "generator" / "node_modules"
"""The compiler and Node's types, which the package does not bring."""

OFFLINE = ["--offline", "--registry=http://127.0.0.1:9/", "--no-audit", "--no-fund", "--loglevel=error"]
"""npm's options where nothing may be pulled."""

PROGRAMS = Path(__file__).parent / "typescript"


def pack(folder: Path) -> Path:
    """Packs the package into `folder`; the archive."""
    _run([*map(str, npm()), "pack", str(SOURCES), *OFFLINE], folder)
    (archive,) = folder.glob("*.tgz")
    return archive


def install(what: Path | str, folder: Path, *options: str) -> None:
    """Has npm install the client into `folder`: an archive, or a path to its sources."""
    _run([*map(str, npm()), "install", str(what), *OFFLINE, *options], folder)


def add_types(folder: Path) -> None:
    """Puts Node's types beside the client, for programs that use both."""
    (folder / "node_modules" / "@types").symlink_to(TOOLS / "@types")


def compile_strictly(folder: Path) -> None:
    """Has the compiler look at the programs in `folder`; fails with what it says."""
    assert (TOOLS / ".installed").exists(), f"The packages of {TOOLS.parent} are missing: run `make setup` first."
    _run([str(node()), str(TOOLS / "typescript" / "bin" / "tsc"), "-p", "."], folder)


def run(program: Path, given: Mapping[str, Any]) -> Any:
    """What a program prints as JSON that reads `given` likewise."""
    return json.loads(_run([str(node()), program.name], program.parent, json.dumps(given)))


def _run(command: list[str], folder: Path, given: str = "") -> str:
    done = subprocess.run(
        command, cwd=folder, env=environment(), input=given, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
