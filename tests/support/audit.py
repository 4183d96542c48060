"""`make audit`: looks every locked dependency, Python's and npm's, up in a list of known advisories.

`python -m tests.support.audit` ends with 1 where an advisory is known. Where no list can be reached, it says what was
not looked up, and ends with 0: that a list is away says nothing about the dependencies.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support import node

ROOT = Path(__file__).parents[2]

PIP_AUDIT = ROOT / ".venv" / "audit" / "bin" / "pip-audit"

PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)

PYTHON_LISTS = (("--vulnerability-service", "pypi"), ("--vulnerability-service", "osv"))
"""The options of pip-audit for each list of Python packages. What one does not know is looked up in the next."""

PATIENCE = 300.0
"""Seconds that one look-up of all packages may take."""


class Unreachable(Exception):
    """A list that gives no answer that can be used; the message says why, as its program does."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the look-up: lines about known advisories, how many packages were looked up, and what was not.

    `missed` counts those that were not, and `why_missed` has a line for each lock.
    """

    advisories: list[str] = field(default_factory=list)
    looked_up: int = 0
    missed: int = 0
    why_missed: list[str] = field(default_factory=list)

    def __add__(self, other: "Result") -> "Result":
        return Result(
            self.advisories + other.advisories,
            self.looked_up + other.looked_up,
            self.missed + other.missed,
            self.why_missed + other.why_missed,
        )


def python_locks(root: Path) -> list[Path]:
    """Every file of Python packages with their hashes under `root`, but for those of installed packages."""
    return [path for path in _files(root, "*.txt") if "--hash=sha256:" in path.read_text(encoding="utf-8")]


def npm_locks(root: Path) -> list[Path]:
    """Every package-lock.json under `root`, but for those of installed packages."""
    return _files(root, "package-lock.json")


def look_up_python(locks: Iterable[Path], lists: Sequence[Sequence[str]] = PYTHON_LISTS) -> Result:
    """Looks up what the files pin, each package in each version once, in the first list that knows it."""
    pins: dict[str, list[str]] = {}
    for lock in locks:
        for name, version in PIN.findall(lock.read_text(encoding="utf-8")):
            pins.setdefault(f"{name}=={version}", []).append(lock.name)
    result, left, reasons = Result(), set(pins), []
    for options in lists:
        if not left:
            break
        try:
            known = _pip_audit(sorted(left), options)
        except Unreachable as error:
            reasons.append(str(error))
            continue
        for pin in left & set(known):
            result += Result([f"{pin} ({', '.join(pins[pin])}): {advisory}" for advisory in known[pin]], looked_up=1)
        left -= set(known)
    if left:
        why = "; ".join(reasons) or "the list does not know them"
        result += Result(missed=len(left), why_missed=[f"{len(left)} Python packages: {why}"])
    return result


def look_up_npm(lock: Path, root: Path = ROOT, options: Sequence[str] = ()) -> Result:
    """Looks up what an npm lock pins; `options` are npm's own."""
    where = str(lock.parent.relative_to(root))
    pinned = sum(1 for path in json.loads(lock.read_text(encoding="utf-8"))["packages"] if path)
    try:
        found = _npm_audit(lock.parent, options)
    except Unreachable as error:
        return Result(missed=pinned, why_missed=[f"{pinned} npm packages of {where}: {error}"])
    advisories = {
        f"{name} {advisory.get('range')} ({where}): {advisory.get('title')} {advisory.get('url')}"
        for name, package in found.items()
        for advisory in package["via"]
        if isinstance(advisory, dict)
    }
    return Result(sorted(advisories), looked_up=pinned)


def told(result: Result) -> list[str]:
    """The lines that say it, what has to be done first."""
    lines = [f"ADVISORY       {advisory}" for advisory in sorted(result.advisories)]
    lines += [f"NOT LOOKED UP  {each}" for each in result.why_missed]
    if result.looked_up:
        lines.append(
            f"{result.looked_up} locked packages were looked up; {len(result.advisories)} advisories are known."
        )
    if result.missed:
        lines.append(
            f"{result.missed} locked packages were NOT looked up, since no list of advisories that knows them could be "
            "reached. Run it again where one can."
        )
    return lines


def main() -> int:
    result = look_up_python(python_locks(ROOT))
    for lock in npm_locks(ROOT):
        result += look_up_npm(lock)
    print("\n".join(told(result)))
    return 1 if result.advisories else 0


def _files(root: Path, pattern: str) -> list[Path]:
    return sorted(
        path
        for path in root.rglob(pattern)
        if not {"node_modules", ".venv", ".git"} & set(path.relative_to(root).parts) and path.is_file()
    )


def _pip_audit(pins: Iterable[str], options: Sequence[str]) -> dict[str, list[str]]:
    """The advisories of each of the pins that the list knows. Raises Unreachable."""
    known: dict[str, list[str]] = {}
    for lines in _once_each(pins):
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.write("\n".join(lines))
            file.flush()
            asked = ["--requirement", file.name, "--disable-pip", "--no-deps", "--format", "json"]
            answer = _answer([PIP_AUDIT, *asked, "--progress-spinner", "off", *options])
        try:
            for each in answer["dependencies"]:
                if "skip_reason" not in each:
                    known[f"{each['name']}=={each['version']}"] = [_advisory(advisory) for advisory in each["vulns"]]
        except (KeyError, TypeError) as error:
            raise Unreachable("its answer is not to be understood") from error
    return known


def _once_each(pins: Iterable[str]) -> list[list[str]]:
    """The pins in as few lists as can be that name each package once: locks may have it in several versions."""
    lists: list[dict[str, str]] = []
    for pin in pins:
        name = pin.partition("==")[0]
        fitting = next((each for each in lists if name not in each), None)
        if fitting is None:
            lists.append(fitting := {})
        fitting[name] = pin
    return [list(each.values()) for each in lists]


def _advisory(advisory: dict[str, Any]) -> str:
    mended = ", ".join(advisory["fix_versions"])
    return f"{advisory['id']}, {f'mended in {mended}' if mended else 'not mended yet'}: {advisory['description'][:200]}"


def _npm_audit(folder: Path, options: Sequence[str]) -> dict[str, Any]:
    """The packages with advisories, by name, as npm tells them. Raises Unreachable."""
    answer = _answer([*node.npm(), "audit", "--package-lock-only", "--json", *options], folder)
    found = answer.get("vulnerabilities")
    if not isinstance(found, dict):
        raise Unreachable(str(answer.get("message") or "its answer is not to be understood"))
    return found


def _answer(command: Sequence[str | Path], folder: Path | None = None) -> dict[str, Any]:
    """The JSON object that a program prints, however it ends. Raises Unreachable where it prints none in time."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=node.environment(),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=PATIENCE,
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise Unreachable(f"no answer within {PATIENCE:.0f} seconds") from error
    except ValueError as error:
        said = done.stderr.strip().splitlines() or ["no answer"]
        raise Unreachable(said[-1][:120]) from error
    if not isinstance(answer, dict):
        raise Unreachable("its answer is not to be understood")
    return answer


if __name__ == "__main__":
    sys.exit(main())
