"""The results of `refundry refund-orders`: a JSON object for each order, and totals for people."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError

from app.commands.orders.order_files import Entry, Unreadable
from app.domain.ids import IdKind, global_id
from app.domain.orders.results import UNDER_WAY, PaymentResult, Result
from app.domain.problems import Refused
from app.domain.reversals.rules import ReversalAction
from app.flows.orders.refund_many import word_of
from app.flows.orders.refund_outcome import Forecast, OrderRefundOutcome
from app.flows.orders.refund_run import RefundTold, Run
from app.schema.errors.messages import message_of
from app.schema.errors.problems import Stage, errors_of

DONE = frozenset({Result.REFUNDED, Result.CANCELLED})

IN_WORDS = {each: each.lower().replace("_", " ") for each in Result}


@dataclass(slots=True)
class Tally:
    """The totals of a run so far: its last line, orders by result, and orders that were done `before` this start.

    Of a dry run it has a `forecast`.
    """

    forecast: Forecast | None = None
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

    def summary(self) -> Iterator[str]:
        """What a dry run comes to: the sums by currency, what stands in the way, and ids that are unknown."""
        forecast = self.forecast
        if forecast is None:
            return
        yield "Dry run: nothing is refunded."
        for currency, orders in sorted(forecast.orders.items()):
            refunds, voids = (forecast.sum_of(currency, each) for each in (ReversalAction.REFUND, ReversalAction.VOID))
            told = f"{refunds + voids} of {orders:,} orders would go back"
            yield f"{currency}: {told}, {refunds} by refunds and {voids} by voids"
        for problem, times in forecast.obstacles:
            yield f"In the way, {times:,} times: {message_of(problem)}"
        if forecast.unknown_orders:
            more = forecast.unknown_orders - len(forecast.unknown)
            beyond = f" and {more:,} more" if more else ""
            yield f"Unknown order ids, {forecast.unknown_orders:,}: {', '.join(sorted(forecast.unknown))}{beyond}"

    @property
    def all_refunded(self) -> bool:
        return self.results.keys() <= DONE

    @property
    def nothing_to_correct(self) -> bool:
        """Whether every order is refunded or cancelled, or waits in the queue or for approval."""
        return self.results.keys() <= DONE | UNDER_WAY


def line_of(entry: Entry[RefundTold], run: Run, outcome: OrderRefundOutcome | Exception) -> dict[str, Any]:
    """The result of the entry's order, as a JSON object. Its amounts are those of this request alone."""
    key = run.key(entry.told)
    asked: dict[str, Any] = {
        "line": entry.first,
        "lines": [entry.first, entry.last],
        "orderId": entry.told.order_id,
        "apiRequestKey": key,
    }
    if run.dry_run:
        asked["dryRun"] = True
    if isinstance(outcome, Exception):
        return {**asked, "result": word_of(run, entry.told, outcome), "problems": _problems(outcome, key, entry)}
    order = outcome.order
    return {
        **asked,
        "result": word_of(run, entry.told, outcome),
        "before": outcome.before,
        "currencyCode": order.currency,
        "refunded": str(order.sum_of(Result.REFUNDED)),
        "underWay": str(order.sum_of(*UNDER_WAY)),
        "leftOfOrder": str(order.left),
        "orderStatus": order.status,
        "payments": [_payment(payment, key) for payment in order.payments],
        **({"problems": _problems(Refused(*outcome.blockers), key, entry)} if outcome.blockers else {}),
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
