"""What the mutations answer that undo, take and mark payments."""

from strawberry import field

from app.schema.base.mutation_field import Payload, payload
from app.schema.reversals.payments import Refund, Transaction, TransactionReversal


@payload("What `reverseTransaction` answers.")
class ReverseTransactionPayload(Payload):
    reversal: TransactionReversal | None = field(
        description="The transaction if it was voided, or its void is under way; the refund if it was refunded."
    )


@payload("What `refundTransaction` and `reverseRefund` answer.")
class RefundTransactionPayload(Payload):
    refund: Refund | None = field(description="The refund; its status tells how far it came.")


@payload("What `voidTransaction` answers.")
class VoidTransactionPayload(Payload):
    transaction: Transaction | None = field(
        description="The transaction: VOIDED, or as it was, with `retry` set, while the void is under way."
    )


@payload("What charging, authorizing, capturing and settling answer.")
class TransactionPayload(Payload):
    transaction: Transaction | None = field(
        description="The transaction; a refusal by processor or gateway is told by its status."
    )
