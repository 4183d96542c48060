"""Whoever carries an attempt out holds its lease: others leave it alone, and who has lost it writes nothing more."""

import asyncio

from app.flows.reversals.resume import resume_operation
from tests.crash.cases import check_books, journal_lines, set_to_noon
from tests.crash.gates import Gate, Gates
from tests.crash.installation import World, until
from tests.support.merchant_client import Shop
from tests.support.promises import verified

SLOW = "3004.00"
"""The gateway does it at once, and answers after three seconds."""

JOBS = 4


async def test_what_runs_is_left_alone_however_often_its_job_is_begun(world: World, stall: Shop) -> None:
    """The API waits for its gateway's answer, while this process has jobs for the same refund, as a worker would."""
    world.run_api()
    await set_to_noon(stall)
    transaction = await stall.settled("4000.00")
    asking = asyncio.create_task(stall.refund(transaction, SLOW))
    await until(lambda: _is_sent(stall), "the gateway to have it")
    (row,) = await stall.execute("SELECT id FROM operations WHERE state = 'RUNNING'")
    gone_on = await asyncio.gather(*(resume_operation(stall.live.service, row["id"]) for _ in range(JOBS)))
    assert not any(gone_on)
    refund = (await asking).object
    assert (refund["status"], refund["retry"]) == ("SUBMITTED_FOR_SETTLEMENT", None)
    assert await journal_lines(stall, transaction) == ("charge", "refund")
    await check_books(stall)
    await verified(world.settings)


async def test_who_comes_back_too_late_writes_nothing(world: World, stall: Shop) -> None:
    """The API's lease is over before the gateway's answer is there: by then this process has taken the refund over."""
    world.run_api()
    await set_to_noon(stall)
    transaction = await stall.settled("4000.00")
    asking = asyncio.create_task(stall.refund(transaction, SLOW))
    await until(lambda: _is_sent(stall), "the gateway to have it")
    (row,) = await stall.execute(
        "UPDATE operations SET lease_until = now() - interval '1 second' WHERE state = 'RUNNING' RETURNING id"
    )
    async with Gates(world.database) as gates:
        await gates.walk([Gate.SEND])
        finding_out = asyncio.create_task(resume_operation(stall.live.service, row["id"]))
        await gates.catch(1)
        refund = (await asking).object
        assert (refund["status"], refund["retry"]["state"]) == ("AUTHORIZING", "RUNNING"), "others have it now"
    assert await finding_out
    made = await stall.node(refund["id"])
    assert made["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert [attempt["outcome"] for attempt in made["retry"]["attempts"]] == ["UNKNOWN"]
    assert await journal_lines(stall, transaction) == ("charge", "refund")
    await check_books(stall)
    await verified(world.settings)


async def _is_sent(shop: Shop) -> bool:
    """Whether the gateway's journal has a refund that it has done; read without the API, which is waited for."""
    statement = (
        "SELECT 1 FROM sandbox.journal j JOIN sandbox.payments p ON p.transaction = j.transaction"
        " WHERE p.merchant = $1 AND j.kind = 'refund' AND j.effect"
    )
    return bool(await shop.execute(statement, shop.merchant.public_id))
