"""What the rules look at: merchants, accounts, transactions, refunds and the operations that change them, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from app.domain.money import Money
from app.domain.reversals.answers import Dispute, DisputeState
from app.domain.reversals.states import (
    OPEN_STATES,
    AccountStatus,
    AttemptOutcome,
    CaptureInParts,
    OperationKind,
    PaymentSource,
    PaymentStatus,
    RefundFailurePolicy,
    RetryState,
)


@dataclass(frozen=True, slots=True)
class Merchant:
    """Whose payments these are. `clock_offset` is how far a sandbox merchant's clock runs ahead of the wall clock.

    `settled_until` is the last midnight of that clock at which the sandbox settled. `held_at` is when sending was put
    on hold, by the wall clock; None where it is not.
    """

    id: int
    public_id: str
    name: str
    sandbox: bool
    clock_offset: timedelta
    settled_until: datetime | None
    retry_interval: timedelta | None
    retry_attempts: int | None
    retry_declines: bool
    require_request_key: bool
    notify_emails: tuple[str, ...] | None = None
    """Who is told when a refund needs a person; None stands for the server's own list."""
    require_reason_from_staff: bool = False
    approval_limits: Mapping[str, int] = field(default_factory=dict)
    """Minor units for each currency: above them a second person approves (SPEC 8.3)."""
    require_approval_of_not_done: bool = False
    """Whether a second person agrees to every word that frees a refund of unknown outcome, below the limits too."""
    held_at: datetime | None = None
    on_failure: RefundFailurePolicy = RefundFailurePolicy.QUEUE
    """What becomes of a refund that fails, where neither the request nor its API key says so."""
    time_zone: str = "UTC"
    """By whose midnights reports tell days apart: a name of the IANA's list."""

    @property
    def on_hold(self) -> bool:
        return self.held_at is not None


@dataclass(frozen=True, slots=True)
class Destination:
    """Where something is sent: by the adapter of the name `gateway`, with that version of a gateway account.

    `account` and `version` are numbers, and None for the sandbox, which has no accounts.
    """

    gateway: str
    account: int | None = None
    version: int | None = None

    @classmethod
    def of(cls, gateway: str | None, account: int | None, version: int | None) -> "Destination | None":
        return None if gateway is None else cls(gateway, account, version)


@dataclass(frozen=True, slots=True)
class MerchantAccount:
    """Where a merchant's money in one currency comes in; `gateway` None means that none is linked to it.

    `gateway_account` is the number of the gateway account behind it, `gateway_account_version` its present version;
    None for the sandbox, which has none.
    """

    id: int
    public_id: str
    currency: str
    gateway: str | None
    status: AccountStatus
    default: bool
    supports_refunds: bool = True
    refunds_while_settling: bool = True
    gateway_account: int | None = None
    gateway_account_version: int | None = None

    @property
    def destination(self) -> Destination | None:
        """Where what is begun now is sent; None if the account is linked to no gateway."""
        return Destination.of(self.gateway, self.gateway_account, self.gateway_account_version)


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    """What a payment was made with, as it was then: a card (`brand`, `last4`, …), PayPal (`payer_email`, empty once the
    customer was forgotten), Venmo or a bank account.

    `brand` is a CreditCardBrandCode; `refundable` is False for a funding source that takes no money back. `origin` is
    the wallet that the card came from, a PaymentMethodOriginType. `vaulted` is the number of the method in the vault.
    """

    brand: str | None = None
    bin: str | None = None
    last4: str | None = None
    expiration_month: str | None = None
    expiration_year: str | None = None
    cardholder: str | None = None
    payer_email: str | None = None
    refundable: bool = True
    origin: str | None = None
    venmo_username: str | None = None
    bank_name: str | None = None
    routing_number: str | None = None
    vaulted: int | None = None

    @property
    def paypal(self) -> bool:
        return self.payer_email is not None

    @property
    def known(self) -> bool:
        """False for a payment made elsewhere, of which it was not said what it was made with."""
        return self.paypal or any((self.brand, self.last4, self.venmo_username))


@dataclass(frozen=True, slots=True)
class Terms:
    """What a reversal was asked for with, and keeps when it turns.

    `turns` says that a void may become a refund and the other way round. `reason_code` is one of the merchant's
    reasons, `order_refund_id` the refund of a whole order that it is a part of.
    """

    on_failure: RefundFailurePolicy = RefundFailurePolicy.QUEUE
    turns: bool = False
    reason_code: str | None = None
    note: str | None = None
    order_refund_id: int | None = None


