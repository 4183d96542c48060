"""What may be reversed, refunded, voided and captured. Values in, decisions out; nothing here waits or writes.

A rule raises `Refused` with facts; the paths start at the mutation's argument.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.money import Money, parse_amount
from app.domain.problems import Condition, Findings, Path, Problem, Refused
from app.domain.reversals.payments import MerchantAccount, Operation, Refund, Transaction
from app.domain.reversals.schedule import PAYPAL_REFUND_PERIOD
from app.domain.reversals.states import (
    REFUNDABLE,
    RESERVING,
    SETTLES_LATER,
    TERMINAL,
    VOIDABLE,
    AccountStatus,
    CaptureInParts,
    OperationKind,
    PaymentStatus,
    RetryState,
)

TRANSACTION: Path = ("input", "transactionId")
AMOUNT: Path = ("input", "refund", "amount")
REFUND: Path = ("input", "refundId")


class ReversalAction(StrEnum):
    VOID = "VOID"
    REFUND = "REFUND"
    NONE = "NONE"


@dataclass(frozen=True, slots=True)
class Refundability:
    """What `reverseTransaction` would do at this moment, and what stands in the way of anything else."""

    action: ReversalAction
    maximum: Money
    can_void: bool
    can_refund: bool
    blockers: tuple[Problem, ...]


def is_voidable(transaction: Transaction) -> bool:
    """Whether its status allows a void: AUTHORIZED, SUBMITTED_FOR_SETTLEMENT, PayPal: SETTLEMENT_PENDING (SPEC 1.1)."""
    if transaction.status in VOIDABLE:
        return True
    return transaction.method.paypal and transaction.status is PaymentStatus.SETTLEMENT_PENDING


def reversal(transaction: Transaction, now: datetime) -> ReversalAction:
    """The one of VOID and REFUND that undoes the transaction now. Raises Refused where neither does (SPEC 1.1)."""
    _check_confirmed(transaction)
    if is_voidable(transaction):
        check_void(transaction)
        return ReversalAction.VOID
    if transaction.status in REFUNDABLE:
        check_refund(transaction, now)
        return ReversalAction.REFUND
    _check_decided(transaction)
    raise Refused(_at_transaction(Condition.TRANSACTION_NOT_VOIDABLE, transaction))


def check_void(transaction: Transaction) -> None:
    """Raises Refused unless the transaction can be voided through its gateway."""
    _check_confirmed(transaction)
    _check_decided(transaction)
    if not is_voidable(transaction):
        raise Refused(_at_transaction(Condition.TRANSACTION_NOT_VOIDABLE, transaction))
    if transaction.operation is not None or transaction.stands_against_void or is_captured_in_part_now(transaction):
        raise Refused(_at_transaction(Condition.REVERSAL_NOT_POSSIBLE_NOW, transaction))
    if transaction.account.gateway is None:
        raise Refused(_at_transaction(Condition.REFUND_ACCOUNT_UNLINKED, transaction))


def check_refund(transaction: Transaction, now: datetime, *, waits: bool = False) -> None:
    """Raises Refused unless some of the transaction can be refunded through its gateway: now, or with `waits` once it
    has settled.
    """
    _check_confirmed(transaction)
    _check_refundable_status(transaction, waits=waits)
    if transaction.disputed:
        raise Refused(_at_transaction(Condition.DISPUTED, transaction))
    if not transaction.method.refundable:
        raise Refused(_at_transaction(Condition.FUNDING_SOURCE_NOT_REFUNDABLE, transaction))
    if transaction.method.paypal and now > transaction.created_at + PAYPAL_REFUND_PERIOD:
        raise Refused(_at_transaction(Condition.REFUND_PERIOD_OVER, transaction))
    problem = _account_problem(transaction)
    if problem is not None:
        raise Refused(_at_transaction(problem, transaction))


def refund_amount(transaction: Transaction, asked: str | None, now: datetime, *, waits: bool = False) -> Money:
    """How much a refund is of: `asked`, a client's text, or all that is left. One that `waits` is of a payment that has
    not settled yet. Raises Refused (SPEC 1.3, 2.3).
    """
    findings = Findings()
    amount = transaction.refundable_amount
    with findings:
        check_refund(transaction, now, waits=waits)
    with findings:
        amount = _asked_amount(transaction, asked, something_left=not findings.problems)
    findings.refuse()
    return amount


def external_refund_amount(transaction: Transaction, asked: str | None) -> Money:
    """How much was refunded outside: `asked`, or all that is left. Raises Refused, as for any refund (SPEC 6).

    The account's own state does not matter, since its gateway has no part in it.
    """
    findings = Findings()
    amount = transaction.refundable_amount
    with findings:
        _check_refundable_status(transaction)
    with findings:
        amount = _asked_amount(transaction, asked, something_left=not findings.problems)
    findings.refuse()
    return amount


def check_external_void(transaction: Transaction) -> None:
    """Raises Refused unless the transaction can have been voided outside: it is voidable, and nothing else is open."""
    _check_decided(transaction)
    if not is_voidable(transaction):
        raise Refused(_at_transaction(Condition.TRANSACTION_NOT_VOIDABLE, transaction))
    if _holds(transaction.operation) or transaction.stands_against_void or is_captured_in_part_now(transaction):
        raise Refused(_at_transaction(Condition.REVERSAL_NOT_POSSIBLE_NOW, transaction))


def external_refunds_to_undo(transaction: Transaction, of_order: list[Refund]) -> list[Refund]:
    """The transaction's external refunds that count, if all of the order's that count are external (SPEC 6.3)."""
    counting = [refund for refund in of_order if counts_as_reserved(refund.status)]
    if any(refund.external is None for refund in counting):
        raise Refused(_at_transaction(Condition.NOT_ALL_EXTERNAL, transaction))
    own = [refund for refund in counting if refund.transaction_id == transaction.id]
    if not own:
        raise Refused(_at_transaction(Condition.NOTHING_TO_UNDO, transaction))
    return own


def check_external_void_undo(transaction: Transaction, of_order: list[Transaction]) -> None:
    """Raises Refused unless the transaction's void is a person's mark, like every void of its order (SPEC 6.3)."""
    if not transaction.voided_externally:
        raise Refused(_at_transaction(Condition.NOTHING_TO_UNDO, transaction))
    voided = [each for each in of_order if each.status is PaymentStatus.VOIDED]
    if not all(each.voided_externally for each in voided):
        raise Refused(_at_transaction(Condition.NOT_ALL_EXTERNAL, transaction))


def capture_amount(transaction: Transaction, asked: str | None, path: Path) -> Money:
    """How much a capture takes: `asked`, or all that was authorized. Raises Refused (91507, 91522)."""
    _check_confirmed(transaction)
    unfit = transaction.operation is not None or transaction.has_parts
    if transaction.status is not PaymentStatus.AUTHORIZED or unfit:
        raise Refused(_at_transaction(Condition.TRANSACTION_NOT_AUTHORIZED, transaction))
    if asked is None:
        return transaction.amount
    amount = parse_amount(asked, transaction.amount.currency, path)
    if transaction.amount < amount:
        told = {"requested": str(amount), "authorized": str(transaction.amount), "currency": amount.currency}
        raise Refused(Problem(Condition.SETTLEMENT_AMOUNT_TOO_LARGE, path, told))
    return amount


def part_to_capture(transaction: Transaction, asked: str | None, path: Path) -> Money:
    """How much a partial capture takes of the authorization: what was `asked`, a client's text. Raises Refused (81502,
    91507, 91522, 915103).

    The first one leaves it SETTLEMENT_PENDING, and others may follow, of what is left.
    """
    _check_confirmed(transaction)
    if transaction.part_of is not None:
        raise Refused(_at_transaction(Condition.CAPTURE_IS_PARTIAL, transaction))
    pending = transaction.status is PaymentStatus.SETTLEMENT_PENDING and transaction.parts is not None
    if transaction.operation is not None or not (transaction.status is PaymentStatus.AUTHORIZED or pending):
        raise Refused(_at_transaction(Condition.TRANSACTION_NOT_AUTHORIZED, transaction))
    if asked is None:
        raise Refused(Problem(Condition.AMOUNT_REQUIRED, path))
    amount, left = parse_amount(asked, transaction.amount.currency, path), _left_to_capture(transaction)
    if left < amount:
        told = {"requested": str(amount), "left": str(left), "currency": amount.currency}
        raise Refused(Problem(Condition.SETTLEMENT_AMOUNT_TOO_LARGE, path, told))
    return amount


def _left_to_capture(transaction: Transaction) -> Money:
    nothing = Money(0, transaction.amount.currency)
    if transaction.parts is CaptureInParts.OVER:
        return nothing
    return transaction.amount - (transaction.captured_in_parts or nothing)


def is_captured_in_part_now(transaction: Transaction) -> bool:
    """Whether the first partial capture of an authorization is under way, so that nothing else may be done with it."""
    return transaction.status is PaymentStatus.AUTHORIZED and transaction.has_parts


def check_settlement(transaction: Transaction) -> None:
    """Raises Refused unless the sandbox can settle the transaction now (91575)."""
    _check_confirmed(transaction)
    settling = {PaymentStatus.SUBMITTED_FOR_SETTLEMENT, PaymentStatus.SETTLEMENT_PENDING, PaymentStatus.SETTLING}
    if transaction.status not in settling or transaction.operation is not None or transaction.has_parts:
        raise Refused(_at_transaction(Condition.SETTLEMENT_NOT_POSSIBLE, transaction))


def check_sale(account: MerchantAccount, path: Path) -> None:
    """Raises Refused unless the account can take payments through a gateway (91513, 91514)."""
    if account.status is AccountStatus.SUSPENDED:
        raise Refused(Problem(Condition.MERCHANT_ACCOUNT_SUSPENDED, path, {"account": account.public_id}))
    if account.gateway is None:
        raise Refused(Problem(Condition.MERCHANT_ACCOUNT_INVALID, path, {"unlinked": account.public_id}))
    if account.status is not AccountStatus.ACTIVE:
        raise Refused(Problem(Condition.MERCHANT_ACCOUNT_INVALID, path, {"pending": account.public_id}))


def check_refund_account(account: MerchantAccount, transaction: Transaction, path: Path) -> None:
    """Raises Refused unless the refund may come out of `account` instead of the transaction's own (91513, 91514)."""
    if account.status is AccountStatus.SUSPENDED:
        raise Refused(Problem(Condition.MERCHANT_ACCOUNT_SUSPENDED, path, {"account": account.public_id}))
    own, has_it = transaction.account, transaction.gateway_account_id
    same_gateway = (account.gateway, account.gateway_account) == (own.gateway, own.gateway_account)
    if has_it is not None:
        same_gateway = account.gateway_account == has_it
    fits = same_gateway and account.currency == transaction.amount.currency
    if not fits or account.status is not AccountStatus.ACTIVE:
        raise Refused(Problem(Condition.MERCHANT_ACCOUNT_INVALID, path, {"account": account.public_id}))


