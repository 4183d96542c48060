"""Files of orders to refund: order ids, JSON Lines with the names of `RefundOrderInput`, or CSV."""

from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

import msgspec

from app.commands.orders.order_csv import Layout, Part, converted
from app.commands.orders.order_files import TOO_LONG, UTF_8, Entry, NotRead, Unreadable, physical_lines, scalar
from app.domain.orders.plan import AdjustmentAsk, LineItemAsk
from app.domain.orders.recording import MOST_ADJUSTMENTS, MOST_LINE_ITEMS
from app.domain.reversals.states import RefundFailurePolicy
from app.flows.orders.refund_run import RefundTold
from app.schema.base.scalars import amount_text

OF_ORDERS = {
    "order_id": "orderId",
    "amount": "amount",
    "reason_code": "reasonCode",
    "note": "note",
    "cancel_order": "cancelOrder",
    "balance_due": "balanceDue",
    "on_failure": "onFailure",
    "preview_token": "previewToken",
    "api_request_key": "apiRequestKey",
}
OF_LINE_ITEMS = {"line_item_id": "lineItemId", "line_item_quantity": "quantity", "line_item_amount": "amount"}
OF_ADJUSTMENTS = {"adjustment_id": "adjustmentId", "adjustment_amount": "amount"}


class RefundLineItem(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """As `RefundLineItemInput`."""

    line_item_id: str
    quantity: int | None = None
    amount: str | int | None = None


class RefundAdjustment(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """As `RefundAdjustmentInput`."""

    adjustment_id: str
    amount: str | int | None = None


class RefundOrder(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """One line of JSON, as `RefundOrderInput`."""

    order_id: str
    amount: str | int | None = None
    line_items: list[RefundLineItem] | None = None
    adjustments: list[RefundAdjustment] | None = None
    transaction_ids: list[str] | None = None
    reason_code: str | None = None
    note: str | None = None
    cancel_order: bool | None = None
    balance_due: str | int | None = None
    on_failure: str | None = None
    preview_token: str | None = None
    api_request_key: str | None = None

    def told(self) -> RefundTold:
        """The refund that the line describes. Raises NotRead for a value that is not an amount or not a policy."""
        return RefundTold(
            order_id=self.order_id,
            amount=_amount("amount", self.amount),
            line_items=None
            if self.line_items is None
            else tuple(
                LineItemAsk(item.line_item_id, item.quantity, _amount(f"lineItems.{number}.amount", item.amount))
                for number, item in enumerate(self.line_items)
            ),
            adjustments=None
            if self.adjustments is None
            else tuple(
                AdjustmentAsk(each.adjustment_id, _amount(f"adjustments.{number}.amount", each.amount))
                for number, each in enumerate(self.adjustments)
            ),
            transaction_ids=None if self.transaction_ids is None else tuple(self.transaction_ids),
            reason_code=self.reason_code,
            note=self.note,
            cancel_order=self.cancel_order,
            balance_due=_amount("balanceDue", self.balance_due),
            on_failure=None if self.on_failure is None else _policy(self.on_failure),
            preview_token=self.preview_token,
            request_key=self.api_request_key,
        )


def read_order_ids(file: IO[bytes]) -> Iterator[Entry[RefundTold] | Unreadable | None]:
    """Orders to refund in full: one order id a line, without the blanks around it. None for an empty line."""
    for number, line in physical_lines(file):
        try:
            order_id = _text(line).strip()
        except NotRead as error:
            yield Unreadable(number, number, number, str(error))
            continue
        yield Entry(number, number, RefundTold(order_id)) if order_id else None


def _order(said: Mapping[str, str], parts: Mapping[str, Sequence[Any]]) -> RefundTold:
    """The refund that an order's rows describe: the order's own columns, its line items and its adjustments."""
    values: dict[str, Any] = {name: said[column] for column, name in OF_ORDERS.items() if column in said}
    order = converted(values, RefundOrder, OF_ORDERS)
    order.line_items = [*parts["lineItems"]] or None
    order.adjustments = [*parts["adjustments"]] or None
    return order.told()


LAYOUT = Layout(
    of_orders=OF_ORDERS,
    parts={
        "lineItems": Part(OF_LINE_ITEMS, RefundLineItem, MOST_LINE_ITEMS),
        "adjustments": Part(OF_ADJUSTMENTS, RefundAdjustment, MOST_ADJUSTMENTS),
    },
    needed=("order_id",),
    told=_order,
    # An empty cell may be a mistake in the spreadsheet. It must not refund the whole order.
    one_of=("amount", *OF_LINE_ITEMS, *OF_ADJUSTMENTS),
    without="amount: amount and line_item_id are both empty. Fill one of them, or refund the order in full with a file "
    "without these columns.",
    trimmed=("order_id", "line_item_id", "adjustment_id"),
    # The first rows are refunded by then, and a run refunds an order once.
    once=True,
)


def _amount(name: str, value: str | int | None) -> str | None:
    return None if value is None else str(scalar(name, amount_text, value))


def _policy(text: str) -> RefundFailurePolicy:
    try:
        return RefundFailurePolicy(text)
    except ValueError:
        raise NotRead(f"onFailure: must be one of {', '.join(RefundFailurePolicy)}.") from None


def _text(line: bytes | None) -> str:
    if line is None:
        raise NotRead(TOO_LONG)
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        raise NotRead(UTF_8) from error
