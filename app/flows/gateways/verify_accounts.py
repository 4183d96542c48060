"""Ask every gateway account for what it has, for `refundry verify --gateways` (SPEC 14.8)."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.domain.history.promises import MOST_NAMED
from app.domain.problems import RefundryError
from app.domain.reversals.payments import Merchant
from app.domain.visible import visible
from app.flows.gateways.reconcile import CannotReconcile, reconcile, sources_of
from app.flows.service import Service, wall_clock
from app.store.people import merchants

USUAL_DAYS = timedelta(days=30)

PROMISE = "The gateway has what is said here, and nothing else."


@dataclass(frozen=True, slots=True)
class AccountFinding:
    """What the gateway of a merchant's account told: how many differences are open, with the gateway's ids of the
    first. `why` says why it could not be asked; nothing is known then.
    """

    merchant: str
    account: str
    wrong: int = 0
    ids: Sequence[str] = ()
    why: str | None = None

    @property
    def kept(self) -> bool:
        return not self.wrong and self.why is None

    def as_json(self) -> dict[str, Any]:
        return {
            "name": "gateway-account",
            "promise": PROMISE,
            "kept": self.kept,
            "merchant": self.merchant,
            "gatewayAccount": self.account,
            "wrong": self.wrong,
            "ids": list(self.ids),
            "notAsked": self.why,
        }

    def in_lines(self) -> str:
        """A line for the account, and one for each id."""
        named = f"gateway account {self.merchant}/{self.account}"
        if self.why is not None:
            return visible(f"UNKNOWN {named}: it could not be asked. {self.why}")
        lines = [f"{'kept  ' if self.kept else 'BROKEN'}  {named}: {PROMISE}"]
        lines += [f"          {visible(each)}" for each in self.ids]
        if self.wrong > len(self.ids):
            lines.append(f"          and {self.wrong - len(self.ids):,} more")
        return "\n".join(lines)


async def ask_all(service: Service, since: datetime | None = None) -> AsyncGenerator[AccountFinding]:
    """What each gateway account in use tells of all that was made since then, or in the last days. Sandboxes are left
    out: `verify` compares their books. What is found is kept as drift. Raises Unavailable.
    """
    since = since or wall_clock() - USUAL_DAYS
    async with service.store.session() as session:
        real = await merchants.not_sandboxes(session)
    for merchant in real:
        async with aclosing(ask_merchant(service, merchant, since)) as findings:
            async for each in findings:
                yield each


async def ask_merchant(service: Service, merchant: Merchant, since: datetime) -> AsyncGenerator[AccountFinding]:
    """The same of one merchant's. One that can't be asked stands in the way of none of the others."""
    try:
        sources = await sources_of(service, merchant)
    except CannotReconcile as error:
        yield AccountFinding(merchant.public_id, "-", why=str(error))
        return
    end = wall_clock()
    for source in sources:
        ids = list[str]()
        try:
            async with aclosing(reconcile(service, merchant, source, since, end)) as found:
                async for each in found:
                    ids.append(f"{each.difference.kind} {each.difference.reference}")
        except (CannotReconcile, RefundryError) as error:
            yield AccountFinding(merchant.public_id, source.name, why=str(error))
            continue
        yield AccountFinding(merchant.public_id, source.name, len(ids), tuple(ids[:MOST_NAMED]))