class RefundReversal(StrEnum):
    """How a refund is taken back."""

    CANCEL = "CANCEL"
    """It waits and was certainly not done: no call is needed."""
    VOID = "VOID"
    """The gateway has it and is asked to void it."""


def refund_reversal(refund: Refund, *, awaits_approval: bool = False) -> RefundReversal:
    """How `reverseRefund` takes the refund back. Raises Refused where it can't be, or not now (SPEC 1.4).

    No gateway has heard of one that awaits approval.
    """
    told = {"status": refund.status.value}
    operation = refund.operation
    if refund.made_elsewhere:
        told |= {"allowed": "it was made at the gateway, and can only be taken back there"}
        raise Refused(Problem(Condition.TRANSACTION_NOT_VOIDABLE, REFUND, told))
    if refund.status is PaymentStatus.AUTHORIZING:
        if awaits_approval or (operation is not None and operation.certainly_not_done):
            return RefundReversal.CANCEL
        raise Refused(Problem(Condition.REVERSAL_NOT_POSSIBLE_NOW, REFUND, told))
    if refund.status is not PaymentStatus.SUBMITTED_FOR_SETTLEMENT:
        raise Refused(Problem(Condition.TRANSACTION_NOT_VOIDABLE, REFUND, told))
    if operation is not None and operation.open:
        raise Refused(Problem(Condition.REVERSAL_NOT_POSSIBLE_NOW, REFUND, told))
    return RefundReversal.VOID


