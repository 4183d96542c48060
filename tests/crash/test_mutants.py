"""The matrix has to be able to fail: without the one key, or without asking first, it does (long runs only).

Each mutant is a copy of the project with one line changed, in which the matrix runs as it does here.
"""

import asyncio
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COPIED = ("app", "bench", "tests", "workers", "pyproject.toml")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "node_modules", ".hypothesis")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A line of a file, what it becomes, and the kill that this must not survive."""

    name: str
    file: str
    line: str
    becomes: str
    kill: str

    def __str__(self) -> str:
        return self.name


MUTANTS = (
    Mutant(
        "a fresh key for each sending",
        "app/flows/reserving.py",
        "return Instruction(operation.key, ",
        "return Instruction(new_key(), ",
        "test_the_api_is_killed[after the effect]",
    ),
    Mutant(
        "what is not known is sent again at once",
        "app/flows/resume.py",
        "if operation.last_outcome in NOT_KNOWN:",
        "if operation.last_outcome in set():",
        "test_the_api_is_killed[after the effect]",
    ),
    Mutant(
        "a worker that sends without asking",
        "app/flows/resume.py",
        "if operation.last_outcome in NOT_KNOWN:",
        "if operation.last_outcome in set():",
        "test_the_worker_is_killed[after the gateway has answered]",
    ),
)


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
async def test_the_matrix_fails(mutant: Mutant, tmp_path: Path) -> None:
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=LEFT_OUT)
        else:
            shutil.copy(source, tmp_path / name)
    mutated = tmp_path / mutant.file
    before = mutated.read_text(encoding="utf-8")
    assert before.count(mutant.line) == 1
    mutated.write_text(before.replace(mutant.line, mutant.becomes), encoding="utf-8")
    matrix = f"tests/crash/test_matrix.py::{mutant.kill}"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", matrix]
    running = await asyncio.create_subprocess_exec(*command, cwd=tmp_path, stdout=asyncio.subprocess.PIPE)
    said = (await running.communicate())[0].decode()
    assert "1 failed" in said, said
    assert "Differing items" in said, said
