"""Refund to a card without a payment that it gives back: a detached refund (Braintree's `refundCreditCard`).

It is a refund like any other: reserved, sent, queued, approved, taken back and settled by the same code. What it is of
is a credit: a row among the transactions that stands for the card and the amount, and that no client sees.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.ids import credit_id
from app.domain.money import Money, parse_amount
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Findings, Path, Problem, Refused
from app.domain.reversals import rules
from app.domain.reversals.decide import ACCOUNT, ORDER_ID, REFUND_INPUT, Decision, awaits_approval
from app.domain.reversals.new_operation import NewOperation
from app.domain.reversals.payments import MerchantAccount, PaymentMethod, Refund, Terms
from app.domain.reversals.rules import AMOUNT
from app.domain.reversals.states import OperationKind, RefundFailurePolicy
from app.domain.texts import LONGEST_ORDER_ID, check_text
from app.flows.people.reasons import check_why
from app.flows.reversals.life import as_it_is_now, carry_out
from app.flows.reversals.request_key import answered_before, free_key
from app.flows.reversals.reserving import Sending, claim_of, reserve
from app.flows.sandbox.methods import PAYMENT_METHOD, Known, look_up, require_sandbox, use
from app.flows.sandbox.vault import customer_number
from app.flows.service import Service, Work
from app.store.people import merchants
from app.store.reversals import credits, transactions
from app.store.reversals.status_events import Cause

MUTATION = "refundCreditCard"
CUSTOMER: Path = (*REFUND_INPUT, "customerId")


@dataclass(frozen=True, slots=True)
class RefundCardAsk:
    """What `refundCreditCard` was asked. `amount` is the client's text; `details` are kept as they were sent. `card` is
    what the refund shows of a test card, where that is not what the payment method stands for.
    """

    payment_method_id: str
    amount: str
    order_id: str | None = None
    merchant_account_id: str | None = None
    customer_id: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    on_failure: RefundFailurePolicy | None = None
    reason_code: str | None = None
    note: str | None = None
    request_key: str | None = None
    card: PaymentMethod | None = None


async def refund_credit_card(service: Service, actor: Actor, ask: RefundCardAsk) -> Refund:
    """The new refund, in the state that the gateway's answer put it in, or as it awaits approval.

    Raises Refused, NotAllowed, Unavailable.
    """
    actor.require(Right.REFUND)
    # Before anything is looked at that may be of a real card.
    await require_sandbox(service, actor, PAYMENT_METHOD)
    known = await look_up(service, actor, ask.payment_method_id)
    if known is not None and known.details.method.brand is None:
        known = None
    async with service.work(actor, Condition.CONCURRENT_REFUNDS, PAYMENT_METHOD) as work:
        before = await answered_before(work, MUTATION, ask)
        if before is not None:
            assert isinstance(before, Refund)
            return before
        reserved = await _reserve(service, work, ask, known)
    if isinstance(reserved, Sending):
        found = await as_it_is_now(service, await carry_out(service, actor, reserved))
        assert isinstance(found, Refund), "a refund without a payment has nothing to turn into"
        return found
    return reserved


async def _reserve(service: Service, work: Work, ask: RefundCardAsk, known: Known | None) -> Sending | Refund:
    account = await _account(work, ask.merchant_account_id)
    findings, amount, customer_id = Findings(), Money(0, account.currency), None
    with findings:
        amount = parse_amount(ask.amount, account.currency, AMOUNT)
    with findings:
        check_text(ask.order_id or "", ORDER_ID, LONGEST_ORDER_ID, Condition.ORDER_ID_TOO_LONG)
    with findings:
        await check_why(work, ask.reason_code, ask.note, *REFUND_INPUT)
    with findings:
        if ask.customer_id is not None:
            customer_id = await customer_number(work, ask.customer_id, CUSTOMER)
    with findings:
        used = await use(work, known)
    findings.refuse()
    method = ask.card or used.details.method
    if customer_id is None and used.kept is not None:
        customer_id = used.kept.customer_id
    key = await free_key(work, MUTATION, ask, OperationKind.REFUND)
    legacy_id = credit_id(key if ask.request_key is not None else None)
    cause = Cause.of(work.actor, work.now)
    number = await credits.add(work.session, work.merchant.id, legacy_id, account, amount, method, customer_id, cause)
    credit = await transactions.lock(work.session, number)
    try:
        rules.check_refund(credit, work.now)
    except Refused as refused:
        raise Refused(*(replace(each, path=PAYMENT_METHOD) for each in refused.problems)) from refused
    terms = Terms(on_failure=work.actor.policy(ask.on_failure), reason_code=ask.reason_code, note=ask.note)
    operation = NewOperation(OperationKind.REFUND, credit, amount, terms, order_id=ask.order_id, details=ask.details)
    decision = Decision(operation, awaits_approval(work.actor, work.merchant, operation))
    return await reserve(service, work, decision, key, claim_of(MUTATION, ask, work.merchant))


async def _account(work: Work, asked: str | None) -> MerchantAccount:
    if asked is not None:
        check_text(asked, ACCOUNT, LONGEST_ORDER_ID, Condition.MERCHANT_ACCOUNT_INVALID)
    account = await merchants.find_account(work.session, work.merchant.id, asked)
    if account is None:
        raise Refused(Problem(Condition.MERCHANT_ACCOUNT_INVALID, ACCOUNT, {"account": asked or "(the default)"}))
    return account
