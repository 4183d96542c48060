"""The retry queue in pages, and its mutations (SPEC 5.3)."""

import asyncio
import re
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.problems import Condition
from app.domain.reversals import payments as values
from app.domain.reversals.resolutions import ResolvedOutcome
from app.domain.reversals.states import RetryState
from app.domain.texts import LONGEST_ORDER_ID, check_text
from app.flows.reversals import queue as flow
from app.flows.reversals import resolve
from app.flows.reversals.queue import QueueAsk
from app.flows.reversals.resolve import ResolveAsk
from app.schema.base.context import Context, Info
from app.schema.base.cursors import First, decoded, encoded, microseconds, moment, page_size
from app.schema.base.input_values import or_none
from app.schema.base.mutation_field import MutationInput, Payload, mutation, payload
from app.schema.base.pages import PageInfo, page_info
from app.schema.base.scalars import Timestamp
from app.schema.reversals import payments, retries
from app.schema.reversals.retries import Retry
from app.store.reversals import queue
from app.store.reversals.queue import QueueCriteria, QueuePart, QueuePosition
from app.store.search.search import PaymentKind

if TYPE_CHECKING:
    from app.schema.reversals.payment import Payment
else:
    Payment = Annotated["Payment", strawberry.lazy("app.schema.reversals.payment")]

NOTE = "A note on the reason. The history shows it."


@strawberry.type(description="An entry of the queue, in a list.")
class RetryConnectionEdge:
    cursor: str | None = field(description="The position in the list.")
    node: Retry | None = field(description="The entry.")


@strawberry.type(description="A page of the queue.")
class RetryConnection:
    edges: list[RetryConnectionEdge | None] | None = field(description="The page's entries, in the order of the queue.")
    page_info: PageInfo = field(description="The position of the page in the list.")


@strawberry.input(description="Which entries of the queue to return. All criteria must be met.")
class RefundQueueInput:
    state: list[RetryState] | None = field(
        default=UNSET,
        description="The states. Default: WAITING, RUNNING and PAUSED, and all entries that need attention.",
    )
    order_id: str | None = field(
        default=UNSET, description="The order id of the transaction, or the different one of the refund."
    )
    due_before: Timestamp | None = field(
        default=UNSET, description="Only entries whose next attempt or verification is before this time."
    )
    needs_attention: bool | None = field(
        default=UNSET, description="True: only entries that need a person. False: only entries that do not."
    )


@strawberry.input(description="The entry to retry, pause, resume or dismiss.")
class RetryInput(MutationInput):
    payment_id: strawberry.ID = field(description="The id of a refund, or of a transaction whose void is queued.")
    note: str | None = field(default=UNSET, description=NOTE)


@payload("The answer of `retryRefundNow`, `pauseRefundRetry`, `resumeRefundRetry` and `dismissAttention`.")
class RetryPayload(Payload):
    retry: Retry | None = field(
        description="The retry as it is now; null if the gateway was never called for the payment."
    )


@strawberry.input(description="A person's report on an attempt whose outcome is UNKNOWN or PENDING.")
class ResolveOutcomeInput(MutationInput):
    payment_id: strawberry.ID = field(description="The id of the refund, or of the transaction.")
    outcome: ResolvedOutcome = field(
        description="Whether the gateway carried it out. The gateway is asked first, and what it reports counts. "
        "Where it can't tell, NOT_DONE is possible when the last sending can no longer be on its way."
    )
    reference: str | None = field(default=UNSET, description="The gateway's id of it.")
    note: str = field(description="How the person found this out. The history shows it.")


@payload("The answer of `resolveOutcome`.")
class ResolveOutcomePayload(Payload):
    payment: Payment | None = field(
        description="The refund or the transaction, as it is now. A refund whose `approval` is WAITING does not "
        "change until a second person approves."
    )


RetryArgument = Annotated[RetryInput, strawberry.argument(description="Which payment, and why.")]
OutcomeReport = Annotated[ResolveOutcomeInput, strawberry.argument(description="The report.")]
QueueArgument = Annotated[
    RefundQueueInput | None,
    strawberry.argument(description="Which entries to return. Default: the queue as it is now."),
]
AfterInQueue = Annotated[
    str | None, strawberry.argument(description="Start after this cursor. Default: start at the top.")
]


