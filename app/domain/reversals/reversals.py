"""A reversal that was decided on: which payment is voided, or how much of it is refunded, and on what terms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.history.kinds import Entry, asked
from app.domain.ids import new_legacy_id
from app.domain.money import Money
from app.domain.reversals.payments import MerchantAccount, Terms, Transaction
from app.domain.reversals.states import OperationKind

ASKED_PLAINLY = Terms()


@dataclass(frozen=True, slots=True)
class NewRefund:
    """A refund that is to be made: its id, the account that it comes out of, and what is kept of it as it was sent."""

    legacy_id: str
    account: MerchantAccount
    order_id: str | None
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reversal:
    """What was decided: a transaction is voided, or `amount` of it is refunded.

    A refund comes out of `account`, the transaction's own unless given, and inherits the transaction's order id
    likewise; `details` are kept of it as they were sent. `instead` says that the other was asked for, and turned.
    """

    kind: OperationKind
    transaction: Transaction
    amount: Money
    terms: Terms = ASKED_PLAINLY
    account: MerchantAccount | None = None
    order_id: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    instead: bool = False

    @property
    def entry(self) -> Entry:
        """What the history keeps of it."""
        return asked(self.kind, self.amount, instead=self.instead)

    @property
    def refund(self) -> NewRefund | None:
        """The refund that it makes; None for a void."""
        if self.kind is OperationKind.VOID:
            return None
        account = self.account or self.transaction.account
        order_id = self.order_id if self.order_id is not None else self.transaction.order_id
        return NewRefund(new_legacy_id(), account, order_id, self.details)
