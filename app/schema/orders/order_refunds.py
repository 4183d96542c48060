"""Refunds of whole orders: shown beforehand, and done with a result for each payment (SPEC 7.3 to 7.5)."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.orders.plan import MOST_PARTS, LineItemAsk, Part
from app.domain.orders.recording import MOST_LINE_ITEMS
from app.domain.problems import TooMuch
from app.domain.reversals.rules import ReversalAction
from app.domain.reversals.states import AttemptOutcome, RefundFailurePolicy
from app.flows.orders import refund_order as flow
from app.flows.orders.refund_order import PartResult, RefundOrderAsk
from app.schema.base.context import Info
from app.schema.base.fields import LINE_ITEMS, PAYMENTS, holds
from app.schema.base.input_values import given
from app.schema.base.monetary import MonetaryAmount, monetary_amount
from app.schema.base.mutation_field import API_REQUEST_KEY, MutationInput, Payload, mutation, payload
from app.schema.base.scalars import Amount
from app.schema.errors.validation_errors import ValidationError, validation_error
from app.schema.orders import orders
from app.schema.orders.line_items import LineItemRefund, line_item_refund
from app.schema.orders.orders import Order
from app.schema.reversals import payments
from app.schema.reversals.payments import Transaction, TransactionReversal
from app.schema.reversals.reversal_inputs import NOTE, REASON


@strawberry.input(description="One product to give back: a quantity, an amount, or all that is left of it for neither.")
class RefundLineItemInput:
    line_item_id: strawberry.ID = field(description="The id of the order's line item.")
    quantity: int | None = field(
        default=UNSET, description="How many of it are given back, up to what is left; at their price with tax."
    )
    amount: Amount | None = field(
        default=UNSET, description="How much is given back of it in place of its price, up to what is left of it."
    )


@strawberry.input(description="What `refundOrder` and `previewRefund` take: an amount, line items, or neither for all.")
class RefundOrderInput(MutationInput):
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)
    order_id: str = field(description="The shop's own id of the order.")
    amount: Amount | None = field(
        default=UNSET,
        description="How much to give back, exactly. Without it and line items: all that can be given back now.",
    )
    line_items: list[RefundLineItemInput] | None = field(
        default=UNSET, description="The products to give back; not beside an amount."
    )
    transaction_ids: list[strawberry.ID] | None = field(
        default=UNSET,
        description="The payments to give back to; all of the order's unless given. The newest gives first.",
    )
    reason_code: str | None = field(default=UNSET, description=REASON)
    note: str | None = field(default=UNSET, description=NOTE)
    cancel_order: bool | None = field(
        default=UNSET, description="Whether the order is cancelled as soon as a part of this was accepted or queued."
    )
    balance_due: Amount | None = field(
        default=UNSET,
        description="What the customer owes afterwards; 0 unless given. Set when the order would be cancelled.",
    )
    on_failure: RefundFailurePolicy | None = field(
        default=UNSET,
        description="What becomes of each payment's part that its gateway does not take; QUEUE unless given.",
    )
    preview_token: str | None = field(
        default=UNSET,
        description="The token of a preview: nothing is done if the order, or this input, is another one since.",
    )


@strawberry.type(description="What one payment would give back, and how.")
class PreviewPart:
    transaction: Transaction = field(description="The payment.")
    action: ReversalAction = field(description="VOID where it has not settled: it is then given back as a whole.")
    amount: MonetaryAmount = field(description="How much it would give back.")


@strawberry.type(description="What `refundOrder` would do with the same input now. Nothing was changed or reserved.")
class RefundPreview:
    order: Order = field(description="The order as it is.")
    parts: list[PreviewPart] = field(
        description="What each payment would give back, the newest first.", metadata=holds(PAYMENTS)
    )
    line_items: list[LineItemRefund] = field(
        description="What would be given back of each product that was asked for.", metadata=holds(LINE_ITEMS)
    )
    total: MonetaryAmount = field(description="The sum of the parts.")
    balance_due: MonetaryAmount = field(description="What the customer would owe afterwards.")
    blockers: list[ValidationError] = field(
        description="Why payments that something is left of would not give it back; empty if all of them can."
    )
    token: str = field(description="To be sent with `refundOrder`, which then does exactly this, or nothing.")


@strawberry.type(description="What became of one payment's part of an order's refund.")
class RefundOrderResult:
    transaction: Transaction = field(description="The payment.")
    reversal: TransactionReversal | None = field(
        description="The payment if it was voided, or its void is under way; the refund if there is one, in whatever "
        "state. Null where its void was refused or given up: `errors` says why."
    )
    outcome: AttemptOutcome | None = field(
        description="What its gateway answered last; null while it has not, and while approval is awaited."
    )
    errors: list[ValidationError] = field(
        description="Why nothing was given back; empty where it was, or still may be."
    )


@payload("What `refundOrder` answers.")
class RefundOrderPayload(Payload):
    order: Order | None = field(description="The order as it is now.")
    results: list[RefundOrderResult] | None = field(
        description="What became of each payment's part, the newest first; one's failure undoes no other's success.",
        metadata=holds(PAYMENTS),
    )


async def preview_refund(
    info: Info, input: Annotated[RefundOrderInput, strawberry.argument(description="What would be asked for.")]
) -> RefundPreview | None:
    context = info.context
    preview = await flow.preview_refund(context.service, context.actor, _ask(input))
    order, plan = preview.order, preview.plan
    return RefundPreview(
        order=orders.order(order),
        parts=[_preview_part(part) for part in plan.parts],
        line_items=[line_item_refund(order, each.item, each.quantity, each.amount) for each in plan.line_items],
        total=monetary_amount(plan.total),
        balance_due=monetary_amount(plan.balance_due),
        blockers=[validation_error(problem) for problem in plan.blockers],
        token=preview.token,
    )


@mutation(
    "Gives back an order over its payments: in full, an amount, or products. Everything is reserved at "
    "once; then each payment goes its own way, with a result of its own."
)
async def refund_order(
    info: Info, input: Annotated[RefundOrderInput, strawberry.argument(description="What is to be given back.")]
) -> RefundOrderPayload | None:
    context = info.context
    done = await flow.refund_order(context.service, context.actor, _ask(input))
    return RefundOrderPayload(order=orders.order(done.order), results=[_result(each) for each in done.results])


def _ask(input: RefundOrderInput) -> RefundOrderAsk:
    """Raises TooMuch for endless lists."""
    items, named = given(input.line_items), given(input.transaction_ids)
    for name, listed, most in (("lineItems", items, MOST_LINE_ITEMS), ("transactionIds", named, MOST_PARTS)):
        if listed is not None and len(listed) > most:
            raise TooMuch(name, len(listed), most)
    return RefundOrderAsk(
        order_id=input.order_id,
        amount=_text(given(input.amount)),
        line_items=None if items is None else tuple(_line_item_ask(each) for each in items),
        transaction_ids=None if named is None else tuple(str(each) for each in named),
        balance_due=_text(given(input.balance_due)),
        cancel_order=given(input.cancel_order) or False,
        on_failure=given(input.on_failure) or RefundFailurePolicy.QUEUE,
        reason_code=given(input.reason_code),
        note=given(input.note),
        preview_token=given(input.preview_token),
        request_key=given(input.api_request_key),
    )


def _line_item_ask(input: RefundLineItemInput) -> LineItemAsk:
    return LineItemAsk(str(input.line_item_id), given(input.quantity), _text(given(input.amount)))


def _preview_part(part: Part) -> PreviewPart:
    return PreviewPart(
        transaction=payments.transaction(part.transaction), action=part.action, amount=monetary_amount(part.amount)
    )


def _result(result: PartResult) -> RefundOrderResult:
    return RefundOrderResult(
        transaction=payments.transaction(result.transaction),
        reversal=None if result.reversal is None else payments.payment(result.reversal),
        outcome=result.outcome,
        errors=[validation_error(problem) for problem in result.problems],
    )


def _text(amount: Amount | None) -> str | None:
    """An amount as the client wrote it, for the domain to read."""
    return None if amount is None else str(amount)
