"""Record what was refunded or voided outside of this service, and take that back (SPEC 6). No gateway is told."""

from dataclasses import dataclass, field
from typing import Any

import structlog

from app.domain.history.kinds import ChangeKind, Entry, marked_refunded, marked_voided
from app.domain.ids import new_legacy_id
from app.domain.money import Money
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Findings, Path, Refused, Unavailable
from app.domain.reversals import rules
from app.domain.reversals.answers import Standing
from app.domain.reversals.decide import DESCRIPTION, ORDER_ID, REFUND_INPUT, kept_details
from app.domain.reversals.new_operation import NewRefund
from app.domain.reversals.payments import Refund, Terms, Transaction
from app.domain.reversals.rules import TRANSACTION
from app.domain.texts import LONGEST_NOTE, LONGEST_ORDER_ID, check_text
from app.flows.gateways.channel import ask_standing
from app.flows.gateways.confirm import confirm
from app.flows.people.reasons import check_why
from app.flows.reversals.finding import lock_transaction
from app.flows.reversals.follow import follow_gateway
from app.flows.reversals.request_key import answered_before, remember
from app.flows.service import Service, Work
from app.store.reversals import operations, refunds, transactions
from app.store.reversals import reserve as reservations
from app.store.reversals.reservation import Group, Reservation

log = structlog.get_logger(__name__)

NOTE: Path = ("input", "note")
REFERENCE: Path = ("input", "reference")


@dataclass(frozen=True, slots=True)
class MarkRefundedAsk:
    """What `markRefundedExternally` was told. `amount` is the client's text; None means all that is left.

    `note` is of the mark, `refund_note` of the refund itself.
    """

    transaction_id: str
    amount: str | None = None
    order_id: str | None = None
    description: str | None = None
    line_items: tuple[dict[str, Any], ...] = field(default=())
    reason_code: str | None = None
    refund_note: str | None = None
    reference: str | None = None
    note: str | None = None
    request_key: str | None = None


@dataclass(frozen=True, slots=True)
class MarkVoidedAsk:
    """What `markVoidedExternally` was told."""

    transaction_id: str
    reference: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class UndoAsk:
    """Whose external marks are to be undone, and why."""

    transaction_id: str
    note: str | None = None


async def mark_refunded_externally(service: Service, actor: Actor, ask: MarkRefundedAsk) -> Refund:
    """The refund that was made elsewhere, SETTLED: it counts like any other. Raises Refused, NotAllowed."""
    actor.require(Right.MARK_EXTERNALLY)
    await _bring_up_to_date(service, actor, ask.transaction_id)
    async with service.work(actor, Condition.CONCURRENT_REFUNDS, TRANSACTION) as work:
        before = await answered_before(work, "markRefundedExternally", ask)
        if before is not None:
            assert isinstance(before, Refund)
            return before
        transaction = await lock_transaction(work, ask.transaction_id, refund_is_credit=True)
        findings = Findings()
        with findings:
            _check_texts(ask.reference, ask.note, ask.order_id, ask.description)
        with findings:
            await check_why(work, ask.reason_code, ask.refund_note, *REFUND_INPUT)
        with findings:
            amount = rules.external_refund_amount(transaction, ask.amount)
        findings.refuse()
        await refunds.forget_attention(work.session, transaction.id)
        note = "\n".join(dict.fromkeys(each for each in (ask.note, ask.refund_note) if each)) or None
        refund_id = await _add_refund(work, ask, transaction, amount)
        refund = await refunds.get(work.session, refund_id)
        await refunds.mark_refunded_externally(work.session, refund, work.cause, actor.name, ask.reference, ask.note)
        entry = marked_refunded(amount, ask.reference)
        await _keep(work, entry, note, transaction, refund_id, reason_code=ask.reason_code)
        await remember(work, ask, refund_id=refund_id)
        return await refunds.get(work.session, refund_id)


async def _add_refund(work: Work, ask: MarkRefundedAsk, transaction: Transaction, amount: Money) -> int:
    """The refund that no gateway is going to hear of. Returns its number."""
    order_id = ask.order_id if ask.order_id is not None else transaction.order_id
    made = NewRefund(new_legacy_id(), transaction.account, order_id, kept_details(ask.description, ask.line_items))
    terms = Terms(reason_code=ask.reason_code, note=ask.refund_note or ask.note)
    reservation = Reservation(transaction, amount, work.actor, work.now, terms, refund=made)
    (reserved,) = (await reservations.write_held(work.session, Group((reservation,)))).parts
    refund_id = reserved.refund_id
    assert refund_id is not None, "a refund was made"
    return refund_id


async def mark_voided_externally(service: Service, actor: Actor, ask: MarkVoidedAsk) -> Transaction:
    """The transaction that was voided elsewhere, VOIDED. A void of it that waits is cancelled. Raises Refused."""
    actor.require(Right.MARK_EXTERNALLY)
    async with service.work(actor, Condition.CONCURRENT_VOIDS, TRANSACTION) as work:
        transaction = await lock_transaction(work, ask.transaction_id)
        findings = Findings()
        with findings:
            _check_texts(ask.reference, ask.note)
        with findings:
            rules.check_external_void(transaction)
        findings.refuse()
        if transaction.operation is not None:
            await operations.cancel(work.session, transaction.operation)
        await transactions.mark_voided_externally(
            work.session, transaction, work.cause, actor.name, ask.reference, ask.note
        )
        await _keep(work, marked_voided(transaction.amount, ask.reference), ask.note, transaction)
        return await transactions.get(work.session, transaction.id)


