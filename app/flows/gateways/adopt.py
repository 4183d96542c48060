"""Take over a payment from a gateway account: the gateway is asked, and its word is written down (SPEC 14.6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.gateways.accounts import GatewayAccount
from app.domain.history.kinds import ChangeKind, Entry, payment_adopted
from app.domain.history.notices import is_mail_address
from app.domain.ids import IdKind
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Path, Problem, Refused, Unavailable, not_found
from app.domain.reversals.payments import MerchantAccount, PaymentMethod, Transaction
from app.domain.reversals.states import as_kept
from app.domain.reversals.taking_over import ADOPTABLE, amount_at_gateway
from app.domain.texts import LONGEST_ORDER_ID, check_text, kept_text
from app.flows.gateways.following import follow_payment, schedule
from app.flows.gateways.questions import CannotAsk, ask
from app.flows.gateways.take_over import same_id, take_over_payment
from app.flows.service import Service, Work
from app.store.gateways import accounts
from app.store.orders import customers, orders, recorded_orders
from app.store.reversals import found, transactions
from app.store.reversals.found import FoundPayment
from app.store.search import reading
from refundry.gateways import PaymentStanding

PAYMENT: Path = ("input", "gatewayTransactionId")
ACCOUNT: Path = ("input", "merchantAccountId")
ORDER_ID: Path = ("input", "orderId")

LONGEST_ID = 255
LONGEST_EMAIL = 254

BRANDS = {
    "AMEX": "AMERICAN_EXPRESS",
    "CARTES_BANCAIRES": "UNKNOWN",
    "DINERS_CLUB": "DINERS",
    "MAESTRO": "INTERNATIONAL_MAESTRO",
    "MC": "MASTERCARD",
    "UNIONPAY": "UNION_PAY",
}
"""Words for a card's brand that gateways have beside those that are used here."""
KNOWN_BRANDS = frozenset(
    {
        *("AMERICAN_EXPRESS", "CITI", "DINERS", "DISCOVER", "ELO", "HIPER", "HIPERCARD", "INTERNATIONAL_MAESTRO"),
        *("JCB", "MASTERCARD", "SOLO", "SWITCH", "UK_MAESTRO", "UNION_PAY", "UNKNOWN", "VISA"),
    }
)


@dataclass(frozen=True, slots=True)
class AdoptAsk:
    """What `adoptTransaction` was asked: the gateway's id of a payment, and where it belongs here."""

    gateway_transaction_id: str
    merchant_account_id: str | None = None
    order_id: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A gateway account, and the merchant accounts that name it, of which the payment's currency chooses one."""

    account: GatewayAccount
    merchant_accounts: tuple[MerchantAccount, ...]

    def of(self, currency: str) -> MerchantAccount | None:
        """The merchant account for payments in that currency: the default one if it fits, or the oldest."""
        fitting = [each for each in self.merchant_accounts if each.currency == currency]
        return min(fitting, key=lambda each: (not each.default, each.id), default=None)


async def adopt_transaction(service: Service, actor: Actor, asked: AdoptAsk) -> Transaction:
    """The payment that the gateway calls so, as the gateway has it; known before or not, it has one id here.

    Raises Refused (OBJECT_NOT_FOUND, NO_GATEWAY_ACCOUNT, PAYMENT_NOT_ADOPTABLE, texts that are too long or invalid),
    NotAllowed, Unavailable where an account could not be asked that may have it.
    """
    actor.require(Right.MANAGE_ORDERS)
    reference = check_text(asked.gateway_transaction_id.strip(), PAYMENT, LONGEST_ID)
    if not reference or not reference.isprintable():
        raise Refused(Problem(Condition.TEXT_INVALID, PAYMENT))
    check_text(asked.order_id or "", ORDER_ID, LONGEST_ORDER_ID, Condition.ORDER_ID_TOO_LONG)
    places = await _places_asked(service, actor, asked.merchant_account_id)
    before = await version_of(service, actor, reference)
    place, standing = await find_payment(service, places, reference)
    if standing is None or place is None:
        raise not_found(*PAYMENT)
    return await adopt(
        service, actor, place, standing, order_id=asked.order_id, asked=reference, path=PAYMENT, before=before
    )