async def refund_queue(
    info: Info, input: QueueArgument = UNSET, first: First = UNSET, after: AfterInQueue = UNSET
) -> RetryConnection | None:
    size, cursor = page_size(or_none(first)), or_none(after)
    position = None if cursor is None else read_position(cursor)
    async with info.context.service.store.session() as session:
        found, more = await queue.page(
            session, info.context.actor.merchant_id, _criteria(or_none(input)), size, position
        )
    nodes = await asyncio.gather(*(entry(info.context, each.operation) for each in found))
    edges = [
        RetryConnectionEdge(cursor=write_position(each.position), node=node)
        for each, node in zip(found, nodes, strict=True)
    ]
    return RetryConnection(edges=list(edges), page_info=page_info([each.cursor for each in edges], more=more))


@mutation(
    "Retries at once, in addition to the daily attempts. While an attempt runs, no second one starts. Where the "
    "outcome is UNKNOWN, the gateway is asked first."
)
async def retry_refund_now(info: Info, input: RetryArgument) -> RetryPayload | None:
    context = info.context
    return await _payload(info, await flow.retry_now(context.service, context.actor, _ask(input)))


@mutation("Pauses what waits: it is not retried, and the gateway is not asked, until it is resumed.")
async def pause_refund_retry(info: Info, input: RetryArgument) -> RetryPayload | None:
    context = info.context
    return await _payload(info, await flow.pause(context.service, context.actor, _ask(input)))


@mutation("Resumes what was paused. What became due meanwhile is due at once.")
async def resume_refund_retry(info: Info, input: RetryArgument) -> RetryPayload | None:
    context = info.context
    return await _payload(info, await flow.go_on(context.service, context.actor, _ask(input)))


@mutation("Removes the attention flag of a payment: no person has to look at it any more.")
async def dismiss_attention(info: Info, input: RetryArgument) -> RetryPayload | None:
    context = info.context
    return await _payload(info, await flow.dismiss_attention(context.service, context.actor, _ask(input)))


@mutation(
    "Reports the outcome of an attempt that is UNKNOWN or PENDING. The gateway is asked first: what it reports counts, "
    "and a different report is refused. Where the gateway can't tell, a report that frees a refund above the "
    "merchant's approval limit waits for a second person: see the refund's `approval`. A report that counts is final."
)
async def resolve_outcome(info: Info, input: OutcomeReport) -> ResolveOutcomePayload | None:
    context = info.context
    ask = ResolveAsk(str(input.payment_id), input.outcome, or_none(input.reference), input.note)
    value = await resolve.resolve_outcome(context.service, context.actor, ask)
    return ResolveOutcomePayload(payment=payments.payment(value))


def write_position(position: QueuePosition) -> str:
    return encoded(f"{position.part.value}{position.kind.value}{microseconds(position.at)}.{position.id}")


def read_position(text: str) -> QueuePosition:
    """The position behind a cursor of the queue. Raises Refused with CURSOR_INVALID."""

    def read(match: re.Match[str]) -> QueuePosition:
        return QueuePosition(QueuePart(match[1]), PaymentKind(match[2]), moment(int(match[3])), int(match[4]))

    return decoded(text, _POSITION, read, write_position)


_POSITION = re.compile(r"([ardpecs])([rt])(-?[0-9]{1,18})\.([0-9]{1,18})", re.ASCII)


def _criteria(wanted: RefundQueueInput | None) -> QueueCriteria:
    """Raises Refused for an order id that can't be one. An empty list or text counts as absent."""
    if wanted is None:
        return QueueCriteria()
    states, order_id = or_none(wanted.state), or_none(wanted.order_id)
    check_text(order_id or "", ("input", "orderId"), LONGEST_ORDER_ID, Condition.ORDER_ID_TOO_LONG)
    return QueueCriteria(
        states=frozenset(states) if states else None,
        order_id=order_id or None,
        due_before=or_none(wanted.due_before),
        needs_attention=or_none(wanted.needs_attention),
    )


def _ask(input: RetryInput) -> QueueAsk:
    return QueueAsk(str(input.payment_id), or_none(input.note))


async def _payload(info: Info, number: int | None) -> RetryPayload:
    operation = None if number is None else await info.context.loaders.operations.load(number)
    retry = None if operation is None else await entry(info.context, operation)
    return RetryPayload(retry=retry)


async def entry(context: Context, operation: values.Operation) -> Retry | None:
    """The operation as an entry of the queue, whatever its outcome; None for one of a payment that is not there."""
    found: values.Refund | values.Transaction | None
    if operation.refund_id is None:
        found = await context.loaders.transactions.load(operation.transaction_id)
    else:
        found = await context.loaders.refunds.load(operation.refund_id)
    return None if found is None else await retries.whole_retry(context, payments.payment(found), operation)
