"""The mails of a mail catcher, for people to read in the browser. Only the demo has one.

Anybody on the machine can hand in anything, so that a message may be no message at all. Of each a bounded part is read,
and what can't be taken apart is shown as it came.
"""

import asyncio
import mailbox
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from html import escape
from pathlib import Path
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from app.desk.page import SECURITY_HEADERS
from app.domain.history.notices import GATHERED_FOR, SENT_EVERY

MOST = 200
"""How many messages the list shows, newest first."""

MOST_OF_A_HEAD = 16_384
MOST_OF_A_MESSAGE = 262_144
"""Bytes that are read of a message for the list and for its own page."""

MOST_OF_A_HEADER = 500
"""Characters that are shown of a subject, an address or a date."""

UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, marks of direction and halves of characters."""

CUT = "\n\n… The rest of this message is not shown: it is too long.\n"

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
    f"Notices of one minute are sent in one mail, {(GATHERED_FOR + SENT_EVERY).total_seconds():.0f} seconds "
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
            f'<tr><td>{escape(each.date)}</td><td>{escape(each.recipient)}</td><td><a href="/mail/{quote(each.name)}">'
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
    read = ((name, _read(box, name, MOST_OF_A_HEAD)) for name in names[:MOST])
    return [_caught(name, content, whole=True) for name, content in read if content is not None]


def _when(name: str) -> tuple[int, int]:
    """A Maildir's names begin with the second and the microsecond in which they were made."""
    second, _, rest = name.partition(".")
    microsecond = rest.removeprefix("M").partition("P")[0]
    return int(second) if second.isdigit() else 0, int(microsecond) if microsecond.isdigit() else 0


def _find(folder: Path, name: str) -> Caught | None:
    """The message of that name; only messages that the folder lists are read."""
    box = mailbox.Maildir(folder, create=True)
    content = _read(box, name, MOST_OF_A_MESSAGE + 1) if name in set(box.keys()) else None
    if content is None:
        return None
    return _caught(name, content[:MOST_OF_A_MESSAGE], whole=len(content) <= MOST_OF_A_MESSAGE)


def _read(box: mailbox.Maildir, name: str, most: int) -> bytes | None:
    """The first `most` bytes of a message; None if it is gone by now, or can't be read."""
    try:
        with box.get_file(name) as file:
            return file.read(most)
    except (KeyError, OSError):
        return None


def _caught(name: str, content: bytes, *, whole: bool) -> Caught:
    try:
        message = message_from_bytes(content)
        subject, sender, recipient, date = (_header(message, each) for each in ("subject", "from", "to", "date"))
        text = _text(message)
    except Exception:  # the library has no word for all that can be wrong with a message
        subject = sender = recipient = date = ""
        text = _decoded(content)
    return Caught(name, subject, sender, recipient, date, text if whole else text + CUT)


def _header(message: Message, name: str) -> str:
    """A header in one line of a bounded length; as it came, where its encoding is none."""
    came = next((value for known, value in message.raw_items() if known.lower() == name), "")
    raw = str(came).encode(errors="surrogateescape").decode(errors="replace")[:MOST_OF_A_HEADER]
    try:
        text = str(make_header(decode_header(raw)))
    except (ValueError, LookupError, HeaderParseError):
        text = raw
    return _shown(" ".join(text.split()))


def _text(message: Message) -> str:
    """The first part that is text for people, whatever its sender claims of its encoding: ours is UTF-8."""
    for part in message.walk():
        if part.get_content_type() == "text/plain" and part.get_content_disposition() != "attachment":
            content = part.get_payload(decode=True)
            return _decoded(content) if isinstance(content, bytes) else ""
    return ""


def _decoded(content: bytes) -> str:
    return _shown(content.decode(errors="replace").replace("\r\n", "\n"))


def _shown(text: str) -> str:
    """The text without what no page can carry, and what would change how the rest of it reads."""
    return UNSHOWN.sub("\ufffd", text)
