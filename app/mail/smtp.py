"""Sends messages to a mail server, and says which of four results it had."""

import asyncio
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from types import TracebackType
from typing import Self

import aiosmtplib

from app.mail.server import Server, StartTls

PATIENCE = 20.0
"""Seconds for connecting to the server, and the same again for sending one message."""

TEMPORARY = range(400, 500)


@dataclass(frozen=True, slots=True)
class Taken:
    """The server accepted the message, and is responsible for it now."""


@dataclass(frozen=True, slots=True)
class Away:
    """The server can't be used for any message now: it can't be reached, or it refuses the connection or the sender."""

    error: str


@dataclass(frozen=True, slots=True)
class Busy:
    """The server asks to send this message later, or hung up over it."""

    error: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """The server refuses this message for good."""

    error: str


Handing = Taken | Away | Busy | Refusal


class Postman:
    """A connection to a mail server, for an `async with` block. It connects when the first message is sent."""

    def __init__(self, server: Server, authorities: Path | None = None) -> None:
        """`authorities` is a file of certificates (PEM) to trust instead of the system's."""
        self._server = server
        self._authorities = authorities
        self._connection: aiosmtplib.SMTP | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is None:
            return
        if kind is None:
            await self._hang_up(self._connection)
        else:
            self._connection.close()

    async def call_on(self) -> Taken | Away:
        """Whether the server takes us: Taken, although nothing is sent, or Away."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._connected()
        except (aiosmtplib.SMTPException, OSError) as error:
            return Away(_in_words(error))
        return Taken()

    async def hand_in(self, message: EmailMessage) -> Handing:
        """Sends the message to its one recipient. Errors of server and network are results, never exceptions."""
        try:
            async with asyncio.timeout(PATIENCE):
                connection = await self._connected()
        except (aiosmtplib.SMTPException, OSError) as error:
            return Away(_in_words(error))
        try:
            async with asyncio.timeout(PATIENCE):
                await connection.send_message(message)
        except aiosmtplib.SMTPRecipientsRefused as error:
            return _answered(error.recipients[0], Refusal(_in_words(error.recipients[0])))
        except aiosmtplib.SMTPSenderRefused as error:
            # Our own address is refused, so every other message would be refused too.
            return Away(_in_words(error))
        except aiosmtplib.SMTPResponseException as error:
            return _answered(error, Refusal(_in_words(error)))
        except TimeoutError as error:
            # It says nothing, and would say nothing to the others either.
            connection.close()
            return Away(_in_words(error))
        except (aiosmtplib.SMTPException, OSError) as error:
            # It hung up, perhaps at this message alone. The next one goes by another connection, if there is one.
            connection.close()
            return Busy(_in_words(error))
        return Taken()

    async def _connected(self) -> aiosmtplib.SMTP:
        if self._connection is not None and self._connection.is_connected:
            return self._connection
        server = self._server
        self._connection = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.tls,
            start_tls=_START_TLS[server.starttls] if not server.tls else False,
            tls_context=self._tls(),
            username=server.user,
            password=server.password,
            timeout=PATIENCE,
        )
        await self._connection.connect()
        return self._connection

    def _tls(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=self._authorities)
        if not self._server.tls and self._server.starttls is StartTls.OPTIONAL:
            # Clear text would be allowed here, so encryption with an unknown server is better than none.
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    async def _hang_up(self, connection: aiosmtplib.SMTP) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await connection.quit()
        except (aiosmtplib.SMTPException, OSError):
            connection.close()


_START_TLS = {StartTls.REQUIRED: True, StartTls.OPTIONAL: None, StartTls.NEVER: False}


def _answered(error: aiosmtplib.SMTPResponseException, refusal: Refusal) -> Handing:
    """The result for a status: 421 and no status at all are Away, other 4xx are Busy, 5xx is the `refusal`."""
    if error.code == aiosmtplib.SMTPStatus.domain_unavailable or error.code < TEMPORARY.start:
        return Away(refusal.error)
    return Busy(refusal.error) if error.code in TEMPORARY else refusal


def _in_words(error: Exception) -> str:
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return f"{error.code} {error.message}"
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
