"""The lives that SPEC 12 and BRAINTREE.md 4 allow, written down a second time: what the service does is held up to it.

Nothing here is taken from the service's own table, so that a wrong line there is seen.
"""

from collections.abc import Sequence

TRANSACTION = {
    "AUTHORIZING": "AUTHORIZED PROCESSOR_DECLINED GATEWAY_REJECTED FAILED",
    "AUTHORIZED": "SUBMITTED_FOR_SETTLEMENT SETTLEMENT_PENDING VOIDED AUTHORIZATION_EXPIRED",
    "SUBMITTED_FOR_SETTLEMENT": "SETTLING SETTLEMENT_PENDING SETTLEMENT_DECLINED VOIDED",
    "SETTLEMENT_PENDING": "SETTLING SETTLEMENT_DECLINED VOIDED",
    "SETTLING": "SETTLED SETTLEMENT_DECLINED",
}
"""To which statuses a transaction may go from each; from the others it goes nowhere."""

REFUND = {
    "AUTHORIZING": "AUTHORIZED PROCESSOR_DECLINED FAILED SETTLED VOIDED",
    "AUTHORIZED": "SUBMITTED_FOR_SETTLEMENT",
    "SUBMITTED_FOR_SETTLEMENT": "SETTLING SETTLEMENT_PENDING SETTLEMENT_DECLINED VOIDED",
    "SETTLEMENT_PENDING": "SETTLING SETTLEMENT_DECLINED VOIDED",
    "SETTLING": "SETTLED SETTLEMENT_DECLINED",
    "SETTLED": "SETTLEMENT_DECLINED",
}
"""The same for a refund, which may fail late although it has settled, by its gateway's word. Straight to SETTLED it
goes only where a person's word says that it was made elsewhere.
"""

UNDONE_MARKS = {
    "TRANSACTION": {
        "VOIDED": "AUTHORIZED AUTHORIZATION_EXPIRED SUBMITTED_FOR_SETTLEMENT SETTLEMENT_PENDING SETTLING SETTLED"
        " SETTLEMENT_DECLINED"
    },
    "REFUND": {"SETTLED": "VOIDED"},
}
"""What becomes possible where the present status is a person's mark, which can be undone: a transaction then has the
status that its gateway has."""

RESERVING = {"AUTHORIZING", "AUTHORIZED", "SUBMITTED_FOR_SETTLEMENT", "SETTLEMENT_PENDING", "SETTLING", "SETTLED"}
"""Refunds that count against what may still be refunded, by the column "reserved"."""

GIVEN_BACK = {"SUBMITTED_FOR_SETTLEMENT", "SETTLEMENT_PENDING", "SETTLING", "SETTLED"}
"""Refunds whose money has left, unless they were only marked as refunded externally."""

TABLES = {"TRANSACTION": TRANSACTION, "REFUND": REFUND}


def allowed(subject: str, before: str, after: str, *, external: bool = False) -> bool:
    """Whether a TRANSACTION or a REFUND may go from one status to the other."""
    table = UNDONE_MARKS[subject] if external and before in UNDONE_MARKS[subject] else TABLES[subject]
    return after in table.get(before, "").split()


def unlawful_steps(subject: str, history: Sequence[str], *, external: bool = False) -> list[tuple[str, str]]:
    """The steps of a status history, oldest first, that no line allows. Everything begins AUTHORIZING, without event.

    A refund that is not `external` settles only by way of settlement.
    """
    steps = list(zip(["AUTHORIZING", *history], history, strict=False))
    shortcut = ("AUTHORIZING", "SETTLED")
    return [
        step for step in steps if not allowed(subject, *step, external=external) or (step == shortcut and not external)
    ]
