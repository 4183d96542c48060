"""Undoes a payment with the typed Python client.

pip install ./clients/python, `make demo` in another window, then: python examples/reverse_with_refundry.py
"""

import os
from decimal import Decimal

from refundry_client import (
    ApiKey,
    ChargePaymentMethodInput,
    Refundry,
    ReverseTransactionInput,
    TransactionDetails,
    TransactionInput,
    UnknownObject,
)

url = os.environ.get("REFUNDRY_URL", "http://127.0.0.1:8000")
public_key, private_key = os.environ.get("REFUNDRY_KEYS", "demo_public_key:demo_private_key").split(":")

with Refundry(url, ApiKey(public_key, private_key)) as refundry:
    sale = TransactionInput(amount=Decimal("10.00"))
    paid = refundry.charge_payment_method(
        ChargePaymentMethodInput(payment_method_id="fake-valid-nonce", transaction=sale)
    ).transaction
    assert paid is not None

    # A request that gets no answer is sent again under the same key: it is done once.
    undo = ReverseTransactionInput(transaction_id=paid.id)
    match refundry.reverse_transaction(undo).reversal:
        case TransactionDetails(status=status):
            print(status)
        case UnknownObject(typename__=name):
            print(f"a later service's {name}")
        case None:
            print("nothing was done")
        case refund:
            print(refund.status, refund.amount)

    # Nothing is left to undo now. What a caller can mend is data, not an exception.
    for problem in refundry.reverse_transaction(undo).validation_errors or ():
        print(problem.legacy_code, problem.message)
