"""What merchants' systems are told by webhook: the types, and the body of a message (SPEC 15.1)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import msgspec

from app.domain.ids import IdKind, global_id
from app.domain.money import Money
from app.domain.problems import Condition, Path, Problem, Refused

PING = "ping"
"""The type of a message that is sent on request, of no object. Every endpoint gets it."""


class MessageType(StrEnum):
    """What happened."""

    REFUND_QUEUED = "refund.queued"
    REFUND_ACCEPTED = "refund.accepted"
    REFUND_DECLINED = "refund.declined"
    REFUND_FAILED = "refund.failed"
    REFUND_SETTLED = "refund.settled"
    REFUND_SETTLEMENT_DECLINED = "refund.settlement_declined"
    REFUND_VOIDED = "refund.voided"
    REFUND_NEEDS_ATTENTION = "refund.needs_attention"
    TRANSACTION_VOIDED = "transaction.voided"
    TRANSACTION_SETTLED = "transaction.settled"
    TRANSACTION_DISPUTED = "transaction.disputed"
    ORDER_REFUNDED = "order.refunded"
    ORDER_CANCELLED = "order.cancelled"
    APPROVAL_REQUESTED = "approval.requested"
    APPROVAL_DECIDED = "approval.decided"


class ObjectKind(StrEnum):
    """What a message tells of. An approval's message tells of the refund."""

    TRANSACTION = "transaction"
    REFUND = "refund"
    ORDER = "order"


class MessageState(StrEnum):
    """Whether a receiver took a message."""

    WAITING = "WAITING"
    DELIVERED = "DELIVERED"
    FAILED = "FAILED"
    """It is not sent again by itself."""


def read_types(names: Sequence[str], path: Path) -> tuple[MessageType, ...]:
    """The types of those names, each once, in the order of `MessageType`. Raises Refused for names that are none."""
    if not names:
        raise Refused(Problem(Condition.LIST_EMPTY, path))
    known = {each.value: each for each in MessageType}
    unknown = [number for number, name in enumerate(names) if name not in known]
    if unknown:
        expected = {"expected": f"Send any of {', '.join(known)}."}
        raise Refused(*(Problem(Condition.TEXT_INVALID, (*path, str(number)), expected) for number in unknown[:20]))
    return tuple(each for each in MessageType if each.value in names)


def body_of(type_: str, created_at: datetime, facts: Mapping[str, Any]) -> bytes:
    """The body of a message: the JSON object {type, timestamp, data}, the same whenever it is made.

    `facts` are those that the database wrote; see `app.store.tables.webhook_triggers`.
    """
    data = dict(facts) if type_ == PING else _data(facts)
    moment = created_at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return msgspec.json.encode({"type": type_, "timestamp": moment, "data": data})


def _data(facts: Mapping[str, Any]) -> dict[str, Any]:
    kind = ObjectKind(facts["object"])
    data: dict[str, Any] = {
        "object": kind.value,
        "id": global_id(IdKind(kind.value), facts["legacy_id"]),
        "legacyId": facts["legacy_id"],
        "sequence": facts["sequence"],
        "orderId": facts.get("order_id"),
    }
    if "status" in facts:
        data["status"] = facts["status"]
    if "amount" in facts:
        data["amount"] = _amount(facts["amount"], facts["currency"])
    if "refunded" in facts:
        data["refundedAmount"] = _amount(facts["refunded"], facts["currency"])
    if "reason" in facts:
        data["reason"] = facts["reason"]
    if kind is ObjectKind.REFUND:
        data["transactionId"] = global_id(IdKind.TRANSACTION, facts["transaction"])
        data["needsAttention"] = facts["needs_attention"]
    if kind is ObjectKind.ORDER:
        data["cancelled"] = facts["cancelled"]
    if facts.get("dispute") is not None:
        data["dispute"] = facts["dispute"]
    if "approval" in facts:
        data["approval"] = {"kind": facts["approves"], "state": facts["approval"]}
    return data


def _amount(minor: int, currency: str) -> dict[str, str]:
    return {"value": str(Money(minor, currency)), "currencyCode": currency}
