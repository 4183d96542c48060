"""Lines are what the whole is, as far as they go; criteria of one shape have one statement, with their own values."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import BindParameter

from app.domain.reversals.payments import Refund, Transaction
from app.domain.reversals.states import PaymentStatus
from app.store.search import reading, search
from app.store.search.list_rows import ListedRefund, ListedTransaction
from app.store.search.matching import TextMatch, TimeRange
from app.store.search.search import AmountRange, Criteria, CustomerMatch, MethodMatch, PaymentKind, Position
from app.store.statement_cache import shape_of, with_parameters
from tests.support.merchant_client import PAYPAL, Shop

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


async def test_lines_are_what_the_whole_is(shop: Shop) -> None:
    await shop.refund(await shop.settled("100.00", orderId="lines"), "1.00", description="for tests")
    await shop.refund(await shop.settled("3004.00"), "3000.00")
    await shop.charge("20.00", method=PAYPAL)
    await shop.authorize("500", account="jpy")
    merchant, store = shop.merchant.id, shop.live.service.store
    async with store.driver() as driver:
        page = await search.transactions(driver, merchant, Criteria(), 50)
        numbers = [line.id for line in page.transactions]
        transactions = await reading.transactions(driver, merchant, numbers)
        refund_lines = await reading.refunds_of_transactions(driver, merchant, numbers)
        refunds = await reading.refunds(driver, merchant, [line.id for each in refund_lines.values() for line in each])
    assert len(numbers) == 4
    assert len(refunds) == 2
    for paid in page.transactions:
        _same(paid, transactions[paid.id])
    for given_back in (line for each in refund_lines.values() for line in each):
        _same(given_back, refunds[given_back.id])


def _same(line: ListedTransaction | ListedRefund, whole: Transaction | Refund) -> None:
    """What a whole has besides is its merchant, what a gateway calls it, and what is under way."""
    shared = {name for name in dir(whole) if not name.startswith("_") and hasattr(line, name)} - {"account"}
    assert len(shared) >= 14
    assert {name: getattr(line, name) for name in shared} == {name: getattr(whole, name) for name in shared}
    assert line.account.public_id == whole.account.public_id


FULL = Criteria(
    legacy_ids=("a", "b"),
    statuses=(PaymentStatus.SETTLED,),
    transitions=((PaymentStatus.SETTLED, TimeRange(since=NOON)),),
    created_at=TimeRange(NOON, NOON),
    amount=AmountRange(least=Decimal(1), most=Decimal(2)),
    order_id=TextMatch(starts="50%", contains="_", fold=True),
    customer=CustomerMatch(legacy_ids=(), texts=(("email", TextMatch(equals="a@example.com")),)),
    methods=(MethodMatch(paypal=True, texts=(("payer_email", TextMatch(ends="x")),)), MethodMatch(paypal=False)),
    customer_number=7,
)
PLACE = Position(NOON, 5, PaymentKind.TRANSACTION)


def parameters(part: Any) -> list[str]:
    """The names of all parameters in it, in their order."""
    if isinstance(part, BindParameter):
        return [part.key]
    if hasattr(part, "__dataclass_fields__"):
        part = [getattr(part, name) for name in part.__dataclass_fields__]
    return [name for each in part for name in parameters(each)] if isinstance(part, list | tuple) else []


def test_each_value_has_its_parameter() -> None:
    values: dict[str, object] = {}
    shape_of(FULL, values)
    shape_of(PLACE, values)
    named = [name for part in with_parameters(FULL, PLACE) for name in parameters(part)]
    assert named == [*values]
    assert [*values.values()] == [
        *(("a", "b"), (PaymentStatus.SETTLED,), NOON, NOON, NOON, Decimal(1), Decimal(2)),
        *(r"50\%%", r"%\_%", "a@example.com", "%x", 7, NOON, 5),
    ]


@pytest.mark.parametrize(
    "other",
    [
        Criteria(),
        Criteria(order_id=TextMatch(equals="x")),
        Criteria(order_id=TextMatch(equals="x", fold=True)),
        Criteria(order_id=TextMatch(starts="x")),
        Criteria(currency=TextMatch(equals="x")),
        Criteria(legacy_ids=()),
        Criteria(legacy_ids=("x",)),
        Criteria(customer=CustomerMatch(texts=(("email", TextMatch(equals="x")),))),
        Criteria(customer=CustomerMatch(texts=(("phone_number", TextMatch(equals="x")),))),
        Criteria(transitions=((PaymentStatus.SETTLED, TimeRange(NOON)),)),
        Criteria(transitions=((PaymentStatus.VOIDED, TimeRange(NOON)),)),
        Criteria(transitions=((PaymentStatus.VOIDED, TimeRange(until=NOON)),)),
    ],
)
def test_what_makes_another_statement_has_another_shape(other: Criteria) -> None:
    shapes = {shape_of(each, {}) for each in (FULL, Criteria(order_id=TextMatch(ends="x")), other)}
    assert len(shapes) == 3
    assert shape_of(other, {}) == shape_of(other, {})


def test_other_values_have_the_same_shape() -> None:
    one = Criteria(order_id=TextMatch(starts="a"), created_at=TimeRange(NOON), legacy_ids=("a",))
    two = Criteria(order_id=TextMatch(starts="b"), created_at=TimeRange(datetime.now(UTC)), legacy_ids=("b", "c"))
    assert shape_of(one, {}) == shape_of(two, {})
