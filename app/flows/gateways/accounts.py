"""Adding, changing, retiring and showing a merchant's gateway accounts (SPEC 14.1 to 14.3)."""

import secrets as random
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

from app.domain.gateways.accounts import GatewayAccount, can_be_name, fingerprints_of
from app.domain.history.kinds import ChangeKind, Entry
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Findings, Path, Problem, Refused, Unavailable, not_found
from app.domain.texts import check_text
from app.flows.service import Service, Work
from app.gateways.adapters import UnknownAdapter
from app.gateways.credentials import (
    SECRETS,
    SETTINGS,
    Secrets,
    is_list,
    place_of,
    read_credentials,
    tellable,
    write_secrets,
)
from app.gateways.keyring import KeyRing
from app.gateways.registry import SANDBOX
from app.gateways.sessions import AccountNotUsable, opened_secrets
from app.store.database import Contended
from app.store.gateways import accounts
from app.store.people import merchants
from refundry.gateways import Adapter

NAME: Path = ("input", "name")
ADAPTER: Path = ("input", "adapter")

LONGEST_VALUE = 10_000
"""Characters of a setting or a secret."""
TOKEN_BYTES = 32
"""256 random bits: a webhook's address can't be guessed."""

Value = TypeVar("Value")

Pairs = Sequence[tuple[str, str]]
"""Names with their values, in the order in which they came. A list has its name once for each of its texts."""


@dataclass(frozen=True, slots=True, repr=False)
class AddAccountAsk:
    """A gateway account as it is to be."""

    name: str
    adapter: str
    settings: Pairs
    secrets: Pairs


@dataclass(frozen=True, slots=True, repr=False)
class UpdateAccountAsk:
    """What is to change of a gateway account; the rest stays. An empty value takes a setting or a secret away."""

    name: str
    settings: Pairs = ()
    secrets: Pairs = ()


async def add_account(service: Service, actor: Actor, ask: AddAccountAsk) -> GatewayAccount:
    """A new gateway account of the merchant's. Nothing is asked of the gateway.

    Raises Refused (TEXT_INVALID, GATEWAY_ACCOUNT_TAKEN, ADAPTER_UNKNOWN, GATEWAY_ACCOUNT_OF_SANDBOX,
    SECRETS_KEYS_MISSING, and what `read_credentials` raises), NotAllowed, Unavailable.
    """
    async with _administering(service, actor) as work:
        _check_name(ask.name)
        adapter = _adapter(service, ask.adapter)
        with _Indexed(ask.settings, ask.secrets):
            settings, secrets = _once(ask.settings), _gathered(adapter, ask.secrets)
            live = _is_live(adapter, settings, secrets)
        if work.merchant.sandbox:
            raise _of_sandbox(live=live)
        ring = _ring(service)
        if await accounts.find(work.session, work.merchant.id, ask.name) is not None:
            raise Refused(Problem(Condition.GATEWAY_ACCOUNT_TAKEN, NAME))
        token = random.token_urlsafe(TOKEN_BYTES)
        account_id = await accounts.add(
            work.session, work.merchant.id, ask.name, adapter.name, live=live, webhook_token=token, at=work.now
        )
        await _write(work, ring, adapter, account_id, 1, settings, secrets, live=live)
        told = f"{ask.name} ({adapter.name}, {_mode(live)}), {_told_settings(settings)}"
        await work.keep(Entry(ChangeKind.GATEWAY_ACCOUNT_ADDED), note=told)
        return await _found(work, ask.name)


