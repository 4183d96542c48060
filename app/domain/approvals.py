"""A second person's word on a refund that is large for its merchant (SPEC 8.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.money import Money
from app.domain.people import ActorKind
from app.domain.states import RefundFailurePolicy


class ApprovalState(StrEnum):
    """Where a refund that needs a second person stands."""

    WAITING = "WAITING"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"


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

    @property
    def waits(self) -> bool:
        return self.state is ApprovalState.WAITING


def needs_approval(asker: ActorKind, limits: Mapping[str, int], reserved: Money, amount: Money) -> bool:
    """Whether a refund of `amount` waits for a second person, beside refunds of `reserved` on the same transaction.

    Only a person's does, and only above the limit that the merchant has set for the currency. What counts is the sum
    over the transaction, so that several small refunds are no way around it (SPEC 8.3).
    """
    limit = limits.get(amount.currency)
    return asker is ActorKind.USER and limit is not None and (reserved + amount).minor > limit
