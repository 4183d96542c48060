"""Each test of the clients is made with all of them."""

import shutil
from pathlib import Path

import pytest

from tests.clients import package
from tests.clients.callers import Caller, by_async_python, by_python, by_typescript

PYTHON = {"python": by_python, "python with tasks": by_async_python}


@pytest.fixture(scope="session")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The TypeScript client as npm packs it."""
    return package.pack(tmp_path_factory.mktemp("packed"))


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory, packed: Path) -> Path:
    """A folder with TypeScript programs that have installed it; the compiler has nothing against them."""
    folder = tmp_path_factory.mktemp("programs") / "typescript"
    shutil.copytree(package.PROGRAMS, folder)
    (folder / "package.json").write_text('{"type": "module"}')
    package.install(packed, folder)
    package.add_types(folder)
    package.compile_strictly(folder)
    return folder


@pytest.fixture(params=["typescript", *PYTHON])
def caller(request: pytest.FixtureRequest) -> Caller:
    """One of the clients."""
    if request.param in PYTHON:
        return PYTHON[request.param]()
    return by_typescript(request.getfixturevalue("programs"))
