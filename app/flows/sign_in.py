"""Whom a request's credentials stand for: an API key, or the session of a person who signed in (SPEC 8.1).

All of it is read from the database each time, so that revoking anything takes effect at once in every process.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from app.domain.notices import is_mail_address
from app.domain.passwords import (
    FAILURES_COUNT_FOR,
    FREE_BY_ACCOUNT,
    FREE_BY_ADDRESS,
    LEAST_LOOKED_AT,
    LONGEST_WAIT_BY_ACCOUNT,
    LONGEST_WAIT_BY_ADDRESS,
    MOST_LOOKED_AT,
    check_password,
    wait_after,
)
from app.domain.people import Actor, ActorKind, Person, SessionKind
from app.domain.problems import Condition, NotAllowed, Path, Problem, Refused, TooOften, WhichMerchant
from app.flows.passwords import hash_password, matches
from app.flows.service import now
from app.flows.set_up import hash_private_key
from app.store import changes, keys, merchants, people, sessions, sign_in_failures
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

CURRENT_PASSWORD: Path = ("input", "currentPassword")
NEW_PASSWORD: Path = ("input", "newPassword")

_NO_KEY = bytes(32)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that has begun: whose, its token, which is not kept and never shown again, and when it expires."""

    person: Person
    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class _Account:
    """Whoever may be meant, what is kept of the password, and where failures are tallied.

    There is nobody, and nothing kept, where no account has the address.
    """

    person: Person | None
    kept: str | None
    subject: bytes


async def actor_of_key(store: Store, public: str, private: str, address: str | None) -> Actor | None:
    """The actor behind an API key. None for an unknown or revoked key or a wrong private half.

    The comparison takes the same time for all of them.
    """
    if "\0" in public:
        return None
    found = await store.read_together(keys.find_all, public)
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
    return replace(found.person.as_actor(address), session=found.family)


async def sign_in(
    store: Store, email: str, password: str, kind: SessionKind, address: str | None, merchant: str | None = None
) -> SignedIn | None:
    """A new session of the person with this address and password, at `merchant` (its public id) if that is given.

    None, after the same work, if there is no such. Raises WhichMerchant where the person is meant that several
    merchants have; TooOften, without a look at any password, after too many failures of all these accounts or from
    this client's address. An account that failed too often, beside others that did not, is passed over: told apart, it
    would tell whoever has one of the accounts that there are others (SPEC 8.4).
    """
    accounts = await _count_attempt(store, await _accounts(store, email, merchant, address), address)
    right = [account for account in accounts if await matches(password, account.kept)]
    for _ in range(len(accounts), LEAST_LOOKED_AT):
        await matches(password, None)
    people_meant = [account.person for account in right if account.person is not None]
    if not people_meant:
        return None
    subjects = [account.subject for account in right]
    if len(people_meant) > 1:
        async with store.begin() as session:
            await sign_in_failures.forgive(session, subjects, _subject_of(address))
        raise WhichMerchant(*(person.merchant for person in people_meant))
    (account,), (person,) = right, people_meant
    token = _new_token()
    async with store.begin() as session:
        await people.hold(session, person.id)
        if await people.password_of(session, person.id) != account.kept:
            return None  # while the hash was computed, the password was changed
        await sign_in_failures.forgive(session, subjects, _subject_of(address))
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