async def update_account(service: Service, actor: Actor, ask: UpdateAccountAsk) -> GatewayAccount:
    """The account with other settings or secrets, which make its next version. The same ones change nothing.

    What was begun with an earlier version is ended with that. Raises Refused (OBJECT_NOT_FOUND for the name,
    GATEWAY_ACCOUNT_RETIRED, ADAPTER_UNKNOWN, SECRETS_KEYS_MISSING, and what `read_credentials` raises), NotAllowed,
    Unavailable.
    """
    async with _administering(service, actor) as work:
        before = await _usable(work, ask.name)
        adapter = _adapter(service, before.adapter)
        ring = _ring(service)
        sealed = await accounts.sealed_version(work.session, before.id, before.version)
        assert sealed is not None
        try:
            kept = opened_secrets(ring, sealed)
        except AccountNotUsable as error:
            raise Refused(Problem(Condition.SECRETS_KEYS_MISSING, NAME, {"because": str(error)})) from None
        with _Indexed(ask.settings, ask.secrets):
            settings = _merged(before.settings, _once(ask.settings))
            secrets = _merged(kept, _gathered(adapter, ask.secrets))
            live = _is_live(adapter, settings, secrets)
        if (settings, secrets) == (dict(before.settings), kept):
            return before
        version = before.version + 1
        await _write(work, ring, adapter, before.id, version, settings, secrets, live=live)
        changed = sorted(name for name in {*kept, *secrets} if kept.get(name) != secrets.get(name))
        told = [f"{ask.name}, version {version} ({_mode(live)})", *_differences(before.settings, settings)]
        told += [f"another {name}" for name in changed]
        await work.keep(Entry(ChangeKind.GATEWAY_ACCOUNT_CHANGED), note="; ".join(told))
        return await _found(work, ask.name)


async def retire_account(service: Service, actor: Actor, name: str) -> tuple[GatewayAccount, list[str]]:
    """The account, by which nothing is sent from now on, and the ids of the merchant accounts that name it.

    Every process has heard of it after half a minute. Retiring it twice changes nothing. Raises Refused
    (OBJECT_NOT_FOUND), NotAllowed, Unavailable.
    """
    async with _administering(service, actor) as work:
        account = await accounts.find(work.session, work.merchant.id, name, held=True)
        if account is None:
            raise not_found(*NAME)
        if account.retired_at is None:
            await accounts.retire(work.session, account.id, work.now)
            await work.keep(Entry(ChangeKind.GATEWAY_ACCOUNT_RETIRED), note=f"{name} ({account.adapter})")
            account = replace(account, retired_at=work.now)
        return account, await accounts.linked_to(work.session, account.id)


async def accounts_of(service: Service, actor: Actor) -> list[GatewayAccount]:
    """The merchant's gateway accounts, the oldest first, retired ones among them. Raises NotAllowed, Unavailable."""
    actor.require(Right.ADMINISTER)
    async with service.store.session() as session:
        return await accounts.of_merchant(session, actor.merchant_id)


async def account_of(service: Service, actor: Actor, name: str, *path: str) -> GatewayAccount:
    """The merchant's gateway account of that name. Raises Refused (OBJECT_NOT_FOUND at `path`), NotAllowed."""
    actor.require(Right.ADMINISTER)
    async with service.store.session() as session:
        account = await accounts.find(session, actor.merchant_id, name)
    if account is None:
        raise not_found(*(path or NAME))
    return account


@asynccontextmanager
async def _administering(service: Service, actor: Actor) -> AsyncIterator[Work]:
    """A unit of work in which nobody else changes the merchant's accounts. Raises NotAllowed, Unavailable."""
    actor.require(Right.ADMINISTER)
    try:
        async with service.store.begin() as session:
            await merchants.lock(session, actor.merchant_id)
            yield await service.begun(session, actor)
    except Contended as error:
        raise Unavailable("the gateway accounts are being changed by others") from error


async def _write(
    work: Work,
    ring: KeyRing,
    adapter: Adapter,
    account_id: int,
    version: int,
    settings: Mapping[str, str],
    secrets: Secrets,
    *,
    live: bool,
) -> None:
    place = place_of(account_id, work.merchant.id, adapter.name, version, settings)
    sealed = ring.seal(write_secrets(secrets), place)
    await accounts.add_version(
        work.session,
        account_id,
        version,
        settings,
        fingerprints_of(secrets, adapter.headline),
        key_id=sealed.key_id,
        sealed=sealed.data,
        live=live,
        at=work.now,
    )


async def _usable(work: Work, name: str) -> GatewayAccount:
    account = await accounts.find(work.session, work.merchant.id, name, held=True)
    if account is None:
        raise not_found(*NAME)
    if account.retired_at is not None:
        raise Refused(Problem(Condition.GATEWAY_ACCOUNT_RETIRED, NAME))
    return account


