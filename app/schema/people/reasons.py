"""The merchant's list of reasons: read by everybody, changed by administrators (SPEC 9)."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.people import reasons as values
from app.flows.people import reasons as flow
from app.flows.people.reasons import ReasonAsk
from app.schema.base.context import Info
from app.schema.base.input_values import given
from app.schema.base.mutation_field import MutationInput, Payload, mutation, payload
from app.schema.reversals.reasons_and_approvals import RefundReason
from app.schema.reversals.reasons_and_approvals import reason as reason_of


@strawberry.input(description="A reason as it is to be.")
class RefundReasonInput(MutationInput):
    code: str = field(
        description="What is sent as `reasonCode`: 1 to 64 letters, digits and _ . - behind the first one. Two that "
        "differ in case only are the same."
    )
    label: str = field(description="What people read, up to 255 characters, and like no other reason's.")
    active: bool | None = field(
        default=UNSET, description="Whether it can be given. Left out or null, a new one can, and an old one stays so."
    )


@payload("What `createRefundReason` and `updateRefundReason` answer.")
class RefundReasonPayload(Payload):
    reason: RefundReason | None = field(description="The reason, as it is from now on.")


Which = Annotated[RefundReasonInput, strawberry.argument(description="The reason as it is to be.")]


async def refund_reasons(info: Info) -> list[RefundReason]:
    return [reason_of(each) for each in await flow.reasons_of(info.context.service, info.context.actor)]


@mutation("Adds a reason for giving money back.")
async def create_refund_reason(info: Info, input: Which) -> RefundReasonPayload | None:
    context = info.context
    return _payload(await flow.create_reason(context.service, context.actor, _ask(input)))


@mutation("Changes the label of the reason with that code, or whether it can be given.")
async def update_refund_reason(info: Info, input: Which) -> RefundReasonPayload | None:
    context = info.context
    return _payload(await flow.update_reason(context.service, context.actor, _ask(input)))


def _ask(input: RefundReasonInput) -> ReasonAsk:
    return ReasonAsk(input.code, input.label, given(input.active))


def _payload(value: values.RefundReason) -> RefundReasonPayload:
    return RefundReasonPayload(reason=reason_of(value))
