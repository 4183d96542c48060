"""The sessions of gateway accounts in this process: opened when first used, closed when they may be used no more."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from json import loads
from weakref import WeakValueDictionary

import structlog

from app.domain.gateways.accounts import SealedVersion
from app.domain.gateways.common_settings import LONGEST_TIMEOUT
from app.domain.problems import Refused
from app.gateways.adapters import Adapters, UnknownAdapter
from app.gateways.credentials import Credentials, place_of, read_credentials, secret_texts
from app.gateways.keyring import CannotOpen, KeyRing, Sealed
from app.gateways.pacing import DrawMoments, Lane, Shares
from app.gateways.scrubbing import GuardedSession, Scrubber
from refundry.gateways import Adapter, LooksUp, Session
from refundry.gateways.http import client

log = structlog.get_logger(__name__)

LOOKED_AT_EVERY = 30.0
"""Seconds for which an open session is used without a look at whether its account is still in use."""
MOST_OPEN = 64
"""Sessions that stay open in one process. Beyond that the one that was not used for longest is closed."""

ReadVersion = Callable[[int, int], Awaitable[SealedVersion | None]]
"""Reads one version of a gateway account; None if there is none of these numbers."""


class Why(StrEnum):
    """Why a gateway account can't be used."""

    UNKNOWN = "There is no such version of a gateway account."
    RETIRED = "The gateway account is retired."
    NOT_INSTALLED = "The gateway account's adapter is not installed, or can't be used."
    NO_KEYS = "REFUNDRY_SECRETS_KEYS is not set, and the gateway account's secrets can't be opened without it."
    NOT_OPENED = "No key of REFUNDRY_SECRETS_KEYS opens the gateway account's secrets."
    NOT_ACCEPTED = "The gateway account's adapter does not take its settings or secrets any more."


class AccountNotUsable(Exception):
    """Nothing can be sent by this version of a gateway account at this time; nothing was. `name` is the account's."""

    def __init__(self, why: Why, name: str = "") -> None:
        super().__init__(why.value)
        self.why = why
        self.name = name

    @property
    def in_words(self) -> str:
        """For the people whose refunds wait for it."""
        return f"{self.why.value} ({self.name})" if self.name else self.why.value


@dataclass(frozen=True, slots=True)
class Terms:
    """How an account's calls are made: the account's own settings, and the adapter's where it has none.

    `absence_after` None means that the gateway's "not found" never is proof. `rate` counts the calls that begin in a
    second; None for any number. `key_life` is how long the gateway remembers a wire key; None for ever.
    """

    timeout: timedelta
    absence_after: timedelta | None
    concurrency: int
    rate: Decimal | None
    looks_up: LooksUp
    key_life: timedelta | None


@dataclass(slots=True)
class OpenSession:
    """An open session of one version of the account called `name`, and how its calls are made: each has a slot of its
    account's `lane`, which all versions share.

    `refused_on` is the day for which it was noted that the gateway refuses the credentials.
    """

    account: int
    version: int
    name: str
    session: GuardedSession
    terms: Terms
    lane: Lane
    looked_at: float
    refused_on: date | None = None


