"""A merchant's own settings over the server's: who is told, how often is tried again, what a request has to bring."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal

from app.domain.durations import format_duration, parse_duration
from app.domain.history.kinds import ChangeKind, Entry
from app.domain.history.notices import MOST_RECIPIENTS, is_mail_address
from app.domain.money import Money, has_minor_units, parse_amount
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Findings, Path, Problem, Refused, Unavailable
from app.domain.reversals.payments import Merchant
from app.domain.reversals.states import RefundFailurePolicy
from app.flows.service import Service, now
from app.store.database import Contended
from app.store.history import changes
from app.store.people import merchants

NOTIFY_EMAILS: Path = ("input", "notifyEmails")
RETRY_INTERVAL: Path = ("input", "retryInterval")
RETRY_ATTEMPTS: Path = ("input", "retryAttempts")
TIME_ZONE: Path = ("input", "timeZone")
APPROVAL_LIMITS: Path = ("input", "approvalLimits")

SHORTEST_INTERVAL, LONGEST_INTERVAL = timedelta(seconds=1), timedelta(days=365)
MOST_ATTEMPTS = 100
MOST_LIMITS = 200
"""More than there are currencies."""


@dataclass(frozen=True, slots=True)
class LimitAsk:
    """Above how much in a currency a second person approves; the amount is the client's text."""

    currency: str
    amount: str


OfTheServer = Literal["notify_emails", "retry_interval", "retry_attempts"]
"""The settings that the server has as well, which hold where the merchant has none of its own."""


@dataclass(frozen=True, slots=True)
class SettingsAsk:
    """What `updateMerchantSettings` was asked: None leaves a setting as it is. The interval is the client's text.

    Those named by `as_the_server` are the merchant's own no longer.
    """

    notify_emails: tuple[str, ...] | None = None
    retry_interval: str | None = None
    retry_attempts: int | None = None
    retry_declines: bool | None = None
    require_request_key: bool | None = None
    require_reason_from_staff: bool | None = None
    approval_limits: tuple[LimitAsk, ...] | None = None
    require_approval_of_not_done: bool | None = None
    time_zone: str | None = None
    on_failure: RefundFailurePolicy | None = None
    as_the_server: frozenset[OfTheServer] = frozenset()


@dataclass(frozen=True, slots=True)
class MerchantSettings:
    """What holds for a merchant: its own settings, and the server's where it has none."""

    notify_emails: tuple[str, ...]
    retry_interval: timedelta
    retry_attempts: int
    retry_declines: bool
    require_request_key: bool
    require_reason_from_staff: bool
    approval_limits: tuple[Money, ...]
    require_approval_of_not_done: bool
    time_zone: str
    on_failure: RefundFailurePolicy


def settings_of(service: Service, merchant: Merchant) -> MerchantSettings:
    """What holds for the merchant now."""
    interval, attempts = service.retry_plan(merchant)
    own = merchant.notify_emails
    return MerchantSettings(
        notify_emails=tuple(service.settings.notify_emails) if own is None else own,
        retry_interval=interval,
        retry_attempts=attempts,
        retry_declines=merchant.retry_declines,
        require_request_key=merchant.require_request_key,
        require_reason_from_staff=merchant.require_reason_from_staff,
        approval_limits=_limits(merchant),
        require_approval_of_not_done=merchant.require_approval_of_not_done,
        time_zone=merchant.time_zone,
        on_failure=merchant.on_failure,
    )


async def update_settings(service: Service, actor: Actor, ask: SettingsAsk) -> MerchantSettings:
    """What holds for the merchant from now on; what waits already goes by it after its next attempt.

    Raises Refused (SETTING_INVALID, DURATION_INVALID, and for a limit's amount as for any amount), NotAllowed,
    Unavailable.
    """
    actor.require(Right.ADMINISTER)
    try:
        async with service.store.begin() as session:
            before = await merchants.lock(session, actor.merchant_id)
            known = ask.time_zone is None or await merchants.knows_time_zone(session, ask.time_zone)
            after = _changed(before, ask, knows_zone=known)
            told = _differences(before, after)
            if told:
                await merchants.change_settings(session, after)
                await changes.add(session, actor, now(before), Entry(ChangeKind.SETTINGS_CHANGED), told)
    except Contended as error:
        raise Unavailable("the settings are being changed by others") from error
    return settings_of(service, after)


