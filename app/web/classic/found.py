"""Reads payments for classic answers, with what their form needs; all of the merchant's own."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from app.domain.ids import IdKind
from app.domain.people.people import Actor
from app.domain.reversals.payments import Refund, Transaction
from app.flows.service import Service
from app.schema.base.loaders import Loaders
from app.store.search import reading
from app.store.search.search import Criteria, Found, PaymentKind, Position, legacy_ids, payments
from app.web.classic.shown import Seen


class Reader:
    """The readers of one call. Together they read as much as one GraphQL request may; raises AnswerTooLarge beyond."""

    def __init__(self, service: Service, actor: Actor) -> None:
        self._store = service.store
        self._actor = actor
        self._merchant_id = actor.merchant_id
        self._loaders = Loaders(service.store, actor.merchant_id)

    async def kind_of(self, legacy_id: str) -> IdKind | None:
        """Whether a transaction or a refund has the id; None if neither does."""
        if not legacy_id.isascii() or not legacy_id.isalnum():
            return None
        async with self._store.session() as session:
            for kind in (IdKind.TRANSACTION, IdKind.REFUND):
                if await reading.numbers_of(session, self._merchant_id, kind, [legacy_id]):
                    return kind
        return None

    async def named(self, legacy_id: str) -> Seen | None:
        """The transaction or the refund of that id; None if there is neither."""
        if not legacy_id.isascii() or not legacy_id.isalnum():
            return None
        async with self._store.driver() as driver:
            found = await payments(driver, self._merchant_id, Criteria(legacy_ids=(legacy_id,)), 1)
        seen = await self.at(found.positions)
        return seen[0] if seen else None

    async def search(self, criteria: Criteria, most: int) -> Found:
        """Where the newest payments stand that meet the criteria."""
        async with self._store.driver() as driver:
            return await payments(driver, self._merchant_id, criteria, most)

    async def legacy_ids(self, criteria: Criteria, most: int) -> Sequence[str]:
        """The ids of the newest payments that meet the criteria."""
        async with self._store.driver() as driver:
            return (await legacy_ids(driver, self._merchant_id, criteria, most)).legacy_ids

    async def at(self, positions: Sequence[Position]) -> list[Seen]:
        """The payments there, in that order."""
        return list(await asyncio.gather(*(self._at(each) for each in positions)))

    async def seen(self, payment: Transaction | Refund) -> Seen:
        """The payment with what its form needs."""
        return await (self._refund(payment) if isinstance(payment, Refund) else self._transaction(payment))

    async def _at(self, position: Position) -> Seen:
        if position.kind is PaymentKind.REFUND:
            refund = await self._loaders.refunds.load(position.id)
            assert refund is not None, "refunds stay"
            return await self._refund(refund)
        transaction = await self._loaders.transactions.load(position.id)
        assert transaction is not None, "transactions stay"
        return await self._transaction(transaction)

    async def _transaction(self, transaction: Transaction) -> Seen:
        history, details, refunds = await asyncio.gather(
            self._loaders.transaction_histories.load(transaction.id),
            self._loaders.transaction_details.load(transaction.id),
            self._loaders.refunds_of_transactions.load(transaction.id),
        )
        customer = None
        if transaction.customer_id is not None:
            customer = await self._loaders.customers.load(transaction.customer_id)
        oldest_first = sorted(refunds, key=attrgetter("created_at", "id"))
        ids = [each.legacy_id for each in oldest_first]
        token = await self._token(transaction)
        parts, authorization = await self._parts(transaction)
        seen = Seen(transaction, transaction, history, details, customer, ids, token=token)
        return replace(seen, parts=parts, authorization=authorization)

    async def _parts(self, transaction: Transaction) -> tuple[Sequence[str], str | None]:
        """The ids of its partial captures, oldest first; and of the authorization that it is one of."""
        if transaction.part_of is not None:
            authorization = await self._loaders.transactions.load(transaction.part_of)
            return (), None if authorization is None else authorization.legacy_id
        if transaction.parts is None:
            return (), None
        newest_first = await self._loaders.parts_of_transactions.load(transaction.id)
        return [each.legacy_id for each in reversed(newest_first)], None

    async def _refund(self, refund: Refund) -> Seen:
        history, paid = await asyncio.gather(
            self._loaders.refund_histories.load(refund.id), self._loaders.transactions.load(refund.transaction_id)
        )
        assert paid is not None, "transactions stay"
        details = await self._loaders.transaction_details.load(paid.id)
        customer = None if paid.customer_id is None else await self._loaders.customers.load(paid.customer_id)
        status, token = self._actor.refund_status(refund.status), await self._token(paid)
        return Seen(refund, paid, history, details, customer, status=status, token=token)

    async def _token(self, paid: Transaction) -> str | None:
        number = paid.method.vaulted
        kept = None if number is None else await self._loaders.payment_methods.load(number)
        return None if kept is None or kept.deleted else kept.legacy_id
