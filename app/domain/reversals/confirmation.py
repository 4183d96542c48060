"""Whether what a gateway says of a payment is what was told of it when it was brought in (SPEC 7.8)."""

from app.domain.money import Money
from app.domain.reversals.payments import Transaction
from app.domain.reversals.states import IllegalTransition, PaymentStatus, Subject, path_to

NOT_REACHED = "The gateway could not be asked."
KNOWN_ALREADY = "The gateway has it as a payment that is known here already."
NOT_THERE = "The gateway has none of that id."


def misfit(transaction: Transaction, status: PaymentStatus, amount: Money) -> str | None:
    """In words, why what the gateway has is not what was brought in; None if it is, or has become so since.

    A payment goes on at its gateway: it settles, or less of it is captured than was authorized.
    """
    if amount.currency != transaction.amount.currency:
        return f"The gateway has it in {amount.currency}."
    captured_since = transaction.status is PaymentStatus.AUTHORIZED and status not in {
        PaymentStatus.AUTHORIZED,
        PaymentStatus.VOIDED,
    }
    if amount != transaction.amount and not (captured_since and amount < transaction.amount):
        return f"The gateway has it with {amount} {amount.currency}."
    try:
        path_to(Subject.TRANSACTION, transaction.status, status)
    except IllegalTransition:
        return f"The gateway says that it is {status}, which does not fit {transaction.status}."
    return None
