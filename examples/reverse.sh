#!/bin/sh
# Undoes a payment with curl alone. `make demo` in another window first; then: sh examples/reverse.sh
set -eu

url=${REFUNDRY_URL:-http://127.0.0.1:8000}
keys=${REFUNDRY_KEYS:-demo_public_key:demo_private_key}

# One request: a document and its variables. -f is left out on purpose: what is wrong stands in the answer.
ask() {
  curl --silent --show-error "$url/graphql" --user "$keys" --header 'Content-Type: application/json' \
    --data "{\"query\": \"$1\", \"variables\": $2}"
}

# The first id in an answer.
id() { sed -n 's/^.*"id": *"\([^"]*\)".*$/\1/p'; }

charge='mutation ($input: ChargePaymentMethodInput!) { chargePaymentMethod(input: $input) { transaction { id } } }'
paid=$(ask "$charge" '{"input": {"paymentMethodId": "fake-valid-nonce", "transaction": {"amount": "10.00"}}}' | id)

# The key makes it safe to send again: with the same key, nothing is done twice.
reverse='mutation ($input: ReverseTransactionInput!) { reverseTransaction(input: $input) {
  reversal { ... on Transaction { status } ... on Refund { status amount { value } } }
  validationErrors { legacyCode message } } }'
reverse=$(printf %s "$reverse" | tr '\n' ' ')
ask "$reverse" "{\"input\": {\"transactionId\": \"$paid\", \"apiRequestKey\": \"undo $paid\"}}"
echo

# Nothing is left to undo now, and the answer says so.
ask "$reverse" "{\"input\": {\"transactionId\": \"$paid\", \"apiRequestKey\": \"undo $paid again\"}}"
echo
