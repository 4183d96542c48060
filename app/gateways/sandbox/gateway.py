"""The gateway in the box: deterministic, with books of its own (SPEC 10; what its amounts do: BRAINTREE.md 6).

It is a processor and not a guard: it gives back more than it took if it is told to, so that its journal can be the
judge of whoever tells it. What it does insist on is what a processor would: a void before settlement, a refund after
it, and one effect for each key.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from datetime import datetime

import asyncpg

from app.domain.states import REFUNDABLE, PaymentStatus
from app.gateways.base import (
    Absent,
    Accepted,
    Instruction,
    NotKnown,
    Outcome,
    PaymentMethodDetails,
    Reason,
    Sale,
    Standing,
)
from app.gateways.sandbox import scripts, settlement
from app.gateways.sandbox.audit import Audit
from app.gateways.sandbox.books import Books
from app.gateways.sandbox.payment_methods import known_method
from app.gateways.sandbox.records import Deed, JournalEntry, JournalKind, Sending, Settlement, reference
from app.gateways.sandbox.responses import APPROVED, PROCESSED, refused, rejected

S = PaymentStatus

_UNKNOWN_PAYMENT = refused(Reason.NOT_POSSIBLE, "The sandbox gateway has no such payment.")
_UNKNOWN_REFUND = refused(Reason.NOT_POSSIBLE, "The sandbox gateway has no such refund.")
_KEY_IN_USE = refused(Reason.NOT_POSSIBLE, "This key was used for something else.")


class SandboxGateway:
    """The sandbox behind one PostgreSQL database, which many processes may share. It remembers nothing itself.

    `dsn` is a PostgreSQL address, with or without SQLAlchemy's "+asyncpg". The connections, `least` to `most` of them,
    are the gateway's own and open at the first use, or with `start`.
    """

    def __init__(self, dsn: str, *, least: int = 1, most: int = 10) -> None:
        self._dsn = dsn.replace("postgresql+asyncpg://", "postgresql://", 1)
        self._least = least
        self._most = most
        self._opening = asyncio.Lock()
        self._pool: asyncpg.Pool[asyncpg.Record] | None = None

    async def start(self) -> None:
        """Opens the connections. Raises what asyncpg raises where the database does not answer."""
        await self._opened()

    async def stop(self) -> None:
        """Closes the connections, after the work on them has ended."""
        async with self._opening:
            pool, self._pool = self._pool, None
        if pool is not None:
            await pool.close()

    async def describe(self, payment_method: str) -> PaymentMethodDetails | None:
        """What stands behind a payment method's id; None for one that is unknown or expired."""
        known = known_method(payment_method)
        return None if known is None else known.details

    async def sell(self, sale: Sale) -> Outcome:
        """Authorizes the sale, and submits it for settlement as well if it is to be captured."""

        async def act(books: Books) -> Deed:
            known = known_method(sale.payment_method)
            if known is None or known.details.consumed:
                return Deed(rejected("Unknown or used payment method"))
            if await books.payment(sale.transaction) is not None:
                return Deed(rejected("Another payment has this id"))
            if isinstance(known.always, NotKnown):
                return Deed(known.always)
            decline = known.always or scripts.sale_decline(sale.amount)
            captured = sale.capture and decline is None
            status = S.SUBMITTED_FOR_SETTLEMENT if captured else S.AUTHORIZED
            await books.open_payment(
                sale,
                status if decline is None else decline.status,
                paypal=known.details.method.paypal,
                expires_at=sale.at + known.details.authorization_lasts,
                captured=captured,
            )
            answer = decline or Accepted(reference(sale.key), APPROVED)
            return Deed(answer, moved=sale.amount if captured else None)

        sending = Sending(JournalKind.CHARGE, sale.key, sale.transaction, sale.amount, sale.at)
        return await self._carry_out(sending, act)

    async def capture(self, instruction: Instruction) -> Outcome:
        """Submits an authorized payment for settlement, with the instruction's amount."""

        async def act(books: Books) -> Deed:
            payment = await books.payment(instruction.transaction, lock=True)
            if payment is None:
                return Deed(_UNKNOWN_PAYMENT)
            status = payment.status_at(instruction.at)
            if status is not S.AUTHORIZED:
                return Deed(refused(Reason.NOT_POSSIBLE, f"A payment that is {status} cannot be captured."))
            await books.capture(instruction.transaction, instruction.amount, instruction.at)
            return Deed(Accepted(reference(instruction.key), PROCESSED), moved=instruction.amount)

        return await self._carry_out(_sending(JournalKind.CAPTURE, instruction), act)

    async def void(self, instruction: Instruction) -> Outcome:
        """Releases all of a payment that has not begun to settle, whatever the instruction's amount."""

        async def act(books: Books) -> Deed:
            payment = await books.payment(instruction.transaction, lock=True)
            if payment is None:
                return Deed(_UNKNOWN_PAYMENT)
            if scripts.void_unreached(payment.amount, await books.voids_sent(instruction.transaction)):
                return Deed(None, unheard=scripts.UNAVAILABLE)
            status = payment.status_at(instruction.at)
            if status is S.SUBMITTED_FOR_SETTLEMENT and scripts.settles_before_a_void(payment.amount):
                await settlement.settle_payment(books, instruction.transaction, instruction.at, declined=False)
                status = S.SETTLED
            if not settlement.voidable(status, paypal=payment.paypal):
                reason = Reason.ALREADY_SETTLED if status in REFUNDABLE else Reason.NOT_POSSIBLE
                return Deed(refused(reason, f"A payment that is {status} cannot be voided."))
            await books.set_payment_status(instruction.transaction, S.VOIDED)
            return Deed(
                Accepted(reference(instruction.key), APPROVED),
                moved=payment.captured or payment.amount,
                unheard=scripts.SILENCE if scripts.void_unheard(payment.amount) else None,
            )

        return await self._carry_out(_sending(JournalKind.VOID, instruction), act)

    async def refund(self, instruction: Instruction) -> Outcome:
        """Gives back the instruction's amount, of a payment that is settling or settled. Sums are not looked at."""
        sending = _sending(JournalKind.REFUND, instruction)

        async def act(books: Books) -> Deed:
            lost = scripts.lost_refund(sending.amount, await books.sendings(sending.key))
            if lost is not None:
                return Deed(None, unheard=lost)
            if scripts.never_answered(sending.amount):
                return Deed(scripts.SILENCE)
            payment = await books.payment(sending.transaction, lock=True)
            if payment is None:
                return Deed(_UNKNOWN_PAYMENT)
            if payment.status not in REFUNDABLE:
                status = payment.status_at(sending.at)
                early = settlement.voidable(status, paypal=payment.paypal) or status is S.SETTLEMENT_PENDING
                reason = Reason.NOT_SETTLED if early else Reason.NOT_POSSIBLE
                return Deed(refused(reason, f"A payment that is {status} cannot be refunded."))
            declined_before = await books.declined_before(sending.transaction, sending.amount)
            script = scripts.refund_script(sending.amount, declined_before=declined_before)
            decided_at = sending.at + scripts.DECISION_TAKES if script.later else None
            if script.decline is None or script.later:
                status = S.SUBMITTED_FOR_SETTLEMENT if script.decline is None else script.decline.status
                await books.open_refund(sending, payment.merchant, status, decided_at)
            return Deed(
                script.decline or Accepted(reference(sending.key), script.response),
                moved=None if script.decline else sending.amount,
                unheard=scripts.SILENCE if script.unheard else None,
                decided_at=decided_at,
                seconds=script.seconds,
            )

        return await self._carry_out(sending, act)

    async def void_refund(self, instruction: Instruction, refund_key: str) -> Outcome:
        """Takes back the whole refund that was made under `refund_key`, as long as it is submitted."""

        async def act(books: Books) -> Deed:
            refund = await books.refund(refund_key, lock=True)
            if refund is None or refund.transaction != instruction.transaction:
                return Deed(_UNKNOWN_REFUND)
            status = refund.status_at(instruction.at)
            if status is not S.SUBMITTED_FOR_SETTLEMENT:
                reason = Reason.ALREADY_SETTLED if status is S.SETTLED else Reason.NOT_POSSIBLE
                return Deed(refused(reason, f"A refund that is {status} cannot be voided."))
            await books.void_refund(refund_key)
            return Deed(Accepted(reference(instruction.key), APPROVED), moved=refund.amount)

        return await self._carry_out(_sending(JournalKind.REFUND_VOID, instruction), act)

    async def find(self, key: str, at: datetime) -> Outcome | Absent:
        """What was done under `key`, as known at that time of the merchant's."""
        async with self._books() as books:
            kept = await books.kept(key)
        return Absent() if kept is None else kept.told(key, at)

    async def standing(self, transaction: str, at: datetime, *, merchant: str | None = None) -> Standing | None:
        """Where the payment stands; None if there is none of that id, or if it is another merchant's than `merchant`'s.

        The books are those of all merchants, so that an id alone does not say whose payment it is.
        """
        async with self._books() as books:
            payment = await books.payment(transaction)
        if payment is None or merchant not in {None, payment.merchant}:
            return None
        return payment.standing(at)

    async def refund_standing(self, key: str, at: datetime) -> Standing | None:
        """Where the refund stands that was made under `key`: AUTHORIZING until it is decided. None if none was made."""
        async with self._books() as books:
            refund = await books.refund(key)
        return None if refund is None else refund.standing(at)

    async def settle(self, transaction: str, at: datetime, *, declined: bool = False) -> Standing | None:
        """Settles a submitted payment now, or has its settlement `declined`.

        Returns where it stands then. A payment that is not on its way to settlement stays as it is, so that asking
        again is harmless; None if there is none of that id.
        """
        async with self._books() as books:
            return await settlement.settle_payment(books, transaction, at, declined=declined)

    async def begin_settlement(self, transaction: str, at: datetime) -> Standing | None:
        """Takes a submitted payment one step on, to SETTLING or on PayPal SETTLEMENT_PENDING; as `settle` otherwise."""
        async with self._books() as books:
            return await settlement.begin_settlement(books, transaction, at)

    async def settle_refund(self, key: str, at: datetime) -> Standing | None:
        """Settles the refund made under `key`; as `settle` otherwise."""
        async with self._books() as books:
            return await settlement.settle_refund(books, key, at)

    async def settle_due(self, merchant: str, at: datetime, *, passing_over: Collection[str] = ()) -> list[Settlement]:
        """The nightly settlement: whatever the merchant had submitted before the last midnight (UTC), oldest first.

        Each settles at the midnight after its submission. The list is what this call moved; where an earlier answer
        may have been lost, `standing` and `refund_standing` tell. Payments named in `passing_over` stay as they are.
        """
        async with self._books() as books:
            return await settlement.settle_due(books, merchant, at, passing_over)

    async def journal(self, since: datetime | None = None) -> AsyncIterator[JournalEntry]:
        """Every sending in order, or those whose time is `since` or later (SPEC 13)."""
        async with self._books() as books:
            async for entry in books.journal(since):
                yield entry

    @asynccontextmanager
    async def audit(self, moment: str) -> AsyncIterator[Audit]:
        """The books for reading, as they were at the moment that PostgreSQL knows by this name: a snapshot's."""
        pool = await self._opened()
        async with pool.acquire() as connection, connection.transaction(isolation="repeatable_read", readonly=True):
            await connection.execute(f"SET TRANSACTION SNAPSHOT '{moment}'")
            await connection.execute("SET LOCAL work_mem = '64MB'")
            yield Audit(connection)

    async def _carry_out(self, sending: Sending, act: Callable[[Books], Awaitable[Deed]]) -> Outcome:
        """Acts on a key that is new, repeats the answer of one that is not, and journals the sending either way.

        The deed is committed before anything is told: it stays done whatever becomes of the sender.
        """
        async with self._books() as books:
            await books.lock_key(sending.key)
            kept = await books.kept(sending.key)
            if kept is not None:
                await books.write(sending, None)
                return kept.told(sending.key, sending.at) if kept.belongs_to(sending) else _KEY_IN_USE
            deed = await act(books)
            if deed.answer is not None:
                await books.keep(sending, deed.answer, deed.decided_at)
            await books.write(sending, deed.moved)
        if deed.seconds:
            await asyncio.sleep(deed.seconds)
        return deed.told(sending.key)

    @asynccontextmanager
    async def _books(self) -> AsyncIterator[Books]:
        """The books in one transaction, which is committed at the end, or taken back where anything is raised."""
        pool = await self._opened()
        async with pool.acquire() as connection, connection.transaction():
            yield Books(connection)

    async def _opened(self) -> "asyncpg.Pool[asyncpg.Record]":
        async with self._opening:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(
                    self._dsn, min_size=self._least, max_size=self._most, reset=_leave_as_it_is
                )
            return self._pool


def _sending(kind: JournalKind, instruction: Instruction) -> Sending:
    return Sending(kind, instruction.key, instruction.transaction, instruction.amount, instruction.at)


async def _leave_as_it_is(_connection: object) -> None:
    """Nothing of a session outlives its transaction here, so a connection needs no cleaning between two uses."""
