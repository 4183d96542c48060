"""The desk's built files for the browser. Each file's name has the hash of its content."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

STATIC = Path(__file__).parent / "static"

ADDRESS = "/desk/"

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self'; "
    "font-src 'self' data:; img-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""The page loads from its own host only, and sends to it only. The editor writes its own styles into the page."""

TYPES = {".js": "text/javascript", ".css": "text/css", ".txt": "text/plain"}

ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
"""The compressed forms that the build made, the smaller one first."""

PART = 64 * 1024
"""Bytes of a file that are written at a time, and so buffered for a client that reads slowly."""


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """A script that a page begins with, and its style sheet, as addresses on our own host."""

    script: str
    style: str | None


class _File(Response):
    """A response whose content all that ask for it share: each has one part of it at a time in its connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        content = bytes(self.body)
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        for start in range(0, max(len(content), 1), PART):
            part, more = content[start : start + PART], start + PART < len(content)
            await send({"type": "http.response.body", "body": part, "more_body": more})


@dataclass(frozen=True, slots=True)
class Assets:
    """The files of one build: the entry points of pages, and all files that are served."""

    folder: Path
    entries: Mapping[str, EntryPoint]
    licences: str
    names: frozenset[str]
    _contents: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def found(cls, folder: Path = STATIC) -> Self | None:
        """The build in that folder; None where there is none, or only half of one."""
        try:
            listed = json.loads((folder / "assets.json").read_bytes())
            entries = {
                name: EntryPoint(ADDRESS + entry["script"], ADDRESS + entry["style"] if "style" in entry else None)
                for name, entry in listed["entries"].items()
            }
            names = frozenset(listed["files"])
            licences = ADDRESS + listed["licences"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        forms = (folder / f"{name}{suffix}" for name in names for suffix in ("", ".br", ".gz"))
        return cls(folder, entries, licences, names) if all(form.is_file() for form in forms) else None

    def routes(self) -> list[Route]:
        """GET /desk/{name} for each of the files, compressed as the browser accepts it, cacheable for ever."""

        async def file(request: Request) -> Response:
            name = request.path_params["name"]
            # Only files that the build listed are served, whatever the path is.
            if name not in self.names:
                raise HTTPException(404)
            encoding, suffix = _encoding(request.headers.get("accept-encoding", ""))
            try:
                content = await self._content(f"{name}{suffix}")
            except FileNotFoundError:
                raise HTTPException(404) from None  # it was built again since the service began
            headers = {
                "Cache-Control": "public, max-age=31536000, immutable",
                "Content-Security-Policy": CONTENT_SECURITY_POLICY,
                "Cross-Origin-Resource-Policy": "same-origin",
                "Vary": "Accept-Encoding",
                "X-Content-Type-Options": "nosniff",
                **({"Content-Encoding": encoding} if encoding else {}),
            }
            return _File(content, headers=headers, media_type=TYPES.get(Path(name).suffix))

        return [Route(f"{ADDRESS}{{name}}", file, methods=["GET"])]

    async def _content(self, name: str) -> bytes:
        """The file's content, cached from its first reading on: its name has the hash of its content."""
        content = self._contents.get(name)
        if content is None:
            content = self._contents[name] = await asyncio.to_thread((self.folder / name).read_bytes)
        return content


def _encoding(accepted: str) -> tuple[str | None, str]:
    """The encoding that a browser takes, and the ending of the files that have it (RFC 9110, 12.5.3)."""
    taken = {}
    for part in accepted.lower().split(","):
        name, _, quality = part.partition(";")
        taken[name.strip()] = quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next(((name, suffix) for name, suffix in ENCODINGS if taken.get(name)), (None, ""))
