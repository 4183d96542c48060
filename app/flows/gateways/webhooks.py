"""Take in what gateways tell by webhook: verified, stored once and committed. It is acted on afterwards (SPEC 14.7).

Whoever knows no account's address costs one look into an index; whoever knows one and can't sign costs no row.
"""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from app.domain.gateways.accounts import SealedVersion
from app.domain.gateways.webhooks import IN_FORCE_AFTER, NoSuchWebhook, WebhookRefused
from app.domain.problems import Refused, Unavailable
from app.flows.gateways.event_facts import facts_of
from app.flows.service import Service, wall_clock
from app.gateways.adapters import UnknownAdapter
from app.gateways.credentials import Credentials, is_list, read_credentials
from app.gateways.sessions import AccountNotUsable, opened_secrets
from app.store.database import Contended
from app.store.gateways import accounts, events
from app.telemetry import metrics
from refundry.gateways import Adapter, Event, EventKind, Forged

log = structlog.get_logger(__name__)

LOOKED_AT_EVERY = 20.0
"""Seconds after which an account's secrets are read again: so soon a rotation is known to this process."""
MOST_KEPT = 1_000
"""Accounts whose secrets are kept open between webhooks."""
MOST_VERSIONS = 20
"""Versions of an account that are tried, the current one first."""
MOST_LOOKS = 16
"""Looks for an account that are under way at a time: strangers, who name addresses that there are none of, take no
more of the database.
"""
TOLD_EVERY = 60.0
"""Seconds between two lines of the log about webhooks that one account has refused."""


@dataclass(frozen=True, slots=True, repr=False)
class _Known:
    """An account as webhooks need it. Each of `credentials` has secrets in force."""

    account_id: int
    adapter: Adapter
    credentials: Sequence[Credentials]
    looked_at: float


@dataclass(slots=True)
class _Refusals:
    """How many webhooks of an account were refused since the last line of the log, and when that was."""

    count: int = 0
    told_at: float = float("-inf")


