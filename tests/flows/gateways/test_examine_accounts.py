"""`refundry doctor` asks every gateway account whose its credentials are."""

from app.domain.gateways.secret_keys import write_key
from app.flows.gateways.examine_accounts import accounts
from app.flows.upkeep.examine import Verdict
from app.gateways.keyring import new_key
from app.settings import Settings
from tests.gateways.sending.till import open_till
from tests.gateways.sending.worlds import world
from tests.support.merchant_client import live_service


async def test_each_account_is_asked(settings: Settings) -> None:
    settings = settings.model_copy(update={"secrets_keys": write_key(new_key())})
    async with live_service(settings) as live, world("braintree that remembers keys") as gateway:
        assert (await accounts(live.service)).told == "no accounts"
        async with open_till(live, gateway) as till:
            await till.add("second", gateway)
            assert (await accounts(live.service)).told == "2 accounts take their credentials"
            await till.change("second", private_key="another")
            found = await accounts(live.service)
            assert found.verdict is Verdict.ILL
            assert found.told.startswith(f"1 of 2 accounts are not usable: {till.shop.merchant.public_id} second: ")
            assert "refuses the credentials" in found.told
            assert "another" not in found.told
            await till.retire("second")
            assert (await accounts(live.service)).told == "1 accounts take their credentials"
