"""`refundry gateways check`: a line a promise, and an exit status that says what came of it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.commands.cli import cli
from tests.gateways.kit import toys


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The packages of this environment, and one with toys."""
    toys.install(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))


def check(*words: str) -> Result:
    return CliRunner().invoke(cli, ["gateways", "check", *words])


def test_a_promise_is_a_line() -> None:
    done = check("half-judged", "--promise", "C1", "--promise", "C10")
    lines = done.stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [["C0", "kept"], ["C1", "kept"], ["C10", "kept"]]


def test_a_judge_that_is_not_installed_is_named() -> None:
    done = check("half-judged", "--promise", "C1")
    assert done.exit_code == 2
    assert done.stderr == (
        "refundry: The simulator is not installed: pip install simulator. The judge not-installed is left out.\n"
    )


def test_a_broken_promise_ends_with_1_and_says_what_was_seen() -> None:
    done = check("promise-breaker", "--promise", "C9")
    assert done.exit_code == 1
    assert "C9      BROKEN" in done.stdout
    assert "is declined with the reason None (promise-breaker)" in done.stdout


def test_json_has_what_each_judge_saw() -> None:
    done = check("promise-breaker", "--promise", "C9", "--promise", "C6", "--json")
    declared, broken, kept = (json.loads(line) for line in done.stdout.splitlines())
    assert (declared["promise"], declared["result"]) == ("C0", "KEPT")
    assert (broken["adapter"], broken["promise"], broken["result"]) == ("promise-breaker", "C9", "BROKEN")
    [seen] = broken["judges"]
    assert (seen["judge"], seen["result"]) == ("promise-breaker", "BROKEN")
    assert seen["why"] in broken["why"]
    assert (kept["promise"], kept["result"], kept["why"]) == ("C6", "KEPT", None)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere"], "There is no adapter 'nowhere'. There are: "),
        (["without-judge"], "No judge of the adapter 'without-judge' is registered"),
        (["half-judged", "--promise", "C99"], "There is no promise C99. There are: C1, "),
        (["half-judged", "--account", "main"], "--account needs --merchant."),
        (["half-judged", "--payment", "tr_1"], "--merchant and --payment go with --account."),
    ],
)
def test_what_can_not_be_checked_ends_with_2(words: list[str], told: str) -> None:
    done = check(*words)
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stdout == ""
