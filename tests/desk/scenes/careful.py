"""Where money is real, the desk fills in nothing by itself; and it keeps no password that somebody typed."""

from uuid import uuid4

from app.domain.people.people import ALL_RIGHTS
from app.flows.people.people import CreateUserAsk, add_person
from app.flows.people.set_up import create_merchant
from tests.desk.scenes.scene import Scene, Told
from tests.support.merchant_client import Live


async def careful(live: Live) -> Scene:
    """An administrator of a merchant that is no sandbox."""
    store = live.service.store
    merchant = await create_merchant(store, f"Real {uuid4().hex}", sandbox=False)
    email, password, typed = f"{uuid4().hex}@example.com", uuid4().hex, uuid4().hex
    await add_person(store, merchant, CreateUserAsk(email, "Kim Careful", password, ALL_RIGHTS))

    async def check(told: Told) -> None:
        told.quiet()
        seen = told.seen
        assert "Sandbox" not in seen["header"]
        assert len(seen["fields"]) == 6
        assert all(value == "" for values in seen["fields"].values() for value in values), seen["fields"]
        assert typed in seen["shown"]
        assert "AddAPerson" in seen["kept"]
        assert typed not in seen["kept"]
        assert password not in seen["kept"]

    return Scene("careful", {"email": email, "password": password, "typed": typed}, check)
