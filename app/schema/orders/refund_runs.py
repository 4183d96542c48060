"""`refundOrders` and `refundRun`: many orders are refunded by workers, and followed (SPEC 7.4)."""

import re
from enum import StrEnum
from typing import Annotated

import strawberry
from graphql import GraphQLError
from strawberry import UNSET, field

from app.domain.ids import IdKind, global_id
from app.domain.money import Money
from app.domain.orders.orders import OrderStatus
from app.domain.orders.results import UNDER_WAY, PaymentResult, Result
from app.domain.problems import Condition, RefundryError, Refused
from app.domain.reversals.rules import ReversalAction
from app.domain.reversals.states import AttemptOutcome, PaymentStatus, RefundFailurePolicy
from app.flows.orders import refund_runs as flow
from app.flows.orders.kept_outcomes import outcome_from
from app.flows.orders.refund_run import ForAll, Run
from app.flows.orders.refund_runs import RefundOrdersAsk, SeenRun
from app.schema.base.context import Info
from app.schema.base.cursors import First, decoded, encoded, page_size
from app.schema.base.fields import PAYMENTS, holds, resolved
from app.schema.base.input_values import or_none
from app.schema.base.monetary import MonetaryAmount, monetary_amount
from app.schema.base.mutation_field import MutationInput, Payload, mutation, payload
from app.schema.base.pages import PageInfo, page_info
from app.schema.base.scalars import CurrencyCodeAlpha, Timestamp
from app.schema.errors.problems import Stage, errors_of
from app.schema.reversals.reversal_inputs import NOTE, REASON
from app.store.orders.refund_runs import KeptOrder

_RESULTS: dict[str, str] = {
    Result.REFUNDED: "All of it was accepted, or recorded as done elsewhere.",
    Result.WAITING: "It is reserved. The queue retries it, or finds out its outcome.",
    Result.AWAITS_APPROVAL: "It is reserved until a second person decides.",
    Result.PARTLY_REFUNDED: "Some payments were not refunded, or could not be.",
    Result.NOT_REFUNDED: "It was declined, or it failed.",
    Result.CANCELLED: "Nothing was left to refund, and the order is cancelled.",
    Result.REFUSED: "Nothing was done: `problems` says what to correct.",
    Result.UNREADABLE: "A line of a file that could not be read, at the command line. Never in a run.",
    Result.NOT_KNOWN: "Its outcome is not known. `refundOrders` with the same input looks again.",
}
_STATES = {
    "WAITING": "No worker has begun it.",
    "RUNNING": "Its orders are being refunded.",
    "ENDED": "Each of its orders has a result.",
}


class RefundRunState(StrEnum):
    WAITING = "WAITING"
    RUNNING = "RUNNING"
    ENDED = "ENDED"


OrderRefundResult = Result
strawberry.enum(OrderRefundResult, name="OrderRefundResult", description="What became of an order, or of a payment.")
strawberry.enum(RefundRunState, description="How far a run has come.")
for _enum, _descriptions in ((OrderRefundResult, _RESULTS), (RefundRunState, _STATES)):
    for _value in vars(_enum)["__strawberry_definition__"].values:
        _value.description = _descriptions[_value.value]

_CURSOR = re.compile(r"n([0-9]{1,9})", re.ASCII)


