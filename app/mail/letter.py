"""What notices say: one letter, as plain text and as HTML, from the same parts. Nothing in it is trusted.

The subject has nothing that a client chose, not even an amount: whoever can make a refund fail would write the subject
lines of the merchant's mail. The merchant's name is the operator's word.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import assert_never

from app.domain.history.notices import Notice, NoticeKind, Sent
from app.domain.reversals.states import AttemptOutcome, OperationKind

LONGEST_VALUE = 300
LONGEST_NAME = 80
"""Of a merchant, in a subject."""

JOINERS = frozenset("\u200c\u200d")
"""Not printable by themselves, and part of how names and emoji are written."""

NOUNS = {
    OperationKind.CHARGE: "charge",
    OperationKind.AUTHORIZE: "authorization",
    OperationKind.CAPTURE: "capture",
    OperationKind.VOID: "void",
    OperationKind.REFUND: "refund",
    OperationKind.REFUND_VOID: "void of a refund",
}

OUTCOMES = {
    AttemptOutcome.ACCEPTED: "accepted",
    AttemptOutcome.PENDING: "not decided yet",
    AttemptOutcome.DECLINED: "declined",
    AttemptOutcome.UNAVAILABLE: "not reached, nothing was done",
    AttemptOutcome.UNKNOWN: "no clear answer",
}


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way on: what to do, and the GraphQL mutation that does it or tells of it."""

    what: str
    mutation: str


@dataclass(frozen=True, slots=True)
class _Part:
    """One notice in words: what happened, the facts by their names, what each sending came to, the ways on."""

    happened: str
    facts: list[tuple[str, str]]
    sendings: list[str]
    ways: list[Way]


def one_line(value: str) -> str:
    """The value as one printable line of bounded length: nothing in it can pass for another line, or hide."""
    plain = "".join(each if each.isprintable() or each in JOINERS else " " for each in value)
    words = " ".join(plain.split())
    return words if len(words) <= LONGEST_VALUE else words[: LONGEST_VALUE - 1] + "…"


def write(notices: Sequence[Notice]) -> Letter:
    """The letter that tells of one or more notices of a merchant, each with all that a letter of its own would say."""
    parts = [_part(notice) for notice in notices]
    merchant = one_line(notices[0].merchant)[:LONGEST_NAME]
    if len(parts) == 1:
        return Letter(f"{merchant}: {_in_short(notices[0])}", _as_text(parts[0]), _page(_as_html(parts[0])))
    numbered = [(f"{number} of {len(parts)}", part) for number, part in enumerate(parts, start=1)]
    begins = f"{len(parts)} notices, the oldest first. Each says what happened and what to do."
    return Letter(
        subject=f"{merchant}: {len(parts)} notices need a person",
        text="\n".join([begins, "", *(f"===== {name} =====\n\n{_as_text(part)}" for name, part in numbered)]),
        html=_page(f"<p>{begins}</p>\n" + "".join(f"<h2>{name}</h2>\n{_as_html(part)}" for name, part in numbered)),
    )


def _part(notice: Notice) -> _Part:
    sendings = [_sending(each) for each in notice.sendings]
    return _Part(_what_happened(notice), _facts(notice), sendings, _ways(notice))


def _in_short(notice: Notice) -> str:
    noun = NOUNS[notice.operation]
    match notice.kind:
        case NoticeKind.REFUND_FAILED | NoticeKind.VOID_FAILED:
            return f"{noun} failed"
        case NoticeKind.REFUND_DECLINED:
            return f"{noun} declined"
        case NoticeKind.SETTLEMENT_DECLINED:
            return f"{noun} declined at settlement"
        case NoticeKind.OUTCOME_UNKNOWN:
            return f"{noun} of unknown outcome"
        case NoticeKind.OUTCOME_PENDING:
            return f"{noun} undecided for ten days"
        case NoticeKind.OUTCOME_CONTRADICTED:
            return f"{noun} with contradicting answers"
        case NoticeKind.GATEWAY_UNUSABLE:
            return f"{noun} and others wait for the gateway's account"
        case _:
            assert_never(notice.kind)