WAITS_FOR_SETTLEMENT = "It is sent once its payment has settled."
"""What is said of a refund that was not sent yet for that."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to get done at the gateway, under one key, however many attempts that takes. This row is the job.

    `terms` are what it was asked for with, `order_id` is what a capture gives its transaction. `gateway` is the adapter
    that it is sent by, with that version of a gateway account: the same for all of its attempts.
    `attempts_made` counts every sending, `retries_made` how many of the daily attempts were used up. `lease` names
    the process that carries it out at the moment; at `pressed_at` a person last wanted it done at once. Times are those
    of the merchant.
    """

    id: int
    merchant_id: int
    kind: OperationKind
    key: str
    transaction_id: int
    refund_id: int | None
    amount: Money
    order_id: str | None
    state: RetryState
    terms: Terms
    requested_by: str
    requested_at: datetime
    attempts_made: int
    retries_made: int
    first_attempt_at: datetime
    last_attempt_at: datetime
    pressed_at: datetime | None
    next_attempt_at: datetime | None
    last_outcome: AttemptOutcome | None
    last_error: str | None
    lease: str | None
    gateway: str | None
    gateway_reference: str | None = None
    """The gateway's id of what was sent under the key, once one was heard."""
    answered_wrongly: bool = False
    """Whether an answer to what was sent under the key was about something else."""
    sent_anew: int = 0
    """How often it was sent again by itself, beside the daily attempts, after the gateway had proved that it was not
    done.
    """
    wire_keys: int = 1
    """How many keys it has had on the wire: `key`, then `key.2`, and so on."""
    gateway_account_id: int | None = None
    gateway_account_version: int | None = None

    @property
    def destination(self) -> Destination | None:
        """Where it was sent first, and is sent and asked about ever after."""
        return Destination.of(self.gateway, self.gateway_account_id, self.gateway_account_version)

    @property
    def wire_key(self) -> str:
        """The idempotency key of the next sending; `key` names the operation for ever."""
        return self.key if self.wire_keys == 1 else f"{self.key}.{self.wire_keys}"

    @property
    def was_taken(self) -> bool:
        """Whether the gateway has shown that it has what was sent: that it knows nothing of it is no proof any more."""
        return self.gateway_reference is not None or self.last_outcome is AttemptOutcome.PENDING

    @property
    def absence_is_no_proof(self) -> bool:
        """Whether the gateway contradicts itself where it knows nothing of it: it may have been done all the same."""
        return self.was_taken or self.answered_wrongly

    @property
    def open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def was_put_on_hold(self) -> bool:
        """Whether it was written down while its merchant was on hold: nothing of it was sent or asked yet."""
        return self.attempts_made == 0 and self.last_outcome is None

    @property
    def never_sent(self) -> bool:
        """Whether it is a refund that waits for its first sending: for its payment's settlement, or for a slot."""
        unavailable = self.last_outcome is AttemptOutcome.UNAVAILABLE
        return self.kind is OperationKind.REFUND and not self.attempts_made and unavailable

    @property
    def waits_for_a_person(self) -> bool:
        """Whether nothing of it falls due any more, and only a person can still find out what happened."""
        unknown = self.last_outcome in {AttemptOutcome.UNKNOWN, AttemptOutcome.PENDING}
        return self.state is RetryState.WAITING and self.next_attempt_at is None and unknown

    @property
    def certainly_not_done(self) -> bool:
        """It waits, or is paused, after the gateway was not reached: nothing of it can have happened.

        Of what was put on hold it may have: before the database went back to an earlier state.
        """
        waits = self.state in {RetryState.WAITING, RetryState.PAUSED}
        return waits and self.last_outcome in {AttemptOutcome.UNAVAILABLE, AttemptOutcome.DECLINED}


