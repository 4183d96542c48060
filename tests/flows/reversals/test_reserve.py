"""Reversals without locks: what is decided on what was seen is written only as long as it is so, and nothing else is.

What is refused here leaves no trace, since it then goes the way with locks.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from hashlib import sha256

import asyncpg
import pytest

from app.domain.ids import read_global_id
from app.domain.money import Money
from app.domain.people.people import Actor
from app.domain.reversals.conclude import conclude
from app.domain.reversals.decide import Decision
from app.domain.reversals.new_operation import NewOperation
from app.domain.reversals.payments import Refund
from app.domain.reversals.states import OperationKind, PaymentStatus
from app.flows.people.sign_in import actor_of_key
from app.flows.reversals.life import Ended, Hearing, record_as_seen
from app.flows.reversals.reserving import Sending, fresh_sending, reservation_of
from app.flows.reversals.send import send
from app.flows.service import Service, now
from app.gateways.base import Accepted, Outcome
from app.store.database import Connection, Store
from app.store.reversals import look_payments
from app.store.reversals import reserve as reservations
from app.store.reversals.look_payments import Seen, Wanted
from app.store.reversals.reservation import Group, KeyClaim, Reserved, ReservedGroup
from tests.support.merchant_client import Shop
from tests.support.promises import verified_of

MANY = 12
HOUR = timedelta(hours=1)
HOLD = "SELECT FROM transactions WHERE legacy_id = $1 FOR UPDATE"
HOLD_OPERATION = "SELECT FROM operations WHERE id = $1 FOR UPDATE"
TOUCH = "UPDATE transactions SET needs_attention = needs_attention WHERE legacy_id = $1"
TAKE_OVER = "UPDATE operations SET lease = 'somebody else' WHERE id = $1"


@dataclass(frozen=True, slots=True)
class Asked:
    """What has to be written down, and what it was decided on."""

    group: Group
    seen: Seen


@dataclass(slots=True)
class Desk:
    """Whoever reverses a shop's payments at once, step by step. `batches` are how many each statement wrote."""

    shop: Shop
    actor: Actor
    batches: list[int] = field(default_factory=list)

    @property
    def service(self) -> Service:
        return self.shop.live.service

    async def look(self, transaction: str, key: str | None = None) -> Seen:
        """What a reversal of it is decided on."""
        wanted = Wanted(self.shop.merchant.id, legacy(transaction), key)
        seen = await self.service.store.read_together(look_payments.look, wanted)
        assert seen is not None
        return seen

    def refund(self, seen: Seen, minor: int = 100, key: str | None = None) -> Asked:
        """What has to be written down for a refund of so much."""
        amount = Money(minor, seen.transaction.amount.currency)
        return self._reservation(seen, NewOperation(OperationKind.REFUND, seen.transaction, amount), key)

    def void(self, seen: Seen, key: str | None = None) -> Asked:
        return self._reservation(seen, NewOperation(OperationKind.VOID, seen.transaction, seen.transaction.amount), key)

    async def write(self, asked: Asked) -> Reserved | None:
        written = await self.service.store.write_together(self.write_all, asked.group)
        return None if written is None else written.parts[0]

    async def write_all(self, connection: Connection, asked: Sequence[Group]) -> list[ReservedGroup | None]:
        self.batches.append(len(asked))
        return await reservations.write(connection, asked)

    async def sent(self, asked: Asked) -> Sending:
        """What was reserved, as it is sent."""
        written = await self.write(asked)
        assert written is not None
        return fresh_sending(asked.group.parts[0], written, asked.seen)

    async def accept(self, sending: Sending) -> Ended | None:
        """The gateway does it, and that is written down at once."""
        outcome = await send(self.service, sending, self.shop.merchant.public_id)
        assert isinstance(outcome, Accepted)
        return await self._record(sending, outcome)

    async def accept_late(self, sending: Sending, meanwhile: str, *values: object) -> None:
        """What the gateway has done is not written down, since a statement was carried out before."""
        outcome = await send(self.service, sending, self.shop.merchant.public_id)
        await self.shop.execute(meanwhile, *values)
        before = await self.shop.everything()
        assert await self._record(sending, outcome) is None
        assert await self.shop.everything() == before

    async def _record(self, sending: Sending, outcome: Outcome) -> Ended | None:
        """What is written down of an answer on what was seen when it was reserved."""
        hearing = Hearing(partial(conclude, outcome=outcome), looks_at_payment=sending.operation.refund_id is None)
        return await record_as_seen(self.service, self.actor, sending.operation, hearing, sending.known)

    def _reservation(self, seen: Seen, operation: NewOperation, key: str | None) -> Asked:
        claim = None if key is None else KeyClaim(key, sha256(key.encode()).digest(), transaction=False)
        at, decision = now(seen.merchant), Decision(operation)
        part = reservation_of(self.service, self.actor, at, decision, forgets=False, seen=seen.versions)
        return Asked(Group((part,), claim), seen)


