"""The token of a preview: it stands for the merchant, the request and all that was seen, and keeps none (SPEC 7.3).

A client that sends it back gets exactly what was shown, or is told that this has changed. Time alone changes nothing.
"""

import hashlib
import json
from typing import Any

from app.domain.orders.orders import Order
from app.domain.orders.plan import Plan
from app.domain.reversals.payments import Transaction


def preview_token(merchant: str, asked: str, order: Order, plan: Plan) -> str:
    """64 hexadecimal digits. `asked` is the whole request in one way of writing; `merchant` the id of who asks."""
    seen = [merchant, asked, _of_order(order), [_of_payment(each) for each in order.transactions], _of_plan(plan)]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def _of_order(order: Order) -> list[Any]:
    items = [
        [item.item_id, item.name, item.quantity, item.total.minor, item.refunded_quantity, item.refunded.minor]
        for item in order.line_items
    ]
    amounts = [order.total.minor, order.paid.minor, order.refunded.minor, order.balance_due.minor]
    adjusted = [[each.adjustment_id, each.kind, each.total.minor, each.refunded.minor] for each in order.adjustments]
    return [order.legacy_id, order.currency, order.cancelled, amounts, items, adjusted]


def _of_payment(transaction: Transaction) -> list[Any]:
    account, operation = transaction.account, transaction.operation
    return [
        transaction.legacy_id,
        transaction.status,
        transaction.amount.minor,
        transaction.reserved.minor,
        transaction.voided_externally,
        transaction.confirmed,
        None if operation is None else [operation.key, operation.state, operation.last_outcome],
        [account.public_id, account.gateway, account.status, account.supports_refunds, account.refunds_while_settling],
    ]


def _of_plan(plan: Plan) -> list[Any]:
    parts = [[part.transaction.legacy_id, part.action, part.amount.minor] for part in plan.parts]
    items = [
        [each.item.item_id, each.quantity, each.amount.minor, [portion.minor for portion in each.portions]]
        for each in plan.line_items
    ]
    adjusted = [
        [each.adjustment.adjustment_id, each.amount.minor, [portion.minor for portion in each.portions]]
        for each in plan.adjustments
    ]
    blockers = [[problem.condition, problem.path] for problem in plan.blockers]
    return [parts, items, adjusted, plan.total.minor, plan.balance_due.minor, blockers]
