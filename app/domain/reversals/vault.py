"""Payment methods that can be used later: what is kept of them. Of a card's number that is its first six and last four
digits, and never more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.reversals.payments import PaymentMethod

SINGLE_USE_LASTS = timedelta(hours=3)
"""How long a payment method that can be used once can be used."""


class Usage(StrEnum):
    MULTI_USE = "MULTI_USE"
    SINGLE_USE = "SINGLE_USE"


class VaultWhen(StrEnum):
    """When the payment method of a payment is kept for later."""

    ALWAYS = "ALWAYS"
    ON_SUCCESSFUL_TRANSACTION = "ON_SUCCESSFUL_TRANSACTION"


@dataclass(frozen=True, slots=True)
class KeptMethod:
    """A payment method of a sandbox merchant, by the store's number and the id that clients know.

    `behaves_as` is the sandbox's nonce that a sale on it comes to the same as. A method for a single use is
    `consumed_at` its first use; one that was `deleted` is found no more, but by the payments that were made with it.
    """

    id: int
    legacy_id: str
    usage: Usage
    method: PaymentMethod
    behaves_as: str
    customer_id: int | None
    created_at: datetime
    is_default: bool
    consumed_at: datetime | None = None
    deleted: bool = False

    def usable_at(self, at: datetime) -> bool:
        """Whether it is known still: not deleted, and if it is for a single use, not too old."""
        fresh = self.usage is Usage.MULTI_USE or at < self.created_at + SINGLE_USE_LASTS
        return not self.deleted and fresh
