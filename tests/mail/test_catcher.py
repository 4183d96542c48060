"""The demo's mail catcher, as a process of its own, and the page on which its mail is read."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import httpx
import pytest
from starlette.applications import Starlette

from app.demo.mail_page import FOLDER
from app.demo.processes import listen
from app.desk.mail import mail_routes
from tests.support import forkserver


@asynccontextmanager
async def catching(data: Path, listening: socket.socket) -> AsyncIterator[int]:
    """A running catcher; yields its port. It must end with 0 on SIGTERM."""
    number = listening.fileno()
    process = forkserver.Started("catch-mail", "--data-dir", str(data), "--descriptor", str(number), pass_fds=(number,))
    try:
        yield listening.getsockname()[1]
    finally:
        process.terminate()
        assert await asyncio.to_thread(process.wait) == 0


async def send(port: int, subject: str, text: str, html: str | None = None) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "refunds@example.com", "support@example.com", subject
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    await aiosmtplib.send(message, hostname="127.0.0.1", port=port)


def browser(data: Path) -> httpx.AsyncClient:
    app = Starlette(routes=[*mail_routes(data / FOLDER)])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1")


async def test_mail_is_kept_over_restarts_and_read_newest_first(tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as listening:
        async with catching(tmp_path, listening) as port:
            await send(port, "First", "one")
        # Nobody is there, but the socket is: who connects waits for the next start.
        sending = asyncio.create_task(send(listening.getsockname()[1], "Zweite – größer", "zwölf\n" * 3))
        async with catching(tmp_path, listening):
            await sending
    async with browser(tmp_path) as client:
        page = (await client.get("/mail")).text
        assert page.index("Zweite – größer") < page.index("First")
        address = page.split('href="')[1].split('"')[0]
        shown = (await client.get(address)).text
    assert "<h1>Zweite – größer</h1>" in shown
    assert "zwölf\nzwölf" in shown


async def test_nothing_in_a_message_becomes_part_of_the_page(tmp_path: Path) -> None:
    attack = "<script>alert(1)</script>{main}"
    with listen("127.0.0.1", 0) as listening:
        async with catching(tmp_path, listening) as port:
            await send(port, attack, attack, attack)
    async with browser(tmp_path) as client:
        listing = await client.get("/mail")
        shown = await client.get(listing.text.split('href="')[1].split('"')[0])
    for response in (listing, shown):
        assert "<script" not in response.text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{main}" in response.text
        assert "default-src 'none'" in response.headers["content-security-policy"]
        assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["unknown", "..%2f..%2fsecret", "%2e%2e", "..%2fnew", "."])
async def test_only_what_was_caught_is_shown(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hush")
    async with browser(tmp_path) as client:
        response = await client.get(f"/mail/{name}")
    assert response.status_code in {404, 200}
    assert "hush" not in response.text


async def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    async with browser(tmp_path) as client:
        empty = (await client.get("/mail")).text
        assert "No mail has been sent yet" in empty
        assert "75 seconds later at most" in empty
