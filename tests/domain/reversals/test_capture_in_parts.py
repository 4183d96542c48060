"""What of an authorization can be captured in parts, and what it can be asked for then."""

import pytest

from app.domain.money import Money
from app.domain.problems import Condition, Refused
from app.domain.reversals import rules
from app.domain.reversals.payments import PaymentMethod, Transaction
from app.domain.reversals.states import CaptureInParts, PaymentStatus
from tests.domain.reversals.values import NOW, operation, transaction

S, C = PaymentStatus, Condition
PATH = ("input", "transaction", "amount")


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def authorization(held: int = 0, status: PaymentStatus = S.AUTHORIZED, **given: object) -> Transaction:
    return transaction(status=status, amount=usd(10000), captured_in_parts=usd(held), **given)


OPENED = authorization(3000, S.SETTLEMENT_PENDING, parts=CaptureInParts.OPEN)
OVER = authorization(3000, S.SETTLEMENT_PENDING, parts=CaptureInParts.OVER)
UNDER_WAY = authorization(3000)
SETTLED = authorization(10000, S.SETTLED, parts=CaptureInParts.OPEN)
PAYPAL = authorization(
    3000, S.SETTLEMENT_PENDING, parts=CaptureInParts.OPEN, method=PaymentMethod(payer_email="ada@example.com")
)

CAPTURES = {
    "some": (authorization(), "100.00", None),
    "more beside what is under way": (UNDER_WAY, "70.00", None),
    "what is left": (OPENED, "70.00", None),
    "more than is left": (OPENED, "70.01", C.SETTLEMENT_AMOUNT_TOO_LARGE),
    "after the final one": (OVER, "0.01", C.SETTLEMENT_AMOUNT_TOO_LARGE),
    "nothing": (authorization(), "0", C.AMOUNT_NOT_POSITIVE),
    "no amount": (authorization(), None, C.AMOUNT_REQUIRED),
    "a part of a part": (transaction(status=S.SUBMITTED_FOR_SETTLEMENT, part_of=7), None, C.CAPTURE_IS_PARTIAL),
    "what settles as a whole": (transaction(status=S.SETTLEMENT_PENDING), "1.00", C.TRANSACTION_NOT_AUTHORIZED),
    "what has settled": (SETTLED, "1.00", C.TRANSACTION_NOT_AUTHORIZED),
    "what is voided": (authorization(operation=operation(refund_id=None)), "1.00", C.TRANSACTION_NOT_AUTHORIZED),
}


@pytest.mark.parametrize(("paid", "asked", "refusal"), CAPTURES.values(), ids=CAPTURES)
def test_what_can_be_captured(paid: Transaction, asked: str | None, refusal: Condition | None) -> None:
    if refusal is None:
        assert str(rules.part_to_capture(paid, asked, PATH)) == asked
        return
    with pytest.raises(Refused) as refused:
        rules.part_to_capture(paid, asked, PATH)
    assert [each.condition for each in refused.value.problems] == [refusal]


REVERSALS = {
    "under way": (UNDER_WAY, C.REVERSAL_NOT_POSSIBLE_NOW),
    "open": (OPENED, C.TRANSACTION_NOT_VOIDABLE),
    "at PayPal": (PAYPAL, None),
    "settled": (SETTLED, C.CAPTURED_IN_PARTS),
    "after its only part has failed": (authorization(), None),
}


@pytest.mark.parametrize(("paid", "refusal"), REVERSALS.values(), ids=REVERSALS)
def test_what_the_authorization_is_reversed_by(paid: Transaction, refusal: Condition | None) -> None:
    if refusal is None:
        assert rules.reversal(paid, NOW) is rules.ReversalAction.VOID
        return
    with pytest.raises(Refused) as refused:
        rules.reversal(paid, NOW)
    assert [each.condition for each in refused.value.problems] == [refusal]


@pytest.mark.parametrize("paid", [OPENED, OVER, SETTLED, PAYPAL], ids=["open", "over", "settled", "paypal"])
def test_only_the_parts_are_refunded(paid: Transaction) -> None:
    with pytest.raises(Refused) as refused:
        rules.refund_amount(paid, None, NOW, waits=True)
    with pytest.raises(Refused) as not_marked:
        rules.external_refund_amount(paid, None)
    for told in (refused, not_marked):
        assert [each.condition for each in told.value.problems] == [C.CAPTURED_IN_PARTS]
    assert paid.refundable_amount == usd(0)


def test_what_is_captured_in_parts_is_not_captured_as_a_whole() -> None:
    for paid in (UNDER_WAY, OPENED):
        with pytest.raises(Refused):
            rules.capture_amount(paid, None, PATH)
    assert rules.capture_amount(authorization(), None, PATH) == usd(10000)
