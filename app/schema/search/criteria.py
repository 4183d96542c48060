"""The store's criteria of a search's input. Criteria without data in this service are refused, never ignored."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Protocol, TypeVar

from app.domain.ids import IdKind, read_global_id
from app.domain.problems import Condition, Path, Problem, Refused
from app.domain.reversals.states import PaymentStatus
from app.schema.base.input_values import has_value, or_none, refuse_unsupported
from app.schema.enums import PaymentMethodSnapshotSearchType, PaymentSearchType
from app.schema.search import search_inputs as inputs
from app.store.search.matching import TextMatch, TimeRange
from app.store.search.search import AmountRange, Criteria, CustomerMatch, MethodMatch, PaymentKind

INPUT: Path = ("input",)
LONGEST_CRITERION = 1000
MOST_VALUES = 1000

Value = TypeVar("Value")
Text = inputs.SearchTextInput | inputs.SearchPaymentMerchantAccountIdInput
PaymentsSearchInput = inputs.TransactionSearchInput | inputs.RefundSearchInput | inputs.PaymentSearchInput

_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?", re.ASCII)
_LEGACY_ID = re.compile(r"[a-z0-9]{1,50}", re.ASCII)


def transaction_criteria(search: inputs.TransactionSearchInput) -> Criteria:
    """Raises Refused with SEARCH_INVALID, and NotSupported for criteria without data."""
    methods = _methods(search)
    method_type = or_none(search.payment_method_snapshot_type)
    if method_type is not None:
        methods = (*methods, *_method_type(method_type))
    return _criteria(search, frozenset({PaymentKind.TRANSACTION}), methods, never=search.partially_authorized is True)


def refund_criteria(search: inputs.RefundSearchInput) -> Criteria:
    """Raises Refused with SEARCH_INVALID, and NotSupported for criteria without data."""
    return _criteria(search, frozenset({PaymentKind.REFUND}), _methods(search))


def payment_criteria(search: inputs.PaymentSearchInput) -> Criteria:
    """Raises Refused with SEARCH_INVALID, and NotSupported for criteria without data."""
    wanted = or_none(search.type)
    types = (wanted and or_none(wanted.in_)) or list(PaymentSearchType)
    kinds = {
        PaymentSearchType.TRANSACTION: frozenset({PaymentKind.TRANSACTION}),
        PaymentSearchType.REFUND: frozenset({PaymentKind.REFUND}),
        PaymentSearchType.DETACHED_REFUND: frozenset({PaymentKind.REFUND}),
    }
    criteria = _criteria(search, frozenset().union(*(kinds[each] for each in types)), _methods(search))
    of_refunds = {PaymentSearchType.REFUND, PaymentSearchType.DETACHED_REFUND} & set(types)
    detached = PaymentSearchType.DETACHED_REFUND in of_refunds if len(of_refunds) == 1 else None
    return replace(criteria, detached=detached)


def _criteria(
    search: PaymentsSearchInput, kinds: frozenset[PaymentKind], methods: tuple[MethodMatch, ...], *, never: bool = False
) -> Criteria:
    _refuse_what_is_not_known(search)
    amount = or_none(search.amount) or inputs.MonetaryAmountSearchInput()
    source: inputs.SearchTransactionSourceInput | inputs.SearchPaymentSourceInput | None = search.source
    return Criteria(
        legacy_ids=legacy_ids(or_none(search.id), {IdKind.TRANSACTION, IdKind.REFUND}, (*INPUT, "id")),
        kinds=kinds,
        statuses=_statuses(search.status),
        transitions=_transitions(search.status_transition),
        created_at=time_range(or_none(search.created_at)),
        updated_at=time_range(or_none(search.updated_at)),
        amount=_amounts(or_none(amount.value)),
        currency=text_match(or_none(amount.currency_code), (*INPUT, "amount", "currencyCode")),
        order_id=text_match(or_none(search.order_id), (*INPUT, "orderId")),
        account=text_match(or_none(search.merchant_account_id), (*INPUT, "merchantAccountId")),
        customer=_customer(or_none(search.customer)),
        methods=methods,
        sources=_several(or_none(source.in_)) if source else None,
        impossible=never,
    )


def _refuse_what_is_not_known(search: inputs.SharedSearchInput) -> None:
    oauth = search.facilitator_oauth_application_client_id
    if has_value(oauth):
        refuse_unsupported(INPUT, facilitatorOAuthApplicationClientId=oauth)
    refuse_unsupported(
        INPUT,
        disbursement_date=search.disbursement_date,
        settlement_batch_id=search.settlement_batch_id,
        user_id=search.user_id,
        store_id=search.store_id,
        shipping_address=search.shipping_address,
        billing_address=search.billing_address,
        dispute_received_date=search.dispute_received_date,
        processor_authorization_id=search.processor_authorization_id,
        processing_mode=search.processing_mode,
    )


def is_legacy_id(text: str) -> bool:
    """Whether a text has the form of a legacy id."""
    return _LEGACY_ID.fullmatch(text) is not None


def legacy_ids(wanted: inputs.SearchValueInput | None, kinds: set[IdKind], path: Path) -> tuple[str, ...] | None:
    """The legacy ids of global or legacy ids; a text that is neither matches nothing."""
    values = _values(wanted, path)
    if values is None:
        return None
    found = []
    for value in values:
        match read_global_id(value):
            case (kind, legacy_id) if kind in kinds:
                found.append(legacy_id)
            case None if is_legacy_id(value):
                found.append(value)
    return tuple(found)


def _values(wanted: inputs.SearchValueInput | None, path: Path) -> Sequence[str] | None:
    """The values that match; None for any. `is` and `in` must both be met."""
    if wanted is None:
        return None
    exactly, among = or_none(wanted.is_), _several(or_none(wanted.in_))
    if among is not None and len(among) > MOST_VALUES:
        raise _invalid((*path, "in"), f"Send up to {MOST_VALUES} values.")
    if not exactly:
        return among
    return [exactly] if among is None or exactly in among else []


def _statuses(
    wanted: inputs.SearchTransactionStatusInput | inputs.SearchPaymentStatusInput | None,
) -> tuple[PaymentStatus, ...] | None:
    if not wanted:
        return None
    among = _several(or_none(wanted.in_))
    exactly = or_none(wanted.is_) if isinstance(wanted, inputs.SearchTransactionStatusInput) else None
    if exactly is None:
        return among
    return (exactly,) if among is None or exactly in among else ()


def _transitions(
    wanted: inputs.SearchTransactionStatusTransitionInput | inputs.SearchPaymentStatusTransitionInput | None,
) -> tuple[tuple[PaymentStatus, TimeRange], ...]:
    if not wanted:
        return ()
    times = {
        PaymentStatus.FAILED: wanted.failed_at,
        PaymentStatus.SETTLED: wanted.settled_at,
        PaymentStatus.SUBMITTED_FOR_SETTLEMENT: wanted.submitted_for_settlement_at,
        PaymentStatus.VOIDED: wanted.voided_at,
    }
    if isinstance(wanted, inputs.SearchPaymentStatusTransitionInput):
        times |= {
            PaymentStatus.AUTHORIZATION_EXPIRED: wanted.authorization_expired_at,
            PaymentStatus.AUTHORIZED: wanted.authorized_at,
            PaymentStatus.GATEWAY_REJECTED: wanted.gateway_rejected_at,
            PaymentStatus.PROCESSOR_DECLINED: wanted.processor_declined_at,
        }
    return tuple((status, time_range(or_none(when))) for status, when in times.items() if has_value(when))


def time_range(wanted: inputs.SearchTimestampInput | None) -> TimeRange:
    if wanted is None:
        return TimeRange()
    return TimeRange(or_none(wanted.greater_than_or_equal_to), or_none(wanted.less_than_or_equal_to))


def _amounts(wanted: inputs.SearchRangeInput | None) -> AmountRange:
    if wanted is None:
        return AmountRange()
    path = (*INPUT, "amount", "value")
    return AmountRange(
        equals=_number(or_none(wanted.is_), (*path, "is")),
        least=_number(or_none(wanted.greater_than_or_equal_to), (*path, "greaterThanOrEqualTo")),
        most=_number(or_none(wanted.less_than_or_equal_to), (*path, "lessThanOrEqualTo")),
    )


def _number(text: str | None, path: Path) -> Decimal | None:
    if not text:
        return None
    if _NUMBER.fullmatch(text) is None:
        raise _invalid(path, "Send a number such as 10.00.")
    return Decimal(text)


def text_match(wanted: Text | None, path: Path, *, fold: bool = False) -> TextMatch | None:
    if wanted is None or not has_value(wanted):
        return None
    among = or_none(wanted.in_) if isinstance(wanted, inputs.SearchPaymentMerchantAccountIdInput) else None
    if among and len(among) > MOST_VALUES:
        raise _invalid((*path, "in"), f"Send up to {MOST_VALUES} values.")
    return TextMatch(
        equals=_searchable(or_none(wanted.is_), (*path, "is")),
        differs=_searchable(or_none(wanted.is_not), (*path, "isNot")),
        starts=_searchable(or_none(wanted.starts_with), (*path, "startsWith")),
        ends=_searchable(or_none(wanted.ends_with), (*path, "endsWith")),
        contains=_searchable(or_none(wanted.contains), (*path, "contains")),
        one_of=tuple(text for text in (_searchable(each, (*path, "in")) for each in among) if text) if among else None,
        fold=fold,
    )


def _searchable(text: str | None, path: Path) -> str | None:
    """The text; None for an empty one. Raises Refused for a text that the database refuses, or over 1000 characters."""
    if not text:
        return None
    if len(text) > LONGEST_CRITERION:
        raise _invalid(path, f"Send up to {LONGEST_CRITERION} characters.")
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise _invalid(path, "Send a text without NUL and without lone surrogates.")
    return text


def _customer(wanted: inputs.SearchPaymentCustomerInput | None) -> CustomerMatch | None:
    if wanted is None or not has_value(wanted):
        return None
    path = (*INPUT, "customer")
    refuse_unsupported(path, fax=wanted.fax, website=wanted.website)
    return CustomerMatch(
        legacy_ids=legacy_ids(or_none(wanted.id), {IdKind.CUSTOMER}, (*path, "id")),
        texts=customer_texts(wanted, path, phone=wanted.phone, phone_path=(*path, "phone")),
    )


class CustomerTextsInput(Protocol):
    """What both inputs that look for customers have, under the same names."""

    first_name: inputs.SearchTextInput | None
    last_name: inputs.SearchTextInput | None
    company: inputs.SearchTextInput | None
    email: inputs.SearchTextInput | None


def customer_texts(
    wanted: CustomerTextsInput, path: Path, *, phone: inputs.SearchTextInput | None, phone_path: Path
) -> tuple[tuple[str, TextMatch], ...]:
    """The texts to look for in customers, by the column; `path` leads to the input. Raises Refused: SEARCH_INVALID."""
    texts = [
        ("first_name", text_match(or_none(wanted.first_name), (*path, "firstName"), fold=True)),
        ("last_name", text_match(or_none(wanted.last_name), (*path, "lastName"), fold=True)),
        ("company", text_match(or_none(wanted.company), (*path, "company"), fold=True)),
        ("email", text_match(or_none(wanted.email), (*path, "email"), fold=True)),
        ("phone_number", text_match(or_none(phone), phone_path)),
    ]
    return tuple((column, text) for column, text in texts if text is not None)


def _methods(search: inputs.SharedSearchInput) -> tuple[MethodMatch, ...]:
    wanted = or_none(search.payment_method)
    if wanted is None:
        return ()
    refuse_unsupported((*INPUT, "paymentMethod"), payment_method_id=wanted.payment_method_id)
    snapshot = or_none(wanted.payment_method_snapshot)
    if snapshot is None:
        return ()
    path = (*INPUT, "paymentMethod", "paymentMethodSnapshot")
    return (
        *_method_type(or_none(snapshot.type)),
        *_card(or_none(snapshot.credit_card_details), (*path, "creditCardDetails")),
        *_paypal(or_none(snapshot.pay_pal_details), (*path, "payPalDetails")),
    )


def _method_type(wanted: inputs.SearchPaymentMethodSnapshotTypeInput | None) -> tuple[MethodMatch, ...]:
    if wanted is None:
        return ()
    paypal = PaymentMethodSnapshotSearchType.PAYPAL
    exactly, among = or_none(wanted.is_), set(or_none(wanted.in_) or ())
    matches = [] if exactly is None else [MethodMatch(paypal=exactly is paypal)]
    if len(among) == 1:
        matches.append(MethodMatch(paypal=among == {paypal}))
    return tuple(matches)


def _card(wanted: inputs.SearchPaymentCreditCardDetailsInput | None, path: Path) -> tuple[MethodMatch, ...]:
    if wanted is None or not has_value(wanted):
        return ()
    number, brand = or_none(wanted.number), or_none(wanted.brand_code)
    texts = [("cardholder", text_match(or_none(wanted.cardholder_name), (*path, "cardholderName"), fold=True))]
    if number is not None and has_value(number):
        first, last = or_none(number.starts_with), or_none(number.ends_with)
        texts.append(("bin", TextMatch(starts=_digits(first, 6, (*path, "number", "startsWith")))))
        texts.append(("last4", TextMatch(ends=_digits(last, 4, (*path, "number", "endsWith")))))
    if brand is not None:
        texts.append(("brand", TextMatch(equals=or_none(brand.is_), one_of=_several(or_none(brand.in_)))))
    return (MethodMatch(paypal=False, texts=tuple((name, text) for name, text in texts if text is not None)),)


def _digits(text: str | None, known: int, path: Path) -> str | None:
    """The digits to compare. Raises Refused with SEARCH_INVALID: only the first six and last four digits are stored."""
    if not text:
        return None
    if re.fullmatch(rf"[0-9]{{1,{known}}}", text, re.ASCII) is None:
        raise _invalid(path, f"Send 1 to {known} digits: no more of a card number is known.")
    return text


def _paypal(wanted: inputs.SearchPaymentPayPalDetailsInput | None, path: Path) -> tuple[MethodMatch, ...]:
    if wanted is None or not has_value(wanted):
        return ()
    email = text_match(or_none(wanted.payer_email), (*path, "payerEmail"), fold=True)
    return (MethodMatch(paypal=True, texts=(("payer_email", email),) if email else ()),)


def _several(values: Sequence[Value] | None) -> tuple[Value, ...] | None:
    """The values; None for an empty list, which is no criterion."""
    return tuple(values) if values else None


def _invalid(path: Path, expected: str) -> Refused:
    return Refused(Problem(Condition.SEARCH_INVALID, path, {"expected": expected}))
