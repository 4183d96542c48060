"""Charge or authorize a payment method, so that there is something to undo (SPEC 1.5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.ids import derived_legacy_id, new_legacy_id
from app.domain.money import Money, parse_amount
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Findings, Problem, Refused
from app.domain.reversals import rules
from app.domain.reversals.payments import MerchantAccount, PaymentMethod, Transaction
from app.domain.reversals.states import OperationKind, PaymentStatus
from app.domain.reversals.vault import VaultWhen
from app.domain.texts import LONGEST_ORDER_ID, check_text
from app.flows.reversals.life import carry_out
from app.flows.reversals.request_key import answered_before, free_key, remember
from app.flows.reversals.reserving import reserve_sale
from app.flows.sandbox.methods import PAYMENT_METHOD, Known, look_up, use
from app.flows.sandbox.vault import customer_number, keep
from app.flows.service import Service, Work
from app.store.orders import customers, orders
from app.store.people import merchants
from app.store.reversals import payment_methods, transactions

TRANSACTION = ("input", "transaction")
AMOUNT = ("input", "transaction", "amount")
ACCOUNT = ("input", "transaction", "merchantAccountId")
ORDER_ID = ("input", "transaction", "orderId")
CUSTOMER = ("input", "transaction", "customerId")
EMAIL = ("input", "transaction", "customerDetails", "email")
PHONE = ("input", "transaction", "customerDetails", "phoneNumber")

_NOT_TAKEN = {PaymentStatus.PROCESSOR_DECLINED, PaymentStatus.GATEWAY_REJECTED, PaymentStatus.FAILED}


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
    vault: VaultWhen | None = None
    card: PaymentMethod | None = None
    """What the transaction shows of a test card, where that is not what the payment method stands for."""


async def charge_payment_method(service: Service, actor: Actor, ask: SellAsk) -> Transaction:
    """The new transaction: SUBMITTED_FOR_SETTLEMENT, or declined, rejected or failed. Raises Refused, NotAllowed."""
    return await _sell(service, actor, ask, OperationKind.CHARGE, "chargePaymentMethod")


async def authorize_payment_method(service: Service, actor: Actor, ask: SellAsk) -> Transaction:
    """The new transaction: AUTHORIZED, or declined, rejected or failed. Raises Refused, NotAllowed."""
    return await _sell(service, actor, ask, OperationKind.AUTHORIZE, "authorizePaymentMethod")


async def charge_credit_card(service: Service, actor: Actor, ask: SellAsk) -> Transaction:
    """The same as `charge_payment_method`, for cards alone."""
    return await _sell(service, actor, ask, OperationKind.CHARGE, "chargeCreditCard", card=True)


async def authorize_credit_card(service: Service, actor: Actor, ask: SellAsk) -> Transaction:
    """The same as `authorize_payment_method`, for cards alone."""
    return await _sell(service, actor, ask, OperationKind.AUTHORIZE, "authorizeCreditCard", card=True)


async def _sell(
    service: Service, actor: Actor, ask: SellAsk, kind: OperationKind, mutation: str, *, card: bool = False
) -> Transaction:
    """Payment methods that are no `card` are unknown to who wants one."""
    actor.require(Right.CHARGE)
    known = await _method(service, actor, ask)
    if card and known is not None and known.details.method.brand is None:
        known = None
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
            check_amounts(ask.details, account.currency)
        with findings:
            customer_id = await _customer(work, ask)
        with findings:
            used = await use(work, known)
        findings.refuse()
        if ask.card is not None:
            used = used.shown_as(ask.card)
        if customer_id is None and used.kept is not None:
            customer_id = used.kept.customer_id
        put = None
        if ask.vault is not None and used.details.method.vaulted is None:
            put = await keep(work, used.details.method, used.nonce, customer_id)
            used = used.vaulted_as(put.id)
        key = await free_key(work, mutation, ask, kind)
        transaction_id = await _add(work, ask, account, amount, used, customer_id, key)
        transaction = await transactions.get(work.session, transaction_id)
        sending = await reserve_sale(service, work, transaction, kind, used.nonce, key)
        await remember(work, ask, transaction_id=transaction_id, operation_id=sending.operation.id)
    await carry_out(service, actor, sending)
    async with service.store.session() as session:
        transaction = await transactions.get(session, transaction_id)
    if put and ask.vault is VaultWhen.ON_SUCCESSFUL_TRANSACTION and transaction.status in _NOT_TAKEN:
        async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, PAYMENT_METHOD) as work:
            await payment_methods.delete(work.session, put.id, work.now)
            await work.keep(Entry(ChangeKind.PAYMENT_METHOD_DELETED), note=put.legacy_id)
    return transaction


async def _add(
    work: Work, ask: SellAsk, account: MerchantAccount, amount: Money, used: Known, customer_id: int | None, key: str
) -> int:
    """The number of the new transaction."""
    # The sandbox knows a payment by its id: who asks with the same key means the same payment.
    legacy_id = new_legacy_id() if ask.request_key is None else derived_legacy_id(key)
    belongs_to = None
    if ask.order_id:
        belongs_to = await orders.of_payment(
            work.session, work.merchant.id, ask.order_id, account.currency, customer_id, work.now
        )
    return await transactions.add(
        work.session,
        merchant_id=work.merchant.id,
        legacy_id=legacy_id,
        account=account,
        amount=amount,
        order_id=ask.order_id,
        belongs_to=belongs_to,
        customer_id=customer_id,
        method=used.details.method,
        source=work.actor.source,
        created_at=work.now,
        authorization_expires_at=work.now + used.details.authorization_lasts,
        details=dict(ask.details),
    )


def check_amounts(details: Mapping[str, Any], currency: str) -> None:
    """Raises Refused for what was sent along as an amount and is none."""
    findings = Findings()
    for part, names in (("shipping", ("shipping_amount", "shipping_tax_amount")), ("tax", ("tax_amount",))):
        sent = details.get(part) or {}
        for name in names:
            if name in sent:
                with findings:
                    parse_amount(sent[name], currency, (*TRANSACTION, part, _camel(name)), zero_allowed=True)
    findings.refuse()


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(part.title() for part in others)


async def _account(work: Work, asked: str | None) -> MerchantAccount:
    if asked is not None:
        check_text(asked, ACCOUNT, LONGEST_ORDER_ID, Condition.MERCHANT_ACCOUNT_INVALID)
    account = await merchants.find_account(work.session, work.merchant.id, asked)
    if account is None:
        raise Refused(Problem(Condition.MERCHANT_ACCOUNT_INVALID, ACCOUNT, {"account": asked or "(the default)"}))
    rules.check_sale(account, ACCOUNT)
    return account


async def _method(service: Service, actor: Actor, ask: SellAsk) -> Known | None:
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
    return await look_up(service, actor, ask.payment_method_id, account.gateway)


async def _customer(work: Work, ask: SellAsk) -> int | None:
    """The customer named by id, or the one of that e-mail address, made if there is none yet; None if none is given."""
    if ask.customer_id is not None:
        return await customer_number(work, ask.customer_id, CUSTOMER)
    if ask.customer_email is None:
        return None
    email = check_text(ask.customer_email, EMAIL, LONGEST_ORDER_ID)
    phone = check_text(ask.customer_phone or "", PHONE, LONGEST_ORDER_ID) or None
    return await customers.find_or_add(work.session, work.merchant.id, email, phone, work.now)
