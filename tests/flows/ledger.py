"""What has to be true of every payment at every moment, by the gateway's journal and by what the service says.

The journal is the judge: what the service claims is held up to it, and nothing here looks into the service's tables.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate
from typing import Any

from tests.flows.histories import STORY
from tests.support import status_graph

DECIMALS = {"JPY": 0, "USD": 2, "KWD": 3}

PAYMENTS = f"""
query ($first: Int!) {{ transactions(input: {{}}, first: $first) {{ pageInfo {{ hasNextPage }} edges {{ node {{
  {STORY} status amount {{ value currencyCode }} refundedAmount {{ value }} refundableAmount {{ value }}
  retry {{ state }} refunds {{ status amount {{ value }} external {{ markedBy }} }}
}} }} }} }}"""

JOURNAL = """
SELECT j.key, j.kind, j.transaction, j.currency, j.amount, j.effect
FROM sandbox.journal j JOIN sandbox.payments p ON p.transaction = j.transaction
WHERE p.merchant = $1 ORDER BY j.seq
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """One effect of the gateway's, as its journal has it."""

    key: str
    kind: str
    amount: Decimal
    currency: str


@dataclass(slots=True)
class Books:
    """One merchant's payments by the gateway's journal: what was done to each, in order, and how often it was told."""

    sendings: int = 0
    effects: dict[str, list[Moved]] = field(default_factory=lambda: defaultdict(list))
    effects_by_key: Counter[str] = field(default_factory=Counter)

    @classmethod
    def read(cls, rows: list[Any]) -> "Books":
        books = cls(len(rows))
        for row in rows:
            if row["effect"]:
                amount = Decimal(row["amount"]).scaleb(-DECIMALS[row["currency"]])
                books.effects[row["transaction"]].append(Moved(row["key"], row["kind"], amount, row["currency"]))
                books.effects_by_key[row["key"]] += 1
        return books

    @property
    def number_of_effects(self) -> int:
        return self.effects_by_key.total()

    def given_back(self, transaction: str) -> list[Decimal]:
        """What had been given back of the transaction after each effect, in order; 0 before the first."""
        signs = {"refund": 1, "refund_void": -1}
        steps = [signs.get(moved.kind, 0) * moved.amount for moved in self.effects[transaction]]
        return list(accumulate(steps, initial=Decimal(0)))

    def taken(self, transaction: str) -> Decimal:
        return sum((moved.amount for moved in self.of(transaction, "charge", "capture")), Decimal(0))

    def declined_at_settlement(self, transaction: str) -> Decimal:
        """Refunds that settlement declined, which the service may not have heard of yet."""
        declined = [moved.amount for moved in self.of(transaction, "refund_void") if moved.key.endswith("/settlement")]
        return sum(declined, Decimal(0))

    def of(self, transaction: str, *kinds: str) -> list[Moved]:
        return [moved for moved in self.effects[transaction] if moved.kind in kinds]


def check_journal(books: Books) -> None:
    """What the gateway was made to do, whatever the service says of it."""
    assert max(books.effects_by_key.values(), default=0) <= 1, "a key has two effects"
    for transaction, effects in books.effects.items():
        given_back, taken = books.given_back(transaction), books.taken(transaction)
        assert max(given_back) <= taken, f"{transaction}: {max(given_back)} given back of {taken}"
        assert min(given_back) >= 0, f"{transaction}: more refunds voided than made"
        assert len(books.of(transaction, "charge", "capture")) <= 1, f"{transaction}: taken twice"
        assert len(books.of(transaction, "void")) <= 1, f"{transaction}: voided twice"
        both = books.of(transaction, "void") and books.of(transaction, "refund")
        assert not both, f"{transaction}: voided and refunded"
        assert len({moved.currency for moved in effects}) == 1, f"{transaction}: in two currencies"


def check_payment(payment: dict[str, Any], books: Books, *, marked: bool) -> None:
    """What the service says of one transaction and its refunds, held up to the journal.

    `marked` says that a void of it may stand on a person's word alone.
    """
    told, given_back = payment["id"], books.given_back(payment["legacyId"])[-1]
    amount, reserved = _value(payment["amount"]), _value(payment["refundedAmount"])
    _check_history("TRANSACTION", payment, external=marked)
    for refund in payment["refunds"]:
        _check_history("REFUND", refund, external=bool(refund["external"]))
    holding = [refund for refund in payment["refunds"] if refund["status"] in status_graph.RESERVING]
    assert reserved == _sum(holding), f"{told}: {reserved} reserved, but its refunds hold {_sum(holding)}"
    assert reserved <= amount, f"{told}: {reserved} reserved of {amount}"
    claimed = [refund for refund in holding if not refund["external"] and refund["status"] in status_graph.GIVEN_BACK]
    open_ones = [refund for refund in holding if refund["status"] == "AUTHORIZING"]
    least = _sum(claimed) - books.declined_at_settlement(payment["legacyId"])
    most = _sum(claimed) + _sum(open_ones)
    assert least <= given_back <= most, f"{told}: {given_back} given back, the service says {least} to {most}"
    _check_void(payment, books, marked=marked)
    taken = books.taken(payment["legacyId"])
    if payment["status"] in {"SUBMITTED_FOR_SETTLEMENT", "SETTLING", "SETTLED"}:
        assert taken == amount, f"{told}: {payment['status']} with {amount}, but {taken} was taken"


def _check_void(payment: dict[str, Any], books: Books, *, marked: bool) -> None:
    voided = bool(books.of(payment["legacyId"], "void"))
    if payment["status"] == "VOIDED":
        assert voided or marked, f"{payment['id']}: VOIDED, but its gateway has not voided it"
    elif voided:
        goes_on = (payment["retry"] or {}).get("state") in {"WAITING", "RUNNING"}
        assert goes_on, f"{payment['id']}: its gateway has voided it, and nobody is going to ask"


def _check_history(subject: str, value: dict[str, Any], *, external: bool) -> None:
    history = [event["status"] for event in reversed(value["statusHistory"])]
    unlawful = status_graph.unlawful_steps(subject, history, external=external)
    assert not unlawful, f"{value['id']}: went {unlawful}"
    present = history[-1] if history else "AUTHORIZING"
    assert value["status"] == present, f"{value['id']}: is {value['status']}, its history ends {present}"


def _sum(refunds: list[dict[str, Any]]) -> Decimal:
    return sum((_value(refund["amount"]) for refund in refunds), Decimal(0))


def _value(amount: dict[str, str]) -> Decimal:
    return Decimal(amount["value"])