async def _found(work: Work, name: str) -> GatewayAccount:
    account = await accounts.find(work.session, work.merchant.id, name)
    assert account is not None
    return account


def _check_name(name: str) -> None:
    if not can_be_name(name):
        expected = "Send lower-case letters, digits, - and _ behind a letter or a digit, at most 64 of them."
        raise Refused(Problem(Condition.TEXT_INVALID, NAME, {"expected": expected}))


def _adapter(service: Service, name: str) -> Adapter:
    """The adapter of a gateway account; the sandbox is for sandbox merchants, which need none. Raises Refused."""
    adapters, failed = service.sessions.adapters, None
    if name != SANDBOX:
        try:
            return adapters.named(name)
        except UnknownAdapter as error:
            failed = error.error
    known = ", ".join(each for each in adapters.names if each != SANDBOX)
    facts = {name: text for name, text in (("known", known), ("error", failed)) if text}
    raise Refused(Problem(Condition.ADAPTER_UNKNOWN, ADAPTER, facts))


def _ring(service: Service) -> KeyRing:
    if service.sessions.ring is None:
        raise Refused(Problem(Condition.SECRETS_KEYS_MISSING, SECRETS))
    return service.sessions.ring


def _is_live(adapter: Adapter, settings: Mapping[str, str], secrets: Secrets) -> bool:
    credentials = read_credentials(adapter, settings, secrets)
    return adapter.is_live(credentials.config, credentials.secrets)


def _of_sandbox(*, live: bool) -> Refused:
    facts = {"money": "real money"} if live else {}
    return Refused(Problem(Condition.GATEWAY_ACCOUNT_OF_SANDBOX, ADAPTER, facts))


def _once(pairs: Pairs) -> dict[str, str]:
    """The settings by their names. Raises Refused: NAMED_TWICE, TEXT_TOO_LONG, TEXT_INVALID."""
    found: dict[str, str] = {}
    findings = Findings()
    for name, value in pairs:
        with findings:
            if name in found:
                raise _twice(SETTINGS, name)
            found[name] = check_text(value.strip(), SETTINGS, LONGEST_VALUE)
    findings.refuse()
    return found


def _gathered(adapter: Adapter, pairs: Pairs) -> dict[str, str | list[str]]:
    """The secrets by their names, with a list for those that the adapter takes several of. Raises Refused."""
    found: dict[str, str | list[str]] = {}
    findings = Findings()
    for name, value in pairs:
        with findings:
            text = check_text(value.strip(), SECRETS, LONGEST_VALUE)
            if is_list(adapter, name):
                texts = found.setdefault(name, [])
                assert isinstance(texts, list)
                texts += [text] if text else []
            elif name in found:
                raise _twice(SECRETS, name)
            else:
                found[name] = text
    findings.refuse()
    return found


def _twice(where: Path, name: str) -> Refused:
    told = tellable(name)
    path = where if told is None else (*where, told)
    return Refused(Problem(Condition.NAMED_TWICE, path, {} if told is None else {"name": told}))


def _merged(before: Mapping[str, Value], given: Mapping[str, Value]) -> dict[str, Value]:
    """What was there with what was given in its place; what was given empty is there no more."""
    return {name: value for name, value in {**before, **given}.items() if value or name not in given}


class _Indexed:
    """Within it, what is refused of a setting or a secret is told by its place in the input's list."""

    def __init__(self, settings: Pairs, secrets: Pairs) -> None:
        self._places = {SETTINGS: [name for name, _ in settings], SECRETS: [name for name, _ in secrets]}

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if isinstance(error, Refused):
            raise Refused(*(replace(each, path=self._place(each.path)) for each in error.problems)) from None

    def _place(self, path: Path) -> Path:
        where, name = path[:2], path[2:]
        names = self._places.get(where, [])
        return (*where, str(names.index(name[0]))) if name and name[0] in names else where


def _mode(live: bool) -> str:
    return "live" if live else "test"


def _told_settings(settings: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in sorted(settings.items())) or "no settings of its own"


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    names = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    return [f"{name}: {before.get(name, 'none')} -> {after.get(name, 'none')}" for name in names]
