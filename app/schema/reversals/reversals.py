"""The four reversals: what undoes a payment (SPEC 1.1 to 1.5)."""

from typing import Annotated, cast

import strawberry

from app.flows.reversals import refund, reverse, void
from app.flows.reversals import reverse_refund as take_back
from app.flows.reversals.refund import RefundAsk
from app.flows.reversals.reverse import ReverseAsk
from app.flows.reversals.reverse_refund import ReverseRefundAsk
from app.flows.reversals.void import VoidAsk
from app.schema.base.context import Info
from app.schema.base.fields import resolved
from app.schema.base.input_values import given, kept
from app.schema.base.mutation_start import begin
from app.schema.base.payloads import (
    RefundTransactionPayload,
    ReverseTransactionPayload,
    VoidTransactionPayload,
)
from app.schema.base.scalars import Amount
from app.schema.errors.validation_errors import ProblemsAsData
from app.schema.reversals import payments
from app.schema.reversals.reversal_inputs import (
    RefundInput,
    RefundTransactionInput,
    ReverseRefundInput,
    ReverseTransactionInput,
    VoidTransactionInput,
)

WHAT = strawberry.argument(description="What is asked for.")


@resolved(
    "Undoes a transaction whatever its state: voids it before settlement, refunds all that is left of it after.",
    extensions=[ProblemsAsData()],
)
async def reverse_transaction(
    info: Info, input: Annotated[ReverseTransactionInput, WHAT]
) -> ReverseTransactionPayload | None:
    service, actor, echo = begin(info, input)
    value = await reverse.reverse_transaction(service, actor, _reverse_ask(input))
    return ReverseTransactionPayload(client_mutation_id=echo, reversal=payments.payment(value))


@resolved("Gives back a settled transaction, in full or in part.", extensions=[ProblemsAsData()])
async def refund_transaction(
    info: Info, input: Annotated[RefundTransactionInput, WHAT]
) -> RefundTransactionPayload | None:
    service, actor, echo = begin(info, input)
    value = await refund.refund_transaction(service, actor, _refund_ask(input))
    return RefundTransactionPayload(client_mutation_id=echo, refund=payments.refund(value))


@resolved("Takes back a refund that has not settled, or that still waits in the queue.", extensions=[ProblemsAsData()])
async def reverse_refund(info: Info, input: Annotated[ReverseRefundInput, WHAT]) -> RefundTransactionPayload | None:
    service, actor, echo = begin(info, input)
    value = await take_back.reverse_refund(service, actor, _reverse_refund_ask(input))
    return RefundTransactionPayload(client_mutation_id=echo, refund=payments.refund(value))


@resolved("Cancels a transaction before it settles; never refunds it.", extensions=[ProblemsAsData()])
async def void_transaction(info: Info, input: Annotated[VoidTransactionInput, WHAT]) -> VoidTransactionPayload | None:
    service, actor, echo = begin(info, input)
    value = await void.void_transaction(service, actor, _void_ask(input))
    return VoidTransactionPayload(client_mutation_id=echo, transaction=payments.transaction(value))


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
        amount=_text(given(refund.amount)),
        order_id=given(refund.order_id),
        merchant_account_id=_text(given(refund.merchant_account_id)),
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


def _text(value: Amount | str | None) -> str | None:
    """An id, or an amount as the client wrote it, for the domain to read."""
    return None if value is None else cast(str, value)
