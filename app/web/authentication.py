"""Who sends a request: reads the Authorization header, before anything else of the request (BRAINTREE.md 1)."""

import binascii
from base64 import b64decode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from starlette.requests import Request

from app.domain.people import Actor
from app.web.statuses import Refusal

Authenticate = Callable[[str, str, str | None], Awaitable[Actor | None]]
"""Of a public key, a private key and the client's address: whose they are, or None if they are nobody's.

It may raise TooMuch for an address that failed too often, and Unavailable.
"""

LONGEST = 1_024
"""Characters of an Authorization header; two keys take far fewer."""

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="graphql"'}
"""Not Basic, though it is understood too: a browser would ask for a password in a window of its own."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """The two halves of an API key, as they were sent."""

    public: str
    private: str = field(repr=False)


async def identify(request: Request, authenticate: Authenticate) -> Actor:
    """Whoever sends `request`. Raises Refusal (AUTHENTICATION) if that stays unknown."""
    headers = request.headers.getlist("authorization")
    if not headers or not headers[0].strip():
        raise Refusal(
            "UNAUTHENTICATED",
            "Authentication credentials are missing. Send `Authorization: Basic base64(publicKey:privateKey)`.",
            CHALLENGE,
        )
    credentials = read_credentials(headers[0]) if len(headers) == 1 else None
    address = request.client.host if request.client else None
    actor = await authenticate(credentials.public, credentials.private, address) if credentials else None
    if actor is None:
        raise Refusal(
            "UNAUTHENTICATED",
            "Authentication credentials are invalid. Check the public and the private key, and whether it was revoked.",
            CHALLENGE,
        )
    return actor


def read_credentials(header: str) -> Credentials | None:
    """What `Basic base64(public:private)`, or Bearer with the same, says; None if it is neither."""
    scheme, _, token = header.strip().partition(" ")
    token = token.strip()
    if scheme.lower() not in ("basic", "bearer") or len(header) > LONGEST:
        return None
    try:
        padded = token + "=" * (-len(token) % 4)
        text = b64decode(padded.encode("ascii"), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    public, colon, private = text.partition(":")
    if not (public and colon and private) or not text.isprintable():
        return None
    return Credentials(public, private)
