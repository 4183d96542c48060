"""Taking over payments from gateways (SPEC 14.6)."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.flows.gateways import adopt as flow
from app.flows.gateways.adopt import AdoptAsk
from app.schema.base.context import Info
from app.schema.base.input_values import or_none
from app.schema.base.mutation_field import MutationInput, Payload, mutation, payload
from app.schema.reversals import payments
from app.schema.reversals.payments import Transaction


@strawberry.input(description="The input of `adoptTransaction`.")
class AdoptTransactionInput(MutationInput):
    gateway_transaction_id: str = field(description="The gateway's id of the payment.")
    merchant_account_id: strawberry.ID | None = field(
        default=UNSET,
        description="The merchant account that the payment belongs to. By default all gateway accounts that merchant "
        "accounts name are asked, and the payment's currency says which merchant account it is.",
    )
    order_id: str | None = field(
        default=UNSET, description="The shop's id of its order. Default: the one that the gateway has."
    )


@payload("The answer of `adoptTransaction`.")
class AdoptTransactionPayload(Payload):
    transaction: Transaction | None = field(description="The transaction, as its gateway has it now.")


@mutation(
    "Takes over a payment from a gateway account: the gateway is asked, and the transaction gets the payment's amount, "
    "status, method and dispute, and the refunds that were made elsewhere. Sent again, it brings the same transaction "
    "up to date."
)
async def adopt_transaction(
    info: Info, input: Annotated[AdoptTransactionInput, strawberry.argument(description="Which payment it is.")]
) -> AdoptTransactionPayload | None:
    context = info.context
    account = or_none(input.merchant_account_id)
    ask = AdoptAsk(input.gateway_transaction_id, None if account is None else str(account), or_none(input.order_id))
    value = await flow.adopt_transaction(context.service, context.actor, ask)
    return AdoptTransactionPayload(transaction=payments.transaction(value))
