"""`previewRefund` and `refundOrder` (SPEC 7.3 to 7.5)."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.orders.plan import MOST_PARTS, AdjustmentAsk, LineItemAsk, Part
from app.domain.orders.recording import MOST_ADJUSTMENTS, MOST_LINE_ITEMS
from app.domain.problems import TooMuch
from app.domain.reversals.payments import Refund
from app.domain.reversals.rules import ReversalAction
from app.domain.reversals.states import RESERVING, AttemptOutcome, PaymentStatus, RefundFailurePolicy
from app.flows.orders import refund_order as flow
from app.flows.orders.refund_order import PartResult, RefundOrderAsk
from app.schema.base.context import Context, Info
from app.schema.base.fields import ADJUSTMENTS, LINE_ITEMS, PAYMENTS, holds
from app.schema.base.input_values import or_none
from app.schema.base.monetary import MonetaryAmount, monetary_amount
from app.schema.base.mutation_field import API_REQUEST_KEY, MutationInput, Payload, mutation, payload
from app.schema.base.scalars import Amount
from app.schema.errors.validation_errors import ValidationError, validation_error
from app.schema.orders import orders
from app.schema.orders.line_items import AdjustmentRefund, LineItemRefund, adjustment_refund, line_item_refund
from app.schema.orders.orders import Order
from app.schema.reversals import payments
from app.schema.reversals.payments import Transaction, TransactionReversal
from app.schema.reversals.reversal_inputs import NOTE, REASON


@strawberry.input(description="One product to refund: a quantity, an amount, or without both, all that is left of it.")
class RefundLineItemInput:
    line_item_id: strawberry.ID = field(description="The id of the order's line item.")
    quantity: int | None = field(
        default=UNSET, description="How many of it to refund, up to what is left, at their price with tax."
    )
    amount: Amount | None = field(
        default=UNSET, description="The amount to refund in place of its price, up to what is left of it."
    )


@strawberry.input(description="One adjustment to refund: an amount, or without it, all that is left of it.")
class RefundAdjustmentInput:
    adjustment_id: str = field(description="The id of the order's adjustment: of its shipping, a tax, or a fee.")
    amount: Amount | None = field(default=UNSET, description="The amount to refund, up to what is left of it.")


@strawberry.input(
    description="The input of `refundOrder` and `previewRefund`: an amount, line items, or neither for all."
)
class RefundOrderInput(MutationInput):
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)
    order_id: str = field(description="The shop's own id of the order.")
    amount: Amount | None = field(
        default=UNSET,
        description="The exact amount to refund. Default, without line items: all that can be refunded now.",
    )
    line_items: list[RefundLineItemInput] | None = field(
        default=UNSET, description="The products to refund. Not allowed together with an amount."
    )
    adjustments: list[RefundAdjustmentInput] | None = field(
        default=UNSET,
        description="Shipping, taxes and fees to refund, alone or beside line items. Not allowed together with an "
        "amount.",
    )
    transaction_ids: list[strawberry.ID] | None = field(
        default=UNSET,
        description="The payments to refund, the newest first. Default: all payments of the order.",
    )
    reason_code: str | None = field(default=UNSET, description=REASON)
    note: str | None = field(default=UNSET, description=NOTE)
    cancel_order: bool | None = field(
        default=UNSET, description="Whether to cancel the order as soon as a part is accepted or queued."
    )
    balance_due: Amount | None = field(
        default=UNSET,
        description="What the customer owes afterwards. Default: 0. It is set as soon as a part is accepted or queued.",
    )
    on_failure: RefundFailurePolicy | None = field(
        default=UNSET,
        description="What to do with each part whose outcome is UNAVAILABLE or DECLINED. Default: QUEUE.",
    )
    preview_token: str | None = field(
        default=UNSET,
        description="The token of a preview: nothing is done if the order or this input has changed since, except for "
        "`reasonCode` and `note`.",
    )


@strawberry.type(description="The part of one payment, and how it would be reversed.")
class PreviewPart:
    transaction: Transaction = field(description="The payment.")
    action: ReversalAction = field(description="VOID if it has not settled: it is then voided as a whole.")
    amount: MonetaryAmount = field(description="The amount that would be reversed.")


@strawberry.type(description="What `refundOrder` would do with the same input now. Nothing was changed or reserved.")
class RefundPreview:
    order: Order = field(description="The order as it is.")
    parts: list[PreviewPart] = field(
        description="The part of each payment, the newest first.", metadata=holds(PAYMENTS)
    )
    line_items: list[LineItemRefund] = field(
        description="What would be refunded of each requested product.", metadata=holds(LINE_ITEMS)
    )
    adjustments: list[AdjustmentRefund] = field(
        description="What would be refunded of each requested adjustment.", metadata=holds(ADJUSTMENTS)
    )
    total: MonetaryAmount = field(description="The sum of the parts.")
    balance_due: MonetaryAmount = field(description="What the customer would owe afterwards.")
    blockers: list[ValidationError] = field(
        description="Why payments with something left cannot be reversed; empty if all can."
    )
    approval_needed: bool = field(
        description="Whether a second person would have to approve a part of it, if you request it: parts above the "
        "merchant's limit wait until then."
    )
    token: str = field(description="Send it with `refundOrder`, which then does exactly this, or nothing.")


@strawberry.type(description="The result of one payment's part of an order's refund.")
class RefundOrderResult:
    transaction: Transaction = field(description="The payment.")
    reversal: TransactionReversal | None = field(
        description="The payment if it is voided or being voided; the refund if there is one, in any status. Null "
        "where its void was refused or ended without success: `errors` says why."
    )
    outcome: AttemptOutcome | None = field(
        description="The last outcome; null while there is none, and while approval is awaited."
    )
    awaits_approval: bool = field(
        description="Whether it waits for a second person's decision. No gateway has heard of it until then."
    )
    errors: list[ValidationError] = field(description="Why nothing was reversed; empty if it was, or still can be.")
    message: str = field(description="What happened to this part, in words.")


@payload("The answer of `refundOrder`.")
class RefundOrderPayload(Payload):
    order: Order | None = field(description="The order as it is now.")
    results: list[RefundOrderResult] | None = field(
        description="What became of each payment's part, the newest first; one's failure undoes no other's success.",
        metadata=holds(PAYMENTS),
    )


async def preview_refund(
    info: Info, input: Annotated[RefundOrderInput, strawberry.argument(description="The input of `refundOrder`.")]
) -> RefundPreview | None:
    context = info.context
    preview = await flow.preview_refund(context.service, context.actor, _ask(input, context))
    order, plan = preview.order, preview.plan
    return RefundPreview(
        order=orders.order(order),
        parts=[_preview_part(part) for part in plan.parts],
        line_items=[line_item_refund(order, each.item, each.quantity, each.amount) for each in plan.line_items],
        adjustments=[adjustment_refund(order, each.adjustment, each.amount) for each in plan.adjustments],
        total=monetary_amount(plan.total),
        balance_due=monetary_amount(plan.balance_due),
        blockers=[validation_error(problem) for problem in plan.blockers],
        approval_needed=preview.approval_needed,
        token=preview.token,
    )


@mutation(
    "Refunds an order over its payments: in full, by amount, or by products. All payments are reserved together; then "
    "each one is reversed by itself, with a result of its own."
)
async def refund_order(
    info: Info, input: Annotated[RefundOrderInput, strawberry.argument(description="What to refund.")]
) -> RefundOrderPayload | None:
    context = info.context
    done = await flow.refund_order(context.service, context.actor, _ask(input, context))
    return RefundOrderPayload(order=orders.order(done.order), results=[_result(each) for each in done.results])


def _ask(input: RefundOrderInput, context: Context) -> RefundOrderAsk:
    """Raises TooMuch for lists that are too long."""
    items, named = or_none(input.line_items), or_none(input.transaction_ids)
    adjusted = or_none(input.adjustments)
    for name, listed, most in (
        ("lineItems", items, MOST_LINE_ITEMS),
        ("transactionIds", named, MOST_PARTS),
        ("adjustments", adjusted, MOST_ADJUSTMENTS),
    ):
        if listed is not None and len(listed) > most:
            raise TooMuch(name, len(listed), most)
    return RefundOrderAsk(
        order_id=input.order_id,
        amount=_text(or_none(input.amount)),
        line_items=None if items is None else tuple(_line_item_ask(each) for each in items),
        transaction_ids=None if named is None else tuple(str(each) for each in named),
        balance_due=_text(or_none(input.balance_due)),
        cancel_order=or_none(input.cancel_order) or False,
        on_failure=or_none(input.on_failure) or context.actor.policy(None),
        reason_code=or_none(input.reason_code),
        note=or_none(input.note),
        preview_token=or_none(input.preview_token),
        request_key=or_none(input.api_request_key),
        adjustments=None
        if adjusted is None
        else tuple(AdjustmentAsk(each.adjustment_id, _text(or_none(each.amount))) for each in adjusted),
    )


def _line_item_ask(input: RefundLineItemInput) -> LineItemAsk:
    return LineItemAsk(str(input.line_item_id), or_none(input.quantity), _text(or_none(input.amount)))


def _preview_part(part: Part) -> PreviewPart:
    return PreviewPart(
        transaction=payments.transaction(part.transaction), action=part.action, amount=monetary_amount(part.amount)
    )


def _result(result: PartResult) -> RefundOrderResult:
    return RefundOrderResult(
        transaction=payments.transaction(result.transaction),
        reversal=None if result.reversal is None else payments.payment(result.reversal),
        outcome=result.outcome,
        awaits_approval=result.awaits_approval,
        errors=[validation_error(problem) for problem in result.problems],
        message=_message(result),
    )


def _message(result: PartResult) -> str:
    """One or two sentences for people."""
    reversal = result.reversal
    amount = result.transaction.amount if reversal is None else reversal.amount
    verb = "refunded" if isinstance(reversal, Refund) else "voided"
    sum_, said = f"{amount} {amount.currency}", f" ({result.said.removesuffix('.')})" if result.said else ""
    done = {PaymentStatus.VOIDED} if verb == "voided" else RESERVING - {PaymentStatus.AUTHORIZING}
    if reversal is None or (verb == "refunded" and reversal.status not in RESERVING):
        return f"Of this payment, {sum_} was not {verb}{said}. It can be refunded again."
    if reversal.status in done:
        return f"Of this payment, {sum_} was {verb}."
    if result.awaits_approval:
        return f"Of this payment, {sum_} is reserved, and awaits approval."
    if result.outcome is None:
        return f"Of this payment, {sum_} is reserved, and waits for an answer."
    return f"Of this payment, {sum_} is reserved, and waits: the last outcome is {result.outcome}{said}."


def _text(amount: Amount | None) -> str | None:
    """An amount as the client wrote it, for the domain to read."""
    return None if amount is None else str(amount)