def refundability(transaction: Transaction, now: datetime) -> Refundability:
    """What a reversal would do, without doing it; it asks the same rules as the reversal itself."""
    action, blockers = ReversalAction.NONE, Findings()
    with blockers:
        action = reversal(transaction, now)
    can_void = _passes(lambda: check_void(transaction))
    can_refund = _passes(lambda: check_refund(transaction, now))
    nothing = Money(0, transaction.amount.currency)
    maximum = transaction.amount if can_void else transaction.refundable_amount if can_refund else nothing
    return Refundability(action, maximum, can_void, can_refund, tuple(blockers.problems))


def external_refundability(transaction: Transaction) -> Refundability:
    """What can have been refunded outside: all that is left of a settled payment, whatever its gateway says of it."""
    blockers = Findings()
    with blockers:
        _check_refundable_status(transaction)
    can_refund = not blockers.problems
    action = ReversalAction.REFUND if can_refund else ReversalAction.NONE
    maximum = transaction.refundable_amount if can_refund else Money(0, transaction.amount.currency)
    return Refundability(action, maximum, False, can_refund, tuple(blockers.problems))


def counts_as_reserved(status: PaymentStatus) -> bool:
    """Whether a refund of this status counts against what may still be refunded (SPEC 12)."""
    return status in RESERVING


