"""An operation that was decided on: what is asked of the gateway about which payment, how much, and on what terms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.history.kinds import Entry, asked
from app.domain.ids import new_legacy_id
from app.domain.money import Money
from app.domain.reversals.payments import Destination, MerchantAccount, Terms, Transaction
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
class NewOperation:
    """What was decided: `amount` of a transaction is charged, authorized, captured, voided or refunded.

    A refund comes out of `account`, the transaction's own unless given, and inherits the transaction's order id
    likewise; `details` are kept of it as they were sent. To a capture `order_id` is what the transaction carries from
    then on. `of_refund` is the number of a refund that is there already: one that is voided, or that was approved.
    `made_at` is where such a refund was made, whatever the account is linked to by now.
    `instead` says that the other kind of reversal was asked for, and turned.
    """

    kind: OperationKind
    transaction: Transaction
    amount: Money
    terms: Terms = ASKED_PLAINLY
    account: MerchantAccount | None = None
    order_id: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    of_refund: int | None = None
    made_at: Destination | None = None
    instead: bool = False

    @property
    def destination(self) -> Destination | None:
        """Where it is sent; None if the account is linked to no gateway."""
        return self.made_at or self.transaction.account.destination

    @property
    def is_approved_refund(self) -> bool:
        """Whether it was asked for, and written down, before a second person agreed to it."""
        return self.kind is OperationKind.REFUND and self.of_refund is not None

    @property
    def entry(self) -> Entry | None:
        """What the history keeps of it; None where it has that already."""
        return None if self.is_approved_refund else asked(self.kind, self.amount, instead=self.instead)

    @property
    def refund(self) -> NewRefund | None:
        """The refund that it makes; None for one that makes none."""
        if self.kind is not OperationKind.REFUND or self.of_refund is not None:
            return None
        account = self.account or self.transaction.account
        order_id = self.order_id if self.order_id is not None else self.transaction.order_id
        return NewRefund(new_legacy_id(), account, order_id, self.details)

    @property
    def makes_good(self) -> bool:
        """Whether what failed before of the payment needs no person's attention any more with it (SPEC 5.2)."""
        return self.kind is OperationKind.VOID or (self.kind is OperationKind.REFUND and self.of_refund is None)
