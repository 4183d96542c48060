"""Everything that can be done. Each mutation takes its input apart, calls one flow, and puts the answer together."""

from typing import Annotated, Any, cast

import strawberry
from strawberry import field

from app.domain.reversals.payments import Transaction
from app.flows.reversals.refund import RefundAsk, refund_transaction
from app.flows.reversals.reverse import ReverseAsk, reverse_transaction
from app.flows.reversals.reverse_refund import ReverseRefundAsk, reverse_refund
from app.flows.reversals.void import VoidAsk, void_transaction
from app.flows.sandbox.capture import CaptureAsk, capture_transaction
from app.flows.sandbox.sell import SellAsk, authorize_payment_method, charge_payment_method
from app.flows.sandbox.settle import SettleAsk, settle_transaction
from app.schema.base.context import Info
from app.schema.base.fields import resolved
from app.schema.base.input_values import given, kept
from app.schema.base.mutation_start import begin
from app.schema.base.payloads import (
    RefundTransactionPayload,
    ReverseTransactionPayload,
    TransactionPayload,
    VoidTransactionPayload,
)
from app.schema.base.scalars import Amount
from app.schema.enums import SandboxSettlementState
from app.schema.errors.validation_errors import ProblemsAsData
from app.schema.orders import order_recording, order_refunds
from app.schema.orders.order_recording import OrderPayload
from app.schema.orders.order_refunds import RefundOrderPayload
from app.schema.people import people, reasons, settings
from app.schema.people.people import ApiKeyPayload, UserPayload
from app.schema.people.reasons import RefundReasonPayload
from app.schema.people.settings import MerchantSettingsPayload, SandboxAdvanceClockPayload
from app.schema.reversals import approvals, external, payments, queue
from app.schema.reversals.external import UndoExternalRefundPayload
from app.schema.reversals.queue import ResolveOutcomePayload, RetryPayload
from app.schema.reversals.reversal_inputs import (
    RefundInput,
    RefundTransactionInput,
    ReverseRefundInput,
    ReverseTransactionInput,
    VoidTransactionInput,
)
from app.schema.reversals.sale_inputs import (
    AuthorizePaymentMethodInput,
    CaptureTransactionInput,
    CaptureTransactionOptionsInput,
    ChargePaymentMethodInput,
    SandboxSettleTransactionInput,
    TransactionCustomerDetailsInput,
)

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
        service, actor, echo = begin(info, input)
        value = await reverse_transaction(service, actor, _reverse_ask(input))
        return ReverseTransactionPayload(client_mutation_id=echo, reversal=payments.payment(value))

    @resolved("Gives back a settled transaction, in full or in part.", extensions=[ProblemsAsData()])
    async def refund_transaction(
        self, info: Info, input: Annotated[RefundTransactionInput, WHAT]
    ) -> RefundTransactionPayload | None:
        service, actor, echo = begin(info, input)
        value = await refund_transaction(service, actor, _refund_ask(input))
        return RefundTransactionPayload(client_mutation_id=echo, refund=payments.refund(value))

    @resolved(
        "Takes back a refund that has not settled, or that still waits in the queue.", extensions=[ProblemsAsData()]
    )
    async def reverse_refund(
        self, info: Info, input: Annotated[ReverseRefundInput, WHAT]
    ) -> RefundTransactionPayload | None:
        service, actor, echo = begin(info, input)
        value = await reverse_refund(service, actor, _reverse_refund_ask(input))
        return RefundTransactionPayload(client_mutation_id=echo, refund=payments.refund(value))

    @resolved("Cancels a transaction before it settles; never refunds it.", extensions=[ProblemsAsData()])
    async def void_transaction(
        self, info: Info, input: Annotated[VoidTransactionInput, WHAT]
    ) -> VoidTransactionPayload | None:
        service, actor, echo = begin(info, input)
        value = await void_transaction(service, actor, _void_ask(input))
        return VoidTransactionPayload(client_mutation_id=echo, transaction=payments.transaction(value))

    @resolved("Takes a payment: authorizes it and hands it in for settlement.", extensions=[ProblemsAsData()])
    async def charge_payment_method(
        self, info: Info, input: Annotated[ChargePaymentMethodInput, WHAT]
    ) -> TransactionPayload | None:
        service, actor, echo = begin(info, input)
        return _sold(echo, await charge_payment_method(service, actor, _sell_ask(input)))

    @resolved("Holds the money of a payment, to be captured later.", extensions=[ProblemsAsData()])
    async def authorize_payment_method(
        self, info: Info, input: Annotated[AuthorizePaymentMethodInput, WHAT]
    ) -> TransactionPayload | None:
        service, actor, echo = begin(info, input)
        return _sold(echo, await authorize_payment_method(service, actor, _sell_ask(input)))

    @resolved("Hands in an authorized transaction for settlement, in full or less.", extensions=[ProblemsAsData()])
    async def capture_transaction(
        self, info: Info, input: Annotated[CaptureTransactionInput, WHAT]
    ) -> TransactionPayload | None:
        service, actor, echo = begin(info, input)
        return _sold(echo, await capture_transaction(service, actor, _capture_ask(input)))

    @resolved(
        "Settles a transaction of the sandbox gateway at once, as the night would.", extensions=[ProblemsAsData()]
    )
    async def sandbox_settle_transaction(
        self, info: Info, input: Annotated[SandboxSettleTransactionInput, WHAT]
    ) -> TransactionPayload | None:
        service, actor, echo = begin(info, input)
        declined = given(input.settlement_state) is SandboxSettlementState.SETTLEMENT_DECLINED
        return _sold(echo, await settle_transaction(service, actor, SettleAsk(str(input.transaction_id), declined)))

    mark_refunded_externally: RefundTransactionPayload | None = field(
        resolver=external.mark_refunded_externally,
        description="Records a refund that was made outside of this service, in full or in part. No gateway is told.",
        extensions=[ProblemsAsData()],
    )
    undo_external_refund: UndoExternalRefundPayload | None = field(
        resolver=external.undo_external_refund,
        description="Takes back the marks of a transaction's external refunds, while its order has no other refunds.",
        extensions=[ProblemsAsData()],
    )
    mark_voided_externally: VoidTransactionPayload | None = field(
        resolver=external.mark_voided_externally,
        description="Records that a transaction was voided outside of this service. No gateway is told.",
        extensions=[ProblemsAsData()],
    )
    undo_external_void: VoidTransactionPayload | None = field(
        resolver=external.undo_external_void,
        description="Takes back the mark of an external void: the transaction has the status that its gateway knows.",
        extensions=[ProblemsAsData()],
    )
    retry_refund_now: RetryPayload | None = field(
        resolver=queue.retry_refund_now,
        description="Makes an attempt at once, beside the daily ones; while one runs, that is it. Where an outcome is "
        "not known, the gateway is asked first.",
        extensions=[ProblemsAsData()],
    )
    pause_refund_retry: RetryPayload | None = field(
        resolver=queue.pause_refund_retry,
        description="Puts on hold what waits: nothing is tried or asked until it is resumed.",
        extensions=[ProblemsAsData()],
    )
    resume_refund_retry: RetryPayload | None = field(
        resolver=queue.resume_refund_retry,
        description="Lets go on what was paused; what came due meanwhile is due at once.",
        extensions=[ProblemsAsData()],
    )
    dismiss_attention: RetryPayload | None = field(
        resolver=queue.dismiss_attention,
        description="Says that nobody needs to look at a payment any more.",
        extensions=[ProblemsAsData()],
    )
    resolve_outcome: ResolveOutcomePayload | None = field(
        resolver=queue.resolve_outcome,
        description="Says what became of an attempt whose outcome is unknown or pending. The gateway is asked first, "
        "and its word counts; a word against it is refused. What frees a refund where the gateway can't say awaits "
        "another person above the merchant's approval limit, in the refund's `approval`. What counts is final.",
        extensions=[ProblemsAsData()],
    )
    record_order: OrderPayload | None = field(
        resolver=order_recording.record_order,
        description="Brings in an order with its customer, products, and payments made elsewhere. Sent again, it "
        "changes nothing; what was not known is added; what contradicts what is known is refused, field by field.",
        extensions=[ProblemsAsData()],
    )
    cancel_order: OrderPayload | None = field(
        resolver=order_recording.cancel_order,
        description="Says that an order is cancelled. No money moves by it: refundOrder gives it back.",
        extensions=[ProblemsAsData()],
    )
    refund_order: RefundOrderPayload | None = field(
        resolver=order_refunds.refund_order,
        description="Gives back an order over its payments: in full, an amount, or products. Everything is reserved at "
        "once; then each payment goes its own way, with a result of its own.",
        extensions=[ProblemsAsData()],
    )
    approve_refund: RefundTransactionPayload | None = field(
        resolver=approvals.approve_refund,
        description="Agrees to a refund that another person asked for: it is sent now. Or to what was said of an "
        "unknown outcome: the refund's amount is free then. People only, never API keys.",
        extensions=[ProblemsAsData()],
    )
    reject_refund: RefundTransactionPayload | None = field(
        resolver=approvals.reject_refund,
        description="Does not agree to a refund that another person asked for: it is VOIDED, its amount is free again. "
        "Or to what was said of an unknown outcome: it stays unknown. People only, never API keys.",
        extensions=[ProblemsAsData()],
    )
    create_refund_reason: RefundReasonPayload | None = field(
        resolver=reasons.create_refund_reason,
        description="Adds a reason for giving money back.",
        extensions=[ProblemsAsData()],
    )
    update_refund_reason: RefundReasonPayload | None = field(
        resolver=reasons.update_refund_reason,
        description="Changes the label of the reason with that code, or whether it can be given.",
        extensions=[ProblemsAsData()],
    )
    sandbox_advance_clock: SandboxAdvanceClockPayload | None = field(
        resolver=settings.sandbox_advance_clock,
        description="Moves a sandbox merchant's clock forward, and does what falls due on the way, each at its time. A "
        "merchant has one such call at a time; it ends on the way when its client leaves.",
        extensions=[ProblemsAsData()],
    )
    update_merchant_settings: MerchantSettingsPayload | None = field(
        resolver=settings.update_merchant_settings,
        description="Sets what holds for the merchant.",
        extensions=[ProblemsAsData()],
    )
    create_user: UserPayload | None = field(
        resolver=people.create_user,
        description="Lets somebody sign in from now on.",
        extensions=[ProblemsAsData()],
    )
    grant_right: UserPayload | None = field(
        resolver=people.grant_right,
        description="Gives a person a right.",
        extensions=[ProblemsAsData()],
    )
    revoke_right: UserPayload | None = field(
        resolver=people.revoke_right,
        description="Takes a right from a person, at once. The last person who administers keeps that right.",
        extensions=[ProblemsAsData()],
    )
    disable_user: UserPayload | None = field(
        resolver=people.disable_user,
        description="Shuts a person out: every sign-in of that person's is over at once, and none succeeds until "
        "`enableUser`. Nothing more is sent of what the person asked for. Not for oneself, nor for the last "
        "administrator.",
        extensions=[ProblemsAsData()],
    )
    enable_user: UserPayload | None = field(
        resolver=people.enable_user,
        description="Lets a disabled person sign in again, with the rights from before.",
        extensions=[ProblemsAsData()],
    )
    change_password: UserPayload | None = field(
        resolver=people.change_password,
        description="Gives the person who asks another password, and ends that person's other sessions.",
        extensions=[ProblemsAsData()],
    )
    create_api_key: ApiKeyPayload | None = field(
        resolver=people.create_api_key,
        description="Makes a key for a program. Its private half is shown once, in the answer.",
        extensions=[ProblemsAsData()],
    )
    revoke_api_key: ApiKeyPayload | None = field(
        resolver=people.revoke_api_key,
        description="Shuts a key out, at once and for good.",
        extensions=[ProblemsAsData()],
    )


def _reverse_ask(input: ReverseTransactionInput) -> ReverseAsk:
    return ReverseAsk(
        transaction_id=str(input.transaction_id),
        on_failure=given(input.on_failure),
        reason_code=given(input.reason_code),
        note=given(input.note),
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