def settles_later(transaction: Transaction) -> bool:
    """Whether the payment is going to settle by itself, so that a refund of it can wait for that."""
    return transaction.status in SETTLES_LATER


def _check_refundable_status(transaction: Transaction, *, waits: bool = False) -> None:
    _check_decided(transaction)
    if transaction.parts is not None:
        raise Refused(_at_transaction(Condition.CAPTURED_IN_PARTS, transaction))
    if _holds(transaction.operation):
        raise Refused(_at_transaction(Condition.REVERSAL_NOT_POSSIBLE_NOW, transaction))
    if transaction.status not in REFUNDABLE and not (waits and settles_later(transaction)):
        raise Refused(_at_transaction(Condition.TRANSACTION_NOT_SETTLED, transaction))
    if not transaction.refundable_amount:
        raise Refused(_at_transaction(Condition.TRANSACTION_ALREADY_REFUNDED, transaction))


def _asked_amount(transaction: Transaction, asked: str | None, *, something_left: bool) -> Money:
    """The amount that a client's text means, all that is left for None. How much is left is told only where some is."""
    if asked is None:
        return transaction.refundable_amount
    amount = parse_amount(asked, transaction.amount.currency, AMOUNT)
    if something_left and transaction.refundable_amount < amount:
        told = {"requested": str(amount), **facts(transaction)}
        raise Refused(Problem(Condition.REFUND_AMOUNT_TOO_LARGE, AMOUNT, told))
    return amount


def _passes(check: Callable[[], None]) -> bool:
    try:
        check()
    except Refused:
        return False
    return True


def _check_confirmed(transaction: Transaction) -> None:
    """Raises Refused for a payment made elsewhere that its gateway has not confirmed (SPEC 7.8).

    One that is linked to no gateway, or over, is refused for that: no gateway's word would change it.
    """
    over = transaction.status in TERMINAL - REFUNDABLE
    if transaction.confirmed or over or transaction.account.gateway is None:
        return
    told = facts(transaction)
    if transaction.unconfirmed_because is not None:
        told["because"] = transaction.unconfirmed_because
    raise Refused(Problem(Condition.TRANSACTION_NOT_CONFIRMED, TRANSACTION, told))


def _check_decided(transaction: Transaction) -> None:
    if transaction.status is PaymentStatus.AUTHORIZING:
        raise Refused(_at_transaction(Condition.REVERSAL_NOT_POSSIBLE_NOW, transaction))


def _holds(operation: Operation | None) -> bool:
    """Whether an open void or capture may have happened, so that nothing else may: SPEC 5.4."""
    return operation is not None and not operation.certainly_not_done


def _account_problem(transaction: Transaction) -> Condition | None:
    account = transaction.account
    if account.gateway is None:
        return Condition.REFUND_ACCOUNT_UNLINKED
    if account.status is AccountStatus.SUSPENDED:
        return Condition.REFUND_ACCOUNT_SUSPENDED
    if account.status is AccountStatus.PENDING:
        return Condition.REFUND_ACCOUNT_PENDING
    if not account.supports_refunds:
        return Condition.REFUND_ACCOUNT_NOT_SUPPORTED
    if transaction.status is PaymentStatus.SETTLING and not account.refunds_while_settling:
        return Condition.REFUND_WHILE_SETTLING_NOT_SUPPORTED
    return None


def facts(transaction: Transaction) -> dict[str, str]:
    """What a refusal tells of a transaction: its status, its amount, how much of it is left, and of a void of it."""
    return {
        "status": transaction.status.value,
        "amount": str(transaction.amount),
        "left": str(transaction.refundable_amount),
        "currency": transaction.amount.currency,
        **_void_under_way(transaction.operation),
        **_dispute_of(transaction),
    }


def _dispute_of(transaction: Transaction) -> dict[str, str]:
    """What a refusal tells of a chargeback: where it stands."""
    return {} if transaction.dispute is None else {"dispute": transaction.dispute.state.value}


def _void_under_way(operation: Operation | None) -> dict[str, str]:
    """What a void that has not ended does at the moment, if there is one."""
    if operation is None or operation.kind is not OperationKind.VOID or not operation.open:
        return {}
    doing = {RetryState.RUNNING: "is being made", RetryState.PAUSED: "is paused in the queue"}
    return {"void": doing.get(operation.state, "waits in the queue")}


def _at_transaction(condition: Condition, transaction: Transaction) -> Problem:
    return Problem(condition, TRANSACTION, facts(transaction))
