"""The classic calls, each of which leads into a flow that GraphQL uses as well."""

from dataclasses import dataclass
from typing import Protocol

from app.domain.ids import IdKind, global_id
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, NotSupported, Refused, not_found
from app.domain.reversals.payments import Refund, Transaction
from app.domain.reversals.rules import TRANSACTION
from app.flows.reversals.refund import RefundAsk, refund_transaction
from app.flows.reversals.reverse import ReverseAsk, reverse_transaction
from app.flows.reversals.reverse_refund import ReverseRefundAsk, reverse_refund
from app.flows.reversals.void import VoidAsk, void_transaction
from app.flows.sandbox.capture import CaptureAsk, capture_transaction
from app.flows.sandbox.methods import require_sandbox
from app.flows.sandbox.partial_capture import PartialCaptureAsk, partial_capture_transaction
from app.flows.sandbox.refund_card import RefundCardAsk, refund_credit_card
from app.flows.sandbox.sell import ACCOUNT, authorize_payment_method, charge_payment_method
from app.flows.sandbox.settle import SettleAsk, settle_transaction
from app.flows.service import Service
from app.web.classic.bodies import Sent
from app.web.classic.found import Reader
from app.web.classic.sales import details_of, sell_ask
from app.web.classic.sent import Fields
from app.web.classic.wrong import Wrong, WrongFields


@dataclass(frozen=True, slots=True)
class Call:
    """One request: who asks, the payment that its address names ("" for none), and its body."""

    service: Service
    actor: Actor
    legacy_id: str
    body: dict[str, Sent]

    @property
    def sent(self) -> Fields:
        return Fields.of("transaction", self.body.get("transaction"))

    @property
    def reader(self) -> Reader:
        return Reader(self.service, self.actor)

    async def payment(self) -> str:
        """The global id of the transaction or refund that the address names; a transaction's for an unknown one, which
        a flow may still find at a gateway.
        """
        kind = await self.reader.kind_of(self.legacy_id)
        return global_id(kind or IdKind.TRANSACTION, self.legacy_id)


TOKEN_INVALID = Wrong("91518", "Payment method token is invalid.", "payment_method_token")


class Change(Protocol):
    """Does what a call asks for. Raises Refused, WrongFields, NotAllowed, NotSupported, Unavailable, HttpRefusal."""

    async def __call__(self, call: Call) -> Transaction | Refund: ...


async def sale(call: Call) -> Transaction | Refund:
    """POST transactions: charges, or without options.submit_for_settlement authorizes; or credits a card."""
    kind = call.sent.text("type")
    if kind is None:
        raise WrongFields(Wrong("91524", "Transaction type is required.", "type"))
    if kind == "credit":
        return await credit(call)
    if kind != "sale":
        raise WrongFields(Wrong("91523", "Transaction type is invalid.", "type"))
    call.actor.require(Right.CHARGE)
    # Before anything is looked at that may be of a real card.
    await require_sandbox(call.service, call.actor, ACCOUNT)
    ask = sell_ask(call.sent)
    charges = call.sent.object("options").flag("submit_for_settlement")
    sell = charge_payment_method if charges else authorize_payment_method
    try:
        return await sell(call.service, call.actor, ask)
    except Refused as refused:
        unknown = {Condition.PAYMENT_METHOD_UNKNOWN, Condition.PAYMENT_METHOD_CONSUMED}
        if call.sent.text("payment_method_token") and unknown & {each.condition for each in refused.problems}:
            raise WrongFields(TOKEN_INVALID) from None
        raise


async def credit(call: Call) -> Refund:
    """POST transactions of the type credit: a refund to a card, without a transaction that it gives back."""
    call.actor.require(Right.REFUND)
    await require_sandbox(call.service, call.actor, ACCOUNT)
    ask = sell_ask(call.sent)
    if ask.vault is not None:
        raise NotSupported(("transaction", "options"), "The card of a credit is not kept: keep it with a sale.")
    details = {name: ask.details[name] for name in ("custom_fields", "descriptor") if name in ask.details}
    asked = RefundCardAsk(
        payment_method_id=ask.payment_method_id,
        amount=ask.amount,
        order_id=ask.order_id,
        merchant_account_id=ask.merchant_account_id,
        customer_id=ask.customer_id,
        details=details,
        request_key=ask.request_key,
        card=ask.card,
    )
    return await refund_credit_card(call.service, call.actor, asked)


