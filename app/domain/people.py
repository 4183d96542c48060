"""Who asks, and what they may do."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.problems import NotAllowed
from app.domain.states import PaymentSource


class Right(StrEnum):
    """What an administrator can give to a person or a key (SPEC 8.2)."""

    VIEW = "VIEW"
    REFUND = "REFUND"
    VOID = "VOID"
    MARK_EXTERNALLY = "MARK_EXTERNALLY"
    MANAGE_QUEUE = "MANAGE_QUEUE"
    APPROVE = "APPROVE"
    CHARGE = "CHARGE"
    MANAGE_ORDERS = "MANAGE_ORDERS"
    ADMINISTER = "ADMINISTER"


ALL_RIGHTS = frozenset(Right)


class ActorKind(StrEnum):
    API_KEY = "API_KEY"
    USER = "USER"
    SYSTEM = "SYSTEM"


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever asks, on behalf of exactly one merchant.

    `id` is stable (a key's public half, a user's id), `name` is what people read, `merchant_id` is the store's
    number of the merchant and `merchant` the id that the outside knows.
    """

    kind: ActorKind
    id: str
    name: str
    merchant_id: int
    merchant: str
    rights: frozenset[Right]
    source: PaymentSource
    address: str | None = None

    def require(self, *any_of: Right) -> None:
        """Raises NotAllowed unless the actor has one of these rights."""
        if not self.rights.intersection(any_of):
            raise NotAllowed(*any_of)
