"""What `refundry doctor` finds of gateway accounts: each one is asked whose its credentials are."""

import asyncio

from app.flows.gateways.account_test import check_account
from app.flows.people.set_up import operator_of
from app.flows.service import Service
from app.flows.upkeep.examine import Finding, Verdict
from app.store.gateways import accounts as kept
from app.store.people import merchants

AT_ONCE = 8
"""Accounts that are asked at a time."""

MOST_TOLD = 5
"""Accounts that are named, at most."""


async def accounts(service: Service) -> Finding:
    """Whether every gateway account that is not retired takes its credentials. Nothing is changed at any gateway.

    Raises Unavailable.
    """
    async with service.store.session() as session:
        named = [
            (merchant, account.name)
            for merchant in await merchants.listed(session)
            for account in await kept.of_merchant(session, merchant.id)
            if account.retired_at is None
        ]
    slots = asyncio.Semaphore(AT_ONCE)
    wrong = dict[str, str]()

    async def ask(place: int) -> None:
        merchant, name = named[place]
        async with slots:
            said = await check_account(service, operator_of(merchant), name, "name")
        if not said.ok:
            wrong[f"{merchant.public_id} {name}"] = said.message

    await asyncio.gather(*(ask(place) for place in range(len(named))))
    if not wrong:
        return Finding(Verdict.WELL, f"{len(named)} accounts take their credentials" if named else "no accounts")
    told = "; ".join(f"{name}: {wrong[name]}" for name in sorted(wrong)[:MOST_TOLD])
    more = f"; and {len(wrong) - MOST_TOLD} more" if len(wrong) > MOST_TOLD else ""
    return Finding(
        Verdict.ILL,
        f"{len(wrong)} of {len(named)} accounts are not usable: {told}{more}",
        "Rotate credentials with `refundry gateway-accounts update`. What waits is sent once they are taken.",
    )
