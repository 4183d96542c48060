"""What a classic call answers where it does not do what was asked: errors with Braintree's codes and texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.problems import Condition, Path, Problem
from app.schema.errors.messages import MESSAGES, message_of
from app.web.classic.bodies import Sent
from app.web.classic.xml import Items, Symbol, Value

BASE = "base"
"""The attribute of what is wrong with the payment itself."""

NEVER_REPEATED = frozenset({"number", "cvv"})
"""What an error does not repeat of a request."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong: its code and text, and the attribute, of the object that is `within` those named."""

    code: str
    message: str
    attribute: str = BASE
    within: tuple[str, ...] = ("transaction",)


class WrongFields(Exception):
    """The request can be mended: what is wrong with its fields, all at once. Nothing was changed."""

    def __init__(self, *wrong: Wrong) -> None:
        super().__init__(", ".join(each.code for each in wrong))
        self.wrong = wrong


_ATTRIBUTES: Mapping[str, str] = {
    "transactionId": BASE,
    "refundId": BASE,
    "paymentMethodId": "payment_method_nonce",
    "merchantAccountId": "merchant_account_id",
    "orderId": "order_id",
    "apiRequestKey": "api_request_key",
    "customerId": "customer_id",
    "phoneNumber": "phone",
}
"""What classic errors call the ends of the flows' paths; the others as they are."""

_OBJECTS = {"customerDetails": "customer"}
"""The same for the objects on the way."""

_CUSTOMER_UNKNOWN = Wrong("91510", "Customer ID is invalid.", "customer_id")


def wrong_of(problem: Problem) -> Wrong:
    """The error for what a flow found wrong. Conditions that Braintree has no code for have their own name as code."""
    attribute = _ATTRIBUTES.get(problem.path[-1], problem.path[-1])
    if problem.condition is Condition.OBJECT_NOT_FOUND and attribute == _CUSTOMER_UNKNOWN.attribute:
        return _CUSTOMER_UNKNOWN
    message = MESSAGES[problem.condition]
    inner = problem.path[2:-1] if problem.path[:2] == ("input", "transaction") else ()
    within = ("transaction", *(_OBJECTS.get(part, part) for part in inner))
    if message.legacy_code is None:
        return Wrong(problem.condition.value, message_of(problem), attribute, within)
    # Shops compare the text too: it is Braintree's alone, without our advice.
    return Wrong(message.legacy_code, message.statement, attribute, within)


def is_of(problem: Problem, *paths: Path) -> bool:
    """Whether a problem is that what the call's address names is not there."""
    return problem.condition is Condition.OBJECT_NOT_FOUND and problem.path in paths


def error_form(
    wrong: Iterable[Wrong], sent: Mapping[str, Sent], transaction: Mapping[str, Value] | None = None, message: str = ""
) -> dict[str, Value]:
    """The form of an error: what is wrong, nested as the fields are, what was sent, and a declined payment if any."""
    found = list(wrong)
    form: dict[str, Value] = {
        "errors": {"errors": Items([]), **_nested(found)},
        "params": _repeated(dict(sent)),
        "message": message or "\n".join(each.message for each in found),
    }
    if transaction is not None:
        form["transaction"] = transaction
    return form


def _nested(wrong: list[Wrong]) -> dict[str, Value]:
    tree: dict[str, Any] = {}
    for each in wrong:
        inside = tree
        for name in each.within:
            inside = inside.setdefault(name, {"errors": Items([], "error")})
        inside["errors"].append({"code": each.code, "attribute": Symbol(each.attribute), "message": each.message})
    return tree


def _repeated(value: Sent) -> Value:
    if isinstance(value, dict):
        return {name: _repeated(each) for name, each in value.items() if name not in NEVER_REPEATED}
    if isinstance(value, list):
        return Items([_repeated(each) for each in value])
    return None if value == "" else value
