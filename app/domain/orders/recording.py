"""An order that is brought in from elsewhere: what was sent, read into values (SPEC 7.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.money import LARGEST, Money, parse_amount
from app.domain.orders.checks import LONGEST_TEXT, check_currency, check_filled, check_past, check_repeated
from app.domain.orders.orders import AdjustmentKind, price_of
from app.domain.problems import Condition, Findings, Path, Problem, Refused, TooMuch
from app.domain.reversals.payments import MerchantAccount
from app.domain.reversals.states import RECORDABLE, REFUNDABLE, PaymentStatus
from app.domain.texts import LONGEST_ORDER_ID, check_text

MOST_PIECES = 1_000_000
MOST_LINE_ITEMS = 500
MOST_TRANSACTIONS = 100
MOST_ADJUSTMENTS = 100

INPUT: Path = ("input",)
ORDER_ID: Path = (*INPUT, "orderId")
CURRENCY: Path = (*INPUT, "currencyCode")
PLACED_AT: Path = (*INPUT, "placedAt")
CUSTOMER: Path = (*INPUT, "customer")
LINE_ITEMS: Path = (*INPUT, "lineItems")
TRANSACTIONS: Path = (*INPUT, "transactions")
ADJUSTMENTS: Path = (*INPUT, "adjustments")


class OnConflict(StrEnum):
    """What becomes of an order that was recorded otherwise before."""

    REFUSE = "REFUSE"
    """Every contradiction is refused."""
    UPDATE = "UPDATE"
    """What differs is replaced, within what has happened since."""


@dataclass(frozen=True, slots=True)
class CustomerTold:
    """Who placed an order, as far as was told. An empty text tells nothing."""

    email: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    company: str | None = None
    phone_number: str | None = None

    def told(self) -> dict[str, str]:
        """What was told, by the names of the store's columns."""
        values = {name: getattr(self, name) for name in FIELDS_OF_CUSTOMERS}
        return {name: value for name, value in values.items() if value is not None}


FIELDS_OF_CUSTOMERS: Mapping[str, str] = {
    "email": "email",
    "first_name": "firstName",
    "last_name": "lastName",
    "company": "company",
    "phone_number": "phoneNumber",
}
"""A customer's fields, with the names that inputs have for it."""


@dataclass(frozen=True, slots=True)
class LineItemTold:
    """A product as a client sent it; the amounts are its texts. `unit_amount` and `tax_amount` are for one piece,
    `total_amount` for all of them with tax; one of `unit_amount` and `total_amount` is needed.
    """

    item_id: str
    name: str
    quantity: int
    unit_amount: str | None = None
    tax_amount: str | None = None
    total_amount: str | None = None
    discount_amount: str | None = None


@dataclass(frozen=True, slots=True)
class AdjustmentTold:
    """An amount beside the products as a client sent it: discounts and gift cards are negative."""

    adjustment_id: str
    name: str
    kind: AdjustmentKind
    amount: str


@dataclass(frozen=True, slots=True)
class TransactionTold:
    """A payment made elsewhere as a client sent it; `account` is the merchant account's id, if one was named.
    `refunded_amount` is what was refunded of it elsewhere, `other_ids` what else its gateway calls it.
    """

    gateway_id: str
    amount: str
    status: PaymentStatus
    account: str | None = None
    created_at: datetime | None = None
    refunded_amount: str | None = None
    other_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderTold:
    """What `recordOrder` was told of an order. None, and an empty list, tell nothing of a part."""

    order_id: str
    currency: str
    placed_at: datetime | None = None
    customer: CustomerTold | None = None
    line_items: tuple[LineItemTold, ...] = ()
    transactions: tuple[TransactionTold, ...] = ()
    adjustments: tuple[AdjustmentTold, ...] = ()
    on_conflict: OnConflict = OnConflict.REFUSE


@dataclass(frozen=True, slots=True)
class Product:
    """A product that was read. `unit_amount` is None where only the price of all pieces was told, `whole_amount`."""

    item_id: str
    name: str
    quantity: int
    unit_amount: Money | None
    tax_amount: Money | None
    whole_amount: Money | None = None
    own_discount: Money | None = None

    @property
    def unit(self) -> Money:
        """The price of one without tax; rounded, where it was not told."""
        if self.unit_amount is not None:
            return self.unit_amount
        assert self.whole_amount is not None, "a product without any price was let through"
        piece = (2 * self.whole_amount.minor + self.quantity) // (2 * self.quantity)
        return Money(max(piece - (self.tax_amount.minor if self.tax_amount else 0), 0), self.whole_amount.currency)

    @property
    def price(self) -> Money:
        """All pieces with their tax, before discounts."""
        return price_of(self.quantity, self.unit, self.tax_amount, self.whole_amount)

    @property
    def paid(self) -> Money:
        """The price less the product's own discount."""
        return self.price if self.own_discount is None else self.price - self.own_discount


