"""The sandbox gateway: deterministic, with books of its own (SPEC 10)."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import asyncpg

from app.gateways.base import (
    ABSENCE_AFTER,
    Absent,
    Accepted,
    Instruction,
    NotKnown,
    Outcome,
    PaymentMethodDetails,
    Reason,
    Sale,
    Sent,
    Standing,
)
from app.gateways.sandbox import deeds, scripts, settlement, standings
from app.gateways.sandbox.audit import Audit
from app.gateways.sandbox.books import Books, Done
from app.gateways.sandbox.payment_methods import known_method
from app.gateways.sandbox.records import Deed, Found, JournalEntry, JournalKind, Kept, Sending, Settlement
from app.gateways.sandbox.responses import refused
from app.store.batching import Together
from app.store.pool import QuickPool, plan_as_usual
from refundry.gateways.calls import PaymentStanding, RefundStanding

_KEY_IN_USE = refused(Reason.NOT_POSSIBLE, "This key was used for something else.")


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A sending, and the rule that decides on it."""

    sending: Sending
    decide: Callable[[Sending, Found], Deed]


@dataclass(frozen=True, slots=True)
class _Told:
    """The answer for the sender, and the seconds until it gets it."""

    outcome: Outcome
    seconds: float = 0.0


class _Undone(Exception):
    """Nothing was done, `because` of an error of PostgreSQL."""

    def __init__(self, because: Exception) -> None:
        self.because = because