async def version_of(service: Service, actor: Actor, reference: str) -> str | None:
    """The version of the merchant's payment that its gateway calls so, if one is known here."""
    async with service.store.session() as session:
        number = await found.payment_number(session, actor.merchant_id, reference)
        return None if number is None else await transactions.version(session, number)


async def find_payment(
    service: Service, places: Sequence[Place], reference: str
) -> tuple[Place | None, PaymentStanding | None]:
    """The first of the places whose gateway has the payment, and what it says of it; None if all say that they have
    none. Raises Unavailable where none has it of those that answered, and another could not be asked.
    """
    silent: CannotAsk | None = None
    for place in places:
        try:
            standing = await ask(service, place.account, lambda session: session.standing(reference))
        except CannotAsk as error:
            silent = error
            continue
        if standing is not None:
            return place, standing
    if silent is not None:
        raise Unavailable(f"The gateway could not be asked for the payment: {silent}") from silent
    return None, None


async def adopt(
    service: Service,
    actor: Actor,
    place: Place,
    standing: PaymentStanding,
    *,
    order_id: str | None = None,
    asked: str | None = None,
    path: Path,
    before: str | None = None,
) -> Transaction:
    """The payment that the gateway told of: a new transaction, or the one that is known, brought up to date.

    It gets the `order_id` that is given, or the gateway's own. `asked` is another id of the gateway's for it, by which
    it may be known here. `before` is the version that the known one had before the gateway said this: of one that has
    changed since, or was not known then, it is asked once more. Several at a time make one. Raises Refused
    (PAYMENT_NOT_ADOPTABLE at `path`), Unavailable.
    """
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, path) as work:
        merchant_id, others = work.merchant.id, standing.also_known_as
        await found.hold_ids(work.session, merchant_id, standing.reference, *others)
        await work.locked()
        names = [standing.reference, *([] if asked is None else [asked]), *others]
        number = await found.payment_number(work.session, merchant_id, *names)
        is_new = number is None
        if number is None:
            number = await _add(work, place, standing, order_id, path)
        is_late = not is_new and await _has_changed(work, number, before)
        transaction = await _held(work, place, number, standing, path)
        await found.also_called(work.session, merchant_id, number, others)
        if not is_late:
            taken = await take_over_payment(service, work, place.account, transaction, standing)
            await schedule(service, work, place.account, number, work.now, contradicted=taken.contradicted)
            transaction = await transactions.get(work.session, number)
    return await _asked_anew(service, transaction) if is_late else transaction


async def _has_changed(work: Work, number: int, before: str | None) -> bool:
    """Whether the known transaction, locked by this, has another version than `before` the gateway was asked.

    One that its gateway has never confirmed can't have moved.
    """
    transaction = await transactions.lock(work.session, number)
    followed = transaction.gateway_account_id is not None
    return followed and await transactions.version(work.session, number) != before


async def _asked_anew(service: Service, transaction: Transaction) -> Transaction:
    try:
        return (await follow_payment(service, transaction.id)).transaction
    except CannotAsk as error:
        raise Unavailable(f"The gateway could not be asked for the payment: {error}") from error


async def _held(work: Work, place: Place, number: int, standing: PaymentStanding, path: Path) -> Transaction:
    """The known transaction, held, and confirmed by the gateway account from now on."""
    transaction = await transactions.lock(work.session, number)
    if transaction.gateway_account_id is None:
        if transaction.account.gateway_account != place.account.id:
            told = {"because": "It was recorded for a merchant account that names another gateway account."}
            raise Refused(Problem(Condition.PAYMENT_NOT_ADOPTABLE, path, told))
        if standing.amount.currency != transaction.amount.currency:
            raise _other_currency(standing, transaction.account, path)
        await found.belongs_to_account(work.session, number, place.account.id, standing.reference)
        await work.keep(Entry(ChangeKind.CONFIRMED), transaction_id=number, by_itself=True)
        transaction = await transactions.get(work.session, number)
    return transaction


async def _add(work: Work, place: Place, standing: PaymentStanding, order_id: str | None, path: Path) -> int:
    payment = await _as_found(work, place, standing, order_id, path)
    number = await found.add_payment(work.session, work.merchant.id, payment)
    entry = payment_adopted(standing.reference, place.account.name)
    await work.keep(entry, transaction_id=number, order_row_id=payment.belongs_to)
    return number


