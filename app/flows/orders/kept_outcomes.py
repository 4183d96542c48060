"""What became of an order of a run, in the form in which it is kept: what a reader needs to say it in words later."""

from collections.abc import Mapping
from typing import Any

import msgspec

from app.domain.problems import NotAllowed, Problem, RefundryError, Refused, TooMuch, Unavailable
from app.flows.orders.refund_outcome import OrderRefundOutcome


def kept_outcome(outcome: OrderRefundOutcome | Exception) -> dict[str, Any]:
    """Plain values for JSON. Of an unexpected error only that there was one is kept."""
    match outcome:
        case OrderRefundOutcome():
            kept: dict[str, Any] = {"done": msgspec.to_builtins(outcome)}
        case Refused(problems=problems):
            kept = {"refused": msgspec.to_builtins(problems)}
        case NotAllowed(needed=needed, person=person):
            kept = {"not_allowed": [str(each) for each in needed], "person": person}
        case TooMuch(what=what, asked=asked, allowed=allowed):
            kept = {"too_much": [what, asked, allowed]}
        case _:
            kept = {}
    return kept


def outcome_from(kept: Mapping[str, Any]) -> OrderRefundOutcome | RefundryError:
    """What `kept_outcome` was given; Unavailable for an unexpected error. Raises msgspec.ValidationError."""
    match kept:
        case {"done": done}:
            return msgspec.convert(done, OrderRefundOutcome)
        case {"refused": problems}:
            return Refused(*msgspec.convert(problems, tuple[Problem, ...]))
        case {"not_allowed": needed, "person": person}:
            return NotAllowed(*needed, person=person)
        case {"too_much": [what, asked, allowed]}:
            return TooMuch(what, asked, allowed)
    return Unavailable("it is not known what became of the order")
