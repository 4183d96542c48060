"""How an authorization and its partial captures name each other."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.base.context import Info
from app.schema.base.fields import PAYMENTS, resolved
from app.schema.base.monetary import MonetaryAmount, monetary_amount
from app.schema.reversals import payments
from app.schema.reversals.payment import TransactionValue

if TYPE_CHECKING:
    from app.schema.reversals.payments import Transaction
else:
    Transaction = Annotated["Transaction", strawberry.lazy("app.schema.reversals.payments")]


@strawberry.type(description="Of a partial capture: the authorization that it captured some of.")
class ChildCapture:
    authorization: strawberry.Private[TransactionValue]

    @resolved("The authorization.")
    def parent_authorization(self) -> Transaction | None:
        return payments.transaction(self.authorization)


@strawberry.type(description="Of an authorization: the partial captures of it.")
class ParentAuthorization:
    authorization: strawberry.Private[TransactionValue]
    captures: strawberry.Private[list[TransactionValue]]

    @resolved("Its partial captures, the newest first; those that failed as well.", most=PAYMENTS)
    def child_captures(self) -> list[Transaction] | None:
        return [payments.transaction(each) for each in self.captures]

    @resolved("The amount that was authorized. Partial captures do not change it.")
    def total_amount_authorized(self) -> MonetaryAmount | None:
        return monetary_amount(self.authorization.authorized_amount)


PartialCaptureDetails = Annotated[
    ChildCapture | ParentAuthorization,
    strawberry.union(
        "PartialCaptureDetails",
        description="What a transaction has to do with partial captures: it has some, or is one itself.",
    ),
]


@strawberry.type
class CapturedInParts:
    """The field of a transaction that leads to its partial captures, or to the authorization that it is one of."""

    value: strawberry.Private[TransactionValue]

    @resolved("Its partial captures, or the authorization that it is a partial capture of; null for others.")
    async def partial_capture_details(self, info: Info) -> PartialCaptureDetails | None:
        value, loaders = self.value, info.context.loaders
        if value.part_of is not None:
            authorization = await loaders.transactions.load(value.part_of)
            return None if authorization is None else ChildCapture(authorization=authorization)
        captures = await loaders.parts_of_transactions.load(value.id)
        return ParentAuthorization(authorization=value, captures=list(captures)) if captures else None
