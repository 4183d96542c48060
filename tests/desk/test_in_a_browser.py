"""All that is done at the desk, in one headless Chromium that reaches nothing but the one service.

Pictures of each step go to the folder that the variable SHOTS names, if it names one.
"""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.demo.demo import seed
from app.demo.embedded import Urls
from app.store.history.checks import Patience
from tests.desk.scenes.administering import NETWORKS, administering
from tests.desk.scenes.careful import careful
from tests.desk.scenes.jobs import jobs
from tests.desk.scenes.lists import LONG, lists
from tests.desk.scenes.many_orders import many_orders, work
from tests.desk.scenes.mishaps import mishaps
from tests.desk.scenes.refunding import refunding
from tests.desk.scenes.scene import Scene, Told
from tests.desk.scenes.story import story
from tests.desk.scenes.views import views
from tests.support import servers as real
from tests.support.merchant_client import Live, Shop, live_service, open_shop
from tests.support.node import run
from tests.support.promises import verified

SCRIPT = Path(__file__).parents[1] / "browser" / "desk.mjs"

NO_WORKER = Patience(overdue_after=timedelta(days=3), abandoned_after=timedelta(days=3))
"""What has been due since yesterday still is: nobody does it here."""

Lane = Mapping[str, Scene]


async def test_the_desk_in_a_browser(
    servers: Urls, template: str, tmp_path_factory: pytest.TempPathFactory, subtests: pytest.Subtests
) -> None:
    settings = real.settings_for(servers, await real.create_database(servers, template=template))
    await seed(settings)
    patient = settings.model_copy(update={"webhook_networks": NETWORKS, "gateway_timeout": 20.0})
    async with live_service(patient) as live, AsyncExitStack() as stack:

        async def shop() -> Shop:
            return await stack.enter_async_context(open_shop(live))

        bulk = await shop()
        await stack.enter_async_context(_working(bulk))
        by_hand = await jobs(await shop())
        lanes: list[Lane] = [
            {"views": views(), "story": story()},
            {"refunding": await refunding(await shop()), "manyOrders": await many_orders(bulk)},
            {"mishaps": await mishaps(await shop()), "careful": await careful(live)},
            {**by_hand, "administering": await administering(await shop())},
        ]
        measured = {"lists": await lists(await shop())}
        folder = tmp_path_factory.mktemp("browser")
        told = await played(live, lanes if LONG else [*lanes, measured], folder)
        if LONG:
            told |= await played(live, [measured], folder)
        for name, scene in (each for lane in (*lanes, measured) for each in lane.items()):
            with subtests.test(name):
                await scene.check(told[name])
    await verified(settings, NO_WORKER)


async def played(live: Live, lanes: Sequence[Lane], folder: Path, **more: Any) -> dict[str, Told]:
    """What the scenes have seen. The browser unpacks itself into the folder: other processes may be doing the same."""
    given = [{name: scene.as_json(live) for name, scene in lane.items()} for lane in lanes]
    asked = {"lanes": given, "shots": os.environ.get("SHOTS"), **more}
    answer = await asyncio.to_thread(run, SCRIPT, json.dumps(asked), TMPDIR=str(folder), HOME=str(folder))
    return {name: Told(**each) for name, each in json.loads(answer).items()}


@asynccontextmanager
async def _working(shop: Shop) -> AsyncIterator[None]:
    worker = asyncio.create_task(work(shop))
    try:
        yield
    finally:
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker
