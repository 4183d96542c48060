"""The queue: what waits or needs a person, in pages, and what people do about it (SPEC 5.3)."""

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
from app.schema.base.input_values import given
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

NOTE = "Why; kept in the history."


@strawberry.type(description="Something that waits, in a list.")
class RetryConnectionEdge:
    cursor: str | None = field(description="Where it stands in the list.")
    node: Retry | None = field(description="What waits.")


@strawberry.type(description="A page of the queue.")
class RetryConnection:
    edges: list[RetryConnectionEdge | None] | None = field(description="What is on the page, in the queue's order.")
    page_info: PageInfo = field(description="Where the page lies in the list.")


@strawberry.input(description="What to give of the queue; all that is asked for must hold.")
class RefundQueueInput:
    state: list[RetryState] | None = field(
        default=UNSET,
        description="In which states. Unless given: WAITING, RUNNING and PAUSED, and whatever needs attention.",
    )
    order_id: str | None = field(
        default=UNSET, description="Of which order: the transaction's order id, or the one that a refund was given."
    )
    due_before: Timestamp | None = field(
        default=UNSET, description="Only what is tried again, or asked about, before that time."
    )
    needs_attention: bool | None = field(
        default=UNSET, description="True for what needs a person only, false for everything else."
    )


@strawberry.input(description="What is to be tried, paused, resumed or put aside.")
class RetryInput(MutationInput):
    payment_id: strawberry.ID = field(description="The id of a refund, or of a transaction whose void is queued.")
    note: str | None = field(default=UNSET, description=NOTE)


@payload("What is answered to those who act on the queue.")
class RetryPayload(Payload):
    retry: Retry | None = field(
        description="How it goes with the payment now; null for one of which the gateway was never told anything."
    )


@strawberry.input(description="What a person found out about an attempt whose outcome is unknown or pending.")
class ResolveOutcomeInput(MutationInput):
    payment_id: strawberry.ID = field(description="The id of the refund, or of the transaction.")
    outcome: ResolvedOutcome = field(
        description="Whether the gateway did it. It is asked first, and its own word counts. Where it can't say, "
        "NOT_DONE is possible once the last sending can't be on its way any more."
    )
    reference: str | None = field(default=UNSET, description="What the gateway calls it.")
    note: str = field(description="How this was found out; kept in the history.")


@payload("What `resolveOutcome` answers.")
class ResolveOutcomePayload(Payload):
    payment: Payment | None = field(
        description="The refund or the transaction, as it stands now. A refund whose `approval` is WAITING stays as it "
        "is until another person agrees."
    )


Which = Annotated[RetryInput, strawberry.argument(description="Which payment's.")]
Found = Annotated[ResolveOutcomeInput, strawberry.argument(description="What was found out.")]
Wanted = Annotated[
    RefundQueueInput | None, strawberry.argument(description="What to give; the queue as it is now unless given.")
]
FromTheTop = Annotated[
    str | None, strawberry.argument(description="Give what comes after this cursor; without it, from the top on.")
]


async def refund_queue(
    info: Info, input: Wanted = UNSET, first: First = UNSET, after: FromTheTop = UNSET
) -> RetryConnection | None:
    size, cursor = page_size(given(first)), given(after)
    position = None if cursor is None else read_position(cursor)
    async with info.context.service.store.session() as session:
        found, more = await queue.page(session, info.context.actor.merchant_id, _criteria(given(input)), size, position)
    nodes = await asyncio.gather(*(_retry(info.context, each.operation) for each in found))
    edges = [
        RetryConnectionEdge(cursor=write_position(each.position), node=node)
        for each, node in zip(found, nodes, strict=True)
    ]
    return RetryConnection(edges=list(edges), page_info=page_info([each.cursor for each in edges], more=more))


@mutation(
    "Makes an attempt at once, beside the daily ones; while one runs, that is it. Where an outcome is "
    "not known, the gateway is asked first."
)
async def retry_refund_now(info: Info, input: Which) -> RetryPayload | None:
    context = info.context
    return await _payload(info, await flow.retry_now(context.service, context.actor, _ask(input)))


@mutation("Puts on hold what waits: nothing is tried or asked until it is resumed.")
async def pause_refund_retry(info: Info, input: Which) -> RetryPayload | None:
    context = info.context
    return await _payload(info, await flow.pause(context.service, context.actor, _ask(input)))


@mutation("Lets go on what was paused; what came due meanwhile is due at once.")
async def resume_refund_retry(info: Info, input: Which) -> RetryPayload | None:
    context = info.context
    return await _payload(info, await flow.go_on(context.service, context.actor, _ask(input)))


@mutation("Says that nobody needs to look at a payment any more.")
async def dismiss_attention(info: Info, input: Which) -> RetryPayload | None:
    context = info.context
    return await _payload(info, await flow.dismiss_attention(context.service, context.actor, _ask(input)))


@mutation(
    "Says what became of an attempt whose outcome is unknown or pending. The gateway is asked first, "
    "and its word counts; a word against it is refused. What frees a refund where the gateway can't say awaits "
    "another person above the merchant's approval limit, in the refund's `approval`. What counts is final."
)
async def resolve_outcome(info: Info, input: Found) -> ResolveOutcomePayload | None:
    context = info.context
    ask = ResolveAsk(str(input.payment_id), input.outcome, given(input.reference), input.note)
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
    """Raises Refused for an order id that can't be one. An empty list or text is as good as none."""
    if wanted is None:
        return QueueCriteria()
    states, order_id = given(wanted.state), given(wanted.order_id)
    check_text(order_id or "", ("input", "orderId"), LONGEST_ORDER_ID, Condition.ORDER_ID_TOO_LONG)
    return QueueCriteria(
        states=frozenset(states) if states else None,
        order_id=order_id or None,
        due_before=given(wanted.due_before),
        needs_attention=given(wanted.needs_attention),
    )


def _ask(input: RetryInput) -> QueueAsk:
    return QueueAsk(str(input.payment_id), given(input.note))


async def _payload(info: Info, number: int | None) -> RetryPayload:
    operation = None if number is None else await info.context.loaders.operations.load(number)
    told = None if operation is None else await _retry(info.context, operation)
    return RetryPayload(retry=told)


async def _retry(context: Context, operation: values.Operation) -> Retry | None:
    found: values.Refund | values.Transaction | None
    if operation.refund_id is None:
        found = await context.loaders.transactions.load(operation.transaction_id)
    else:
        found = await context.loaders.refunds.load(operation.refund_id)
    return None if found is None else await retries.story(context, payments.payment(found), operation)
