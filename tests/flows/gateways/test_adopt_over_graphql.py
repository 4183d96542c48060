"""Payments of a gateway account over GraphQL: taking one over, and what its fields and problems are called."""

from collections.abc import AsyncIterator

import httpx
import pytest

from app.assembly import assembled
from app.demo.embedded import Urls
from app.domain.ids import IdKind, global_id
from app.domain.people.people import ALL_RIGHTS, Right
from app.flows.people.set_up import create_key
from app.main import create_app
from tests.flows.gateways.acme import Acme, acme_on, with_keys
from tests.support import servers as real
from tests.support.merchant_client import PLAIN_HTTP, Live, Shop
from tests.web.live import served

FIELDS = """transaction { id status orderId gatewayTransactionId gatewayAccount amount { value currencyCode }
  refundableAmount { value } dispute { state reason openedAt } refundability { action blockers { code } }
  refunds { id source gatewayRefundId gatewayAccount status requestedBy external { markedBy } retry { id }
    amount { value }    statusHistory { status source } history { what } } }"""
ADOPT = (
    f"mutation ($input: AdoptTransactionInput!) {{ adoptTransaction(input: $input) {{ {FIELDS} clientMutationId }} }}"
)
PROBLEMS = """mutation ($input: AdoptTransactionInput!) { adoptTransaction(input: $input) {
  transaction { id } validationErrors { code message legacyCode inputPath } } }"""
REVERSE_REFUND = "mutation ($input: ReverseRefundInput!) { reverseRefund(input: $input) { refund { id } } }"
LIST = """query ($input: TransactionSearchInput!) { transactions(input: $input) { edges { node {
  id gatewayTransactionId gatewayAccount dispute { state } refunds { gatewayRefundId } } } } }"""


@pytest.fixture(scope="module")
async def world(servers: Urls, template: str) -> AsyncIterator[tuple[Live, Acme]]:
    settings = with_keys(real.settings_for(servers, await real.create_database(servers, template=template)))
    async with assembled(settings) as service, served(create_app(settings)) as port, acme_on(service) as acme:
        yield Live(f"http://127.0.0.1:{port}/graphql", settings, service), acme


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(timeout=60, verify=PLAIN_HTTP) as client:
        yield client


@pytest.fixture
async def shop(world: tuple[Live, Acme], http: httpx.AsyncClient) -> Shop:
    live, acme = world
    keys = await create_key(live.service.store, acme.merchant, "Key", ALL_RIGHTS)
    return Shop(live, acme.merchant, keys, http)


async def test_all_of_a_payment_is_told_by_its_names(world: tuple[Live, Acme], shop: Shop) -> None:
    acme = world[1]
    payment = acme.pay("100.00", orderId="A-1")
    refund = acme.refund(payment, "30.00")
    acme.dispute(payment, "OPEN", "fraud")
    answer = await shop.post(ADOPT, {"input": {"gatewayTransactionId": payment, "clientMutationId": "mine"}})
    payload = answer.body["data"]["adoptTransaction"]
    told = payload["transaction"]
    assert payload["clientMutationId"] == "mine"
    assert (told["id"], told["gatewayTransactionId"], told["gatewayAccount"]) == (payment, payment, "bt")
    assert (told["orderId"], told["refundableAmount"]["value"]) == ("A-1", "70.00")
    assert (told["dispute"]["state"], told["dispute"]["reason"]) == ("OPEN", "fraud")
    assert told["refundability"] == {"action": "NONE", "blockers": [{"code": "DISPUTED"}]}
    [found] = told["refunds"]
    assert (found["id"], found["gatewayRefundId"], found["source"]) == (refund["id"], refund["id"], "CONTROL_PANEL")
    assert (found["external"], found["retry"], found["requestedBy"]) == (None, None, "bt")
    assert found["gatewayAccount"] == "bt"
    assert found["statusHistory"] == [{"status": "SUBMITTED_FOR_SETTLEMENT", "source": "CONTROL_PANEL"}]
    assert any("Made at the gateway: a refund of 30.00 USD" in line["what"] for line in found["history"])
    listed = (await shop.post(LIST, {"input": {"id": {"is": payment}}})).body["data"]["transactions"]["edges"]
    assert [each["node"]["gatewayAccount"] for each in listed] == ["bt"]
    assert [each["node"]["dispute"] for each in listed] == [{"state": "OPEN"}]
    assert listed[0]["node"]["refunds"] == [{"gatewayRefundId": refund["id"]}]


async def test_a_refund_made_elsewhere_is_no_refund_to_reverse(world: tuple[Live, Acme], shop: Shop) -> None:
    acme = world[1]
    payment = acme.pay()
    refund = acme.refund(payment, "10.00")
    await acme.adopt(payment)
    answer = await shop.post(REVERSE_REFUND, {"input": {"refundId": refund["id"]}})
    assert answer.codes == ["91504"]
    assert "made at the gateway" in answer.body["errors"][0]["message"]


@pytest.mark.parametrize("wrong", ["unknown", "currency", "declined", "account"])
async def test_what_can_not_be_adopted_is_a_problem(world: tuple[Live, Acme], shop: Shop, wrong: str) -> None:
    acme = world[1]
    given = {
        "unknown": {"gatewayTransactionId": global_id(IdKind.TRANSACTION, "nobody")},
        "currency": {"gatewayTransactionId": acme.pay(currency="EUR"), "merchantAccountId": "usd"},
        "declined": {"gatewayTransactionId": acme.pay(status="PROCESSOR_DECLINED")},
        "account": {"gatewayTransactionId": acme.pay(), "merchantAccountId": "nobodys"},
    }[wrong]
    told = (await shop.post(PROBLEMS, {"input": given})).body["data"]["adoptTransaction"]
    [problem] = told["validationErrors"]
    assert told["transaction"] is None
    code, place = {
        "unknown": ("OBJECT_NOT_FOUND", "gatewayTransactionId"),
        "currency": ("PAYMENT_NOT_ADOPTABLE", "gatewayTransactionId"),
        "declined": ("PAYMENT_NOT_ADOPTABLE", "gatewayTransactionId"),
        "account": ("MERCHANT_ACCOUNT_INVALID", "merchantAccountId"),
    }[wrong]
    assert (problem["code"], problem["inputPath"]) == (code, ["input", place])


async def test_a_gateway_that_does_not_answer_is_not_available(world: tuple[Live, Acme], shop: Shop) -> None:
    acme = world[1]
    payment = acme.pay()
    kept = set(acme.gateway.credentials)
    acme.gateway.credentials.clear()
    answer = await shop.post(PROBLEMS, {"input": {"gatewayTransactionId": payment}})
    acme.gateway.credentials |= kept
    assert answer.codes == ["SERVICE_AVAILABILITY"]


async def test_it_takes_the_right_to_manage_orders(
    world: tuple[Live, Acme], shop: Shop, http: httpx.AsyncClient
) -> None:
    live, acme = world
    keys = await create_key(live.service.store, acme.merchant, "Weak", ALL_RIGHTS - {Right.MANAGE_ORDERS})
    answer = await Shop(live, acme.merchant, keys, http).post(PROBLEMS, {"input": {"gatewayTransactionId": "x"}})
    assert answer.codes == ["AUTHORIZATION"]