@dataclass(frozen=True, slots=True)
class ExternalMark:
    """A person's word that it was done outside of this service, and whether that was taken back."""

    reference: str | None
    note: str | None
    marked_by: str
    marked_at: datetime
    undone_by: str | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Transaction:
    """A payment. `amount` is what was authorized, or captured; `reserved` is what refunds hold of it (SPEC 1.6).

    `doubtful` is what refunds may have refunded of it without holding it: one word freed them, and the gateway could
    not say.
    `details` is what the client sent along and gets back (line items, custom fields, …); None where it was not read,
    since it may be long. `operation` is the charge, capture or void that is still open, if any.
    """

    id: int
    legacy_id: str
    merchant_id: int
    account: MerchantAccount
    amount: Money
    authorized_amount: Money
    reserved: Money
    doubtful: Money
    status: PaymentStatus
    order_id: str | None
    customer_id: int | None
    method: PaymentMethod
    source: PaymentSource
    created_at: datetime
    authorization_expires_at: datetime | None
    voided_externally: bool
    external_void: ExternalMark | None
    needs_attention: bool
    details: Mapping[str, Any] | None
    operation: Operation | None
    belongs_to: int | None = None
    """The number of the order that it is part of."""
    gateway_id: str | None = None
    """What the gateway calls it, where it was made elsewhere; its own id stands for that otherwise."""
    confirmed: bool = True
    """Whether the gateway is known to have it (SPEC 7.8)."""
    unconfirmed_because: str | None = None
    """What came of asking the gateway for it, where that did not confirm it."""
    gateway_account_id: int | None = None
    """The number of the gateway account that has it, where it was taken over from one."""
    dispute: Dispute | None = None
    """The latest chargeback that the gateway has told of."""
    waiting: Money | None = None
    """The part of what is reserved that waits for its settlement, of which no gateway has heard."""
    updated_at: datetime | None = None
    """When it last changed; None of one that has not since `created_at`."""
    part_of: int | None = None
    """The number of the authorization of which it captures a part."""
    parts: CaptureInParts | None = None
    captured_in_parts: Money | None = None
    """What partial captures hold of an authorization; each is a transaction of its own."""

    @property
    def has_parts(self) -> bool:
        """Whether some of it was captured by transactions of their own, or is being captured so."""
        return self.parts is not None or bool(self.captured_in_parts)

    @property
    def disputed(self) -> bool:
        """Whether a refund beside the customer's chargeback would pay twice, or the money is lost already."""
        return self.dispute is not None and self.dispute.state is not DisputeState.WON

    @property
    def refundable_amount(self) -> Money:
        """What is left of it. Of an authorization that was captured in parts, the parts are refunded instead."""
        return Money(0, self.amount.currency) if self.has_parts else self.amount - self.reserved

    @property
    def is_at_former_account(self) -> bool:
        """Whether another gateway account has it than its merchant account names by now."""
        return self.gateway_account_id is not None and self.gateway_account_id != self.account.gateway_account

    @property
    def stands_against_void(self) -> bool:
        """Whether refunds hold some of it that a gateway may have heard of."""
        return self.reserved != (self.waiting or Money(0, self.amount.currency))

    @property
    def towards_limit(self) -> Money:
        """What counts against the merchant's approval limit: all that was refunded of it, or may have been."""
        return self.reserved + self.doubtful

    @property
    def at_gateway(self) -> str:
        """What its gateway calls it."""
        return self.gateway_id or self.legacy_id


@dataclass(frozen=True, slots=True)
class Refund:
    """Money on its way back, or back. `details` as a transaction's; `operation` is the one that is open, or was the
    last.
    """

    id: int
    legacy_id: str
    merchant_id: int
    transaction_id: int
    account: MerchantAccount
    amount: Money
    status: PaymentStatus
    order_id: str | None
    source: PaymentSource
    created_at: datetime
    requested_by: str
    needs_attention: bool
    external: ExternalMark | None
    details: Mapping[str, Any] | None
    operation: Operation | None
    reason_code: str | None = None
    note: str | None = None
    order_refund_id: int | None = None
    """The number of the refund of a whole order that it is a part of."""
    gateway_id: str | None = None
    """What the gateway calls it, once it has accepted it."""
    gateway: str | None = None
    gateway_account_id: int | None = None
    gateway_account_version: int | None = None
    made_elsewhere: bool = False
    """Whether it was made at its gateway and not asked for here: no operation made it, and none undoes it."""
    waits_for_settlement: bool = False
    """Whether it is sent once its payment has settled; no gateway has heard of it."""
    updated_at: datetime | None = None
    """When it last changed; None of one that has not since `created_at`."""

    @property
    def awaits_approval(self) -> bool:
        """Whether it waits for a second person: it is reserved, and no operation was made for it yet."""
        return self.status is PaymentStatus.AUTHORIZING and self.operation is None

    @property
    def destination(self) -> Destination | None:
        """Where it is sent, and asked about once it was: its account's link when it was asked for, or approved."""
        return Destination.of(self.gateway, self.gateway_account_id, self.gateway_account_version)