async def change_password(store: Store, actor: Actor, current: str, new: str) -> Person:
    """The person who asks, with a new password; every other sign-in of that person's is over.

    Whoever found a browser open can't guess at the present password faster than at the door. Raises NotAllowed for
    keys, Refused (PASSWORD_INVALID, PASSWORD_WRONG), TooOften.
    """
    if actor.kind is not ActorKind.USER or actor.email is None:
        raise NotAllowed(person=True)
    check_password(new, actor.email, NEW_PASSWORD)
    accounts = await _accounts(store, actor.email, actor.merchant, actor.address)
    (account,) = await _count_attempt(store, accounts, actor.address)
    person = account.person
    if not await matches(current, account.kept) or person is None:
        raise Refused(Problem(Condition.PASSWORD_WRONG, CURRENT_PASSWORD))
    password_hash = await hash_password(new)
    async with store.begin() as session:
        await people.hold(session, person.id)
        if await people.password_of(session, person.id) != account.kept:
            raise Refused(Problem(Condition.PASSWORD_WRONG, CURRENT_PASSWORD))  # changed meanwhile
        await sign_in_failures.forgive(session, [account.subject], _subject_of(actor.address))
        await people.set_password(session, person.id, password_hash)
        await sessions.revoke_others(session, person.id, actor.session)
        merchant = await merchants.get(session, actor.merchant_id)
        await changes.add(session, actor, now(merchant), "Password changed", person.email)
    return person


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


async def _accounts(store: Store, email: str, merchant: str | None, address: str | None) -> list[_Account]:
    """Whoever has that address, at that merchant or at any, the oldest first; nobody for an address that is unknown.

    Attempts that name a merchant are tallied apart from those that name none, so that waiting for the one tells nothing
    of the other. Without, an account has a tally of its own: whoever signs in at another one clears nothing here.
    """
    plausible = is_mail_address(email) and "\0" not in (merchant or "")
    async with store.session() as session:
        found = await people.with_email(session, email, merchant, MOST_LOOKED_AT) if plausible else []
        # A stranger who fails on purpose keeps nobody out who has been here before.
        known = await sessions.known_at(session, address, [person.id for person, _ in found])
    account = "account", email.lower(), merchant
    accounts = []
    for person, kept in found:
        which = person.id if merchant is None else None
        subject = _subject(*account, which, address if person.id in known else None)
        # Of somebody disabled no password is right, after the same work and the same waits.
        accounts.append(_Account(person, None if person.disabled else kept, subject))
    return accounts or [_Account(None, None, _subject(*account, None, None))]


async def _count_attempt(store: Store, accounts: Sequence[_Account], address: str | None) -> list[_Account]:
    """Those that are looked at; the attempt counts as failed at each, until its password turns out to be right.

    Counting first keeps many attempts at once from going unseen. Raises TooOften while a wait lasts: that of the
    client's address, or the shortest of the accounts'.
    """
    here = _subject_of(address)
    async with store.begin() as session:
        # Always the accounts by their age, and then the address: nobody waits for somebody who waits in turn.
        tallies = [await sign_in_failures.lock(session, each.subject, FAILURES_COUNT_FOR) for each in accounts]
        wait = min(tally.wait for tally in tallies)
        if here is not None:
            tally = await sign_in_failures.lock(session, here, FAILURES_COUNT_FOR)
            wait = max(wait, tally.wait)
            pause = wait_after(tally.failures + 1, FREE_BY_ADDRESS, LONGEST_WAIT_BY_ADDRESS)
            await sign_in_failures.count(session, here, tally.failures + 1, pause)
        if wait > timedelta(0):
            raise TooOften(wait)
        looked_at = []
        for account, tally in zip(accounts, tallies, strict=True):
            if not tally.wait:
                pause = wait_after(tally.failures + 1, FREE_BY_ACCOUNT, LONGEST_WAIT_BY_ACCOUNT)
                await sign_in_failures.count(session, account.subject, tally.failures + 1, pause)
                looked_at.append(account)
    return looked_at


def _subject_of(address: str | None) -> bytes | None:
    """Where what comes from a client's address is tallied."""
    return None if address is None else _subject("address", address)


def _subject(*name: str | int | None) -> bytes:
    return hashlib.sha256(json.dumps(name).encode()).digest()


def _new_token() -> str:
    return SESSION_PREFIX + secrets.token_urlsafe(TOKEN_BYTES)


def _hash(token: str) -> bytes:
    """What is kept of a token: as an API key's private half, it can't be guessed."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).digest()
