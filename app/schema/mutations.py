"""Everything that moves money. Each mutation takes its input apart, calls one flow, and puts the answer together."""

from typing import Annotated, Any, Protocol, cast

import strawberry

from app.domain.payments import Transaction
from app.domain.people import Actor
from app.domain.problems import Condition, Problem, Refused
from app.flows.capture import CaptureAsk, capture_transaction
from app.flows.refund import RefundAsk, refund_transaction
from app.flows.reverse import ReverseAsk, reverse_transaction
from app.flows.reverse_refund import ReverseRefundAsk, reverse_refund
from app.flows.sell import SellAsk, authorize_payment_method, charge_payment_method
from app.flows.service import Service
from app.flows.settle import SettleAsk, settle_transaction
from app.flows.void import VoidAsk, void_transaction
from app.schema import payments
from app.schema.context import Info
from app.schema.enums import SandboxSettlementState
from app.schema.fields import resolved
from app.schema.given import LONGEST_TEXT, given, kept
from app.schema.payloads import (
    RefundTransactionPayload,
    ReverseTransactionPayload,
    TransactionPayload,
    VoidTransactionPayload,
)
from app.schema.reversal_inputs import (
    RefundInput,
    RefundTransactionInput,
    ReverseRefundInput,
    ReverseTransactionInput,
    VoidTransactionInput,
)
from app.schema.sale_inputs import (
    AuthorizePaymentMethodInput,
    CaptureTransactionInput,
    CaptureTransactionOptionsInput,
    ChargePaymentMethodInput,
    SandboxSettleTransactionInput,
    TransactionCustomerDetailsInput,
)
from app.schema.scalars import Amount
from app.schema.validation_errors import ProblemsAsData

WHAT = strawberry.argument(description="What is asked for.")


@strawberry.type(description="What can be done. Fields of one document are done one after another.")
class Mutation:
    @resolved(
        "Undoes a transaction whatever its state: voids it before settlement, refunds all that is left of it after.",
        extensions=[ProblemsAsData()],
    )
    async def reverse_transaction(
        self, info: Info, input: Annotated[ReverseTransactionInput, WHAT]
    ) -> ReverseTransactionPayload | None:
        service, actor, echo = _begin(info, input)
        ask = ReverseAsk(str(input.transaction_id), given(input.on_failure), given(input.api_request_key))
        value = await reverse_transaction(service, actor, ask)
        return ReverseTransactionPayload(client_mutation_id=echo, reversal=payments.payment(value))

    @resolved("Gives back a settled transaction, in full or in part.", extensions=[ProblemsAsData()])
    async def refund_transaction(
        self, info: Info, input: Annotated[RefundTransactionInput, WHAT]
    ) -> RefundTransactionPayload | None:
        service, actor, echo = _begin(info, input)
        value = await refund_transaction(service, actor, _refund_ask(input))
        return RefundTransactionPayload(client_mutation_id=echo, refund=payments.refund(value))

    @resolved(
        "Takes back a refund that has not settled, or that still waits in the queue.", extensions=[ProblemsAsData()]
    )
    async def reverse_refund(
        self, info: Info, input: Annotated[ReverseRefundInput, WHAT]
    ) -> RefundTransactionPayload | None:
        service, actor, echo = _begin(info, input)
        ask = ReverseRefundAsk(str(input.refund_id), given(input.api_request_key))
        value = await reverse_refund(service, actor, ask)
        return RefundTransactionPayload(client_mutation_id=echo, refund=payments.refund(value))

    @resolved("Cancels a transaction before it settles; never refunds it.", extensions=[ProblemsAsData()])
    async def void_transaction(
        self, info: Info, input: Annotated[VoidTransactionInput, WHAT]
    ) -> VoidTransactionPayload | None:
        service, actor, echo = _begin(info, input)
        ask = VoidAsk(str(input.transaction_id), given(input.api_request_key))
        value = await void_transaction(service, actor, ask)
        return VoidTransactionPayload(client_mutation_id=echo, transaction=payments.transaction(value))

    @resolved("Takes a payment: authorizes it and hands it in for settlement.", extensions=[ProblemsAsData()])
    async def charge_payment_method(
        self, info: Info, input: Annotated[ChargePaymentMethodInput, WHAT]
    ) -> TransactionPayload | None:
        service, actor, echo = _begin(info, input)
        return _sold(echo, await charge_payment_method(service, actor, _sell_ask(input)))

    @resolved("Holds the money of a payment, to be captured later.", extensions=[ProblemsAsData()])
    async def authorize_payment_method(
        self, info: Info, input: Annotated[AuthorizePaymentMethodInput, WHAT]
    ) -> TransactionPayload | None:
        service, actor, echo = _begin(info, input)
        return _sold(echo, await authorize_payment_method(service, actor, _sell_ask(input)))

    @resolved("Hands in an authorized transaction for settlement, in full or less.", extensions=[ProblemsAsData()])
    async def capture_transaction(
        self, info: Info, input: Annotated[CaptureTransactionInput, WHAT]
    ) -> TransactionPayload | None:
        service, actor, echo = _begin(info, input)
        return _sold(echo, await capture_transaction(service, actor, _capture_ask(input)))

    @resolved(
        "Settles a transaction of the sandbox gateway at once, as the night would.", extensions=[ProblemsAsData()]
    )
    async def sandbox_settle_transaction(
        self, info: Info, input: Annotated[SandboxSettleTransactionInput, WHAT]
    ) -> TransactionPayload | None:
        service, actor, echo = _begin(info, input)
        declined = given(input.settlement_state) is SandboxSettlementState.SETTLEMENT_DECLINED
        return _sold(echo, await settle_transaction(service, actor, SettleAsk(str(input.transaction_id), declined)))


class _Input(Protocol):
    client_mutation_id: str | None


def _begin(info: Info, input: _Input) -> tuple[Service, Actor, str | None]:
    """What a flow needs, and the client's own id to echo, refused if it is too long.

    What an earlier mutation of the document has read is forgotten: this one is about to change it.
    """
    info.context.forget()
    echo = given(input.client_mutation_id)
    if echo is not None and len(echo) > LONGEST_TEXT:
        facts = {"length": str(len(echo)), "maximum": str(LONGEST_TEXT)}
        raise Refused(Problem(Condition.TEXT_TOO_LONG, ("input", "clientMutationId"), facts))
    return info.context.service, info.context.actor, echo


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
        request_key=given(input.api_request_key),
    )


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
