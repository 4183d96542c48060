"""Subscriptions through nginx, by the lines that docs/live.md has for it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.people.endings import Ending
from tests.docs.pages import ROOT, blocks
from tests.support import debian
from tests.web.live import served
from tests.web.telling import Teller, telling, told

HEARTBEAT = 0.25
"""Seconds. The service's own are sixty times as long, and nginx's patience is twenty times as long as here."""


@asynccontextmanager
async def behind_nginx(upstream: int) -> AsyncIterator[int]:
    """The port of an nginx that passes on to that one, as the page says."""
    (lines,) = blocks(ROOT / "docs" / "live.md", "nginx")
    assert "http://127.0.0.1:8000;" in lines
    assert "proxy_read_timeout 60s;" in lines
    location = lines.replace("127.0.0.1:8000", f"127.0.0.1:{upstream}").replace("timeout 60s", "timeout 3s")
    port = debian.free_port()
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    with TemporaryDirectory(prefix="refundry-nginx-") as made:
        folder = Path(made)
        places = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
        (folder / "nginx.conf").write_text(
            f"daemon off;\npid {folder}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{places}"
            f"server {{\nlisten 127.0.0.1:{port};\n{location}}}\n}}\n"
        )
        debian.give_away(folder)
        words = [debian.program("nginx"), "-p", made, "-e", "stderr", "-c", str(folder / "nginx.conf")]
        async with debian.running(words, port, folder / "printed"):
            yield port


async def test_events_and_heartbeats_come_at_once_and_keep_the_connection() -> None:
    teller = Teller()
    async with (
        served(telling(teller, heartbeat=HEARTBEAT)) as upstream,
        behind_nginx(upstream) as port,
    ):
        async with told(port) as followed:
            assert followed.response.headers["server"].startswith("nginx")
            assert await followed.value() == "first"
            # More of them than nginx waits for one: a buffer would hold up all of these few bytes.
            assert [await followed.event() for _ in range(13)] == [(":", "")] * 13
            teller.change("second")
            while (event := await followed.event()) == (":", ""):
                pass
            assert '"second"' in event[1]
            (watch,) = teller.watches
        await teller.nobody()
        assert watch.ending is Ending.LEFT
