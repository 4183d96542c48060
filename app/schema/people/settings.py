"""A merchant's settings and its clock (SPEC 5.1, 3 and 13)."""

from typing import Annotated, cast

import strawberry
from strawberry import UNSET, field

from app.domain.durations import format_duration
from app.domain.history.notices import MOST_RECIPIENTS
from app.flows.people import settings as flow
from app.flows.people.settings import MOST_LIMITS, LimitAsk, OfTheServer, SettingsAsk
from app.flows.sandbox.clock import AdvanceClockAsk, advance_clock
from app.flows.service import now
from app.schema.base.context import Info
from app.schema.base.fields import holds
from app.schema.base.input_values import given
from app.schema.base.monetary import MonetaryAmount, monetary_amount
from app.schema.base.mutation_field import MutationInput, Payload, mutation, payload
from app.schema.base.scalars import Amount, CurrencyCodeAlpha, Timestamp

EMAILS = "Who is written to when a reversal needs a person; an empty list for nobody."
INTERVAL = "The time between two attempts, as an ISO 8601 duration such as P1D or PT6H."
ATTEMPTS = "How often something that the gateway did not take is tried again; 0 for never."
DECLINES = "Whether a refund is tried again that the gateway declined, under a new key each time."
REQUIRE_KEY = "Whether every mutation that moves money must bring an apiRequestKey."
REQUIRE_REASON = "Whether people must give a reasonCode with what moves or marks money; API keys are free to give none."
AS_THE_SERVER = "Null, where it is not left out: as the server has it."
LIMITS = (
    "A person's refund that takes a transaction's refunds, all that count together, above the limit for its currency "
    "waits until a second person approves it. API keys don't wait."
)
APPROVE_NOT_DONE = (
    "Whether every `resolveOutcome` that frees a refund's amount waits until another person approves it, where the "
    "gateway can't say; else only above the limit for its currency, over all of the transaction's refunds."
)


@strawberry.input(description="Above how much in one currency a second person approves.")
class ApprovalLimitInput:
    currency_code: CurrencyCodeAlpha = field(description="The currency; each may be named once.")
    amount: Amount = field(description="The limit itself needs nobody's approval. Above zero.")


@strawberry.type(description="What holds for the merchant: its own settings, or the server's where it has none.")
class MerchantSettings:
    notify_emails: list[str] = field(description=EMAILS)
    retry_interval: str = field(description=INTERVAL)
    retry_attempts: int = field(description=ATTEMPTS)
    retry_declines: bool = field(description=DECLINES)
    require_api_request_key: bool = field(description=REQUIRE_KEY)
    require_reason_from_staff: bool = field(description=REQUIRE_REASON)
    approval_limits: list[MonetaryAmount] = field(description=LIMITS, metadata=holds(MOST_LIMITS))
    require_approval_of_not_done: bool = field(description=APPROVE_NOT_DONE)


@strawberry.input(
    description="What is to be set; what is left out stays as it is. So does what is null, but for the three settings "
    "that the server has as well: for those, null means that the server's value holds again."
)
class MerchantSettingsInput(MutationInput):
    notify_emails: list[str] | None = field(
        default=UNSET, description=f"{EMAILS} Up to {MOST_RECIPIENTS}; they replace the old ones. {AS_THE_SERVER}"
    )
    retry_interval: str | None = field(
        default=UNSET,
        description=f"{INTERVAL} What waits already keeps its next time, and goes by this afterwards. {AS_THE_SERVER}",
    )
    retry_attempts: int | None = field(default=UNSET, description=f"{ATTEMPTS} At most 100. {AS_THE_SERVER}")
    retry_declines: bool | None = field(default=UNSET, description=DECLINES)
    require_api_request_key: bool | None = field(default=UNSET, description=REQUIRE_KEY)
    require_reason_from_staff: bool | None = field(default=UNSET, description=REQUIRE_REASON)
    approval_limits: list[ApprovalLimitInput] | None = field(
        default=UNSET,
        description=f"{LIMITS} The list replaces the old one; empty for never. What waits already goes on waiting, and "
        "what was sent is not stopped.",
    )
    require_approval_of_not_done: bool | None = field(default=UNSET, description=APPROVE_NOT_DONE)


@payload("What `updateMerchantSettings` answers.")
class MerchantSettingsPayload(Payload):
    settings: MerchantSettings | None = field(description="What holds from now on.")


@strawberry.input(description="How far the sandbox merchant's clock is to go.")
class SandboxAdvanceClockInput(MutationInput):
    by: str = field(
        description="An ISO 8601 duration such as P1D, from nothing up to P30D. The clock may get ten years ahead."
    )


@payload("What `sandboxAdvanceClock` answers, once everything that fell due on the way is done.")
class SandboxAdvanceClockPayload(Payload):
    now: Timestamp | None = field(description="The merchant's time now.")


async def merchant_settings(info: Info) -> MerchantSettings:
    return _settings(flow.settings_of(info.context.service, await info.context.loaders.merchant()))


async def sandbox_clock(info: Info) -> Timestamp | None:
    merchant = await info.context.loaders.merchant()
    return Timestamp(now(merchant)) if merchant.sandbox else None


@mutation("Sets what holds for the merchant.")
async def update_merchant_settings(
    info: Info, input: Annotated[MerchantSettingsInput, strawberry.argument(description="What is to be set.")]
) -> MerchantSettingsPayload | None:
    context = info.context
    changed = await flow.update_settings(context.service, context.actor, _ask(input))
    return MerchantSettingsPayload(settings=_settings(changed))


@mutation(
    "Moves a sandbox merchant's clock forward, and does what falls due on the way, each at its time. A "
    "merchant has one such call at a time; it ends on the way when its client leaves."
)
async def sandbox_advance_clock(
    info: Info, input: Annotated[SandboxAdvanceClockInput, strawberry.argument(description="How far it is to go.")]
) -> SandboxAdvanceClockPayload | None:
    context = info.context
    client = info.context.client
    reached = await advance_clock(context.service, context.actor, AdvanceClockAsk(input.by), lambda: client.gone)
    return SandboxAdvanceClockPayload(now=Timestamp(reached))


def _ask(input: MerchantSettingsInput) -> SettingsAsk:
    emails, limits = given(input.notify_emails), given(input.approval_limits)
    return SettingsAsk(
        notify_emails=None if emails is None else tuple(emails),
        retry_interval=given(input.retry_interval),
        retry_attempts=given(input.retry_attempts),
        retry_declines=given(input.retry_declines),
        require_request_key=given(input.require_api_request_key),
        require_reason_from_staff=given(input.require_reason_from_staff),
        approval_limits=None if limits is None else tuple(_limit(each) for each in limits),
        require_approval_of_not_done=given(input.require_approval_of_not_done),
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
    )
