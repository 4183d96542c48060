"""What can be checked at the gateway itself, with a test account: its own books judge."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from secrets import token_hex

from refundry.gateways import (
    Absent,
    Accepted,
    Adapter,
    Declined,
    Instruction,
    Kind,
    LooksUp,
    Money,
    NotAnswered,
    NotKnown,
    Outcome,
    PaymentStanding,
    Pending,
    Reason,
    Sent,
    Session,
    UnknownCurrency,
)
from refundry.testing.looking import unknown_payment
from refundry.testing.running import Finding, Result, Verdict, declared
from refundry.testing.trial import LIVE, says

Found = tuple[Result, str | None]

KEPT: Found = (Result.KEPT, None)


class Live(Exception):
    """The account moves real money, and is not checked."""


def _broken(why: str) -> Found:
    return Result.BROKEN, why


class AtVendor:
    """A session of a test account, and a settled payment there of which a little is refunded; None refunds nothing."""

    def __init__(self, adapter: Adapter, session: Session, payment: str | None) -> None:
        self._adapter = adapter
        self._session = session
        self._payment = payment
        self._can = adapter.capabilities
        self._asked: Instruction | None = None
        self._made: Outcome | None = None

    async def verdicts(self) -> AsyncIterator[Verdict]:
        """Each thing that was looked at, in its order. Raises Live, NotAnswered if it can't be asked at all."""
        first = declared(self._adapter)
        yield Verdict(first.promise, first.sentence, (first,))
        yield _verdict("account", "The credentials are a test account's, with all rights.", await self._account())
        steps: tuple[tuple[str, str, Callable[[str], Awaitable[Found]]], ...] = (
            ("C4", "Absent is told of what was never sent.", self._absent),
            ("C9", "A refund of a payment that is not there is declined.", self._declined),
            ("C1", "A refund is made, and not again when the same is sent again.", self._once),
            ("C3", "A look-up finds the refund.", self._found),
            ("C14", "The payment stands with its refunds, and the refund alone.", self._stands),
        )
        for code, sentence, step in steps:
            payment = self._payment
            found = await self._told(step, payment) if payment is not None else (Result.NOT_JUDGED, None)
            yield _verdict(code, sentence, found)

    async def _told(self, step: Callable[[str], Awaitable[Found]], payment: str) -> Found:
        try:
            return await step(payment)
        except NotAnswered as error:
            return _broken(f"no answer: {error}")
        except Exception as error:
            # An adapter may fail in any way; its message may have a secret in it.
            return _broken(f"{type(error).__name__} was raised")

    async def _account(self) -> Found:
        said = await self._session.account()
        if said.live:
            raise Live
        lacks = ", ".join(said.missing_rights)
        return _broken(f"the credentials lack {lacks}") if lacks else KEPT

    async def _absent(self, payment: str) -> Found:
        standing = await self._standing(payment)
        if standing is None:
            return Result.NOT_JUDGED, None
        found = await self._session.find(_instruction(payment, standing.captured), _sent())
        expected = NotKnown if self._can.absence_after is None else Absent
        return KEPT if isinstance(found, expected) else _broken(f"it is found as {says(found)}")

    async def _declined(self, payment: str) -> Found:
        standing = await self._standing(payment)
        amount = standing.captured if standing is not None else Money(100, "EUR")
        outcome = await self._session.refund(_instruction(unknown_payment(payment), amount))
        if isinstance(outcome, Declined) and outcome.reason is Reason.NOT_POSSIBLE:
            return KEPT
        return _broken(f"it is {says(outcome)}")

    async def _once(self, payment: str) -> Found:
        standing = await self._standing(payment)
        if standing is None:
            return Result.NOT_JUDGED, None
        self._asked = _instruction(payment, _little(self._adapter, standing))
        self._made = await self._session.refund(self._asked)
        if not isinstance(self._made, Accepted | Pending):
            return _broken(f"a refund of {self._asked.amount} is {says(self._made)}")
        again = await self._session.refund(self._asked)
        same = isinstance(again, Accepted | Pending) and again.reference == self._made.reference
        if not same and not isinstance(again, NotKnown):
            return _broken(f"sent again, it is {says(again)}")
        after = await self._standing(payment)
        ours = [each for each in after.refunds if each.key == self._asked.key] if after is not None else []
        return KEPT if len(ours) == 1 else _broken(f"{len(ours)} refunds have its key")

    async def _found(self, payment: str) -> Found:
        if self._asked is None or not isinstance(self._made, Accepted | Pending):
            return Result.NOT_JUDGED, None
        found = await self._session.find(self._asked, _sent())
        if not isinstance(found, LIVE):
            return _broken(f"it is found as {says(found)}")
        return KEPT if found.reference == self._made.reference else _broken("another refund is found")

    async def _stands(self, payment: str) -> Found:
        if self._asked is None or not isinstance(self._made, Accepted | Pending):
            return Result.NOT_JUDGED, None
        alone = await self._session.refund_standing(self._made.reference, payment)
        if alone is None or alone.amount != self._asked.amount:
            return _broken("the refund can't be asked for")
        standing = await self._standing(payment)
        listed = {each.reference for each in standing.refunds} if standing is not None else set()
        return KEPT if self._made.reference in listed else _broken("the payment stands without the refund")

    async def _standing(self, payment: str) -> PaymentStanding | None:
        """Where the payment stands; None if this gateway can't be asked. Raises NotAnswered if it has none."""
        if self._can.looks_up not in {LooksUp.BY_PAYMENT, LooksUp.BY_KEY}:
            return None
        standing = await self._session.standing(payment)
        if standing is None:
            raise NotAnswered("the account has no such payment")
        return standing


def _verdict(code: str, sentence: str, found: Found) -> Verdict:
    result, why = found
    left_out = ("payment to refund",) if result is Result.NOT_JUDGED else ()
    return Verdict(code, sentence, (Finding(code, sentence, "the account", result, why, left_out),))


def _instruction(payment: str, amount: Money) -> Instruction:
    key = token_hex(16)
    return Instruction(key, key, payment, amount, datetime.now(UTC))


def _sent() -> Sent:
    now = datetime.now(UTC)
    return Sent(Kind.REFUND, 1, now, now)


def _little(adapter: Adapter, standing: PaymentStanding) -> Money:
    """A hundred of the least amounts that the gateway takes, or all if there is less."""
    currency = standing.captured.currency
    for minor in (100, 1_000, 10_000, 100_000):
        try:
            adapter.capabilities.units.to_wire(Money(minor, currency))
        except UnknownCurrency:
            continue
        return min(Money(minor, currency), standing.captured)
    return standing.captured
