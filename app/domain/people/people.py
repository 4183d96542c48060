"""Who asks, and what they may do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.problems import NotAllowed
from app.domain.reversals.states import PaymentSource, PaymentStatus, RefundFailurePolicy


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


def rights_in_words(rights: Iterable[Right]) -> str:
    """The rights as people read them."""
    return ", ".join(sorted(rights)) or "no rights"


class QueuedRefundStatus(StrEnum):
    """The status by which a refund in the queue is shown to a program."""

    AUTHORIZING = "AUTHORIZING"
    SUBMITTED_FOR_SETTLEMENT = "SUBMITTED_FOR_SETTLEMENT"
    """For programs that know no refund that is AUTHORIZING, as Braintree's own never is."""


class ActorKind(StrEnum):
    API_KEY = "API_KEY"
    USER = "USER"
    SYSTEM = "SYSTEM"


BY_ITSELF = "clock"
"""The id of the service itself: for what happens at its time, without a request."""


class SessionKind(StrEnum):
    """What carries a person's session: a browser's cookie, or a token that a front end keeps and sends itself."""

    COOKIE = "COOKIE"
    BEARER = "BEARER"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who makes a request, on behalf of exactly one merchant.

    `id` is stable (a key's public half, a user's id), `name` is what people read, `merchant_id` is the store's
    number of the merchant and `merchant` the id that the outside knows. `email` is a person's.
    """

    kind: ActorKind
    id: str
    name: str
    merchant_id: int
    merchant: str
    rights: frozenset[Right]
    source: PaymentSource
    address: str | None = None
    email: str | None = None
    session: str | None = None
    """Which of a person's sign-ins it is."""
    on_failure: RefundFailurePolicy = RefundFailurePolicy.QUEUE
    """The default of the key, or else of the merchant."""
    queued_refund_status: QueuedRefundStatus = QueuedRefundStatus.AUTHORIZING

    def policy(self, asked: RefundFailurePolicy | None) -> RefundFailurePolicy:
        """What becomes of a refund that fails: what was asked, or else the default, as far as the rights go.

        Raises NotAllowed if RECORD_ANYWAY was asked without the right to mark externally.
        """
        if asked is RefundFailurePolicy.RECORD_ANYWAY:
            self.require(Right.MARK_EXTERNALLY)
        if asked is not None:
            return asked
        may = self.on_failure is not RefundFailurePolicy.RECORD_ANYWAY or Right.MARK_EXTERNALLY in self.rights
        return self.on_failure if may else RefundFailurePolicy.QUEUE

    def refund_status(self, status: PaymentStatus) -> PaymentStatus:
        """A refund's status as this actor sees it: a program may have asked for another word for AUTHORIZING."""
        return PaymentStatus(self.queued_refund_status) if status is PaymentStatus.AUTHORIZING else status

    def require(self, *any_of: Right) -> None:
        """Raises NotAllowed unless the actor has one of these rights."""
        if not self.rights.intersection(any_of):
            raise NotAllowed(*any_of)


def system_actor(merchant_id: int, merchant: str) -> Actor:
    """The service itself, on behalf of that merchant: who does what happens at its time, without a request."""
    return Actor(
        kind=ActorKind.SYSTEM,
        id=BY_ITSELF,
        name=BY_ITSELF,
        merchant_id=merchant_id,
        merchant=merchant,
        rights=frozenset(),
        source=PaymentSource.UNKNOWN,
    )


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in with an e-mail address and a password, on behalf of one merchant (SPEC 8.1).

    `legacy_id` is the stable id; `merchant_id` and `merchant` are as an Actor has them. A `disabled` person keeps the
    `rights`, and can use none of them: that person can't sign in, and nothing more is done in that name.
    """

    id: int
    legacy_id: str
    merchant_id: int
    merchant: str
    email: str
    name: str
    rights: frozenset[Right]
    disabled: bool = False
    on_failure: RefundFailurePolicy = RefundFailurePolicy.QUEUE
    """The merchant's default."""

    def as_actor(self, address: str | None = None) -> Actor:
        """The actor of what this person asks for from that address; without any right while the person is disabled."""
        return Actor(
            kind=ActorKind.USER,
            id=self.legacy_id,
            name=self.name,
            merchant_id=self.merchant_id,
            merchant=self.merchant,
            rights=frozenset() if self.disabled else self.rights,
            source=PaymentSource.CONTROL_PANEL,
            address=address,
            email=self.email,
            on_failure=self.on_failure,
        )


@dataclass(frozen=True, slots=True)
class ApiKey:
    """What a program signs in with, but for its private half, which is not kept."""

    public_key: str
    name: str
    rights: frozenset[Right]
    created_at: datetime
    last_used_at: datetime | None
    habits: "KeyHabits"


@dataclass(frozen=True, slots=True)
class KeyHabits:
    """How a program wants to be served: its default for refunds that fail (None: the merchant's), and the word by which
    it knows refunds in the queue.
    """

    on_failure: RefundFailurePolicy | None = None
    queued_refund_status: QueuedRefundStatus = QueuedRefundStatus.AUTHORIZING


NO_HABITS = KeyHabits()
"""Served as the merchant's settings say."""
