"""The GraphQL interface of transactions and refunds."""

import strawberry

from app.domain.ids import IdKind, global_id
from app.domain.reversals import payments
from app.domain.reversals.states import PaymentSource, PaymentStatus
from app.schema.base.context import Info
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

TransactionValue = payments.Transaction | ListedTransaction
RefundValue = payments.Refund | ListedRefund
"""The whole value, or its row in a list."""


@strawberry.interface(description="A transaction or a refund: the fields that both have.")
class Payment:
    value: strawberry.Private[TransactionValue | RefundValue]

    @resolved("Its id.")
    def id(self) -> strawberry.ID:
        kind = IdKind.TRANSACTION if isinstance(self.value, TransactionValue) else IdKind.REFUND
        return strawberry.ID(global_id(kind, self.value.legacy_id))

    @resolved("Its short id, as older interfaces and the gateway use it.")
    def legacy_id(self) -> strawberry.ID:
        return strawberry.ID(self.value.legacy_id)

    @resolved("When it was requested.")
    def created_at(self) -> Timestamp | None:
        return Timestamp(self.value.created_at)

    @resolved(
        "When it last changed: its status, its amounts, a mark, its dispute, or whether it needs attention. An attempt "
        "that changes none of these does not count."
    )
    def updated_at(self) -> Timestamp:
        return Timestamp(self.value.updated_at or self.value.created_at)

    @resolved("The amount.")
    def amount(self) -> MonetaryAmount | None:
        return monetary_amount(self.value.amount)

    @resolved("Whether it, or a refund of it, waits for a second person's approval.")
    async def awaits_approval(self, info: Info) -> bool:
        loaders, value = info.context.loaders, self.value
        if isinstance(value, RefundValue):
            return await loaders.await_approval([value])
        return await loaders.await_approval(await loaders.refunds_of_transactions.load(value.id))

    @resolved("The shop's id of its order.")
    def order_id(self) -> str | None:
        return self.value.order_id

    @resolved("Its present status.")
    def status(self) -> PaymentStatus | None:
        return self.value.status

    @resolved("The merchant account that the money goes through.")
    def merchant_account_id(self) -> strawberry.ID | None:
        return strawberry.ID(self.value.account.public_id)

    @resolved("Where the request came from.")
    def source(self) -> PaymentSource | None:
        return self.value.source

    @resolved("Its statuses, the latest first.", most=STATUSES)
    def status_history(self) -> list[PaymentStatusEvent] | None:
        raise NotImplementedError

    @resolved("The payment method, as it was at the time of the payment.")
    def payment_method_snapshot(self) -> PaymentMethodSnapshot | None:
        raise NotImplementedError
