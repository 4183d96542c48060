"""What is asked for, decided on what was seen: an operation to reserve, one that awaits approval, or a refusal.

Values in, a value out. Everything that is wrong is said at once, in the order in which a mutation looks at it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.domain.money import parse_amount
from app.domain.people.people import Actor, ActorKind, Right
from app.domain.problems import Condition, Findings, Path, Problem, Refused
from app.domain.reversals import rules
from app.domain.reversals.approvals import needs_approval
from app.domain.reversals.new_operation import NewOperation
from app.domain.reversals.payments import Merchant, MerchantAccount, Terms, Transaction
from app.domain.reversals.rules import ReversalAction
from app.domain.reversals.states import OperationKind
from app.domain.texts import LONGEST_NOTE, LONGEST_ORDER_ID, check_text

REFUND_INPUT: Path = ("input", "refund")
ACCOUNT: Path = (*REFUND_INPUT, "merchantAccountId")
ORDER_ID: Path = (*REFUND_INPUT, "orderId")
DESCRIPTION: Path = (*REFUND_INPUT, "description")
EXPECTED: Path = ("input", "expectedRefundableAmount")

CAPTURED_AMOUNT: Path = ("input", "transaction", "amount")
CAPTURED_ORDER_ID: Path = ("input", "transaction", "orderId")

MOST_NAMED = 20
"""How many reasons a refusal names."""


@dataclass(frozen=True, slots=True)
class Why:
    """The `reasonCode` and the `note` of a request, which stand in the input object at the path `within`."""

    reason_code: str | None
    note: str | None
    within: Path


@dataclass(frozen=True, slots=True)
class Reasons:
    """What is known of the merchant's reasons: that the one of the request can be given, or that none was.

    Otherwise `codes` are those that can be, for the refusal.
    """

    known: bool = True
    codes: tuple[str, ...] = ()


ANY_REASON = Reasons()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when a request is decided on: the payment, the merchant, who asks, and what else was named.

    `why` is None where a mutation takes neither reason nor note.
    `account` is the merchant account that a refund is to come out of, where another than the payment's own was asked
    for; None if there is none of that id.
    """

    transaction: Transaction
    merchant: Merchant
    actor: Actor
    at: datetime
    why: Why | None = None
    reasons: Reasons = ANY_REASON
    account: MerchantAccount | None = None

    def check_why(self) -> None:
        """Raises Refused for what is wrong with the reason or the note."""
        if self.why is not None:
            check_why(self.why, self.merchant, self.actor, self.reasons)


@dataclass(frozen=True, slots=True)
class AskedRefund:
    """What a refund is to be. `amount` is the client's text; None means all that is left, `account` the payment's.
    `expected` is what the client believes to be left, also its text; None for a client that does not say. One that
    `waits` may be of a payment that has not settled yet.
    """

    amount: str | None = None
    order_id: str | None = None
    account: str | None = None
    description: str | None = None
    line_items: tuple[dict[str, Any], ...] = ()
    expected: str | None = None
    waits: bool = False


Rule = Callable[[Facts], NewOperation]
"""What a mutation makes of a payment. Raises Refused with all that is wrong, NotAllowed."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The operation, and whether a second person has to agree before any gateway hears of it (SPEC 8.3)."""

    operation: NewOperation
    awaits_approval: bool = False


def decide(facts: Facts, rule: Rule) -> Decision:
    """What becomes of the request. Raises Refused, NotAllowed."""
    operation = rule(facts)
    return Decision(operation, awaits_approval(facts.actor, facts.merchant, operation))


def voids(terms: Terms, facts: Facts) -> NewOperation:
    """The void of the transaction. Raises Refused."""
    findings, transaction = Findings(), facts.transaction
    with findings:
        facts.check_why()
    with findings:
        rules.check_void(transaction)
    findings.refuse()
    return NewOperation(OperationKind.VOID, transaction, transaction.amount, terms)


def reverses(terms: Terms, facts: Facts) -> NewOperation:
    """Which way the transaction is undone. Raises Refused, and NotAllowed where the actor may not do just that."""
    findings, transaction, action = Findings(), facts.transaction, ReversalAction.NONE
    with findings:
        facts.check_why()
    with findings:
        action = rules.reversal(transaction, facts.at)
        facts.actor.require(Right.VOID if action is ReversalAction.VOID else Right.REFUND)
    findings.refuse()
    if action is ReversalAction.VOID:
        return NewOperation(OperationKind.VOID, transaction, transaction.amount, terms)
    return NewOperation(OperationKind.REFUND, transaction, transaction.refundable_amount, terms)


