"""A second person's word on a refund that is large for its merchant (SPEC 8.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.money import Money
from app.domain.people.people import ActorKind
from app.domain.reversals.states import RefundFailurePolicy


class ApprovalKind(StrEnum):
    """What a second person agrees to."""

    REFUND = "REFUND"
    OUTCOME = "OUTCOME"


class ApprovalState(StrEnum):
    """Where something that needs a second person stands: a refund, or a word on an outcome that frees one."""

    WAITING = "WAITING"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    OVERTAKEN = "OVERTAKEN"
    """The gateway has said meanwhile what became of it, or it was sent again."""


@dataclass(frozen=True, slots=True)
class Approval:
    """What a refund waits for, or did: who asked for it and how, who decided, and what that person wrote (`note`).

    `turns` and `on_failure` are of the terms that the refund was asked for with; it has the rest of them itself.
    """

    refund_id: int
    state: ApprovalState
    turns: bool
    on_failure: RefundFailurePolicy
    requested_by: str
    requested_by_kind: ActorKind
    requested_by_id: str
    requested_at: datetime
    decided_by: str | None
    decided_by_id: str | None
    decided_at: datetime | None
    note: str | None
    key: str | None = None
    """By which the gateway will know it; None for one that an older version wrote down."""

    @property
    def waits(self) -> bool:
        return self.state is ApprovalState.WAITING


def needs_approval(asker: ActorKind, limits: Mapping[str, int], towards_limit: Money, amount: Money) -> bool:
    """Whether a refund of `amount` waits for a second person, beside what counts `towards_limit` of its transaction.

    Only a person's does, and only above the limit that the merchant has set for the currency. What counts is the sum
    over the transaction, so that several small refunds are no way around it (SPEC 8.3).
    """
    limit = limits.get(amount.currency)
    return asker is ActorKind.USER and limit is not None and (towards_limit + amount).minor > limit
