"""What can be followed: a transaction, a refund, an order, or a merchant's queue."""

from enum import StrEnum
from typing import NamedTuple


class SubjectKind(StrEnum):
    TRANSACTION = "transaction"
    REFUND = "refund"
    ORDER = "order"
    QUEUE = "queue"


class Subject(NamedTuple):
    """One object by the store's own number; a queue by its merchant's."""

    kind: SubjectKind
    number: int
