"""The mail that a mail catcher kept, for people to read in the browser. Only the demo has one."""

import asyncio
import mailbox
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from html import escape
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from app.desk.page import SECURITY_HEADERS
from app.domain.notices import GATHERED_FOR, SENT_EVERY

MOST = 200
"""How many messages the list shows, newest first."""

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mail</title>
<style>
  :root {{ color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }}
  main {{ max-width: 60rem; margin: 5vh auto; padding: 0 1.5rem; }}
  table {{ border-spacing: 0 .3rem; }}
  td, th {{ padding-right: 1.5rem; text-align: left; vertical-align: top; }}
  pre {{ white-space: pre-wrap; overflow-wrap: anywhere; font: .9em/1.5 ui-monospace, monospace; }}
</style>
<main>
{main}
</main>
</html>
"""

SOON = (
    f"What happens within a minute is mailed in one letter, {(GATHERED_FOR + SENT_EVERY).total_seconds():.0f} seconds "
    "later at most; load this page again to see it."
)
EMPTY = "<p>No mail has been sent yet. A refund of 2004.00 that is declined, for one, sends some.</p>"


@dataclass(frozen=True, slots=True)
class Caught:
    """A message as the page shows it; `name` is what the folder calls it."""

    name: str
    subject: str
    sender: str
    recipient: str
    date: str
    text: str


def mail_routes(folder: Path) -> list[Route]:
    """GET /mail lists what is in `folder`, a Maildir, newest first; GET /mail/{name} shows one message's text."""

    async def listing(request: Request) -> Response:
        messages = await asyncio.to_thread(_newest, folder)
        rows = "".join(
            f'<tr><td>{escape(each.date)}</td><td>{escape(each.recipient)}</td><td><a href="/mail/{escape(each.name)}">'
            f"{escape(each.subject) or '(no subject)'}</a></td></tr>\n"
            for each in messages
        )
        table = f"<table>\n<tr><th>Sent</th><th>To</th><th>Subject</th></tr>\n{rows}</table>" if messages else EMPTY
        return _page(f"<h1>Mail</h1>\n<p>{SOON}</p>\n{table}")

    async def message(request: Request) -> Response:
        found = await asyncio.to_thread(_find, folder, request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        headers = (("From", found.sender), ("To", found.recipient), ("Sent", found.date))
        rows = "".join(f"<tr><th>{name}</th><td>{escape(value)}</td></tr>\n" for name, value in headers)
        return _page(
            f'<p><a href="/mail">All mail</a></p>\n<h1>{escape(found.subject) or "(no subject)"}</h1>\n'
            f"<table>\n{rows}</table>\n<pre>{escape(found.text)}</pre>"
        )

    return [Route("/mail", listing, methods=["GET"]), Route("/mail/{name}", message, methods=["GET"])]


def _page(main: str) -> Response:
    return HTMLResponse(PAGE.format(main=main), headers=SECURITY_HEADERS)


def _newest(folder: Path) -> list[Caught]:
    box = mailbox.Maildir(folder, create=True)
    names = sorted(box.keys(), key=_when, reverse=True)
    return [_caught(name, box.get_bytes(name)) for name in names[:MOST]]


def _when(name: str) -> tuple[int, int]:
    """A Maildir's names begin with the second and the microsecond in which they were made."""
    second, _, rest = name.partition(".")
    microsecond = rest.removeprefix("M").partition("P")[0]
    return int(second) if second.isdigit() else 0, int(microsecond) if microsecond.isdigit() else 0


def _find(folder: Path, name: str) -> Caught | None:
    """The message of that name. What the folder does not list is not looked for."""
    box = mailbox.Maildir(folder, create=True)
    listed = set(box.keys())
    return _caught(name, box.get_bytes(name)) if name in listed else None


def _caught(name: str, content: bytes) -> Caught:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain",))
    return Caught(
        name=name,
        subject=str(message.get("Subject", "")),
        sender=str(message.get("From", "")),
        recipient=str(message.get("To", "")),
        date=str(message.get("Date", "")),
        text="" if body is None else _decoded(body),
    )


def _decoded(body: MIMEPart) -> str:
    """The text, whatever its sender claims of its encoding: ours is UTF-8."""
    content = body.get_payload(decode=True)
    return content.decode(errors="replace").replace("\r\n", "\n") if isinstance(content, bytes) else ""
