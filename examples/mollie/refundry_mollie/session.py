"""One account's calls to Mollie: refunds, and the look-up of what became of them."""

import re
from collections.abc import AsyncIterator, Callable
from datetime import datetime

from refundry.gateways import (
    Absent,
    Account,
    Instruction,
    Kind,
    NotAnswered,
    NotKnown,
    NotReached,
    Outcome,
    PaymentStanding,
    RefundStanding,
    Sent,
    UnknownCurrency,
)
from refundry.gateways.comparing import Unlike
from refundry.gateways.http import Answered
from refundry.gateways.reading import decode, time_of_text
from refundry_mollie import effects, standings
from refundry_mollie.objects import REFUNDRY_KEY, Page, Payment, Profile, Refund
from refundry_mollie.units import UNITS
from refundry_mollie.wire import Wire

_PAYMENT = re.compile(r"tr_[0-9A-Za-z_]{1,100}")
_REFUND = re.compile(r"re_[0-9A-Za-z_]{1,100}")

NO_PAYMENT = effects.not_possible("no_payment", "This is no id of a payment at Mollie (tr_…).")
NO_REFUND = effects.not_possible("no_refund", "Mollie has no such refund.")
NOT_HERE = effects.not_possible("not_supported", "This adapter refunds, and does nothing else at Mollie.")
UNKNOWN_PAYMENT = NotKnown("Mollie knows nothing of the payment that was to be refunded.", attention=True)