def refunds(terms: Terms, asked: AskedRefund, facts: Facts) -> NewOperation:
    """The refund of what was asked for. Raises Refused."""
    findings, transaction = Findings(), facts.transaction
    with findings:
        _check_expected(transaction, asked.expected)
    with findings:
        _check_texts(asked)
    with findings:
        facts.check_why()
    with findings:
        account = _account(facts, asked.account)
    with findings:
        amount = rules.refund_amount(transaction, asked.amount, facts.at, waits=asked.waits)
    findings.refuse()
    details = kept_details(asked.description, asked.line_items)
    operation = NewOperation(OperationKind.REFUND, transaction, amount, terms, account, asked.order_id, details)
    return replace(operation, waits=asked.waits and rules.settles_later(transaction))


def captures(amount: str | None, order_id: str | None, facts: Facts) -> NewOperation:
    """The capture of `amount`, a client's text, or of all that was authorized; then the transaction carries `order_id`.

    Raises Refused.
    """
    findings, captured = Findings(), facts.transaction.amount
    with findings:
        captured = rules.capture_amount(facts.transaction, amount, CAPTURED_AMOUNT)
    with findings:
        check_text(order_id or "", CAPTURED_ORDER_ID, LONGEST_ORDER_ID, Condition.ORDER_ID_TOO_LONG)
    findings.refuse()
    return NewOperation(OperationKind.CAPTURE, facts.transaction, captured, order_id=order_id)


def _check_expected(transaction: Transaction, expected: str | None) -> None:
    """Raises Refused (OUTDATED) where something else is left of the transaction than the client believes."""
    left = transaction.refundable_amount
    if expected is not None and parse_amount(expected, left.currency, EXPECTED, zero_allowed=True) != left:
        facts = {"left": str(left), "currency": left.currency}
        raise Refused(Problem(Condition.OUTDATED, EXPECTED, facts))


def _check_texts(asked: AskedRefund) -> None:
    findings = Findings()
    with findings:
        check_text(asked.order_id or "", ORDER_ID, LONGEST_ORDER_ID, Condition.ORDER_ID_TOO_LONG)
    with findings:
        check_text(asked.description or "", DESCRIPTION, LONGEST_NOTE)
    findings.refuse()


def _account(facts: Facts, asked: str | None) -> MerchantAccount:
    """The account that the refund comes out of: the transaction's own, unless another was asked for (91513, 91514)."""
    transaction, account = facts.transaction, facts.account
    if asked is None or asked == transaction.account.public_id:
        return transaction.account
    check_text(asked, ACCOUNT, LONGEST_ORDER_ID, Condition.MERCHANT_ACCOUNT_INVALID)
    if account is None:
        raise Refused(Problem(Condition.MERCHANT_ACCOUNT_INVALID, ACCOUNT, {"account": asked}))
    rules.check_refund_account(account, transaction, ACCOUNT)
    return account


def kept_details(description: str | None, line_items: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    """What is kept of a refund as it was sent, and returned."""
    details: dict[str, Any] = {}
    if description is not None:
        details["description"] = description
    if line_items:
        details["line_items"] = list(line_items)
    return details


def awaits_approval(actor: Actor, merchant: Merchant, operation: NewOperation) -> bool:
    """Whether a second person has to agree to the operation: to refunds alone, and once."""
    if operation.kind is not OperationKind.REFUND or operation.is_approved_refund:
        return False
    return needs_approval(actor.kind, merchant.approval_limits, operation.transaction.towards_limit, operation.amount)


def check_why(why: Why, merchant: Merchant, actor: Actor, reasons: Reasons) -> None:
    """Raises Refused for a reason that can't be given, none where one has to be, or a note that can't be kept.

    REASON_UNKNOWN says which ones there are; REASON_REQUIRED is for people alone, where the merchant's staff has to
    give one (SPEC 9): programs are free to give none.
    """
    findings, path = Findings(), (*why.within, "reasonCode")
    with findings:
        if not reasons.known:
            raise Refused(Problem(Condition.REASON_UNKNOWN, path, _allowed(reasons.codes)))
        if why.reason_code is None and needs_reason(merchant, actor):
            raise Refused(Problem(Condition.REASON_REQUIRED, path, _allowed(reasons.codes)))
    with findings:
        check_text(why.note or "", (*why.within, "note"), LONGEST_NOTE)
    findings.refuse()


def needs_reason(merchant: Merchant, actor: Actor) -> bool:
    """Whether the actor has to give a reason for a reversal."""
    return merchant.require_reason_from_staff and actor.kind is ActorKind.USER


def _allowed(codes: tuple[str, ...]) -> dict[str, str]:
    """The codes that can be given, for the message; nothing where there are none."""
    told = [*codes[:MOST_NAMED], "…"] if len(codes) > MOST_NAMED else codes
    return {"allowed": ", ".join(told)} if codes else {}
