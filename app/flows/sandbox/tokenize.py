"""Make a payment method for one use of a test card's number (Braintree's `tokenizeCreditCard`).

For merchants of real gateways a number is refused before anything is done with it: whoever takes numbers of real cards
has to be audited for that (PCI DSS), and this service is not made for it. In the sandbox only Braintree's test numbers
are taken, and of these the first six and the last four digits are kept.
"""

from dataclasses import dataclass, field, replace

from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Findings, Path, Problem, Refused
from app.domain.reversals.card_numbers import is_card_number
from app.domain.reversals.vault import KeptMethod, Usage
from app.domain.texts import LONGEST_ORDER_ID, check_text
from app.flows.sandbox.methods import require_sandbox
from app.flows.service import Service
from app.gateways.base import PaymentMethodDetails
from app.gateways.sandbox.card_numbers import behaves_as, card_of
from app.store.reversals import payment_methods

CARD: Path = ("input", "creditCard")
NUMBER: Path = (*CARD, "number")
MONTH: Path = (*CARD, "expirationMonth")
YEAR: Path = (*CARD, "expirationYear")
NAME: Path = (*CARD, "cardholderName")


@dataclass(frozen=True, slots=True)
class CardAsk:
    """A card. Its number shows in no log and in no traceback; a security code does not come this far."""

    number: str | None = field(default=None, repr=False)
    expiration_month: str | None = None
    expiration_year: str | None = None
    cardholder: str | None = field(default=None, repr=False)


async def tokenize_credit_card(service: Service, actor: Actor, ask: CardAsk) -> KeptMethod:
    """The card as a payment method for one use, within three hours. Raises Refused, NotAllowed."""
    actor.require(Right.CHARGE)
    await require_sandbox(service, actor, CARD)
    details = _checked(ask)
    brand = details.method.brand
    assert brand is not None, "a card has a brand"
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, CARD) as work:
        return await payment_methods.add(
            work.session, work.merchant.id, details.method, behaves_as(brand), Usage.SINGLE_USE, work.now
        )


def _checked(ask: CardAsk) -> PaymentMethodDetails:
    """The card of the number, with what else was sent of it. Raises Refused with all that is wrong."""
    findings = Findings()
    with findings:
        details = _of_number(ask.number)
    with findings:
        month = _digits(ask.expiration_month, MONTH, 1, 12, Condition.EXPIRATION_MONTH_INVALID)
    with findings:
        year = _digits(ask.expiration_year, YEAR, 1975, 2200, Condition.EXPIRATION_YEAR_INVALID)
    with findings:
        name = check_text(ask.cardholder or "", NAME, LONGEST_ORDER_ID) or None
    findings.refuse()
    method = replace(details.method, expiration_month=month, expiration_year=year, cardholder=name)
    return replace(details, method=method)


def _of_number(number: str | None) -> PaymentMethodDetails:
    if not number:
        raise Refused(Problem(Condition.CARD_NUMBER_REQUIRED, NUMBER))
    digits = number.replace(" ", "").replace("-", "")
    if not is_card_number(digits):
        raise Refused(Problem(Condition.CARD_NUMBER_INVALID, NUMBER))
    found = card_of(digits)
    if found is None:
        raise Refused(Problem(Condition.CARD_NUMBER_NOT_FOR_TESTS, NUMBER))
    return found


def _digits(text: str | None, path: Path, least: int, most: int, condition: Condition) -> str:
    """The number in the form that cards have it: 5 is 05, and 30 is the year 2030."""
    value = int(text) if text and text.isascii() and text.isdigit() and len(text) <= 4 else -1
    if most > 100 and 0 <= value < 100:
        value += 2000
    if not least <= value <= most:
        raise Refused(Problem(condition, path))
    return f"{value:02d}"