async def _as_found(
    work: Work, place: Place, standing: PaymentStanding, order_id: str | None, path: Path
) -> FoundPayment:
    """Where and as what the payment is written down. Raises Refused (PAYMENT_NOT_ADOPTABLE)."""
    status = as_kept(standing.status)
    if status not in ADOPTABLE:
        raise Refused(Problem(Condition.PAYMENT_NOT_ADOPTABLE, path, {"status": standing.status.value}))
    currency = standing.amount.currency
    account = place.of(currency)
    if account is None:
        other = place.merchant_accounts[0] if len(place.merchant_accounts) == 1 else None
        raise _other_currency(standing, other, path)
    amount = amount_at_gateway(status, standing.amount, standing.captured)
    if amount is None or not amount.minor:
        told = {"because": "Its money was captured by other payments: take those over."}
        raise Refused(Problem(Condition.PAYMENT_NOT_ADOPTABLE, path, told))
    created_at = min(standing.created_at, work.now)
    customer_id = await _customer(work, standing)
    named = order_id or kept_text(standing.order_id, LONGEST_ORDER_ID)
    belongs_to = None
    if named is not None:
        belongs_to = await orders.of_payment(work.session, work.merchant.id, named, currency, customer_id, created_at)
    return FoundPayment(
        gateway_id=standing.reference,
        legacy_id=same_id(IdKind.TRANSACTION, standing.reference),
        account=account,
        gateway_account=place.account.id,
        status=status,
        authorized=standing.amount,
        amount=amount,
        method=_method(standing),
        order_id=named,
        belongs_to=belongs_to,
        customer_id=customer_id,
        created_at=created_at,
    )


async def _customer(work: Work, standing: PaymentStanding) -> int | None:
    """The number of the customer of the address that the gateway has; None if it has none that is one."""
    email = standing.email
    if email is None or not is_mail_address(email):
        return None
    await recorded_orders.hold_addresses(work.session, work.merchant.id, [email.lower()])
    return await customers.find_or_add(work.session, work.merchant.id, email, None, work.now)


def _method(standing: PaymentStanding) -> PaymentMethod:
    brand = None if standing.card_brand is None else standing.card_brand.upper().replace(" ", "_")
    known = None if brand is None else BRANDS.get(brand, brand if brand in KNOWN_BRANDS else "UNKNOWN")
    last4 = standing.card_last4
    return PaymentMethod(brand=known, last4=last4 if last4 and last4.isdecimal() and len(last4) == 4 else None)


def _other_currency(standing: PaymentStanding, account: MerchantAccount | None, path: Path) -> Refused:
    told = {"currency": standing.amount.currency}
    if account is not None:
        told |= {"account": account.public_id, "other": account.currency}
    return Refused(Problem(Condition.PAYMENT_NOT_ADOPTABLE, path, told))


async def _places_asked(service: Service, actor: Actor, merchant_account_id: str | None) -> list[Place]:
    """The places to look in. Raises Refused where there is none, or no such merchant account."""
    places = await places_of(service, actor)
    if merchant_account_id is None:
        if not places:
            raise Refused(Problem(Condition.NO_GATEWAY_ACCOUNT, ACCOUNT))
        return places
    async with service.store.session() as session:
        of_merchant = await reading.merchant_accounts(session, actor.merchant_id)
    wanted = next((each for each in of_merchant if each.public_id == merchant_account_id), None)
    if wanted is None:
        raise Refused(Problem(Condition.MERCHANT_ACCOUNT_INVALID, ACCOUNT, {"account": merchant_account_id}))
    place = next((each for each in places if each.account.id == wanted.gateway_account), None)
    if place is None:
        raise Refused(Problem(Condition.NO_GATEWAY_ACCOUNT, ACCOUNT, {"account": wanted.public_id}))
    return [Place(place.account, (wanted,))]


async def places_of(service: Service, actor: Actor) -> list[Place]:
    """The merchant's gateway accounts in use that merchant accounts name, that of the default account first."""
    async with service.store.session() as session:
        of_merchant = await reading.merchant_accounts(session, actor.merchant_id)
        of_gateways = await accounts.of_merchant(session, actor.merchant_id)
    places = [
        Place(account, named)
        for account in of_gateways
        if account.retired_at is None
        and (named := tuple(each for each in of_merchant if each.gateway_account == account.id))
    ]
    return sorted(places, key=lambda place: not any(each.default for each in place.merchant_accounts))
