"""The merchant's list of reasons (SPEC 9)."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.people import reasons as values
from app.flows.people import reasons as flow
from app.flows.people.reasons import ReasonAsk
from app.schema.base.context import Info
from app.schema.base.input_values import or_none
from app.schema.base.mutation_field import MutationInput, Payload, mutation, payload
from app.schema.reversals.reasons_and_approvals import RefundReason
from app.schema.reversals.reasons_and_approvals import reason as reason_of


@strawberry.input(description="The reason, with its new values.")
class RefundReasonInput(MutationInput):
    code: str = field(
        description="The value of `reasonCode`: 1 to 64 letters, digits and _ . -, beginning with a letter or digit. "
        "Codes ignore case."
    )
    label: str = field(description="What people read, up to 255 characters. Each reason has a different label.")
    active: bool | None = field(
        default=UNSET,
        description="Whether new refunds can have it. Default: true for a new reason, no change for an existing one.",
    )


@payload("The answer of `createRefundReason` and `updateRefundReason`.")
class RefundReasonPayload(Payload):
    reason: RefundReason | None = field(description="The reason as it is now.")


ReasonArgument = Annotated[RefundReasonInput, strawberry.argument(description="The reason, with its new values.")]


async def refund_reasons(info: Info) -> list[RefundReason]:
    return [reason_of(each) for each in await flow.reasons_of(info.context.service, info.context.actor)]


@mutation("Adds a reason for refunds.")
async def create_refund_reason(info: Info, input: ReasonArgument) -> RefundReasonPayload | None:
    context = info.context
    return _payload(await flow.create_reason(context.service, context.actor, _ask(input)))


@mutation("Changes the label of a reason, or whether it is active.")
async def update_refund_reason(info: Info, input: ReasonArgument) -> RefundReasonPayload | None:
    context = info.context
    return _payload(await flow.update_reason(context.service, context.actor, _ask(input)))


def _ask(input: RefundReasonInput) -> ReasonAsk:
    return ReasonAsk(input.code, input.label, or_none(input.active))


def _payload(value: values.RefundReason) -> RefundReasonPayload:
    return RefundReasonPayload(reason=reason_of(value))
