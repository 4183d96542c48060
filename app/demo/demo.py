"""The demo merchant and its past payments, made by the service's own flows while the sandbox's clock is set back.

No row is written directly, so tables and the gateway's journal look as they do after real use.
"""

import json
import shlex
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.assembly import assembled
from app.demo.orders import ALEX, KIM, NOOR, SAM, add_products, add_reasons
from app.demo.stripe_fake import StripeData
from app.domain.ids import IdKind, global_id
from app.domain.people.people import ALL_RIGHTS, Actor, Right
from app.domain.reversals.payments import Transaction
from app.domain.reversals.states import AccountStatus
from app.flows.people.people import CreateUserAsk, add_person
from app.flows.people.set_up import SetUpError, add_merchant_account, create_key, create_merchant, find_merchant
from app.flows.people.settings import LimitAsk, SettingsAsk, update_settings
from app.flows.people.sign_in import actor_of_key
from app.flows.reversals.follow import follow_gateway
from app.flows.reversals.queue import QueueAsk, pause
from app.flows.reversals.refund import RefundAsk, refund_transaction
from app.flows.reversals.reverse_refund import ReverseRefundAsk, reverse_refund
from app.flows.reversals.void import VoidAsk, void_transaction
from app.flows.sandbox.capture import CaptureAsk, capture_transaction
from app.flows.sandbox.night import last_midnight
from app.flows.sandbox.sell import SellAsk, authorize_payment_method, charge_payment_method
from app.flows.sandbox.settle import SettleAsk, settle_transaction
from app.flows.service import Service
from app.gateways.registry import SANDBOX
from app.gateways.sandbox.gateway import SandboxGateway
from app.settings import Settings
from app.store.people import merchants, people
from app.store.reversals import transactions

MERCHANT = "Demo"
PUBLIC_KEY, PRIVATE_KEY = KEYS = ("demo_public_key", "demo_private_key")

ADMINISTRATOR = CreateUserAsk("admin@example.com", "Robin Admin", "demo-administrator", ALL_RIGHTS)
AGENT = CreateUserAsk(
    "agent@example.com",
    "Sasha Agent",
    "demo-support-agent",
    frozenset({Right.VIEW, Right.REFUND, Right.VOID, Right.MANAGE_QUEUE}),
)

ACCOUNTS = (("usd", "USD"), ("eur", "EUR"), ("jpy", "JPY"), ("kwd", "KWD"), ("unlinked", "USD"), ("suspended", "USD"))

VISA, MASTERCARD, PAYPAL = "fake-valid-visa-nonce", "fake-valid-mastercard-nonce", "fake-paypal-one-time-nonce"
UNANSWERED = "fake-unanswered-nonce"

APPROVAL_LIMIT = LimitAsk("USD", "3500.00")
"""Above all amounts of the sandbox that cause an outcome, so that trying them needs no approval."""

