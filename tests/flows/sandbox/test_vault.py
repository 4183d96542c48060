"""Cards, payment methods and customers of the sandbox: what is made of them, what is kept, and what is refused."""

from typing import Any

import pytest

from app.demo.embedded import Urls
from tests.support import servers as real
from tests.support.merchant_client import Answer, Live, Shop, live_service, open_shop

METHOD = """fragment M on PaymentMethod {
  id legacyId usage createdAt customer { id email }
  details {
    __typename
    ... on CreditCardDetails { brandCode bin last4 expirationMonth expirationYear cardholderName origin { type } }
    ... on PayPalAccountDetails { email payerId }
    ... on VenmoAccountDetails { username }
    ... on UsBankAccountDetails { bankName last4 routingNumber }
  }
  verifications(first: 1) { edges { node { id status } } pageInfo { hasNextPage } }
}"""
TOKENIZE = (
    "mutation ($input: TokenizeCreditCardInput!) {"
    " tokenizeCreditCard(input: $input) { token creditCard { last4 } paymentMethod { ...M } } }" + METHOD
)
VAULT = (
    "mutation ($input: VaultPaymentMethodInput!) {"
    " vaultPaymentMethod(input: $input) { paymentMethod { ...M } verification { id } } }" + METHOD
)
VAULT_CARD = VAULT.replace("VaultPaymentMethodInput", "VaultCreditCardInput").replace(
    "vaultPaymentMethod", "vaultCreditCard"
)
DELETE = """mutation ($input: DeletePaymentMethodFromVaultInput!) {
  deletePaymentMethodFromVault(input: $input) { clientMutationId }
}"""
SOLD = """{ transaction {
  id status billingAddress { fullName addressLine1 streetAddress countryCode }
  paymentMethod { ...M } customer { id }
  shipping { shippingAmount shippingMethod shippingAddress { locality adminArea2 phoneNumber } }
  tax { taxAmount taxExempt }
  paymentMethodSnapshot { ... on CreditCardDetails { bin last4 cardholderName } }
} }"""
CHARGE_CARD = f"mutation ($input: ChargeCreditCardInput!) {{ chargeCreditCard(input: $input) {SOLD} }}{METHOD}"
AUTHORIZE_CARD = f"mutation ($input: AuthorizeCreditCardInput!) {{ authorizeCreditCard(input: $input) {SOLD} }}{METHOD}"
CREATE_CUSTOMER = """mutation ($input: CreateCustomerInput) { createCustomer(input: $input) { customer {
  id email firstName fax website customFields { name }
  defaultPaymentMethod { id } paymentMethods { edges { node { id } } }
} } }"""
CUSTOMER = """query ($id: ID!, $first: Int, $after: String) { node(id: $id) { ... on Customer {
  defaultPaymentMethod { id }
  paymentMethods(first: $first, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } }
} } }"""
CLIENT_TOKEN = """mutation ($input: CreateClientTokenInput) {
  createClientToken(input: $input) { clientMutationId clientToken }
}"""
DELETE_CUSTOMER = """mutation ($input: DeleteCustomerInput!) {
  deleteCustomer(input: $input) { clientMutationId }
}"""
PAYER = "query ($id: ID!) { node(id: $id) { ... on Transaction { customer { id } } } }"
KINDS = """
SELECT kind FROM changes WHERE merchant_id = $1 AND kind ~ '^(CUSTOMER|PAYMENT_METHOD)_' ORDER BY id
"""
NODE = "query ($id: ID!) { node(id: $id) { __typename ... on PaymentMethod { ...M } } }" + METHOD

WRITTEN_IN = 'mutation {{ tokenizeCreditCard(input: {{creditCard: {{number: "{}"}}}}) {{ token }} }}'
NUMBER = "4111111111111111"
CARD = {"number": NUMBER, "expirationMonth": "5", "expirationYear": "2031", "cardholderName": "Ann", "cvv": "987"}


def data(answer: Answer, name: str) -> dict[str, Any]:
    assert "errors" not in answer.body, answer.body["errors"]
    return dict(answer.body["data"][name])


async def tokenized(shop: Shop, **changed: Any) -> dict[str, Any]:
    answer = await shop.ask(TOKENIZE, creditCard={**CARD, **changed})
    return dict(data(answer, "tokenizeCreditCard")["paymentMethod"])


async def customer(shop: Shop, **told: Any) -> dict[str, Any]:
    return dict(data(await shop.ask(CREATE_CUSTOMER, customer=told), "createCustomer")["customer"])