def _changed(before: Merchant, ask: SettingsAsk, *, knows_zone: bool) -> Merchant:
    """The merchant as it was asked for. Raises Refused with all that is wrong at once."""
    nothing_of_its_own: dict[str, Any] = dict.fromkeys(ask.as_the_server)
    after, findings = replace(before, **nothing_of_its_own), Findings()
    if ask.notify_emails is not None:
        with findings:
            after = replace(after, notify_emails=_addresses(ask.notify_emails))
    if ask.retry_interval is not None:
        with findings:
            interval = parse_duration(
                ask.retry_interval, RETRY_INTERVAL, least=SHORTEST_INTERVAL, most=LONGEST_INTERVAL
            )
            after = replace(after, retry_interval=interval)
    if ask.retry_attempts is not None:
        with findings:
            after = replace(after, retry_attempts=_attempts(ask.retry_attempts))
    if ask.retry_declines is not None:
        after = replace(after, retry_declines=ask.retry_declines)
    if ask.require_request_key is not None:
        after = replace(after, require_request_key=ask.require_request_key)
    if ask.require_reason_from_staff is not None:
        after = replace(after, require_reason_from_staff=ask.require_reason_from_staff)
    if ask.require_approval_of_not_done is not None:
        after = replace(after, require_approval_of_not_done=ask.require_approval_of_not_done)
    if ask.on_failure is not None:
        after = replace(after, on_failure=ask.on_failure)
    if ask.time_zone is not None:
        after = replace(after, time_zone=ask.time_zone)
        with findings:
            if not knows_zone:
                raise _invalid(TIME_ZONE, "the name of a time zone, such as UTC or Europe/Berlin")
    if ask.approval_limits is not None:
        with findings:
            after = replace(after, approval_limits=_approval_limits(ask.approval_limits))
    findings.refuse()
    return after


def _addresses(given: Sequence[str]) -> tuple[str, ...]:
    """The addresses in their order, each once; none at all where no one is told."""
    if len(given) > MOST_RECIPIENTS:
        raise _invalid(NOTIFY_EMAILS, f"up to {MOST_RECIPIENTS} addresses")
    findings = Findings()
    for number, address in enumerate(given):
        with findings:
            if not is_mail_address(address):
                raise _invalid((*NOTIFY_EMAILS, str(number)), "a plain e-mail address such as name@example.com")
    findings.refuse()
    once: dict[str, str] = {}
    for address in given:
        once.setdefault(address.lower(), address)
    return tuple(once.values())


def _approval_limits(given: Sequence[LimitAsk]) -> dict[str, int]:
    """Minor units for each currency, each of which may be named once. None at all for no approval, ever."""
    if len(given) > MOST_LIMITS:
        raise _invalid(APPROVAL_LIMITS, f"up to {MOST_LIMITS} limits")
    findings, limits = Findings(), dict[str, int]()
    for number, ask in enumerate(given):
        path = (*APPROVAL_LIMITS, str(number))
        with findings:
            if ask.currency in limits:
                raise _invalid((*path, "currencyCode"), "each currency once")
            if not has_minor_units(ask.currency):
                raise _invalid((*path, "currencyCode"), "the code of a currency, such as USD")
            limits[ask.currency] = parse_amount(ask.amount, ask.currency, (*path, "amount")).minor
    findings.refuse()
    return limits


def _attempts(given: int) -> int:
    if not 0 <= given <= MOST_ATTEMPTS:
        raise _invalid(RETRY_ATTEMPTS, f"0 to {MOST_ATTEMPTS}")
    return given


def _invalid(path: Path, expected: str) -> Refused:
    return Refused(Problem(Condition.SETTING_INVALID, path, {"expected": expected}))


def _differences(before: Merchant, after: Merchant) -> str:
    """What changed, for people who read about it later; empty if nothing did."""
    values = [
        ("notify e-mails", _listed(before.notify_emails), _listed(after.notify_emails)),
        ("retry interval", _interval(before.retry_interval), _interval(after.retry_interval)),
        ("retry attempts", before.retry_attempts, after.retry_attempts),
        ("retry declines", before.retry_declines, after.retry_declines),
        ("require an apiRequestKey", before.require_request_key, after.require_request_key),
        ("require a reason from staff", before.require_reason_from_staff, after.require_reason_from_staff),
        ("approval above", _told_limits(before), _told_limits(after)),
        ("on failure", before.on_failure, after.on_failure),
        ("time zone", before.time_zone, after.time_zone),
        ("approval of every NOT_DONE", before.require_approval_of_not_done, after.require_approval_of_not_done),
    ]
    return "; ".join(f"{name}: {_told(old)} -> {_told(new)}" for name, old, new in values if old != new)


def _listed(addresses: tuple[str, ...] | None) -> str | None:
    return None if addresses is None else ", ".join(addresses) or "nobody"


def _limits(merchant: Merchant) -> tuple[Money, ...]:
    return tuple(Money(minor, currency) for currency, minor in sorted(merchant.approval_limits.items()))


def _told_limits(merchant: Merchant) -> str:
    return ", ".join(f"{limit} {limit.currency}" for limit in _limits(merchant)) or "never"


def _interval(interval: timedelta | None) -> str | None:
    return None if interval is None else format_duration(interval)


def _told(value: object) -> str:
    match value:
        case None:
            return "the server's"
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)
