"""Refunds that await a second person, and what that person decides (SPEC 8.3)."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.flows.reversals import approve as flow
from app.flows.reversals.approve import ApprovalAsk
from app.schema.base import pages
from app.schema.base.context import Info
from app.schema.base.cursors import After, First, page_size, read_cursor
from app.schema.base.input_values import given
from app.schema.base.mutation_field import MutationInput, mutation
from app.schema.base.pages import RefundConnection
from app.schema.reversals import payments
from app.schema.reversals.reversal_payloads import RefundTransactionPayload
from app.store.reversals import approvals


@strawberry.input(description="Which refund is decided on.")
class ApprovalInput(MutationInput):
    refund_id: strawberry.ID = field(description="The id of the refund.")
    note: str | None = field(default=UNSET, description="Why it is decided so; kept, and shown by `approval`.")


Which = Annotated[ApprovalInput, strawberry.argument(description="Which refund it is.")]


async def awaiting(info: Info, first: First = UNSET, after: After = UNSET) -> RefundConnection | None:
    size, cursor = page_size(given(first)), given(after)
    position = None if cursor is None else read_cursor(cursor)
    async with info.context.service.store.session() as session:
        found = await approvals.waiting(session, info.context.actor.merchant_id, size, position)
    return await pages.refunds_at(info, found)


@mutation(
    "Agrees to a refund that another person asked for: it is sent now. Or to what was said of an "
    "unknown outcome: the refund's amount is free then. People only, never API keys."
)
async def approve_refund(info: Info, input: Which) -> RefundTransactionPayload | None:
    context = info.context
    value = await flow.approve_refund(
        context.service, context.actor, ApprovalAsk(str(input.refund_id), given(input.note))
    )
    return RefundTransactionPayload(refund=payments.refund(value))


@mutation(
    "Does not agree to a refund that another person asked for: it is VOIDED, its amount is free again. "
    "Or to what was said of an unknown outcome: it stays unknown. People only, never API keys."
)
async def reject_refund(info: Info, input: Which) -> RefundTransactionPayload | None:
    context = info.context
    value = await flow.reject_refund(
        context.service, context.actor, ApprovalAsk(str(input.refund_id), given(input.note))
    )
    return RefundTransactionPayload(refund=payments.refund(value))
