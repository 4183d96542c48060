"""What README and docs say can be run, set and called is there."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from graphql import build_schema, parse, validate
from typer.main import get_command

from app.commands.cli import cli
from app.schema.schema import schema
from app.settings import PREFIX, SECRETS, Settings
from tests.docs.pages import ALL_COMMANDS, PAGES, README, ROOT, Command, blocks, of_refundry

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
MOST_LINES = 150
ONLY_FOR_THE_DEMO = {"caught_mail"}
OF_THE_BUILD = {"desk_required"}
NOT_IN_THE_SCHEMA = {"errorType", "errorClass", "requestId", "refundTransction"}
"""Names in the extensions of errors, and a slip that is quoted."""

RUN_BY_TESTS = {
    "demo": "tests/docs/test_printed.py",
    "clients-check": "tests/clients/test_generated.py",
    "example-page": "tests/clients/test_page.py",
}
"""Targets, and the test that does what they do."""

NOT_RUN = {"test-long"}
"""It is the whole suite with more examples, and takes hours."""

INSTALLS = {"pip", "npm"}
IN_A_SHELL = {"export", "ask", "ask()"}


def each(pages: list[Path], pattern: str) -> list[tuple[Path, str]]:
    return sorted({(page, name) for page in pages for name in re.findall(pattern, page.read_text(), re.MULTILINE)})


def named(pair: Any) -> str:
    return pair.name if isinstance(pair, Path) else str(pair)


def test_the_readme_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_every_setting_is_documented() -> None:
    operating = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    table = operating.split(f"| variable `{PREFIX}…` |")[1].split("\n\n")[0]
    documented = {
        name.lower()
        for cell in re.findall(r"^\| (`[^|]*`) \|", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", cell)
    }
    assert documented == set(Settings.model_fields) - ONLY_FOR_THE_DEMO


@pytest.mark.parametrize(("page", "variable"), each(PAGES, rf"\b{PREFIX}([A-Z_]+[A-Z])\b"), ids=named)
def test_a_setting_that_a_page_names_is_there(page: Path, variable: str) -> None:
    assert variable.lower() in {*Settings.model_fields, *(f"{name}_file" for name in SECRETS), *OF_THE_BUILD}


def resolved(words: list[str]) -> tuple[Any, list[str]]:
    """The command that the words after `refundry` name, and the arguments that are left for it."""
    command: Any = get_command(cli)
    while hasattr(command, "commands"):
        assert words, f"{command.name} needs the name of a command"
        assert words[0] in command.commands, f"there is no {words[0]} in {command.name}"
        command, words = command.commands[words[0]], words[1:]
    return command, words


@pytest.mark.parametrize("command", [each for each in ALL_COMMANDS if of_refundry(each)], ids=str)
def test_a_command_line_is_understood(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real parser takes it, and the files that it names are in the repository."""
    monkeypatch.chdir(ROOT)
    found, arguments = resolved(command.words[1:])
    found.make_context(found.name, arguments)


@pytest.mark.parametrize(("page", "line"), each(PAGES, r"`refundry ([a-z][a-z -]*)"), ids=named)
def test_a_command_within_the_text_is_there(page: Path, line: str) -> None:
    command: Any = get_command(cli)
    for word in line.partition(" --")[0].split():
        assert word in command.commands
        command = command.commands[word]
        if not hasattr(command, "commands"):
            break


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_each_line_of_a_console_is_of_a_kind_that_is_tested(page: Path) -> None:
    """Lines of `refundry` and `ask` are run, targets looked up; installs are tested with the clients."""
    kinds = {"refundry", "make", *INSTALLS, *IN_A_SHELL}
    unknown = [each.text for each in ALL_COMMANDS if each.page == page and each.words and each.words[0] not in kinds]
    assert not unknown


@pytest.mark.parametrize(
    ("page", "target"),
    sorted({*each(PAGES, r"`make ([a-z-]+)"), *((c.page, c.words[1]) for c in ALL_COMMANDS if c.words[0] == "make")}),
    ids=named,
)
def test_a_target_of_make_is_there(page: Path, target: str) -> None:
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


def test_each_target_that_is_printed_is_run() -> None:
    """By `.ci/run`, which every change has to pass, or by the tests."""
    in_ci = set(re.findall(r"^make ([a-z-]+)$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE))
    printed = {each.words[1] for each in ALL_COMMANDS if each.words[:1] == ["make"]}
    assert printed - in_ci == RUN_BY_TESTS.keys() | NOT_RUN
    assert all((ROOT / test).exists() for test in RUN_BY_TESTS.values())


def test_the_demo_is_made_on_another_port() -> None:
    environment = {name: value for name, value in os.environ.items() if name not in {"PORT", "MAKEFLAGS"}}
    command = ["make", "--dry-run", "demo"]
    usual = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert re.search(r"refundry demo *$", usual.stdout, re.MULTILINE)
    other = subprocess.run(
        [*command, "PORT=8100"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert re.search(r"refundry demo --port 8100$", other.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("page", "name"),
    [pair for pair in each(PAGES, r"`([a-z]+(?:[A-Z][a-z]+)+)[`(]") if pair[1] not in NOT_IN_THE_SCHEMA],
    ids=named,
)
def test_a_name_is_in_the_schema(page: Path, name: str) -> None:
    assert re.search(rf"\b{name}\b", schema.as_str())


@pytest.mark.parametrize(
    "document", [text for page in PAGES for text in blocks(page, "graphql")], ids=lambda text: text[:40]
)
def test_a_document_fits_the_schema(document: str) -> None:
    assert validate(build_schema(schema.as_str()), parse(document)) == []
