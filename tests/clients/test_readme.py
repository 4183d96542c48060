"""What the README shows of the typed clients is what one may copy."""

import asyncio
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.clients import package
from tests.node import node
from tests.shop import Shop

README = (package.ROOT / "README.md").read_text(encoding="utf-8")


def shown(language: str, shop: Shop, transaction_id: str) -> str:
    """The README's first lines in that language that import the client, for a shop in place of the demo."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    text: str = next(block for block in blocks if re.search(r"import.*refundry|refundry_client import", block))
    assert text.count("\n") <= 10, "ten lines are promised"
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


async def test_ten_lines_of_typescript(shop: Shop, programs: Path, tmp_path: Path) -> None:
    paid = await shop.settled("10.00")
    shutil.copy(programs / "tsconfig.json", tmp_path)
    (tmp_path / "node_modules").symlink_to(programs / "node_modules")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "refund.ts").write_text(shown("typescript", shop, paid))
    await asyncio.to_thread(package.compile_strictly, tmp_path)
    assert await printed(node(), "refund.ts", folder=tmp_path) == ["SUBMITTED_FOR_SETTLEMENT 7.00"]
    (again,) = await printed(node(), "refund.ts", folder=tmp_path)
    assert again.startswith("REFUND_AMOUNT_TOO_LARGE ")
    assert await shop.given_back(paid) == 7_00


async def test_ten_lines_of_python(shop: Shop, tmp_path: Path) -> None:
    paid = await shop.settled("10.00")
    program = f"import sys; sys.path.insert(0, {str(package.ROOT / 'clients' / 'python')!r})\n"
    (tmp_path / "refund.py").write_text(program + shown("python", shop, paid))
    assert await printed(sys.executable, "refund.py", folder=tmp_path) == ["SUBMITTED_FOR_SETTLEMENT 7.00"]
    (again,) = await printed(sys.executable, "refund.py", folder=tmp_path)
    assert again.startswith("REFUND_AMOUNT_TOO_LARGE ")
    assert await shop.given_back(paid) == 7_00
