"""The queues of operations: each gateway account has one, and each merchant one of what goes by no account."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.domain.reversals.payments import Operation

_NAME = re.compile("(account|merchant):([1-9][0-9]{0,18})")


class QueueKind(StrEnum):
    """What a queue is of."""

    ACCOUNT = "account"
    MERCHANT = "merchant"


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue of the gateway account of that number, or of the merchant's of what goes by no gateway account."""

    kind: QueueKind
    id: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def read(cls, name: str) -> "Queue":
        """The queue that `str` gives that name. Raises ValueError."""
        match = _NAME.fullmatch(name)
        if match is None:
            raise ValueError(f"not the name of a queue: {name[:40]!r}")
        return cls(QueueKind(match[1]), int(match[2]))

    @classmethod
    def of(cls, operation: Operation) -> "Queue":
        """The queue in which the operation waits."""
        account = None if operation.destination is None else operation.destination.account
        if account is None:
            return cls(QueueKind.MERCHANT, operation.merchant_id)
        return cls(QueueKind.ACCOUNT, account)