class Sessions:
    """The sessions by account and version, whose calls share one lane for each account. `ring` None opens none; `read`
    reads the version that is in force for what began with a version: the same, or a newer one of the same account at
    the gateway.

    A change of an account makes a new version, and so a session of its own. Retiring and rotation are noticed
    LOOKED_AT_EVERY at the latest.
    """

    def __init__(
        self,
        adapters: Adapters,
        ring: KeyRing | None,
        read: ReadVersion,
        draw: DrawMoments | None = None,
        *,
        most_open: int = MOST_OPEN,
    ) -> None:
        self.adapters = adapters
        self.ring = ring
        self._read = read
        self.shares = Shares()
        self._draw = draw or _at_once
        self._most_open = most_open
        self._open: OrderedDict[tuple[int, int], OpenSession] = OrderedDict()
        self._lanes: WeakValueDictionary[int, Lane] = WeakValueDictionary()
        self._looking = asyncio.Lock()
        self._closed = False

    async def session_of(self, account_id: int, version: int) -> Session:
        """The open session of that version of the account, to be used at once. Raises AccountNotUsable, Unavailable."""
        return (await self.opened(account_id, version)).session

    async def terms_of(self, account_id: int, version: int) -> Terms:
        """How calls of that version are made. Raises AccountNotUsable, Unavailable."""
        return (await self.opened(account_id, version)).terms

    def timeout_of(self, account_id: int, version: int) -> timedelta:
        """How long a call of that version may take; the longest that there is while its session is not open."""
        found = self._open.get((account_id, version))
        return LONGEST_TIMEOUT if found is None else found.terms.timeout

    async def close(self) -> None:
        """Closes every session, and opens none any more."""
        self._closed = True
        while self._open:
            _, opened = self._open.popitem()
            await opened.session.stop()

    async def opened(self, account_id: int, version: int) -> OpenSession:
        """The open session of that version of the account, to be used at once. Raises AccountNotUsable, Unavailable."""
        key, now = (account_id, version), asyncio.get_running_loop().time()
        found = self._open.get(key)
        if found is None or now - found.looked_at >= LOOKED_AT_EVERY:
            async with self._looking:
                found = await self._looked_at(key)
        if key in self._open:
            self._open.move_to_end(key)
        return found

    async def _looked_at(self, key: tuple[int, int]) -> OpenSession:
        """The session after a look at its account: opened if it was not, dropped if it may not be used."""
        found, now = self._open.get(key), asyncio.get_running_loop().time()
        if found is not None and now - found.looked_at < LOOKED_AT_EVERY:
            return found
        kept = await self._read(*key)
        if kept is None or kept.retired or self._closed:
            await self._drop(key)
            raise AccountNotUsable(Why.UNKNOWN) if kept is None else AccountNotUsable(Why.RETIRED, kept.name)
        if found is not None and found.version != kept.version:
            # The credentials were rotated.
            await self._drop(key)
            found = None
        if found is None:
            try:
                found = self._connect(kept, now)
            except AccountNotUsable as error:
                raise AccountNotUsable(error.why, kept.name) from None
            self._open[key] = found
            await self._close_the_oldest(but=key)
        found.looked_at = now
        return found

    def _connect(self, kept: SealedVersion, now: float) -> OpenSession:
        try:
            adapter = self.adapters.named(kept.adapter)
        except UnknownAdapter as error:
            log.warning("gateway.not_installed", adapter=kept.adapter, error=error.error)
            raise AccountNotUsable(Why.NOT_INSTALLED) from None
        credentials = opened_credentials(adapter, self.ring, kept)
        terms = _terms_of(adapter, credentials)
        http = client(terms.timeout, terms.concurrency, _base_of(credentials))
        lane = self._lane(kept, terms)
        http.event_hooks = {"request": [lane.before_request]}
        scrubber = Scrubber(secret_texts(credentials.secrets))
        try:
            session = adapter.connect(credentials.config, credentials.secrets, http, _wall_clock)
        except Exception as error:
            # Its message may repeat a secret.
            log.error("gateway.not_connected", adapter=kept.adapter, error=type(error).__name__)  # noqa: TRY400
            raise AccountNotUsable(Why.NOT_ACCEPTED) from None
        guarded = GuardedSession(session, http, scrubber)
        # Noted as of no day: the next good answer takes the note away, and the next refusal is noted anew.
        refused_on = date.min if kept.credentials_refused else None
        return OpenSession(kept.account_id, kept.version, kept.name, guarded, terms, lane, now, refused_on)

    def _lane(self, kept: SealedVersion, terms: Terms) -> Lane:
        """The one lane of the account: a version more is not a gateway more."""
        lane = self._lanes.get(kept.account_id)
        if lane is None:
            lane = Lane(kept.account_id, terms.concurrency, terms.rate, self._draw)
            self._lanes[kept.account_id] = lane
        lane.go_by(kept.version, terms.concurrency, terms.rate)
        return lane

    async def _close_the_oldest(self, *, but: tuple[int, int]) -> None:
        idle = [key for key, opened in self._open.items() if key != but and not opened.session.busy]
        for key in idle[: max(0, len(self._open) - self._most_open)]:
            await self._drop(key)

    async def _drop(self, key: tuple[int, int]) -> None:
        opened = self._open.pop(key, None)
        if opened is not None:
            await opened.session.stop()


def opened_credentials(adapter: Adapter, ring: KeyRing | None, kept: SealedVersion) -> Credentials:
    """The credentials of a version, with its secrets opened. Raises AccountNotUsable."""
    return _read(adapter, kept, opened_secrets(ring, kept))


def opened_secrets(ring: KeyRing | None, kept: SealedVersion) -> dict[str, str | list[str]]:
    """The secrets of a version by their names. Raises AccountNotUsable."""
    if ring is None:
        raise AccountNotUsable(Why.NO_KEYS)
    place = place_of(kept.account_id, kept.merchant_id, kept.adapter, kept.version, kept.settings)
    try:
        found: dict[str, str | list[str]] = loads(ring.open(Sealed(kept.key_id, kept.sealed), place))
    except CannotOpen:
        raise AccountNotUsable(Why.NOT_OPENED) from None
    return found


def _read(adapter: Adapter, kept: SealedVersion, secrets: dict[str, str | list[str]]) -> Credentials:
    try:
        return read_credentials(adapter, kept.settings, secrets)
    except Refused:
        raise AccountNotUsable(Why.NOT_ACCEPTED) from None


def _terms_of(adapter: Adapter, credentials: Credentials) -> Terms:
    common, able = credentials.common, adapter.capabilities
    timeout = common.timeout if common.timeout is not None else able.timeout
    absence_after = common.absence_after if common.absence_after is not None else able.absence_after
    return Terms(
        timeout=timeout,
        # A call that may still be under way has not been refused by being "not found".
        absence_after=None if absence_after is None else max(absence_after, timeout),
        concurrency=common.concurrency,
        rate=common.rate,
        looks_up=able.looks_up,
        key_life=able.key_life,
    )


def _base_of(credentials: Credentials) -> str:
    """The address that relative paths of requests begin with: the account's, or the adapter's usual one."""
    usual = getattr(credentials.config, "api_base", None)
    return credentials.common.api_base or (usual if isinstance(usual, str) else "")


async def _at_once(account: int, spacing: timedelta, count: int) -> timedelta:
    """Where no other process makes calls: the moments are this process's own."""
    return timedelta(0)


def _wall_clock() -> datetime:
    return datetime.now(UTC)
