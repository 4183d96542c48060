"""The results of `refundry import orders`: totals for people, and a line for everything that is wrong."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.commands.orders.order_files import Entry, Unreadable
from app.commands.serving import Output
from app.domain.money import Money, parse_amount
from app.domain.orders.exports.cells import standing
from app.domain.orders.exports.reading import Brought, Spoiled
from app.domain.orders.recording import OrderTold
from app.domain.problems import Condition, Path, Problem, Refused, TooMuch
from app.domain.visible import visible
from app.flows.orders.record_order import Recorded
from app.schema.errors.messages import message_of

Read = Entry[OrderTold] | Brought
Line = Read | Spoiled | Unreadable | None


@dataclass(slots=True)
class Tally:
    """The totals of an import so far. `flush` writes the rejected lines to `rejects`, in their order.

    `counts` and `paid` are what imported orders have, by currency.
    """

    rejects: Output
    waiting: list[tuple[int, str]] = field(default_factory=list)
    last_line: int = 0
    new: int = 0
    completed: int = 0
    known: int = 0
    rejected: int = 0
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def __str__(self) -> str:
        return (
            f"{self.last_line:,} lines: {self.new:,} orders new, {self.completed:,} completed, "
            f"{self.known:,} known before, {self.rejected:,} not imported"
        )

    def content(self) -> Iterator[str]:
        """What new and completed orders have, a line for each currency."""
        for currency, counts in sorted(self.counts.items()):
            paid, refunded = Money(counts["paid"], currency), Money(counts["refunded"], currency)
            before = f", of which {refunded} was refunded before" if refunded else ""
            yield (
                f"{currency}: {counts['orders']:,} orders with {counts['line items']:,} line items, "
                f"{counts['adjustments']:,} adjustments and {counts['payments']:,} payments of {paid}{before}"
            )

    def take(self, entry: Read, outcome: Recorded | Refused | TooMuch) -> None:
        """Adds the result of one order that was read."""
        self.last_line = max(self.last_line, entry.last)
        match outcome:
            case Recorded(new=True):
                self.new += 1
                self._count(entry.told)
            case Recorded(completed=True):
                self.completed += 1
                self._count(entry.told)
            case Recorded():
                self.known += 1
            case TooMuch():
                told = f"{outcome.what}: {outcome.asked} given, at most {outcome.allowed} allowed."
                self._tell(entry.first, entry.last, entry.first, told)
                self.rejected += 1
            case Refused():
                for problem in outcome.problems:
                    line, name = _place(entry, problem.path)
                    self._tell(entry.first, entry.last, line, f"{name}: {_reason(entry, problem)}")
                self.rejected += 1

    def take_unreadable(self, lines: Unreadable | Spoiled) -> None:
        """Adds lines that can't be read, with all that is wrong with them."""
        self.last_line = max(self.last_line, lines.last)
        wrongs = (
            [(lines.line, lines.reason)]
            if isinstance(lines, Unreadable)
            else [(wrong.line, str(wrong)) for wrong in lines.wrongs]
        )
        for line, reason in wrongs:
            self._tell(lines.first, lines.last, line, reason)
        self.rejected += 1

    def _count(self, told: OrderTold) -> None:
        counts, currency = self.counts[told.currency], told.currency
        counts["orders"] += 1
        counts["line items"] += len(told.line_items)
        counts["adjustments"] += len(told.adjustments)
        counts["payments"] += len(told.transactions)
        for payment in told.transactions:
            counts["paid"] += parse_amount(payment.amount, currency, ()).minor
            if payment.refunded_amount is not None:
                counts["refunded"] += parse_amount(payment.refunded_amount, currency, (), zero_allowed=True).minor

    def _tell(self, first: int, last: int, line: int, reason: str) -> None:
        beside = f" (lines {first} to {last} are not imported)" if last > first else ""
        self.waiting.append((line, f"line {line}{beside}: {visible(reason)}\n"))

    def flush(self, up_to: int | None = None) -> None:
        """Writes what is wrong with the lines up to that one, or with all lines."""
        self.waiting.sort(key=lambda told: told[0])
        now = [text for line, text in self.waiting if up_to is None or line <= up_to]
        del self.waiting[: len(now)]
        if now:
            self.rejects.write("".join(now))


def _reason(entry: Read, problem: Problem) -> str:
    """The message of a problem; of an account that nobody named, what is missing is one in the order's currency."""
    if problem.condition is not Condition.MERCHANT_ACCOUNT_INVALID or problem.path[1] != "transactions":
        return message_of(problem)
    if entry.told.transactions[int(problem.path[2])].account is not None:
        return message_of(problem)
    return f"The merchant has no account in {entry.told.currency}. Add one, or leave such orders out."


def _place(entry: Read, path: Path) -> tuple[int, str]:
    """The line that belongs to a path of the API's input, and the column's name with what stands there."""
    if isinstance(entry, Entry):
        return entry.place(path)
    line, column, text = entry.place(path)
    return line, column if text is None else f"{column}: {standing(text)}"
