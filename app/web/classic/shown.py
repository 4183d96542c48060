"""The form that a classic answer gives a payment: a sale, or as a credit a refund."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.ids import IdKind, global_id, is_credit
from app.domain.reversals.answers import AnswerFact
from app.domain.reversals.payments import PaymentMethod, Refund, Transaction
from app.domain.reversals.states import PaymentSource, PaymentStatus
from app.store.search.reading import Customer, StatusEvent
from app.web.classic.xml import Items, Value

S = PaymentStatus

ADDRESS_LINES = (
    *("first_name", "last_name", "company", "street_address", "extended_address", "locality", "region", "postal_code"),
)
CUSTOMER = ("id", "first_name", "last_name", "company", "email", "website", "phone", "fax")
LINE_ITEM = (
    *("name", "kind", "quantity", "unit_amount", "total_amount", "unit_tax_amount", "tax_amount", "discount_amount"),
    *("unit_of_measure", "product_code", "commodity_code", "description", "url", "image_url", "upc_code", "upc_type"),
)

CARD_TYPES = {
    "AMERICAN_EXPRESS": "American Express",
    "DINERS": "Diners Club",
    "DISCOVER": "Discover",
    "ELO": "Elo",
    "HIPER": "Hiper",
    "HIPERCARD": "Hipercard",
    "INTERNATIONAL_MAESTRO": "Maestro",
    "JCB": "JCB",
    "MASTERCARD": "MasterCard",
    "SOLO": "Solo",
    "SWITCH": "Switch",
    "UK_MAESTRO": "UK Maestro",
    "UNION_PAY": "UnionPay",
    "VISA": "Visa",
}
"""What classic answers call a brand."""

RECURRING = frozenset({"recurring", "recurring_first"})
"""The sources of a sale that are of a subscription."""

UNKNOWN_OF_CARD = (
    *("prepaid", "prepaid_reloadable", "healthcare", "debit", "durbin_regulated", "commercial", "payroll"),
    *("business", "consumer", "corporate", "purchase", "issuing_bank", "country_of_issuance", "product_id"),
)

DECLINED = frozenset({S.PROCESSOR_DECLINED, S.GATEWAY_REJECTED, S.FAILED, S.SETTLEMENT_DECLINED})
"""A payment that a call has made, or captured, and that ends here: the SDKs get it as an error."""

_AT_SETTLEMENT = frozenset({S.SETTLEMENT_PENDING, S.SETTLED, S.SETTLEMENT_DECLINED})
_NO_CHECK = "I"
"""Braintree's code for what a bank could not check, since it was not sent."""
_NOT_CHECKED = "A"
"""Its code for what is never checked: a refund."""
_SOURCES = {PaymentSource.UNKNOWN: ""}


@dataclass(frozen=True, slots=True)
class Seen:
    """A payment with what its form needs. `paid` is the transaction itself, or the one that a refund gives back;
    `refunds` are the legacy ids of its refunds, oldest first; `history` has the latest event first.
    """

    payment: Transaction | Refund
    paid: Transaction
    history: Sequence[StatusEvent]
    details: Mapping[str, Any]
    customer: Customer | None = None
    refunds: Sequence[str] = ()
    status: PaymentStatus | None = None
    """What is shown instead of the status that it has; None for that."""
    parts: Sequence[str] = ()
    """The legacy ids of an authorization's partial captures, oldest first."""
    authorization: str | None = None
    """The legacy id of the authorization that a partial capture is of."""
    token: str | None = None
    """The payment method in the vault that the payment was made with; None for one that was not kept."""

    @property
    def refund(self) -> Refund | None:
        return self.payment if isinstance(self.payment, Refund) else None

    @property
    def shown_status(self) -> PaymentStatus:
        return self.status or self.payment.status


