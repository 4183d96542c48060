"""Marks of refunds and voids outside of this service, and how to undo them (SPEC 6)."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.flows.reversals import external as flow
from app.flows.reversals.external import MarkRefundedAsk, MarkVoidedAsk, UndoAsk
from app.flows.reversals.undo_mark import UndoMarksAsk, undo_marks
from app.schema.base.context import Info
from app.schema.base.fields import REFUNDS, holds
from app.schema.base.input_values import or_none, refuse_unsupported, submitted_values
from app.schema.base.mutation_field import API_REQUEST_KEY, MutationInput, Payload, mutation, payload
from app.schema.reversals import payments
from app.schema.reversals.payments import Refund, Transaction
from app.schema.reversals.reversal_inputs import RefundInput
from app.schema.reversals.reversal_payloads import RefundTransactionPayload, VoidTransactionPayload

REFERENCE = "The id of the refund or void in the system where it was made."
NOTE = "A note. The history shows it."


@strawberry.input(description="The input of `markRefundedExternally`.")
class MarkRefundedExternallyInput(MutationInput):
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)
    transaction_id: strawberry.ID = field(
        description="The id of the transaction that was refunded outside of this service."
    )
    refund: RefundInput | None = field(default=UNSET, description="How much was refunded. Default: all that is left.")
    reference: str | None = field(default=UNSET, description=REFERENCE)
    note: str | None = field(default=UNSET, description=NOTE)


@strawberry.input(description="The input of `undoExternalRefund`.")
class UndoExternalRefundInput(MutationInput):
    transaction_id: strawberry.ID | None = field(
        default=UNSET,
        description="The id of the transaction that was not refunded outside of this service after all. All of its "
        "marks are undone, while its order has no refunds of a gateway. Either this or `refundId` is required.",
    )
    refund_id: strawberry.ID | None = field(
        default=UNSET,
        description="The id of one refund whose mark was a mistake. It is undone by itself. A note is required, and, "
        "above the merchant's approval limit, a different person than the one who marked it.",
    )
    note: str | None = field(default=UNSET, description=NOTE)


@strawberry.input(description="The input of `markVoidedExternally`.")
class MarkVoidedExternallyInput(MutationInput):
    transaction_id: strawberry.ID = field(
        description="The id of the transaction that was voided outside of this service."
    )
    reference: str | None = field(default=UNSET, description=REFERENCE)
    note: str | None = field(default=UNSET, description=NOTE)


@strawberry.input(description="The input of `undoExternalVoid`.")
class UndoExternalVoidInput(MutationInput):
    transaction_id: strawberry.ID = field(description="The id of the transaction that was not voided after all.")
    note: str | None = field(default=UNSET, description=NOTE)


@payload("The answer of `undoExternalRefund`.")
class UndoExternalRefundPayload(Payload):
    transaction: Transaction | None = field(
        description="The transaction; the amounts of the undone marks can be refunded again."
    )
    refunds: list[Refund] | None = field(
        description="The refunds of the transaction; those whose marks were undone are VOIDED now.",
        metadata=holds(REFUNDS),
    )


@mutation("Records a refund that was made outside of this service, in full or in part. The gateway is not called.")
async def mark_refunded_externally(
    info: Info,
    input: Annotated[
        MarkRefundedExternallyInput, strawberry.argument(description="What was done outside of this service.")
    ],
) -> RefundTransactionPayload | None:
    context = info.context
    value = await flow.mark_refunded_externally(context.service, context.actor, _ask(input))
    return RefundTransactionPayload(refund=payments.refund(value))


@mutation(
    "Undoes the external refund marks of a transaction, while its order has no refunds of a gateway; or one mark, with "
    "`refundId`."
)
async def undo_external_refund(
    info: Info, input: Annotated[UndoExternalRefundInput, strawberry.argument(description="Which mark to undo.")]
) -> UndoExternalRefundPayload | None:
    context = info.context
    ask = UndoMarksAsk(or_none(input.transaction_id), or_none(input.refund_id), or_none(input.note))
    value, refunds = await undo_marks(context.service, context.actor, ask)
    return UndoExternalRefundPayload(
        transaction=payments.transaction(value),
        refunds=[payments.refund(each) for each in refunds],
    )


@mutation("Records that a transaction was voided outside of this service. The gateway is not called.")
async def mark_voided_externally(
    info: Info,
    input: Annotated[
        MarkVoidedExternallyInput, strawberry.argument(description="What was done outside of this service.")
    ],
) -> VoidTransactionPayload | None:
    context = info.context
    ask = MarkVoidedAsk(str(input.transaction_id), or_none(input.reference), or_none(input.note))
    value = await flow.mark_voided_externally(context.service, context.actor, ask)
    return VoidTransactionPayload(transaction=payments.transaction(value))


@mutation("Undoes the external void mark of a transaction: it gets the status that its gateway reports.")
async def undo_external_void(
    info: Info, input: Annotated[UndoExternalVoidInput, strawberry.argument(description="Which mark to undo.")]
) -> VoidTransactionPayload | None:
    context = info.context
    ask = UndoAsk(str(input.transaction_id), or_none(input.note))
    value = await flow.undo_external_void(context.service, context.actor, ask)
    return VoidTransactionPayload(transaction=payments.transaction(value))


def _ask(input: MarkRefundedExternallyInput) -> MarkRefundedAsk:
    """Raises NotSupported for fields that only a refund through a gateway has: an account, and onFailure."""
    refund = or_none(input.refund) or RefundInput()
    path = ("input", "refund")
    refuse_unsupported(
        path,
        merchant_account_id=refund.merchant_account_id,
        on_failure=refund.on_failure,
        when_unsettled=refund.when_unsettled,
    )
    amount = or_none(refund.amount)
    return MarkRefundedAsk(
        transaction_id=str(input.transaction_id),
        amount=None if amount is None else str(amount),
        order_id=or_none(refund.order_id),
        description=or_none(refund.description),
        line_items=tuple(submitted_values(refund, path, only={"line_items"}).get("line_items", ())),
        reason_code=or_none(refund.reason_code),
        refund_note=or_none(refund.note),
        reference=or_none(input.reference),
        note=or_none(input.note),
        request_key=or_none(input.api_request_key),
    )
