"""What `refundry refund-orders` says of each order: an object of JSON for programs, and a tally for people."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError

from app.commands.order_files import Entry, Unreadable
from app.domain.ids import IdKind, global_id
from app.domain.orders.results import UNDER_WAY, PaymentResult, Result
from app.domain.problems import NotAllowed, Refused, TooMuch
from app.flows.orders.refund_many import PASSES, OrderRefundOutcome, RefundTold, Run
from app.schema.errors.problems import Stage, errors_of

IN_WORDS = {each: each.lower().replace("_", " ") for each in Result}


@dataclass(slots=True)
class Tally:
    """How far a run is: its last line, what became of how many orders, and how many were known `before`."""

    last_line: int = 0
    results: Counter[Result] = field(default_factory=Counter)
    before: int = 0

    def __str__(self) -> str:
        counts = [f"{self.results[each]:,} {IN_WORDS[each]}" for each in Result if self.results[each]]
        known = f"; {self.before:,} known before" if self.before else ""
        return f"{self.last_line:,} lines: {', '.join(counts) or 'no orders'}{known}"

    def take(self, line: dict[str, Any]) -> None:
        """One more line, as `line_of` or `line_of_unreadable` wrote it."""
        self.last_line = max(self.last_line, *line["lines"])
        self.results[line["result"]] += 1
        self.before += line.get("before", False)

    @property
    def all_given_back(self) -> bool:
        return self.results.keys() <= {Result.GIVEN_BACK}

    @property
    def nothing_to_mend(self) -> bool:
        """Whether all that is not given back goes on by itself, or waits for a person who hears of it."""
        return self.results.keys() <= {Result.GIVEN_BACK, *UNDER_WAY}


def line_of(entry: Entry[RefundTold], run: Run, outcome: OrderRefundOutcome | Exception) -> dict[str, Any]:
    """What became of the order that the entry is about, as JSON has it. Amounts are those of this request alone."""
    key = run.key(entry.told)
    asked = {
        "line": entry.first,
        "lines": [entry.first, entry.last],
        "orderId": entry.told.order_id,
        "apiRequestKey": key,
    }
    if isinstance(outcome, Exception):
        return {**asked, "result": _result_of(outcome), "problems": _problems(outcome, key, entry)}
    order = outcome.order
    return {
        **asked,
        "result": order.result(in_full=entry.told.in_full),
        "before": outcome.before,
        "currencyCode": order.currency,
        "givenBack": str(order.sum_of(Result.GIVEN_BACK)),
        "underWay": str(order.sum_of(*UNDER_WAY)),
        "leftOfOrder": str(order.left),
        "orderStatus": order.status,
        "payments": [_payment(payment, key) for payment in order.payments],
    }


def line_of_unreadable(lines: Unreadable) -> dict[str, Any]:
    """The same of lines that tell of no order; `line` is the one to blame, from the first to the last of `lines`."""
    told = {"line": lines.line, "lines": [lines.first, lines.last]}
    return {**told, "result": Result.UNREADABLE, "problems": [{"message": lines.reason}]}


def _payment(payment: PaymentResult, key: str) -> dict[str, Any]:
    return {
        "id": global_id(IdKind.TRANSACTION, payment.payment),
        "result": payment.result,
        "action": payment.action,
        "refundId": None if payment.refund is None else global_id(IdKind.REFUND, payment.refund),
        "status": payment.status,
        "amount": str(payment.amount),
        "outcome": payment.outcome,
        "problems": _problems(Refused(*payment.problems), key) if payment.problems else [],
    }


def _result_of(error: Exception) -> Result:
    match error:
        case Refused(problems=problems) if {each.condition for each in problems} <= PASSES:
            return Result.NOT_KNOWN
        case Refused() | NotAllowed() | TooMuch():
            return Result.REFUSED
    # The database is away, or the service has a defect: whatever was begun by then is found by its key.
    return Result.NOT_KNOWN


def _problems(error: Exception, key: str, entry: Entry[RefundTold] | None = None) -> list[dict[str, Any]]:
    """What is wrong, as the API says it, by its place in the file. What nobody foresaw is logged by the key."""
    problems = []
    for each in errors_of(GraphQLError(str(error), original_error=error), Stage.EXECUTION, key):
        extensions: Any = each["extensions"]
        problem = {"message": each["message"], "errorClass": extensions["errorClass"]}
        path = tuple(extensions.get("inputPath", ()))
        if entry is not None and path:
            problem["line"], problem["field"] = entry.place(path)
        named = {name: extensions[name] for name in ("condition", "legacyCode", "inputPath") if name in extensions}
        problems.append(problem | named)
    return problems
