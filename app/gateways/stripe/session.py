"""One account's calls to Stripe: instructions, and the look-up of what became of them."""

import re
from collections.abc import AsyncIterator, Callable
from datetime import datetime

from app.gateways.stripe import effects, refusals, rights
from app.gateways.stripe.look_up import Books
from app.gateways.stripe.objects import REFUNDRY_KEY, Charge, IntentState, Refund
from app.gateways.stripe.units import UNITS
from app.gateways.stripe.wire import Wire
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
from refundry.gateways.comparing import Unlike, unlike_units
from refundry.gateways.http import Answered
from refundry.gateways.reading import decode

_INTENT = re.compile(r"pi_[0-9A-Za-z_]{1,250}")
_CHARGE = re.compile(r"(ch|py)_[0-9A-Za-z_]{1,250}")
_REFUND = re.compile(r"(re|pyr)_[0-9A-Za-z_]{1,250}")

NO_PAYMENT = refusals.not_possible("no_payment", "This is no id of a payment at Stripe (pi_…, ch_… or py_…).")
NO_INTENT = refusals.not_possible(
    "no_payment_intent", "Stripe cancels PaymentIntents alone. Release this charge in Stripe's Dashboard."
)
NO_REFUND = refusals.not_possible("no_refund", "Stripe has no such refund.")
UNKNOWN_PAYMENT = NotKnown("Stripe knows nothing of the payment that was to be changed.", attention=True)


