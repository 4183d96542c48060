"""An order that is brought in from elsewhere: what was sent, read into values (SPEC 7.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from app.domain.money import LARGEST, Money, exponent, parse_amount
from app.domain.problems import Condition, Findings, Path, Problem, Refused, TooMuch
from app.domain.reversals.payments import MerchantAccount
from app.domain.reversals.states import RECORDABLE, PaymentStatus
from app.domain.texts import LONGEST_ORDER_ID, check_text

LONGEST_TEXT = 255
MOST_PIECES = 1_000_000
MOST_LINE_ITEMS = 500
MOST_TRANSACTIONS = 100
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
"""Nothing that can be refunded was placed before; and what begins the calendar, drivers take for no time at all."""

INPUT: Path = ("input",)
ORDER_ID: Path = (*INPUT, "orderId")
CURRENCY: Path = (*INPUT, "currencyCode")
PLACED_AT: Path = (*INPUT, "placedAt")
CUSTOMER: Path = (*INPUT, "customer")
LINE_ITEMS: Path = (*INPUT, "lineItems")
TRANSACTIONS: Path = (*INPUT, "transactions")


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
    """A product as a client sent it; the amounts are its texts, for one piece."""

    item_id: str
    name: str
    quantity: int
    unit_amount: str
    tax_amount: str | None = None


@dataclass(frozen=True, slots=True)
class TransactionTold:
    """A payment made elsewhere as a client sent it; `account` is the merchant account's id, if one was named."""

    gateway_id: str
    amount: str
    status: PaymentStatus
    account: str | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OrderTold:
    """What `recordOrder` was told of an order. None, and an empty list, tell nothing of a part."""

    order_id: str
    currency: str
    placed_at: datetime | None = None
    customer: CustomerTold | None = None
    line_items: tuple[LineItemTold, ...] = ()
    transactions: tuple[TransactionTold, ...] = ()


@dataclass(frozen=True, slots=True)
class Product:
    """A product that was read: amounts are money, for one piece."""

    item_id: str
    name: str
    quantity: int
    unit_amount: Money
    tax_amount: Money | None


@dataclass(frozen=True, slots=True)
class MadeElsewhere:
    """A payment that was read. `account` is None for one that goes by the merchant's own account of the currency."""

    gateway_id: str
    amount: Money
    status: PaymentStatus
    account: MerchantAccount | None
    created_at: datetime | None


@dataclass(frozen=True, slots=True)
class Draft:
    """An order that was read, in one currency."""

    order_id: str
    currency: str
    placed_at: datetime | None
    customer: CustomerTold | None
    line_items: tuple[Product, ...]
    transactions: tuple[MadeElsewhere, ...]


def read(told: OrderTold, accounts: Sequence[MerchantAccount], now: datetime) -> Draft:
    """What was told, as values. Raises Refused with all that is wrong with it at once, TooMuch for endless lists."""
    for what, many, most in (
        ("lineItems", told.line_items, MOST_LINE_ITEMS),
        ("transactions", told.transactions, MOST_TRANSACTIONS),
    ):
        if len(many) > most:
            raise TooMuch(what, len(many), most)
    findings = Findings()
    with findings:
        check_text(told.order_id, ORDER_ID, LONGEST_ORDER_ID, Condition.ORDER_ID_TOO_LONG)
        _check_filled(told.order_id, ORDER_ID)
    with findings:
        _check_currency(told.currency)
    with findings:
        _check_past(told.placed_at, PLACED_AT, now)
    customer = None
    with findings:
        customer = _customer(told.customer)
    # Without a currency no amount means anything.
    findings.refuse()
    products, payments = [], []
    for number, item in enumerate(told.line_items):
        with findings:
            products.append(_product(item, told.currency, (*LINE_ITEMS, str(number))))
    with findings:
        _check_repeated([item.item_id for item in told.line_items], LINE_ITEMS, "id")
    with findings:
        _check_sum(products, told.currency)
    for number, payment in enumerate(told.transactions):
        with findings:
            payments.append(_payment(payment, told.currency, accounts, now, (*TRANSACTIONS, str(number))))
    with findings:
        _check_repeated([each.gateway_id for each in told.transactions], TRANSACTIONS, "gatewayTransactionId")
    findings.refuse()
    return Draft(told.order_id, told.currency, told.placed_at, customer, tuple(products), tuple(payments))


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
    findings = Findings()
    filled = CustomerTold(**{name: value for name, value in told.told().items() if value.strip()})
    for name, value in filled.told().items():
        with findings:
            check_text(value, (*CUSTOMER, FIELDS_OF_CUSTOMERS[name]), LONGEST_TEXT)
    findings.refuse()
    return filled if filled.told() else None


