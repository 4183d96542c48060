"""Refund a settled transaction, in full or in part (SPEC 1.3)."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from app.domain import rules
from app.domain.money import Money
from app.domain.payments import MerchantAccount, Refund, Terms, Transaction
from app.domain.people import Actor, Right
from app.domain.problems import Condition, Findings, Problem, Refused
from app.domain.reversals import Reversal
from app.domain.rules import TRANSACTION
from app.domain.states import OperationKind, RefundFailurePolicy
from app.domain.texts import LONGEST_NOTE, LONGEST_ORDER_ID, check_text
from app.flows.at_once import Request, reserve_at_once
from app.flows.confirm import confirmed_first
from app.flows.finding import lock_transaction
from app.flows.life import as_it_is_now, carry_out
from app.flows.reasons import check_why
from app.flows.request_key import answered_before, remember
from app.flows.reserving import AwaitingApproval, Sending, reserve
from app.flows.service import Service, Work
from app.store import merchants, refunds

MUTATION = "refundTransaction"
REFUND_INPUT = ("input", "refund")
ACCOUNT = (*REFUND_INPUT, "merchantAccountId")
ORDER_ID = (*REFUND_INPUT, "orderId")
DESCRIPTION = (*REFUND_INPUT, "description")


@dataclass(frozen=True, slots=True)
class RefundAsk:
    """What `refundTransaction` was asked. `amount` is the client's text; None means all that is left."""

    transaction_id: str
    amount: str | None = None
    order_id: str | None = None
    merchant_account_id: str | None = None
    description: str | None = None
    line_items: tuple[dict[str, Any], ...] = field(default=())
    on_failure: RefundFailurePolicy | None = None
    reason_code: str | None = None
    note: str | None = None
    request_key: str | None = None


@confirmed_first
async def refund_transaction(service: Service, actor: Actor, ask: RefundAsk) -> Refund:
    """The new refund, in the state that the gateway's answer put it in; a declined or queued one comes back as well.

    A person's refund above the merchant's limit comes back before any gateway heard of it: it awaits approval.

    Raises Refused, NotAllowed, Unavailable.
    """
    actor.require(Right.REFUND)
    if ask.on_failure is RefundFailurePolicy.RECORD_ANYWAY:
        actor.require(Right.MARK_EXTERNALLY)
    terms = Terms(on_failure=ask.on_failure or RefundFailurePolicy.QUEUE, reason_code=ask.reason_code, note=ask.note)
    decide = partial(_decided, ask, terms)
    sending = await reserve_at_once(service, actor, Request(MUTATION, ask, key_names_transaction=False), decide)
    if sending is None:
        reserved = await _reserve(service, actor, ask, terms)
        if isinstance(reserved, Refund):
            return reserved
        sending = reserved
    refund = await as_it_is_now(service, await carry_out(service, actor, sending))
    assert isinstance(refund, Refund), "a refund of this kind never turns"
    return refund


def _decided(ask: RefundAsk, terms: Terms, transaction: Transaction, now: datetime) -> Reversal:
    """The refund out of the transaction's own account. Raises Refused, also for another account, to be found first."""
    _check_texts(ask)
    if ask.merchant_account_id not in {None, transaction.account.public_id}:
        raise Refused(_account_invalid(ask.merchant_account_id or ""))
    return _reversal(ask, terms, transaction, rules.refund_amount(transaction, ask.amount, now), transaction.account)


def _reversal(
    ask: RefundAsk, terms: Terms, transaction: Transaction, amount: Money, account: MerchantAccount
) -> Reversal:
    details = kept_details(ask.description, ask.line_items)
    return Reversal(OperationKind.REFUND, transaction, amount, terms, account, ask.order_id, details)


async def _reserve(service: Service, actor: Actor, ask: RefundAsk, terms: Terms) -> Sending | Refund:
    """What is to be sent, reserved with the transaction held.

    Or what a request of the same key made before, or a refund that awaits approval.
    """
    async with service.work(actor, Condition.CONCURRENT_REFUNDS, TRANSACTION) as work:
        before = await answered_before(work, MUTATION, ask)
        if before is not None:
            assert isinstance(before, Refund)
            return before
        transaction = await lock_transaction(work, ask.transaction_id, refund_is_credit=True)
        findings = Findings()
        with findings:
            _check_texts(ask)
        with findings:
            await check_why(work, ask.reason_code, ask.note, *REFUND_INPUT)
        with findings:
            account = await _account(work, transaction, ask.merchant_account_id)
        with findings:
            amount = rules.refund_amount(transaction, ask.amount, work.now)
        findings.refuse()
        reserved = await reserve(service, work, _reversal(ask, terms, transaction, amount, account))
        if isinstance(reserved, AwaitingApproval):
            await remember(work, ask, refund_id=reserved.refund_id)
            return await refunds.get(work.session, reserved.refund_id)
        await remember(work, ask, refund_id=reserved.operation.refund_id, operation_id=reserved.operation.id)
        return reserved


def _check_texts(ask: RefundAsk) -> None:
    findings = Findings()
    with findings:
        check_text(ask.order_id or "", ORDER_ID, LONGEST_ORDER_ID, Condition.ORDER_ID_TOO_LONG)
    with findings:
        check_text(ask.description or "", DESCRIPTION, LONGEST_NOTE)
    findings.refuse()


async def _account(work: Work, transaction: Transaction, asked: str | None) -> MerchantAccount:
    """The account that the refund comes out of: the transaction's own, unless another was asked for (91513, 91514)."""
    if asked is None or asked == transaction.account.public_id:
        return transaction.account
    check_text(asked, ACCOUNT, LONGEST_ORDER_ID, Condition.MERCHANT_ACCOUNT_INVALID)
    account = await merchants.find_account(work.session, work.merchant.id, asked)
    if account is None:
        raise Refused(_account_invalid(asked))
    rules.check_refund_account(account, transaction, ACCOUNT)
    return account


def _account_invalid(asked: str) -> Problem:
    return Problem(Condition.MERCHANT_ACCOUNT_INVALID, ACCOUNT, {"account": asked})


def kept_details(description: str | None, line_items: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    """What is kept of a refund as it was sent, and given back."""
    details: dict[str, Any] = {}
    if description is not None:
        details["description"] = description
    if line_items:
        details["line_items"] = list(line_items)
    return details
