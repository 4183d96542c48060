"""Questions to a gateway account's session, which change nothing there: each has an end, and says why it failed."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from app.domain.gateways.accounts import GatewayAccount
from app.flows.service import Service
from app.gateways.sessions import AccountNotUsable
from app.store.gateways import accounts
from refundry.gateways import NotAnswered, Session

Answer = TypeVar("Answer")


class CannotAsk(Exception):
    """A gateway account could not be asked, or did not answer, and nothing is known. The message says why.

    `refused` says that the gateway took none of the account's credentials, or that the account can't be used at all:
    to ask it about something else would bring nothing either.
    """

    def __init__(self, message: str, *, refused: bool = False) -> None:
        super().__init__(message)
        self.refused = refused


async def ask(service: Service, account: GatewayAccount, question: Callable[[Session], Awaitable[Answer]]) -> Answer:
    """What the gateway answers by the account's present credentials. Raises CannotAsk, Unavailable.

    A refusal of the credentials is kept with the account.
    """
    try:
        session = await service.sessions.session_of(account.id, account.version)
        terms = await service.sessions.terms_of(account.id, account.version)
        async with asyncio.timeout(terms.timeout.total_seconds()):
            return await question(session)
    except AccountNotUsable as error:
        raise CannotAsk(str(error), refused=True) from error
    except TimeoutError:
        raise CannotAsk("The gateway did not answer in time.") from None
    except NotAnswered as error:
        if error.refused_credentials:
            await note_refusal(service, account, str(error))
        raise CannotAsk(str(error), refused=error.refused_credentials) from error


async def note_refusal(service: Service, account: GatewayAccount, said: str) -> None:
    """Keeps with the account that its gateway has refused the credentials."""
    async with service.store.begin() as session:
        await accounts.note_failure(session, account.id, account.version, said, refused=True)