def _product(told: LineItemTold, currency: str, path: Path) -> Product:
    findings = Findings()
    for name, text in (("id", told.item_id), ("name", told.name)):
        with findings:
            check_text(text, (*path, name), LONGEST_TEXT)
            _check_filled(text, (*path, name))
    with findings:
        if not 1 <= told.quantity <= MOST_PIECES:
            raise Refused(Problem(Condition.QUANTITY_INVALID, (*path, "quantity"), {"maximum": str(MOST_PIECES)}))
    unit, tax = Money(0, currency), None
    with findings:
        unit = parse_amount(told.unit_amount, currency, (*path, "unitAmount"), zero_allowed=True)
    with findings:
        if told.tax_amount is not None:
            tax = parse_amount(told.tax_amount, currency, (*path, "taxAmount"), zero_allowed=True)
    findings.refuse()
    return Product(told.item_id, told.name, told.quantity, unit, tax)


def _payment(
    told: TransactionTold, currency: str, accounts: Sequence[MerchantAccount], now: datetime, path: Path
) -> MadeElsewhere:
    findings, account = Findings(), None
    amount = Money(0, currency)
    with findings:
        check_text(told.gateway_id, (*path, "gatewayTransactionId"), LONGEST_TEXT)
        _check_filled(told.gateway_id, (*path, "gatewayTransactionId"))
    with findings:
        amount = parse_amount(told.amount, currency, (*path, "amount"))
    with findings:
        account = _account(told.account, currency, accounts, (*path, "merchantAccountId"))
    with findings:
        if told.status not in RECORDABLE:
            expected = {"expected": "one of " + ", ".join(sorted(RECORDABLE))}
            raise Refused(Problem(Condition.PAYMENT_STATUS_INVALID, (*path, "status"), expected))
    with findings:
        _check_past(told.created_at, (*path, "createdAt"), now)
    findings.refuse()
    return MadeElsewhere(told.gateway_id, amount, told.status, account, told.created_at)


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


def _check_filled(text: str, path: Path) -> None:
    if not text.strip():
        raise Refused(Problem(Condition.TEXT_INVALID, path, {"expected": f"Send 1 to {LONGEST_TEXT} characters."}))


def _check_currency(currency: str) -> None:
    try:
        exponent(currency)
    except ValueError as error:
        raise Refused(Problem(Condition.CURRENCY_INVALID, CURRENCY)) from error


def _check_past(moment: datetime | None, path: Path, now: datetime) -> None:
    if moment is None:
        return
    if moment < EARLIEST:
        raise Refused(Problem(Condition.TIME_INVALID, path, {"earliest": EARLIEST.date().isoformat()}))
    if moment > now:
        told = {"now": now.isoformat(timespec="seconds").replace("+00:00", "Z")}
        raise Refused(Problem(Condition.TIME_INVALID, path, told))


def _check_repeated(ids: Sequence[str], path: Path, name: str) -> None:
    """Each id stands once; where one stands again, that place is told."""
    repeated = [number for number, each in enumerate(ids) if each in ids[:number]]
    if repeated:
        raise Refused(*(Problem(Condition.NAMED_TWICE, (*path, str(number), name)) for number in repeated))


def _check_sum(products: Sequence[Product], currency: str) -> None:
    """All products together are still an amount."""
    total = sum(
        (item.unit_amount.minor + (item.tax_amount.minor if item.tax_amount else 0)) * item.quantity
        for item in products
    )
    if total > LARGEST:
        raise Refused(Problem(Condition.AMOUNT_TOO_LARGE, LINE_ITEMS, {"maximum": str(Money(LARGEST, currency))}))
