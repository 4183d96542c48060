"""The nonces of Braintree's SDKs for tests, and what a sale on each of them comes to in the sandbox."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from app.domain.reversals.answers import RejectionReason
from app.domain.reversals.payments import PaymentMethod
from app.gateways.base import Declined, NotKnown, PaymentMethodDetails
from app.gateways.sandbox.responses import processor_declined, processor_failed, rejected

_WEEK = timedelta(days=7)
_AUTHORIZATION_LASTS = {"MASTERCARD": timedelta(days=30), "VISA": _WEEK, "AMERICAN_EXPRESS": _WEEK}
"""BRAINTREE.md 4 names no other brands. The sandbox gives other brands a week too."""
_PAYPAL_LASTS = timedelta(days=29)


@dataclass(frozen=True, slots=True)
class SandboxMethod:
    """A payment method of the sandbox, and the answer of every sale on it, if it has a fixed one."""

    details: PaymentMethodDetails
    always: Declined | NotKnown | None = None


NUMBERS = {
    "visa": ("VISA", "401288", "1881"),
    "mastercard": ("MASTERCARD", "555555", "4444"),
    "amex": ("AMERICAN_EXPRESS", "378282", "0005"),
    "discover": ("DISCOVER", "601111", "1117"),
    "jcb": ("JCB", "353011", "0000"),
    "dinersclub": ("DINERS", "386255", "7404"),
    "maestro": ("INTERNATIONAL_MAESTRO", "630490", "0000"),
}
"""Brand, first six and last four digits of each brand's test card."""

_WALLETS = {
    "android-pay": ("GOOGLE_PAY", ("visa", "mastercard", "amex", "discover")),
    "apple-pay": ("APPLE_PAY", ("visa", "mastercard", "amex")),
    "masterpass": ("MASTERPASS", ("visa", "mastercard", "amex", "discover")),
    "visa-checkout": ("VISA_CHECKOUT", ("visa", "mastercard", "amex", "discover")),
}
"""Where the cards of these nonces come from, and of which brands they are."""

_INDICATORS = (
    *("business", "commercial", "consumer", "corporate", "country-of-issuance-cad", "country-of-issuance-usa"),
    *("debit", "durbin-regulated", "healthcare", "issuing-bank-network-only", "no-indicators", "payroll", "prepaid"),
    *("prepaid-reloadable", "purchase", "unknown-indicators"),
)
_THREE_D_SECURE = (
    *("two-visa-error-on-lookup", "two-visa-successful-frictionless-authentication"),
    *("two-visa-successful-step-up-authentication", "two-visa-timeout-on-lookup"),
    *("visa-attempts-non-participating", "visa-authentication-unavailable", "visa-bypassed-authentication"),
    *("visa-failed-authentication", "visa-failed-signature", "visa-full-authentication", "visa-lookup-timeout"),
    *("visa-mpi-authenticate-error", "visa-mpi-lookup-error", "visa-not-enrolled", "visa-unavailable"),
)


def card(brand: str, first_six: str, last_four: str, origin: str | None = None) -> PaymentMethodDetails:
    """A card that is valid through 2030."""
    method = PaymentMethod(
        brand=brand, bin=first_six, last4=last_four, expiration_month="12", expiration_year="2030", origin=origin
    )
    return PaymentMethodDetails(method, _AUTHORIZATION_LASTS.get(brand, _WEEK))


VISA = card(*NUMBERS["visa"])
_PAYPAL = PaymentMethodDetails(PaymentMethod(payer_email="payer@example.com"), _PAYPAL_LASTS)
_VENMO = PaymentMethodDetails(PaymentMethod(venmo_username="venmojoe"), _WEEK)
_BANK = PaymentMethodDetails(PaymentMethod(bank_name="JPMORGAN CHASE", routing_number="021000021", last4="0000"), _WEEK)
_OTHER = PaymentMethodDetails(PaymentMethod(), _WEEK)
"""Neither a card nor an account that this service shows anything of: SEPA, and ways of paying of single countries."""


