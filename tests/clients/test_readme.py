"""What the READMEs show of the typed clients is what one may copy."""

import asyncio
import inspect
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from refundry_client import ErrorClass, Refundry

from tests.clients import package
from tests.support.merchant_client import Shop
from tests.support.node import node

CLIENTS = package.ROOT / "docs" / "clients.md"
OF_TYPESCRIPT = package.SOURCES / "README.md"
OF_PYTHON = package.ROOT / "clients" / "python" / "README.md"


def shown(document: Path, language: str, shop: Shop, transaction_id: str) -> str:
    """A document's first lines in that language that import the client, for a shop in place of the demo."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```", document.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    text: str = next(block for block in blocks if re.search(r"import.*refundry|refundry_client import", block))
    assert text.count("\n") <= 11, "some ten lines are promised"
    public_key, private_key = shop.keys
    theirs = {
        "http://127.0.0.1:8000": shop.live.url.removesuffix("/graphql"),
        "demo_public_key": public_key,
        "demo_private_key": private_key,
        "THE_ID": transaction_id,
    }
    for written, real in theirs.items():
        assert written in text
        text = text.replace(written, real)
    return text


async def printed(*command: str | Path, folder: Path) -> list[str]:
    done = await asyncio.to_thread(
        subprocess.run, [str(each) for each in command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return str(done.stdout).splitlines()


@pytest.mark.parametrize(("document", "keyed"), [(CLIENTS, False), (OF_TYPESCRIPT, True)], ids=["service", "client"])
async def test_ten_lines_of_typescript(document: Path, keyed: bool, shop: Shop, programs: Path, tmp_path: Path) -> None:
    paid = await shop.settled("10.00")
    shutil.copy(programs / "tsconfig.json", tmp_path)
    (tmp_path / "node_modules").symlink_to(programs / "node_modules")
    (tmp_path / "refund.mts").write_text(shown(document, "typescript", shop, paid))
    await asyncio.to_thread(package.compile_strictly, tmp_path)
    await _run_twice(keyed, shop, paid, node(), "refund.mts", folder=tmp_path)


@pytest.mark.parametrize(("document", "keyed"), [(CLIENTS, False), (OF_PYTHON, True)], ids=["service", "client"])
async def test_ten_lines_of_python(document: Path, keyed: bool, shop: Shop, tmp_path: Path) -> None:
    paid = await shop.settled("10.00")
    program = f"import sys; sys.path.insert(0, {str(package.ROOT / 'clients' / 'python')!r})\n"
    (tmp_path / "refund.py").write_text(program + shown(document, "python", shop, paid))
    await _run_twice(keyed, shop, paid, sys.executable, "refund.py", folder=tmp_path)


async def _run_twice(keyed: bool, shop: Shop, paid: str, *command: str | Path, folder: Path) -> None:
    """A program with a key of its own refunds once, and is told so; one without asks for more than is left."""
    done = "SUBMITTED_FOR_SETTLEMENT 7.00"
    assert await printed(*command, folder=folder) == [done]
    (again,) = await printed(*command, folder=folder)
    assert again == done if keyed else again.startswith("REFUND_AMOUNT_TOO_LARGE ")
    assert await shop.given_back(paid) == 7_00


@pytest.mark.parametrize("document", [OF_TYPESCRIPT, OF_PYTHON], ids=["typescript", "python"])
def test_a_clients_readme_has_every_option_and_every_error(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)`[^|]*\| (.*)$", text, re.MULTILINE))
    assert {each.value for each in ErrorClass} | {"RefundryUnreachable"} <= rows.keys()
    if document == OF_TYPESCRIPT:
        source = (package.SOURCES / "src" / "http.ts").read_text(encoding="utf-8")
        options = re.findall(r"readonly (\w+)\?:", source.split("export interface Options")[1].split("\n}")[0])
    else:
        parameters = {*inspect.signature(Refundry).parameters, *inspect.signature(Refundry.sign_in).parameters}
        options = sorted(parameters - {"url", "credentials", "email", "password"})
    assert options
    assert set(options) <= rows.keys()
