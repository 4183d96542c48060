"""The four mutations that reverse payments and refunds (SPEC 1.1 to 1.5)."""

from typing import Annotated, cast

import strawberry

from app.domain.problems import NotSupported
from app.flows.reversals.refund import RefundAsk
from app.flows.reversals.refund import refund_transaction as refund
from app.flows.reversals.reverse import ReverseAsk
from app.flows.reversals.reverse import reverse_transaction as reverse
from app.flows.reversals.reverse_refund import ReverseRefundAsk
from app.flows.reversals.reverse_refund import reverse_refund as reverse_a_refund
from app.flows.reversals.void import VoidAsk
from app.flows.reversals.void import void_transaction as void
from app.schema.base.context import Info
from app.schema.base.input_values import or_none, submitted_values
from app.schema.base.mutation_field import mutation
from app.schema.reversals import payments
from app.schema.reversals.reversal_inputs import (
    RefundInput,
    RefundTransactionInput,
    ReverseRefundInput,
    ReverseTransactionInput,
    VoidTransactionInput,
)
from app.schema.reversals.reversal_payloads import (
    RefundTransactionPayload,
    ReverseTransactionPayload,
    VoidTransactionPayload,
)

INPUT_ARGUMENT = strawberry.argument(description="The input.")


@mutation("Reverses a transaction: voids it before settlement, refunds all that is left of it after.")
async def reverse_transaction(
    info: Info, input: Annotated[ReverseTransactionInput, INPUT_ARGUMENT]
) -> ReverseTransactionPayload | None:
    context = info.context
    value = await reverse(context.service, context.actor, _reverse_ask(input))
    return ReverseTransactionPayload(reversal=payments.payment(value))


@mutation("Refunds a settled transaction, in full or in part.")
async def refund_transaction(
    info: Info, input: Annotated[RefundTransactionInput, INPUT_ARGUMENT]
) -> RefundTransactionPayload | None:
    context = info.context
    value = await refund(context.service, context.actor, _refund_ask(input))
    return RefundTransactionPayload(refund=payments.refund(value))


@mutation("Reverses a refund that has not settled: voids it, or cancels it while it waits in the queue.")
async def reverse_refund(
    info: Info, input: Annotated[ReverseRefundInput, INPUT_ARGUMENT]
) -> RefundTransactionPayload | None:
    context = info.context
    value = await reverse_a_refund(context.service, context.actor, _reverse_refund_ask(input))
    return RefundTransactionPayload(refund=payments.refund(value))


@mutation("Voids a transaction before it settles. Never refunds it.")
async def void_transaction(
    info: Info, input: Annotated[VoidTransactionInput, INPUT_ARGUMENT]
) -> VoidTransactionPayload | None:
    context = info.context
    value = await void(context.service, context.actor, _void_ask(input))
    return VoidTransactionPayload(transaction=payments.transaction(value))


def _reverse_ask(input: ReverseTransactionInput) -> ReverseAsk:
    return ReverseAsk(
        transaction_id=str(input.transaction_id),
        on_failure=or_none(input.on_failure),
        reason_code=or_none(input.reason_code),
        note=or_none(input.note),
        request_key=or_none(input.api_request_key),
    )


def _refund_ask(input: RefundTransactionInput) -> RefundAsk:
    refund = or_none(input.refund) or RefundInput()
    path = ("input", "refund")
    items = submitted_values(refund, path, only={"line_items"}).get("line_items", ())
    expected = or_none(input.expected_refundable_amount)
    description, older = or_none(refund.description), or_none(refund.reason)
    if description is not None and older is not None:
        raise NotSupported((*path, "reason"), "Send description alone: this is its older name.")
    return RefundAsk(
        expected_refundable_amount=None if expected is None else str(expected),
        transaction_id=str(input.transaction_id),
        amount=cast(str | None, or_none(refund.amount)),
        order_id=or_none(refund.order_id),
        merchant_account_id=or_none(refund.merchant_account_id),
        description=older if description is None else description,
        line_items=tuple(items),
        on_failure=or_none(refund.on_failure),
        when_unsettled=or_none(refund.when_unsettled),
        reason_code=or_none(refund.reason_code),
        note=or_none(refund.note),
        request_key=or_none(input.api_request_key),
    )


def _reverse_refund_ask(input: ReverseRefundInput) -> ReverseRefundAsk:
    return ReverseRefundAsk(
        refund_id=str(input.refund_id),
        reason_code=or_none(input.reason_code),
        note=or_none(input.note),
        request_key=or_none(input.api_request_key),
    )


def _void_ask(input: VoidTransactionInput) -> VoidAsk:
    return VoidAsk(
        transaction_id=str(input.transaction_id),
        reason_code=or_none(input.reason_code),
        note=or_none(input.note),
        request_key=or_none(input.api_request_key),
    )