@strawberry.input(
    description="The input of `refundOrders`: which orders to refund in full, and how. The options are those of "
    "`refundry refund-orders`, by the same names."
)
class RefundOrdersInput(MutationInput):
    order_ids: list[str] = field(
        description=f"The shop's own ids of the orders, at most {flow.MOST_ORDERS}. An id that is in the list twice "
        "counts once."
    )
    run: str | None = field(
        default=UNSET,
        description="The run's name. A run refunds an order once, however often it is started; the name holds for 30 "
        "days. Default: the same input is the same run.",
    )
    reason_code: str | None = field(default=UNSET, description=REASON)
    note: str | None = field(default=UNSET, description=NOTE)
    cancel_order: bool | None = field(
        default=UNSET, description="Whether to cancel the orders too, also those of which nothing is left to refund."
    )
    on_failure: RefundFailurePolicy | None = field(
        default=UNSET,
        description="What to do with each payment whose outcome is UNAVAILABLE or DECLINED. Default: QUEUE.",
    )
    keep: str | None = field(
        default=UNSET, description="A fee that is kept of each order: an amount such as 2.50, or a share such as 10%."
    )
    record_externally: str | None = field(
        default=UNSET,
        description="Record that the orders were refunded elsewhere, under this reference. No gateway is called. "
        "Needs the right MARK_EXTERNALLY.",
    )
    dry_run: bool | None = field(
        default=UNSET, description="Whether to say only what would be refunded of each order, and refund nothing."
    )


@strawberry.type(description="Something that is wrong with an order of a run.")
class RefundRunProblem:
    message: str = field(description="What is wrong, in words.")
    code: Condition | None = field(description="A stable name of the problem; null where it is no validation error.")
    legacy_code: str | None = field(description="Braintree's code of the problem, if there is one.")
    input_path: list[str] | None = field(description="Where it is, in the input of `refundOrder`.", metadata=holds(3))


@strawberry.type(description="What became of one payment of an order in a run, when the order was carried out.")
class RefundRunPayment:
    id: strawberry.ID = field(description="The id of the payment.")
    result: OrderRefundResult = field(description="What became of it.")
    action: ReversalAction = field(description="Whether it was refunded or voided.")
    refund_id: strawberry.ID | None = field(description="The id of the refund; null if there is none.")
    status: PaymentStatus = field(description="The status of the refund; of the payment where there is no refund.")
    amount: MonetaryAmount = field(description="The amount.")
    outcome: AttemptOutcome | None = field(description="What its gateway answered last; null if it was not asked.")
    problems: list[RefundRunProblem] = field(description="Why it was not reversed.", metadata=holds(1))


@strawberry.type(
    description="An order of a run, and what became of it when it was carried out. The order itself shows how it is "
    "now. Without a result it is still to be done."
)
class RefundRunOrder:
    line: int = field(description="Its place in the list, from 1 on.")
    order_id: str = field(description="The shop's own id of it.")
    api_request_key: str = field(description="The key of its refund: `refundOrder` with it answers with that refund.")
    result: OrderRefundResult | None = field(description="What became of it; in a dry run, what would.")
    before: bool | None = field(description="Whether it was found to be refunded under this run's name before.")
    refunded: MonetaryAmount | None = field(description="How much was refunded.")
    under_way: MonetaryAmount | None = field(description="How much is reserved, and waits.")
    left_of_order: MonetaryAmount | None = field(description="What was paid, and neither refunded nor reserved.")
    order_status: OrderStatus | None = field(description="The order's status after it.")
    payments: list[RefundRunPayment] = field(description="Its payments, the newest first.", metadata=holds(PAYMENTS))
    problems: list[RefundRunProblem] = field(description="What is wrong, or in the way.", metadata=holds(2))


@strawberry.type(description="An order of a run in a list.")
class RefundRunOrderConnectionEdge:
    cursor: str | None = field(description="The position in the list.")
    node: RefundRunOrder | None = field(description="The order.")


@strawberry.type(description="A page of a run's orders.")
class RefundRunOrderConnection:
    edges: list[RefundRunOrderConnectionEdge | None] | None = field(
        description="The page's orders, in the order of the run's list."
    )
    page_info: PageInfo = field(description="The position of the page in the list.")


@strawberry.type(description="How many orders of a run have a result.")
class RefundRunTotal:
    result: OrderRefundResult = field(description="The result.")
    orders: int = field(description="How many orders have it.")


