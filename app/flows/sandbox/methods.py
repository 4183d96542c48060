"""The payment method that a request names: a nonce of the sandbox, or one that was made or kept here before."""

from dataclasses import dataclass, replace

from app.domain.ids import IdKind, read_global_id
from app.domain.people.people import Actor
from app.domain.problems import Condition, Path, Problem, Refused
from app.domain.reversals.payments import PaymentMethod
from app.domain.reversals.vault import KeptMethod, Usage
from app.flows.service import Service, Work
from app.gateways.base import PaymentMethodDetails
from app.gateways.registry import SANDBOX
from app.store.people import merchants
from app.store.reversals import payment_methods

PAYMENT_METHOD: Path = ("input", "paymentMethodId")


@dataclass(frozen=True, slots=True)
class Known:
    """A payment method as its gateway knows it: `nonce` names it there; `kept` is its row, if it was made here."""

    details: PaymentMethodDetails
    nonce: str
    kept: KeptMethod | None = None

    def shown_as(self, method: PaymentMethod) -> "Known":
        """The same, with `method` in place of what its nonce stands for."""
        return replace(self, details=replace(self.details, method=method))

    def vaulted_as(self, number: int) -> "Known":
        """The same, in the vault under that number."""
        return replace(self, details=replace(self.details, method=replace(self.details.method, vaulted=number)))


async def require_sandbox(service: Service, actor: Actor, path: Path) -> None:
    """Raises Refused for a merchant of real gateways, before anything of the request is looked at, kept or logged."""
    async with service.store.session() as session:
        merchant = await merchants.get(session, actor.merchant_id)
    if not merchant.sandbox:
        raise Refused(Problem(Condition.NOT_A_SANDBOX, path))


async def look_up(service: Service, actor: Actor, payment_method_id: str, gateway: str = SANDBOX) -> Known | None:
    """The payment method of that id at the gateway, before anything is locked; None if there is none."""
    kept = None
    legacy_id = legacy_id_of(payment_method_id)
    if legacy_id is not None:
        async with service.store.session() as session:
            kept = await payment_methods.find(session, actor.merchant_id, legacy_id)
    nonce = payment_method_id if kept is None else kept.behaves_as
    details = await service.gateways.named(gateway).describe(nonce)
    if details is None:
        return None
    if kept is None:
        return Known(details, nonce)
    vaulted = kept.id if kept.usage is Usage.MULTI_USE else None
    return Known(replace(details, method=replace(kept.method, vaulted=vaulted)), nonce, kept)


async def use(work: Work, known: Known | None, path: Path = PAYMENT_METHOD) -> Known:
    """The same, in the work that uses it: one for a single use is used up.

    Raises Refused: used before (91564), unknown, deleted or expired (91565), or with a number that is none (81715).
    """
    if known is None:
        raise Refused(Problem(Condition.PAYMENT_METHOD_UNKNOWN, path))
    if known.details.invalid:
        raise Refused(Problem(Condition.CARD_NUMBER_INVALID, path))
    if known.details.consumed:
        raise Refused(Problem(Condition.PAYMENT_METHOD_CONSUMED, path))
    if known.kept is None:
        return known
    kept = await payment_methods.find(work.session, work.merchant.id, known.kept.legacy_id, lock=True)
    if kept is None or not kept.usable_at(work.now):
        raise Refused(Problem(Condition.PAYMENT_METHOD_UNKNOWN, path))
    if kept.consumed_at is not None:
        raise Refused(Problem(Condition.PAYMENT_METHOD_CONSUMED, path))
    if kept.usage is Usage.SINGLE_USE:
        await payment_methods.consume(work.session, kept.id, work.now)
    return replace(known, kept=kept)


def legacy_id_of(payment_method_id: str) -> str | None:
    """The short id of a payment method of ours, sent as it is or within a global id; None for what can be none."""
    match read_global_id(payment_method_id):
        case (IdKind.PAYMENT_METHOD, legacy_id):
            return legacy_id
    short = payment_method_id.isascii() and payment_method_id.isalnum() and len(payment_method_id) <= 36
    return payment_method_id if short else None
