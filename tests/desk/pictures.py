"""Takes the README's pictures anew, from the browser's story on a demo of its own: `python -m tests.desk.pictures`."""

import asyncio
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from app.demo.demo import AGENT, seed
from tests.desk.test_browser import STORY
from tests.support import servers as real
from tests.support.merchant_client import live_service
from tests.support.node import run

DOCS = Path(__file__).parents[2] / "docs"
MOST_BYTES = 100_000


async def take(folder: Path, scheme: str) -> None:
    """Has the browser write its pictures of each step into the folder, light or dark."""
    with real.running() as servers:
        await real.create_template(servers)
        settings = real.settings_for(servers, await real.create_database(servers))
        await seed(settings)
        async with live_service(settings) as live:
            origin = live.url.removesuffix("/graphql")
            person = {"email": AGENT.email, "password": AGENT.password}
            given = {"origin": origin, **person, "shots": str(folder), "colorScheme": scheme}
            await asyncio.to_thread(run, STORY, json.dumps(given))


def main() -> None:
    """Writes docs/desk-….webp: finding, previewing and refunding in the light, the queue in the dark."""
    DOCS.mkdir(exist_ok=True)
    for scheme, steps in (("light", ("2-find", "3-preview", "4-refund")), ("dark", ("5-queue",))):
        with TemporaryDirectory() as folder:
            asyncio.run(take(Path(folder), scheme))
            for step in steps:
                picture = (Path(folder) / f"{step}.webp").read_bytes()
                assert len(picture) <= MOST_BYTES, f"{step} has {len(picture)} bytes"
                (DOCS / f"desk-{step}.webp").write_bytes(picture)


if __name__ == "__main__":
    main()
