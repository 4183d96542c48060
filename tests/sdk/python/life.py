"""One transaction's life by the classic calls of whichever SDK of Braintree's this interpreter has.

Reads {port, merchant, publicKey, privateKey} as JSON from standard input, and prints what the SDK gave, step by step,
in the same form as tests/sdk/node/life.mjs.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

import braintree
from braintree.exceptions.braintree_error import BraintreeError

given = json.load(sys.stdin)
here = braintree.Environment("here", "127.0.0.1", given["port"], "", False, None, "127.0.0.1", given["port"])
configuration = braintree.Configuration(here, given["merchant"], given["publicKey"], given["privateKey"])
gateway = braintree.BraintreeGateway(configuration)


def state(transaction: Any) -> dict[str, Any]:
    return {"status": transaction.status, "type": transaction.type, "amount": str(transaction.amount)}


def told(result: Any) -> dict[str, Any]:
    """What a result says: the transaction, and what is wrong."""
    said: dict[str, Any] = {"success": result.is_success}
    if result.transaction is not None:
        said["transaction"] = state(result.transaction)
    if not result.is_success:
        said["message"] = result.message
        said["errors"] = [[each.code, each.attribute, each.message] for each in result.errors.deep_errors]
    return said


def raised(ask: Callable[[], object]) -> str | None:
    try:
        ask()
    except BraintreeError as error:
        return type(error).__name__
    return None


transactions = gateway.transaction
said: dict[str, Any] = {}
sale = {"amount": "40.00", "payment_method_nonce": "fake-valid-nonce", "order_id": "the order"}
authorized = transactions.sale({**sale, "customer": {"first_name": "Ada", "email": "ada@example.com"}})
said["authorized"] = told(authorized)
paid = authorized.transaction.id
said["captured"] = told(transactions.submit_for_settlement(paid, "30.00"))
said["not settled"] = told(transactions.refund(paid))
said["settled"] = state(gateway.testing.settle_transaction(paid).transaction)
partial = transactions.refund(paid, {"amount": "10.00", "order_id": "the refund"})
said["partly refunded"] = told(partial)
said["refund of"] = partial.transaction.refunded_transaction_id == paid
said["too much"] = told(transactions.refund(paid, "25.00"))
rest = transactions.refund(paid)
said["refunded"] = told(rest)
said["nothing left"] = told(transactions.refund(paid))
said["refund of a refund"] = told(transactions.refund(partial.transaction.id))
said["refund voided"] = told(transactions.void(partial.transaction.id))

found = transactions.find(paid)
said["found"] = state(found)
said["refunds"] = found.refund_ids == [partial.transaction.id, rest.transaction.id]
said["history"] = [each.status for each in found.status_history]
said["customer"] = [found.customer_details.first_name, found.customer_details.email]
said["card"] = [found.credit_card_details.last_4, found.credit_card_details.card_type]
said["refund's order"] = transactions.find(partial.transaction.id).order_id

voided = transactions.sale({**sale, "options": {"submit_for_settlement": True}}).transaction.id
said["voided"] = told(transactions.void(voided))
said["not voidable"] = told(transactions.void(voided))
declined = transactions.sale({**sale, "amount": "2001.00"})
said["declined"] = told(declined)
said["response"] = [declined.transaction.processor_response_code, declined.transaction.processor_response_text]
said["unknown nonce"] = told(transactions.sale({**sale, "payment_method_nonce": "nobody's"}))
unlucky = transactions.sale({**sale, "options": {"submit_for_settlement": True}}).transaction.id
said["settlement declined"] = state(gateway.testing.settlement_decline_transaction(unlucky).transaction)

whole = transactions.sale({**sale, "order_id": "in parts"}).transaction.id
part = transactions.submit_for_partial_settlement(whole, "15.00")
said["part"] = told(part)
said["part of"] = part.transaction.authorized_transaction_id == whole
said["too much of a part"] = told(transactions.submit_for_partial_settlement(whole, "25.01"))
said["part of a part"] = told(transactions.submit_for_partial_settlement(part.transaction.id, "5.00"))
said["whole"] = state(transactions.find(whole))
said["its parts"] = transactions.find(whole).partial_settlement_transaction_ids == [part.transaction.id]
card = {"number": "4111111111111111", "expiration_date": "05/2031"}
said["credit"] = told(transactions.credit({"amount": "5.00", "credit_card": card}))

search = braintree.TransactionSearch
by_order = transactions.search([search.order_id == "the order"])
said["of the order"] = sorted(each.status for each in by_order.items)
by_ids = transactions.search([search.ids.in_list([paid, voided]), search.amount >= "35.00"])
said["by ids"] = [each.id for each in by_ids.items] == [voided]
said["none"] = transactions.search([search.order_id == "nobody's"]).maximum_size
said["client token"] = bool(gateway.client_token.generate())
said["no such transaction"] = raised(lambda: transactions.find("nobodys"))
said["not mirrored"] = raised(lambda: gateway.customer.find("anybody"))
if hasattr(configuration, "close"):
    configuration.close()
json.dump(said, sys.stdout)
