"""What the README says can be run, set and called is there."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from app.cli import cli
from app.schema.schema import schema
from app.settings import PREFIX, Settings

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
ONLY_FOR_THE_DEMO = {"caught_mail"}
IN_ERRORS = {"errorType", "errorClass", "requestId"}


def test_it_names_every_setting() -> None:
    table = README.split(f"| variable `{PREFIX}…` |")[1].split("\n\n")[0]
    named = {
        name.lower()
        for cell in re.findall(r"^\| (`[^|]*`) \|", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", cell)
    }
    assert named == set(Settings.model_fields) - ONLY_FOR_THE_DEMO


@pytest.mark.parametrize("line", sorted(set(re.findall(r"^refundry ([a-z][a-z -]*[a-z])", README, re.MULTILINE))))
def test_its_commands_exist(line: str) -> None:
    commands = get_command(cli).commands  # type: ignore[attr-defined]
    first, *rest = line.split()
    assert first in commands
    subcommands = getattr(commands[first], "commands", None)
    assert subcommands is None or rest[0] in subcommands


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([a-z]+(?:[A-Z][a-z]+)+)[`(]", README)) - IN_ERRORS))
def test_its_names_are_in_the_schema(name: str) -> None:
    assert re.search(rf"\b{name}\b", schema.as_str())


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^make ([a-z-]+)", README, re.MULTILINE))))
def test_its_targets_exist(target: str) -> None:
    makefile = (Path(__file__).parents[2] / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)
