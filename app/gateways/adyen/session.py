"""One account's calls to Adyen: captures, cancels and refunds, and the question what became of them."""

import re
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import Any

from app.gateways.adyen import refusals
from app.gateways.adyen.account import Config, is_live
from app.gateways.adyen.objects import Amount, Received, decode_error
from app.gateways.adyen.units import UNITS
from app.gateways.adyen.wire import Wire
from refundry.gateways import (
    Absent,
    Account,
    Instruction,
    Kind,
    Money,
    NotAnswered,
    NotKnown,
    NotReached,
    Outcome,
    PaymentStanding,
    Pending,
    RefundStanding,
    Sent,
    UnknownCurrency,
)
from refundry.gateways.comparing import Unlike, unlike_units
from refundry.gateways.http import Answered
from refundry.gateways.reading import decode

KEY_LIFE = timedelta(days=7)
"""How long Adyen remembers an Idempotency-Key at least, in its account and region."""

MARGIN = timedelta(hours=1)
"""So long before its end a key is not relied on any more: clocks differ, and a request takes its time."""

_PAYMENT = re.compile(r"[0-9A-Za-z_-]{1,80}")

NO_PAYMENT = refusals.not_possible("no_payment", "This is no pspReference of a payment at Adyen.")
NO_REFUND_VOID = refusals.not_possible("no_refund_void", "Adyen takes no refund back.")
NOT_TOLD = "Adyen can't be asked: it tells by webhook alone."
FORGOTTEN = (
    "Adyen may have forgotten the key of the request by now: a webhook has to say what became of it, or a person."
)


class AdyenSession:
    """What is sent for an instruction depends on nothing but its key, its payment and its amount.

    So the same instruction sent again is the same request, which Adyen answers as it did before. The order id, the
    reason and the description, which may change between two sendings, are not sent.
    """

    def __init__(self, wire: Wire, config: Config, clock: Callable[[], datetime]) -> None:
        self._wire = wire
        self._config = config
        self._clock = clock

    async def capture(self, instruction: Instruction) -> Outcome:
        return await self._tell("captures", instruction)

    async def void(self, instruction: Instruction) -> Outcome:
        """A cancel is always whole."""
        return await self._tell("cancels", instruction)

    async def refund(self, instruction: Instruction) -> Outcome:
        return await self._tell("refunds", instruction)

    async def void_refund(self, instruction: Instruction) -> Outcome:
        """Never possible, and nothing is sent."""
        return NO_REFUND_VOID

    async def find(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        """What was done under the key, by sending the same once more while Adyen remembers the key.

        What Adyen has named once is taken: only a webhook says more. A refusal of this request says nothing about the
        one before, unless it is Adyen's answer to the request itself.
        """
        if sent.references:
            return Pending(sent.references[-1])
        if sent.kind is Kind.REFUND_VOID:
            return NO_REFUND_VOID
        if self._clock() >= sent.first_sent_at + KEY_LIFE - MARGIN:
            return NotKnown(FORGOTTEN)
        paths = {Kind.CAPTURE: "captures", Kind.VOID: "cancels", Kind.REFUND: "refunds"}
        outcome = await self._tell(paths[sent.kind], instruction)
        return NotKnown(outcome.message) if isinstance(outcome, NotReached) else outcome

    async def standing(self, transaction: str) -> PaymentStanding | None:
        """Raises NotAnswered."""
        raise NotAnswered(NOT_TOLD)

    async def refund_standing(self, reference: str, transaction: str) -> RefundStanding | None:
        """Raises NotAnswered."""
        raise NotAnswered(NOT_TOLD)

    async def payments(self, begin: datetime, end: datetime) -> AsyncIterator[PaymentStanding]:
        """Raises NotAnswered."""
        raise NotAnswered(NOT_TOLD)
        yield

    async def refunds(self, begin: datetime, end: datetime) -> AsyncIterator[RefundStanding]:
        """Raises NotAnswered."""
        raise NotAnswered(NOT_TOLD)
        yield

    async def account(self) -> Account:
        """The merchant account, if Adyen shows its payment methods to the key. Raises NotAnswered."""
        answered = await self._wire.post("/paymentMethods", {"merchantAccount": self._config.merchant_account})
        if not isinstance(answered, Answered):
            raise NotAnswered(answered.message)
        if answered.status == 200 and decode(answered.body, dict[str, Any]) is not None:
            return Account(self._config.merchant_account, is_live(self._config))
        if answered.status in refusals.REFUSES_CREDENTIALS and decode_error(answered.body) is not None:
            raise NotAnswered(f"Adyen refused the account's key ({answered.status}).", refused_credentials=True)
        raise NotAnswered(f"Adyen did not say whose key it is (status {answered.status}).")

    async def stop(self) -> None:
        await self._wire.stop()

    async def _tell(self, what: str, instruction: Instruction) -> Outcome:
        """Tells Adyen to do something with a payment, in one request. At best it is Pending."""
        if not _PAYMENT.fullmatch(instruction.transaction):
            return NO_PAYMENT
        try:
            units = UNITS.to_wire(instruction.amount)
        except UnknownCurrency as error:
            return refusals.not_possible("currency", f"Nothing was sent: {error}.")
        body: dict[str, Any] = {"merchantAccount": self._config.merchant_account, "reference": instruction.key}
        if what != "cancels":
            body["amount"] = {"value": units, "currency": instruction.amount.currency}
        path = f"/payments/{instruction.transaction}/{what}"
        answered = await self._wire.post(path, body, instruction.wire_key)
        if not isinstance(answered, Answered):
            return answered
        if answered.status != 201:
            return refusals.meaning(answered, self._wire.scrubber)
        received = decode(answered.body, Received)
        if received is None or received.status != "received" or not received.psp_reference:
            return NotKnown("Adyen's answer was not understood.")
        unlike = self._unlike(received, instruction)
        if unlike is None and what != "cancels":
            unlike = _unlike_amount(received.amount, instruction.amount)
        return unlike.outcome if unlike else Pending(received.psp_reference)

    def _unlike(self, received: Received, instruction: Instruction) -> Unlike | None:
        """In what an answer is about something else than was asked, its amount apart."""
        if received.payment_psp_reference != instruction.transaction:
            return Unlike("another payment")
        if received.merchant_account != self._config.merchant_account:
            return Unlike("another merchant account")
        return None if received.reference in {None, instruction.key} else Unlike("another request")


def _unlike_amount(told: Amount | None, wanted: Money) -> Unlike | None:
    return Unlike("another amount") if told is None else unlike_units(UNITS, told.value, told.currency, wanted)
