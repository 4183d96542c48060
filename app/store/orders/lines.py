"""The lines of orders, their products and adjustments: rows read into values, and written."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, any_, bindparam, literal, literal_column, update
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.money import Money
from app.domain.orders.composition import Line
from app.domain.orders.orders import Adjustment, AdjustmentKind, LineItem, price_of
from app.domain.orders.pieces import Given, given_back
from app.domain.orders.recording import Product
from app.store.tables.payments import ORDER_LINE_ITEMS


def line_from(row: Mapping[str, Any], currency: str, refunds: Sequence[Sequence[Any]] = ()) -> LineItem | Adjustment:
    """The line of a row, by the columns' names. `refunds` are those that name it, the oldest first, each with quantity,
    amount as far as it counts, and whether all of it does.
    """
    given = [Given(quantity, int(amount), whole) for quantity, amount, whole in refunds]
    unit, order_discount = Money(row["unit_amount"], currency), Money(row["order_discount"], currency)
    if row["kind"] is not None:
        kind = AdjustmentKind(row["kind"])
        return Adjustment(
            id=row["id"],
            adjustment_id=row["item_id"],
            name=row["name"],
            kind=kind,
            amount=Money(-unit.minor, currency) if kind.lowers else unit,
            refunded=Money(sum(each.amount for each in given), currency),
            order_discount=order_discount or None,
        )
    tax = None if row["tax_amount"] is None else Money(row["tax_amount"], currency)
    whole = None if row["total_amount"] is None else Money(row["total_amount"], currency)
    own = Money(row["discount_amount"], currency)
    total = price_of(row["quantity"], unit, tax, whole) - own - order_discount
    back = given_back(given, total, row["quantity"])
    return LineItem(
        id=row["id"],
        item_id=row["item_id"],
        name=row["name"],
        quantity=row["quantity"],
        unit_amount=unit,
        tax_amount=tax,
        refunded_quantity=back.quantity,
        refunded=back.amount,
        whole_amount=whole,
        own_discount=own or None,
        order_discount=order_discount or None,
        unfinished=back.unfinished,
    )


async def add(session: AsyncSession, lines: Sequence[tuple[int, Line]]) -> None:
    """New lines of orders, by the orders' numbers, in their order. One that was removed before is there again."""
    if lines:
        added = insert(ORDER_LINE_ITEMS)
        values = {name: added.excluded[name] for name in _COLUMNS if name != "item_id"}
        again = added.on_conflict_do_update(
            index_elements=[
                ORDER_LINE_ITEMS.c.order_row_id,
                ORDER_LINE_ITEMS.c.item_id,
                literal_column("(kind IS NULL)"),
            ],
            set_={**values, "removed": False},
        )
        rows = [{"order_row_id": number, **_columns(each)} for number, each in lines]
        await session.execute(again, rows)


async def change(session: AsyncSession, lines: Sequence[Line]) -> None:
    """Lines that are corrected get their new values."""
    if lines:
        names = [name for name in _COLUMNS if name != "item_id"]
        statement = (
            update(ORDER_LINE_ITEMS)
            .where(ORDER_LINE_ITEMS.c.id == bindparam("row"))
            .values({name: bindparam(f"new_{name}") for name in names})
        )
        rows = [
            {"row": each.row, **{f"new_{name}": value for name, value in _columns(each).items() if name in names}}
            for each in lines
        ]
        await (await session.connection()).execute(statement, rows)


async def remove(session: AsyncSession, rows: Sequence[int]) -> None:
    """Lines that don't belong to their orders any longer, by their numbers."""
    if rows:
        numbers = literal(list(rows), ARRAY(BigInteger))
        gone = update(ORDER_LINE_ITEMS).where(ORDER_LINE_ITEMS.c.id == any_(numbers)).values(removed=True)
        await session.execute(gone)


_COLUMNS = (
    "item_id",
    "name",
    "quantity",
    "unit_amount",
    "tax_amount",
    "kind",
    "total_amount",
    "discount_amount",
    "order_discount",
)


def _columns(line: Line) -> dict[str, Any]:
    value = line.value
    if isinstance(value, Product):
        tax, whole, own = value.tax_amount, value.whole_amount, value.own_discount
        row: list[Any] = [value.quantity, value.unit.minor, _minor(tax), None, _minor(whole), own.minor if own else 0]
    else:
        row = [1, abs(value.amount.minor), None, value.kind, None, 0]
    return dict(zip(_COLUMNS, [line.id, value.name, *row, line.order_discount.minor], strict=True))


def _minor(amount: Money | None) -> int | None:
    return None if amount is None else amount.minor