async def test_a_test_number_becomes_a_payment_method_for_one_use(shop: Shop) -> None:
    method = await tokenized(shop)
    assert method["usage"] == "SINGLE_USE"
    assert method["details"] == {
        "__typename": "CreditCardDetails",
        "brandCode": "VISA",
        "bin": "411111",
        "last4": "1111",
        "expirationMonth": "05",
        "expirationYear": "2031",
        "cardholderName": "Ann",
        "origin": None,
    }
    sale = {"paymentMethodId": method["id"], "transaction": {"amount": "12.00"}}
    sold = data(await shop.ask(CHARGE_CARD, **sale), "chargeCreditCard")["transaction"]
    assert sold["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert sold["paymentMethod"] is None
    assert sold["paymentMethodSnapshot"] == {"bin": "411111", "last4": "1111", "cardholderName": "Ann"}
    assert (await shop.ask(CHARGE_CARD, **sale)).codes == ["91564"]
    assert (await shop.ask(VAULT, paymentMethodId=method["id"])).codes == ["91564"]


async def test_a_method_for_one_use_expires_and_its_short_id_names_it_too(shop: Shop) -> None:
    method, late = await tokenized(shop), await tokenized(shop)
    sale = {"paymentMethodId": method["legacyId"], "transaction": {"amount": "12.00"}}
    sold = data(await shop.ask(AUTHORIZE_CARD, **sale), "authorizeCreditCard")["transaction"]
    assert sold["status"] == "AUTHORIZED"
    await shop.advance("PT3H")
    assert (await shop.ask(CHARGE_CARD, paymentMethodId=late["id"], transaction={"amount": "1"})).codes == ["91565"]


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"number": None}, "81714", "number"),
        ({"number": "4111111111111112"}, "81715", "number"),
        ({"number": "41111"}, "81715", "number"),
        ({"number": "4929 0000 0000 7"}, "81715", "number"),
        ({"number": "4539578763621486"}, "81717", "number"),
        ({"expirationMonth": "13"}, "81712", "expirationMonth"),
        ({"expirationYear": "soon"}, "81713", "expirationYear"),
    ],
)
async def test_a_card_that_can_not_be_taken(shop: Shop, changed: dict[str, Any], code: str, field: str) -> None:
    """The answer names the field, and repeats nothing of a number."""
    answer = await shop.ask(TOKENIZE, creditCard={**CARD, **changed})
    (error,) = answer.body["errors"]
    assert error["extensions"]["legacyCode"] == code
    assert error["extensions"]["inputPath"] == ["input", "creditCard", field]
    assert (changed.get("number") or "-") not in str(answer.body).replace("such as 4111111111111111", "")
    assert await shop.execute("SELECT FROM payment_methods WHERE merchant_id = $1", shop.merchant.id) == []


async def test_the_vault_keeps_a_method_until_it_is_taken_out(shop: Shop) -> None:
    payer = await customer(shop, email="ann@example.com", firstName="Ann")
    assert payer["paymentMethods"] == {"edges": []}
    single = await tokenized(shop)
    kept = data(await shop.ask(VAULT, paymentMethodId=single["id"], customerId=payer["id"]), "vaultPaymentMethod")
    method = kept["paymentMethod"]
    assert (method["usage"], method["customer"]["email"], kept["verification"]) == (
        "MULTI_USE",
        "ann@example.com",
        None,
    )
    for amount in ("1.00", "2000.00"):
        sale = {"paymentMethodId": method["id"], "transaction": {"amount": amount}}
        sold = data(await shop.ask(CHARGE_CARD, **sale), "chargeCreditCard")["transaction"]
        assert (sold["paymentMethod"]["id"], sold["customer"]["id"]) == (method["id"], payer["id"])
    assert (await shop.ask(VAULT, paymentMethodId=method["id"])).codes == ["91565"]
    assert data(await shop.post(NODE, {"id": method["id"]}), "node")["id"] == method["id"]
    data(await shop.ask(DELETE, paymentMethodId=method["id"]), "deletePaymentMethodFromVault")
    assert (await shop.ask(DELETE, paymentMethodId=method["id"])).codes == ["NOT_FOUND"]
    assert (await shop.post(NODE, {"id": method["id"]})).codes == ["NOT_FOUND"]
    assert (await shop.ask(CHARGE_CARD, paymentMethodId=method["id"], transaction={"amount": "1"})).codes == ["91565"]
    old = (
        await shop.post(
            "query ($id: ID!) { node(id: $id) { ... on Transaction { paymentMethod { id } } } }", {"id": sold["id"]}
        )
    ).body["data"]["node"]
    assert old == {"paymentMethod": None}


