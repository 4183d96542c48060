"""The examples do what they say, each as its own first lines have it run."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.clients import package
from tests.sdk.clients import NODE as BRAINTREE_FOR_NODE
from tests.support.merchant_client import Shop
from tests.support.node import environment, node
from tests.support.promises import verified_of

EXAMPLES = package.ROOT / "examples"
AGAIN = "91504"

Run = Callable[..., Awaitable[str]]


@pytest.fixture
def run(shop: Shop) -> Run:
    """Runs a program against the shop's service; what it prints."""

    async def run_it(*command: str | Path, **more: str) -> str:
        variables = {"REFUNDRY_URL": shop.live.url.removesuffix("/graphql"), "REFUNDRY_KEYS": ":".join(shop.keys)}
        done = await asyncio.to_thread(
            subprocess.run,
            [str(each) for each in command],
            env={**os.environ, **variables, **more},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return str(done.stdout)

    return run_it


def with_modules(folder: Path, example: str, modules: Path) -> Path:
    """A copy of an example where Node finds what it imports."""
    copied = shutil.copy(EXAMPLES / example, folder)
    (folder / "node_modules").symlink_to(modules)
    return Path(copied)


async def seen_through(shop: Shop) -> None:
    """One payment was made and undone, and the second time changed nothing."""
    assert [each["kind"] for each in await shop.journal() if each["effect"]] == ["charge", "void"]
    await verified_of(shop)


async def test_curl(shop: Shop, run: Run) -> None:
    first, second = (await run("sh", EXAMPLES / "reverse.sh")).splitlines()
    assert '"status":"VOIDED"' in first
    assert f'"legacyCode":"{AGAIN}"' in second
    await seen_through(shop)


async def test_braintrees_python_sdk(shop: Shop, run: Run) -> None:
    first, second = (await run(sys.executable, EXAMPLES / "reverse_with_braintree.py")).splitlines()
    assert first == "VOIDED"
    assert second.startswith(AGAIN)
    await seen_through(shop)


async def test_braintrees_node_sdk(shop: Shop, run: Run, tmp_path: Path) -> None:
    program = with_modules(tmp_path, "reverse_with_braintree.mjs", BRAINTREE_FOR_NODE / "node_modules")
    first, second = (await run(node(), program, **environment())).splitlines()
    assert first == "VOIDED"
    assert second.startswith(AGAIN)
    await seen_through(shop)


async def test_the_python_client(shop: Shop, run: Run) -> None:
    path = str(package.ROOT / "clients" / "python")
    first, second = (await run(sys.executable, EXAMPLES / "reverse_with_refundry.py", PYTHONPATH=path)).splitlines()
    assert first == "VOIDED"
    assert second.startswith(AGAIN)
    await seen_through(shop)


async def test_the_typescript_client(shop: Shop, run: Run, programs: Path, tmp_path: Path) -> None:
    program = with_modules(tmp_path, "reverse_with_refundry.mts", programs / "node_modules")
    shutil.copy(EXAMPLES / "receive_webhooks.mts", tmp_path)
    shutil.copy(programs / "tsconfig.json", tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    await asyncio.to_thread(package.compile_strictly, tmp_path)
    first, second = (await run(node(), program)).splitlines()
    assert first == "VOIDED"
    assert second.startswith(AGAIN)
    await seen_through(shop)
