"""The mutations that make, capture and settle payments in the sandbox (SPEC 1.5)."""

from typing import Annotated, Any, cast

import strawberry

from app.domain.problems import NotSupported
from app.flows.sandbox import capture, partial_capture, sell
from app.flows.sandbox.capture import CaptureAsk
from app.flows.sandbox.partial_capture import PartialCaptureAsk
from app.flows.sandbox.sell import SellAsk
from app.flows.sandbox.settle import SettleAsk, settle_transaction
from app.schema.base.context import Info
from app.schema.base.input_values import or_none, submitted_values
from app.schema.base.mutation_field import mutation
from app.schema.enums import SandboxSettlementState
from app.schema.reversals import payments
from app.schema.reversals.reversal_payloads import PartialCaptureTransactionPayload, TransactionPayload
from app.schema.reversals.sale_inputs import (
    AuthorizeCreditCardInput,
    AuthorizePaymentMethodInput,
    CaptureTransactionInput,
    CaptureTransactionOptionsInput,
    ChargeCreditCardInput,
    ChargePaymentMethodInput,
    CreditCardTransactionOptionsInput,
    PartialCaptureTransactionInput,
    SandboxSettleTransactionInput,
    TransactionCustomerDetailsInput,
)

INPUT_ARGUMENT = strawberry.argument(description="The input.")


@mutation("Charges a payment method: authorizes the payment and submits it for settlement.")
async def charge_payment_method(
    info: Info, input: Annotated[ChargePaymentMethodInput, INPUT_ARGUMENT]
) -> TransactionPayload | None:
    context = info.context
    value = await sell.charge_payment_method(context.service, context.actor, _sell_ask(input))
    return TransactionPayload(transaction=payments.transaction(value))


@mutation("Authorizes a payment: the money is held, and can be captured later.")
async def authorize_payment_method(
    info: Info, input: Annotated[AuthorizePaymentMethodInput, INPUT_ARGUMENT]
) -> TransactionPayload | None:
    context = info.context
    value = await sell.authorize_payment_method(context.service, context.actor, _sell_ask(input))
    return TransactionPayload(transaction=payments.transaction(value))


@mutation("Charges a card: authorizes the payment and submits it for settlement.")
async def charge_credit_card(
    info: Info, input: Annotated[ChargeCreditCardInput, INPUT_ARGUMENT]
) -> TransactionPayload | None:
    context = info.context
    ask = _sell_ask(input, or_none(input.options))
    value = await sell.charge_credit_card(context.service, context.actor, ask)
    return TransactionPayload(transaction=payments.transaction(value))


@mutation("Authorizes a payment by card: the money is held, and can be captured later.")
async def authorize_credit_card(
    info: Info, input: Annotated[AuthorizeCreditCardInput, INPUT_ARGUMENT]
) -> TransactionPayload | None:
    context = info.context
    ask = _sell_ask(input, or_none(input.options))
    value = await sell.authorize_credit_card(context.service, context.actor, ask)
    return TransactionPayload(transaction=payments.transaction(value))


@mutation("Submits an authorized transaction for settlement, in full or in part.")
async def capture_transaction(
    info: Info, input: Annotated[CaptureTransactionInput, INPUT_ARGUMENT]
) -> TransactionPayload | None:
    context = info.context
    value = await capture.capture_transaction(context.service, context.actor, _capture_ask(input))
    return TransactionPayload(transaction=payments.transaction(value))


@mutation(
    "Captures a part of an authorization, as a transaction of its own that is refunded, voided and reversed by itself. "
    "More parts may follow."
)
async def partial_capture_transaction(
    info: Info, input: Annotated[PartialCaptureTransactionInput, INPUT_ARGUMENT]
) -> PartialCaptureTransactionPayload | None:
    context = info.context
    ask = _partial_capture_ask(input)
    value = await partial_capture.partial_capture_transaction(context.service, context.actor, ask)
    return PartialCaptureTransactionPayload(capture=payments.transaction(value))


@mutation("Settles a transaction of the sandbox gateway at once, as the nightly settlement does.")
async def sandbox_settle_transaction(
    info: Info, input: Annotated[SandboxSettleTransactionInput, INPUT_ARGUMENT]
) -> TransactionPayload | None:
    context = info.context
    declined = or_none(input.settlement_state) is SandboxSettlementState.SETTLEMENT_DECLINED
    ask = SettleAsk(str(input.transaction_id), declined)
    value = await settle_transaction(context.service, context.actor, ask)
    return TransactionPayload(transaction=payments.transaction(value))


Sale = ChargePaymentMethodInput | AuthorizePaymentMethodInput | ChargeCreditCardInput | AuthorizeCreditCardInput

_DETAILS = {
    "purchase_order_number",
    "channel",
    "custom_fields",
    "descriptor",
    "discount_amount",
    "surcharge_amount",
    "line_items",
    "shipping",
    "tax",
}
"""The fields of a sale that are stored as sent, and returned."""


def _sell_ask(input: Sale, options: CreditCardTransactionOptionsInput | None = None) -> SellAsk:
    sale = input.transaction
    kept = or_none(sale.vault_payment_method_after_transacting)
    customer = or_none(sale.customer_details) or TransactionCustomerDetailsInput()
    details: dict[str, Any] = submitted_values(sale, ("input", "transaction"), only=_DETAILS)
    if options is not None:
        details |= submitted_values(options, ("input", "options"), only={"billing_address"})
    return SellAsk(
        payment_method_id=str(input.payment_method_id),
        amount=str(sale.amount),
        merchant_account_id=or_none(sale.merchant_account_id),
        order_id=or_none(sale.order_id),
        customer_id=or_none(sale.customer_id),
        customer_email=or_none(customer.email),
        customer_phone=or_none(customer.phone_number),
        details=details,
        request_key=or_none(input.api_request_key),
        vault=None if kept is None else kept.when,
    )


def _capture_ask(input: CaptureTransactionInput) -> CaptureAsk:
    capture = or_none(input.transaction) or CaptureTransactionOptionsInput()
    amount, older = or_none(capture.amount), or_none(input.amount)
    if amount is not None and older is not None:
        raise NotSupported(("input", "amount"), "Send transaction.amount alone: this is its older name.")
    return CaptureAsk(
        transaction_id=str(input.transaction_id),
        amount=cast(str | None, older if amount is None else amount),
        order_id=or_none(capture.order_id),
        request_key=or_none(input.api_request_key),
    )


def _partial_capture_ask(input: PartialCaptureTransactionInput) -> PartialCaptureAsk:
    capture, path = or_none(input.transaction), ("input", "transaction")
    return PartialCaptureAsk(
        transaction_id=str(input.transaction_id),
        amount=None if capture is None else str(capture.amount),
        order_id=None if capture is None else or_none(capture.order_id),
        final=capture is not None and bool(or_none(capture.final_capture)),
        details={} if capture is None else submitted_values(capture, path, only=_DETAILS),
        request_key=or_none(input.api_request_key),
    )
