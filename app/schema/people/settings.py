"""A merchant's settings and its clock (SPEC 5.1, 3 and 13)."""

from typing import Annotated, cast

import strawberry
from strawberry import UNSET, field

from app.domain.durations import format_duration
from app.domain.history.notices import MOST_RECIPIENTS
from app.domain.reversals.states import RefundFailurePolicy
from app.flows.people import settings as flow
from app.flows.people.settings import MOST_LIMITS, LimitAsk, OfTheServer, SettingsAsk
from app.flows.sandbox.clock import AdvanceClockAsk, advance_clock
from app.flows.service import now
from app.schema.base.context import Info
from app.schema.base.fields import holds
from app.schema.base.input_values import or_none
from app.schema.base.monetary import MonetaryAmount, monetary_amount
from app.schema.base.mutation_field import MutationInput, Payload, mutation, payload
from app.schema.base.scalars import Amount, CurrencyCodeAlpha, Timestamp

EMAILS = "The e-mail addresses that get a mail when a reversal needs a person. An empty list: none."
INTERVAL = "The time between two attempts, as an ISO 8601 duration such as P1D or PT6H."
ATTEMPTS = "How many times a reversal in the queue is retried. 0: never."
DECLINES = "Whether a DECLINED refund is retried, with a new key for each attempt."
REQUIRE_KEY = "Whether each mutation that moves money must have an apiRequestKey."
REQUIRE_REASON = (
    "Whether people must send a reasonCode with each mutation that moves or marks money. API keys need not."
)
AS_THE_SERVER = "Null, where it is not left out: the server's value."
LIMITS = (
    "A person's refund waits for the approval of a second person if the transaction's reserved refunds, with this one, "
    "are above the limit for the currency. Refunds by API keys don't wait."
)
TIME_ZONE = "The time zone of the days in reports, such as Europe/Berlin. UTC unless set."
ON_FAILURE = (
    "What to do with a refund that is UNAVAILABLE or DECLINED, where neither its input nor its API key says so."
)
APPROVE_NOT_DONE = (
    "Whether each `resolveOutcome` that frees a refund's amount waits for the approval of a second person, where the "
    "gateway can't tell. If false, only above the limit for the currency, over all refunds of the transaction."
)


@strawberry.input(description="The amount of one currency above which a second person has to approve.")
class ApprovalLimitInput:
    currency_code: CurrencyCodeAlpha = field(description="The currency. Each one may be in the list once.")
    amount: Amount = field(description="The limit, above zero. A sum equal to the limit needs no approval.")


@strawberry.type(description="The merchant's settings: its own values, or the server's where it has none.")
class MerchantSettings:
    notify_emails: list[str] = field(description=EMAILS)
    retry_interval: str = field(description=INTERVAL)
    retry_attempts: int = field(description=ATTEMPTS)
    retry_declines: bool = field(description=DECLINES)
    require_api_request_key: bool = field(description=REQUIRE_KEY)
    require_reason_from_staff: bool = field(description=REQUIRE_REASON)
    approval_limits: list[MonetaryAmount] = field(description=LIMITS, metadata=holds(MOST_LIMITS))
    require_approval_of_not_done: bool = field(description=APPROVE_NOT_DONE)
    time_zone: str = field(description=TIME_ZONE)
    on_failure: RefundFailurePolicy = field(description=ON_FAILURE)


@strawberry.input(
    description="The settings to change. A setting that is left out does not change. Null changes nothing either, "
    "except for the three settings that the server has as well: there, null brings back the server's value."
)
class MerchantSettingsInput(MutationInput):
    notify_emails: list[str] | None = field(
        default=UNSET, description=f"{EMAILS} Up to {MOST_RECIPIENTS}; they replace the old ones. {AS_THE_SERVER}"
    )
    retry_interval: str | None = field(
        default=UNSET,
        description=f"{INTERVAL} A reversal in the queue keeps its next time, and uses this afterwards. "
        f"{AS_THE_SERVER}",
    )
    retry_attempts: int | None = field(default=UNSET, description=f"{ATTEMPTS} At most 100. {AS_THE_SERVER}")
    retry_declines: bool | None = field(default=UNSET, description=DECLINES)
    require_api_request_key: bool | None = field(default=UNSET, description=REQUIRE_KEY)
    require_reason_from_staff: bool | None = field(default=UNSET, description=REQUIRE_REASON)
    approval_limits: list[ApprovalLimitInput] | None = field(
        default=UNSET,
        description=f"{LIMITS} The list replaces the old one; an empty list: no limits. Refunds that wait go on "
        "waiting, and sent ones are not stopped.",
    )
    require_approval_of_not_done: bool | None = field(default=UNSET, description=APPROVE_NOT_DONE)
    time_zone: str | None = field(default=UNSET, description=TIME_ZONE)
    on_failure: RefundFailurePolicy | None = field(default=UNSET, description=ON_FAILURE)