class SandboxGateway:
    """The sandbox on a PostgreSQL database, which many processes can share. It has no state in memory.

    `dsn` is an address as REFUNDRY_DATABASE_URL has it. The connections, `least` to `most` of them, are the gateway's
    own, and open at the first use or with `start`. A statement whose answer takes longer than `answer_timeout` seconds
    counts as lost.
    """

    def __init__(self, dsn: str, *, least: int = 1, most: int = 10, answer_timeout: float = 10.0) -> None:
        self._pool = QuickPool(dsn, least=least, most=most, answer_timeout=answer_timeout, wait=answer_timeout)
        self._together = Together(self._do_what_is_free, apart=lambda error: isinstance(error, _Undone))

    @property
    def timeout(self) -> timedelta | None:
        """As the server is set."""
        return None

    @property
    def absence_after(self) -> timedelta | None:
        """Five minutes, as with real gateways."""
        return ABSENCE_AFTER

    async def start(self) -> None:
        """Opens the connections. Raises asyncpg's errors if the database does not answer."""
        await self._pool.open()

    async def stop(self) -> None:
        """Closes the connections, when the work on them has ended."""
        await self._pool.close()

    async def describe(self, payment_method: str) -> PaymentMethodDetails | None:
        """The payment method behind an id. None if it is unknown or expired."""
        known = known_method(payment_method)
        return None if known is None else known.details

    async def sell(self, sale: Sale) -> Outcome:
        """Authorizes the sale, and with `capture` submits it for settlement; or captures a part of an authorization."""
        sending = Sending(JournalKind.CHARGE, sale.key, sale.transaction, sale.amount, sale.at)
        if sale.part_of is not None:
            return await self._capture_part(sale, sale.part_of, sending)
        return await self._carry_out(_Arrival(sending, lambda _, found: deeds.sell(sale, found)))

    async def capture(self, instruction: Instruction, merchant: str | None = None) -> Outcome:
        """Submits an authorized payment for settlement, with the instruction's amount.

        Here and below, with `merchant` a payment of another merchant is one that there is none of.
        """
        return await self._carry_out(_Arrival(_sending(JournalKind.CAPTURE, instruction, merchant), deeds.capture))

    async def void(self, instruction: Instruction, merchant: str | None = None) -> Outcome:
        """Voids a payment that has not started to settle: all of it, whatever the instruction's amount."""
        return await self._carry_out(_Arrival(_sending(JournalKind.VOID, instruction, merchant), deeds.void))

    async def refund(self, instruction: Instruction, merchant: str | None = None) -> Outcome:
        """Refunds the instruction's amount of a payment that is settling or settled. Sums are not checked."""
        return await self._carry_out(_Arrival(_sending(JournalKind.REFUND, instruction, merchant), deeds.refund))

    async def void_refund(self, instruction: Instruction, merchant: str | None = None) -> Outcome:
        """Voids the whole refund that was made under the `refund_key`, if it is submitted and not settled."""
        sending = _sending(JournalKind.REFUND_VOID, instruction, merchant)
        return await self._carry_out(_Arrival(sending, deeds.void_refund))

    async def find(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        """The outcome of what was sent under the instruction's key, at its time.

        If that was something else than the instruction says, it is a wrong answer.
        """
        found = await self._kept_under(instruction.key, instruction.at)
        if found is None:
            return Absent()
        if not found.belongs_to(_sending(JournalKind(sent.kind.lower()), instruction)):
            return NotKnown("The sandbox gateway has something else under this key.", attention=True)
        return found.told(instruction.key, instruction.at)

    async def find_sale(self, key: str, at: datetime) -> Outcome | Absent:
        """The same for a sale's key."""
        return await self.done_under(key, at)

    async def done_under(self, key: str, at: datetime) -> Outcome | Absent:
        """The outcome of what was sent under `key`, at that time of the merchant's clock."""
        kept = await self._kept_under(key, at)
        return Absent() if kept is None else kept.told(key, at)

    async def _kept_under(self, key: str, at: datetime) -> Kept | None:
        """What was done under `key`, as far as it can be found at that time."""
        async with self._open_books() as books:
            kept = await books.kept(key)
        if kept is None or (kept.is_undecided(at) and scripts.found_once_decided(kept.amount)):
            return None
        return kept

    async def standing(self, transaction: str, at: datetime, *, merchant: str | None = None) -> Standing | None:
        """The payment's status and amount. None if the id is unknown, or belongs to another merchant than `merchant`.

        The books have the payments of all merchants, so an id alone does not prove whose payment it is.
        """
        async with self._open_books() as books:
            payment = await books.payment(transaction)
        if payment is None or merchant not in {None, payment.merchant}:
            return None
        return payment.standing(at)

    async def refund_standing(self, key: str, at: datetime) -> Standing | None:
        """The status of the refund made under `key`: AUTHORIZING until it is decided. None if there is none."""
        async with self._open_books() as books:
            refund = await books.refund(key)
        return None if refund is None else refund.standing(at)

    async def payment_standing(self, merchant: str, transaction: str, at: datetime) -> PaymentStanding | None:
        """The merchant's payment with its refunds; None if it has none of that id."""
        async with self._open_books() as books:
            return await standings.of_payment(books.connection, merchant, transaction, at)

    async def standing_of_refund(
        self, merchant: str, key: str, transaction: str, at: datetime
    ) -> RefundStanding | None:
        """The refund made under `key` of the merchant's payment; None if there is none."""
        async with self._open_books() as books:
            return await standings.of_refund(books.connection, merchant, key, transaction, at)

    async def payments(
        self, merchant: str, begin: datetime, end: datetime, at: datetime
    ) -> AsyncIterator[PaymentStanding]:
        """The merchant's payments that were made from `begin` on and before `end`, the oldest first."""
        async with self._open_books() as books:
            async for each in standings.payments(books.connection, merchant, begin, end, at):
                yield each

    async def refunds(
        self, merchant: str, begin: datetime, end: datetime, at: datetime
    ) -> AsyncIterator[RefundStanding]:
        """The same for refunds."""
        async with self._open_books() as books:
            async for each in standings.refunds(books.connection, merchant, begin, end, at):
                yield each

    async def settle(self, transaction: str, at: datetime, *, declined: bool = False) -> Standing | None:
        """Settles a submitted payment now, or has its settlement `declined`.

        Returns its status after that; None if the id is unknown. A payment that is not submitted stays as it is, so it
        is safe to call it twice.
        """
        async with self._books() as books:
            return await settlement.settle_payment(books, transaction, at, declined=declined)

    async def begin_settlement(self, transaction: str, at: datetime) -> Standing | None:
        """Moves a submitted payment to SETTLING, or on PayPal to SETTLEMENT_PENDING. Returns as `settle` does."""
        async with self._books() as books:
            return await settlement.begin_settlement(books, transaction, at)

    async def settle_refund(self, key: str, at: datetime) -> Standing | None:
        """Settles the refund made under `key`. Returns as `settle` does."""
        async with self._books() as books:
            return await settlement.settle_refund(books, key, at)

    async def settle_due(self, merchant: str, at: datetime, *, passing_over: Collection[str] = ()) -> list[Settlement]:
        """The nightly settlement: settles the merchant's payments and refunds of before the last midnight (UTC).

        Each settles at the midnight after its submission, oldest first; a refund that fails late does so at a midnight
        as well. Returns what this call moved. If an earlier answer may be lost, ask `standing`, `refund_standing` and
        `late_failures`. Payments in `passing_over` stay as they are.
        """
        async with self._books() as books:
            return await settlement.settle_due(books, merchant, at, passing_over)

    async def late_failures(self, merchant: str, since: datetime) -> dict[str, datetime]:
        """The keys of the merchant's refunds that have failed after their settlement, later than `since`; and when."""
        async with self._open_books() as books:
            return await books.late_failures(merchant, since)

    async def journal(self, since: datetime | None = None) -> AsyncIterator[JournalEntry]:
        """The journal's entries in order: all, or those of `since` and later (SPEC 13)."""
        async with self._books() as books:
            await plan_as_usual(books.connection)
            async for entry in books.journal(since):
                yield entry

    @asynccontextmanager
    async def audit(self, moment: str) -> AsyncIterator[Audit]:
        """The books for reading, as of the PostgreSQL snapshot of this name."""
        async with (
            self._pool.connection() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            await connection.execute(f"SET TRANSACTION SNAPSHOT '{moment}'")
            await plan_as_usual(connection)
            await connection.execute("SET LOCAL work_mem = '64MB'")
            yield Audit(connection)

    async def _capture_part(self, sale: Sale, authorization: str, sending: Sending) -> Outcome:
        async with self._books() as books:
            await books.lock(sending)
            held = await books.payment(authorization, lock=True)
            arrival = _Arrival(sending, partial(deeds.capture_part, sale, held))
            before = await books.kept(sending.key)
            told = (await _act(books, [arrival], locked=True))[sending.key]
            done = await books.kept(sending.key)
            if before is None and done is not None and isinstance(done.answer, Accepted):
                await books.capture_part(authorization, sale.at, final=sale.final)
        return told.outcome

    async def _carry_out(self, arrival: _Arrival) -> Outcome:
        """Acts on a new key, repeats the answer of a known one, and writes the sending to the journal in both cases.

        The deed is committed before the sender gets an answer, and stays done if the sender is gone. Concurrent
        sendings share a transaction. One whose rows another transaction has waits for these in its own transaction.
        """
        try:
            done = await self._together.ask(arrival) or await self._do_once_free(arrival)
        except _Undone as undone:
            raise undone.because from undone
        if done.seconds:
            await asyncio.sleep(done.seconds)
        return done.outcome

    async def _do_what_is_free(self, arrivals: Sequence[_Arrival]) -> list[_Told | None]:
        """The answer for each. None, with nothing done, if another sending or transaction works on the same rows.

        Raises _Undone if nothing was done for any of them.
        """
        payments: dict[str, _Arrival] = {}
        keys: dict[str, _Arrival] = {}
        for each in arrivals:
            apart = each.sending.refund_key is not None
            if not apart and each.sending.transaction not in payments and each.sending.key not in keys:
                payments[each.sending.transaction] = keys[each.sending.key] = each
        async with self._open_books() as books:
            try:
                done = await _act(books, list(keys.values()), locked=False)
            except asyncpg.PostgresConnectionError:
                raise
            except (asyncpg.PostgresError, asyncpg.DataError) as error:
                raise _Undone(error) from error
        return [done.get(each.sending.key) if keys.get(each.sending.key) is each else None for each in arrivals]

    async def _do_once_free(self, arrival: _Arrival) -> _Told:
        async with self._books() as books:
            await books.lock(arrival.sending)
            return (await _act(books, [arrival], locked=True))[arrival.sending.key]

    @asynccontextmanager
    async def _books(self) -> AsyncIterator[Books]:
        """The books in one transaction, which is committed at the end of the block, or rolled back on an error."""
        async with self._open_books() as books, books.connection.transaction():
            yield books

    @asynccontextmanager
    async def _open_books(self) -> AsyncIterator[Books]:
        """The books without a transaction, for a single reading statement."""
        async with self._pool.connection() as connection:
            yield Books(connection)


async def _act(books: Books, arrivals: Sequence[_Arrival], *, locked: bool) -> dict[str, _Told]:
    """The answers, by key, of the sendings that can be done now. With their rows locked, all can."""
    if not arrivals:
        return {}
    found = await books.look([each.sending for each in arrivals])
    done: list[Done] = []
    told: dict[str, _Told] = {}
    for arrival in arrivals:
        sending = arrival.sending
        seen = found[sending.key].as_seen_by(sending.merchant)
        deed = arrival.decide(sending, seen) if seen.kept is None else None
        done.append(Done(sending, deed, seen.version))
        told[sending.key] = _told(sending, seen.kept, deed)
    written = await books.write(done, locked=locked)
    return {key: answer for key, answer in told.items() if key in written}


def _told(sending: Sending, kept: Kept | None, deed: Deed | None) -> _Told:
    if deed is not None:
        return _Told(deed.told(sending.key), deed.seconds)
    assert kept is not None, "a key that was not used leads to a deed"
    return _Told(kept.told(sending.key, sending.at) if kept.belongs_to(sending) else _KEY_IN_USE)


def _sending(kind: JournalKind, instruction: Instruction, merchant: str | None = None) -> Sending:
    return Sending(
        kind,
        instruction.key,
        instruction.transaction,
        instruction.amount,
        instruction.at,
        instruction.refund_key,
        renewed=instruction.wire_key != instruction.key,
        merchant=merchant,
    )