def _what_happened(notice: Notice) -> str:
    noun = NOUNS[notice.operation]
    match notice.kind:
        case NoticeKind.REFUND_FAILED:
            return (
                "A refund was not made and will not be tried again. No money has left for it, and its amount may be "
                "refunded again."
            )
        case NoticeKind.REFUND_DECLINED:
            return (
                "The gateway declined a refund, and it will not be tried again. No money has left for it, and its "
                "amount may be refunded again. A card that was closed declines again: that takes the second way below."
            )
        case NoticeKind.SETTLEMENT_DECLINED:
            return (
                "The gateway had accepted a refund, and it was declined when it should have settled. The customer does "
                "not get this money, and the amount may be refunded again."
            )
        case NoticeKind.VOID_FAILED:
            return "A void that waited in the queue was not made and will not be tried again."
        case NoticeKind.OUTCOME_UNKNOWN:
            return (
                f"Whether a {noun} was made is not known, and asking the gateway has not settled it. It may have been "
                "made. So that nothing is done twice, its amount stays reserved and nothing is sent again until "
                "somebody says what happened."
            )
        case NoticeKind.OUTCOME_PENDING:
            return (
                f"The gateway took a {noun} ten days ago and has not decided on it since. Its amount stays reserved; "
                "the gateway is asked on."
            )
        case NoticeKind.OUTCOME_CONTRADICTED:
            return (
                f"What the gateway says of a {noun} can't be true as a whole. It may have been made. So that nothing "
                "is done twice, its amount stays reserved and nothing is sent again until that is clear; the gateway "
                "is asked on."
            )
        case NoticeKind.GATEWAY_UNUSABLE:
            return (
                f"A {noun} could not be sent, since the gateway's account can't be used. Nothing was done, and it is "
                "tried again by itself. The same may be so of others: this is told once a day."
            )
        case _:
            assert_never(notice.kind)


def _facts(notice: Notice) -> list[tuple[str, str]]:
    customer = " ".join(one_line(part) for part in (notice.customer_name, notice.customer_email) if part)
    facts = [
        ("Order", "none" if notice.order_id is None else one_line(notice.order_id)),
        ("Customer", customer or "not known"),
        ("Amount", f"{notice.amount} {notice.currency}"),
        ("Transaction", notice.transaction_id),
        *([] if notice.refund_id is None else [("Refund", notice.refund_id)]),
        ("Asked for by", one_line(notice.requested_by)),
        ("Merchant", one_line(notice.merchant)),
        ("Last heard", one_line(notice.said)),
    ]
    return [(name, value or "-") for name, value in facts]


def _sending(sent: Sent) -> str:
    outcome = "no answer yet" if sent.outcome is None else OUTCOMES[sent.outcome]
    said = " ".join(one_line(part) for part in (sent.code, sent.message) if part)
    return f"{_time(sent.at)}: {outcome}{f' ({said})' if said else ''}"


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def _ways(notice: Notice) -> list[Way]:
    """Try again, or do it inside the gateway and say so; of an open outcome, first say what it was."""
    again, elsewhere = _refund_ways(notice) if notice.refund_id is not None else _void_ways(notice)
    match notice.kind:
        case NoticeKind.OUTCOME_UNKNOWN | NoticeKind.OUTCOME_PENDING | NoticeKind.OUTCOME_CONTRADICTED:
            resolve = _resolve_ways(notice)
            if notice.operation not in {OperationKind.REFUND, OperationKind.VOID}:
                return resolve
            return [
                *resolve,
                Way(f"After that, {again.what[0].lower()}{again.what[1:]}", again.mutation),
                Way(f"Or {elsewhere.what[0].lower()}{elsewhere.what[1:]}", elsewhere.mutation),
            ]
        case NoticeKind.GATEWAY_UNUSABLE:
            payment = _quoted(notice.refund_id or notice.transaction_id)
            asked = f"retryRefundNow(input: {{paymentId: {payment}}})"
            return [Way("Put the account's credentials right. Then have it tried at once, or wait:", asked)]
        case _:
            return [again, elsewhere]


