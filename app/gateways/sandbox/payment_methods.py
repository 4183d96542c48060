"""The sandbox's payment method ids: Braintree's single-use test ids, which can be used any number of times here.

Two are ours: a sale on fake-unanswered-nonce never gets an answer, one on fake-no-refunds-nonce can't be refunded.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from app.domain.reversals.answers import RejectionReason
from app.domain.reversals.payments import PaymentMethod
from app.gateways.base import Declined, NotKnown, PaymentMethodDetails
from app.gateways.sandbox.responses import processor_declined, rejected

_WEEK = timedelta(days=7)
_AUTHORIZATION_LASTS = {"MASTERCARD": timedelta(days=30), "VISA": _WEEK, "AMERICAN_EXPRESS": _WEEK}
"""BRAINTREE.md 4 names no other brands. The sandbox gives other brands a week too."""
_PAYPAL_LASTS = timedelta(days=29)


@dataclass(frozen=True, slots=True)
class SandboxMethod:
    """A payment method of the sandbox, and the answer of every sale on it, if it has a fixed one."""

    details: PaymentMethodDetails
    always: Declined | NotKnown | None = None


def _card(brand: str, first_six: str, last_four: str, *, consumed: bool = False) -> PaymentMethodDetails:
    method = PaymentMethod(
        brand=brand, bin=first_six, last4=last_four, expiration_month="12", expiration_year="2030", cardholder=None
    )
    return PaymentMethodDetails(method, _AUTHORIZATION_LASTS.get(brand, _WEEK), consumed)


_VISA = _card("VISA", "401288", "1881")
_MASTERCARD = _card("MASTERCARD", "555555", "4444")
_AMERICAN_EXPRESS = _card("AMERICAN_EXPRESS", "378282", "0005")
_DISCOVER = _card("DISCOVER", "601111", "1117")
_JCB = _card("JCB", "353011", "0000")
_DINERS = _card("DINERS", "386255", "7404")
_MAESTRO = _card("INTERNATIONAL_MAESTRO", "630490", "0000")
_NO_REFUNDS = PaymentMethodDetails(replace(_VISA.method, refundable=False), _WEEK)
_PAYPAL = PaymentMethodDetails(PaymentMethod(payer_email="payer@example.com"), _PAYPAL_LASTS)

_METHODS = {
    "fake-valid-nonce": SandboxMethod(_VISA),
    "fake-valid-visa-nonce": SandboxMethod(_VISA),
    "fake-valid-mastercard-nonce": SandboxMethod(_MASTERCARD),
    "fake-valid-amex-nonce": SandboxMethod(_AMERICAN_EXPRESS),
    "fake-valid-discover-nonce": SandboxMethod(_DISCOVER),
    "fake-valid-jcb-nonce": SandboxMethod(_JCB),
    "fake-valid-dinersclub-nonce": SandboxMethod(_DINERS),
    "fake-valid-maestro-nonce": SandboxMethod(_MAESTRO),
    "fake-paypal-one-time-nonce": SandboxMethod(_PAYPAL),
    "fake-paypal-billing-agreement-nonce": SandboxMethod(_PAYPAL),
    "fake-processor-declined-visa-nonce": SandboxMethod(_VISA, processor_declined(2000)),
    "fake-processor-declined-mastercard-nonce": SandboxMethod(_MASTERCARD, processor_declined(2000)),
    "fake-processor-declined-amex-nonce": SandboxMethod(_AMERICAN_EXPRESS, processor_declined(2000)),
    "fake-processor-declined-discover-nonce": SandboxMethod(_DISCOVER, processor_declined(2000)),
    "fake-gateway-rejected-fraud-nonce": SandboxMethod(_VISA, rejected("Fraud suspected", RejectionReason.FRAUD)),
    "fake-unanswered-nonce": SandboxMethod(_VISA, NotKnown("The sandbox gateway gave no answer.")),
    "fake-no-refunds-nonce": SandboxMethod(_NO_REFUNDS),
    "fake-consumed-nonce": SandboxMethod(_card("VISA", "401288", "1881", consumed=True)),
}


def known_method(payment_method: str) -> SandboxMethod | None:
    """The payment method of an id. None if the sandbox does not know it."""
    return _METHODS.get(payment_method)