@pytest.fixture
async def desk(shop: Shop) -> Desk:
    actor = await actor_of_key(shop.live.service.store, *shop.keys, None)
    assert actor is not None
    return Desk(shop, actor)


@asynccontextmanager
async def held(shop: Shop, lock: str, what: object) -> AsyncIterator[None]:
    """Somebody else holds it while the block runs."""
    connection = await asyncpg.connect(shop.live.settings.database_url.replace("+asyncpg", ""))
    try:
        async with connection.transaction():
            await connection.execute(lock, what)
            yield
    finally:
        await connection.close()


def legacy(transaction: str) -> str:
    read = read_global_id(transaction)
    assert read is not None
    return read[1]


async def refused(desk: Desk, asked: Asked) -> None:
    """Nothing of it is written."""
    before = await desk.shop.everything()
    assert await desk.write(asked) is None
    assert await desk.shop.everything() == before


async def test_what_is_as_it_was_seen_is_reserved(desk: Desk) -> None:
    settled, submitted = await desk.shop.settled(), await desk.shop.charge()
    refund = desk.refund(await desk.look(settled), key="a key")
    void = desk.void(await desk.look(submitted), key="another key")
    for reservation, kind in ((refund, "REFUND"), (void, "VOID")):
        assert reservation.seen.plain
        written = await desk.write(reservation)
        assert written is not None
        (row,) = await desk.shop.execute("SELECT * FROM operations WHERE id = $1", written.operation_id)
        assert (row["kind"], row["state"], row["refund_id"]) == (kind, "RUNNING", written.refund_id)
    assert not (await desk.look(settled, "a key")).plain, "its key is known now"
    assert not (await desk.look(submitted)).plain, "a void is under way"


async def test_a_payment_that_changed_is_not(desk: Desk) -> None:
    transaction = await desk.shop.settled()
    seen = await desk.look(transaction)
    assert (await desk.shop.refund(transaction, "1.00")).object["id"]
    await refused(desk, desk.refund(seen))


async def test_nor_one_that_was_voided_meanwhile(desk: Desk) -> None:
    transaction = await desk.shop.charge()
    seen = await desk.look(transaction)
    assert (await desk.shop.void(transaction)).object["status"] == "VOIDED"
    await refused(desk, desk.void(seen))


async def test_nor_one_that_somebody_holds_and_nobody_waits_for_them(desk: Desk) -> None:
    transactions = [await desk.shop.settled() for _ in range(3)]
    seen = [await desk.look(each) for each in transactions]
    async with held(desk.shop, HOLD, legacy(transactions[1])):
        written = await asyncio.gather(*(desk.write(desk.refund(each)) for each in seen))
    assert [each is None for each in written] == [False, True, False]
    assert desk.batches == [3]


async def test_nor_one_whose_key_was_used_meanwhile(desk: Desk) -> None:
    transaction, other = await desk.shop.settled(), await desk.shop.settled()
    seen = await desk.look(transaction, "taken")
    assert seen.plain
    assert (await desk.shop.refund(other, "1.00", key="taken")).object["id"]
    await refused(desk, desk.refund(seen, key="taken"))


