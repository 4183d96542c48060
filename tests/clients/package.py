"""The TypeScript client as somebody gets it who installs it: packed by npm, and unpacked beside strict programs."""

import json
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.node import environment, node, npm

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "clients" / "typescript"
PROGRAMS = Path(__file__).parent / "typescript"


def pack(folder: Path) -> Path:
    """Builds and packs a copy of the package in `folder`; the archive."""
    installed = SOURCES / "node_modules"
    assert (installed / ".installed").exists(), f"The packages of {SOURCES} are missing: run `make setup` first."
    copy = folder / "package"
    shutil.copytree(SOURCES, copy, ignore=shutil.ignore_patterns("node_modules", "dist"))
    (copy / "node_modules").symlink_to(installed)
    _run([*map(str, npm()), "pack", "--loglevel=error"], copy)
    (archive,) = copy.glob("*.tgz")
    return archive


def install(archive: Path, folder: Path) -> None:
    """Puts the packed client where a program in `folder` finds it, and Node's types beside it."""
    modules = folder / "node_modules"
    modules.mkdir(parents=True)
    with tarfile.open(archive) as packed:
        packed.extractall(modules, filter="data")
    (modules / "package").rename(modules / "refundry-client")
    (modules / "@types").symlink_to(SOURCES / "node_modules" / "@types")
    (folder / "package.json").write_text('{"type": "module"}')


def compile_strictly(folder: Path) -> None:
    """Has the compiler look at the programs in `folder`; fails with what it says."""
    _run([str(node()), str(SOURCES / "node_modules" / "typescript" / "bin" / "tsc"), "-p", "."], folder)


def run(program: Path, given: Mapping[str, Any]) -> Any:
    """What a program prints as JSON that reads `given` likewise."""
    return json.loads(_run([str(node()), program.name], program.parent, json.dumps(given)))


def _run(command: list[str], folder: Path, given: str = "") -> str:
    done = subprocess.run(
        command, cwd=folder, env=environment(), input=given, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