@strawberry.type(description="What the orders of a run in one currency come to.")
class RefundRunSum:
    currency_code: CurrencyCodeAlpha = field(description="The currency.")
    orders: int = field(description="How many orders something was refunded of, or is under way.")
    refunded: MonetaryAmount = field(description="What was refunded; in a dry run, what would be.")
    under_way: MonetaryAmount = field(description="What is reserved, and waits.")


@strawberry.type(description="A run that refunds many orders. It is kept for 30 days after its end.")
class RefundRun:
    value: strawberry.Private[SeenRun]

    @resolved("Its id, for `refundRun`.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(global_id(IdKind.REFUND_RUN, self.value.run.new.legacy_id))

    @resolved("Its name.")
    def name(self) -> str:
        return self.value.run.new.name

    @resolved("How far it has come.")
    def state(self) -> RefundRunState:
        if self.value.run.ended_at is not None:
            return RefundRunState.ENDED
        return RefundRunState.RUNNING if self.value.run.begun else RefundRunState.WAITING

    @resolved("Whether it only says what would be refunded.")
    def dry_run(self) -> bool:
        return self.value.run.new.dry_run

    @resolved("The person or key in whose name it is done.")
    def requested_by(self) -> str:
        return self.value.run.actor.name

    @resolved("When it was started.")
    def created_at(self) -> Timestamp:
        return Timestamp(self.value.run.created_at)

    @resolved("When it ended; null before.")
    def ended_at(self) -> Timestamp | None:
        ended_at = self.value.run.ended_at
        return None if ended_at is None else Timestamp(ended_at)

    @resolved("The code of the reason.")
    def reason_code(self) -> str | None:
        return self.value.run.new.reason_code

    @resolved("The note.")
    def note(self) -> str | None:
        return self.value.run.new.note

    @resolved("Whether the orders are cancelled too.")
    def cancel_order(self) -> bool:
        return self.value.run.new.cancel_order

    @resolved("What is done with payments that fail.")
    def on_failure(self) -> RefundFailurePolicy:
        return self.value.run.new.on_failure

    @resolved("The fee that is kept of each order.")
    def keep(self) -> str | None:
        return self.value.run.new.keep

    @resolved("The reference under which the refunds are recorded as made elsewhere.")
    def record_externally(self) -> str | None:
        return self.value.run.new.external_reference

    @resolved("How many orders it has.")
    def orders(self) -> int:
        return self.value.orders

    @resolved("How many of its orders have a result.")
    def done(self) -> int:
        return self.value.done

    @resolved("How many orders have each result that there is.", most=8)
    def totals(self) -> list[RefundRunTotal]:
        counted = self.value.totals
        return [RefundRunTotal(result=each, orders=counted[each]) for each in Result if counted.get(each)]

    @resolved("What its orders come to by now, by currency.", most=5)
    async def sums(self, info: Info) -> list[RefundRunSum]:
        found = await flow.sums_of(info.context.service, self.value.run)
        return [
            RefundRunSum(
                currency_code=CurrencyCodeAlpha(each.refunded.currency),
                orders=each.orders,
                refunded=monetary_amount(each.refunded),
                under_way=monetary_amount(each.under_way),
            )
            for each in found
        ]

    @resolved("Its orders with their results, in the order of its list.")
    async def results(
        self,
        info: Info,
        first: First = UNSET,
        after: Annotated[
            str | None, strawberry.argument(description="Start after this cursor. Default: start with the first order.")
        ] = UNSET,
        result: Annotated[
            OrderRefundResult | None, strawberry.argument(description="Only orders with this result.")
        ] = UNSET,
    ) -> RefundRunOrderConnection | None:
        size, cursor, run = page_size(or_none(first)), or_none(after), self.value.run
        beyond = 0 if cursor is None else decoded(cursor, _CURSOR, lambda match: int(match[1]), _cursor)
        found, more = await flow.results_of(info.context.service, run, size, beyond, or_none(result))
        edges = [
            RefundRunOrderConnectionEdge(cursor=_cursor(each.line), node=_order(run.new.name, each)) for each in found
        ]
        return RefundRunOrderConnection(
            edges=list(edges), page_info=page_info([each.cursor for each in edges], more=more)
        )


@payload("The answer of `refundOrders`.")
class RefundOrdersPayload(Payload):
    run: RefundRun | None = field(description="The run. `refundRun` follows it.")


@mutation(
    "Starts a run that refunds many orders, each in full and exactly as `refundOrder` does it, with the rights of who "
    "starts it. Workers carry it out. Starting the same run again starts nothing anew: it answers with the run."
)
async def refund_orders(
    info: Info, input: Annotated[RefundOrdersInput, strawberry.argument(description="Which orders, and how.")]
) -> RefundOrdersPayload | None:
    context = info.context
    seen = await flow.start_run(context.service, context.actor, _ask(input))
    return RefundOrdersPayload(run=RefundRun(value=seen))


async def refund_run(
    info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="The id of the run.")]
) -> RefundRun | None:
    return RefundRun(value=await flow.look_at_run(info.context.service, info.context.actor, str(id)))


