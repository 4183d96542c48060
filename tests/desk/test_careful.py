"""Where money is real, the desk fills in nothing by itself; and it keeps no password that somebody typed."""

import asyncio
import json
from pathlib import Path
from uuid import uuid4

from app.domain.people.people import ALL_RIGHTS
from app.flows.people.people import CreateUserAsk, add_person
from app.flows.people.set_up import create_merchant
from tests.support.merchant_client import Live
from tests.support.node import run

SCRIPT = Path(__file__).parents[1] / "browser" / "careful.mjs"


async def test_nothing_is_filled_in_and_no_password_is_kept(live: Live, tmp_path: Path) -> None:
    store = live.service.store
    merchant = await create_merchant(store, f"Real {uuid4().hex}", sandbox=False)
    email, password, typed = f"{uuid4().hex}@example.com", uuid4().hex, uuid4().hex
    await add_person(store, merchant, CreateUserAsk(email, "Kim Careful", password, ALL_RIGHTS))
    origin = live.url.removesuffix("/graphql")
    given = {"origin": origin, "email": email, "password": password, "typed": typed}
    folder = str(tmp_path)
    seen = json.loads(await asyncio.to_thread(run, SCRIPT, json.dumps(given), TMPDIR=folder, HOME=folder))
    assert "Sandbox" not in seen["header"]
    assert len(seen["fields"]) == 6
    assert all(value == "" for values in seen["fields"].values() for value in values), seen["fields"]
    assert typed in seen["shown"]
    assert "AddAPerson" in seen["kept"]
    assert typed not in seen["kept"]
    assert password not in seen["kept"]
    assert (seen["outside"], seen["said"]) == ([], [])
