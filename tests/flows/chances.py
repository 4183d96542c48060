"""What may happen in a life, and all that chance brings to it."""

from dataclasses import dataclass
from datetime import timedelta

from hypothesis import strategies as st

from tests.support.merchant_client import PAYPAL, VISA

# The amounts of BRAINTREE.md 6, beside some that mean nothing. Most sales are large enough for the refunds that do;
# those that were done although nobody heard of it, or are decided later, are where money gets lost.
SALES = [
    *["100.00", "100.00", "4000.00", "4000.00", "50000.00", "50000.00", "50000.00"],
    *["0.01", "2000.00", "3000.00", "3900.00", "3901.00", "3902.00", "4001.00", "5001.00"],
]
REFUNDS = [
    *[None, "1.00", "60.00", "1999.99", "3999.99", "49000.00", "2004.00", "2046.00", "3000.00"],
    *[
        "3001.00",
        "3001.01",
        "3001.02",
        "3001.03",
        "3001.05",
        "3001.06",
        "3002.01",
        "3002.02",
        "3002.03",
        "3003.00",
        "3003.01",
        "3005.01",
        "3006.00",
    ],
    *["3002.04", "3002.05", "3001.03", "3001.05", "3001.06"],
    *["3002.00", "3002.00", "3002.00", "3005.00", "3005.00", "3005.02", "3008.00", "3008.01"],
]
CAPTURES = [None, None, "50.00", "3950.00", "60000.00"]
SLOW_REFUND = "3004.00"
METHODS = [*[VISA] * 6, PAYPAL, PAYPAL, "fake-no-refunds-nonce", "fake-unanswered-nonce"]
TIMES = [timedelta(minutes=6), timedelta(hours=2), timedelta(days=1), timedelta(days=3)]

STEPS = {
    "charge": 1,
    "authorize": 1,
    "capture": 3,
    "settle": 1,
    "settle_unseen": 1,
    "begin_to_settle_unseen": 1,
    "settle_all_unseen": 3,
    "refund": 10,
    "refund_slowly": 1,
    "refund_at_once": 2,
    "reverse": 2,
    "void": 2,
    "reverse_refund": 5,
    "settle_refund": 2,
    "send_again": 3,
    "reuse_a_key": 1,
    "let_time_pass": 4,
    "retry_now": 1,
    "say_not_done": 3,
    "mark_refunded": 1,
    "undo_the_mark": 1,
    "mark_voided": 1,
    "undo_the_void": 1,
}
"""What can happen, and how often beside the rest."""


@dataclass(frozen=True, slots=True)
class Chance:
    """What chance brings to a step, which takes of it what it needs. `which` picks one of as many as there are."""

    which: int
    other: int
    keyed: bool
    account: str
    method: str
    sale: str
    capture: str | None
    refund: str | None
    refunds: list[str | None]
    policy: str | None
    by: timedelta


chances = st.builds(
    Chance,
    which=st.integers(0, 99),
    other=st.integers(0, 99),
    keyed=st.booleans(),
    account=st.sampled_from(["usd", "usd", "usd", "jpy", "kwd"]),
    method=st.sampled_from(METHODS),
    sale=st.sampled_from(SALES),
    capture=st.sampled_from(CAPTURES),
    refund=st.sampled_from(REFUNDS),
    refunds=st.lists(st.sampled_from(REFUNDS), min_size=1, max_size=4),
    policy=st.sampled_from([None, None, "QUEUE", "RECORD_ANYWAY", "SKIP"]),
    by=st.sampled_from(TIMES),
)
steps = st.sampled_from([step for step, weight in STEPS.items() for _ in range(weight)])