def _ask(input: RefundOrdersInput) -> RefundOrdersAsk:
    for_all = ForAll(
        reason_code=or_none(input.reason_code),
        note=or_none(input.note),
        cancel_order=or_none(input.cancel_order) or False,
        on_failure=or_none(input.on_failure) or RefundFailurePolicy.QUEUE,
        keep=or_none(input.keep),
        external_reference=or_none(input.record_externally),
    )
    return RefundOrdersAsk(tuple(input.order_ids), or_none(input.run), for_all, or_none(input.dry_run) or False)


def _order(run: str, kept: KeptOrder) -> RefundRunOrder:
    key = Run.key_of(run, kept.order_id)
    outcome = None if kept.outcome is None else outcome_from(kept.outcome)
    if outcome is None or isinstance(outcome, RefundryError):
        return RefundRunOrder(
            line=kept.line,
            order_id=kept.order_id,
            api_request_key=key,
            result=kept.result,
            before=None,
            refunded=None,
            under_way=None,
            left_of_order=None,
            order_status=None,
            payments=[],
            problems=[] if outcome is None else _problems(outcome, key),
        )
    order = outcome.order
    return RefundRunOrder(
        line=kept.line,
        order_id=kept.order_id,
        api_request_key=key,
        result=kept.result,
        before=outcome.before,
        refunded=monetary_amount(order.sum_of(Result.REFUNDED)),
        under_way=monetary_amount(order.sum_of(*UNDER_WAY)),
        left_of_order=monetary_amount(order.left),
        order_status=order.status,
        payments=[_payment(each, key) for each in order.payments],
        problems=_problems(Refused(*outcome.blockers), key),
    )


def _payment(value: PaymentResult, key: str) -> RefundRunPayment:
    amount: Money = value.amount
    return RefundRunPayment(
        id=strawberry.ID(global_id(IdKind.TRANSACTION, value.payment)),
        result=value.result,
        action=value.action,
        refund_id=None if value.refund is None else strawberry.ID(global_id(IdKind.REFUND, value.refund)),
        status=value.status,
        amount=monetary_amount(amount),
        outcome=value.outcome,
        problems=_problems(Refused(*value.problems), key),
    )


def _problems(error: RefundryError, key: str) -> list[RefundRunProblem]:
    """The error's problems as the API describes them."""
    found = errors_of(GraphQLError(str(error), original_error=error), Stage.EXECUTION, key)
    return [_problem(str(each["message"]), each["extensions"]) for each in found]


def _problem(message: str, extensions: object) -> RefundRunProblem:
    assert isinstance(extensions, dict), "errors have extensions"
    condition = extensions.get("condition")
    return RefundRunProblem(
        message=message,
        code=None if condition is None else Condition(condition),
        legacy_code=extensions.get("legacyCode"),
        input_path=extensions.get("inputPath"),
    )


def _cursor(line: int) -> str:
    return encoded(f"n{line}")
