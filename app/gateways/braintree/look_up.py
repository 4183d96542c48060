"""What Braintree's books say: payments and refunds, one by one and as lists."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from msgspec import Raw, Struct, field

from app.gateways.braintree import documents, ids, standings
from app.gateways.braintree.effects import WITHOUT_EFFECT, status_of, unlike_amount
from app.gateways.braintree.objects import Refund, Transaction
from app.gateways.braintree.wire import Payments, Refunds, RefusedDocument, Wire
from refundry.gateways import Instruction, NotAnswered, PaymentStanding, RefundStanding
from refundry.gateways.reading import decode, time_of_text

Form = TypeVar("Form", Transaction, Refund)

CLOCKS_DIFFER = timedelta(minutes=1)
"""By how much Braintree's clock may lie behind ours."""

BY_PROGRAMS = frozenset({None, "API", "UNKNOWN"})
"""By what a refund may have come that we sent: what people made in the Control Panel says so."""


class _Node(Struct, frozen=True):
    node: Raw = Raw(b"null")


class _Kind(Struct, frozen=True):
    name: str = field(name="__typename")


class Books:
    """Reads, and changes nothing. Every question raises NotAnswered.

    What is asked for one by one, by `node`, shows what was written at once. Lists come from an index that may lag: they
    never prove that something is absent.
    """

    def __init__(self, wire: Wire, clock: Callable[[], datetime]) -> None:
        self._wire = wire
        self._clock = clock
        self._plain = False

    async def payment(self, reference: str) -> Transaction | None:
        """A payment's state and its refunds, by whoever they were made; None if the account has no such payment."""
        return await self._node(documents.REFUNDS_OF, reference, Transaction)

    async def refund(self, reference: str) -> Refund | None:
        return await self._node(documents.REFUND_NODE, reference, Refund)

    async def standing(self, reference: str) -> PaymentStanding | None:
        """Where a payment stands, by GraphQL's id, or by the one that webhooks and the Control Panel show."""
        payment = await self._whole(reference)
        if payment is None and ids.may_be_old(reference):
            payment = await self._whole(ids.payment_id(reference))
        return standings.of_payment(payment, self._clock()) if payment else None

    async def refund_standing(self, reference: str, transaction: str) -> RefundStanding | None:
        refund = await self.refund(reference)
        if refund is None and ids.may_be_old(reference):
            refund = await self.refund(ids.refund_id(reference))
        if refund is None:
            return None
        standing = standings.of_refund(refund, self._clock())
        if standing.transaction != transaction:
            raise NotAnswered("Braintree's answer is about another refund than was asked.")
        return standing

    async def payments(self, begin: datetime, end: datetime) -> AsyncIterator[PaymentStanding]:
        while True:
            document = documents.PLAIN_PAYMENTS if self._plain else documents.PAYMENTS
            try:
                async for payment in self._wire.listed(document, _made(begin, end), Payments, documents.PAYMENTS_PAGE):
                    standing = standings.of_payment(payment, self._clock())
                    if begin <= standing.created_at < end:
                        yield standing
            except RefusedDocument:
                # A document is refused as a whole, so nothing of it was given yet.
                if self._plain:
                    raise
                self._plain = True
                continue
            return

    async def refunds(self, begin: datetime, end: datetime) -> AsyncIterator[RefundStanding]:
        async for refund in self._wire.listed(documents.REFUNDS, _made(begin, end), Refunds):
            standing = standings.of_refund(refund, self._clock())
            if begin <= standing.created_at < end:
                yield standing

    async def _whole(self, reference: str) -> Transaction | None:
        if not self._plain:
            try:
                return await self._node(documents.PAYMENT, reference, Transaction)
            except RefusedDocument:
                self._plain = True
        return await self._node(documents.PLAIN_PAYMENT, reference, Transaction)

    async def _node(self, document: str, reference: str, form: type[Form]) -> Form | None:
        """The object of an id; None if there is none, or one of another kind."""
        found = await self._wire.ask(document, {"id": reference}, _Node)
        if found is None or bytes(found.node) == b"null":
            return None
        kind = decode(bytes(found.node), _Kind)
        if kind is not None and kind.name != form.__name__:
            return None
        known = decode(bytes(found.node), form)
        if kind is None or known is None:
            raise NotAnswered("Braintree's answer was not understood.")
        if known.id != reference:
            raise NotAnswered("Braintree's answer is about another object than was asked.")
        return known


def ours(payment: Transaction, key: str | None, heard: tuple[str, ...] = ()) -> list[Refund]:
    """A payment's refunds whose order id ends with a key of ours, or of which we have heard for it."""
    refunds = payment.own_refunds
    return [each for each in refunds if each.id in heard or (key is not None and ids.carries(each.order_id, key))]


def perhaps_ours(
    payment: Transaction, instruction: Instruction, since: datetime, others: frozenset[str] = frozenset()
) -> list[Refund]:
    """Refunds of the instruction's amount that came through the interface since it was sent, and that nobody knows.

    They have no order id of their own: ours had one, and might have lost it. What was made in the Control Panel, has
    another order id or another key of ours, or moves no money is none.
    """
    return [
        refund
        for refund in payment.own_refunds
        if refund.id not in others
        and refund.source in BY_PROGRAMS
        and (refund.order_id or None) in {None, payment.order_id or None}
        and ids.key_of(refund.order_id) is None
        and refund.amount is not None
        and unlike_amount(refund.amount, instruction.amount) is None
        and status_of(refund.status) not in WITHOUT_EFFECT
        and ((created := time_of_text(refund.created_at)) is None or created >= since - CLOCKS_DIFFER)
    ]


def _made(begin: datetime, end: datetime) -> dict[str, dict[str, str]]:
    return {
        "createdAt": {
            "greaterThanOrEqualTo": _time(begin),
            "lessThanOrEqualTo": _time(end),
        }
    }


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
