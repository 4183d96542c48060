"""What Stripe's books say: payments, charges, refunds and disputes, one by one and as lists."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

from app.gateways.stripe import standings
from app.gateways.stripe.objects import Charge, Dispute, Intent, Page, Refund
from app.gateways.stripe.wire import Fields, Listed, NoSuchList, Wire
from refundry.gateways import NotAnswered, PaymentStanding, RefundStanding
from refundry.gateways.reading import time_of_seconds

RECENT = timedelta(days=2)
"""A list that ends later than that is read from its beginning: what is left out would save nothing."""


class Books:
    """Reads, and changes nothing. Every question raises NotAnswered."""

    def __init__(self, wire: Wire, clock: Callable[[], datetime]) -> None:
        self._wire = wire
        self._clock = clock

    async def intent(self, reference: str) -> Intent | None:
        return await self._wire.ask(
            f"/v1/payment_intents/{reference}",
            [("expand[0]", "latest_charge"), ("expand[1]", "latest_charge.refunds")],
            Intent,
        )

    async def charge(self, reference: str) -> Charge | None:
        return await self._wire.ask(f"/v1/charges/{reference}", [("expand[0]", "refunds")], Charge)

    async def refund(self, reference: str) -> Refund | None:
        return await self._wire.ask(f"/v1/refunds/{reference}", [], Refund)

    async def refunds_of(self, payment: str) -> list[Refund] | None:
        """All refunds of a payment, by whoever they were made; None if the account has no such payment."""
        name = "payment_intent" if payment.startswith("pi_") else "charge"
        found: list[Refund] = []
        try:
            async for page in self._wire.listed("/v1/refunds", [(name, payment)], Page[Refund]):
                found += page.data
        except NoSuchList:
            return None
        return found

    async def intent_standing(self, reference: str) -> PaymentStanding | None:
        intent = await self.intent(reference)
        if intent is None:
            return None
        if intent.object != "payment_intent" or intent.id != reference:
            raise NotAnswered("Stripe's answer is about another payment than was asked.")
        charge = intent.latest_charge
        if isinstance(charge, str):
            charge = await self.charge(charge)
        return await self._standing(intent, charge)

    async def charge_standing(self, reference: str) -> PaymentStanding | None:
        charge = await self.charge(reference)
        if charge is None:
            return None
        if charge.object != "charge" or charge.id != reference:
            raise NotAnswered("Stripe's answer is about another payment than was asked.")
        if charge.intent_id is not None:
            return await self.intent_standing(charge.intent_id)
        return await self._standing(None, charge)

    async def refund_standing(self, reference: str, transaction: str) -> RefundStanding | None:
        refund = await self.refund(reference)
        if refund is None:
            return None
        if refund.id != reference or not refund.is_of(transaction):
            raise NotAnswered("Stripe's answer is about another refund than was asked.")
        return standings.of_refund(refund, self._clock(), transaction)

    async def payments(self, begin: datetime, end: datetime) -> AsyncIterator[PaymentStanding]:
        """Payments by the time of their charge. Of a PaymentIntent with several, the latest is the payment."""
        expanded = [("expand[0]", "data.payment_intent"), ("expand[1]", "data.refunds")]
        async for charge in self._made("/v1/charges", expanded, Page[Charge], begin, end):
            intent = charge.payment_intent
            if isinstance(intent, str):
                intent = await self.intent(intent)
            if intent is not None and not _is_latest(charge, intent):
                continue
            if (standing := await self._standing(intent, charge)) is not None:
                yield standing

    async def refunds(self, begin: datetime, end: datetime) -> AsyncIterator[RefundStanding]:
        expanded = [("expand[0]", "data.charge")]
        async for refund in self._made("/v1/refunds", expanded, Page[Refund], begin, end):
            charge = refund.charge if isinstance(refund.charge, Charge) else None
            if not standings.is_release(refund, charge):
                yield standings.of_refund(refund, self._clock())

    async def _standing(self, intent: Intent | None, charge: Charge | None) -> PaymentStanding | None:
        refunds: list[Refund] = []
        if charge is not None:
            if charge.refunds is not None and not charge.refunds.has_more:
                refunds = charge.refunds.data
            else:
                refunds = await self.refunds_of(intent.id if intent else charge.id) or []
        disputes = await self._disputes(charge) if charge is not None and charge.disputed else []
        return standings.of_payment(intent, charge, refunds, disputes, self._clock())

    async def _disputes(self, charge: Charge) -> list[Dispute]:
        if charge.dispute is not None:
            found = await self._wire.ask(f"/v1/disputes/{charge.dispute}", [], Dispute)
            return [found] if found else []
        page = await self._wire.ask("/v1/disputes", [("charge", charge.id), ("limit", "100")], Page[Dispute])
        return page.data if page else []

    async def _made(
        self, path: str, query: Fields, form: type[Page[Listed]], begin: datetime, end: datetime
    ) -> AsyncIterator[Listed]:
        """What of a list was made from `begin` to before `end`.

        Stripe lists the newest first: where that is seen to be so, a page that goes back before `begin` is the last.
        """
        if self._clock() - end > RECENT:
            query = [*query, ("created[lt]", str(int(end.timestamp()) + 1))]
        async for page in self._wire.listed(path, query, form):
            for item in page.data:
                if begin <= time_of_seconds(item.created) < end:
                    yield item
            times = [item.created for item in page.data]
            if times and times == sorted(times, reverse=True) and time_of_seconds(times[-1]) < begin:
                return


def _is_latest(charge: Charge, intent: Intent) -> bool:
    latest = intent.latest_charge
    return latest is None or charge.id == (latest.id if isinstance(latest, Charge) else latest)
