"""What mutations answer with. On a problem everything but `validationErrors` and the client's own id is null."""

import strawberry
from strawberry import field

from app.schema.errors.validation_errors import ValidationError
from app.schema.reversals.payments import Refund, Transaction, TransactionReversal

ECHO = "The text that came with the input."
PROBLEMS = (
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."
)


@strawberry.type(description="What `reverseTransaction` answers.")
class ReverseTransactionPayload:
    client_mutation_id: str | None = field(description=ECHO)
    reversal: TransactionReversal | None = field(
        description="The transaction if it was voided, or its void is under way; the refund if it was refunded."
    )
    validation_errors: list[ValidationError] | None = field(default=None, description=PROBLEMS)


@strawberry.type(description="What `refundTransaction` and `reverseRefund` answer.")
class RefundTransactionPayload:
    client_mutation_id: str | None = field(description=ECHO)
    refund: Refund | None = field(description="The refund; its status tells how far it came.")
    validation_errors: list[ValidationError] | None = field(default=None, description=PROBLEMS)


@strawberry.type(description="What `voidTransaction` answers.")
class VoidTransactionPayload:
    client_mutation_id: str | None = field(description=ECHO)
    transaction: Transaction | None = field(
        description="The transaction: VOIDED, or as it was, with `retry` set, while the void is under way."
    )
    validation_errors: list[ValidationError] | None = field(default=None, description=PROBLEMS)


@strawberry.type(description="What charging, authorizing, capturing and settling answer.")
class TransactionPayload:
    client_mutation_id: str | None = field(description=ECHO)
    transaction: Transaction | None = field(
        description="The transaction; a refusal by processor or gateway is told by its status."
    )
    validation_errors: list[ValidationError] | None = field(default=None, description=PROBLEMS)