class MollieSession:
    """Refunds carry our key in their metadata, by which they are found for ever; Mollie keeps wire keys for an hour."""

    def __init__(self, wire: Wire, clock: Callable[[], datetime]) -> None:
        self._wire = wire
        self._clock = clock

    async def refund(self, instruction: Instruction) -> Outcome:
        if not _PAYMENT.fullmatch(instruction.transaction):
            return NO_PAYMENT
        try:
            value = UNITS.to_text(instruction.amount)
        except UnknownCurrency as error:
            return effects.not_possible("currency", f"Nothing was sent: {error}.")
        fields = {
            "amount": {"currency": instruction.amount.currency, "value": value},
            "metadata": {REFUNDRY_KEY: instruction.key},
        }
        path = f"/v2/payments/{instruction.transaction}/refunds"
        answered = await self._wire.tell("POST", path, instruction.wire_key, fields)
        if not isinstance(answered, Answered):
            return answered
        if answered.status not in {200, 201}:
            return effects.of_error(answered, self._wire.scrubber)
        refund = decode(answered.body, Refund)
        return effects.of_refund(refund, instruction) if refund else NotKnown("Mollie's answer was not understood.")

    async def void_refund(self, instruction: Instruction) -> Outcome:
        """Cancels a refund that is queued or pending. Mollie's yes has no body."""
        try:
            reference = instruction.refund or await self._refund_under(instruction)
        except NotAnswered as error:
            return NotReached(f"The refund was not found: {error}", credentials=error.refused_credentials)
        if reference is None or not _REFUND.fullmatch(reference):
            return NO_REFUND
        path = f"/v2/payments/{instruction.transaction}/refunds/{reference}"
        answered = await self._wire.tell("DELETE", path, instruction.wire_key)
        if not isinstance(answered, Answered):
            return answered
        refused = None if answered.status == 204 else effects.of_error(answered, self._wire.scrubber)
        if isinstance(refused, NotKnown | NotReached):
            return refused
        try:
            refund = await self._refund(reference, instruction.transaction)
        except NotAnswered as error:
            message = f"The refund could not be asked for afterwards: {error}"
            return NotKnown(message, credentials=error.refused_credentials)
        state = effects.of_cancelled(refund) if refund is not None else None
        return state or refused or NotKnown("The refund is as it was.")

    async def void(self, instruction: Instruction) -> Outcome:
        return NOT_HERE

    async def capture(self, instruction: Instruction) -> Outcome:
        return NOT_HERE

    async def find(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        """What was done under the key, by the payment's own list of refunds."""
        try:
            if sent.kind is Kind.REFUND:
                return await self._find_refund(instruction, sent)
            if sent.kind is Kind.REFUND_VOID:
                return await self._find_refund_void(instruction)
        except NotAnswered as error:
            return NotKnown(str(error), credentials=error.refused_credentials)
        return Absent()

    async def standing(self, transaction: str) -> PaymentStanding | None:
        payment = await self._payment(transaction)
        if payment is None:
            return None
        return standings.of_payment(payment, await self._refunds_of(transaction), self._clock())

    async def refund_standing(self, reference: str, transaction: str) -> RefundStanding | None:
        refund = await self._refund(reference, transaction)
        return standings.of_refund(refund, self._clock()) if refund else None

    async def payments(self, begin: datetime, end: datetime) -> AsyncIterator[PaymentStanding]:
        async for page in self._wire.listed("/v2/payments", Page[Payment]):
            for payment in page.items:
                if not begin <= _made(payment) < end:
                    continue
                refunds = await self._refunds_of(payment.id)
                if (standing := standings.of_payment(payment, refunds, self._clock())) is not None:
                    yield standing
            if page.items and _made(page.items[-1]) < begin:
                return

    async def refunds(self, begin: datetime, end: datetime) -> AsyncIterator[RefundStanding]:
        async for page in self._wire.listed("/v2/refunds", Page[Refund]):
            for refund in page.items:
                if begin <= _made(refund) < end:
                    yield standings.of_refund(refund, self._clock())
            if page.items and _made(page.items[-1]) < begin:
                return

    async def account(self) -> Account:
        profile = await self._wire.ask("/v2/profiles/me", Profile)
        if profile is None:
            raise NotAnswered("Mollie did not say whose key it is.")
        return Account(profile.id, profile.mode != "test")

    async def stop(self) -> None:
        await self._wire.stop()

    async def _find_refund(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        if not _PAYMENT.fullmatch(instruction.transaction):
            return Absent()
        if await self._payment(instruction.transaction) is None:
            return UNKNOWN_PAYMENT
        refunds = await self._refunds_of(instruction.transaction)
        if found := [each for each in refunds if each.key == instruction.key or each.id in sent.references]:
            return effects.of_refunds(found, instruction)
        if sent.references:
            return NotKnown("Mollie's list lacks a refund that Mollie has told of.", attention=True)
        return Absent()

    async def _find_refund_void(self, instruction: Instruction) -> Outcome | Absent:
        reference = instruction.refund or await self._refund_under(instruction)
        if reference is None or not _REFUND.fullmatch(reference):
            return Absent()
        refund = await self._refund(reference, instruction.transaction)
        if refund is None:
            return UNKNOWN_PAYMENT
        return effects.of_cancelled(refund) or Absent()

    async def _payment(self, reference: str) -> Payment | None:
        if not _PAYMENT.fullmatch(reference):
            return None
        payment = await self._wire.ask(f"/v2/payments/{reference}", Payment)
        if payment is not None and payment.id != reference:
            raise NotAnswered(Unlike("another payment").outcome.message)
        return payment

    async def _refund(self, reference: str, payment: str) -> Refund | None:
        if not _REFUND.fullmatch(reference) or not _PAYMENT.fullmatch(payment):
            return None
        refund = await self._wire.ask(f"/v2/payments/{payment}/refunds/{reference}", Refund)
        if refund is not None and (refund.id, refund.payment_id) != (reference, payment):
            raise NotAnswered(Unlike("another refund").outcome.message)
        return refund

    async def _refunds_of(self, payment: str) -> list[Refund]:
        path = f"/v2/payments/{payment}/refunds"
        return [each async for page in self._wire.listed(path, Page[Refund]) for each in page.items]

    async def _refund_under(self, instruction: Instruction) -> str | None:
        if instruction.refund_key is None or not _PAYMENT.fullmatch(instruction.transaction):
            return None
        refunds = await self._refunds_of(instruction.transaction)
        return next((each.id for each in refunds if each.key == instruction.refund_key), None)


def _made(found: Payment | Refund) -> datetime:
    """When it was made. Raises NotAnswered."""
    if (time := time_of_text(found.created_at)) is None:
        raise NotAnswered("Mollie's answer has no time.")
    return time
