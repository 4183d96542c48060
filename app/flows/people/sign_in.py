"""Whom a request's credentials stand for: an API key, or the session of a person who signed in (SPEC 8.1).

It is read from the database, and holds for a second at most (see `leases`): whoever takes something away is answered
when no process accepts it any more.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import monotonic
from uuid import uuid4

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.people.passwords import LEAST_LOOKED_AT, check_password
from app.domain.people.people import Actor, ActorKind, Person, SessionKind
from app.domain.problems import Condition, NotAllowed, Path, Problem, Refused, WhichMerchant
from app.flows.people import guessing, leases
from app.flows.people.guessing import Counted, SignInAccount
from app.flows.people.leases import Leases
from app.flows.people.set_up import hash_private_key
from app.flows.service import now
from app.store.database import Store
from app.store.history import changes
from app.store.people import keys, merchants, people, sessions, sign_in_failures

SESSION_PREFIX = "rfs_"
"""What session tokens begin with. No API key, sent as base64, has a `_`."""

TOKEN_BYTES = 32

COOKIE_LENGTH = timedelta(hours=12)
COOKIE_IDLE = timedelta(hours=2)
"""A browser's session ends after a day's work, and sooner without work."""

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


async def actor_of_key(
    store: Store, public: str, private: str, address: str | None, known: Leases | None = None
) -> Actor | None:
    """The actor behind an API key, from what is `known` or from the database.

    None for an unknown or revoked key or a wrong private half: the comparison takes the same time for all of them.
    """
    if "\0" in public:
        return None
    given = hash_private_key(private)
    if known is not None and (actor := known.actor(("key", public, given))) is not None:
        return _at(actor, address)
    asked_at = monotonic()
    found = await store.read_together(keys.find_all, public)
    right = hmac.compare_digest(_NO_KEY if found is None else found.private_sha256, given)
    if found is None or not right:
        return None
    if found.to_be_seen:
        async with store.begin() as session:
            await keys.see(session, public)
    actor = replace(found.actor, address=address)
    if known is not None:
        known.keep(("key", public, given), actor, asked_at)
    return actor


async def actor_of_session(
    store: Store, token: str, kind: SessionKind, address: str | None, known: Leases | None = None
) -> Actor | None:
    """The person whose session the token opens, with the rights that the person has now; None if it opens none."""
    given = _hash(token)
    if known is not None and (actor := known.actor((kind, given))) is not None:
        return _at(actor, address)
    asked_at = monotonic()
    found = await store.find_together(sessions.find_all, (given, kind, COOKIE_IDLE))
    if found is None:
        return None
    if found.to_be_seen:
        async with store.begin() as session:
            await sessions.see(session, found.id)
    actor = replace(found.person.as_actor(address), session=found.family)
    if known is not None:
        known.keep((kind, given), actor, asked_at, found.left.total_seconds())
    return actor


def _at(actor: Actor, address: str | None) -> Actor:
    return actor if actor.address == address else replace(actor, address=address)


async def sign_in(
    store: Store, email: str, password: str, kind: SessionKind, address: str | None, merchant: str | None = None
) -> SignedIn | None:
    """A new session of the person with this address and password, at `merchant` (its public id) if that is given.

    None, after the same work, if there is no such. Raises WhichMerchant where the person is meant that several
    merchants have; without a look at any password, TooOften after too many failures of all these accounts or from this
    client's network, and TooBusy while too many others are before this one. An account that failed too often, beside
    others that did not, is passed over: told apart, it would tell the owner of one of the accounts that there are
    others (SPEC 8.4).
    """
    attempt = await guessing.look_up(store, email, merchant, address)
    async with guessing.turn(store, attempt) as (counted, hashing):
        right = [account for account in counted.accounts if await hashing.matches(password, account.kept)]
        for _ in range(len(counted.accounts), LEAST_LOOKED_AT):
            await hashing.matches(password, None)
        people_meant = [account.person for account in right if account.person is not None]
        if not people_meant:
            return None
        if len(people_meant) > 1:
            async with store.begin() as session:
                await sign_in_failures.forgive(session, [account.subject for account in right], counted.network)
            raise WhichMerchant(*(person.merchant for person in people_meant))
        (account,), (person,) = right, people_meant
        return await _begin(store, person, account, counted, kind, address)


async def _begin(
    store: Store, person: Person, account: SignInAccount, counted: Counted, kind: SessionKind, address: str | None
) -> SignedIn | None:
    """A new session of the person, whose password is right; None if it was changed, or the person disabled, since."""
    token = _new_token()
    async with store.begin() as session:
        await people.hold(session, person.id)
        if await people.password_of(session, person.id) != account.kept:
            return None
        await sign_in_failures.forgive(session, [account.subject], counted.network)
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
    """The person who asks, with a new password; every other sign-in of that person's is over, in every process.

    A person who found a browser open can't guess at the present password faster than at the door. Raises NotAllowed for
    keys, Refused (PASSWORD_INVALID, PASSWORD_WRONG), TooOften, TooBusy.
    """
    if actor.kind is not ActorKind.USER or actor.email is None:
        raise NotAllowed(person=True)
    check_password(new, actor.email, NEW_PASSWORD)
    attempt = await guessing.look_up(store, actor.email, actor.merchant, actor.address)
    async with guessing.turn(store, attempt, signed_in=True) as (counted, hashing):
        (account,) = counted.accounts
        person = account.person
        if not await hashing.matches(current, account.kept) or person is None:
            raise Refused(Problem(Condition.PASSWORD_WRONG, CURRENT_PASSWORD))
        password_hash = await hashing.hash(new)
        async with store.begin() as session:
            await people.hold(session, person.id)
            if await people.password_of(session, person.id) != account.kept:
                raise Refused(Problem(Condition.PASSWORD_WRONG, CURRENT_PASSWORD))  # changed meanwhile
            await sign_in_failures.forgive(session, [account.subject], counted.network)
            await people.set_password(session, person.id, password_hash)
            await sessions.revoke_others(session, person.id, actor.session)
            merchant = await merchants.get(session, actor.merchant_id)
            await changes.add(session, actor, now(merchant), Entry(ChangeKind.PASSWORD_CHANGED), person.email)
    await leases.over()
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
    if found is not None:
        await leases.over()
    return found is not None


def _new_token() -> str:
    return SESSION_PREFIX + secrets.token_urlsafe(TOKEN_BYTES)


def _hash(token: str) -> bytes:
    """The hash of a token: as an API key's private half, it can't be guessed."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).digest()
