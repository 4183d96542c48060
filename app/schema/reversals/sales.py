"""Charging, authorizing, capturing and settling: what makes a payment in the sandbox (SPEC 1.5)."""

from typing import Annotated, Any, cast

import strawberry

from app.domain.reversals.payments import Transaction
from app.flows.sandbox import capture, sell
from app.flows.sandbox.capture import CaptureAsk
from app.flows.sandbox.sell import SellAsk
from app.flows.sandbox.settle import SettleAsk, settle_transaction
from app.schema.base.context import Info
from app.schema.base.fields import resolved
from app.schema.base.input_values import given, kept
from app.schema.base.mutation_start import begin
from app.schema.base.payloads import (
    TransactionPayload,
)
from app.schema.base.scalars import Amount
from app.schema.enums import SandboxSettlementState
from app.schema.errors.validation_errors import ProblemsAsData
from app.schema.reversals import payments
from app.schema.reversals.sale_inputs import (
    AuthorizePaymentMethodInput,
    CaptureTransactionInput,
    CaptureTransactionOptionsInput,
    ChargePaymentMethodInput,
    SandboxSettleTransactionInput,
    TransactionCustomerDetailsInput,
)

WHAT = strawberry.argument(description="What is asked for.")


@resolved("Takes a payment: authorizes it and hands it in for settlement.", extensions=[ProblemsAsData()])
async def charge_payment_method(
    info: Info, input: Annotated[ChargePaymentMethodInput, WHAT]
) -> TransactionPayload | None:
    service, actor, echo = begin(info, input)
    return _sold(echo, await sell.charge_payment_method(service, actor, _sell_ask(input)))


@resolved("Holds the money of a payment, to be captured later.", extensions=[ProblemsAsData()])
async def authorize_payment_method(
    info: Info, input: Annotated[AuthorizePaymentMethodInput, WHAT]
) -> TransactionPayload | None:
    service, actor, echo = begin(info, input)
    return _sold(echo, await sell.authorize_payment_method(service, actor, _sell_ask(input)))


@resolved("Hands in an authorized transaction for settlement, in full or less.", extensions=[ProblemsAsData()])
async def capture_transaction(info: Info, input: Annotated[CaptureTransactionInput, WHAT]) -> TransactionPayload | None:
    service, actor, echo = begin(info, input)
    return _sold(echo, await capture.capture_transaction(service, actor, _capture_ask(input)))


@resolved("Settles a transaction of the sandbox gateway at once, as the night would.", extensions=[ProblemsAsData()])
async def sandbox_settle_transaction(
    info: Info, input: Annotated[SandboxSettleTransactionInput, WHAT]
) -> TransactionPayload | None:
    service, actor, echo = begin(info, input)
    declined = given(input.settlement_state) is SandboxSettlementState.SETTLEMENT_DECLINED
    return _sold(echo, await settle_transaction(service, actor, SettleAsk(str(input.transaction_id), declined)))


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
        merchant_account_id=_text(given(sale.merchant_account_id)),
        order_id=given(sale.order_id),
        customer_id=_text(given(sale.customer_id)),
        customer_email=given(customer.email),
        customer_phone=given(customer.phone_number),
        details=details,
        request_key=given(input.api_request_key),
    )


def _capture_ask(input: CaptureTransactionInput) -> CaptureAsk:
    capture = given(input.transaction) or CaptureTransactionOptionsInput()
    return CaptureAsk(
        transaction_id=str(input.transaction_id),
        amount=_text(given(capture.amount)),
        order_id=given(capture.order_id),
        request_key=given(input.api_request_key),
    )


def _sold(echo: str | None, value: Transaction) -> TransactionPayload:
    return TransactionPayload(client_mutation_id=echo, transaction=payments.transaction(value))


def _text(value: Amount | str | None) -> str | None:
    """An id, or an amount as the client wrote it, for the domain to read."""
    return None if value is None else cast(str, value)