@dataclass(frozen=True, slots=True)
class Response:
    """What the processor said: to the authorization, or at settlement."""

    code: str
    text: str
    soft: bool | None
    declined: bool
    more: Mapping[str, str]

    @classmethod
    def of(cls, history: Sequence[StatusEvent], *, at_settlement: bool) -> "Response | None":
        """The latest one of that kind in a history; None if there is none."""
        for event in history:
            if event.response_code is not None and (event.status in _AT_SETTLEMENT) is at_settlement:
                declined = event.status in DECLINED
                more = event.response_more
                return cls(event.response_code, event.response_message or "", event.soft_decline, declined, more)
        return None

    @property
    def kind(self) -> str:
        if not self.declined:
            return "approved"
        return "soft_declined" if self.soft is not False else "hard_declined"

    @property
    def rejection(self) -> str | None:
        """By which of its rules the gateway rejected the payment."""
        reason = self.more.get(AnswerFact.REJECTION)
        return None if reason is None else reason.lower()


def message_of_decline(seen: Seen) -> str:
    """What an answer says of a payment that was declined."""
    status = seen.payment.status
    found = Response.of(seen.history, at_settlement=status is S.SETTLEMENT_DECLINED)
    if status is S.SETTLEMENT_DECLINED or found is None:
        return status.replace("_", " ").title() if found is None else found.text
    if status is S.GATEWAY_REJECTED and found.rejection is not None:
        return f"Gateway Rejected: {found.rejection}"
    return found.text


def shown(seen: Seen) -> dict[str, Value]:
    """The payment's form."""
    payment, refund, details = seen.payment, seen.refund, seen.details
    shipping, tax = details.get("shipping") or {}, details.get("tax") or {}
    kind = IdKind.TRANSACTION if refund is None else IdKind.REFUND
    form: dict[str, Value] = {
        "id": payment.legacy_id,
        "status": seen.shown_status.lower(),
        "type": "sale" if refund is None else "credit",
        "currency_iso_code": payment.amount.currency,
        "amount": str(payment.amount),
        "merchant_account_id": payment.account.public_id,
        **_nothing("sub_merchant_account_id", "master_merchant_account_id"),
        "order_id": payment.order_id,
        "created_at": payment.created_at,
        "updated_at": seen.history[0].at if seen.history else payment.created_at,
        "customer": _customer(seen),
        "billing": _address(details.get("billing_address")),
        **_related(seen),
        "settlement_batch_id": None,
        "shipping": _address(shipping.get("shipping_address")),
        "custom_fields": _custom_fields(details),
        **_responses(seen),
        "purchase_order_number": details.get("purchase_order_number"),
        "tax_amount": tax.get("tax_amount"),
        "tax_exempt": bool(tax.get("tax_exempt")),
        **_method(seen.paid.method, seen.token),
        "status_history": Items([_event(event) for event in reversed(seen.history)], "status_event"),
        **_nothing("plan_id", "subscription_id"),
        "subscription": _nothing("billing_period_end_date", "billing_period_start_date"),
        "add_ons": Items([]),
        "discounts": Items([]),
        "descriptor": _named(details.get("descriptor"), ("name", "phone", "url")),
        "recurring": details.get("transaction_source") in RECURRING if refund is None else None,
        "channel": details.get("channel"),
        **_nothing("service_fee_amount", "escrow_status"),
        "disbursement_details": _DISBURSEMENT,
        "disputes": Items([]),
        "authorization_adjustments": Items([]),
        "payment_instrument_type": _instrument(seen.paid.method),
        "three_d_secure_info": None,
        "ships_from_postal_code": shipping.get("ships_from_postal_code"),
        "shipping_amount": shipping.get("shipping_amount"),
        "shipping_tax_amount": shipping.get("shipping_tax_amount"),
        "discount_amount": details.get("discount_amount"),
        "surcharge_amount": details.get("surcharge_amount"),
        **_nothing("network_transaction_id", "acquirer_reference_number", "retrieval_reference_number"),
        **_nothing("merchant_advice_code", "debit_network", "ach_return_code"),
        "processed_with_network_token": False,
        "retried": False,
        "authorization_expires_at": None if refund is not None else seen.paid.authorization_expires_at,
        "global_id": global_id(kind, payment.legacy_id),
    }
    return form


