"""The merchant's list of reasons: read by everybody, changed by administrators (SPEC 9)."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.people import reasons as values
from app.flows.people import reasons as flow
from app.flows.people.reasons import ReasonAsk
from app.schema.base.context import Info
from app.schema.base.fields import resolved
from app.schema.base.input_values import given
from app.schema.base.mutation_start import begin
from app.schema.base.payloads import ECHO, PROBLEMS
from app.schema.errors.validation_errors import ProblemsAsData, ValidationError
from app.schema.reversals.reasons_and_approvals import RefundReason
from app.schema.reversals.reasons_and_approvals import reason as reason_of
from app.schema.reversals.sale_inputs import CLIENT_MUTATION_ID


@strawberry.input(description="A reason as it is to be.")
class RefundReasonInput:
    client_mutation_id: str | None = field(default=UNSET, description=CLIENT_MUTATION_ID)
    code: str = field(
        description="What is sent as `reasonCode`: 1 to 64 letters, digits and _ . - behind the first one. Two that "
        "differ in case only are the same."
    )
    label: str = field(description="What people read, up to 255 characters, and like no other reason's.")
    active: bool | None = field(
        default=UNSET, description="Whether it can be given. Left out or null, a new one can, and an old one stays so."
    )


@strawberry.type(description="What `createRefundReason` and `updateRefundReason` answer.")
class RefundReasonPayload:
    client_mutation_id: str | None = field(description=ECHO)
    reason: RefundReason | None = field(description="The reason, as it is from now on.")
    validation_errors: list[ValidationError] | None = field(default=None, description=PROBLEMS)


Which = Annotated[RefundReasonInput, strawberry.argument(description="The reason as it is to be.")]


async def refund_reasons(info: Info) -> list[RefundReason]:
    return [reason_of(each) for each in await flow.reasons_of(info.context.service, info.context.actor)]


@resolved("Adds a reason for giving money back.", extensions=[ProblemsAsData()])
async def create_refund_reason(info: Info, input: Which) -> RefundReasonPayload | None:
    service, actor, echo = begin(info, input)
    return _payload(echo, await flow.create_reason(service, actor, _ask(input)))


@resolved("Changes the label of the reason with that code, or whether it can be given.", extensions=[ProblemsAsData()])
async def update_refund_reason(info: Info, input: Which) -> RefundReasonPayload | None:
    service, actor, echo = begin(info, input)
    return _payload(echo, await flow.update_reason(service, actor, _ask(input)))


def _ask(input: RefundReasonInput) -> ReasonAsk:
    return ReasonAsk(input.code, input.label, given(input.active))


def _payload(echo: str | None, value: values.RefundReason) -> RefundReasonPayload:
    return RefundReasonPayload(client_mutation_id=echo, reason=reason_of(value))
