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
RELEASED = Path(__file__).parent / "released.graphql"
"""`make schema-release` writes it; before the first release there is none, and nothing can break."""

PRESENT = print_ast(parse(re.sub(r'"""(?s:.*?)"""', "", print_schema())))
"""Without its descriptions, so that one line can be taken out."""


def changed(old: str, new: str) -> str:
    """The present schema with one thing other."""
    assert PRESENT.count(old) == 1, old
    return PRESENT.replace(old, new)


def test_nothing_breaks_the_clients_of_the_last_release() -> None:
    released = RELEASED.read_text() if RELEASED.exists() else PRESENT
    assert breaking_changes(released, PRESENT) == []


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


def test_a_release_keeps_its_schema(tmp_path: Path) -> None:
    """The very lines of the Makefile, with another file to write."""
    make = shutil.which("make")
    assert make is not None
    kept = tmp_path / "released.graphql"
    done = subprocess.run(
        [make, "--dry-run", "schema-release", f"RELEASED={kept}"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert f"cp schema.graphql {kept}" in done.stdout
    assert "--against" not in done.stdout
    kept.write_text(PRESENT)
    again = subprocess.run(
        [make, "--dry-run", "schema-check", f"RELEASED={kept}"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert f"--against {kept}" in again.stdout
