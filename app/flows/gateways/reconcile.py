"""Compare what a gateway has of a merchant's payments and refunds with what is known here (SPEC 14.8).

It goes by windows of time, so that it needs the memory of one, however long the period. Whatever differs is looked at
twice: the gateway is asked about it by itself, and then what is known here is read again. What the queue is still
working on is no difference.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import TypeVar

import structlog

from app.domain.reversals.drift import Difference, DriftKind, Told, holds_money, kind_of
from app.domain.reversals.payments import Destination, Merchant
from app.domain.reversals.states import Subject
from app.flows.gateways.channel import Channel, NotUsable, channel_to
from app.flows.gateways.questions import PATIENCE_OF_LISTS as SLOT_WAIT
from app.flows.gateways.questions import some_at_a_time
from app.flows.service import Service, now, wall_clock
from app.gateways.adapters import UnknownAdapter
from app.gateways.pacing import NoSlot
from app.gateways.registry import SANDBOX
from app.store.database import Taken
from app.store.gateways import accounts, drift
from app.store.gateways.drift import Asked, OpenDrift, Ours, Whose
from refundry.gateways import LooksUp, NotAnswered, PaymentStanding, RefundStanding

log = structlog.get_logger(__name__)

AT_A_TIME = 200
"""Payments or refunds of ours that are read with one statement."""

WINDOW = timedelta(days=1)

Item = TypeVar("Item")


class CannotReconcile(Exception):
    """A gateway account can't be compared, or its gateway did not answer to the end; the message says why."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is compared: a merchant's gateway account with its present version, or the sandbox.

    `lists`: the gateway lists what it has. Of one that does not, only what is known here can be asked about.
    """

    name: str
    whose: Whose
    destination: Destination
    lists: bool


async def sources_of(service: Service, merchant: Merchant, name: str | None = None) -> list[Source]:
    """What can be compared of the merchant's: its gateway accounts in use, or the one of that name; the sandbox of a
    sandbox merchant. Raises CannotReconcile.
    """
    if merchant.sandbox:
        if name not in {None, SANDBOX}:
            raise CannotReconcile(f"The merchant {merchant.public_id!r} is a sandbox: it has no gateway accounts.")
        return [Source(SANDBOX, Whose(merchant.id, SANDBOX, None), Destination(SANDBOX), lists=True)]
    async with service.store.session() as session:
        found = [each for each in await accounts.of_merchant(session, merchant.id) if name in {None, each.name}]
    if name is not None and not found:
        raise CannotReconcile(f"The merchant {merchant.public_id!r} has no gateway account {name!r}.")
    if name is not None and found[0].retired_at is not None:
        raise CannotReconcile(f"The gateway account {name!r} is retired.")
    sources = []
    for each in found:
        if each.retired_at is None:
            lists = _lists(service, each.adapter, each.name)
            destination = Destination(each.adapter, each.id, each.version)
            sources.append(Source(each.name, Whose(merchant.id, each.adapter, each.id), destination, lists))
    return sources


def _lists(service: Service, adapter: str, name: str) -> bool:
    try:
        able = service.sessions.adapters.named(adapter).capabilities
    except UnknownAdapter:
        raise CannotReconcile(f"The adapter {adapter!r} of the gateway account {name!r} is not installed.") from None
    if able.looks_up not in {LooksUp.BY_PAYMENT, LooksUp.BY_KEY}:
        raise CannotReconcile(f"The gateway of {name!r} can't be asked what it has: it tells by webhooks alone.")
    return able.lists_payments


async def reconcile(
    service: Service, merchant: Merchant, source: Source, begin: datetime, end: datetime
) -> AsyncGenerator[OpenDrift, None]:
    """What differs of all that was made from `begin` to before `end` (the merchant's time), and is not taken in.

    Each is kept until a later run finds that it is gone. One run of an account goes at a time. Raises CannotReconcile,
    Unavailable.
    """
    try:
        what = "reconcile" if source.whose.account is not None else "reconcile the sandbox"
        async with service.store.alone(what, source.whose.account or merchant.id):
            channel = await channel_to(service, source.destination, merchant.public_id, now(merchant))
            run = _Run(service, merchant, source, channel)
            while begin < end:
                until = min(end, datetime.combine(begin.astimezone(UTC).date() + WINDOW, time.min, UTC))
                for each in await run.window(begin, until):
                    yield each
                begin = until
    except Taken:
        raise CannotReconcile(f"Another run compares {source.name!r} at this time.") from None
    except (NotUsable, NotAnswered) as error:
        raise CannotReconcile(f"{source.name}: {error}") from error
    except NoSlot:
        raise CannotReconcile(f"{source.name}: the gateway account has more to do than it may do at a time.") from None
    except TimeoutError:
        raise CannotReconcile(f"{source.name}: the gateway did not answer in time.") from None


@dataclass(slots=True)
class _Run:
    """One comparison. Of the present window: which rows of ours the gateway has shown, and what differs."""

    service: Service
    merchant: Merchant
    source: Source
    channel: Channel
    payments: set[int] = field(default_factory=set)
    refunds: dict[int, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    found: list[Difference] = field(default_factory=list)

    async def window(self, begin: datetime, end: datetime) -> list[OpenDrift]:
        """What differs of what was made in that time, kept, and with what was there before and is gone marked so."""
        self.payments, self.refunds, self.keys, self.found = set(), {}, {}, []
        session = self.channel.session
        if self.source.lists:
            async for payments in self._some(session.payments(begin, end)):
                await self._payments(payments)
            async for refunds in self._some(session.refunds(begin, end)):
                await self._refunds(refunds)
        await self._ours(begin, end)
        found = await self._once_more(self.found)
        at = wall_clock()
        async with self.service.store.begin() as work:
            kept = [await drift.keep(work, self.source.whose, each, at) for each in found]
            open_ = [each for each in kept if each is not None]
            await drift.are_gone(work, self.source.whose, begin, end, [each.id for each in open_], at)
        return open_

    def _some(self, items: AsyncIterator[Item]) -> AsyncIterator[list[Item]]:
        """The items of a gateway's list. Raises NoSlot; TimeoutError where the next one does not come."""
        return some_at_a_time(items, partial(self.channel.slot, SLOT_WAIT), self.channel.timeout + SLOT_WAIT)

    async def _payments(self, told: Sequence[PaymentStanding]) -> None:
        async with self.service.store.session() as session:
            known = await drift.payments_like(session, self.merchant.id, [each.reference for each in told])
        for theirs, ours in zip(told, known, strict=True):
            if ours is not None:
                self.payments.add(ours.id)
            if (found := self._payment(theirs, ours)) is not None:
                self.found.append(found)

    def _payment(self, theirs: PaymentStanding, ours: Ours | None) -> Difference | None:
        amount = theirs.captured if theirs.captured.minor else theirs.amount
        said = Told(theirs.status, amount, theirs.created_at, theirs.final)
        if ours is None:
            if not holds_money(Subject.TRANSACTION, theirs.status):
                return None
            kind, note = DriftKind.MISSING_HERE, f"The gateway has a payment: {said}. It is not known here."
        elif ours.under_way or ours.by_word:
            return None
        else:
            differs = kind_of(Subject.TRANSACTION, ours.told, said, now(self.merchant))
            if differs is None:
                return None
            kind, note = differs, f"The gateway has the payment {said}, and here it is {ours.told}."
        return Difference(
            kind,
            Subject.TRANSACTION,
            theirs.reference,
            theirs.reference,
            note,
            theirs.created_at,
            None if ours is None else ours.told.amount,
            amount,
            transaction_id=None if ours is None else ours.id,
        )

    async def _refunds(self, told: Sequence[RefundStanding]) -> None:
        asked = [Asked(each.transaction, each.reference, each.key) for each in told]
        async with self.service.store.session() as session:
            known = await drift.refunds_like(session, self.merchant.id, asked)
        for theirs, as_known in zip(told, known, strict=True):
            if (found := self._refund(theirs, as_known.refund, as_known.transaction_id)) is not None:
                self.found.append(found)

    def _refund(self, theirs: RefundStanding, ours: Ours | None, transaction_id: int | None) -> Difference | None:
        holds = holds_money(Subject.REFUND, theirs.status)
        said = Told(theirs.status, theirs.amount, theirs.created_at, theirs.final)
        kind, note = None, ""
        if ours is None:
            first = theirs.reference if theirs.key is None else self.keys.setdefault(theirs.key, theirs.reference)
            if holds and first != theirs.reference:
                kind, note = DriftKind.TWO_EFFECTS, f"The gateway has {said} under the key of {first} as well."
            elif holds:
                kind, note = DriftKind.MISSING_HERE, f"The gateway has a refund: {said}. It is not known here."
        elif not ours.under_way:
            first = ours.reference or self.refunds.get(ours.id, theirs.reference)
            self.refunds.setdefault(ours.id, first)
            if first != theirs.reference and not ours.by_word:
                if holds:
                    kind, note = DriftKind.TWO_EFFECTS, f"The gateway has {said} beside {first}, of one refund here."
            else:
                kind = kind_of(Subject.REFUND, ours.told, said, now(self.merchant))
                note = f"The gateway has the refund {said}, and here it is {ours.told}."
        if kind is None:
            return None
        return Difference(
            kind,
            Subject.REFUND,
            theirs.reference,
            theirs.transaction,
            note,
            theirs.created_at,
            None if ours is None else ours.told.amount,
            theirs.amount,
            theirs.key if ours is None else ours.key,
            transaction_id if ours is None else ours.transaction_id,
            None if ours is None else ours.id,
        )

    async def _ours(self, begin: datetime, end: datetime) -> None:
        """What we say that the gateway has, and it has not shown: it is asked about each by itself."""
        whose, after = self.source.whose, 0
        while True:
            async with self.service.store.session() as session:
                made = await drift.payments_made(session, whose, begin, end, after, AT_A_TIME)
            for ours in made:
                if ours.id not in self.payments and (found := await self._payment_there(ours)) is not None:
                    self.found.append(found)
            if len(made) < AT_A_TIME:
                break
            after = made[-1].id
        after = 0
        while True:
            async with self.service.store.session() as session:
                made = await drift.refunds_made(session, whose, begin, end, after, AT_A_TIME)
            for ours in made:
                if ours.id not in self.refunds and (found := await self._refund_there(ours)) is not None:
                    self.found.append(found)
            if len(made) < AT_A_TIME:
                return
            after = made[-1].id

    async def _payment_there(self, ours: Ours) -> Difference | None:
        assert ours.reference is not None
        async with self.channel.slot(SLOT_WAIT), asyncio.timeout(self.channel.timeout):
            theirs = await self.channel.session.standing(ours.reference)
        if theirs is not None:
            # The gateway may call it otherwise by now, and has shown it as that.
            self.found = [each for each in self.found if each.reference != theirs.reference or each.transaction_id]
            found = self._payment(theirs, ours)
            return None if found is None else replace(found, made_at=ours.told.at)
        if ours.under_way or ours.by_word:
            return None
        note = f"Here it is {ours.told}. The gateway has no such payment."
        return _missing_there(Subject.TRANSACTION, ours, note, None)

    async def _refund_there(self, ours: Ours) -> Difference | None:
        assert ours.reference is not None
        async with self.channel.slot(SLOT_WAIT), asyncio.timeout(self.channel.timeout):
            theirs = await self.channel.session.refund_standing(ours.reference, ours.payment)
        if theirs is not None:
            found = self._refund(theirs, ours, ours.transaction_id)
            return None if found is None else replace(found, made_at=ours.told.at)
        if ours.under_way:
            return None
        return _missing_there(Subject.REFUND, ours, f"Here it is {ours.told}. The gateway has no such refund.", ours.id)

    async def _once_more(self, found: Sequence[Difference]) -> list[Difference]:
        """Those that are found again: the gateway is asked about each by itself, and our rows are read again."""
        again: list[Difference] = []
        for each in found:
            if each.kind is DriftKind.MISSING_THERE:
                again += await self._still_ours(each)
            elif each.subject is Subject.TRANSACTION:
                again += await self._payment_again(each)
            else:
                again += await self._refund_again(each)
        return again

    async def _still_ours(self, found: Difference) -> list[Difference]:
        """What the gateway did not have, if it still counts here."""
        async with self.service.store.session() as session:
            if found.subject is Subject.TRANSACTION:
                (ours,) = await drift.payments_like(session, self.merchant.id, [found.reference])
            else:
                asked = [Asked(found.payment, found.reference, None)]
                ours = (await drift.refunds_like(session, self.merchant.id, asked))[0].refund
        return [found] if ours is not None and holds_money(found.subject, ours.told.status) else []

    async def _payment_again(self, found: Difference) -> list[Difference]:
        async with self.channel.slot(SLOT_WAIT), asyncio.timeout(self.channel.timeout):
            theirs = await self.channel.session.standing(found.reference)
        if theirs is None:
            return []
        async with self.service.store.session() as session:
            (ours,) = await drift.payments_like(session, self.merchant.id, [found.reference])
        again = self._payment(theirs, ours)
        return [] if again is None else [replace(again, made_at=found.made_at)]

    async def _refund_again(self, found: Difference) -> list[Difference]:
        async with self.channel.slot(SLOT_WAIT), asyncio.timeout(self.channel.timeout):
            theirs = await self.channel.session.refund_standing(found.reference, found.payment)
        if theirs is None:
            return []
        async with self.service.store.session() as session:
            asked = [Asked(theirs.transaction, theirs.reference, theirs.key)]
            (known,) = await drift.refunds_like(session, self.merchant.id, asked)
        again = self._refund(theirs, known.refund, known.transaction_id)
        return [] if again is None else [replace(again, made_at=found.made_at)]


def _missing_there(subject: Subject, ours: Ours, note: str, refund_id: int | None) -> Difference:
    assert ours.reference is not None
    return Difference(
        DriftKind.MISSING_THERE,
        subject,
        ours.reference,
        ours.payment,
        note,
        ours.told.at,
        ours=ours.told.amount,
        key=ours.key,
        transaction_id=ours.transaction_id,
        refund_id=refund_id,
    )