async def test_a_deleted_customer_is_found_no_more_but_by_old_payments(shop: Shop) -> None:
    payer = await customer(shop, email="zoe@example.com")
    kept = data(
        await shop.ask(VAULT_CARD, paymentMethodId="fake-valid-nonce", customerId=payer["id"]), "vaultCreditCard"
    )["paymentMethod"]
    paid = await shop.charge("5.00", customerId=payer["id"])
    data(await shop.ask(DELETE_CUSTOMER, customerId=payer["id"]), "deleteCustomer")
    assert (await shop.ask(DELETE_CUSTOMER, customerId=payer["id"])).codes == ["NOT_FOUND"]
    for named in (payer["id"], kept["id"]):
        assert (await shop.post(NODE, {"id": named})).codes == ["NOT_FOUND"]
    found = await shop.post("{ customers(input: {}) { edges { node { id } } } }")
    assert found.body["data"]["customers"] == {"edges": []}
    whose = "query ($id: ID!) { node(id: $id) { ... on Transaction { customer { email } } } }"
    assert data(await shop.post(whose, {"id": paid}), "node") == {"customer": {"email": "zoe@example.com"}}
    again = await shop.charge("5.00", customerDetails={"email": "zoe@example.com"})
    assert data(await shop.post(PAYER, {"id": again}), "node")["customer"]["id"] != payer["id"]
    kinds = [row["kind"] for row in await shop.execute(KINDS, shop.merchant.id)]
    assert kinds == ["CUSTOMER_ADDED", "PAYMENT_METHOD_KEPT", "CUSTOMER_DELETED"]


async def test_a_customer_has_a_default_method_and_pages_of_them(shop: Shop) -> None:
    payer = await customer(shop, email="kim@example.com")
    ids = []
    for default in (None, False, True):
        given = {"paymentMethodId": "fake-valid-visa-nonce", "customerId": payer["id"], "makeDefault": default}
        ids.append(data(await shop.ask(VAULT_CARD, **given), "vaultCreditCard")["paymentMethod"]["id"])
    first = data(await shop.post(CUSTOMER, {"id": payer["id"], "first": 2}), "node")
    assert first["defaultPaymentMethod"]["id"] == ids[2]
    page = first["paymentMethods"]
    assert [edge["node"]["id"] for edge in page["edges"]] == [ids[2], ids[1]]
    assert page["pageInfo"]["hasNextPage"]
    after = {"id": payer["id"], "after": page["pageInfo"]["endCursor"]}
    rest = data(await shop.post(CUSTOMER, after), "node")["paymentMethods"]
    assert [edge["node"]["id"] for edge in rest["edges"]] == [ids[0]]
    assert (await shop.post(CUSTOMER, {**after, "after": "x"})).body["errors"][0]["extensions"]["condition"] == (
        "CURSOR_INVALID"
    )


@pytest.mark.parametrize(
    ("when", "amount", "kept"),
    [
        ("ALWAYS", "10.00", True),
        ("ALWAYS", "2000.00", True),
        ("ON_SUCCESSFUL_TRANSACTION", "10.00", True),
        ("ON_SUCCESSFUL_TRANSACTION", "2000.00", False),
    ],
)
async def test_a_payment_can_put_its_method_into_the_vault(shop: Shop, when: str, amount: str, *, kept: bool) -> None:
    sale = {"amount": amount, "vaultPaymentMethodAfterTransacting": {"when": when}}
    sale["customerDetails"] = {"email": "payer@example.com"}
    sold = data(await shop.ask(CHARGE_CARD, paymentMethodId="fake-valid-nonce", transaction=sale), "chargeCreditCard")
    method = sold["transaction"]["paymentMethod"]
    assert (method is not None) is kept
    if method is not None:
        assert method["customer"]["id"] == sold["transaction"]["customer"]["id"]
        again = {"paymentMethodId": method["id"], "transaction": {"amount": "1.00"}}
        assert data(await shop.ask(CHARGE_CARD, **again), "chargeCreditCard")["transaction"]["status"]