def _nonces() -> Iterator[tuple[str, SandboxMethod]]:
    yield "fake-valid-nonce", SandboxMethod(VISA)
    for name, number in NUMBERS.items():
        yield f"fake-valid-{name}-nonce", SandboxMethod(card(*number))
    for name in _INDICATORS:
        yield f"fake-valid-{name}-nonce", SandboxMethod(card("VISA", "411111", "1111"))
    for name in _THREE_D_SECURE:
        yield f"fake-three-d-secure-{name}-nonce", SandboxMethod(VISA)
    for name, (origin, brands) in _WALLETS.items():
        for brand in brands:
            yield f"fake-{name}-{brand}-nonce", SandboxMethod(card(*NUMBERS[brand], origin))
    yield "fake-android-pay-nonce", SandboxMethod(card(*NUMBERS["visa"], "GOOGLE_PAY"))
    yield "fake-apple-pay-mpan-nonce", SandboxMethod(card(*NUMBERS["visa"], "APPLE_PAY"))
    yield "fake-meta-checkout-card-nonce", SandboxMethod(card(*NUMBERS["visa"], "META_CHECKOUT"))
    yield "fake-meta-checkout-token-nonce", SandboxMethod(card(*NUMBERS["visa"], "META_CHECKOUT"))
    for name, brand in (("american_express", "amex"), ("mastercard", "mastercard"), ("visa", "visa")):
        yield f"tokensam_fake_{name}", SandboxMethod(card(*NUMBERS[brand], "SAMSUNG_PAY"))
    yield "tokensam_fake_discover", SandboxMethod(card(*NUMBERS["discover"], "SAMSUNG_PAY"))
    yield "fake-amex-express-checkout-nonce", SandboxMethod(card(*NUMBERS["amex"]))
    yield "fake-pinless-debit-visa-nonce", SandboxMethod(VISA)
    for name in ("billing-agreement", "future", "future-refresh-token", "one-time"):
        yield f"fake-paypal-{name}-nonce", SandboxMethod(_PAYPAL)
    yield "fake-venmo-account-nonce", SandboxMethod(_VENMO)
    yield "fake-us-bank-account-nonce", SandboxMethod(_BANK)
    for name in ("abstract-transactable", "europe-bank-account", "local-payment-method", "sepa-bank-account"):
        yield f"fake-{name}-nonce", SandboxMethod(_OTHER)
    yield "fake-sepa-direct-debit-nonce", SandboxMethod(_OTHER)
    yield from _that_fail()


def _that_fail() -> Iterator[tuple[str, SandboxMethod]]:
    for brand in ("visa", "mastercard", "amex", "discover"):
        declined = SandboxMethod(card(*NUMBERS[brand]), processor_declined(2000))
        yield f"fake-processor-declined-{brand}-nonce", declined
    yield "fake-processor-failure-jcb-nonce", SandboxMethod(card(*NUMBERS["jcb"]), processor_failed(3000))
    fraud = rejected("Fraud suspected", RejectionReason.FRAUD)
    yield "fake-gateway-rejected-fraud-nonce", SandboxMethod(VISA, fraud)
    risk = rejected("Risk above the threshold", RejectionReason.RISK_THRESHOLD)
    yield "fake-gateway-rejected-risk-thresholds-nonce", SandboxMethod(VISA, risk)
    no_token = rejected("No token could be made", RejectionReason.TOKEN_ISSUANCE)
    yield "fake-token-issuance-error-venmo-account-nonce", SandboxMethod(_VENMO, no_token)
    yield "fake-luhn-invalid-nonce", SandboxMethod(replace(VISA, invalid=True))
    yield "fake-consumed-nonce", SandboxMethod(replace(VISA, consumed=True))


NONCES = dict(_nonces())
