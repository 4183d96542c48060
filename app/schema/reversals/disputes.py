"""Disputes of payments. A payment has one at most, the latest, which has the payment's legacy id."""

import strawberry

from app.domain.ids import IdKind
from app.domain.reversals import answers
from app.domain.reversals.answers import DisputeState
from app.domain.reversals.payments import Transaction
from app.schema.base.fields import resolved
from app.schema.base.node import Node
from app.schema.base.scalars import Timestamp
from app.store.search.list_rows import ListedTransaction


@strawberry.type(description="A customer's dispute of a payment (chargeback), as its gateway tells of it.")
class Dispute(Node):
    KIND = IdKind.DISPUTE
    value: strawberry.Private[Transaction | ListedTransaction]

    @resolved("Where it stands, from the merchant's side.")
    def state(self) -> DisputeState:
        return self._told.state

    @resolved("Why the customer disputes it, in the gateway's words.")
    def reason(self) -> str | None:
        return self._told.reason

    @resolved("When it was opened.")
    def opened_at(self) -> Timestamp:
        return Timestamp(self._told.opened_at)

    @property
    def _told(self) -> answers.Dispute:
        assert self.value.dispute is not None, "there is no dispute without one"
        return self.value.dispute


def dispute(transaction: Transaction | ListedTransaction) -> Dispute | None:
    """The transaction's dispute; None if its gateway has told of none."""
    return None if transaction.dispute is None else Dispute(value=transaction)
