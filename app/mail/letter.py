"""Letters: the text of one or more notices, as plain text and as HTML from the same parts. No value in it is trusted.

The subject has nothing that a client chose, not even an amount. Otherwise a client that makes a refund fail could write
the subject lines of the merchant's mail. The merchant's name was chosen by the operator.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import assert_never

from app.domain.history.notices import AnyNotice, EndpointNotice, Notice, NoticeKind, Sent
from app.domain.ids import read_global_id
from app.domain.reversals.states import AttemptOutcome, OperationKind

LONGEST_VALUE = 300
"""Characters of a value in a letter."""

LONGEST_NAME = 80
"""Characters of the merchant's name in a subject."""

JOINERS = frozenset("\u200c\u200d")
"""Characters that `str.isprintable` rejects although names and emoji need them."""

NOUNS = {
    OperationKind.CHARGE: "charge",
    OperationKind.AUTHORIZE: "authorization",
    OperationKind.CAPTURE: "capture",
    OperationKind.VOID: "void",
    OperationKind.REFUND: "refund",
    OperationKind.REFUND_VOID: "void of a refund",
}

OUTCOMES = {
    AttemptOutcome.ACCEPTED: "ACCEPTED",
    AttemptOutcome.PENDING: "PENDING, not decided yet",
    AttemptOutcome.DECLINED: "DECLINED",
    AttemptOutcome.UNAVAILABLE: "UNAVAILABLE, nothing was done",
    AttemptOutcome.UNKNOWN: "UNKNOWN, no clear answer",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's subject, and its body as plain text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that the reader can do: a sentence, and the GraphQL mutation that does or records it."""

    what: str
    mutation: str


@dataclass(frozen=True, slots=True)
class _Part:
    """One notice in words: what happened, named facts, a line for each attempt, what to do, its page in the desk."""

    happened: str
    facts: list[tuple[str, str]]
    sendings: list[str]
    ways: list[Way]
    page: str | None = None


def one_line(value: str) -> str:
    """The value as one printable line of at most LONGEST_VALUE characters, so that it can't look like another line."""
    plain = "".join(each if each.isprintable() or each in JOINERS else " " for each in value)
    words = " ".join(plain.split())
    return words if len(words) <= LONGEST_VALUE else words[: LONGEST_VALUE - 1] + "…"


def write(notices: Sequence[AnyNotice], desk: str | None = None) -> Letter:
    """One letter for one or more notices of one merchant. Each notice is as complete as in a letter of its own.

    `desk` is where browsers find the service, without a slash at its end; with it, each notice links to its page there.
    """
    parts = [_part(notice, desk) for notice in notices]
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


def _part(notice: AnyNotice, desk: str | None) -> _Part:
    if isinstance(notice, EndpointNotice):
        return _endpoint_part(notice)
    sendings = [_sending(each) for each in notice.sendings]
    page = None if desk is None else desk + _path_of(notice)
    return _Part(_what_happened(notice), _facts(notice), sendings, _ways(notice), page)


def _path_of(notice: Notice) -> str:
    """The desk's page for it. An id there is the short one, which nobody outside of this service has chosen."""
    if notice.kind is NoticeKind.OUTCOME_AWAITS_APPROVAL:
        return "/approvals"
    known = read_global_id(notice.refund_id or notice.transaction_id)
    return "/queue" if known is None else f"/payments/{known[1]}"


def _endpoint_part(notice: EndpointNotice) -> _Part:
    facts = [
        ("Endpoint", notice.endpoint_id),
        ("Address", one_line(notice.url)),
        ("Merchant", one_line(notice.merchant)),
        ("Why", one_line(notice.why)),
        ("Messages not taken", str(notice.waiting)),
    ]
    endpoint = _quoted(notice.endpoint_id)
    again = f"updateWebhookEndpoint(input: {{id: {endpoint}, enabled: true}})"
    missed = f'resendWebhookMessages(input: {{endpointId: {endpoint}, since: "…"}})'
    happened = "A webhook endpoint was switched off. Its system is told of nothing until a person switches it on again."
    return _Part(
        happened,
        facts,
        [],
        [
            Way("Put the receiver right. Then switch the endpoint on:", again),
            Way("After that, have it sent what it has missed:", missed),
        ],
    )


def _in_short(notice: AnyNotice) -> str:
    if isinstance(notice, EndpointNotice):
        return "webhook endpoint switched off"
    noun = NOUNS[notice.operation]
    match notice.kind:
        case NoticeKind.REFUND_FAILED | NoticeKind.VOID_FAILED:
            return f"{noun} failed"
        case NoticeKind.REFUND_DECLINED:
            return f"{noun} declined"
        case NoticeKind.SETTLEMENT_DECLINED:
            return f"{noun} declined at settlement"
        case NoticeKind.OUTCOME_UNKNOWN:
            return f"{noun} with unknown outcome"
        case NoticeKind.OUTCOME_PENDING:
            return f"{noun} pending for ten days"
        case NoticeKind.OUTCOME_AWAITS_APPROVAL:
            return f"{noun} awaits approval of its outcome"
        case NoticeKind.OUTCOME_CONTRADICTED:
            return f"{noun} with contradicting answers"
        case NoticeKind.GATEWAY_UNUSABLE:
            return f"{noun} and others wait for the gateway's account"
        case _:
            assert_never(notice.kind)


def _what_happened(notice: Notice) -> str:
    noun = NOUNS[notice.operation]
    a_noun = f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    match notice.kind:
        case NoticeKind.REFUND_FAILED:
            return (
                "A refund was not made, and it will not be retried. No money was moved, and its amount can be refunded "
                "again."
            )
        case NoticeKind.REFUND_DECLINED:
            return (
                "The gateway declined a refund, and it will not be retried. No money was moved, and its amount can be "
                "refunded again. A closed card declines every time: then take the second way below."
            )
        case NoticeKind.SETTLEMENT_DECLINED:
            return (
                "The gateway accepted a refund, but it was declined at settlement. The customer does not get this "
                "money, and its amount can be refunded again."
            )
        case NoticeKind.VOID_FAILED:
            return "A void that waited in the queue was not made, and it will not be retried."
        case NoticeKind.OUTCOME_UNKNOWN:
            return (
                f"It is unknown whether {a_noun} was made. The gateway was asked, and gave no clear answer. To do "
                "nothing twice, its amount stays reserved, and nothing is sent again until a person says what happened."
            )
        case NoticeKind.OUTCOME_PENDING:
            return (
                f"The gateway took {a_noun} ten days ago, and has not decided on it. Its amount stays reserved, and "
                "the gateway is still asked regularly."
            )
        case NoticeKind.OUTCOME_AWAITS_APPROVAL:
            made = "not made" if notice.operation is OperationKind.REFUND else "made"
            return (
                f"A {noun} is reported as {made}, where the gateway can't tell. The report awaits the approval of a "
                "second person. Until then the amount stays reserved."
            )
        case NoticeKind.OUTCOME_CONTRADICTED:
            return (
                f"The gateway's answers about {a_noun} contradict each other. It may have been made. Its amount stays "
                "reserved, and nothing is sent again until that is clear. The gateway is still asked regularly."
            )
        case NoticeKind.GATEWAY_UNUSABLE:
            return (
                f"{a_noun[0].upper()}{a_noun[1:]} could not be sent, because the gateway's account can't be used. "
                "Nothing was done, and it is retried automatically. Others may wait too: this mail comes once a day."
            )
        case _:
            assert_never(notice.kind)


def _facts(notice: Notice) -> list[tuple[str, str]]:
    customer = " ".join(one_line(part) for part in (notice.customer_name, notice.customer_email) if part)
    facts = [
        ("Order", "none" if notice.order_id is None else one_line(notice.order_id)),
        ("Customer", customer or "unknown"),
        ("Amount", f"{notice.amount} {notice.currency}"),
        ("Transaction", notice.transaction_id),
        *([] if notice.refund_id is None else [("Refund", notice.refund_id)]),
        ("Requested by", one_line(notice.requested_by)),
        ("Merchant", one_line(notice.merchant)),
        ("Report" if notice.kind is NoticeKind.OUTCOME_AWAITS_APPROVAL else "Last answer", one_line(notice.said)),
    ]
    return [(name, value or "-") for name, value in facts]


def _sending(sent: Sent) -> str:
    outcome = "no answer yet" if sent.outcome is None else OUTCOMES[sent.outcome]
    said = " ".join(one_line(part) for part in (sent.code, sent.message) if part)
    return f"{_time(sent.at)}: {outcome}{f' ({said})' if said else ''}"


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def _ways(notice: Notice) -> list[Way]:
    """What to do: the same again, or at the gateway and then recorded here. An open outcome is resolved first."""
    if notice.kind is NoticeKind.OUTCOME_AWAITS_APPROVAL:
        return _approval_ways(notice)
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
    """How to resolve an open outcome. While the gateway has not decided, it can't be resolved as NOT_DONE."""
    done = Way("Look it up at the gateway. If it was made, resolve it as DONE:", _resolve(notice, "DONE"))
    if notice.kind in {NoticeKind.OUTCOME_PENDING, NoticeKind.OUTCOME_CONTRADICTED}:
        payment = _quoted(notice.refund_id or notice.transaction_id)
        asked = f"retryRefundNow(input: {{paymentId: {payment}}})"
        return [
            done,
            Way("If it was not made, let the gateway's support decide it. Then ask the gateway again:", asked),
        ]
    frees = "This releases what it reserved"
    if notice.operation is OperationKind.REFUND:
        frees += "; above the merchant's approval limit, another person has to approve it first"
    return [done, Way(f"If it was not made, resolve it as NOT_DONE. {frees}:", _resolve(notice, "NOT_DONE"))]


def _approval_ways(notice: Notice) -> list[Way]:
    """Approve the report or reject it. Either is final for the report."""
    decision = f'(input: {{refundId: {_quoted(notice.refund_id or "")}, note: "…"}})'
    return [
        Way(
            "Look it up inside the gateway. If the report is right, approve it. The amount can be refunded again then:",
            f"approveRefund{decision}",
        ),
        Way("If it is wrong, or you are not sure, reject it:", f"rejectRefund{decision}"),
    ]


def _refund_ways(notice: Notice) -> tuple[Way, Way]:
    amount = f"refund: {{amount: {_quoted(notice.amount)}}}"
    transaction = f"transactionId: {_quoted(notice.transaction_id)}"
    return (
        Way("Refund it again:", f"refundTransaction(input: {{{transaction}, {amount}}})"),
        Way(
            "Refund it at the gateway, and mark it as refunded externally:",
            f"markRefundedExternally(input: {{{transaction}, {amount}}})",
        ),
    )


def _void_ways(notice: Notice) -> tuple[Way, Way]:
    transaction = f"transactionId: {_quoted(notice.transaction_id)}"
    return (
        Way(
            "Reverse it again: this voids the payment, or refunds it if it has settled:",
            f"reverseTransaction(input: {{{transaction}}})",
        ),
        Way(
            "Void it at the gateway, and mark it as voided externally. If it has settled, refund it there and mark it "
            "with markRefundedExternally instead:",
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
            *([] if part.page is None else [f"In the desk: {part.page}", ""]),
            *(f"{name + ':':<{widest + 1}} {value}" for name, value in part.facts),
            "",
            *(["What the gateway answered:"] if part.sendings else []),
            *(f"{number}. {each}" for number, each in enumerate(part.sendings, start=1)),
            *([""] if part.sendings else []),
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
    answered = f"<p>What the gateway answered:</p>\n<ol>\n{answers}</ol>\n" if part.sendings else ""
    page = "" if part.page is None else f'<p><a href="{escape(part.page)}">Look at it in the desk</a></p>\n'
    steps = "".join(f"<li>{escape(way.what)}<br><code>{escape(way.mutation)}</code></li>\n" for way in part.ways)
    return (
        f"<p>{escape(part.happened)}</p>\n"
        f"{page}"
        f'<table cellpadding="4">\n{rows}</table>\n'
        f"{answered}"
        f"<p>What to do:</p>\n<ol>\n{steps}</ol>\n"
    )


def _page(body: str) -> str:
    return f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<body>\n{body}</body>\n</html>\n'
