"""What a merchant's customers are told by mail of their refunds: off until the merchant says so."""

from dataclasses import dataclass, field, replace
from typing import Literal

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.people.people import Actor, Right
from app.domain.problems import Findings, Unavailable
from app.domain.telling.customer_mails import CustomerMails, Template, check_template
from app.flows.service import Service
from app.store.database import Contended
from app.store.people import merchants
from app.store.telling import customer_mails

Kind = Literal["accepted", "failed"]


@dataclass(frozen=True, slots=True)
class CustomerMailsAsk:
    """What is to change: None leaves it as it is. Those in `without` are sent no more."""

    accepted: Template | None = None
    failed: Template | None = None
    in_sandbox: bool | None = None
    without: frozenset[Kind] = field(default_factory=frozenset)


async def customer_mails_of(service: Service, actor: Actor) -> CustomerMails:
    """What holds for the merchant. Raises NotAllowed, Unavailable."""
    actor.require(Right.ADMINISTER)
    async with service.store.session() as session:
        return await customer_mails.of_merchant(session, actor.merchant_id)


async def update_customer_mails(service: Service, actor: Actor, ask: CustomerMailsAsk) -> CustomerMails:
    """What holds from now on. Raises Refused (TEXT_INVALID, TEXT_TOO_LONG), NotAllowed, Unavailable."""
    actor.require(Right.ADMINISTER)
    findings = Findings()
    for name, template in (("accepted", ask.accepted), ("failed", ask.failed)):
        if template is not None:
            with findings:
                check_template(template, ("input", name))
    findings.refuse()
    try:
        async with service.store.begin() as session:
            await merchants.lock(session, actor.merchant_id)
            work = await service.begun(session, actor)
            before = await customer_mails.of_merchant(session, actor.merchant_id)
            after = replace(
                before,
                accepted=None if "accepted" in ask.without else ask.accepted or before.accepted,
                failed=None if "failed" in ask.without else ask.failed or before.failed,
                in_sandbox=before.in_sandbox if ask.in_sandbox is None else ask.in_sandbox,
            )
            if after != before:
                await customer_mails.change(session, actor.merchant_id, after)
                await work.keep(Entry(ChangeKind.SETTINGS_CHANGED), note=f"Mails to customers: {_told(after)}")
            return after
    except Contended as error:
        raise Unavailable("the settings are being changed by others") from error


def _told(mails: CustomerMails) -> str:
    sent = [name for name, each in (("accepted", mails.accepted), ("failed", mails.failed)) if each is not None]
    return f"{' and '.join(sent) or 'none'}{', in the sandbox too' if mails.in_sandbox else ''}"