async def test_nor_one_of_which_a_void_was_begun_meanwhile(desk: Desk) -> None:
    """That leaves the payment's row as it is: an index knows of it."""
    transaction = await desk.shop.charge()
    seen, other = await desk.look(transaction), await desk.look(await desk.shop.settled())
    assert await desk.write(desk.void(seen)) is not None
    assert (await desk.look(transaction)).version == seen.version
    await refused(desk, desk.void(seen))
    desk.batches.clear()
    written = await asyncio.gather(desk.write(desk.void(seen)), desk.write(desk.refund(other)))
    assert [each is None for each in written] == [True, False], "who comes with it is none the worse"
    assert desk.batches == [2, 1, 1]


@pytest.mark.parametrize("moved", [HOUR, -HOUR], ids=["ahead", "back"])
async def test_nor_one_whose_merchant_s_clock_was_moved(desk: Desk, moved: timedelta) -> None:
    seen = await desk.look(await desk.shop.settled())
    await desk.shop.set_merchant(clock_offset=seen.merchant.clock_offset + moved)
    await refused(desk, desk.refund(seen))


@pytest.mark.parametrize("offset", [timedelta(days=-1013, seconds=7, microseconds=-1), timedelta(days=1013)])
async def test_whatever_clock_the_merchant_has(desk: Desk, offset: timedelta) -> None:
    transaction = await desk.shop.settled()
    await desk.shop.set_merchant(clock_offset=offset)
    ended = await desk.accept(await desk.sent(desk.refund(await desk.look(transaction))))
    assert ended is not None
    assert isinstance(ended.subject, Refund)
    assert ended.subject.status is PaymentStatus.SUBMITTED_FOR_SETTLEMENT


async def test_of_several_for_one_payment_one_is_reserved(desk: Desk) -> None:
    seen = await desk.look(await desk.shop.settled())
    written = await asyncio.gather(*(desk.write(desk.refund(seen)) for _ in range(MANY)))
    assert [each is None for each in written] == [False] + [True] * (MANY - 1)
    assert desk.batches == [MANY]
    (row,) = await desk.shop.execute("SELECT * FROM transactions WHERE id = $1", seen.transaction.id)
    assert row["reserved_amount"] == 100


async def test_of_several_with_one_key_one_is_reserved(desk: Desk) -> None:
    seen = [await desk.look(await desk.shop.settled(), "one") for _ in range(3)]
    written = await asyncio.gather(*(desk.write(desk.refund(each, key="one")) for each in seen))
    assert [each is None for each in written] == [False, True, True]
    assert desk.batches == [3]


async def test_of_several_processes_one_reserves(desk: Desk) -> None:
    """All have seen the same; whose statement comes second finds another version, also if it had begun before."""
    stores = [Store(desk.shop.live.settings.database_url) for _ in range(4)]
    try:
        for _ in range(MANY):
            seen = await desk.look(await desk.shop.settled())
            written = await asyncio.gather(
                *(store.write_together(reservations.write, desk.refund(seen, 10_000).group) for store in stores)
            )
            assert sum(each is not None for each in written) == 1
    finally:
        await asyncio.gather(*(store.close() for store in stores))


async def test_who_asks_for_what_a_constraint_refuses_takes_nobody_with_them(desk: Desk) -> None:
    seen = [await desk.look(await desk.shop.settled()) for _ in range(3)]
    amounts = [1_00, 100_01, 1_00]
    asked = [desk.refund(each, amount) for each, amount in zip(seen, amounts, strict=True)]
    written = await asyncio.gather(*(desk.write(each) for each in asked))
    assert [each is None for each in written] == [False, True, False]
    assert desk.batches == [3, 1, 1, 1]


async def test_nor_does_who_asks_for_what_can_not_be_written(desk: Desk) -> None:
    seen = [await desk.look(await desk.shop.settled()) for _ in range(3)]
    keys = ["good", "a \0 key", "good as well"]
    asked = [desk.refund(each, key=key) for each, key in zip(seen, keys, strict=True)]
    one, wrong, other = await asyncio.gather(*(desk.write(each) for each in asked), return_exceptions=True)
    assert isinstance(one, Reserved)
    assert isinstance(wrong, asyncpg.DataError)
    assert isinstance(other, Reserved)
    assert desk.batches == [3, 1, 1, 1]


