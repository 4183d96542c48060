"""GraphQL's suggestions: none that the client can't have meant."""

import pytest

from app.schema.errors.suggestions import meant_suggestions

UNCHANGED = [
    "Cannot query field 'statu' on type 'Transaction'. Did you mean 'status'?",
    "Cannot query field 'refundTransactions' on type 'Mutation'. Did you mean 'refundTransaction'?",
    "Cannot query field 'amount' on type 'TransactionReversal'. Did you mean to use an inline fragment on 'Refund'?",
    "Unknown type 'RefundTransactionsInput'. Did you mean 'RefundTransactionInput'?",
    "Field 'name' is not defined.",
]
SHORTER = {
    "Unknown type 'ChargeCreditCardInput'. Did you mean 'ChangePasswordInput'?": (
        "Unknown type 'ChargeCreditCardInput'."
    ),
    "Unknown type 'RefundTransactionInpt'. Did you mean 'RefundTransactionInput' or 'RefundReasonInput'?": (
        "Unknown type 'RefundTransactionInpt'. Did you mean 'RefundTransactionInput'?"
    ),
    "Cannot query field 'chargeIt' on type 'Mutation'. Did you mean 'reverseRefund', 'createUser', or 'users'?": (
        "Cannot query field 'chargeIt' on type 'Mutation'."
    ),
    "Value 'VOIDE' does not exist in 'PaymentStatus' enum. Did you mean the enum value 'VOIDED' or 'FAILED'?": (
        "Value 'VOIDE' does not exist in 'PaymentStatus' enum. Did you mean the enum value 'VOIDED'?"
    ),
}


@pytest.mark.parametrize("message", UNCHANGED)
def test_what_may_be_meant_stays(message: str) -> None:
    assert meant_suggestions(message) == message


@pytest.mark.parametrize("message", SHORTER)
def test_what_can_not_be_meant_goes(message: str) -> None:
    assert meant_suggestions(message) == SHORTER[message]
