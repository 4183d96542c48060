"""What transactions and refunds have in common, as clients see them."""

import strawberry

from app.domain.ids import IdKind, global_id
from app.domain.reversals import payments
from app.domain.reversals.states import PaymentSource, PaymentStatus
from app.schema.base.fields import STATUSES, resolved
from app.schema.base.monetary import MonetaryAmount, monetary_amount
from app.schema.base.scalars import Timestamp
from app.schema.history.events import (
    PaymentStatusEvent,
)
from app.schema.reversals.payment_methods import (
    PaymentMethodSnapshot,
)
from app.store.search.list_rows import ListedRefund, ListedTransaction

Paid = payments.Transaction | ListedTransaction
GivenBack = payments.Refund | ListedRefund
"""The whole of it, or its line in a list."""


@strawberry.interface(description="A transaction or a refund: what both of them have.")
class Payment:
    value: strawberry.Private[Paid | GivenBack]

    @resolved("Its id.")
    def id(self) -> strawberry.ID:
        kind = IdKind.TRANSACTION if isinstance(self.value, Paid) else IdKind.REFUND
        return strawberry.ID(global_id(kind, self.value.legacy_id))

    @resolved("Its short id, as older interfaces and the gateway use it.")
    def legacy_id(self) -> strawberry.ID:
        return strawberry.ID(self.value.legacy_id)

    @resolved("When it was asked for.")
    def created_at(self) -> Timestamp | None:
        return Timestamp(self.value.created_at)

    @resolved("How much it is about.")
    def amount(self) -> MonetaryAmount | None:
        return monetary_amount(self.value.amount)

    @resolved("The shop's id of the order that it belongs to.")
    def order_id(self) -> str | None:
        return self.value.order_id

    @resolved("Where it stands.")
    def status(self) -> PaymentStatus | None:
        return self.value.status

    @resolved("The merchant account that the money passes through.")
    def merchant_account_id(self) -> strawberry.ID | None:
        return strawberry.ID(self.value.account.public_id)

    @resolved("By what way it was asked for.")
    def source(self) -> PaymentSource | None:
        return self.value.source

    @resolved("What it went through, the latest first.", most=STATUSES)
    def status_history(self) -> list[PaymentStatusEvent] | None:
        raise NotImplementedError

    @resolved("What was paid with, as it was then.")
    def payment_method_snapshot(self) -> PaymentMethodSnapshot | None:
        raise NotImplementedError
