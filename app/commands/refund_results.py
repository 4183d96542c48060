"""The results of `refundry refund-orders`: a JSON object for each order, and totals for people."""

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
    """The totals of a run so far: its last line, orders by result, and orders that were done `before` this start."""

    last_line: int = 0
    results: Counter[Result] = field(default_factory=Counter)
    before: int = 0

    def __str__(self) -> str:
        counts = [f"{self.results[each]:,} {IN_WORDS[each]}" for each in Result if self.results[each]]
        known = f"; {self.before:,} known before" if self.before else ""
        return f"{self.last_line:,} lines: {', '.join(counts) or 'no orders'}{known}"

    def take(self, line: dict[str, Any]) -> None:
        """Adds one line, as `line_of` or `line_of_unreadable` made it."""
        self.last_line = max(self.last_line, *line["lines"])
        self.results[line["result"]] += 1
        self.before += line.get("before", False)

    @property
    def all_refunded(self) -> bool:
        return self.results.keys() <= {Result.REFUNDED}

    @property
    def nothing_to_correct(self) -> bool:
        """Whether every order is refunded, or waits in the queue or for approval."""
        return self.results.keys() <= {Result.REFUNDED, *UNDER_WAY}


def line_of(entry: Entry[RefundTold], run: Run, outcome: OrderRefundOutcome | Exception) -> dict[str, Any]:
    """The result of the entry's order, as a JSON object. Its amounts are those of this request alone."""
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
        "refunded": str(order.sum_of(Result.REFUNDED)),
        "underWay": str(order.sum_of(*UNDER_WAY)),
        "leftOfOrder": str(order.left),
        "orderStatus": order.status,
        "payments": [_payment(payment, key) for payment in order.payments],
    }


def line_of_unreadable(lines: Unreadable) -> dict[str, Any]:
    """The result of lines that can't be read. `lines` are the first and the last of them, `line` has the error."""
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
    # The database is away, or the service has a defect. The next start finds by the key what was done.
    return Result.NOT_KNOWN


def _problems(error: Exception, key: str, entry: Entry[RefundTold] | None = None) -> list[dict[str, Any]]:
    """The error's problems as the API describes them, with their place in the file. Defects are logged by key."""
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
