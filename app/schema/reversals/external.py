"""What was done outside of this service, and the taking back of such a mark (SPEC 6)."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.flows.reversals import external as flow
from app.flows.reversals.external import MarkRefundedAsk, MarkVoidedAsk, UndoAsk
from app.schema.base.context import Info
from app.schema.base.fields import REFUNDS, holds
from app.schema.base.input_values import given, kept, refuse
from app.schema.base.mutation_field import API_REQUEST_KEY, MutationInput, Payload, mutation, payload
from app.schema.reversals import payments
from app.schema.reversals.payments import Refund, Transaction
from app.schema.reversals.reversal_inputs import RefundInput
from app.schema.reversals.reversal_payloads import RefundTransactionPayload, VoidTransactionPayload

REFERENCE = "What it is called where it was done."
NOTE = "More words about it; kept in the history."


@strawberry.input(description="What `markRefundedExternally` takes.")
class MarkRefundedExternallyInput(MutationInput):
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)
    transaction_id: strawberry.ID = field(description="The id of the transaction that was refunded elsewhere.")
    refund: RefundInput | None = field(
        default=UNSET, description="How much of it was refunded; all that is left unless given."
    )
    reference: str | None = field(default=UNSET, description=REFERENCE)
    note: str | None = field(default=UNSET, description=NOTE)


@strawberry.input(description="What `undoExternalRefund` takes.")
class UndoExternalRefundInput(MutationInput):
    transaction_id: strawberry.ID = field(description="The id of the transaction whose external refunds were no such.")
    note: str | None = field(default=UNSET, description=NOTE)


@strawberry.input(description="What `markVoidedExternally` takes.")
class MarkVoidedExternallyInput(MutationInput):
    transaction_id: strawberry.ID = field(description="The id of the transaction that was voided elsewhere.")
    reference: str | None = field(default=UNSET, description=REFERENCE)
    note: str | None = field(default=UNSET, description=NOTE)


@strawberry.input(description="What `undoExternalVoid` takes.")
class UndoExternalVoidInput(MutationInput):
    transaction_id: strawberry.ID = field(description="The id of the transaction that was not voided after all.")
    note: str | None = field(default=UNSET, description=NOTE)


@payload("What `undoExternalRefund` answers.")
class UndoExternalRefundPayload(Payload):
    transaction: Transaction | None = field(description="The transaction, of which more can be refunded again.")
    refunds: list[Refund] | None = field(
        description="Its refunds; those that were marked are VOIDED now.", metadata=holds(REFUNDS)
    )


@mutation("Records a refund that was made outside of this service, in full or in part. No gateway is told.")
async def mark_refunded_externally(
    info: Info, input: Annotated[MarkRefundedExternallyInput, strawberry.argument(description="What was done.")]
) -> RefundTransactionPayload | None:
    context = info.context
    value = await flow.mark_refunded_externally(context.service, context.actor, _ask(input))
    return RefundTransactionPayload(refund=payments.refund(value))


@mutation("Takes back the marks of a transaction's external refunds, while its order has no other refunds.")
async def undo_external_refund(
    info: Info, input: Annotated[UndoExternalRefundInput, strawberry.argument(description="What was not done.")]
) -> UndoExternalRefundPayload | None:
    context = info.context
    ask = UndoAsk(str(input.transaction_id), given(input.note))
    value, refunds = await flow.undo_external_refund(context.service, context.actor, ask)
    return UndoExternalRefundPayload(
        transaction=payments.transaction(value),
        refunds=[payments.refund(each) for each in refunds],
    )


@mutation("Records that a transaction was voided outside of this service. No gateway is told.")
async def mark_voided_externally(
    info: Info, input: Annotated[MarkVoidedExternallyInput, strawberry.argument(description="What was done.")]
) -> VoidTransactionPayload | None:
    context = info.context
    ask = MarkVoidedAsk(str(input.transaction_id), given(input.reference), given(input.note))
    value = await flow.mark_voided_externally(context.service, context.actor, ask)
    return VoidTransactionPayload(transaction=payments.transaction(value))


@mutation("Takes back the mark of an external void: the transaction has the status that its gateway knows.")
async def undo_external_void(
    info: Info, input: Annotated[UndoExternalVoidInput, strawberry.argument(description="What was not done.")]
) -> VoidTransactionPayload | None:
    context = info.context
    ask = UndoAsk(str(input.transaction_id), given(input.note))
    value = await flow.undo_external_void(context.service, context.actor, ask)
    return VoidTransactionPayload(transaction=payments.transaction(value))


def _ask(input: MarkRefundedExternallyInput) -> MarkRefundedAsk:
    """Raises NotSupported for what only a gateway could do: take it from another account, or fail."""
    refund = given(input.refund) or RefundInput()
    path = ("input", "refund")
    refuse(path, merchant_account_id=refund.merchant_account_id, on_failure=refund.on_failure)
    amount = given(refund.amount)
    return MarkRefundedAsk(
        transaction_id=str(input.transaction_id),
        amount=None if amount is None else str(amount),
        order_id=given(refund.order_id),
        description=given(refund.description),
        line_items=tuple(kept(refund, path, only={"line_items"}).get("line_items", ())),
        reason_code=given(refund.reason_code),
        refund_note=given(refund.note),
        reference=given(input.reference),
        note=given(input.note),
        request_key=given(input.api_request_key),
    )
