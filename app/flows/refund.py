"""Refund a settled transaction, in full or in part (SPEC 1.3)."""

from dataclasses import dataclass, field
from typing import Any

from app.domain import rules
from app.domain.payments import MerchantAccount, Refund, Terms, Transaction
from app.domain.people import Actor, Right
from app.domain.problems import Condition, Findings, Problem, Refused
from app.domain.rules import TRANSACTION
from app.domain.states import RefundFailurePolicy
from app.domain.texts import LONGEST_NOTE, LONGEST_ORDER_ID, check_text
from app.flows.carry_out import carry_out
from app.flows.confirm import confirmed_first
from app.flows.finding import lock_transaction
from app.flows.reasons import check_why
from app.flows.request_key import answered_before, remember
from app.flows.reserving import AwaitingApproval, reserve_refund
from app.flows.service import Service, Work
from app.store import merchants, refunds

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
    async with service.work(actor, Condition.CONCURRENT_REFUNDS, TRANSACTION) as work:
        before = await answered_before(work, "refundTransaction", ask)
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
        sending = await reserve_refund(
            service,
            work,
            transaction,
            amount,
            account=account,
            order_id=ask.order_id,
            terms=Terms(
                on_failure=ask.on_failure or RefundFailurePolicy.QUEUE, reason_code=ask.reason_code, note=ask.note
            ),
            details=kept_details(ask.description, ask.line_items),
        )
        if isinstance(sending, AwaitingApproval):
            await remember(work, ask, refund_id=sending.refund_id)
            return await refunds.get(work.session, sending.refund_id)
        refund_id, operation_id = sending.operation.refund_id, sending.operation.id
        await remember(work, ask, refund_id=refund_id, operation_id=operation_id)
    await carry_out(service, actor, sending)
    async with service.store.session() as session:
        assert refund_id is not None
        return await refunds.get(session, refund_id)


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
        raise Refused(Problem(Condition.MERCHANT_ACCOUNT_INVALID, ACCOUNT, {"account": asked}))
    rules.check_refund_account(account, transaction, ACCOUNT)
    return account


def kept_details(description: str | None, line_items: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    """What is kept of a refund as it was sent, and given back."""
    details: dict[str, Any] = {}
    if description is not None:
        details["description"] = description
    if line_items:
        details["line_items"] = list(line_items)
    return details
