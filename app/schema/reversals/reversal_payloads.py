"""The payloads of the mutations on payments."""

from strawberry import field

from app.schema.base.mutation_field import Payload, payload
from app.schema.reversals.payments import Refund, Transaction, TransactionReversal


@payload("The answer of `reverseTransaction`.")
class ReverseTransactionPayload(Payload):
    reversal: TransactionReversal | None = field(
        description="The transaction if it is voided or being voided; the refund if it is refunded."
    )


@payload("The answer of `refundTransaction` and `reverseRefund`.")
class RefundTransactionPayload(Payload):
    refund: Refund | None = field(description="The refund. Its status says how far it has come.")


@payload("The answer of `voidTransaction`.")
class VoidTransactionPayload(Payload):
    transaction: Transaction | None = field(
        description="The transaction: VOIDED, or unchanged with `retry` set while the void is under way."
    )


@payload("The answer of `partialCaptureTransaction`.")
class PartialCaptureTransactionPayload(Payload):
    capture: Transaction | None = field(
        description="The transaction of the capture. Its status shows a refusal by the processor or the gateway."
    )


@payload(
    "The answer of `chargePaymentMethod`, `authorizePaymentMethod`, `chargeCreditCard`, `authorizeCreditCard`, "
    "`captureTransaction` and `sandboxSettleTransaction`."
)
class TransactionPayload(Payload):
    transaction: Transaction | None = field(
        description="The transaction. Its status shows a refusal by the processor or the gateway."
    )
