"""Authenticates a request by its Authorization header or its cookie, before anything else is read (BRAINTREE.md 1)."""

import binascii
from base64 import b64decode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from starlette.requests import Request

from app.domain.people.people import Actor, SessionKind
from app.web.http.session_cookie import SessionCookie
from app.web.http.statuses import HttpRefusal

Authenticate = Callable[[str, str, str | None], Awaitable[Actor | None]]
"""Takes a public key, a private key and the client's address; returns their actor, or None for a wrong key.

Raises TooMuch for an address that failed too often, and Unavailable.
"""

AuthenticateSession = Callable[[str, SessionKind, str | None], Awaitable[Actor | None]]
"""Takes a session's token, what carried it and the client's address; returns its actor, or None. Raises Unavailable."""

LONGEST = 1_024
"""Characters of an Authorization header at most. One with two keys has far fewer."""

SIGNED_IN_AS = "x-signed-in-as"
"""Header with the actor that a page shows. A browser has one cookie for all pages, and another person may have signed
in.
"""

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="graphql"'}
"""Names Bearer and not Basic, which is accepted too: for Basic, browsers open a password dialog."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """The two halves of an API key, as sent."""

    public: str
    private: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sessions:
    """Authenticates the sessions of people: by token, and by the cookie with one."""

    authenticate: AuthenticateSession
    cookie: SessionCookie


async def identify(request: Request, authenticate: Authenticate, sessions: Sessions | None = None) -> Actor:
    """The actor of `request`, by its Authorization header or else by a session's cookie.

    Raises HttpRefusal: AUTHENTICATION if there is none, AUTHORIZATION for a page of another origin that uses the
    cookie.
    """
    headers = [header for header in request.headers.getlist("authorization") if header.strip()]
    if headers:
        actor = await _by_header(headers, address_of(request), authenticate, sessions)
        if actor is None:
            raise _invalid("Check the public and the private key, and whether it was revoked; or sign in again.")
        return actor
    token = sessions.cookie.read(request) if sessions else None
    if sessions is None or token is None:
        raise HttpRefusal(
            "UNAUTHENTICATED",
            "Authentication credentials are missing. Send `Authorization: Basic base64(publicKey:privateKey)`.",
            CHALLENGE,
        )
    sessions.cookie.check_origin(request)
    actor = await sessions.authenticate(token, SessionKind.COOKIE, address_of(request))
    if actor is None:
        raise _invalid("The session is over: sign in again.")
    if request.headers.get(SIGNED_IN_AS, actor.id) != actor.id:
        raise _invalid("Somebody else has signed in in this browser since: load the page again.")
    return actor


async def signed_in(sessions: Sessions, request: Request) -> Actor | None:
    """The actor of the session in the request's cookie, for a page to show; None without one. Raises Unavailable."""
    token = sessions.cookie.read(request)
    return await sessions.authenticate(token, SessionKind.COOKIE, address_of(request)) if token else None


def address_of(request: Request) -> str | None:
    """The client's IP address, or None if the server does not know it."""
    return request.client.host if request.client else None


async def _by_header(
    headers: list[str], address: str | None, authenticate: Authenticate, sessions: Sessions | None
) -> Actor | None:
    if len(headers) > 1:
        return None
    credentials = read_credentials(headers[0])
    if credentials is not None:
        return await authenticate(credentials.public, credentials.private, address)
    token = read_token(headers[0])
    if token is None or sessions is None:
        return None
    return await sessions.authenticate(token, SessionKind.BEARER, address)


def _invalid(advice: str) -> HttpRefusal:
    return HttpRefusal("UNAUTHENTICATED", f"Authentication credentials are invalid. {advice}", CHALLENGE)


def read_token(header: str) -> str | None:
    """The token of `Bearer TOKEN`, or None if the header has another form."""
    scheme, _, token = header.strip().partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" and len(header) <= LONGEST else None


def read_credentials(header: str) -> Credentials | None:
    """The keys of `Basic base64(public:private)`, or of Bearer with the same; None if the header has another form."""
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
