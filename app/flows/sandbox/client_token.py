"""A token in the form that Braintree's code for browsers and phones reads (Braintree's `createClientToken`).

It opens nothing: pages of the sandbox use nonces. It is there so that a server that fetches one goes on as it would at
Braintree.
"""

import base64
import json
import secrets
from dataclasses import dataclass

from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Path, Problem, Refused
from app.flows.sandbox.methods import require_sandbox
from app.flows.sandbox.vault import customer_number
from app.flows.service import Service
from app.store.people import merchants

TOKEN: Path = ("input", "clientToken")
ACCOUNT: Path = (*TOKEN, "merchantAccountId")
CUSTOMER: Path = (*TOKEN, "customerId")


@dataclass(frozen=True, slots=True)
class ClientTokenAsk:
    """Of which merchant account and which customer the token is; None for the default one, and for nobody."""

    merchant_account_id: str | None = None
    customer_id: str | None = None


async def create_client_token(service: Service, actor: Actor, ask: ClientTokenAsk) -> str:
    """A fresh token: JSON in base64. Raises Refused, NotAllowed."""
    actor.require(Right.CHARGE)
    await require_sandbox(service, actor, TOKEN)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, TOKEN) as work:
        if ask.customer_id is not None:
            await customer_number(work, ask.customer_id, CUSTOMER)
        asked = ask.merchant_account_id
        known = asked is None or asked.isprintable()
        account = await merchants.find_account(work.session, work.merchant.id, asked) if known else None
        if account is None:
            raise Refused(Problem(Condition.MERCHANT_ACCOUNT_INVALID, ACCOUNT, {"account": asked or "(the default)"}))
    token = {
        "version": 2,
        "authorizationFingerprint": secrets.token_urlsafe(48),
        "environment": "sandbox",
        "merchantId": actor.merchant,
        "merchantAccountId": account.public_id,
    }
    return base64.b64encode(json.dumps(token).encode()).decode()