@dataclass
class Webhooks:
    """The webhooks of all gateway accounts, as one process takes them in."""

    service: Service
    look_after: float = LOOKED_AT_EVERY
    refused: int = 0
    """Webhooks with a wrong signature or time, since the process began."""
    _known: OrderedDict[str, _Known] = field(default_factory=OrderedDict)
    _refusals: dict[int, _Refusals] = field(default_factory=dict)
    _looks: int = 0

    async def check(self, adapter: str, token: str) -> None:
        """Raises NoSuchWebhook unless an account of that adapter has the address; Unavailable."""
        await self._find(adapter, token)

    async def receive(self, adapter: str, token: str, headers: Mapping[str, str], body: bytes) -> None:
        """Stores what a webhook says, and commits. Header names are lower case.

        Raises NoSuchWebhook, WebhookRefused, and Unavailable where it can't be stored at this time.
        """
        known = await self._find(adapter, token)
        at = wall_clock()
        try:
            found = _verified(known, headers, body, at)
        except Forged as forged:
            self._count(known, str(forged))
            raise WebhookRefused(str(forged), forged.status) from None
        if not found:
            return
        new = [_new(each) for each in found]
        try:
            async with self.service.store.begin() as session:
                numbers = await events.add(session, known.account_id, new, at)
        except Contended as error:
            raise Unavailable("the gateway's events can't be stored at this time") from error
        await self.service.doorbell.ring_for_events(numbers)

    async def challenge(self, adapter: str, token: str, query: Mapping[str, str]) -> str | None:
        """What a gateway is answered that asks whether its webhooks belong here; None if it asks no such thing.

        Raises NoSuchWebhook, Unavailable.
        """
        known = await self._find(adapter, token)
        current = known.credentials[0]
        return known.adapter.challenge(query, current.config, current.secrets)

    async def _find(self, adapter: str, token: str) -> _Known:
        """The account of an address. Raises NoSuchWebhook, Unavailable."""
        now = asyncio.get_running_loop().time()
        known = self._known.get(token)
        if known is None or now - known.looked_at >= self.look_after:
            known = await self._look(token, now)
        if known.adapter.name != adapter:
            raise NoSuchWebhook
        return known

    async def _look(self, token: str, now: float) -> _Known:
        if self._looks >= MOST_LOOKS:
            raise Unavailable("too many webhooks come at once")
        self._looks += 1
        try:
            async with self.service.store.session() as session:
                versions = await accounts.versions_of_webhook(
                    session, token, wall_clock() - IN_FORCE_AFTER, MOST_VERSIONS
                )
        finally:
            self._looks -= 1
        self._known.pop(token, None)
        if not versions:
            raise NoSuchWebhook
        known = self._known[token] = self._opened(versions, now)
        while len(self._known) > MOST_KEPT:
            _, forgotten = self._known.popitem(last=False)
            self._refusals.pop(forgotten.account_id, None)
        return known

    def _opened(self, versions: Sequence[SealedVersion], now: float) -> _Known:
        """Raises Unavailable where the secrets can't be read here: the gateway will send again."""
        current, *earlier = versions
        try:
            adapter = self.service.sessions.adapters.named(current.adapter)
            secrets = opened_secrets(self.service.sessions.ring, current)
            lists = {name: value for name, value in secrets.items() if is_list(adapter, name)}
            credentials = [read_credentials(adapter, current.settings, secrets)]
        except (UnknownAdapter, AccountNotUsable, Refused) as error:
            log.warning("webhook.account_not_usable", account=current.account_id, error=type(error).__name__)
            raise Unavailable("the gateway account can't be used here") from None
        for each in earlier:
            try:
                former = opened_secrets(self.service.sessions.ring, each)
                kept = {name: value for name, value in former.items() if not is_list(adapter, name)}
                credentials.append(read_credentials(adapter, current.settings, {**kept, **lists}))
            except (AccountNotUsable, Refused):
                # Without it the current secrets count all the same.
                log.info("webhook.earlier_version_not_usable", account=each.account_id, version=each.version)
        return _Known(current.account_id, adapter, credentials, now)

    def _count(self, known: _Known, why: str) -> None:
        """Counts a refusal, and tells of those of an account once a minute."""
        self.refused += 1
        metrics.WEBHOOKS_REFUSED.inc()
        now = asyncio.get_running_loop().time()
        of_account = self._refusals.setdefault(known.account_id, _Refusals())
        of_account.count += 1
        if now - of_account.told_at >= TOLD_EVERY:
            log.warning("webhook.refused", account=known.account_id, count=of_account.count, why=why)
            of_account.count, of_account.told_at = 0, now


def _verified(known: _Known, headers: Mapping[str, str], body: bytes, at: datetime) -> list[Event]:
    """The items of a webhook that is true by some of the secrets in force. Raises Forged."""
    refused: Forged | None = None
    for credentials in known.credentials:
        try:
            return known.adapter.events(headers, body, credentials.config, credentials.secrets, at)
        except Forged as forged:
            refused = refused or forged
        except Exception as error:
            # An adapter's defect; its message may have anything in it. What was not understood is not taken.
            log.error("webhook.not_read", account=known.account_id, error=type(error).__name__)  # noqa: TRY400
            refused = refused or Forged("The webhook was not understood.")
    assert refused is not None, "an account has secrets"
    raise refused


def _new(event: Event) -> events.NewEvent:
    facts = facts_of(event)
    reference = event.id
    if len(reference) > events.LONGEST_REFERENCE or "\0" in reference:
        reference = hashlib.sha256(reference.encode(errors="replace")).hexdigest()
    name = str(facts["name"])[: events.LONGEST_NAME]
    return events.NewEvent(reference, name, facts.get("refund"), facts, acts=event.kind is not EventKind.OTHER)
