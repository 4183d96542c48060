"""An account that is linked to a real gateway takes no payments here, and says so."""

import pytest

from tests.support.merchant_client import VISA, Shop

CHARGE = """mutation ($input: ChargePaymentMethodInput!) {
  chargePaymentMethod(input: $input) { transaction { id } validationErrors { code inputPath message } }
}"""


@pytest.mark.parametrize("named", [True, False], ids=["named", "by default"])
async def test_a_charge_is_refused(shop: Shop, *, named: bool) -> None:
    await shop.set_account("eur", gateway="stripe")
    await shop.execute("UPDATE merchant_accounts SET is_default = false WHERE merchant_id = $1", shop.merchant.id)
    await shop.set_account("eur", is_default=True)
    transaction = {"amount": "10.00"} | ({"merchantAccountId": "eur"} if named else {})
    answer = await shop.post(CHARGE, {"input": {"paymentMethodId": VISA, "transaction": transaction}})
    payload = answer.body["data"]["chargePaymentMethod"]
    (problem,) = payload["validationErrors"]
    assert (problem["code"], payload["transaction"]) == ("NOT_A_SANDBOX", None)
    assert "sandbox gateway only" in problem["message"]
