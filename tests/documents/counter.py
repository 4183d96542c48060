"""The support desk's side of the three handbooks: what a person there clicks, as the operations behind the buttons."""

from typing import Any

from app.domain.people.people import Right
from tests.support.merchant_client import Shop

FIND = """
query ($input: OrderSearchInput!) { orders(input: $input, first: 20) { edges { node {
  id orderId status cancelled refundInProgress customer { email }
} } } }"""
ORDER = """
query ($orderId: String!) { order(orderId: $orderId) {
  id orderId status cancelled refundInProgress customer { email firstName lastName }
  total { value } refundedAmount { value } refundableAmount { value } balanceDue { value }
  lineItems { id name quantity unitAmount { value } taxAmount { value } totalAmount { value } refundedQuantity
    refundableAmount { value } }
  transactions { id status amount { value } refundability { action maximum { value } blockers { message } }
    externalVoid { markedBy undoneBy } }
  refunds { id status amount { value } needsAttention external { markedBy note reference undoneBy }
    reason { code label } note requestedBy }
  history { at by source what note }
} }"""
CUSTOMERS = """
query ($input: CustomerSearchInput!) { customers(input: $input, first: 10) { edges { node {
  email orders(first: 10) { edges { node { orderId status } } }
} } } }"""
PREVIEW = """
query ($input: RefundOrderInput!) { previewRefund(input: $input) {
  parts { transaction { id } action amount { value } }
  lineItems { lineItem { id name } quantity amount { value } }
  total { value } balanceDue { value } blockers { message } token
} }"""
REFUND_ORDER = """
mutation ($input: RefundOrderInput!) { refundOrder(input: $input) {
  order { orderId status cancelled refundInProgress balanceDue { value } }
  results { transaction { id } outcome errors { message }
    reversal { __typename ... on Transaction { id status } ... on Refund { id status external { note } } } }
} }"""
RECORD = "mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { order { id orderId } } }"
REASON = "mutation ($input: RefundReasonInput!) { createRefundReason(input: $input) { reason { code label } } }"
QUEUE = """
query ($input: RefundQueueInput) { refundQueue(input: $input, first: 20) { edges { node {
  state attemptsMade attemptsLeft lastError payment { id }
} } } }"""
MARK_REFUNDED = """
mutation ($input: MarkRefundedExternallyInput!) { markRefundedExternally(input: $input) {
  refund { id status external { markedBy reference note } }
} }"""
MARK_VOIDED = """
mutation ($input: MarkVoidedExternallyInput!) { markVoidedExternally(input: $input) {
  transaction { id status externalVoid { markedBy } }
} }"""
UNDO_REFUND = """
mutation ($input: UndoExternalRefundInput!) { undoExternalRefund(input: $input) {
  transaction { id status refundedAmount { value } }
} }"""
UNDO_VOID = """
mutation ($input: UndoExternalVoidInput!) { undoExternalVoid(input: $input) { transaction { id status } } }"""

DAILY_WORK = (Right.VIEW, Right.REFUND, Right.VOID, Right.MARK_EXTERNALLY, Right.MANAGE_QUEUE)
"""What a support person is given to do all that the handbooks tell of."""


async def see(shop: Shop, query: str, **variables: Any) -> Any:
    """What the one field of a query shows; fails with the errors if there are any."""
    answer = await shop.post(query, variables)
    assert "errors" not in answer.body, answer.body["errors"]
    (shown,) = answer.body["data"].values()
    return shown


async def order(shop: Shop, order_id: str) -> dict[str, Any]:
    return dict(await see(shop, ORDER, orderId=order_id))


async def found(shop: Shop, **criteria: Any) -> list[str]:
    """The order ids that a search finds."""
    return [edge["node"]["orderId"] for edge in (await see(shop, FIND, input=criteria))["edges"]]


async def tickets(shop: Shop, order_id: str, email: str = "alex@example.com", **more: Any) -> str:
    """An order of two tickets at 30.00 and a programme at 8.50 with 1.50 tax, paid and settled; its payment's id."""
    await shop.ask(
        RECORD,
        orderId=order_id,
        currencyCode="USD",
        customer={"email": email, "firstName": "Alex", "lastName": "Doe"},
        lineItems=[
            {"id": "ticket", "name": "Ticket", "quantity": 2, "unitAmount": "30.00"},
            {"id": "programme", "name": "Programme", "quantity": 1, "unitAmount": "8.50", "taxAmount": "1.50"},
        ],
    )
    return await shop.settled("70.00", orderId=order_id, customerDetails={"email": email}, **more)
