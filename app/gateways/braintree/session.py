"""One account's calls to Braintree: instructions, and the look-up of what became of them."""

from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime
from typing import Any

from app.gateways.braintree import documents, effects, ids, look_up, refusals, rights
from app.gateways.braintree.account import Config
from app.gateways.braintree.look_up import Books
from app.gateways.braintree.objects import Told
from app.gateways.braintree.units import UNITS
from app.gateways.braintree.wire import Refused, Wire
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

NO_REFUND = refusals.not_possible("no_refund", "Braintree has no such refund.")
UNKNOWN_PAYMENT = NotKnown("Braintree knows nothing of the payment that was to be changed.", attention=True)


class BraintreeSession:
    """What is sent for an instruction depends on nothing but its key, its payment, its amount and its order id.

    Braintree refuses another input under the same apiRequestKey, so the reason and the description, which may change
    between two sendings, are not sent.

    Few accounts have apiRequestKeys. The first sending finds that out by a refusal (915231), with which nothing was
    done; from then on it sends without keys. Then **nothing at Braintree stops a second sending from being a
    second refund**: `find` before every further sending is the only net. To send again without it may refund
    twice. It holds because the refund's order id ends with our key, in each world.
    """

    def __init__(self, wire: Wire, config: Config, clock: Callable[[], datetime], *, live: bool) -> None:
        self._wire = wire
        self._config = config
        self._live = live
        self._books = Books(wire, clock)
        self._has_keys = True

    async def refund(self, instruction: Instruction) -> Outcome:
        try:
            amount = UNITS.to_text(instruction.amount)
        except UnknownCurrency as error:
            return refusals.not_possible("currency", f"Nothing was sent: {error}.")
        refund = {"amount": amount, "orderId": ids.order_id(instruction.order_id, instruction.key)}
        given = {"transactionId": instruction.transaction, "refund": refund}
        told = await self._tell(documents.REFUND, given, instruction)
        if isinstance(told, Refused):
            return await self._refused(told, instruction, Kind.REFUND)
        return effects.of_refund(told.refund, instruction) if told.refund else effects.NOT_UNDERSTOOD

    async def void_refund(self, instruction: Instruction) -> Outcome:
        try:
            reference = instruction.refund or await self._refund_under(instruction)
        except NotAnswered as error:
            return NotReached(f"The refund was not found: {error}", credentials=error.refused_credentials)
        if reference is None:
            return NO_REFUND
        told = await self._tell(documents.REVERSE_REFUND, {"refundId": reference}, instruction)
        if isinstance(told, Refused):
            return await self._refused(told, instruction, Kind.REFUND_VOID)
        if told.refund is None:
            return effects.NOT_UNDERSTOOD
        if told.refund.id != reference:
            return Unlike("another refund").outcome
        return effects.of_reversed_refund(told.refund, instruction) or effects.NOT_UNDERSTOOD

    async def void(self, instruction: Instruction) -> Outcome:
        told = await self._tell(documents.VOID, {"transactionId": instruction.transaction}, instruction)
        if isinstance(told, Refused):
            return await self._refused(told, instruction, Kind.VOID)
        payment = told.transaction
        if payment is None or payment.amount is None:
            return effects.NOT_UNDERSTOOD
        if payment.id == instruction.transaction and (
            unlike := effects.unlike_amount(payment.amount, instruction.amount)
        ):
            return unlike.outcome
        return effects.of_void(payment, instruction) or effects.NOT_UNDERSTOOD

    async def capture(self, instruction: Instruction) -> Outcome:
        try:
            amount = UNITS.to_text(instruction.amount)
        except UnknownCurrency as error:
            return refusals.not_possible("currency", f"Nothing was sent: {error}.")
        given = {"transactionId": instruction.transaction, "transaction": {"amount": amount}}
        told = await self._tell(documents.CAPTURE, given, instruction)
        if isinstance(told, Refused):
            return await self._refused(told, instruction, Kind.CAPTURE)
        payment = told.transaction
        if payment is None or payment.amount is None:
            return effects.NOT_UNDERSTOOD
        if effects.status_of(payment.status) in effects.CAPTURED and (
            unlike := effects.unlike_amount(payment.amount, instruction.amount)
        ):
            return unlike.outcome
        return effects.of_capture(payment, instruction) or effects.NOT_UNDERSTOOD

    async def find(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        """What was done under the key, by the payment itself and its refunds, and never by Braintree's search.

        A refund of ours is the one whose order id ends with our key. If none does, the only one of that amount that
        came through the interface since the first sending, without an order id of its own, is taken for ours; of two
        nobody can tell. A payment that the account does not have proves nothing: the keys may be another account's
        since.
        """
        try:
            if sent.kind is Kind.REFUND:
                return await self._find_refund(instruction, sent)
            return await self._state(instruction, sent.kind) or Absent()
        except NotAnswered as error:
            return NotKnown(str(error), credentials=error.refused_credentials)

    async def standing(self, transaction: str) -> PaymentStanding | None:
        return await self._books.standing(transaction)

    async def refund_standing(self, reference: str, transaction: str) -> RefundStanding | None:
        return await self._books.refund_standing(reference, transaction)

    def payments(self, begin: datetime, end: datetime) -> AsyncIterator[PaymentStanding]:
        return self._books.payments(begin, end)

    def refunds(self, begin: datetime, end: datetime) -> AsyncIterator[RefundStanding]:
        return self._books.refunds(begin, end)

    async def account(self) -> Account:
        return await rights.account(self._wire, self._config, live=self._live)

    async def stop(self) -> None:
        await self._wire.stop()

    async def _tell(self, document: str, given: Mapping[str, Any], instruction: Instruction) -> Told | Refused:
        keyed = {**given, "apiRequestKey": instruction.wire_key} if self._has_keys else given
        told = await self._wire.tell(document, keyed)
        if isinstance(told, Refused) and told.codes & refusals.NO_KEYS:
            self._has_keys = False
        return told

    async def _refused(self, refused: Refused, instruction: Instruction, kind: Kind) -> Outcome:
        """The outcome of a refusal, after a look where an earlier sending of ours may be its reason."""
        if refused.codes == {refusals.FAILED_UNDER_KEY}:
            return await self._after_kept_failure(refused.outcome, instruction, kind)
        wrong_state = refusals.NOT_CAPTURABLE if kind is Kind.CAPTURE else refusals.NOT_VOIDABLE
        if kind is Kind.REFUND or refused.codes != {wrong_state}:
            return refused.outcome
        try:
            state = await self._state(instruction, kind)
        except NotAnswered as error:
            message = f"It is in another state than that needs, and could not be asked: {error}"
            return NotKnown(message, credentials=error.refused_credentials)
        # A bank debit can be neither voided nor refunded from the evening until midnight (Eastern Time).
        return state or refusals.not_possible(wrong_state, "Braintree can't do this at this time.", soft=True)

    async def _after_kept_failure(self, outcome: Outcome, instruction: Instruction, kind: Kind) -> Outcome:
        """After 915234 another key is safe only if nothing was done for the instruction (Braintree's guide)."""
        try:
            if kind is not Kind.REFUND:
                done = await self._state(instruction, kind)
            else:
                payment = await self._books.payment(instruction.transaction)
                if payment is None:
                    return UNKNOWN_PAYMENT
                if found := look_up.ours(payment, instruction.key):
                    return effects.of_refunds(found, instruction)
                if look_up.perhaps_ours(payment, instruction, instruction.at):
                    return NotKnown("A failed refund, and one of the same amount that nobody knows.", attention=True)
                done = None
        except NotAnswered:
            return outcome
        return done or NotReached("Braintree keeps a failure under the apiRequestKey.", new_key=True)

    async def _find_refund(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        payment = await self._books.payment(instruction.transaction)
        if payment is None:
            return UNKNOWN_PAYMENT
        if found := look_up.ours(payment, instruction.key, sent.references):
            return effects.of_refunds(found, instruction)
        if sent.references:
            return NotKnown("Braintree's payment lacks a refund that Braintree has told of.", attention=True)
        perhaps = look_up.perhaps_ours(payment, instruction, sent.first_sent_at, sent.others)
        if len(perhaps) > 1:
            return NotKnown("Braintree has several refunds of the same amount that nobody knows.", attention=True)
        return effects.of_refund(perhaps[0], instruction) if perhaps else Absent()

    async def _state(self, instruction: Instruction, kind: Kind) -> Outcome | None:
        """Whether a void, a capture or a refund's reversal is done; None if it still could be. Raises NotAnswered."""
        if kind is Kind.REFUND_VOID:
            reference = instruction.refund or await self._refund_under(instruction)
            if reference is None:
                return None
            refund = await self._books.refund(reference)
            return effects.of_reversed_refund(refund, instruction) if refund else UNKNOWN_PAYMENT
        payment = await self._books.payment(instruction.transaction)
        if payment is None:
            return UNKNOWN_PAYMENT
        judge = effects.of_void if kind is Kind.VOID else effects.of_capture
        return judge(payment, instruction)

    async def _refund_under(self, instruction: Instruction) -> str | None:
        """The id of the refund that was made under the key of the one to take back. Raises NotAnswered."""
        if instruction.refund_key is None:
            return None
        payment = await self._books.payment(instruction.transaction)
        if payment is None:
            raise NotAnswered("Braintree knows nothing of the refund's payment.")
        found = look_up.ours(payment, instruction.refund_key)
        return found[0].id if found else None
