"""The store's criteria of a classic search. Criteria without data in this service are refused, never ignored."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from app.domain.problems import NotSupported
from app.domain.reversals.states import PaymentSource, PaymentStatus
from app.domain.texts import check_text
from app.store.search.matching import TextMatch, TimeRange
from app.store.search.search import AmountRange, Criteria, CustomerMatch, MethodMatch, PaymentKind
from app.web.classic.sent import Fields
from app.web.classic.shown import CARD_TYPES
from app.web.http.statuses import HttpRefusal

MOST_VALUES = 1_000
"""Of one criterion: as many ids as a page of results has are sent."""
LONGEST_CRITERION = 1_000

LAST_OF_A_SECOND = timedelta(microseconds=999_999)

CUSTOMER_TEXTS = {
    "customer_first_name": "first_name",
    "customer_last_name": "last_name",
    "customer_company": "company",
    "customer_email": "email",
    "customer_phone": "phone_number",
}
TRANSITIONS = {
    f"{status.lower()}_at": status
    for status in (
        *(PaymentStatus.AUTHORIZATION_EXPIRED, PaymentStatus.AUTHORIZED, PaymentStatus.FAILED),
        *(PaymentStatus.GATEWAY_REJECTED, PaymentStatus.PROCESSOR_DECLINED, PaymentStatus.SETTLED),
        *(PaymentStatus.SUBMITTED_FOR_SETTLEMENT, PaymentStatus.VOIDED),
    )
}
BRANDS = {name: brand for brand, name in CARD_TYPES.items()}
SUPPORTED = frozenset(
    {
        *CUSTOMER_TEXTS,
        *TRANSITIONS,
        *("ids", "id", "type", "refund", "status", "created_at", "amount", "currency", "order_id", "source"),
        *("merchant_account_id", "customer_id", "credit_card_cardholder_name", "credit_card_number"),
        *("credit_card_card_type", "paypal_payer_email", "payment_instrument_type"),
    }
)

Word = TypeVar("Word", PaymentSource, PaymentStatus)

_NUMBER = re.compile(r"[0-9]{1,20}(\.[0-9]{1,20})?", re.ASCII)


def criteria_of(sent: Fields) -> Criteria:
    """What a search looks for: sales and credits alike, unless it says. Raises NotSupported, Refused, HttpRefusal."""
    for name, value in sent.values.items():
        if name not in SUPPORTED and value not in (None, ""):
            raise NotSupported(("search", name))
    customers = [(column, _text(sent, name, fold=True)) for name, column in CUSTOMER_TEXTS.items()]
    texts = tuple((column, text) for column, text in customers if text is not None)
    customer_ids = _equals(sent, "customer_id")
    sources = _closed(sent, "source", PaymentSource)
    statuses = _closed(sent, "status", PaymentStatus)
    return Criteria(
        legacy_ids=_ids(sent),
        kinds=_kinds(sent),
        detached=None if sent.text("refund") is None else not sent.flag("refund"),
        statuses=statuses,
        transitions=tuple((status, _times(sent, name)) for name, status in TRANSITIONS.items() if sent.object(name)),
        created_at=_times(sent, "created_at"),
        amount=_amounts(sent),
        currency=_text(sent, "currency"),
        order_id=_text(sent, "order_id"),
        account=_account(sent),
        customer=CustomerMatch(customer_ids, texts) if texts or customer_ids is not None else None,
        methods=tuple(_methods(sent)),
        sources=sources,
    )


def _ids(sent: Fields) -> tuple[str, ...] | None:
    """The ids that a payment may have: by the list, by the text, or by both."""
    listed, exactly = _values(sent, "ids"), _equals(sent, "id")
    if listed is None or exactly is None:
        return listed if exactly is None else exactly
    return tuple(each for each in listed if each in exactly)


def _equals(sent: Fields, name: str) -> tuple[str, ...] | None:
    """The one value of a text that is looked for whole. Raises NotSupported for a part of it."""
    if not sent.object(name):
        return None
    for other in ("is_not", "starts_with", "ends_with", "contains"):
        if sent.object(name).text(other) is not None:
            raise NotSupported(("search", name, other), "Send the whole id.")
    text = sent.object(name).text("is", LONGEST_CRITERION)
    return None if text is None else (_checked(text, name),)


def _kinds(sent: Fields) -> frozenset[PaymentKind]:
    """Sales and credits. A credit is a refund, unless it is of no sale."""
    names = {"sale": PaymentKind.TRANSACTION, "credit": PaymentKind.REFUND}
    wanted = _values(sent, "type")
    kinds = frozenset(PaymentKind) if wanted is None else frozenset(names[each] for each in wanted if each in names)
    return kinds & {PaymentKind.REFUND} if sent.flag("refund") else kinds


def _values(sent: Fields, name: str) -> tuple[str, ...] | None:
    """The values of a list, one of which has to be met; None where no list was sent."""
    if sent.values.get(name) in (None, ""):
        return None
    found = []
    for value in sent.list(name, MOST_VALUES):
        if not isinstance(value, str) or len(value) > LONGEST_CRITERION:
            raise HttpRefusal("BAD_REQUEST", f"search.{name} must be an array of short texts.")
        found.append(_checked(value, name))
    return tuple(found)


def _closed(sent: Fields, name: str, words: type[Word]) -> tuple[Word, ...] | None:
    """The words of a closed list. One that this service does not have is met by no payment."""
    wanted = _values(sent, name)
    if wanted is None:
        return None
    return tuple(words(each.upper()) for each in wanted if each.upper() in words.__members__)


def _text(sent: Fields, name: str, *, fold: bool = False) -> TextMatch | None:
    wanted = sent.object(name)
    if not wanted:
        return None
    parts = {each: wanted.text(each, LONGEST_CRITERION) for each in TEXT_PARTS}
    for part, text in parts.items():
        _checked(text or "", name, part)
    if not any(parts.values()):
        return None
    return TextMatch(
        equals=parts["is"],
        differs=parts["is_not"],
        starts=parts["starts_with"],
        ends=parts["ends_with"],
        contains=parts["contains"],
        fold=fold,
    )


TEXT_PARTS = ("is", "is_not", "starts_with", "ends_with", "contains")


def _account(sent: Fields) -> TextMatch | None:
    wanted = _values(sent, "merchant_account_id")
    return None if wanted is None else TextMatch(one_of=wanted)


def _times(sent: Fields, name: str) -> TimeRange:
    """Both ends included. Times are told in whole seconds, so a second lasts to its end."""
    wanted = sent.object(name)
    exactly = _time(wanted, "is")
    since, until = (_time(wanted, "min"), _time(wanted, "max")) if exactly is None else (exactly, exactly)
    whole = until is not None and not until.microsecond
    return TimeRange(since, until + LAST_OF_A_SECOND if until is not None and whole else until)


def _time(wanted: Fields, name: str) -> datetime | None:
    text = wanted.text(name)
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise HttpRefusal("BAD_REQUEST", f"{wanted.name}.{name} must be a time such as 2026-01-31T12:00:00Z.") from None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _amounts(sent: Fields) -> AmountRange:
    wanted = sent.object("amount")
    return AmountRange(_amount(wanted, "is"), _amount(wanted, "min"), _amount(wanted, "max"))


def _amount(wanted: Fields, name: str) -> Decimal | None:
    text = wanted.text(name)
    if text is None:
        return None
    if _NUMBER.fullmatch(text) is None:
        raise HttpRefusal("BAD_REQUEST", f"{wanted.name}.{name} must be a number such as 10.00.")
    return Decimal(text)


def _methods(sent: Fields) -> Iterable[MethodMatch]:
    kinds = _values(sent, "payment_instrument_type")
    if kinds is not None:
        yield from _of_kinds(set(kinds))
    email = _text(sent, "paypal_payer_email", fold=True)
    if email is not None:
        yield MethodMatch(paypal=True, texts=(("payer_email", email),))
    name, brands, number = _text(sent, "credit_card_cardholder_name", fold=True), _values(sent, BRAND), _number(sent)
    texts = [("cardholder", name), *number]
    if brands is not None:
        texts.append(("brand", TextMatch(one_of=tuple(BRANDS.get(each, "") for each in brands))))
    found = tuple((attribute, text) for attribute, text in texts if text is not None)
    if found:
        yield MethodMatch(paypal=False, texts=found)


BRAND = "credit_card_card_type"


def _of_kinds(kinds: set[str]) -> Iterable[MethodMatch]:
    """Cards and PayPal are the kinds that there are."""
    paypal, card = bool(kinds & {"PayPalDetail", "paypal_account"}), bool(kinds & {"CreditCardDetail", "credit_card"})
    if not (paypal and card):
        yield MethodMatch(paypal=paypal, texts=() if paypal or card else (("brand", TextMatch(one_of=())),))


def _number(sent: Fields) -> list[tuple[str, TextMatch]]:
    """A card's number, of which no more than the first six and the last four digits are known."""
    wanted = sent.object("credit_card_number")
    whole, starts, ends = (wanted.text(name) for name in ("is", "starts_with", "ends_with"))
    if whole is not None:
        starts, ends = whole[:6], whole[-4:]
    if wanted.text("is_not") is not None or len(starts or "") > 6 or len(ends or "") > 4:
        raise NotSupported(("search", "credit_card_number"), "Send up to its first six or its last four digits.")
    found = []
    if starts is not None:
        found.append(("bin", TextMatch(starts=_checked(starts, "credit_card_number"))))
    if ends is not None:
        found.append(("last4", TextMatch(ends=_checked(ends, "credit_card_number"))))
    return found


def _checked(text: str, *path: str) -> str:
    """The text. Raises Refused for one that the database refuses."""
    return check_text(text, ("search", *path), LONGEST_CRITERION)
