"""A shop's orders: sold over several payments, looked up, previewed and refunded."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from tests.support.merchant_client import Answer, Shop

PART = "transaction { id status } action amount { value }"
ITEM = "lineItem { id refundedQuantity refundableAmount { value } } quantity amount { value }"
PROBLEM = "message code legacyCode inputPath"
ORDER = """
fragment O on Order {
  id orderId status cancelled refundInProgress total { value } refundedAmount { value } refundableAmount { value }
  balanceDue { value } lineItems { id quantity refundedQuantity totalAmount { value } refundableAmount { value } }
  transactions { id status amount { value } refundedAmount { value } }
  refunds { id status amount { value } lineItemRefunds { lineItem { id } quantity amount { value } } }
}"""
LOOK = "query ($orderId: String!) { order(orderId: $orderId) { ...O } }" + ORDER
PREVIEW = (
    "query ($input: RefundOrderInput!) { previewRefund(input: $input) { order { ...O } "
    f"parts {{ {PART} }} lineItems {{ {ITEM} }} total {{ value currencyCode }} balanceDue {{ value }} "
    f"blockers {{ {PROBLEM} }} token }} }}" + ORDER
)
REFUND_ORDER = (
    "mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { order { ...O } "
    "results { transaction { id status amount { value } } outcome errors { " + PROBLEM + " } "
    "reversal { __typename ... on Transaction { id status } ... on Refund { id status reason { code } note "
    "amount { value } lineItemRefunds { lineItem { id } quantity amount { value } } } } } } }" + ORDER
)
RUN = "id name state dryRun orders done requestedBy endedAt totals { result orders }"
REFUND_ORDERS = f"mutation ($input: RefundOrdersInput!) {{ refundOrders(input: $input) {{ run {{ {RUN} }} }} }}"
REFUND_RUN = f"""query ($id: ID!, $first: Int, $after: String, $result: OrderRefundResult) {{ refundRun(id: $id) {{
  {RUN} sums {{ currencyCode orders refunded {{ value }} underWay {{ value }} }}
  results(first: $first, after: $after, result: $result) {{ pageInfo {{ hasNextPage endCursor }} edges {{ node {{
    line orderId apiRequestKey result before orderStatus
    refunded {{ value }} underWay {{ value }} leftOfOrder {{ value }}
    payments {{ id result action refundId status amount {{ value }} outcome problems {{ message }} }}
    problems {{ message code legacyCode inputPath }}
  }} }} }}
}} }}"""
RECORD = "mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { order { id } } }"


def new_order_id() -> str:
    return f"order-{uuid4().hex[:12]}"


async def record(shop: Shop, order_id: str, *items: Sequence[Any], currency: str = "USD") -> None:
    """Says of what an order consists: (id, quantity, unit amount, tax) for each product."""
    names = "id", "quantity", "unitAmount", "taxAmount"
    told = [{"name": f"Product {each[0]}", **dict(zip(names, each, strict=False))} for each in items]
    answer = await shop.ask(RECORD, orderId=order_id, currencyCode=currency, lineItems=told)
    assert "errors" not in answer.body, answer.body["errors"]


async def look(shop: Shop, order_id: str) -> dict[str, Any]:
    answer = await shop.post(LOOK, {"orderId": order_id})
    assert "errors" not in answer.body, answer.body["errors"]
    return dict(answer.body["data"]["order"])


async def preview(shop: Shop, order_id: str, **given: Any) -> dict[str, Any]:
    """What `refundOrder` would do; fails if it would refuse."""
    answer = await shop.post(PREVIEW, {"input": {"orderId": order_id, **given}})
    assert "errors" not in answer.body, answer.body["errors"]
    return dict(answer.body["data"]["previewRefund"])


async def give_back(shop: Shop, order_id: str, **given: Any) -> Answer:
    return await shop.post(REFUND_ORDER, {"input": {"orderId": order_id, **given}})


def results(answer: Answer) -> list[dict[str, Any]]:
    """The results of a refund of an order, which has to have been done."""
    assert "errors" not in answer.body, answer.body["errors"]
    return list(answer.body["data"]["refundOrder"]["results"])


async def start_run(shop: Shop, order_ids: Sequence[str], **given: Any) -> dict[str, Any]:
    """The run that refunds these orders, as it is when it was started."""
    return (await shop.ask(REFUND_ORDERS, orderIds=list(order_ids), **given)).object


async def look_at_run(shop: Shop, run_id: str, **given: Any) -> dict[str, Any]:
    """The run as it is now, with a page of its orders."""
    answer = await shop.post(REFUND_RUN, {"id": run_id, **given})
    assert "errors" not in answer.body, answer.body["errors"]
    return dict(answer.body["data"]["refundRun"])


def orders_of(run: dict[str, Any]) -> list[dict[str, Any]]:
    """The orders of a run on the page that was looked at."""
    return [edge["node"] for edge in run["results"]["edges"]]
