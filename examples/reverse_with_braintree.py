"""Undoes a payment with Braintree's own Python SDK: only the address is another.

pip install braintree, `make demo` in another window, then: python examples/reverse_with_braintree.py
"""

import os
from urllib.parse import urlsplit

import braintree

address = urlsplit(os.environ.get("REFUNDRY_URL", "http://127.0.0.1:8000"))
public_key, private_key = os.environ.get("REFUNDRY_KEYS", "demo_public_key:demo_private_key").split(":")

host, port = address.hostname, str(address.port)
here = braintree.Environment("refundry", host, port, "", address.scheme == "https", None, host, port)
keys = {"merchant_id": "demo", "public_key": public_key, "private_key": private_key}
client = braintree.BraintreeGateway(braintree.Configuration(here, **keys)).graphql_client

CHARGE = """
mutation ($input: ChargePaymentMethodInput!) {
  chargePaymentMethod(input: $input) { transaction { id status } }
}"""
REVERSE = """
mutation ($input: ReverseTransactionInput!) {
  reverseTransaction(input: $input) {
    reversal { ... on Transaction { id status } ... on Refund { id status amount { value } } }
  }
}"""

sale = {"paymentMethodId": "fake-valid-nonce", "transaction": {"amount": "10.00"}}
paid = client.query(CHARGE, {"input": sale})["data"]["chargePaymentMethod"]["transaction"]

undo = {"input": {"transactionId": paid["id"]}}
print(client.query(REVERSE, undo)["data"]["reverseTransaction"]["reversal"]["status"])

# Nothing is left to undo now: Braintree's form of an error, whose code says why.
for error in client.query(REVERSE, undo)["errors"]:
    print(error["extensions"]["legacyCode"], error["message"])