@dataclass(frozen=True, slots=True)
class AdjustmentRead:
    """An adjustment that was read: discounts and gift cards are negative."""

    adjustment_id: str
    name: str
    kind: AdjustmentKind
    amount: Money


@dataclass(frozen=True, slots=True)
class MadeElsewhere:
    """A payment that was read. `account` is None for one that goes by the merchant's own account of the currency."""

    gateway_id: str
    amount: Money
    status: PaymentStatus
    account: MerchantAccount | None
    created_at: datetime | None
    refunded: Money | None = None
    other_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An order that was read, in one currency."""

    order_id: str
    currency: str
    placed_at: datetime | None
    customer: CustomerTold | None
    line_items: tuple[Product, ...]
    transactions: tuple[MadeElsewhere, ...]
    adjustments: tuple[AdjustmentRead, ...] = ()
    on_conflict: OnConflict = OnConflict.REFUSE


def read(told: OrderTold, accounts: Sequence[MerchantAccount], now: datetime) -> Draft:
    """What was told, as values. Raises Refused with all that is wrong with it at once, TooMuch for endless lists."""
    for what, many, most in (
        ("lineItems", told.line_items, MOST_LINE_ITEMS),
        ("transactions", told.transactions, MOST_TRANSACTIONS),
        ("adjustments", told.adjustments, MOST_ADJUSTMENTS),
    ):
        if len(many) > most:
            raise TooMuch(what, len(many), most)
    findings = Findings()
    with findings:
        check_text(told.order_id, ORDER_ID, LONGEST_ORDER_ID, Condition.ORDER_ID_TOO_LONG)
        check_filled(told.order_id, ORDER_ID)
    with findings:
        check_currency(told.currency, CURRENCY)
    with findings:
        check_past(told.placed_at, PLACED_AT, now)
    customer = None
    with findings:
        customer = _customer(told.customer)
    # Without a currency no amount means anything.
    findings.refuse()
    products, payments, adjustments = [], [], []
    for number, item in enumerate(told.line_items):
        with findings:
            products.append(_product(item, told.currency, (*LINE_ITEMS, str(number))))
    with findings:
        check_repeated([item.item_id for item in told.line_items], LINE_ITEMS, "id")
    for number, each in enumerate(told.adjustments):
        with findings:
            adjustments.append(_adjustment(each, told.currency, (*ADJUSTMENTS, str(number))))
    with findings:
        check_repeated([each.adjustment_id for each in told.adjustments], ADJUSTMENTS, "id")
    with findings:
        _check_sum(products, told.currency)
    for number, payment in enumerate(told.transactions):
        with findings:
            payments.append(_payment(payment, told.currency, accounts, now, (*TRANSACTIONS, str(number))))
    with findings:
        check_repeated([each.gateway_id for each in told.transactions], TRANSACTIONS, "gatewayTransactionId")
    findings.refuse()
    return Draft(
        told.order_id,
        told.currency,
        told.placed_at,
        customer,
        tuple(products),
        tuple(payments),
        tuple(adjustments),
        told.on_conflict,
    )


def own_account(accounts: Sequence[MerchantAccount], currency: str) -> MerchantAccount | None:
    """Where a payment in that currency goes that names no account: the default one, or the first of its currency."""
    fitting = [account for account in accounts if account.currency == currency]
    return next(
        (account for account in fitting if account.default), min(fitting, key=lambda each: each.id, default=None)
    )


def _customer(told: CustomerTold | None) -> CustomerTold | None:
    """Who placed it; None where nothing was told."""
    if told is None:
        return None
    filled = CustomerTold(**{name: value for name, value in told.told().items() if value.strip()})
    check_customer(filled)
    return filled if filled.told() else None


def check_customer(told: CustomerTold) -> None:
    """Raises Refused for texts that can't be kept."""
    findings = Findings()
    for name, value in told.told().items():
        with findings:
            check_text(value, (*CUSTOMER, FIELDS_OF_CUSTOMERS[name]), LONGEST_TEXT)
    findings.refuse()


