"""The mutation that refunds to a card without a payment."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.reversals.states import RefundFailurePolicy
from app.flows.sandbox import refund_card
from app.flows.sandbox.refund_card import RefundCardAsk
from app.schema.base.context import Info
from app.schema.base.input_values import or_none, submitted_values
from app.schema.base.mutation_field import API_REQUEST_KEY, MutationInput, Payload, mutation, payload
from app.schema.base.scalars import Amount
from app.schema.reversals import payments
from app.schema.reversals.payments import Refund
from app.schema.reversals.reversal_inputs import NOTE, ON_FAILURE, REASON
from app.schema.reversals.sale_inputs import CustomFieldInput, TransactionDescriptorInput

KEPT = {"custom_fields", "descriptor"}
"""The fields that are stored as sent, and returned."""


@strawberry.input(description="A refund to a card without a payment.")
class DetachedRefundInput:
    amount: Amount = field(description="The amount, in the currency of the merchant account.")
    order_id: str | None = field(default=UNSET, description="An id of the shop's own, up to 255 characters.")
    merchant_account_id: strawberry.ID | None = field(
        default=UNSET, description="The account that pays it. Default: the merchant's default account."
    )
    custom_fields: list[CustomFieldInput] | None = field(
        default=UNSET, description="The merchant's own fields. Stored and returned."
    )
    descriptor: TransactionDescriptorInput | None = field(
        default=UNSET, description="The text on the customer's bank statement. Stored and returned."
    )
    on_failure: RefundFailurePolicy | None = field(default=UNSET, description=ON_FAILURE)
    reason_code: str | None = field(default=UNSET, description=REASON)
    note: str | None = field(default=UNSET, description=NOTE)


@strawberry.input(description="The input of `refundCreditCard`.")
class RefundCreditCardInput(MutationInput):
    payment_method_id: strawberry.ID = field(description="The card: one of the sandbox's nonces, or a method's id.")
    refund: DetachedRefundInput = field(description="The refund.")
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)


@payload("The answer of `refundCreditCard`.")
class RefundCreditCardPayload(Payload):
    refund: Refund | None = field(description="The refund. Its status says how far it has come.")


@mutation(
    "Refunds an amount to a card, without a payment that it gives back. For sandbox merchants alone. It needs "
    "approval, waits in the queue and is reversed like any other refund."
)
async def refund_credit_card(
    info: Info, input: Annotated[RefundCreditCardInput, strawberry.argument(description="The input.")]
) -> RefundCreditCardPayload | None:
    context = info.context
    value = await refund_card.refund_credit_card(context.service, context.actor, _asked(input))
    return RefundCreditCardPayload(refund=payments.refund(value))


def _asked(input: RefundCreditCardInput) -> RefundCardAsk:
    refund = input.refund
    return RefundCardAsk(
        payment_method_id=str(input.payment_method_id),
        amount=str(refund.amount),
        order_id=or_none(refund.order_id),
        merchant_account_id=or_none(refund.merchant_account_id),
        details=submitted_values(refund, ("input", "refund"), only=KEPT),
        on_failure=or_none(refund.on_failure),
        reason_code=or_none(refund.reason_code),
        note=or_none(refund.note),
        request_key=or_none(input.api_request_key),
    )
