"""Charging, authorizing, capturing and settling: what makes a payment in the sandbox (SPEC 1.5)."""

from typing import Annotated, Any, cast

import strawberry

from app.flows.sandbox import capture, sell
from app.flows.sandbox.capture import CaptureAsk
from app.flows.sandbox.sell import SellAsk
from app.flows.sandbox.settle import SettleAsk, settle_transaction
from app.schema.base.context import Info
from app.schema.base.input_values import given, kept
from app.schema.base.mutation_field import mutation
from app.schema.enums import SandboxSettlementState
from app.schema.reversals import payments
from app.schema.reversals.reversal_payloads import TransactionPayload
from app.schema.reversals.sale_inputs import (
    AuthorizePaymentMethodInput,
    CaptureTransactionInput,
    CaptureTransactionOptionsInput,
    ChargePaymentMethodInput,
    SandboxSettleTransactionInput,
    TransactionCustomerDetailsInput,
)

WHAT = strawberry.argument(description="What is asked for.")


@mutation("Takes a payment: authorizes it and hands it in for settlement.")
async def charge_payment_method(
    info: Info, input: Annotated[ChargePaymentMethodInput, WHAT]
) -> TransactionPayload | None:
    context = info.context
    value = await sell.charge_payment_method(context.service, context.actor, _sell_ask(input))
    return TransactionPayload(transaction=payments.transaction(value))


@mutation("Holds the money of a payment, to be captured later.")
async def authorize_payment_method(
    info: Info, input: Annotated[AuthorizePaymentMethodInput, WHAT]
) -> TransactionPayload | None:
    context = info.context
    value = await sell.authorize_payment_method(context.service, context.actor, _sell_ask(input))
    return TransactionPayload(transaction=payments.transaction(value))


@mutation("Hands in an authorized transaction for settlement, in full or less.")
async def capture_transaction(info: Info, input: Annotated[CaptureTransactionInput, WHAT]) -> TransactionPayload | None:
    context = info.context
    value = await capture.capture_transaction(context.service, context.actor, _capture_ask(input))
    return TransactionPayload(transaction=payments.transaction(value))


@mutation("Settles a transaction of the sandbox gateway at once, as the night would.")
async def sandbox_settle_transaction(
    info: Info, input: Annotated[SandboxSettleTransactionInput, WHAT]
) -> TransactionPayload | None:
    context = info.context
    declined = given(input.settlement_state) is SandboxSettlementState.SETTLEMENT_DECLINED
    ask = SettleAsk(str(input.transaction_id), declined)
    value = await settle_transaction(context.service, context.actor, ask)
    return TransactionPayload(transaction=payments.transaction(value))


_DETAILS = {
    "purchase_order_number",
    "channel",
    "custom_fields",
    "descriptor",
    "discount_amount",
    "surcharge_amount",
    "line_items",
}
"""What is kept of a sale as it was sent, and given back."""


def _sell_ask(input: ChargePaymentMethodInput | AuthorizePaymentMethodInput) -> SellAsk:
    sale = input.transaction
    customer = given(sale.customer_details) or TransactionCustomerDetailsInput()
    details: dict[str, Any] = kept(sale, ("input", "transaction"), only=_DETAILS)
    return SellAsk(
        payment_method_id=str(input.payment_method_id),
        amount=str(sale.amount),
        merchant_account_id=given(sale.merchant_account_id),
        order_id=given(sale.order_id),
        customer_id=given(sale.customer_id),
        customer_email=given(customer.email),
        customer_phone=given(customer.phone_number),
        details=details,
        request_key=given(input.api_request_key),
    )


def _capture_ask(input: CaptureTransactionInput) -> CaptureAsk:
    capture = given(input.transaction) or CaptureTransactionOptionsInput()
    return CaptureAsk(
        transaction_id=str(input.transaction_id),
        amount=cast(str | None, given(capture.amount)),
        order_id=given(capture.order_id),
        request_key=given(input.api_request_key),
    )