async def test_what_is_sent_along_with_a_card_payment_comes_back(shop: Shop) -> None:
    address = {"firstName": "Ann", "lastName": "Doe", "streetAddress": "1 Main St", "countryCode": "US"}
    shipping = {
        "shippingAddress": {"locality": "Tulsa", "phone": {"countryPhoneCode": "1", "phoneNumber": "555"}},
        "shippingAmount": "4.5",
        "shippingMethod": "GROUND",
    }
    sale = {"amount": "20.00", "shipping": shipping, "tax": {"taxAmount": "1.00", "taxExempt": False}}
    sale |= {"riskData": {"deviceData": "device"}, "paymentInitiator": "MOTO"}
    given = {"paymentMethodId": "fake-valid-nonce", "options": {"billingAddress": address}}
    sold = data(await shop.ask(CHARGE_CARD, **given, transaction=sale), "chargeCreditCard")["transaction"]
    line = "1 Main St"
    assert sold["billingAddress"] == {
        "fullName": "Ann Doe",
        "addressLine1": line,
        "streetAddress": line,
        "countryCode": "US",
    }
    assert sold["shipping"] == {
        "shippingAmount": "4.50",
        "shippingMethod": "GROUND",
        "shippingAddress": {"locality": "Tulsa", "adminArea2": "Tulsa", "phoneNumber": "555"},
    }
    assert sold["tax"] == {"taxAmount": "1.00", "taxExempt": False}
    wrong = {**sale, "shipping": {"shippingAmount": "much"}}
    refused = (await shop.ask(CHARGE_CARD, **given, transaction=wrong)).body["errors"][0]["extensions"]
    assert (refused["legacyCode"], refused["inputPath"][-1]) == ("81503", "shippingAmount")


async def test_a_card_payment_takes_cards_only(shop: Shop) -> None:
    for nonce in ("fake-paypal-one-time-nonce", "fake-venmo-account-nonce", "fake-us-bank-account-nonce"):
        assert (await shop.ask(CHARGE_CARD, paymentMethodId=nonce, transaction={"amount": "1"})).codes == ["91565"]
        assert (await shop.ask(VAULT_CARD, paymentMethodId=nonce)).codes == ["91565"]
        kept = data(await shop.ask(VAULT, paymentMethodId=nonce), "vaultPaymentMethod")["paymentMethod"]
        assert kept["details"]["__typename"] != "CreditCardDetails"


async def test_a_client_token_has_the_form_of_braintrees(shop: Shop) -> None:
    made = data(await shop.ask(CLIENT_TOKEN, clientMutationId="x"), "createClientToken")
    assert made["clientMutationId"] == "x"
    assert data(await shop.post(CLIENT_TOKEN), "createClientToken")["clientToken"] != made["clientToken"]
    assert data(await shop.post(CREATE_CUSTOMER), "createCustomer")["customer"]["email"] is None
    wrong = {"clientToken": {"merchantAccountId": "nobodys"}}
    assert (await shop.ask(CLIENT_TOKEN, **wrong)).codes == ["91513"]


async def test_nobody_uses_what_is_in_a_neighbours_vault(live: Live, shop: Shop) -> None:
    single = await tokenized(shop)
    kept = data(await shop.ask(VAULT, paymentMethodId="fake-valid-nonce"), "vaultPaymentMethod")["paymentMethod"]
    async with open_shop(live) as neighbour:
        for method in (single, kept):
            for named in (method["id"], method["legacyId"]):
                sale = {"paymentMethodId": named, "transaction": {"amount": "1.00"}}
                assert (await neighbour.ask(CHARGE_CARD, **sale)).codes == ["91565"]
            assert (await neighbour.ask(DELETE, paymentMethodId=method["id"])).codes == ["NOT_FOUND"]
            assert (await neighbour.post(NODE, {"id": method["id"]})).codes == ["NOT_FOUND"]


async def test_a_real_merchants_card_number_is_refused_and_leaves_no_trace(
    servers: Urls, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a log nor any table of the database has anything of it, whichever way it was sent."""
    cards = ["4539578763621486", NUMBER]
    async with live_service(real.settings_for(servers, database)) as live, open_shop(live) as shop:
        await shop.execute("UPDATE merchants SET sandbox = false, clock_offset = '0' WHERE id = $1", shop.merchant.id)
        for number in cards:
            answers = [
                await shop.ask(TOKENIZE, creditCard={**CARD, "number": number}),
                await shop.ask(TOKENIZE, creditCard={**CARD, "number": int(number)}),
                await shop.post(WRITTEN_IN.format(number)),
                await shop.ask(VAULT_CARD, paymentMethodId=number),
            ]
            for answer in answers:
                assert answer.body["errors"][0]["extensions"]["errorClass"] == "VALIDATION"
        tables = await shop.execute("SELECT schemaname || '.' || relname AS name FROM pg_stat_user_tables ORDER BY 1")
        for table in tables:
            found = await shop.execute(f"SELECT t::text AS text FROM {table['name']} t")
            assert not [each for each in found if any(number in each["text"] for number in cards)], table["name"]
    said = capsys.readouterr()
    assert not [number for number in cards if number in said.out + said.err]