def line_item(item: Mapping[str, Any]) -> dict[str, Value]:
    """A line item as it was sent, by either of the APIs."""
    upc = item.get("upc") or {}
    form = {**_named(item, LINE_ITEM), "kind": str(item["kind"]).lower(), "upc_code": upc.get("upc_code")}
    return {**form, "upc_type": str(upc["upc_type"]).replace("_", "-") if upc.get("upc_type") else None}


def _related(seen: Seen) -> dict[str, Value]:
    refund, refunds = seen.refund, list(seen.refunds)
    refunded = None if refund is None or is_credit(seen.paid.legacy_id) else seen.paid.legacy_id
    return {
        "refund_id": refunds[-1] if refunds else None,
        "refund_ids": Items([*refunds]),
        "refunded_transaction_id": refunded,
        "partial_settlement_transaction_ids": Items([*seen.parts]),
        "authorized_transaction_id": seen.authorization,
        "refund_global_ids": Items([global_id(IdKind.REFUND, each) for each in refunds]),
        "partial_settlement_transaction_global_ids": Items([_transaction_id(each) for each in seen.parts]),
        "refunded_transaction_global_id": None if refunded is None else _transaction_id(refunded),
        "authorized_transaction_global_id": None if seen.authorization is None else _transaction_id(seen.authorization),
    }


def _transaction_id(legacy_id: str) -> str:
    return global_id(IdKind.TRANSACTION, legacy_id)


def _responses(seen: Seen) -> dict[str, Value]:
    answer = Response.of(seen.history, at_settlement=False)
    settlement = Response.of(seen.history, at_settlement=True)
    checked = _NO_CHECK if seen.refund is None else _NOT_CHECKED
    rejected = seen.payment.status is S.GATEWAY_REJECTED and answer is not None
    processor = None if rejected else answer
    return {
        "avs_error_response_code": None,
        "avs_postal_code_response_code": checked,
        "avs_street_address_response_code": checked,
        "cvv_response_code": checked,
        "gateway_rejection_reason": None if answer is None else answer.rejection,
        "processor_authorization_code": None,
        "processor_response_code": "" if processor is None else processor.code,
        "processor_response_text": "" if processor is None else processor.text,
        "additional_processor_response": None if processor is None else processor.more.get(AnswerFact.ADDITIONAL),
        "processor_response_type": None if processor is None else processor.kind,
        "voice_referral_number": None,
        "processor_settlement_response_code": "" if settlement is None else settlement.code,
        "processor_settlement_response_text": "" if settlement is None else settlement.text,
        "network_response_code": None if answer is None else answer.more.get(AnswerFact.NETWORK_CODE),
        "network_response_text": None if answer is None else answer.more.get(AnswerFact.NETWORK_MESSAGE),
    }


def _customer(seen: Seen) -> dict[str, Value]:
    """Who paid: as sent with the payment, and for the rest as kept of the customer."""
    found = seen.customer
    kept: dict[str, Value] = {}
    if found is not None:
        kept = {
            "id": found.legacy_id,
            "first_name": found.first_name,
            "last_name": found.last_name,
            "company": found.company,
            "email": found.email,
            "phone": found.phone_number,
        }
    sent = seen.details.get("customer") or {}
    return {name: sent.get(name) or kept.get(name) for name in CUSTOMER}


def _instrument(method: PaymentMethod) -> str:
    """What a payment was made with, in Braintree's word."""
    if method.paypal:
        return "paypal_account"
    if method.venmo_username is not None:
        return "venmo_account"
    if method.bank_name is not None:
        return "us_bank_account"
    return WALLETS.get(method.origin or "", "credit_card")


