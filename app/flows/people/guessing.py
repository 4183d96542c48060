"""Passwords that are tried: whose they may be, and how guessing is slowed down (SPEC 8.1).

Failures are tallied by account and by the client's network. An attempt is first looked up, in statements that
concurrent attempts share and that lock nothing. It is counted, under the tallies' locks, once it is its turn and before
any password is looked at: so many attempts at once do not go unseen, and locks are held for as many as have a turn.
"""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from app.domain.history.notices import is_mail_address
from app.domain.people.networks import network_of
from app.domain.people.passwords import (
    FREE_BY_ACCOUNT,
    FREE_BY_ADDRESS,
    LONGEST_WAIT_BY_ACCOUNT,
    LONGEST_WAIT_BY_ADDRESS,
    wait_after,
)
from app.domain.people.people import Person
from app.domain.problems import TooOften
from app.flows.people import passwords
from app.flows.people.passwords import Hashing
from app.store.database import Store
from app.store.people import people, sign_in_failures
from app.store.people.people import Login
from app.store.people.sign_in_failures import NO_FAILURES, FailureTally

NO_WAIT = timedelta(0)


@dataclass(frozen=True, slots=True)
class SignInAccount:
    """A person who may be meant, the hash of the password, and where failures are tallied.

    There is no person, and no hash, where no account has the address. `known` is an account that was signed in to
    from the client's network before, as far back as sessions are kept.
    """

    person: Person | None
    kept: str | None
    subject: bytes
    known: bool


@dataclass(frozen=True, slots=True)
class SignInAttempt:
    """A password that may be tried for these accounts, which have that e-mail address.

    `client` is the client's network and `network` where its failures are tallied; `failures` are those there were
    before, of the known account if there is one, and else of the network.
    """

    email: str
    accounts: tuple[SignInAccount, ...]
    client: str | None
    network: bytes | None
    failures: int

    @property
    def known(self) -> bool:
        return any(account.known for account in self.accounts)


@dataclass(frozen=True, slots=True)
class Counted:
    """The accounts whose passwords are looked at: it counts as failed at each until that turns out to be right.

    `network` is where it was counted for the client, if it was.
    """

    accounts: tuple[SignInAccount, ...]
    network: bytes | None


async def look_up(store: Store, email: str, merchant: str | None, address: str | None) -> SignInAttempt:
    """An attempt from this client's address to sign in with that e-mail address, at that merchant or at any.

    The accounts come the oldest first; nobody for an address that is unknown. Attempts that name a merchant are tallied
    apart from those that name none, so that waiting for the one tells nothing of the other. Without, an account has a
    tally of its own: signing in at another one clears nothing here.

    Raises TooOften while a wait lasts: see `_looked_at`.
    """
    network = network_of(address)
    here = None if network is None else _subject("address", network)
    accounts = await _accounts(store, email.lower(), merchant, network)
    subjects = [account.subject for account in accounts] + ([] if here is None else [here])
    asked = [store.read_together(sign_in_failures.find_all, subject) for subject in subjects]
    tallies = [found or NO_FAILURES for found in await asyncio.gather(*asked)]
    of_accounts, of_network = tallies[: len(accounts)], NO_FAILURES if here is None else tallies[-1]
    _looked_at(accounts, of_accounts, of_network)
    known = [tally.failures for account, tally in zip(accounts, of_accounts, strict=True) if account.known]
    return SignInAttempt(email.lower(), accounts, network, here, min(known) if known else of_network.failures)


@asynccontextmanager
async def turn(
    store: Store, attempt: SignInAttempt, *, signed_in: bool = False
) -> AsyncIterator[tuple[Counted, Hashing]]:
    """A block in which the attempt is counted and passwords can be looked at. Raises TooOften, TooBusy.

    Known accounts have a line of their own, in which somebody who is `signed_in` stands too. An attempt that finds no
    room counts for nothing.
    """
    if attempt.known or signed_in:
        place = passwords.KNOWN.turn(("account", attempt.email), attempt.failures)
    else:
        place = passwords.STRANGERS.turn(("network", attempt.client), attempt.failures)
    async with place as hashing:
        yield await _count(store, attempt), hashing


async def _accounts(store: Store, email: str, merchant: str | None, network: str | None) -> tuple[SignInAccount, ...]:
    plausible = is_mail_address(email) and "\0" not in (merchant or "")
    found = await store.read_together(people.signing_in, Login(email, merchant, network)) if plausible else None
    account = "account", email, merchant
    accounts = []
    for person, kept, known in found or ():
        which = person.id if merchant is None else None
        # A stranger who fails on purpose does not keep out people who have been here before.
        subject = _subject(*account, which, network if known else None)
        # Of somebody disabled no password is right, after the same work and the same waits.
        accounts.append(SignInAccount(person, None if person.disabled else kept, subject, known))
    return tuple(accounts) or (SignInAccount(None, None, _subject(*account, None, None), known=False),)


async def _count(store: Store, attempt: SignInAttempt) -> Counted:
    """The attempt, counted as failed at each account that is looked at and, unless that waits, for the network."""
    async with store.begin() as session:
        # Always the accounts by their age, and then the network: two attempts never wait for each other.
        tallies = [await sign_in_failures.lock(session, each.subject) for each in attempt.accounts]
        here = attempt.network
        of_network = NO_FAILURES if here is None else await sign_in_failures.lock(session, here)
        looked_at = _looked_at(attempt.accounts, tallies, of_network)
        for account, tally in looked_at:
            pause = wait_after(tally.failures + 1, FREE_BY_ACCOUNT, LONGEST_WAIT_BY_ACCOUNT)
            await sign_in_failures.count(session, account.subject, tally.failures + 1, pause)
        if here is None or of_network.wait > NO_WAIT:
            # A known account is looked at beside others who wait; were it counted, forgiving it would end their wait.
            here = None
        else:
            pause = wait_after(of_network.failures + 1, FREE_BY_ADDRESS, LONGEST_WAIT_BY_ADDRESS)
            await sign_in_failures.count(session, here, of_network.failures + 1, pause)
    return Counted(tuple(account for account, _ in looked_at), here)


def _looked_at(
    accounts: Sequence[SignInAccount], tallies: Sequence[FailureTally], of_network: FailureTally
) -> list[tuple[SignInAccount, FailureTally]]:
    """The accounts that are looked at now, with their tallies; a known one whatever others of its network do.

    An account that failed too often, beside others that did not, is passed over. Raises TooOften with the shortest wait
    if all of them wait.
    """
    waits = [
        tally.wait if account.known else max(tally.wait, of_network.wait)
        for account, tally in zip(accounts, tallies, strict=True)
    ]
    if min(waits) > NO_WAIT:
        raise TooOften(min(waits))
    pairs = zip(accounts, tallies, strict=True)
    return [pair for pair, wait in zip(pairs, waits, strict=True) if wait <= NO_WAIT]


def _subject(*name: str | int | None) -> bytes:
    return hashlib.sha256(json.dumps(name).encode()).digest()
