"""A run that refunds many orders: its name, in whose name it is done, and what it asks of each order.

It is done by that person's or key's rights: what is queued still has somebody who may have it done, a merchant that
wants reasons of its people gets them, and a refund above the person's limit waits for another person as it would at the
desk (SPEC 8.2 and 8.3). Nobody gets more done at the command line than by signing in. Histories name the person, and
the command line where that was it, and that the run was begun is kept among the merchant's changes (SPEC 8.5).
"""

import hashlib
import json
from dataclasses import dataclass, replace

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.history.notices import is_mail_address
from app.domain.orders.plan import MOST_PARTS, AdjustmentAsk, LineItemAsk
from app.domain.orders.recording import MOST_ADJUSTMENTS, MOST_LINE_ITEMS
from app.domain.people.people import Actor, Person, Right
from app.domain.problems import NotAllowed, TooMuch
from app.domain.reversals.payments import Merchant
from app.domain.reversals.states import PaymentSource, RefundFailurePolicy
from app.flows.orders.refund_order import RefundOrderAsk
from app.flows.people.set_up import SetUpError, find_merchant, operator_of
from app.flows.service import Service
from app.store.people import people
from app.store.reversals import requesters
from app.store.reversals.look import Requester

LONGEST_NAME = 200
"""Characters of a run's name."""


@dataclass(frozen=True, slots=True)
class RefundTold:
    """What is asked for one order, as `RefundOrderAsk` has it; None for what is not said."""

    order_id: str
    amount: str | None = None
    line_items: tuple[LineItemAsk, ...] | None = None
    transaction_ids: tuple[str, ...] | None = None
    reason_code: str | None = None
    note: str | None = None
    cancel_order: bool | None = None
    balance_due: str | None = None
    on_failure: RefundFailurePolicy | None = None
    preview_token: str | None = None
    request_key: str | None = None
    adjustments: tuple[AdjustmentAsk, ...] | None = None

    @property
    def in_full(self) -> bool:
        """Whether all is asked for that can be refunded."""
        parts = (self.amount, self.line_items, self.adjustments, self.transaction_ids)
        return all(each is None for each in parts)


@dataclass(frozen=True, slots=True)
class ForAll:
    """What holds for every order that says nothing else."""

    reason_code: str | None = None
    note: str | None = None
    cancel_order: bool = False
    on_failure: RefundFailurePolicy = RefundFailurePolicy.QUEUE
    keep: str | None = None
    external_reference: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One giving back of many orders: its `name`, in whose name it is done, and how. A `dry_run` only says so.

    `actor` is who began it, as histories name them; see `actor_of` for the rights.
    """

    name: str
    merchant: Merchant
    actor: Actor
    for_all: ForAll
    dry_run: bool = False

    def key(self, told: RefundTold) -> str:
        """The apiRequestKey of an order: its own, or else always the same one in a run of this name."""
        return self.key_of(self.name, told.order_id) if told.request_key is None else told.request_key

    @staticmethod
    def key_of(run: str, order_id: str) -> str:
        """The apiRequestKey of an order in a run of that name."""
        # As JSON, no other two are written alike; hashed, since both of them may be long.
        named = json.dumps([run, order_id])
        return f"refund-orders-{hashlib.sha256(named.encode()).hexdigest()}"

    def ask(self, told: RefundTold) -> RefundOrderAsk:
        """What `refundOrder` is asked. Raises TooMuch for endless lists."""
        listed = (
            ("lineItems", told.line_items, MOST_LINE_ITEMS),
            ("adjustments", told.adjustments, MOST_ADJUSTMENTS),
            ("transactionIds", told.transaction_ids, MOST_PARTS),
        )
        for name, parts, most in listed:
            if parts is not None and len(parts) > most:
                raise TooMuch(name, len(parts), most)
        for_all = self.for_all
        return RefundOrderAsk(
            order_id=told.order_id,
            amount=told.amount,
            line_items=told.line_items,
            transaction_ids=told.transaction_ids,
            balance_due=told.balance_due,
            cancel_order=for_all.cancel_order if told.cancel_order is None else told.cancel_order,
            on_failure=told.on_failure or for_all.on_failure,
            reason_code=for_all.reason_code if told.reason_code is None else told.reason_code,
            note=for_all.note if told.note is None else told.note,
            preview_token=told.preview_token,
            request_key=self.key(told),
            adjustments=told.adjustments,
            keep=for_all.keep,
            external_reference=for_all.external_reference,
        )

    def in_full(self, told: RefundTold) -> bool:
        """Whether nothing is to be left of the order."""
        return told.in_full and self.for_all.keep is None


async def begin_run(
    service: Service, name: str, merchant: str, email: str, for_all: ForAll, *, dry_run: bool = False
) -> Run:
    """A run of that name in the name of the merchant's person with that address; that it begins is kept.

    A `dry_run` keeps nothing. Raises SetUpError for a merchant or a person there is not, for a person who may not do
    it, and for an unfit name.
    """
    if not name or name != name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
        raise SetUpError(
            f"A run's name has 1 to {LONGEST_NAME} characters that can be printed, and no blanks around them."
        )
    whose = await find_merchant(service.store, merchant)
    async with service.store.begin() as session:
        found = await people.with_email(session, email, merchant) if is_mail_address(email) else []
        if not found:
            raise SetUpError(f"The merchant {merchant!r} has no user who signs in as {email!r}.")
        [person] = found
        _require_rights(person, for_all)
        if dry_run:
            return Run(name, whose, _at_the_command_line(person), for_all, dry_run)
        work = await service.begun(session, operator_of(whose))
        note = f"run {name!r}, in the name of {person.email}"
        await work.keep(Entry(ChangeKind.ORDERS_REFUNDED), note=note, reason_code=for_all.reason_code)
    return Run(name, whose, _at_the_command_line(person), for_all)


async def actor_of(service: Service, run: Run) -> Actor:
    """Who began the run, with the rights that they have now.

    Raises NotAllowed if there is no such person any more, or the key was revoked.
    """
    found = await requesters.find_together(service.store, Requester.of(run.actor))
    if not found.rights:
        raise NotAllowed(Right.REFUND, Right.VOID)
    return replace(run.actor, rights=found.rights)


def _at_the_command_line(person: Person) -> Actor:
    """The person, as histories name who works at the command line for them."""
    return replace(person.as_actor(), name=f"{person.name} (command line)", source=PaymentSource.UNKNOWN)


def _require_rights(person: Person, for_all: ForAll) -> None:
    """Raises SetUpError for a person of whom every single order would be refused."""
    if person.disabled:
        raise SetUpError(f"{person.email} is disabled.")
    if for_all.external_reference is not None:
        if Right.MARK_EXTERNALLY not in person.rights:
            raise SetUpError(f"{person.email} has not the right MARK_EXTERNALLY.")
        return
    if not person.rights & {Right.REFUND, Right.VOID}:
        raise SetUpError(f"{person.email} has neither the right REFUND nor the right VOID.")
    if for_all.on_failure is RefundFailurePolicy.RECORD_ANYWAY and Right.MARK_EXTERNALLY not in person.rights:
        raise SetUpError(f"{person.email} has not the right MARK_EXTERNALLY, which RECORD_ANYWAY needs.")