@payload("The answer of `updateMerchantSettings`.")
class MerchantSettingsPayload(Payload):
    settings: MerchantSettings | None = field(description="The settings as they are now.")


@strawberry.input(description="How far to move the sandbox merchant's clock.")
class SandboxAdvanceClockInput(MutationInput):
    by: str = field(
        description="An ISO 8601 duration such as P1D, from P0D to P30D. The clock can be at most ten years ahead "
        "of real time."
    )


@payload("The answer of `sandboxAdvanceClock`, when everything that became due is done.")
class SandboxAdvanceClockPayload(Payload):
    now: Timestamp | None = field(description="The merchant's time now.")


async def merchant_settings(info: Info) -> MerchantSettings:
    return _settings(flow.settings_of(info.context.service, await info.context.loaders.merchant()))


async def sandbox_clock(info: Info) -> Timestamp | None:
    merchant = await info.context.loaders.merchant()
    return Timestamp(now(merchant)) if merchant.sandbox else None


@mutation("Changes the merchant's settings.")
async def update_merchant_settings(
    info: Info, input: Annotated[MerchantSettingsInput, strawberry.argument(description="The settings to change.")]
) -> MerchantSettingsPayload | None:
    context = info.context
    changed = await flow.update_settings(context.service, context.actor, _ask(input))
    return MerchantSettingsPayload(settings=_settings(changed))


@mutation(
    "Moves the clock of a sandbox merchant forward, and carries out all that becomes due, each at its time. One call "
    "runs at a time for each merchant; it stops early when its client disconnects."
)
async def sandbox_advance_clock(
    info: Info,
    input: Annotated[SandboxAdvanceClockInput, strawberry.argument(description="How far to move the clock.")],
) -> SandboxAdvanceClockPayload | None:
    context = info.context
    client = info.context.client
    reached = await advance_clock(context.service, context.actor, AdvanceClockAsk(input.by), lambda: client.gone)
    return SandboxAdvanceClockPayload(now=Timestamp(reached))


def _ask(input: MerchantSettingsInput) -> SettingsAsk:
    emails, limits = or_none(input.notify_emails), or_none(input.approval_limits)
    return SettingsAsk(
        notify_emails=None if emails is None else tuple(emails),
        retry_interval=or_none(input.retry_interval),
        retry_attempts=or_none(input.retry_attempts),
        retry_declines=or_none(input.retry_declines),
        require_request_key=or_none(input.require_api_request_key),
        require_reason_from_staff=or_none(input.require_reason_from_staff),
        approval_limits=None if limits is None else tuple(_limit(each) for each in limits),
        require_approval_of_not_done=or_none(input.require_approval_of_not_done),
        time_zone=or_none(input.time_zone),
        on_failure=or_none(input.on_failure),
        as_the_server=_as_the_server(input),
    )


def _as_the_server(input: MerchantSettingsInput) -> frozenset[OfTheServer]:
    """The settings that were sent as null, and not left out."""
    sent: dict[OfTheServer, object] = {
        "notify_emails": input.notify_emails,
        "retry_interval": input.retry_interval,
        "retry_attempts": input.retry_attempts,
    }
    return frozenset(name for name, value in sent.items() if value is None)


def _limit(value: ApprovalLimitInput) -> LimitAsk:
    return LimitAsk(str(value.currency_code), cast(str, value.amount))


def _settings(value: flow.MerchantSettings) -> MerchantSettings:
    return MerchantSettings(
        notify_emails=list(value.notify_emails),
        retry_interval=format_duration(value.retry_interval),
        retry_attempts=value.retry_attempts,
        retry_declines=value.retry_declines,
        require_api_request_key=value.require_request_key,
        require_reason_from_staff=value.require_reason_from_staff,
        approval_limits=[monetary_amount(limit) for limit in value.approval_limits],
        require_approval_of_not_done=value.require_approval_of_not_done,
        time_zone=value.time_zone,
        on_failure=value.on_failure,
    )