async def undo_external_refund(service: Service, actor: Actor, ask: UndoAsk) -> tuple[Transaction, list[Refund]]:
    """The transaction and its refunds, of which the external ones are VOIDED; both mark and undo stay in the history.

    Raises Refused: NOT_ALL_EXTERNAL where the order has a refund of another kind that counts (SPEC 6.3).
    """
    actor.require(Right.MARK_EXTERNALLY)
    async with service.work(actor, Condition.CONCURRENT_REFUNDS, TRANSACTION) as work:
        transaction = await lock_transaction(work, ask.transaction_id)
        _check_texts(None, ask.note)
        of_order = [
            refund
            for each in await transactions.of_order(work.session, transaction)
            for refund in await refunds.of_transaction(work.session, each.id)
        ]
        for refund in rules.external_refunds_to_undo(transaction, of_order):
            await refunds.undo_external(work.session, refund, work.cause, actor.name)
            await _keep(work, Entry(ChangeKind.REFUND_MARK_UNDONE), ask.note, transaction, refund.id)
        changed = await transactions.get(work.session, transaction.id)
        return changed, await refunds.of_transaction(work.session, transaction.id)


async def undo_external_void(service: Service, actor: Actor, ask: UndoAsk) -> Transaction:
    """The transaction with the status that its gateway has; where it is linked to none, with the one before the mark.

    Raises Refused: NOT_ALL_EXTERNAL where another transaction of the order was voided through its gateway (SPEC 6.3).
    """
    actor.require(Right.MARK_EXTERNALLY)
    async with service.work(actor, Condition.CONCURRENT_VOIDS, TRANSACTION) as work:
        transaction = await lock_transaction(work, ask.transaction_id)
        _check_texts(None, ask.note)
        rules.check_external_void_undo(transaction, await transactions.of_order(work.session, transaction))
        before = Standing(await transactions.status_before_void(work.session, transaction.id), transaction.amount)
    standing = await _standing_at_gateway(service, work, transaction) or before
    async with service.work(actor, Condition.CONCURRENT_VOIDS, TRANSACTION) as work:
        transaction = await transactions.lock(work.session, transaction.id)
        await work.locked()
        rules.check_external_void_undo(transaction, await transactions.of_order(work.session, transaction))
        await transactions.undo_external_void(
            work.session, transaction, work.cause, actor.name, standing.status, standing.amount
        )
        await _keep(work, Entry(ChangeKind.VOID_MARK_UNDONE), ask.note, transaction)
        return await transactions.get(work.session, transaction.id)


async def _bring_up_to_date(service: Service, actor: Actor, transaction_id: str) -> None:
    """Follows the gateway first: what was refunded in its own pages has settled, whether we have heard of it or not.

    A gateway that can't be reached does not keep people from saying what was done elsewhere.
    """
    async with service.work(actor, Condition.CONCURRENT_REFUNDS, TRANSACTION) as work:
        try:
            transaction = await lock_transaction(work, transaction_id)
        except Refused:
            return  # refused below, after the request's key was looked at
    linked = transaction.account.gateway is not None
    if linked and not transaction.confirmed:
        await confirm(service, actor, transaction)
    elif linked and transaction.status in transactions.UNSETTLED and transaction.operation is None:
        try:
            await follow_gateway(service, actor, transaction)
        except Exception:
            log.warning("gateway.not_followed", transaction=transaction.legacy_id, exc_info=True)


async def _standing_at_gateway(service: Service, work: Work, transaction: Transaction) -> Standing | None:
    """What the gateway says; None where there is none, or none that has confirmed it. Raises Unavailable."""
    if transaction.account.gateway is None or not transaction.confirmed:
        return None
    try:
        return await ask_standing(service, work.merchant.public_id, transaction, work.now)
    except Exception as error:
        log.warning("gateway.standing_not_known", transaction=transaction.legacy_id, exc_info=True)
        raise Unavailable("The gateway could not be asked where the payment stands: nothing was changed.") from error


def _check_texts(
    reference: str | None, note: str | None, order_id: str | None = None, description: str | None = None
) -> None:
    findings = Findings()
    with findings:
        check_text(reference or "", REFERENCE, LONGEST_NOTE)
    with findings:
        check_text(note or "", NOTE, LONGEST_NOTE)
    with findings:
        check_text(order_id or "", ORDER_ID, LONGEST_ORDER_ID, Condition.ORDER_ID_TOO_LONG)
    with findings:
        check_text(description or "", DESCRIPTION, LONGEST_NOTE)
    findings.refuse()


async def _keep(
    work: Work,
    entry: Entry,
    note: str | None,
    transaction: Transaction,
    refund_id: int | None = None,
    *,
    reason_code: str | None = None,
) -> None:
    await work.keep(entry, note=note, reason_code=reason_code, transaction_id=transaction.id, refund_id=refund_id)