Step = Callable[["Shop", Transaction], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class DemoData:
    """What `refundry demo` prints: the API key, people with their passwords, and a transaction to reverse."""

    public_key: str
    private_key: str
    transaction_id: str
    people: tuple[tuple[str, str], ...]
    stripe: StripeData | None = None
    """The simulator of Stripe beside it, if one runs."""

    def welcome(self, port: int, data: Path) -> str:
        """The text to print when the demo runs on `port` of this machine, with its data in `data`."""
        address = f"http://127.0.0.1:{port}"
        query = (
            "mutation ($input: ReverseTransactionInput!) { reverseTransaction(input: $input) { reversal {"
            " ... on Transaction { id status } ... on Refund { id status amount { value currencyCode } } } } }"
        )
        body = json.dumps({"query": query, "variables": {"input": {"transactionId": self.transaction_id}}})
        credentials = f"-u {self.public_key}:{self.private_key}"
        curl = f"curl {address}/graphql {credentials} -H 'Content-Type: application/json' \\\n"
        people = "".join(f"  person       {email}, password {password}\n" for email, password in self.people)
        return (
            f"\nRefundry runs.\n\n  GraphiQL     {address} (sign in as one of the persons below)\n"
            f"  endpoint     {address}/graphql\n"
            f"  mail         {address}/mail\n"
            f"  public key   {self.public_key}\n  private key  {self.private_key}\n{people}"
            f"  data, logs   {data}\n\nReverse a transaction:\n\n"
            f"  {curl}    -d {shlex.quote(body)}\n"
            f"{self.stripe.welcome(f'{address}/graphql') if self.stripe else ''}\n"
            "Ctrl-C stops it. The next start finds this data again; --fresh deletes it.\n"
        )


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment of the demo's past: made `days` ago, with the steps that followed, `pause` days apart."""

    days: int
    order: str
    customer: str
    amount: str
    then: tuple[Step, ...] = ()
    account: str = "usd"
    method: str = VISA
    authorize: bool = False
    pause: int = 1


@dataclass(frozen=True, slots=True)
class Shop:
    """The demo merchant, whose clock is set back to play its past."""

    service: Service
    actor: Actor

    async def set_clock(self, ahead: timedelta) -> None:
        async with self.service.store.begin() as session:
            await merchants.set_clock_offset(session, self.actor.merchant_id, ahead)


async def settle(shop: Shop, transaction: Transaction) -> None:
    await settle_transaction(shop.service, shop.actor, SettleAsk(_id(transaction)))


async def begin_settlement(shop: Shop, transaction: Transaction) -> None:
    gateway = shop.service.gateways.named(SANDBOX)
    assert isinstance(gateway, SandboxGateway)
    await gateway.begin_settlement(transaction.legacy_id, transaction.created_at)
    await follow(shop, transaction)


async def follow(shop: Shop, transaction: Transaction) -> None:
    await follow_gateway(shop.service, shop.actor, transaction)


async def void(shop: Shop, transaction: Transaction) -> None:
    await void_transaction(shop.service, shop.actor, VoidAsk(_id(transaction)))


async def capture(shop: Shop, transaction: Transaction) -> None:
    await capture_transaction(shop.service, shop.actor, CaptureAsk(_id(transaction)))


def refund(
    amount: str | None = None,
    why: str | None = None,
    *,
    settled: bool = False,
    taken_back: bool = False,
    paused: bool = False,
) -> Step:
    """A refund of `amount` (all that is left for None), and then its settlement, its taking back, or its pausing.

    `why` is the code of its reason.
    """

    async def step(shop: Shop, transaction: Transaction) -> None:
        ask = RefundAsk(_id(transaction), amount, reason_code=why)
        made = await refund_transaction(shop.service, shop.actor, ask)
        refund_id = global_id(IdKind.REFUND, made.legacy_id)
        if settled:
            await settle_transaction(shop.service, shop.actor, SettleAsk(refund_id))
        if taken_back:
            await reverse_refund(shop.service, shop.actor, ReverseRefundAsk(refund_id))
        if paused:
            await pause(shop.service, shop.actor, QueueAsk(refund_id, "The customer asked us to wait"))

    return step


def refund_above_the_limit(amount: str) -> Step:
    """A refund that the support agent asks for, and that an administrator has to approve."""

    async def step(shop: Shop, transaction: Transaction) -> None:
        await update_settings(shop.service, shop.actor, SettingsAsk(approval_limits=(APPROVAL_LIMIT,)))
        async with shop.service.store.session() as session:
            (agent,) = await people.with_email(session, AGENT.email, shop.actor.merchant)
        ask = RefundAsk(_id(transaction), amount, reason_code="NEVER_ARRIVED", note="The parcel was lost")
        await refund_transaction(shop.service, agent.as_actor(), ask)

    return step


def paid_besides(amount: str, method: str, *, settled: bool = True) -> Step:
    """Another payment for the same order, which settles at once or at the next midnight."""

    async def step(shop: Shop, transaction: Transaction) -> None:
        order = transaction.order_id
        assert order is not None
        ask = SellAsk(payment_method_id=method, amount=amount, order_id=order, customer_email=ALEX)
        paid = await charge_payment_method(shop.service, shop.actor, ask)
        if settled:
            await settle(shop, paid)

    return step


PAST = (
    Payment(1090, "order-1001", ALEX, "49.00", (settle,)),
    Payment(1015, "order-1002", SAM, "120.00", (settle, refund("20.00", "DAMAGED", settled=True))),
    Payment(940, "order-1003", ALEX, "75.50", (settle, refund(why="NEVER_ARRIVED", settled=True))),
    Payment(850, "order-1004", KIM, "4500", (settle,), "jpy"),
    Payment(790, "order-1005", NOOR, "12.750", (settle, refund("2.250", settled=True)), "kwd"),
    Payment(
        700,
        "order-1006",
        ALEX,
        "220.00",
        (settle, refund("60.00", "DAMAGED", settled=True), refund("40.00")),
    ),
    Payment(610, "order-1007", SAM, "2001.00"),
    Payment(560, "order-1008", SAM, "88.00", (void,)),
    Payment(480, "order-1009", KIM, "60.00", (follow,), authorize=True, pause=8),
    Payment(410, "order-1010", ALEX, "35.00", (settle,), "eur", MASTERCARD),
    Payment(330, "order-1011", NOOR, "5001.00"),
    Payment(300, "order-1012", NOOR, "3000.00"),
    Payment(270, "order-1013", SAM, "85.00", (settle,), "unlinked"),
    Payment(265, "order-1014", SAM, "95.00", (settle,), "suspended"),
    Payment(240, "order-1015", KIM, "4001.00", (settle,)),
    Payment(190, "order-1016", ALEX, "15.00", (settle, refund("5.00", taken_back=True)), "usd", PAYPAL),
    Payment(120, "order-1017", SAM, "640.00", (capture, settle), authorize=True),
    Payment(75, "order-1018", ALEX, "99.99", (settle,)),
    Payment(40, "order-1019", KIM, "18000", (settle, refund("6000", "GOODWILL")), "jpy"),
    Payment(21, "order-1020", ALEX, "4000.00", (settle,)),
    Payment(14, "order-1021", NOOR, "30.500", (settle,), "kwd"),
    Payment(9, "order-1022", SAM, "250.00", (settle, refund("50.00", "CHANGED_MIND"))),
    Payment(6, "order-1023", ALEX, "64.90", (settle,)),
    Payment(3, "order-1024", KIM, "42.00", (begin_settlement,)),
    Payment(2, "order-1025", SAM, "57.00", (begin_settlement,), "usd", PAYPAL),
    Payment(2, "order-1026", ALEX, "4000.00", (settle,)),
    Payment(1, "order-1027", NOOR, "31.00", method=UNANSWERED),
    Payment(1, "order-1028", ALEX, "110.00", authorize=True),
    Payment(2, "order-1032", SAM, "4000.00", (settle, refund("3000.00"))),
    Payment(2, "order-1033", KIM, "4000.00", (settle, refund("3001.02", paused=True))),
    Payment(3, "order-1034", ALEX, "4000.00", (settle, refund("3002.02"))),
    Payment(2, "order-1035", SAM, "4000.00", (settle, refund("2004.00"))),
    Payment(3, "order-1036", KIM, "4000.00", (settle, refund_above_the_limit("3600.00"))),
    Payment(3, "order-1037", NOOR, "4000.00", (settle, refund_above_the_limit("3700.00"))),
    Payment(1, "order-1031", ALEX, "100.00", (settle, paid_besides("22.40", PAYPAL)), pause=0),
    Payment(1, "order-1038", ALEX, "60.00", (settle, paid_besides("24.90", VISA, settled=False)), pause=1),
    Payment(0, "order-1029", ALEX, "23.40"),
    Payment(0, "order-1030", SAM, "76.00"),
)
"""Oldest first. They include transactions in every status of SPEC 12, and refunds in every state of the queue: one
waits, one is paused, one has an unknown outcome, one was declined, two await approval."""


async def seed(settings: Settings) -> DemoData:
    """Creates the demo merchant and plays its past, as far as it is missing. Returns what to print."""
    async with assembled(settings) as service:
        actor = await actor_of_key(service.store, *KEYS, None)
        if actor is None:
            await _set_up(service)
            actor = await actor_of_key(service.store, *KEYS, None)
            assert actor is not None, "_set_up has just created its key"
        await _add_people(service)
        await add_reasons(service, actor)
        await _play(Shop(service, actor))
        await add_products(service, actor)
        async with service.store.session() as session:
            legacy_id = await transactions.newest_settled(session, actor.merchant_id)
    staff = tuple((person.email, person.password) for person in (ADMINISTRATOR, AGENT))
    return DemoData(*KEYS, "" if legacy_id is None else global_id(IdKind.TRANSACTION, legacy_id), staff)


async def _set_up(service: Service) -> None:
    """Creates the merchant with its accounts. Its key comes last: if the key exists, everything exists."""
    store = service.store
    try:
        merchant = await find_merchant(store, MERCHANT.lower())
    except SetUpError:
        merchant = await create_merchant(store, MERCHANT, sandbox=True)
    async with store.session() as session:
        missing = [each for each in ACCOUNTS if await merchants.find_account(session, merchant.id, each[0]) is None]
    for account, currency in missing:
        await add_merchant_account(store, merchant, account, currency, SANDBOX, default=account == "usd")
    await create_key(store, merchant, "Demo key", ALL_RIGHTS, pair=KEYS)


async def _add_people(service: Service) -> None:
    """Creates the people that are missing."""
    merchant = await find_merchant(service.store, MERCHANT.lower())
    async with service.store.session() as session:
        there = {person.email for person in await people.of_merchant(session, merchant.id)}
    for person in (ADMINISTRATOR, AGENT):
        if person.email not in there:
            await add_person(service.store, merchant, person)


async def _play(shop: Shop) -> None:
    """Plays the missing payments, each at its time, and sets the clock back to the present."""
    async with shop.service.store.session() as session:
        played = await transactions.order_ids(session, shop.actor.merchant_id)
        missing = [payment for payment in PAST if payment.order not in played]
    for payment in missing:
        await shop.set_clock(-timedelta(days=payment.days))
        sell = authorize_payment_method if payment.authorize else charge_payment_method
        transaction = await sell(shop.service, shop.actor, _ask(payment))
        for number, step in enumerate(payment.then, start=1):
            await shop.set_clock(-timedelta(days=max(0, payment.days - number * payment.pause)))
            await step(shop, transaction)
    if missing:
        await shop.set_clock(timedelta(0))
    async with shop.service.store.begin() as session:
        merchant = await merchants.get(session, shop.actor.merchant_id)
        if merchant.settled_until is None:
            # Payments that are not settled at the end of the past stay so until the next midnight.
            await merchants.set_settled_until(session, merchant.id, last_midnight(datetime.now(UTC)))
    await _lose_accounts(shop)


async def _lose_accounts(shop: Shop) -> None:
    """Unlinks one account from its gateway and suspends another one. Both have payments from before."""
    async with shop.service.store.begin() as session:
        merchant_id = shop.actor.merchant_id
        unlinked = await merchants.find_account(session, merchant_id, "unlinked")
        suspended = await merchants.find_account(session, merchant_id, "suspended")
        assert unlinked is not None
        assert suspended is not None
        await merchants.set_account(session, unlinked.id, gateway=None, status=AccountStatus.ACTIVE)
        await merchants.set_account(session, suspended.id, gateway=SANDBOX, status=AccountStatus.SUSPENDED)


def _ask(payment: Payment) -> SellAsk:
    return SellAsk(
        payment_method_id=payment.method,
        amount=payment.amount,
        merchant_account_id=payment.account,
        order_id=payment.order,
        customer_email=payment.customer,
    )


def _id(transaction: Transaction) -> str:
    return global_id(IdKind.TRANSACTION, transaction.legacy_id)
