"""What gateways and the service tell differently (SPEC 14.8)."""

import re
from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.ids import IdKind, global_id
from app.domain.reversals.drift import DriftKind as Kind
from app.domain.reversals.payments import Refund, Transaction
from app.flows.gateways import drift as flow
from app.flows.gateways.drift import AdoptDriftAsk
from app.schema.base.context import Context, Info
from app.schema.base.cursors import After, First, decoded, encoded, page_size
from app.schema.base.input_values import or_none
from app.schema.base.monetary import MonetaryAmount, monetary_amount
from app.schema.base.mutation_field import MutationInput, Payload, mutation, payload
from app.schema.base.pages import PageInfo, page_info
from app.schema.base.scalars import Timestamp
from app.schema.reversals import payments
from app.schema.reversals.payment import Payment
from app.store.gateways.drift import OpenDrift

_KINDS = {
    Kind.MISSING_HERE: "The gateway has it, and this service does not.",
    Kind.MISSING_THERE: "This service says that the gateway has it, and it has not.",
    Kind.AMOUNT: "The amounts differ.",
    Kind.STATUS: "The statuses differ.",
    Kind.TWO_EFFECTS: "The gateway has two refunds for one of this service.",
}
DriftKind = Kind
strawberry.enum(DriftKind, name="DriftKind", description="How a gateway and this service differ.")
for _value in vars(DriftKind)["__strawberry_definition__"].values:
    _value.description = _KINDS[Kind(_value.value)]

_CURSOR = re.compile(r"d([0-9]{1,18})", re.ASCII)


@strawberry.type(description="Something that a gateway and this service tell differently.")
class Drift:
    id: strawberry.ID = field(description="Its id.")
    kind: DriftKind = field(description="How they differ.")
    gateway_account: str = field(description="The name of the gateway account, or `sandbox`.")
    gateway_reference: str = field(description="The gateway's id of the refund or payment.")
    payment: Payment | None = field(description="The refund or transaction here; null if there is none.")
    ours: MonetaryAmount | None = field(description="The amount here.")
    theirs: MonetaryAmount | None = field(description="The amount at the gateway.")
    found_at: Timestamp = field(description="When it was first found.")
    note: str = field(description="What each side says, in words.")


@strawberry.type(description="A difference in a list.")
class DriftConnectionEdge:
    cursor: str | None = field(description="The position in the list.")
    node: Drift | None = field(description="The difference.")


@strawberry.type(description="A page of differences.")
class DriftConnection:
    edges: list[DriftConnectionEdge | None] | None = field(description="The page's differences, the latest first.")
    page_info: PageInfo = field(description="The position of the page in the list.")


@strawberry.input(description="The input of `adoptDrift`.")
class AdoptDriftInput(MutationInput):
    drift_id: strawberry.ID = field(description="The id of the difference.")
    note: str | None = field(
        default=UNSET,
        description="What was found out about it; required where the gateway has nothing that could be taken over.",
    )


@payload("The answer of `adoptDrift`.")
class AdoptDriftPayload(Payload):
    payment: Payment | None = field(description="The refund or transaction, as it is now; null if there is none here.")


async def find_drift(info: Info, first: First = UNSET, after: After = UNSET) -> DriftConnection | None:
    context = info.context
    size, cursor = page_size(or_none(first)), or_none(after)
    before = None if cursor is None else decoded(cursor, _CURSOR, lambda match: int(match[1]), _cursor)
    found = await flow.open_drift(context.service, context.actor, size + 1, before)
    edges = [
        DriftConnectionEdge(cursor=_cursor(each.id), node=await _drift(context, each, account))
        for each, account in found[:size]
    ]
    return DriftConnection(
        edges=list(edges), page_info=page_info([each.cursor for each in edges], more=len(found) > size)
    )


@mutation(
    "Takes in what a gateway tells differently: the payment is taken over from the gateway with its refunds, as they "
    "are there. What the gateway does not have, or has twice, is only closed, with a note."
)
async def adopt_drift(
    info: Info, input: Annotated[AdoptDriftInput, strawberry.argument(description="Which difference it is.")]
) -> AdoptDriftPayload | None:
    context = info.context
    subject = await flow.adopt_drift(
        context.service, context.actor, AdoptDriftAsk(str(input.drift_id), or_none(input.note))
    )
    return AdoptDriftPayload(payment=None if subject is None else payments.payment(subject))


async def _drift(context: Context, value: OpenDrift, account: str) -> Drift:
    found, loaders = value.difference, context.loaders
    subject: Transaction | Refund | None = None
    if found.refund_id is not None:
        subject = await loaders.refunds.load(found.refund_id)
    elif found.transaction_id is not None:
        subject = await loaders.transactions.load(found.transaction_id)
    return Drift(
        id=strawberry.ID(global_id(IdKind.DRIFT, value.legacy_id)),
        kind=found.kind,
        gateway_account=account,
        gateway_reference=found.reference,
        payment=None if subject is None else payments.payment(subject),
        ours=None if found.ours is None else monetary_amount(found.ours),
        theirs=None if found.theirs is None else monetary_amount(found.theirs),
        found_at=Timestamp(value.found_at),
        note=found.note,
    )


def _cursor(number: int) -> str:
    return encoded(f"d{number}")
