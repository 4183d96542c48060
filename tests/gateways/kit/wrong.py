"""Adapters that are wrong in one thing each: Mollie's, with a session or a webhook that breaks one promise."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import httpx
from pydantic import BaseModel
from refundry_mollie import events
from refundry_mollie.account import Config, Secrets
from refundry_mollie.adapter import ADAPTER, CAPABILITIES
from refundry_mollie.session import MollieSession

from refundry.gateways import (
    Absent,
    Accepted,
    Account,
    Capabilities,
    Declined,
    Event,
    Instruction,
    Money,
    NotKnown,
    Outcome,
    PaymentStanding,
    PaymentStatus,
    Pending,
    ProcessorResponse,
    RefundStanding,
    Sent,
    Session,
)

_numbers = itertools.count()


class Right:
    """A session that does what Mollie's does."""

    def __init__(self, inner: MollieSession, key: str, last: "Last") -> None:
        self.inner = inner
        self.key = key
        self.last = last

    async def capture(self, instruction: Instruction) -> Outcome:
        return await self.inner.capture(instruction)

    async def void(self, instruction: Instruction) -> Outcome:
        return await self.inner.void(instruction)

    async def refund(self, instruction: Instruction) -> Outcome:
        return await self.inner.refund(instruction)

    async def void_refund(self, instruction: Instruction) -> Outcome:
        return await self.inner.void_refund(instruction)

    async def find(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        return await self.inner.find(instruction, sent)

    async def standing(self, transaction: str) -> PaymentStanding | None:
        return await self.inner.standing(transaction)

    async def refund_standing(self, reference: str, transaction: str) -> RefundStanding | None:
        return await self.inner.refund_standing(reference, transaction)

    def payments(self, begin: datetime, end: datetime) -> AsyncIterator[PaymentStanding]:
        return self.inner.payments(begin, end)

    def refunds(self, begin: datetime, end: datetime) -> AsyncIterator[RefundStanding]:
        return self.inner.refunds(begin, end)

    async def account(self) -> Account:
        return await self.inner.account()

    async def stop(self) -> None:
        await self.inner.stop()


class Last:
    """What the sessions of one adapter share, and should not."""

    session: MollieSession


class NewKeys(Right):
    """Takes a new wire key for each sending."""

    async def refund(self, instruction: Instruction) -> Outcome:
        return await self.inner.refund(replace(instruction, wire_key=f"{instruction.key}.{next(_numbers)}"))


class TakesFailureForNo(Right):
    """Takes a failure on the way for a no."""

    async def refund(self, instruction: Instruction) -> Outcome:
        outcome = await self.inner.refund(instruction)
        failed = isinstance(outcome, NotKnown) and "503" in outcome.message
        return Declined(ProcessorResponse("503", "It failed.")) if failed else outcome


class FindsAnother(Right):
    """Tells the id of another refund, once one was heard."""

    async def find(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        found = await self.inner.find(instruction, sent)
        if isinstance(found, Accepted | Pending) and sent.references:
            return replace(found, reference="re_another")
        return found


class TakesSilenceForAbsence(Right):
    """Takes a question that failed for one that found nothing."""

    async def find(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        found = await self.inner.find(instruction, sent)
        return Absent() if isinstance(found, NotKnown) and not found.attention else found


class CannotBeCancelled(Right):
    """Answers where it is cancelled."""

    async def refund(self, instruction: Instruction) -> Outcome:
        try:
            return await self.inner.refund(instruction)
        except asyncio.CancelledError:
            return NotKnown("It was cancelled.")


class TriesAgain(Right):
    """Sends again by itself when the connection breaks."""

    async def refund(self, instruction: Instruction) -> Outcome:
        outcome = await self.inner.refund(instruction)
        broke = isinstance(outcome, NotKnown) and "RemoteProtocolError" in outcome.message
        return await self.inner.refund(instruction) if broke else outcome


class CountsYenInHundredths(Right):
    """Takes yen for hundredths."""

    async def refund(self, instruction: Instruction) -> Outcome:
        amount = instruction.amount
        times = 2 if amount.currency == "JPY" else 1
        return await self.inner.refund(replace(instruction, amount=Money(amount.minor * times, amount.currency)))


class ForgetsLateFailures(Right):
    """Says of a refund that failed late that it is settled."""

    async def refund_standing(self, reference: str, transaction: str) -> RefundStanding | None:
        standing = await self.inner.refund_standing(reference, transaction)
        if standing is not None and standing.status is PaymentStatus.SETTLEMENT_DECLINED:
            return replace(standing, status=PaymentStatus.SETTLED)
        return standing


class GivesNoReason(Right):
    """Declines without a reason."""

    async def refund(self, instruction: Instruction) -> Outcome:
        outcome = await self.inner.refund(instruction)
        return replace(outcome, reason=None) if isinstance(outcome, Declined) else outcome


class MixesAccounts(Right):
    """Sends by whichever session of the adapter was called last."""

    async def refund(self, instruction: Instruction) -> Outcome:
        self.last.session = self.inner
        await asyncio.sleep(0)
        return await self.last.session.refund(instruction)


class TellsItsKey(Right):
    """Says by which key it failed."""

    async def refund(self, instruction: Instruction) -> Outcome:
        outcome = await self.inner.refund(instruction)
        return replace(outcome, message=f"{self.key} failed") if isinstance(outcome, NotKnown) else outcome


class StaysOpen(Right):
    """Does not stop."""

    async def stop(self) -> None:
        """Nothing."""


class SeesItsOwnAlone(Right):
    """Leaves out refunds that were made elsewhere."""

    async def standing(self, transaction: str) -> PaymentStanding | None:
        standing = await self.inner.standing(transaction)
        if standing is None:
            return None
        return replace(standing, refunds=tuple(each for each in standing.refunds if each.key))


@dataclass(frozen=True)
class WrongAdapter:
    """Mollie's adapter with other sessions, other capabilities, or webhooks whose signature nobody looks at."""

    session: Callable[[MollieSession, str, Last], Session] = Right
    capabilities: Capabilities = CAPABILITIES
    believes_webhooks: bool = False
    name: str = "mollie"
    api_version: int = 1
    config: type[BaseModel] = Config
    secrets: type[BaseModel] = Secrets
    headline: str = "api_key"
    last: Last = field(default_factory=Last)

    def is_live(self, config: Config, secrets: Secrets) -> bool:
        return ADAPTER.is_live(config, secrets)

    def connect(
        self, config: Config, secrets: Secrets, http: httpx.AsyncClient, clock: Callable[[], datetime]
    ) -> Session:
        inner = ADAPTER.connect(config, secrets, http, clock)
        return self.session(inner, secrets.api_key.get_secret_value(), self.last)

    def events(
        self, headers: Mapping[str, str], body: bytes, config: Config, secrets: Secrets, now: datetime
    ) -> list[Event]:
        if self.believes_webhooks:
            return [events.read(body)]
        return ADAPTER.events(headers, body, config, secrets, now)

    def challenge(self, query: Mapping[str, str], config: Config, secrets: Secrets) -> str | None:
        return None


WRONG = {
    "C0": WrongAdapter(capabilities=replace(CAPABILITIES, absence_after=timedelta(seconds=1))),
    "C1": WrongAdapter(NewKeys),
    "C2": WrongAdapter(TakesFailureForNo),
    "C3": WrongAdapter(FindsAnother),
    "C4": WrongAdapter(TakesSilenceForAbsence),
    "C5": WrongAdapter(CannotBeCancelled),
    "C6": WrongAdapter(TriesAgain),
    "C7": WrongAdapter(CountsYenInHundredths),
    "C8": WrongAdapter(ForgetsLateFailures),
    "C9": WrongAdapter(GivesNoReason),
    "C10": WrongAdapter(believes_webhooks=True),
    "C11": WrongAdapter(MixesAccounts),
    "C12": WrongAdapter(TellsItsKey),
    "C13": WrongAdapter(StaysOpen),
    "C14": WrongAdapter(SeesItsOwnAlone),
}
"""The promise that each breaks, and no other."""
