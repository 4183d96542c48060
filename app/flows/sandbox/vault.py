"""The sandbox's vault: keep a payment method for later, and take it away (Braintree's `vaultPaymentMethod`)."""

from dataclasses import dataclass, replace

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.ids import IdKind, read_global_id
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Path, Problem, Refused, not_found
from app.domain.reversals.payments import PaymentMethod
from app.domain.reversals.vault import KeptMethod, Usage
from app.flows.sandbox.methods import PAYMENT_METHOD, legacy_id_of, look_up, require_sandbox, use
from app.flows.service import Service, Work
from app.store.orders import customers, recorded_orders
from app.store.reversals import payment_methods

CUSTOMER: Path = ("input", "customerId")


@dataclass(frozen=True, slots=True)
class VaultAsk:
    """Which payment method for a single use to keep, of which customer, and whether as the customer's default one."""

    payment_method_id: str
    customer_id: str | None = None
    make_default: bool = False


async def vault_payment_method(service: Service, actor: Actor, ask: VaultAsk) -> KeptMethod:
    """The payment method for any number of uses; the one for a single use is used up. It is not verified.

    Raises Refused, NotAllowed.
    """
    return await _vault(service, actor, ask, card=False)


async def vault_credit_card(service: Service, actor: Actor, ask: VaultAsk) -> KeptMethod:
    """The same for cards alone."""
    return await _vault(service, actor, ask, card=True)


async def _vault(service: Service, actor: Actor, ask: VaultAsk, *, card: bool) -> KeptMethod:
    actor.require(Right.CHARGE)
    await require_sandbox(service, actor, PAYMENT_METHOD)
    known = await look_up(service, actor, ask.payment_method_id)
    if card and known is not None and known.details.method.brand is None:
        known = None
    if known is not None and known.kept is not None and known.kept.usage is Usage.MULTI_USE:
        raise Refused(Problem(Condition.PAYMENT_METHOD_UNKNOWN, PAYMENT_METHOD))
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, PAYMENT_METHOD) as work:
        customer_id = None if ask.customer_id is None else await customer_number(work, ask.customer_id, CUSTOMER)
        used = await use(work, known)
        return await keep(work, used.details.method, used.nonce, customer_id, make_default=ask.make_default)


async def keep(
    work: Work, method: PaymentMethod, nonce: str, customer_id: int | None, *, make_default: bool = False
) -> KeptMethod:
    """A payment method in the vault, in the work at hand."""
    if customer_id is not None:
        # Two that make a method the customer's default one do so one after the other.
        await recorded_orders.hold_customer(work.session, customer_id)
        await work.locked()
    kept = await payment_methods.add(
        work.session,
        work.merchant.id,
        replace(method, vaulted=None),
        nonce,
        Usage.MULTI_USE,
        work.now,
        customer_id=customer_id,
        make_default=make_default,
    )
    await work.keep(Entry(ChangeKind.PAYMENT_METHOD_KEPT), note=kept.legacy_id)
    return kept


async def delete_payment_method(service: Service, actor: Actor, payment_method_id: str) -> None:
    """Takes a payment method out of the vault; payments that were made with it stay. Raises Refused, NotAllowed."""
    actor.require(Right.CHARGE)
    await require_sandbox(service, actor, PAYMENT_METHOD)
    legacy_id = legacy_id_of(payment_method_id)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, PAYMENT_METHOD) as work:
        kept = None
        if legacy_id is not None:
            kept = await payment_methods.find(work.session, work.merchant.id, legacy_id, lock=True)
        if kept is None or not kept.usable_at(work.now):
            raise not_found(*PAYMENT_METHOD)
        await payment_methods.delete(work.session, kept.id, work.now)
        await work.keep(Entry(ChangeKind.PAYMENT_METHOD_DELETED), note=kept.legacy_id)


async def customer_number(work: Work, customer_id: str, path: Path) -> int:
    """The store's number of the merchant's customer of that id. Raises Refused (OBJECT_NOT_FOUND)."""
    match read_global_id(customer_id):
        case (IdKind.CUSTOMER, legacy_id):
            number = await customers.find(work.session, work.merchant.id, legacy_id)
            if number is not None:
                return number
    raise not_found(*path)
