"""The mail server's address, as the operator configures it."""

from dataclasses import dataclass, field
from email.headerregistry import Address
from enum import StrEnum
from urllib.parse import parse_qsl, unquote, urlsplit

from app.domain.history.notices import is_mail_address

DEFAULT_PORTS = {"smtp": 587, "smtps": 465}
EXPECTED = "Should be an address like smtp://user:password@host:587 or smtps://host:465"


class StartTls(StrEnum):
    """Whether a connection that starts in clear text has to be encrypted by STARTTLS."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server. With `tls` the connection is encrypted from its first byte; `starttls` counts only without it."""

    host: str
    port: int
    tls: bool
    starttls: StartTls
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def read_server(url: str) -> Server:
    """The server of an address such as `smtp://user:password@host:587?starttls=required` or `smtps://host:465`.

    `starttls` is `required`, `optional` or `never`. The default is `required` with a user, `optional` without one.
    Raises ValueError for a wrong address; its message repeats no part of the address, which may have a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(EXPECTED) from None
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname or parts.path.strip("/") or parts.fragment:
        raise ValueError(EXPECTED)
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    wish = given.pop("starttls", None)
    if given or (wish is not None and (parts.scheme == "smtps" or wish not in set(StartTls))):
        raise ValueError("Takes only starttls=required, optional or never after the ?, and that only with smtp://")
    user = unquote(parts.username) if parts.username else None
    if (user is None) != (parts.password is None):
        raise ValueError("Should have both a user and a password, or neither")
    usual = StartTls.OPTIONAL if user is None else StartTls.REQUIRED
    return Server(
        host=parts.hostname,
        port=port if port is not None else DEFAULT_PORTS[parts.scheme],
        tls=parts.scheme == "smtps",
        starttls=usual if wish is None else StartTls(wish),
        user=user,
        password=None if parts.password is None else unquote(parts.password),
    )


def read_sender(text: str) -> Address:
    """The sender behind `name@domain` or `Some Name <name@domain>`. Raises ValueError."""
    name, bracket, rest = text.strip().partition("<")
    address = rest.removesuffix(">") if bracket else name
    if not is_mail_address(address) or (bracket and not rest.endswith(">")) or not name.strip().isprintable():
        raise ValueError("Should be an address like refunds@example.com or Refunds <refunds@example.com>")
    return Address(display_name=name.strip().strip('"') if bracket else "", addr_spec=address)
