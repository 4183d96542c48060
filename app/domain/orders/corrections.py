"""What a recorded order says otherwise than before: one correction for each field, with its values before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.orders.composition import Composition, Line
from app.domain.orders.orders import Order
from app.domain.orders.recording import FIELDS_OF_CUSTOMERS, CustomerTold, Draft, OnConflict, Product


class Part(StrEnum):
    """The part of an order that a correction is of."""

    ORDER = "ORDER"
    CUSTOMER = "CUSTOMER"
    LINE_ITEM = "LINE_ITEM"
    ADJUSTMENT = "ADJUSTMENT"


@dataclass(frozen=True, slots=True)
class Correction:
    """A field with its values as people read them. `before` is None for a line that is new, `after` for one that is
    gone; the other then is the line's name. `id` is the shop's own of a line.
    """

    part: Part
    field: str
    before: str | None
    after: str | None
    id: str | None = None


def corrections(draft: Draft, order: Order, composition: Composition) -> list[Correction]:
    """What is corrected of an order that was recorded before, its customer apart. What was not known of it is no
    correction.
    """
    if draft.on_conflict is OnConflict.REFUSE:
        return []
    found = []
    if order.recorded_at is not None and draft.placed_at not in {None, order.placed_at}:
        assert draft.placed_at is not None
        moments = (order.placed_at.isoformat(), draft.placed_at.isoformat())
        found.append(Correction(Part.ORDER, "placedAt", *moments))
    if order.line_items:
        found += _of_lines(Part.LINE_ITEM, composition.before, composition.line_items)
    if order.adjustments:
        found += _of_lines(Part.ADJUSTMENT, composition.before, composition.adjustments)
    return found


def customer_corrections(
    before: CustomerTold | None, after: CustomerTold | None, *, added: bool = False
) -> list[Correction]:
    """What is said otherwise of a customer than before; with `added` also what was not known."""
    if before is None or after is None:
        return []
    was, now = before.told(), after.told()
    return [
        Correction(Part.CUSTOMER, field, was.get(name), now.get(name))
        for name, field in FIELDS_OF_CUSTOMERS.items()
        if was.get(name) != now.get(name) and (added or name in was)
    ]


def _of_lines(part: Part, before: tuple[Line, ...], now: tuple[Line, ...]) -> Iterator[Correction]:
    """Of lines of one kind; those of another kind are left alone."""
    was = {each.row: each for each in before if isinstance(each.value, Product) is (part is Part.LINE_ITEM)}
    for line in now:
        if line.row is None:
            yield Correction(part, "id", None, line.value.name, line.id)
            continue
        fields, then = _fields(line), _fields(was[line.row])
        for name, value in fields.items():
            if value != then[name]:
                yield Correction(part, name, then[name], value, line.id)
    for row in was.keys() - {each.row for each in now}:
        yield Correction(part, "id", was[row].value.name, None, was[row].id)


def _fields(line: Line) -> dict[str, str]:
    value = line.value
    if not isinstance(value, Product):
        return {"name": value.name, "kind": value.kind.value, "amount": str(value.amount)}
    amounts = {
        "unitAmount": value.unit,
        "taxAmount": value.tax_amount,
        "totalAmount": value.whole_amount,
        "discountAmount": value.own_discount,
    }
    told = {name: "none" if amount is None else str(amount) for name, amount in amounts.items()}
    return {"name": value.name, "quantity": str(value.quantity), **told}