async def capture(call: Call) -> Transaction:
    """PUT transactions/ID/submit_for_settlement."""
    sent = call.sent
    call.actor.require(Right.CHARGE)
    ask = CaptureAsk(
        transaction_id=await call.payment(),
        amount=sent.text("amount"),
        order_id=sent.text("order_id"),
        request_key=sent.text("api_request_key"),
        details=details_of(sent),
    )
    return await capture_transaction(call.service, call.actor, ask)


async def capture_part(call: Call) -> Transaction:
    """POST transactions/ID/submit_for_partial_settlement."""
    sent = call.sent
    call.actor.require(Right.CHARGE)
    ask = PartialCaptureAsk(
        transaction_id=await call.payment(),
        amount=sent.text("amount"),
        order_id=sent.text("order_id"),
        final=sent.flag("final_capture"),
        details=details_of(sent),
        request_key=sent.text("api_request_key"),
    )
    return await partial_capture_transaction(call.service, call.actor, ask)


async def clone(call: Call) -> Transaction:
    """POST transactions/ID/clone: another sale with the payment method of an earlier one."""
    raise NotSupported(("transaction_clone",), "Nothing was charged. Make a sale with a payment method of the vault.")


async def refund(call: Call) -> Refund:
    """POST transactions/ID/refund: of `amount`, or of all that is left."""
    sent = call.sent
    ask = RefundAsk(
        transaction_id=await call.payment(),
        amount=sent.text("amount"),
        order_id=sent.text("order_id"),
        merchant_account_id=sent.text("merchant_account_id"),
        request_key=sent.text("api_request_key"),
    )
    return await refund_transaction(call.service, call.actor, ask)


async def void(call: Call) -> Transaction | Refund:
    """PUT transactions/ID/void: of a transaction, or of a refund that has not settled."""
    key = call.sent.text("api_request_key")
    named = await call.payment()
    if named == global_id(IdKind.REFUND, call.legacy_id):
        return await reverse_refund(call.service, call.actor, ReverseRefundAsk(named, request_key=key))
    return await void_transaction(call.service, call.actor, VoidAsk(named, request_key=key))


async def reverse(call: Call) -> Transaction | Refund:
    """POST transactions/ID/reverse: voids or refunds, as its status allows."""
    ask = ReverseAsk(await call.payment(), request_key=call.sent.text("api_request_key"))
    return await reverse_transaction(call.service, call.actor, ask)


async def settle(call: Call) -> Transaction | Refund:
    """PUT transactions/ID/settle, of the sandbox's testing calls."""
    return await _settle(call, SettleAsk(await call.payment()))


async def decline_settlement(call: Call) -> Transaction | Refund:
    """PUT transactions/ID/settlement_decline, likewise."""
    return await _settle(call, SettleAsk(await call.payment(), declined=True))


async def begin_settlement(call: Call) -> Transaction | Refund:
    """PUT transactions/ID/settlement_pending, likewise: on PayPal it is pending then, on a card under way."""
    return await _settle(call, SettleAsk(await call.payment(), begins=True))


async def _settle(call: Call, ask: SettleAsk) -> Transaction | Refund:
    settled = await settle_transaction(call.service, call.actor, ask)
    if settled.legacy_id == call.legacy_id:
        return settled
    # A refund's settlement is told by its transaction; the call is answered with what its address names.
    seen = await call.reader.named(call.legacy_id)
    if seen is None:
        raise not_found(*TRANSACTION)
    return seen.payment


CHANGES: dict[tuple[str, str], Change] = {
    ("PUT", "submit_for_settlement"): capture,
    ("POST", "submit_for_partial_settlement"): capture_part,
    ("POST", "clone"): clone,
    ("POST", "refund"): refund,
    ("PUT", "void"): void,
    ("POST", "reverse"): reverse,
    ("PUT", "settle"): settle,
    ("PUT", "settlement_decline"): decline_settlement,
    ("PUT", "settlement_pending"): begin_settlement,
}
"""By method and the last part of the address of a transaction."""

CREATED = frozenset({"refund", "submit_for_partial_settlement"})
"""Those that make a payment."""
