"""Transactions, refunds and operations in every shape that the rules may be asked about."""

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from app.domain.money import Money
from app.domain.reversals.payments import MerchantAccount, Operation, PaymentMethod, Refund, Terms, Transaction
from app.domain.reversals.states import (
    AccountStatus,
    AttemptOutcome,
    OperationKind,
    PaymentSource,
    PaymentStatus,
    RetryState,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def nothing_of(kind: "type[DataclassInstance]") -> dict[str, None]:
    """None for each field: what a rule has no part in is not said."""
    return {field.name: None for field in fields(kind)}


def operation(**given: Any) -> Operation:
    """A refund of 10.00 that has been sent once and waits; `given` counts more."""
    usual: dict[str, Any] = {
        "id": 1,
        "merchant_id": 1,
        "kind": OperationKind.REFUND,
        "key": "key",
        "transaction_id": 1,
        "refund_id": 1,
        "amount": Money(1000, "USD"),
        "order_id": None,
        "state": RetryState.WAITING,
        "terms": Terms(),
        "requested_by": "Key",
        "requested_at": NOW,
        "attempts_made": 1,
        "retries_made": 0,
        "first_attempt_at": NOW,
        "last_attempt_at": NOW,
        "pressed_at": None,
        "next_attempt_at": None,
        "last_outcome": AttemptOutcome.UNAVAILABLE,
        "last_error": None,
        "lease": None,
        "gateway": "sandbox",
        "answered_wrongly": False,
        "sent_anew": 0,
        "wire_keys": 1,
    }
    return Operation(**{**nothing_of(Operation), **usual, **given})


def account(**given: Any) -> MerchantAccount:
    """An account that allows everything; `given` counts more."""
    usual: dict[str, Any] = {
        "id": 1,
        "public_id": "usd",
        "currency": "USD",
        "gateway": "sandbox",
        "status": AccountStatus.ACTIVE,
        "default": True,
    }
    return MerchantAccount(**{**usual, **given})


def transaction(**given: Any) -> Transaction:
    """A settled payment of 100.00 of which nothing was given back; `given` counts more."""
    usual: dict[str, Any] = {
        "id": 1,
        "legacy_id": "abc1",
        "merchant_id": 1,
        "account": account(),
        "amount": Money(10000, "USD"),
        "authorized_amount": Money(10000, "USD"),
        "reserved": Money(0, "USD"),
        "doubtful": Money(0, "USD"),
        "status": PaymentStatus.SETTLED,
        "order_id": None,
        "customer_id": None,
        "method": PaymentMethod(brand="VISA"),
        "source": PaymentSource.API,
        "created_at": NOW,
        "authorization_expires_at": None,
        "voided_externally": False,
        "external_void": None,
        "needs_attention": False,
        "details": {},
        "operation": None,
        "confirmed": True,
    }
    return Transaction(**{**nothing_of(Transaction), **usual, **given})


def refund(**given: Any) -> Refund:
    """A refund of 10.00 that the gateway has accepted; `given` counts more."""
    usual: dict[str, Any] = {
        "id": 1,
        "legacy_id": "abc2",
        "merchant_id": 1,
        "transaction_id": 1,
        "account": account(),
        "amount": Money(1000, "USD"),
        "status": PaymentStatus.SUBMITTED_FOR_SETTLEMENT,
        "order_id": None,
        "source": PaymentSource.API,
        "created_at": NOW,
        "requested_by": "Key",
        "needs_attention": False,
        "external": None,
        "details": {},
        "operation": operation(state=RetryState.SUCCEEDED, last_outcome=AttemptOutcome.ACCEPTED),
    }
    return Refund(**{**nothing_of(Refund), **usual, **given})


open_operations = st.builds(
    operation,
    kind=st.sampled_from(OperationKind),
    state=st.sampled_from([RetryState.WAITING, RetryState.RUNNING, RetryState.PAUSED]),
    last_outcome=st.none() | st.sampled_from(AttemptOutcome),
)

accounts = st.builds(
    account,
    gateway=st.sampled_from(["sandbox", "sandbox", "sandbox", None]),
    status=st.sampled_from([AccountStatus.ACTIVE, AccountStatus.ACTIVE, *AccountStatus]),
    supports_refunds=st.booleans(),
    refunds_while_settling=st.booleans(),
)

methods = st.sampled_from(
    [
        PaymentMethod(brand="VISA"),
        PaymentMethod(brand="VISA", refundable=False),
        PaymentMethod(payer_email="payer@example.com"),
    ]
)


@st.composite
def transactions(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Transaction:
    """Any transaction that the database could hold, and some more."""
    amount = draw(st.integers(1, 10**6))
    return transaction(
        amount=Money(amount, "USD"),
        reserved=Money(draw(st.just(0) | st.just(amount) | st.integers(0, amount)), "USD"),
        status=draw(st.sampled_from(PaymentStatus)),
        account=draw(accounts),
        method=draw(methods),
        created_at=NOW - draw(st.sampled_from([timedelta(0), timedelta(days=180), timedelta(days=181)])),
        operation=draw(st.none() | open_operations),
    )