def _product(told: LineItemTold, currency: str, path: Path) -> Product:
    findings = Findings()
    for name, text in (("id", told.item_id), ("name", told.name)):
        with findings:
            check_text(text, (*path, name), LONGEST_TEXT)
            check_filled(text, (*path, name))
    with findings:
        if not 1 <= told.quantity <= MOST_PIECES:
            raise Refused(Problem(Condition.QUANTITY_INVALID, (*path, "quantity"), {"maximum": str(MOST_PIECES)}))
    unit, tax, whole, discount = (
        _optional(text, currency, (*path, name), findings)
        for name, text in (
            ("unitAmount", told.unit_amount),
            ("taxAmount", told.tax_amount),
            ("totalAmount", told.total_amount),
            ("discountAmount", told.discount_amount),
        )
    )
    with findings:
        if told.unit_amount is None and told.total_amount is None:
            raise Refused(Problem(Condition.AMOUNT_REQUIRED, (*path, "unitAmount")))
    findings.refuse()
    product = Product(told.item_id, told.name, told.quantity, unit, tax, whole, discount or None)
    if product.paid.minor < 0:
        facts = {"maximum": str(product.price)}
        raise Refused(Problem(Condition.AMOUNT_TOO_LARGE, (*path, "discountAmount"), facts))
    return product


def _optional(text: str | None, currency: str, path: Path, findings: Findings) -> Money | None:
    """The amount of an optional field; what is wrong with it is found there."""
    with findings:
        return None if text is None else parse_amount(text, currency, path, zero_allowed=True)
    return None


def _adjustment(told: AdjustmentTold, currency: str, path: Path) -> AdjustmentRead:
    findings = Findings()
    amount = Money(0, currency)
    for name, text in (("id", told.adjustment_id), ("name", told.name)):
        with findings:
            check_text(text, (*path, name), LONGEST_TEXT)
            check_filled(text, (*path, name))
    with findings:
        positive = told.amount.removeprefix("-")
        amount = parse_amount(positive, currency, (*path, "amount"), zero_allowed=True)
        negative = positive != told.amount
        if amount and negative != told.kind.lowers:
            facts = {"kind": told.kind.value, "expected": "a negative" if told.kind.lowers else "a positive"}
            raise Refused(Problem(Condition.ADJUSTMENT_INVALID, (*path, "amount"), facts))
        if negative:
            amount = Money(-amount.minor, currency)
    findings.refuse()
    return AdjustmentRead(told.adjustment_id, told.name, told.kind, amount)


def _payment(
    told: TransactionTold, currency: str, accounts: Sequence[MerchantAccount], now: datetime, path: Path
) -> MadeElsewhere:
    findings, account = Findings(), None
    amount = Money(0, currency)
    with findings:
        check_text(told.gateway_id, (*path, "gatewayTransactionId"), LONGEST_TEXT)
        check_filled(told.gateway_id, (*path, "gatewayTransactionId"))
    with findings:
        amount = parse_amount(told.amount, currency, (*path, "amount"))
    with findings:
        account = _account(told.account, currency, accounts, (*path, "merchantAccountId"))
    with findings:
        if told.status not in RECORDABLE:
            expected = {"expected": "one of " + ", ".join(sorted(RECORDABLE))}
            raise Refused(Problem(Condition.PAYMENT_STATUS_INVALID, (*path, "status"), expected))
    with findings:
        check_past(told.created_at, (*path, "createdAt"), now)
    refunded = _optional(told.refunded_amount, currency, (*path, "refundedAmount"), findings)
    findings.refuse()
    if refunded:
        _check_refunded(refunded, amount, told.status, (*path, "refundedAmount"))
    return MadeElsewhere(
        told.gateway_id, amount, told.status, account, told.created_at, refunded or None, told.other_ids
    )


def _check_refunded(refunded: Money, paid: Money, status: PaymentStatus, path: Path) -> None:
    """Only what settles is refunded, and never more than was paid."""
    if status not in REFUNDABLE:
        raise Refused(Problem(Condition.TRANSACTION_NOT_SETTLED, path, {"status": status.value}))
    if paid < refunded:
        facts = {"requested": str(refunded), "left": str(paid), "currency": paid.currency}
        raise Refused(Problem(Condition.REFUND_AMOUNT_TOO_LARGE, path, facts))


def _account(
    asked: str | None, currency: str, accounts: Sequence[MerchantAccount], path: Path
) -> MerchantAccount | None:
    """The account that was named, in the order's currency; None for the merchant's own for that."""
    if asked is None:
        if own_account(accounts, currency) is None:
            raise Refused(Problem(Condition.MERCHANT_ACCOUNT_INVALID, path, {"account": currency}))
        return None
    found = next((account for account in accounts if account.public_id == asked), None)
    if found is None or found.currency != currency:
        raise Refused(Problem(Condition.MERCHANT_ACCOUNT_INVALID, path, {"account": asked}))
    return found


def _check_sum(products: Sequence[Product], currency: str) -> None:
    """All products together are still an amount."""
    if sum(item.price.minor for item in products) > LARGEST:
        raise Refused(Problem(Condition.AMOUNT_TOO_LARGE, LINE_ITEMS, {"maximum": str(Money(LARGEST, currency))}))
