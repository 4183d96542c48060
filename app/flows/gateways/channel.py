"""From where something is sent to the session that it is sent by, with its times and its slots (SPEC 14.1 and 14.5)."""

import asyncio
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from app.domain.problems import Unavailable
from app.domain.reversals.answers import Accepted, Declined, NotKnown, NotReached, Outcome, Pending, Standing
from app.domain.reversals.payments import Destination, Transaction
from app.domain.reversals.states import as_kept
from app.flows.service import PATIENCE, Service, Work, wall_clock
from app.gateways.sandbox.session import SandboxSession
from app.gateways.sessions import AccountNotUsable, OpenSession
from app.store.database import Contended
from app.store.gateways import accounts
from refundry.gateways import LooksUp, PaymentStanding, Session

log = structlog.get_logger(__name__)


class NotUsable(Exception):
    """Nothing can be sent there at this time, and nothing was. Its text is for the people whose refunds wait for it.

    With `attention` it can't become possible by itself.
    """

    def __init__(self, in_words: str, *, attention: bool = True) -> None:
        super().__init__(in_words)
        self.attention = attention


@dataclass(frozen=True, slots=True)
class Channel:
    """A session, and how it is used. `timeout` is in seconds; `absence_after` None means that "not found" proves
    nothing. `opened` is the gateway account's; None for the sandbox.
    """

    session: Session
    timeout: float
    absence_after: timedelta | None
    opened: OpenSession | None = None

    def slot(self, patience: float) -> AbstractAsyncContextManager[None]:
        """The slot of one call. Raises NoSlot where it would have to wait for more than `patience` seconds."""
        return nullcontext() if self.opened is None else self.opened.lane.slot(patience)

    @property
    def can_be_asked(self) -> bool:
        """Whether the gateway can be asked what became of a key, without sending anything."""
        unable = {LooksUp.NEVER, LooksUp.BY_SENDING_AGAIN}
        return self.opened is None or self.opened.terms.looks_up not in unable

    def is_forgotten(self, first_sent_at: datetime, at: datetime) -> bool:
        """Whether the gateway, which answers a question by the key alone, may not know a key of that age any more.

        To ask by sending again would do it a second time then.
        """
        if self.opened is None or self.opened.terms.looks_up is not LooksUp.BY_SENDING_AGAIN:
            return False
        life = self.opened.terms.key_life
        return life is not None and at >= first_sent_at + life

    def named(self, outcome: Outcome) -> Outcome:
        """The outcome, which names the account where the gateway refuses its credentials."""
        if self.opened is None or not isinstance(outcome, NotReached) or not outcome.credentials:
            return outcome
        message = f"{outcome.message.removesuffix('.')} (gateway account {self.opened.name})."
        return NotReached(message, outcome.retry_after, credentials=True, new_key=outcome.new_key)


async def channel_to(service: Service, destination: Destination | None, merchant: str, at: datetime) -> Channel:
    """The channel to where an operation of the merchant of that public id is sent. `at` is the merchant's time.

    Raises NotUsable.
    """
    assert destination is not None, "a merchant account without a gateway was let through"
    if destination.account is None or destination.version is None:
        sandbox = service.gateways.adapters.get(destination.gateway)
        if sandbox is None:
            raise NotUsable(f"The gateway {destination.gateway} is not installed.")
        session = SandboxSession(sandbox, merchant, lambda: at)
        return Channel(session, service.timeout(destination), sandbox.absence_after)
    try:
        opened = await service.sessions.opened(destination.account, destination.version)
    except AccountNotUsable as error:
        raise NotUsable(error.in_words) from None
    except (Unavailable, Contended):
        raise NotUsable("The gateway account could not be looked up.", attention=False) from None
    return Channel(opened.session, opened.terms.timeout.total_seconds(), opened.terms.absence_after, opened)


async def destination_of(service: Service, work: Work | None, transaction: Transaction) -> Destination | None:
    """Where what is begun now of the payment is sent: to the gateway account that has it, whichever its merchant
    account names by now. None if that is linked to no gateway.
    """
    has_it = transaction.gateway_account_id
    if has_it is None or not transaction.is_at_former_account:
        return transaction.account.destination
    async with service.reading(work) as session:
        account = await accounts.get(session, has_it)
    return Destination(account.adapter, account.id, account.version)


async def ask_standing(
    service: Service, merchant: str, transaction: Transaction, at: datetime, *, patience: float = PATIENCE
) -> Standing | None:
    """Where the gateway behind the transaction's account says that it stands; None if it has no payment of that id.

    Only what it has as that merchant's counts. Raises NotUsable, NoSlot, NotAnswered, TimeoutError.
    """
    channel = await channel_to(service, await destination_of(service, None, transaction), merchant, at)
    async with channel.slot(patience), asyncio.timeout(channel.timeout):
        found = await channel.session.standing(transaction.at_gateway)
    return None if found is None else standing_of(found)


def standing_of(found: PaymentStanding) -> Standing:
    """Where a payment stands, with the amount that counts: what was captured, once something was."""
    return Standing(as_kept(found.status), found.captured if found.captured else found.amount)


async def heard(service: Service, opened: OpenSession, outcome: Outcome) -> None:
    """Keeps with the account whether its gateway takes the credentials: once a day that it does not, and when it does
    again. All calls of a session share the note.
    """
    if isinstance(outcome, NotReached | NotKnown) and outcome.credentials:
        await credentials_refused(service, opened, outcome.message)
    elif isinstance(outcome, Accepted | Pending | Declined):
        await credentials_taken(service, opened)


async def credentials_refused(service: Service, opened: OpenSession, message: str) -> None:
    """Keeps with the account, once a day, that its gateway does not take the credentials."""
    today = wall_clock().date()
    if opened.refused_on != today:
        opened.refused_on = today
        log.warning("gateway.credentials_refused", account=opened.account, version=opened.version)
        await _note(service, opened, message)


async def credentials_taken(service: Service, opened: OpenSession) -> None:
    """Keeps with the account that its gateway takes the credentials, if it did not when it was last heard of."""
    if opened.refused_on is not None:
        opened.refused_on = None
        await _note(service, opened, None)


async def _note(service: Service, opened: OpenSession, refusal: str | None) -> None:
    try:
        async with service.store.begin() as session:
            if refusal is not None:
                await accounts.note_failure(session, opened.account, opened.version, refusal, refused=True)
            else:
                await accounts.note_good_answer(session, opened.account, opened.version, wall_clock())
    except (Unavailable, Contended):
        # The note is for people to see; the notice that they get does not depend on it.
        log.warning("gateway.not_noted", account=opened.account)
