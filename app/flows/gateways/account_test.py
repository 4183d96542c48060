"""Asking a gateway whose an account's credentials are: `refundry gateway-accounts test` and `testGatewayAccount`."""

import asyncio
from dataclasses import dataclass

from app.domain.gateways.accounts import GatewayAccount
from app.domain.people.people import Actor
from app.domain.problems import Condition, Problem, Refused
from app.flows.gateways.accounts import account_of
from app.flows.service import Service, wall_clock
from app.gateways.sessions import AccountNotUsable
from app.store.gateways import accounts
from refundry.gateways import Account, NotAnswered


@dataclass(frozen=True, slots=True)
class AccountTest:
    """What the gateway said. `ok`: it takes the credentials, and they may do all that the adapter needs.

    `live` and `reference`, the gateway's own id of the account, are None where it did not say.
    """

    ok: bool
    message: str
    live: bool | None = None
    reference: str | None = None
    missing_rights: tuple[str, ...] = ()


async def check_account(service: Service, actor: Actor, name: str, *path: str) -> AccountTest:
    """Asks the gateway, which changes nothing there. What it says is kept with the account.

    Raises Refused (OBJECT_NOT_FOUND and GATEWAY_ACCOUNT_RETIRED at `path`), NotAllowed, Unavailable.
    """
    account = await account_of(service, actor, name, *path)
    if account.retired_at is not None:
        raise Refused(Problem(Condition.GATEWAY_ACCOUNT_RETIRED, path))
    try:
        said = await _ask(service, account)
    except AccountNotUsable as error:
        return AccountTest(False, str(error))
    except NotAnswered as error:
        await _note_failure(service, account, str(error), refused=error.refused_credentials)
        why = "The gateway refuses the credentials" if error.refused_credentials else "The gateway did not answer"
        return AccountTest(False, f"{why}: {error}")
    async with service.store.begin() as session:
        await accounts.note_answer(
            session, account.id, account.version, wall_clock(), live=said.live, reference=said.reference
        )
    return _told(said)


async def _ask(service: Service, account: GatewayAccount) -> Account:
    """Raises AccountNotUsable, NotAnswered."""
    session = await service.sessions.session_of(account.id, account.version)
    terms = await service.sessions.terms_of(account.id, account.version)
    try:
        async with asyncio.timeout(terms.timeout.total_seconds()):
            return await session.account()
    except TimeoutError:
        raise NotAnswered(f"No answer within {terms.timeout.total_seconds():g} seconds.") from None


async def _note_failure(service: Service, account: GatewayAccount, error: str, *, refused: bool) -> None:
    async with service.store.begin() as session:
        await accounts.note_failure(session, account.id, account.version, error, refused=refused)


def _told(said: Account) -> AccountTest:
    mode = "live" if said.live else "test"
    message = f"{said.reference}, {mode}"
    if said.missing_rights:
        message += f"; the credentials lack {', '.join(said.missing_rights)}"
    return AccountTest(not said.missing_rights, message, said.live, said.reference, said.missing_rights)