def _resolve_ways(notice: Notice) -> list[Way]:
    """What to do about an open outcome. What the gateway has taken and not decided can't be said to be not done."""
    done = Way("Look it up inside the gateway. If it was made there, say so:", _resolve(notice, "DONE"))
    if notice.kind in {NoticeKind.OUTCOME_PENDING, NoticeKind.OUTCOME_CONTRADICTED}:
        payment = _quoted(notice.refund_id or notice.transaction_id)
        asked = f"retryRefundNow(input: {{paymentId: {payment}}})"
        return [done, Way("If it was not made, have the gateway's people decide it, and ask the gateway again:", asked)]
    frees = "What it held is free then"
    if notice.operation is OperationKind.REFUND:
        frees += ", above the merchant's approval limit once another person has approved it"
    return [done, Way(f"If it was not made, say so. {frees}:", _resolve(notice, "NOT_DONE"))]


def _refund_ways(notice: Notice) -> tuple[Way, Way]:
    amount = f"refund: {{amount: {_quoted(notice.amount)}}}"
    transaction = f"transactionId: {_quoted(notice.transaction_id)}"
    return (
        Way("Try again, with a new refund:", f"refundTransaction(input: {{{transaction}, {amount}}})"),
        Way(
            "Refund it inside the gateway, and mark it as refunded externally:",
            f"markRefundedExternally(input: {{{transaction}, {amount}}})",
        ),
    )


def _void_ways(notice: Notice) -> tuple[Way, Way]:
    transaction = f"transactionId: {_quoted(notice.transaction_id)}"
    return (
        Way(
            "Try again: this voids the payment, or refunds it if it has settled by now:",
            f"reverseTransaction(input: {{{transaction}}})",
        ),
        Way(
            "Void it inside the gateway, and mark it as voided externally (one that has settled: refund it there, and "
            "mark it with markRefundedExternally):",
            f"markVoidedExternally(input: {{{transaction}}})",
        ),
    )


def _resolve(notice: Notice, outcome: str) -> str:
    payment = _quoted(notice.refund_id or notice.transaction_id)
    return f'resolveOutcome(input: {{paymentId: {payment}, outcome: {outcome}, note: "…"}})'


def _quoted(text: str) -> str:
    return json.dumps(text)


def _as_text(part: _Part) -> str:
    widest = max(len(name) for name, _ in part.facts)
    return "\n".join(
        [
            part.happened,
            "",
            *(f"{name + ':':<{widest + 1}} {value}" for name, value in part.facts),
            "",
            "What the gateway answered:",
            *(f"{number}. {each}" for number, each in enumerate(part.sendings, start=1)),
            "",
            "What to do:",
            *(f"{number}. {way.what}\n   {way.mutation}" for number, way in enumerate(part.ways, start=1)),
            "",
        ]
    )


def _as_html(part: _Part) -> str:
    rows = "".join(
        f'<tr><th align="left">{escape(name)}</th><td>{escape(value)}</td></tr>\n' for name, value in part.facts
    )
    answers = "".join(f"<li>{escape(each)}</li>\n" for each in part.sendings)
    steps = "".join(f"<li>{escape(way.what)}<br><code>{escape(way.mutation)}</code></li>\n" for way in part.ways)
    return (
        f"<p>{escape(part.happened)}</p>\n"
        f'<table cellpadding="4">\n{rows}</table>\n'
        f"<p>What the gateway answered:</p>\n<ol>\n{answers}</ol>\n"
        f"<p>What to do:</p>\n<ol>\n{steps}</ol>\n"
    )


def _page(body: str) -> str:
    return f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<body>\n{body}</body>\n</html>\n'