async def test_what_the_gateway_took_is_written_down_for_many_at_once(desk: Desk) -> None:
    refunds = [desk.refund(await desk.look(await desk.shop.settled())) for _ in range(MANY)]
    voids = [desk.void(await desk.look(await desk.shop.charge())) for _ in range(MANY)]
    sendings = await asyncio.gather(*(desk.sent(each) for each in [*refunds, *voids]))
    taken_over = sendings[MANY // 2]
    await desk.shop.execute(TAKE_OVER, taken_over.operation.id)
    ended = await asyncio.gather(*(desk.accept(each) for each in sendings))
    assert [each is None for each in ended] == [each is taken_over for each in sendings]
    statuses = {each.subject.status for each in ended if each is not None and each.subject is not None}
    assert statuses == {PaymentStatus.SUBMITTED_FOR_SETTLEMENT, PaymentStatus.VOIDED}
    await desk.shop.execute("UPDATE operations SET lease = $2 WHERE id = $1", taken_over.operation.id, "nobody")
    running = await desk.shop.execute(
        "SELECT id FROM operations WHERE merchant_id = $1 AND state = 'RUNNING'", desk.shop.merchant.id
    )
    assert [row["id"] for row in running] == [taken_over.operation.id]
    await verified_of(desk.shop)


@pytest.mark.parametrize("voids", [False, True], ids=["refund", "void"])
async def test_who_lost_the_lease_writes_nothing(desk: Desk, voids: bool) -> None:
    sending = await _sent(desk, voids)
    await desk.accept_late(sending, TAKE_OVER, sending.operation.id)


@pytest.mark.parametrize("voids", [False, True], ids=["refund", "void"])
async def test_nor_does_who_comes_a_second_time(desk: Desk, voids: bool) -> None:
    sending = await _sent(desk, voids)
    assert await desk.accept(sending) is not None
    await desk.accept_late(sending, "SELECT")


@pytest.mark.parametrize("voids", [False, True], ids=["refund", "void"])
async def test_nor_where_the_clock_was_moved(desk: Desk, voids: bool) -> None:
    sending = await _sent(desk, voids)
    offset = "UPDATE merchants SET clock_offset = clock_offset + interval '1 hour' WHERE id = $1"
    await desk.accept_late(sending, offset, desk.shop.merchant.id)


@pytest.mark.parametrize("lock", [HOLD, HOLD_OPERATION], ids=["payment", "operation"])
@pytest.mark.parametrize("voids", [False, True], ids=["refund", "void"])
async def test_nor_where_somebody_holds_it(desk: Desk, voids: bool, lock: str) -> None:
    sending, other = await _sent(desk, voids), await _sent(desk, voids)
    what = sending.operation.id if lock is HOLD_OPERATION else sending.message.transaction
    async with held(desk.shop, lock, what):
        ended = await asyncio.gather(desk.accept(sending), desk.accept(other))
    assert [each is None for each in ended] == [True, False]


async def test_a_payment_that_changed_is_not_voided_on_what_was_seen(desk: Desk) -> None:
    sending = await _sent(desk, voids=True)
    await desk.accept_late(sending, TOUCH, sending.message.transaction)


async def test_a_refund_is_written_down_whatever_else_was_refunded_meanwhile(desk: Desk) -> None:
    transaction = await desk.shop.settled()
    sending = await desk.sent(desk.refund(await desk.look(transaction)))
    assert (await desk.shop.refund(transaction, "1.00")).object["id"]
    ended = await desk.accept(sending)
    assert ended is not None
    assert ended.subject is not None
    assert (await desk.shop.node(transaction))["refundedAmount"]["value"] == "2.00"
    assert await desk.shop.effects(transaction) == ["charge", "refund", "refund"]
    await verified_of(desk.shop)


async def _sent(desk: Desk, voids: bool) -> Sending:
    if voids:
        return await desk.sent(desk.void(await desk.look(await desk.shop.charge())))
    return await desk.sent(desk.refund(await desk.look(await desk.shop.settled())))
