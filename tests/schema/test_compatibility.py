"""What would break the clients of a release is found, and named."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from graphql import parse, print_ast

from app.schema.compatibility import breaking_changes
from app.schema.schema import print_schema
from tests.support import forkserver

ROOT = Path(__file__).parents[2]
PRESENT = print_ast(parse(re.sub(r'"""(?s:.*?)"""', "", print_schema())))
"""Without its descriptions, so that one line can be taken out."""


def changed(old: str, new: str) -> str:
    """The present schema with one thing other."""
    assert PRESENT.count(old) == 1, old
    return PRESENT.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("  sandboxClock: Timestamp\n", "", "FIELD_REMOVED"),
        ("  sandboxClock: Timestamp\n", "  sandboxClock: Date\n", "FIELD_CHANGED_KIND"),
        ("  attemptsMade: Int!\n", "  attemptsMade: Int\n", "FIELD_CHANGED_KIND"),
        ("union TransactionReversal = Refund | Transaction", "union TransactionReversal = Refund", "TYPE_REMOVED_FROM"),
        ("  RECORD_ANYWAY\n", "", "VALUE_REMOVED_FROM_ENUM"),
        ("input RetryInput {\n", "input RetryInput {\n  why: String!\n", "REQUIRED_INPUT_FIELD_ADDED"),
        ("(input: IdsFromLegacyIdsInput!)", "(input: IdsFromLegacyIdsInput!, sure: Boolean!)", "REQUIRED_ARG_ADDED"),
    ],
)
def test_what_breaks_a_client_is_named(old: str, new: str, kind: str) -> None:
    (line,) = breaking_changes(PRESENT, changed(old, new))
    assert line.startswith(kind)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  sandboxClock: Timestamp\n", "  sandboxClock: Timestamp!\n  moon: Timestamp\n"),
        ("  RECORD_ANYWAY\n", "  RECORD_ANYWAY\n  ASK\n"),
        (
            "union TransactionReversal = Refund | Transaction",
            "union TransactionReversal = Refund | Transaction | Viewer",
        ),
        ("input RetryInput {\n", "input RetryInput {\n  why: String\n"),
    ],
)
def test_what_is_added_breaks_nobody(old: str, new: str) -> None:
    assert breaking_changes(PRESENT, changed(old, new)) == []


def test_the_command_names_each_change_and_fails(tmp_path: Path) -> None:
    released = tmp_path / "released.graphql"
    released.write_text(changed("  sandboxClock: Timestamp\n", "  sandboxClock: Timestamp\n  moon: Timestamp\n"))
    done = forkserver.run("schema", "--against", str(released))
    assert done.returncode == 1
    assert "FIELD_REMOVED: Field Query.moon was removed." in done.stderr


def test_the_schema_is_checked_against_the_last_release(tmp_path: Path) -> None:
    """The very lines of the Makefile, among releases that are no release's."""
    make = shutil.which("make")
    assert make is not None

    def checks() -> str:
        command = [make, "--dry-run", "schema-check", f"--file={ROOT / 'Makefile'}", "--old-file=.venv/.dev"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    for folder in (".venv/bin", "requirements"):
        (tmp_path / folder).mkdir(parents=True)
    for name in (".venv/.dev", ".venv/bin/python", "requirements/dev.txt", "pyproject.toml"):
        (tmp_path / name).touch()
    assert "--check" in checks()
    assert "--against" not in checks()
    for version in ("0.9.0", "0.10.0", "0.2.1"):
        (tmp_path / "tests" / "released" / version).mkdir(parents=True)
        (tmp_path / "tests" / "released" / version / "schema.graphql").write_text(PRESENT)
    assert "--against tests/released/0.10.0/schema.graphql" in checks()