class StripeSession:
    """What is sent for an instruction depends on nothing but its key, its payment and its amount.

    Stripe refuses another body under the same Idempotency-Key, so the order id, the reason and the description, which
    may change between two sendings, are not sent.

    A wire key is the caller's to change: after an outcome with `new_key` (see `refusals`), and after Declined.
    """

    def __init__(self, wire: Wire, clock: Callable[[], datetime], *, live: bool) -> None:
        self._wire = wire
        self._live = live
        self._books = Books(wire, clock)

    async def refund(self, instruction: Instruction) -> Outcome:
        payment = instruction.transaction
        if not (_INTENT.fullmatch(payment) or _CHARGE.fullmatch(payment)):
            return NO_PAYMENT
        try:
            amount = UNITS.to_wire(instruction.amount)
        except UnknownCurrency as error:
            return refusals.not_possible("currency", f"Nothing was sent: {error}.")
        fields = [
            (payment_field(payment), payment),
            ("amount", str(amount)),
            (f"metadata[{REFUNDRY_KEY}]", instruction.key),
        ]
        answered = await self._wire.tell("/v1/refunds", fields, instruction.wire_key)
        if not isinstance(answered, Answered):
            return answered
        if answered.status != 200:
            return self._refused(answered)
        refund = decode(answered.body, Refund)
        return effects.of_refund(refund, instruction) if refund else not_understood()

    async def void_refund(self, instruction: Instruction) -> Outcome:
        try:
            reference = instruction.refund or await self._refund_under(instruction.refund_key, instruction.transaction)
        except NotAnswered as error:
            return NotReached(f"The refund was not found: {error}", credentials=error.refused_credentials)
        if reference is None or not _REFUND.fullmatch(reference):
            return NO_REFUND
        answered = await self._wire.tell(f"/v1/refunds/{reference}/cancel", [], instruction.wire_key)
        if not isinstance(answered, Answered):
            return answered
        if answered.status != 200:
            return self._refused(answered)
        refund = decode(answered.body, Refund)
        if refund is None:
            return not_understood()
        if refund.id != reference:
            return Unlike("another refund").outcome
        return effects.of_cancelled_refund(refund, instruction) or not_understood()

    async def void(self, instruction: Instruction) -> Outcome:
        try:
            payment = await self._intent_of(instruction.transaction)
        except NotAnswered as error:
            return NotReached(f"The charge was not found: {error}", credentials=error.refused_credentials)
        if payment is None or not _INTENT.fullmatch(payment):
            return NO_INTENT if _CHARGE.fullmatch(instruction.transaction) else NO_PAYMENT
        answered = await self._wire.tell(f"/v1/payment_intents/{payment}/cancel", [], instruction.wire_key)
        if not isinstance(answered, Answered):
            return answered
        if wrong := refusals.wrong_state(answered):
            state = effects.of_void(wrong.intent, instruction, payment) if wrong.intent else None
            return state or NotKnown("Stripe's payment is in another state than a void needs.")
        if answered.status != 200:
            return self._refused(answered)
        intent = decode(answered.body, IntentState)
        if intent is None:
            return not_understood()
        if unlike := unlike_units(UNITS, intent.amount, intent.currency, instruction.amount):
            return unlike.outcome
        return effects.of_void(intent, instruction, payment) or not_understood()

    async def capture(self, instruction: Instruction) -> Outcome:
        try:
            payment = await self._intent_of(instruction.transaction) or instruction.transaction
            amount = UNITS.to_wire(instruction.amount)
        except NotAnswered as error:
            return NotReached(f"The charge was not found: {error}", credentials=error.refused_credentials)
        except UnknownCurrency as error:
            return refusals.not_possible("currency", f"Nothing was sent: {error}.")
        by_intent = _INTENT.fullmatch(payment) is not None
        if not by_intent and not _CHARGE.fullmatch(payment):
            return NO_PAYMENT
        path, field = ("payment_intents", "amount_to_capture") if by_intent else ("charges", "amount")
        answered = await self._wire.tell(f"/v1/{path}/{payment}/capture", [(field, str(amount))], instruction.wire_key)
        if not isinstance(answered, Answered):
            return answered
        if wrong := refusals.wrong_state(answered):
            state = effects.of_capture(wrong.intent, instruction, payment) if wrong.intent else None
            return state or NotKnown("Stripe's payment is in another state than a capture needs.")
        if answered.status != 200:
            return self._refused(answered)
        found = decode(answered.body, IntentState) if by_intent else decode(answered.body, Charge)
        if found is None:
            return not_understood()
        if unlike := effects.unlike_captured(found, instruction.amount):
            return unlike.outcome
        return effects.of_capture(found, instruction, payment) or not_understood()

    async def find(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        """What was done under the key, by Stripe's lists, which show what was written at once, and never by its search.

        A payment that the account does not have proves nothing: the key may be another account's since.
        """
        try:
            match sent.kind:
                case Kind.REFUND:
                    return await self._find_refund(instruction, sent)
                case Kind.REFUND_VOID:
                    return await self._find_refund_void(instruction)
                case Kind.VOID | Kind.CAPTURE:
                    return await self._find_on_payment(instruction, sent.kind)
        except NotAnswered as error:
            return NotKnown(str(error), credentials=error.refused_credentials)

    async def standing(self, transaction: str) -> PaymentStanding | None:
        """Where the payment stands. A charge that belongs to a PaymentIntent is answered as that one."""
        if _INTENT.fullmatch(transaction):
            return await self._books.intent_standing(transaction)
        if _CHARGE.fullmatch(transaction):
            return await self._books.charge_standing(transaction)
        return None

    async def refund_standing(self, reference: str, transaction: str) -> RefundStanding | None:
        if not _REFUND.fullmatch(reference):
            return None
        return await self._books.refund_standing(reference, transaction)

    def payments(self, begin: datetime, end: datetime) -> AsyncIterator[PaymentStanding]:
        return self._books.payments(begin, end)

    def refunds(self, begin: datetime, end: datetime) -> AsyncIterator[RefundStanding]:
        return self._books.refunds(begin, end)

    async def account(self) -> Account:
        return await rights.account(self._wire, live=self._live)

    async def stop(self) -> None:
        await self._wire.stop()

    async def _find_refund(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        payment = instruction.transaction
        if not (_INTENT.fullmatch(payment) or _CHARGE.fullmatch(payment)):
            return Absent()
        refunds = await self._books.refunds_of(payment)
        if refunds is None:
            return UNKNOWN_PAYMENT
        if found := [each for each in refunds if each.key == instruction.key or each.id in sent.references]:
            return effects.of_refunds(found, instruction)
        if sent.references:
            return NotKnown("Stripe's list lacks a refund that Stripe has told of.", attention=True)
        return Absent()

    async def _find_refund_void(self, instruction: Instruction) -> Outcome | Absent:
        reference = instruction.refund or await self._refund_under(instruction.refund_key, instruction.transaction)
        if reference is None or not _REFUND.fullmatch(reference):
            return Absent()
        refund = await self._books.refund(reference)
        if refund is None:
            return UNKNOWN_PAYMENT
        return effects.of_cancelled_refund(refund, instruction) or Absent()

    async def _find_on_payment(self, instruction: Instruction, kind: Kind) -> Outcome | Absent:
        payment = await self._intent_of(instruction.transaction) or instruction.transaction
        judge = effects.of_void if kind is Kind.VOID else effects.of_capture
        if _INTENT.fullmatch(payment):
            intent = await self._books.intent(payment)
            return (judge(intent, instruction, payment) or Absent()) if intent else UNKNOWN_PAYMENT
        if kind is Kind.VOID or not _CHARGE.fullmatch(payment):
            return Absent()  # nothing can have been sent
        charge = await self._books.charge(payment)
        return (effects.of_capture(charge, instruction, payment) or Absent()) if charge else UNKNOWN_PAYMENT

    async def _intent_of(self, payment: str) -> str | None:
        """The PaymentIntent of a payment that is known by its charge; None if it has none. Raises NotAnswered."""
        if not _CHARGE.fullmatch(payment):
            return payment
        charge = await self._books.charge(payment)
        return charge.intent_id if charge else None

    async def _refund_under(self, key: str | None, payment: str) -> str | None:
        """The id of the refund that was made under one of our keys. Raises NotAnswered."""
        if key is None:
            return None
        refunds = await self._books.refunds_of(payment)
        return next((refund.id for refund in refunds or () if refund.key == key), None)

    def _refused(self, answered: Answered) -> Outcome:
        return refusals.meaning(answered, self._wire.scrubber)


def payment_field(payment: str) -> str:
    """By which name Stripe is told a payment."""
    return "payment_intent" if payment.startswith("pi_") else "charge"


def not_understood() -> NotKnown:
    return NotKnown("Stripe's answer was not understood.")
