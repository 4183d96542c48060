"""A real mail server on a port of its own. It stores what it accepts, and answers as a test sets it."""

import asyncio
import re
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HANG_UP = "421 hangs up"
"""The answer to a message for which the server closes the connection without a word."""

USER, PASSWORD = "refundry", "pässword/with:odd@characters"


@dataclass(frozen=True, slots=True)
class Received:
    """One message as it came in: by envelope, by content, and by what kind of connection."""

    sender: str
    recipients: list[str]
    content: bytes
    encrypted: bool
    signed_in: bool

    @property
    def message(self) -> EmailMessage:
        parsed = message_from_bytes(self.content, policy=default)
        assert isinstance(parsed, EmailMessage)
        return parsed

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    @property
    def notices(self) -> list[str]:
        """The text of each notice that the letter has."""
        return re.split(r"(?m)^===== \d+ of \d+ =====$", self.text)[1:] or [self.text]

    def _part(self, kind: str) -> str:
        body = self.message.get_body((kind,))
        assert body is not None
        return str(body.get_content()).replace("\r\n", "\n")


@dataclass
class MailServer:
    """`answers` are given to the next recipients or messages, by step (MAIL, RCPT, DATA), before a yes.

    While `holding` is clear, a message that has come in waits for its answer; `got` is set when one has.
    """

    port: int
    inbox: list[Received] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)
    holding: asyncio.Event = field(default_factory=asyncio.Event)
    got: asyncio.Event = field(default_factory=asyncio.Event)
    connections: int = 0

    async def handle_EHLO(self, server: SMTP, session: Session, envelope: Envelope, name: str, said: list[str]) -> Any:
        self.connections += 1
        session.host_name = name
        return said

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        refusal = self._next("MAIL")
        if refusal is None:
            envelope.mail_from = address
        return refusal or "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        refusal = self._next("RCPT")
        if refusal is None:
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.got.set()
        await self.holding.wait()
        refusal = self._next("DATA")
        if refusal == HANG_UP:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        if refusal is None:
            assert isinstance(envelope.content, bytes)
            assert server.transport is not None
            encrypted = server.transport.get_extra_info("sslcontext") is not None
            self.inbox.append(
                Received(
                    envelope.mail_from or "",
                    list(envelope.rcpt_tos),
                    envelope.content,
                    encrypted,
                    bool(session.authenticated),
                )
            )
        return refusal or "250 Taken"

    def _next(self, step: str) -> str | None:
        waiting = self.answers.get(step)
        return waiting.pop(0) if waiting else None


@asynccontextmanager
async def mail_server(
    server: MailServer | None = None,
    *,
    tls: ssl.SSLContext | None = None,
    starttls: ssl.SSLContext | None = None,
    login: bool = False,
) -> AsyncIterator[MailServer]:
    """A running server; given one that has stopped, it runs again on the same port."""
    listening = socket.create_server(("127.0.0.1", server.port if server else 0))
    running = server or MailServer(listening.getsockname()[1])
    running.holding.set()
    loop = asyncio.get_running_loop()

    def check(_: SMTP, __: Session, ___: Envelope, ____: str, given: object) -> AuthResult:
        assert isinstance(given, LoginPassword)
        right = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=right)

    def connection() -> SMTP:
        return SMTP(
            running,
            hostname="localhost",
            loop=loop,
            tls_context=starttls,
            require_starttls=starttls is not None and login,
            authenticator=check if login else None,
            auth_require_tls=starttls is not None,
        )

    listener = await loop.create_server(connection, sock=listening, ssl=tls)
    try:
        yield running
    finally:
        listener.close()


@dataclass(frozen=True, slots=True)
class Authority:
    """A certificate authority of a test's own."""

    root: trustme.CA
    file: Path

    def context(self, name: str = "127.0.0.1") -> ssl.SSLContext:
        """What a server with a certificate for `name` needs."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.root.issue_cert(name).configure_cert(context)
        return context


def new_authority(folder: Path) -> Authority:
    root = trustme.CA()
    file = folder / "authority.pem"
    root.cert_pem.write_to_path(file)
    return Authority(root, file)
