"""`refundry forget-customer` deletes what is known of a person, and keeps what was paid and refunded."""

import json
import subprocess

from app.demo.embedded import program
from app.domain.ids import IdKind, global_id
from tests.commands.test_operators import done, refused
from tests.support.merchant_client import PAYPAL, VISA, Shop
from tests.support.promises import verified_of

SECRET = (
    "ida@example.com",
    "Idalina",
    "Quirrenbach",
    "Quirrenbach AG",
    "+49301234567",
    "gift for Idalina",
    "7 Plum Lane",
)

PAYMENT = """query ($id: ID!) { node(id: $id) { ... on Transaction {
    id amount { value } refundedAmount { value } customFields { name } customer { email }
    paymentMethodSnapshot { ... on PayPalTransactionDetails { payer { email } } }
} } }"""
VAULT = "mutation ($input: VaultPaymentMethodInput!) { vaultPaymentMethod(input: $input) { __typename } }"
HISTORY = "query ($id: String!) { order(orderId: $id) { history { what } } }"


def everything_of(address: str) -> str:
    """Every value of the database, as pg_dump writes it."""
    dumped = subprocess.run([program("pg_dump"), "--data-only", address], capture_output=True, check=True, text=True)
    return dumped.stdout


async def paid_by_ida(shop: Shop, order_id: str) -> str:
    """A payment of an order, by PayPal, of a customer of whom everything is known, and was known wrongly before."""
    told = {"email": SECRET[0], "firstName": "Idalinna", "lastName": SECRET[2], "company": SECRET[3]}
    fields = [{"name": "greeting", "value": SECRET[5]}]
    to = {"shippingAddress": {"firstName": SECRET[1], "addressLine1": SECRET[6]}}
    paid = await shop.settled("4000.00", method=PAYPAL, orderId=order_id, customFields=fields, shipping=to)
    assert (await shop.record_order(order_id, customer={**told, "phoneNumber": SECRET[4]})).codes == []
    again = await shop.record_order(order_id, customer={**told, "firstName": SECRET[1]}, onConflict="UPDATE")
    assert again.codes == []
    (row,) = await shop.execute("SELECT legacy_id FROM customers WHERE merchant_id = $1", shop.merchant.id)
    customer = global_id(IdKind.CUSTOMER, row["legacy_id"])
    assert (await shop.ask(VAULT, paymentMethodId=VISA, customerId=customer)).codes == []
    return paid


async def customer_of(shop: Shop) -> str:
    (row,) = await shop.execute("SELECT legacy_id FROM customers WHERE merchant_id = $1", shop.merchant.id)
    return str(row["legacy_id"])


async def test_what_is_known_of_a_person_goes_and_money_stays(shop: Shop) -> None:
    await shop.set_merchant(notify_emails=["support@example.com"])
    merchant = shop.merchant.public_id
    paid = await paid_by_ida(shop, "ida-1")
    refund = (await shop.refund(paid, "2004.00")).object["id"]
    address = shop.live.settings.database_url
    before = everything_of(address)
    assert not [each for each in SECRET if each not in before], "it is all there to be forgotten"
    forgotten = done(shop, "forget-customer", merchant, "IDA@example.com", "--yes")
    assert forgotten == "Forgotten: 1 customers, in 1 orders, 1 payments and 1 messages.\n"
    after = everything_of(address)
    assert not [each for each in SECRET if each in after]
    assert "Idalinna" not in after
    (kept,) = await shop.execute(
        "SELECT method, deleted_at FROM payment_methods WHERE merchant_id = $1", shop.merchant.id
    )
    assert json.loads(kept["method"]).keys() <= {"brand", "refundable"}
    assert kept["deleted_at"] is not None
    payment = (await shop.post(PAYMENT, {"id": paid})).object
    assert payment["amount"] == {"value": "4000.00"}
    assert (await shop.node(refund))["amount"]["value"] == "2004.00"
    assert payment["paymentMethodSnapshot"] == {"payer": {"email": None}}
    told = (await shop.post(HISTORY, {"id": "ida-1"})).body["data"]["order"]["history"]
    assert "Corrected: firstName of the customer; the values were deleted." in [line["what"] for line in told]
    await verified_of(shop)
    again = done(shop, "forget-customer", merchant, (await customer_of(shop)), "--yes")
    assert again.startswith("Forgotten: 1 customers, in 1 orders, 1 payments")
    kinds = await shop.execute("SELECT kind FROM changes WHERE merchant_id = $1 ORDER BY id DESC", shop.merchant.id)
    assert [row["kind"] for row in kinds[:2]] == ["CUSTOMER_FORGOTTEN"] * 2


async def test_a_stranger_is_not_forgotten(shop: Shop) -> None:
    merchant = shop.merchant.public_id
    assert "customer" in refused(shop, "forget-customer", merchant, "nobody@example.com", "--yes")
    paid = await shop.charge(customerDetails={"email": "one@example.com"})
    await shop.charge(customerDetails={"email": "two@example.com"})
    one = (await shop.post(PAYMENT, {"id": paid})).object["customer"]
    assert one == {"email": "one@example.com"}
    done(shop, "forget-customer", merchant, "one@example.com", "--yes")
    left = await shop.execute("SELECT email FROM customers WHERE merchant_id = $1 ORDER BY id", shop.merchant.id)
    assert [row["email"] for row in left] == [None, "two@example.com"]
    assert "Nothing was deleted" in refused(shop, "forget-customer", merchant, "two@example.com")