WALLETS = {
    "APPLE_PAY": "apple_pay_card",
    "GOOGLE_PAY": "android_pay_card",
    "MASTERPASS": "masterpass_card",
    "SAMSUNG_PAY": "samsung_pay_card",
    "VISA_CHECKOUT": "visa_checkout_card",
}
"""The cards that come from these, as classic answers call them."""


def _method(method: PaymentMethod, token: str | None) -> dict[str, Value]:
    """The card, whose fields are all null for what is no card; and the account or the wallet's card, if it is one."""
    card = method.brand is not None
    form: dict[str, Value] = {
        "credit_card": {
            "token": token if card else None,
            "bin": method.bin,
            "last_4": method.last4,
            "card_type": CARD_TYPES.get(method.brand or "", "Unknown") if card else None,
            "expiration_month": method.expiration_month,
            "expiration_year": method.expiration_year,
            "customer_location": None,
            "cardholder_name": method.cardholder,
            "image_url": None,
            **(dict.fromkeys(UNKNOWN_OF_CARD, "Unknown") if card else {}),
            **_nothing("global_id", "account_type", "unique_number_identifier"),
            "venmo_sdk": False,
        }
    }
    if method.paypal:
        form["paypal"] = {"token": token, "payer_email": method.payer_email, **_nothing(*_UNKNOWN_OF_PAYPAL)}
    elif method.venmo_username is not None:
        form["venmo_account"] = {"token": token, "username": method.venmo_username, **_nothing("venmo_user_id")}
    return form


_UNKNOWN_OF_PAYPAL = (
    *("payment_id", "authorization_id", "image_url", "debug_id", "payee_id", "payee_email", "custom_field"),
    *("payer_id", "payer_first_name", "payer_last_name", "payer_status", "seller_protection_status", "capture_id"),
    *("refund_id", "transaction_fee_amount", "transaction_fee_currency_iso_code", "description"),
)


def _event(event: StatusEvent) -> dict[str, Value]:
    return {
        "timestamp": event.at,
        "status": event.status.lower(),
        "amount": str(event.amount),
        "user": event.user_name,
        "transaction_source": _SOURCES.get(event.source, event.source.lower()),
    }


def _custom_fields(details: Mapping[str, Any]) -> dict[str, Value]:
    """By name. GraphQL takes names that begin with a digit or an underscore, which no element's can."""
    named = {each["name"]: each.get("value") for each in details.get("custom_fields", ())}
    return {name if name[:1].isalpha() else f"field_{name}": value for name, value in named.items()}


def _address(sent: Mapping[str, Any] | None) -> dict[str, Value]:
    """An address as it was sent, by either of the APIs; each of its lines has two names in GraphQL."""
    kept = sent or {}
    other = {new: kept.get(old) for old, new in _OTHER_NAMES.items()}
    lines = {name: kept.get(name) or other.get(name) for name in ADDRESS_LINES}
    country = kept.get("country_code")
    return {
        "id": None,
        **lines,
        "country_name": None,
        "country_code_alpha2": country if country and len(country) == 2 else None,
        "country_code_alpha3": country if country and len(country) == 3 else None,
        "country_code_numeric": None,
    }


_OTHER_NAMES = {
    "address_line1": "street_address",
    "address_line2": "extended_address",
    "admin_area2": "locality",
    "admin_area1": "region",
}


def _named(sent: Mapping[str, Any] | None, names: Sequence[str]) -> dict[str, Value]:
    return {name: (sent or {}).get(name) for name in names}


def _nothing(*names: str) -> dict[str, Value]:
    return dict.fromkeys(names)


_DISBURSEMENT: dict[str, Value] = _nothing(
    *("disbursement_date", "settlement_amount", "settlement_currency_iso_code", "settlement_currency_exchange_rate"),
    *("funds_held", "success"),
)
