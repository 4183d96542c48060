"""Charge or authorize a payment method, so that there is something to undo (SPEC 1.5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.ids import IdKind, derived_legacy_id, new_legacy_id, read_global_id
from app.domain.money import parse_amount
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Findings, Problem, Refused, not_found
from app.domain.reversals import rules
from app.domain.reversals.payments import MerchantAccount, PaymentMethod, Transaction
from app.domain.reversals.states import OperationKind
from app.domain.texts import LONGEST_ORDER_ID, check_text
from app.flows.reversals.life import carry_out
from app.flows.reversals.request_key import answered_before, free_key, remember
from app.flows.reversals.reserving import reserve_sale
from app.flows.service import Service, Work
from app.gateways.base import PaymentMethodDetails
from app.store.orders import customers, orders
from app.store.people import merchants
from app.store.reversals import transactions

PAYMENT_METHOD = ("input", "paymentMethodId")
AMOUNT = ("input", "transaction", "amount")
ACCOUNT = ("input", "transaction", "merchantAccountId")
ORDER_ID = ("input", "transaction", "orderId")
CUSTOMER = ("input", "transaction", "customerId")
EMAIL = ("input", "transaction", "customerDetails", "email")
PHONE = ("input", "transaction", "customerDetails", "phoneNumber")


@dataclass(frozen=True, slots=True)
class SellAsk:
    """What `chargePaymentMethod` or `authorizePaymentMethod` was asked. `details` is kept and returned as it is."""

    payment_method_id: str
    amount: str
    merchant_account_id: str | None = None
    order_id: str | None = None
    customer_id: str | None = None
    customer_email: str | None = None
    customer_phone: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    request_key: str | None = None
    card: PaymentMethod | None = None
    """What the transaction shows of a test card, where that is not what the payment method stands for."""


async def charge_payment_method(service: Service, actor: Actor, ask: SellAsk) -> Transaction:
    """The new transaction: SUBMITTED_FOR_SETTLEMENT, or declined, rejected or failed. Raises Refused, NotAllowed."""
    return await _sell(service, actor, ask, OperationKind.CHARGE, "chargePaymentMethod")


async def authorize_payment_method(service: Service, actor: Actor, ask: SellAsk) -> Transaction:
    """The new transaction: AUTHORIZED, or declined, rejected or failed. Raises Refused, NotAllowed."""
    return await _sell(service, actor, ask, OperationKind.AUTHORIZE, "authorizePaymentMethod")


async def _sell(service: Service, actor: Actor, ask: SellAsk, kind: OperationKind, mutation: str) -> Transaction:
    actor.require(Right.CHARGE)
    details = await _details(service, actor, ask)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, PAYMENT_METHOD) as work:
        before = await answered_before(work, mutation, ask)
        if before is not None:
            assert isinstance(before, Transaction)
            return before
        account = await _account(work, ask.merchant_account_id)
        findings = Findings()
        with findings:
            amount = parse_amount(ask.amount, account.currency, AMOUNT)
        with findings:
            check_text(ask.order_id or "", ORDER_ID, LONGEST_ORDER_ID, Condition.ORDER_ID_TOO_LONG)
        with findings:
            method = _method(details)
        with findings:
            customer_id = await _customer(work, ask)
        findings.refuse()
        key = await free_key(work, mutation, ask, kind)
        # The sandbox knows a payment by its id: who asks with the same key means the same payment.
        legacy_id = new_legacy_id() if ask.request_key is None else derived_legacy_id(key)
        belongs_to = None
        if ask.order_id:
            belongs_to = await orders.of_payment(
                work.session, work.merchant.id, ask.order_id, account.currency, customer_id, work.now
            )
        transaction_id = await transactions.add(
            work.session,
            merchant_id=work.merchant.id,
            legacy_id=legacy_id,
            account=account,
            amount=amount,
            order_id=ask.order_id,
            belongs_to=belongs_to,
            customer_id=customer_id,
            method=ask.card or method.method,
            source=actor.source,
            created_at=work.now,
            authorization_expires_at=work.now + method.authorization_lasts,
            details=dict(ask.details),
        )
        transaction = await transactions.get(work.session, transaction_id)
        sending = await reserve_sale(service, work, transaction, kind, ask.payment_method_id, key)
        await remember(work, ask, transaction_id=transaction_id, operation_id=sending.operation.id)
    await carry_out(service, actor, sending)
    async with service.store.session() as session:
        return await transactions.get(session, transaction_id)


async def _account(work: Work, asked: str | None) -> MerchantAccount:
    if asked is not None:
        check_text(asked, ACCOUNT, LONGEST_ORDER_ID, Condition.MERCHANT_ACCOUNT_INVALID)
    account = await merchants.find_account(work.session, work.merchant.id, asked)
    if account is None:
        raise Refused(Problem(Condition.MERCHANT_ACCOUNT_INVALID, ACCOUNT, {"account": asked or "(the default)"}))
    rules.check_sale(account, ACCOUNT)
    return account


async def _details(service: Service, actor: Actor, ask: SellAsk) -> PaymentMethodDetails | None:
    """What the account's gateway knows of the payment method, asked for before anything is locked.

    Raises Refused for an account of a real gateway: payments are taken elsewhere there.
    """
    async with service.store.session() as session:
        asked = ask.merchant_account_id
        known = asked is None or asked.isprintable()
        account = await merchants.find_account(session, actor.merchant_id, asked) if known else None
    if account is None or account.gateway is None:
        return None
    if account.gateway not in service.gateways.adapters:
        raise Refused(Problem(Condition.NOT_A_SANDBOX, ACCOUNT))
    return await service.gateways.named(account.gateway).describe(ask.payment_method_id)


def _method(details: PaymentMethodDetails | None) -> PaymentMethodDetails:
    """What stands behind the payment method. Raises Refused: used before (91564), unknown or expired (91565)."""
    if details is None:
        raise Refused(Problem(Condition.PAYMENT_METHOD_UNKNOWN, PAYMENT_METHOD))
    if details.consumed:
        raise Refused(Problem(Condition.PAYMENT_METHOD_CONSUMED, PAYMENT_METHOD))
    return details


async def _customer(work: Work, ask: SellAsk) -> int | None:
    """The customer named by id, or the one of that e-mail address, made if there is none yet; None if none is given."""
    if ask.customer_id is not None:
        match read_global_id(ask.customer_id):
            case (IdKind.CUSTOMER, legacy_id):
                customer_id = await customers.find(work.session, work.merchant.id, legacy_id)
                if customer_id is not None:
                    return customer_id
        raise not_found(*CUSTOMER)
    if ask.customer_email is None:
        return None
    email = check_text(ask.customer_email, EMAIL, LONGEST_ORDER_ID)
    phone = check_text(ask.customer_phone or "", PHONE, LONGEST_ORDER_ID) or None
    return await customers.find_or_add(work.session, work.merchant.id, email, phone, work.now)
