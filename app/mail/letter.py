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

from app.domain.history.notices import AnyNotice, CustomerNotice, EndpointNotice, Notice, NoticeKind, Sent
from app.domain.ids import read_global_id
from app.domain.money import Money
from app.domain.reversals.states import AttemptOutcome, OperationKind
from app.domain.telling.customer_mails import filled
from app.mail.parts import Part, Way, as_html, as_text, one_line, page_of

LONGEST_NAME = 80
"""Characters of the merchant's name in a subject."""

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


def write(notices: Sequence[AnyNotice], desk: str | None = None) -> Letter:
    """One letter for one or more notices of one merchant. Each notice is as complete as in a letter of its own.

    `desk` is where browsers find the service, without a slash at its end; with it, each notice links to its page there.
    """
    if isinstance(notices[0], CustomerNotice):
        return _to_customer(notices[0])
    parts = [_part(notice, desk) for notice in notices if not isinstance(notice, CustomerNotice)]
    merchant = one_line(notices[0].merchant)[:LONGEST_NAME]
    if len(parts) == 1:
        return Letter(f"{merchant}: {_in_short(notices[0])}", as_text(parts[0]), page_of(as_html(parts[0])))
    numbered = [(f"{number} of {len(parts)}", part) for number, part in enumerate(parts, start=1)]
    begins = f"{len(parts)} notices, the oldest first. Each says what happened and what to do."
    return Letter(
        subject=f"{merchant}: {len(parts)} notices need a person",
        text="\n".join([begins, "", *(f"===== {name} =====\n\n{as_text(part)}" for name, part in numbered)]),
        html=page_of(f"<p>{begins}</p>\n" + "".join(f"<h2>{name}</h2>\n{as_html(part)}" for name, part in numbered)),
    )


def _to_customer(notice: CustomerNotice) -> Letter:
    """In the merchant's words: each line of the text is a line, also of the HTML. A value is one line."""
    values = {
        "amount": f"{Money(notice.amount, notice.currency)} {notice.currency}",
        "orderId": one_line(notice.order_id or ""),
        "merchant": one_line(notice.merchant),
        "customerName": one_line(notice.customer_name or ""),
    }
    text = filled(notice.text, values).replace("\r\n", "\n").strip("\n") + "\n"
    paragraphs = "".join(f"<p>{escape(each).replace(chr(10), '<br>')}</p>\n" for each in text.strip().split("\n\n"))
    return Letter(one_line(filled(notice.subject, values)), text, page_of(paragraphs))


def _part(notice: Notice | EndpointNotice, desk: str | None) -> Part:
    if isinstance(notice, EndpointNotice):
        return _endpoint_part(notice)
    sendings = [_sending(each) for each in notice.sendings]
    page = None if desk is None else desk + _path_of(notice)
    return Part(_what_happened(notice), _facts(notice), sendings, _ways(notice), page)


def _path_of(notice: Notice) -> str:
    """The desk's page for it. An id there is the short one, which nobody outside of this service has chosen."""
    if notice.kind is NoticeKind.OUTCOME_AWAITS_APPROVAL:
        return "/approvals"
    if notice.kind is NoticeKind.DRIFT_FOUND:
        return "/"
    known = read_global_id(notice.refund_id or notice.transaction_id)
    return "/queue" if known is None else f"/payments/{known[1]}"


def _endpoint_part(notice: EndpointNotice) -> Part:
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
    return Part(
        happened,
        facts,
        [],
        [
            Way("Put the receiver right. Then switch the endpoint on:", again),
            Way("After that, have it sent what it has missed:", missed),
        ],
    )


def _in_short(notice: Notice | EndpointNotice) -> str:
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
        case NoticeKind.DRIFT_FOUND:
            return "the gateway and Refundry differ"
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
        case NoticeKind.DRIFT_FOUND:
            return (
                "The nightly comparison with the gateway found what the two tell differently. Nothing was changed. "
                "Money may have been given back that is not counted here, or be counted that was not given back."
            )
        case _:
            assert_never(notice.kind)


def _facts(notice: Notice) -> list[tuple[str, str]]:
    if notice.kind is NoticeKind.DRIFT_FOUND:
        return [
            ("Gateway account", one_line(notice.requested_by)),
            ("Merchant", one_line(notice.merchant)),
            ("Found", one_line(notice.said)),
            ("The first", one_line(notice.refund_id or notice.transaction_id)),
            ("Amount", f"{notice.amount} {notice.currency}"),
        ]
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
    if notice.kind is NoticeKind.DRIFT_FOUND:
        return [
            Way("Look at all that differs, here and at the gateway:", "drift(first: 50)"),
            Way("Take over what the gateway has:", 'adoptDrift(input: {driftId: "…"})'),
            Way(
                "What the gateway doesn't have, or has twice, can't be taken over. Say what you found out:",
                'adoptDrift(input: {driftId: "…", note: "…"})',
            ),
        ]
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
