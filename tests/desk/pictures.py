"""Takes the README's pictures anew, from the browser's story on a demo of its own: `python -m tests.desk.pictures`."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from app.demo.demo import seed
from tests.desk.scenes.story import story
from tests.desk.test_in_a_browser import played
from tests.support import servers as real
from tests.support.merchant_client import live_service

DOCS = Path(__file__).parents[2] / "docs"
MOST_BYTES = 100_000


async def take(folder: Path, scheme: str) -> None:
    """Has the browser write its pictures of each step into the folder, light or dark."""
    with real.running() as servers:
        await real.create_template(servers)
        settings = real.settings_for(servers, await real.create_database(servers))
        await seed(settings)
        async with live_service(settings) as live:
            (told,) = (await played(live, [{"story": story(scheme)}], folder, shots=str(folder))).values()
            told.quiet("401")


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
