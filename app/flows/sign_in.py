"""Whom a request's credentials stand for: an API key, or the session of a person who signed in (SPEC 8.1).

All of it is read from the database each time, so that revoking anything takes effect at once in every process.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from app.domain.notices import is_mail_address
from app.domain.passwords import (
    FAILURES_COUNT_FOR,
    FREE_BY_ACCOUNT,
    FREE_BY_ADDRESS,
    LONGEST_WAIT_BY_ACCOUNT,
    LONGEST_WAIT_BY_ADDRESS,
    wait_after,
)
from app.domain.people import Actor, Person, SessionKind
from app.domain.problems import TooOften
from app.flows.passwords import matches
from app.flows.set_up import hash_private_key
from app.store import keys, people, sessions, sign_in_failures
from app.store.database import Store

SESSION_PREFIX = "rfs_"
"""What session tokens begin with. No API key, sent as base64, has a `_`."""

TOKEN_BYTES = 32

COOKIE_LENGTH = timedelta(hours=12)
COOKIE_IDLE = timedelta(hours=2)
"""A browser's session ends after a day's work, and sooner if nobody works."""

TOKEN_LENGTH = timedelta(minutes=15)
TOKEN_RENEWED_FOR = timedelta(hours=12)
"""A token is renewed until a day's work is over; then the person signs in again."""

REPLACED_TOKEN_LENGTH = timedelta(minutes=1)
"""How long a token that was renewed still holds, for requests under way and for an answer that was lost."""

SESSIONS_KEPT_FOR = timedelta(days=30)
FAILURES_KEPT_FOR = timedelta(days=1)

_NO_KEY = bytes(32)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that has begun: whose, its token, which is not kept and never shown again, and when it expires."""

    person: Person
    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class _Tallied:
    """Whose failures an attempt counts among, how many are free of a wait, and the longest wait."""

    subject: bytes
    free: int
    longest: timedelta


async def actor_of_key(store: Store, public: str, private: str, address: str | None) -> Actor | None:
    """The actor behind an API key. None for an unknown or revoked key or a wrong private half.

    The comparison takes the same time for all of them.
    """
    if "\0" in public:
        return None
    async with store.session() as session:
        found = await keys.find(session, public)
    kept = _NO_KEY if found is None else found.private_sha256
    right = hmac.compare_digest(kept, hash_private_key(private))
    if found is None or not right:
        return None
    if found.to_be_seen:
        async with store.begin() as session:
            await keys.see(session, public)
    return replace(found.actor, address=address)


async def actor_of_session(store: Store, token: str, kind: SessionKind, address: str | None) -> Actor | None:
    """The person whose session the token opens, with the rights that the person has now; None if it opens none."""
    async with store.session() as session:
        found = await sessions.find(session, _hash(token), kind, COOKIE_IDLE)
    if found is None:
        return None
    if found.to_be_seen:
        async with store.begin() as session:
            await sessions.see(session, found.id)
    return found.person.as_actor(address)


async def sign_in(store: Store, email: str, password: str, kind: SessionKind, address: str | None) -> SignedIn | None:
    """A new session of the person with this address and password; None, after the same work, if there is no such.

    Raises TooOften, without a look at the password, after too many failures of this account or from this address.
    """
    found, tallied = await _count_attempt(store, email, address)
    person, kept = found or (None, None)
    if not await matches(password, kept) or person is None:
        return None
    token = _new_token()
    async with store.begin() as session:
        await people.hold(session, person.id)
        if await people.find_by_email(session, email) != (person, kept):
            return None  # while the hash was computed, the password was changed
        account, *addresses = tallied
        await sign_in_failures.clear(session, account.subject)
        for each in addresses:
            await sign_in_failures.take_back(session, each.subject)
        await sessions.forget(session, SESSIONS_KEPT_FOR)
        await sign_in_failures.forget(session, FAILURES_KEPT_FOR)
        by_cookie = kind is SessionKind.COOKIE
        expires_at = await sessions.begin(
            session,
            person,
            kind,
            _hash(token),
            family=uuid4().hex,
            address=address,
            length=COOKIE_LENGTH if by_cookie else TOKEN_LENGTH,
            ends_at=COOKIE_LENGTH if by_cookie else TOKEN_RENEWED_FOR,
        )
    return SignedIn(person, token, expires_at)


async def renew(store: Store, token: str, address: str | None) -> SignedIn | None:
    """Another token for the session of a token that still holds; the old one holds for a minute longer at most.

    None if the token opens no session that can be renewed.
    """
    async with store.begin() as session:
        found = await sessions.hold(session, _hash(token), SessionKind.BEARER, COOKIE_IDLE)
        if found is None:
            return None
        new = _new_token()
        await sessions.shorten(session, found.id, REPLACED_TOKEN_LENGTH)
        expires_at = await sessions.begin(
            session,
            found.person,
            SessionKind.BEARER,
            _hash(new),
            family=found.family,
            address=address,
            length=TOKEN_LENGTH,
            ends_at=found.ends_at,
        )
    return SignedIn(found.person, new, expires_at)


async def sign_out(store: Store, token: str, kind: SessionKind) -> bool:
    """Ends the session that the token opens, with every token that it was renewed to; False if it opened none."""
    async with store.begin() as session:
        found = await sessions.hold(session, _hash(token), kind, COOKIE_IDLE)
        if found is not None:
            await sessions.revoke(session, found.family)
    return found is not None


async def _count_attempt(
    store: Store, email: str, address: str | None
) -> tuple[tuple[Person, str] | None, list[_Tallied]]:
    """Who has that address, and where the attempt is counted: as failed, until the password turns out to be right.

    Counting first keeps many attempts at once from going unseen. Raises TooOften while a wait lasts.
    """
    async with store.begin() as session:
        plausible = email if is_mail_address(email) else ""
        found = await people.find_by_email(session, plausible)
        # A stranger who fails on purpose keeps nobody out who has been here before.
        known = await sessions.knows_address(session, plausible, address)
        account = f"account {email.lower()} {address if known else ''}"
        tallied = [_Tallied(_subject(account), FREE_BY_ACCOUNT, LONGEST_WAIT_BY_ACCOUNT)]
        if address is not None:
            tallied.append(_Tallied(_subject(f"address {address}"), FREE_BY_ADDRESS, LONGEST_WAIT_BY_ADDRESS))
        tallies = [await sign_in_failures.lock(session, each.subject, FAILURES_COUNT_FOR) for each in tallied]
        wait = max(tally.wait for tally in tallies)
        if wait > timedelta(0):
            raise TooOften(wait)
        for each, tally in zip(tallied, tallies, strict=True):
            failures = tally.failures + 1
            pause = wait_after(failures, each.free, each.longest)
            await sign_in_failures.count(session, each.subject, failures, pause)
    return found, tallied


def _subject(name: str) -> bytes:
    return hashlib.sha256(name.encode(errors="surrogatepass")).digest()


def _new_token() -> str:
    return SESSION_PREFIX + secrets.token_urlsafe(TOKEN_BYTES)


def _hash(token: str) -> bytes:
    """What is kept of a token: as an API key's private half, it can't be guessed."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).digest()
