"""Approvals: the refunds that await a second person, and the decision (SPEC 8.3)."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.flows.reversals import approve as flow
from app.flows.reversals.approve import ApprovalAsk
from app.schema.base import pages
from app.schema.base.context import Info
from app.schema.base.cursors import After, First, page_size, read_cursor
from app.schema.base.input_values import or_none
from app.schema.base.mutation_field import MutationInput, mutation
from app.schema.base.pages import RefundConnection
from app.schema.reversals import payments
from app.schema.reversals.reversal_payloads import RefundTransactionPayload
from app.store.reversals import approvals


@strawberry.input(description="The decision on a refund.")
class ApprovalInput(MutationInput):
    refund_id: strawberry.ID = field(description="The id of the refund.")
    note: str | None = field(default=UNSET, description="The reason for the decision. `approval` shows it.")


ApprovalArgument = Annotated[ApprovalInput, strawberry.argument(description="Which refund, and why.")]


async def awaiting(info: Info, first: First = UNSET, after: After = UNSET) -> RefundConnection | None:
    size, cursor = page_size(or_none(first)), or_none(after)
    position = None if cursor is None else read_cursor(cursor)
    async with info.context.service.store.session() as session:
        found = await approvals.waiting(session, info.context.actor.merchant_id, size, position)
    return await pages.refunds_at(info, found)


@mutation(
    "Approves a refund that a different person requested: it is sent now. Or approves the reported outcome of a "
    "refund: its amount is free then. For people only, not for API keys."
)
async def approve_refund(info: Info, input: ApprovalArgument) -> RefundTransactionPayload | None:
    context = info.context
    value = await flow.approve_refund(
        context.service, context.actor, ApprovalAsk(str(input.refund_id), or_none(input.note))
    )
    return RefundTransactionPayload(refund=payments.refund(value))


@mutation(
    "Rejects a refund that a different person requested: it is VOIDED, and its amount is free again. Or rejects the "
    "reported outcome of a refund: it stays UNKNOWN. For people only, not for API keys."
)
async def reject_refund(info: Info, input: ApprovalArgument) -> RefundTransactionPayload | None:
    context = info.context
    value = await flow.reject_refund(
        context.service, context.actor, ApprovalAsk(str(input.refund_id), or_none(input.note))
    )
    return RefundTransactionPayload(refund=payments.refund(value))
