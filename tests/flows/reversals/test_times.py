"""How long a gateway may take, when it is asked about a sending, and when its absence is proof (SPEC 4 and 13)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.demo.embedded import Urls
from app.domain.ids import IdKind, global_id
from app.domain.people.people import Actor
from app.domain.reversals.payments import Destination
from app.domain.reversals.resolutions import ResolvedOutcome
from app.flows.people.sign_in import actor_of_key
from app.flows.reversals.queue import QueueAsk, retry_now
from app.flows.reversals.refund import RefundAsk, refund_transaction
from app.flows.reversals.resolve import ResolveAsk, resolve_outcome
from app.flows.service import LEASE_BEYOND_TIMEOUT, Service
from app.gateways.registry import SANDBOX, Gateways
from app.gateways.sandbox.gateway import SandboxGateway
from app.settings import SettingsError
from tests.flows.desk import outcomes, refunded
from tests.support import servers as real
from tests.support.merchant_client import Shop, live_service, open_shop
from tests.support.promises import verified_of

SOON, LATER = timedelta(seconds=2), timedelta(seconds=20)
BRIEF = timedelta(milliseconds=500)


class Hasty(SandboxGateway):
    """A gateway whose answers come within half a second, or not at all."""

    @property
    def timeout(self) -> timedelta | None:
        return BRIEF


class Forgetful(SandboxGateway):
    """A gateway that proves nothing by knowing nothing of a key."""

    @property
    def absence_after(self) -> timedelta | None:
        return None


@asynccontextmanager
async def behind(shop: Shop, kind: type[SandboxGateway]) -> AsyncIterator[tuple[Service, Actor]]:
    """The shop's service with that gateway in the sandbox's place."""
    actor = await actor_of_key(shop.live.service.store, *shop.keys, None)
    assert actor is not None
    gateway = kind(shop.live.settings.database_url)
    try:
        yield replace(shop.live.service, gateways=Gateways({SANDBOX: gateway})), actor
    finally:
        await gateway.stop()


async def test_the_server_says_when_an_unknown_outcome_is_asked_about(servers: Urls, database: str) -> None:
    settings = real.settings_for(servers, database, verification_delays=(SOON, LATER))
    async with live_service(settings) as live, open_shop(live) as shop:
        made = await refunded(shop, "3002.02")
        for due in (SOON, LATER, timedelta(days=1)):
            asked = (await shop.node(made.refund))["retry"]["nextAttemptAt"]
            assert datetime.fromisoformat(asked) == made.began + due
            await shop.advance("PT18S" if due is LATER else "PT2S")
        done = await refunded(shop, "3002.00")
        await shop.advance("PT2S")
        refund = await shop.node(done.refund)
        assert (refund["status"], outcomes(refund)) == ("SUBMITTED_FOR_SETTLEMENT", ["UNKNOWN"])
        await verified_of(shop)


async def test_what_is_asked_about_too_early_is_asked_about_once_absence_is_proof(servers: Urls, database: str) -> None:
    """And not only with the next daily attempt, where the server's delays are shorter than that takes."""
    settings = real.settings_for(servers, database, verification_delays=(SOON,))
    async with live_service(settings) as live, open_shop(live) as shop:
        made = await refunded(shop, "3002.01")
        await shop.advance("PT4M")
        assert outcomes(await shop.node(made.refund)) == ["UNKNOWN"]
        await shop.advance("PT2M")
        assert outcomes(await shop.node(made.refund)) == ["UNKNOWN", "ACCEPTED"]
        await verified_of(shop)


async def test_each_adapter_says_how_long_it_may_take(shop: Shop) -> None:
    """Leases follow, and so does what a stopping process waits."""
    sale = await shop.settled("4000.00")
    async with behind(shop, Hasty) as (service, actor):
        assert service.leasing(Destination(SANDBOX)).length == BRIEF + LEASE_BEYOND_TIMEOUT
        assert service.longest_timeout == service.settings.gateway_timeout
        made = await refund_transaction(service, actor, RefundAsk(sale, "3004.00"))
    refund = await shop.node(global_id(IdKind.REFUND, made.legacy_id))
    assert outcomes(refund) == ["UNKNOWN"]
    assert refund["retry"]["lastError"] == "No answer within 0.5 seconds."
    with pytest.raises(SettingsError, match="REFUNDRY_SHUTDOWN_GRACE"):
        service.settings.check_grace(service.settings.shutdown_grace)
    await shop.advance("PT6M")
    assert (await shop.node(refund["id"]))["status"] == "SUBMITTED_FOR_SETTLEMENT"


async def test_where_absence_is_no_proof_nothing_is_sent_again_and_a_person_decides(shop: Shop) -> None:
    sale = await shop.settled("4000.00")
    async with behind(shop, Forgetful) as (service, actor):
        made = await refund_transaction(service, actor, RefundAsk(sale, "3002.03"))
        refund = global_id(IdKind.REFUND, made.legacy_id)
        await shop.execute(
            "UPDATE operations SET state = 'PAUSED', next_attempt_at = NULL WHERE refund_id = $1", made.id
        )
        await shop.advance("P3D")
        await retry_now(service, actor, QueueAsk(refund))
        assert outcomes(await shop.node(refund)) == ["UNKNOWN"]
        word = ResolveAsk(refund, ResolvedOutcome.NOT_DONE, None, "They told me so.")
        assert (await resolve_outcome(service, actor, word)).status == "FAILED"
    assert [line["effect"] for line in await shop.journal(sale) if line["kind"] == "refund"] == [False]
    await verified_of(shop)
