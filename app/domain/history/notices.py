"""What people are told by mail when a reversal needs one of them: facts of one moment, which never change again."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.reversals.states import AttemptOutcome, OperationKind

_MAIL_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*",
    re.ASCII,
)
_LONGEST_ADDRESS, _LONGEST_LOCAL_PART = 254, 64

MOST_RECIPIENTS = 10
"""Addresses that one merchant, or the server, has told; more would make a mailing list of it."""

GATHERED_FOR = timedelta(minutes=1)
"""How long a notice waits for others of the same merchant to the same address, which then go in one letter."""

MOST_IN_A_LETTER, LARGEST_LETTER = 500, 500_000
"""Notices in one letter, and bytes of their facts: in any script that makes less than the 10 MB that servers take."""

SENT_EVERY = timedelta(seconds=15)
"""How often a worker looks for messages that wait."""

LEASE = timedelta(minutes=5)
"""How long a process may take to send a message, before it is taken for dead."""

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=15), timedelta(minutes=15)
FIRST_PAUSE_AFTER_REFUSAL, LONGEST_PAUSE_AFTER_REFUSAL = timedelta(hours=1), timedelta(days=1)
REFUSED_FOR_GOOD_AFTER = timedelta(days=5)
"""A recipient that the server still refuses then is not written to any more: RFC 5321 4.5.4.1 asks for 4 to 5 days."""


class NoticeKind(StrEnum):
    """What happened."""

    REFUND_FAILED = "REFUND_FAILED"
    REFUND_DECLINED = "REFUND_DECLINED"
    SETTLEMENT_DECLINED = "SETTLEMENT_DECLINED"
    VOID_FAILED = "VOID_FAILED"
    OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN"
    OUTCOME_PENDING = "OUTCOME_PENDING"
    OUTCOME_AWAITS_APPROVAL = "OUTCOME_AWAITS_APPROVAL"
    OUTCOME_CONTRADICTED = "OUTCOME_CONTRADICTED"
    GATEWAY_UNUSABLE = "GATEWAY_UNUSABLE"
    """Of a gateway's account and not of one payment: told once a day, however much waits for it."""


class OtherMail(StrEnum):
    """What else mails tell of than a payment that needs a person."""

    WEBHOOK_ENDPOINT_OFF = "WEBHOOK_ENDPOINT_OFF"


@dataclass(frozen=True, slots=True)
class EndpointNotice:
    """That the service has switched a webhook endpoint off, and `why`; `waiting` messages have failed with that.

    `endpoint_id` is the id that clients know, `url` without what may be secret in it.
    """

    kind: OtherMail
    merchant: str
    endpoint_id: str
    url: str
    why: str
    waiting: int


@dataclass(frozen=True, slots=True)
class Sent:
    """One sending to the gateway, and what came of it; `at` is the merchant's time."""

    number: int
    at: datetime
    outcome: AttemptOutcome | None
    code: str | None
    message: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    """The facts that a message tells. Ids are those that clients know; `amount` has all of its currency's decimals.

    `said` is why it ended, or what was heard of it last. `merchant` is the merchant's name.
    """

    kind: NoticeKind
    operation: OperationKind
    merchant: str
    order_id: str | None
    customer_name: str | None
    customer_email: str | None
    amount: str
    currency: str
    transaction_id: str
    refund_id: str | None
    requested_by: str
    said: str
    sendings: tuple[Sent, ...]


AnyNotice = Notice | EndpointNotice
"""What a letter to the merchant's people tells."""


def is_mail_address(text: str) -> bool:
    """Whether mail can be sent to `text`, and to it alone: one plain `name@domain` of ASCII characters.

    Quoted names, comments, address literals and anything that could end a header or a command are none.
    """
    if len(text) > _LONGEST_ADDRESS or _MAIL_ADDRESS.fullmatch(text) is None:
        return False
    return len(text.partition("@")[0]) <= _LONGEST_LOCAL_PART


def pause_before_next_try(tries: int) -> timedelta:
    """How long to wait for a mail server that is away or busy, after that many tries: 15 s, doubled up to 15 min."""
    return _doubled(FIRST_PAUSE, LONGEST_PAUSE, tries)


def pause_after_refusal(tries: int) -> timedelta:
    """The same where the server refused the recipient or the message: an hour, doubled up to a day."""
    return _doubled(FIRST_PAUSE_AFTER_REFUSAL, LONGEST_PAUSE_AFTER_REFUSAL, tries)


def _doubled(first: timedelta, longest: timedelta, tries: int) -> timedelta:
    factor: int = 2 ** min(max(tries - 1, 0), 16)
    return min(longest, first * factor)
