"""The four reversals: what undoes a payment (SPEC 1.1 to 1.5)."""

from typing import Annotated, cast

import strawberry

from app.flows.reversals.refund import RefundAsk
from app.flows.reversals.refund import refund_transaction as refund
from app.flows.reversals.reverse import ReverseAsk
from app.flows.reversals.reverse import reverse_transaction as reverse
from app.flows.reversals.reverse_refund import ReverseRefundAsk
from app.flows.reversals.reverse_refund import reverse_refund as take_back
from app.flows.reversals.void import VoidAsk
from app.flows.reversals.void import void_transaction as void
from app.schema.base.context import Info
from app.schema.base.input_values import given, kept
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

WHAT = strawberry.argument(description="What is asked for.")


@mutation("Undoes a transaction whatever its state: voids it before settlement, refunds all that is left of it after.")
async def reverse_transaction(
    info: Info, input: Annotated[ReverseTransactionInput, WHAT]
) -> ReverseTransactionPayload | None:
    context = info.context
    value = await reverse(context.service, context.actor, _reverse_ask(input))
    return ReverseTransactionPayload(reversal=payments.payment(value))


@mutation("Gives back a settled transaction, in full or in part.")
async def refund_transaction(
    info: Info, input: Annotated[RefundTransactionInput, WHAT]
) -> RefundTransactionPayload | None:
    context = info.context
    value = await refund(context.service, context.actor, _refund_ask(input))
    return RefundTransactionPayload(refund=payments.refund(value))


@mutation("Takes back a refund that has not settled, or that still waits in the queue.")
async def reverse_refund(info: Info, input: Annotated[ReverseRefundInput, WHAT]) -> RefundTransactionPayload | None:
    context = info.context
    value = await take_back(context.service, context.actor, _reverse_refund_ask(input))
    return RefundTransactionPayload(refund=payments.refund(value))


@mutation("Cancels a transaction before it settles; never refunds it.")
async def void_transaction(info: Info, input: Annotated[VoidTransactionInput, WHAT]) -> VoidTransactionPayload | None:
    context = info.context
    value = await void(context.service, context.actor, _void_ask(input))
    return VoidTransactionPayload(transaction=payments.transaction(value))


def _reverse_ask(input: ReverseTransactionInput) -> ReverseAsk:
    return ReverseAsk(
        transaction_id=str(input.transaction_id),
        on_failure=given(input.on_failure),
        reason_code=given(input.reason_code),
        note=given(input.note),
        request_key=given(input.api_request_key),
    )


def _refund_ask(input: RefundTransactionInput) -> RefundAsk:
    refund = given(input.refund) or RefundInput()
    path = ("input", "refund")
    items = kept(refund, path, only={"line_items"}).get("line_items", ())
    return RefundAsk(
        transaction_id=str(input.transaction_id),
        amount=cast(str | None, given(refund.amount)),
        order_id=given(refund.order_id),
        merchant_account_id=given(refund.merchant_account_id),
        description=given(refund.description),
        line_items=tuple(items),
        on_failure=given(refund.on_failure),
        reason_code=given(refund.reason_code),
        note=given(refund.note),
        request_key=given(input.api_request_key),
    )


def _reverse_refund_ask(input: ReverseRefundInput) -> ReverseRefundAsk:
    return ReverseRefundAsk(
        refund_id=str(input.refund_id),
        reason_code=given(input.reason_code),
        note=given(input.note),
        request_key=given(input.api_request_key),
    )


def _void_ask(input: VoidTransactionInput) -> VoidAsk:
    return VoidAsk(
        transaction_id=str(input.transaction_id),
        reason_code=given(input.reason_code),
        note=given(input.note),
        request_key=given(input.api_request_key),
    )
