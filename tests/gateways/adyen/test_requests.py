"""What is sent to Adyen, to the byte."""

import json
from dataclasses import replace

import pytest

from app.gateways.adyen.adapter import ADAPTER
from refundry.gateways import Kind, Money
from refundry.gateways.adapter import Adapter
from refundry.gateways.session import Session
from tests.gateways.adyen.accounts import API_KEY, MERCHANT, Connect, account, instruction, sent
from tests.gateways.fakes.scripted import Scripted

PAYMENT = "PAYMENT000000001"


@pytest.mark.parametrize(("kind", "path"), [("refund", "refunds"), ("capture", "captures"), ("void", "cancels")])
async def test_an_instruction_is_one_request_with_our_key_as_reference_and_as_wire_key(
    adyen: Scripted, connect: Connect, kind: str, path: str
) -> None:
    await getattr(connect(adyen.address), kind)(instruction(PAYMENT, key="0f"))
    [request] = adyen.requests
    assert (request.method, request.target) == ("POST", f"/v71/payments/{PAYMENT}/{path}")
    assert request.headers["x-api-key"] == API_KEY
    assert request.headers["idempotency-key"] == "0f"
    assert request.headers["content-type"] == "application/json"
    assert "authorization" not in request.headers
    amount = {} if kind == "void" else {"amount": {"value": 1000, "currency": "EUR"}}
    assert json.loads(request.body) == {"merchantAccount": MERCHANT, "reference": "0f", **amount}


@pytest.mark.parametrize("kind", [Kind.REFUND, Kind.CAPTURE, Kind.VOID])
async def test_the_question_is_the_same_request_to_the_byte(adyen: Scripted, connect: Connect, kind: Kind) -> None:
    session, asked = connect(adyen.address), instruction(PAYMENT, key="0f")
    await getattr(session, kind.value.lower())(asked)
    await session.find(replace(asked, order_id="7", reason="duplicate", description="Late"), sent(kind))
    first, second = adyen.requests
    assert (first.target, first.headers, first.body) == (second.target, second.headers, second.body)


async def test_another_wire_key_leaves_our_key_as_it_is(adyen: Scripted, connect: Connect) -> None:
    session, asked = connect(adyen.address), instruction(PAYMENT, key="0f")
    await session.refund(replace(asked, wire_key="0f.2"))
    assert adyen.requests[0].headers["idempotency-key"] == "0f.2"
    assert json.loads(adyen.requests[0].body)["reference"] == "0f"


LIVE = {"environment": "live", "live_prefix": "1797a841fbb37ca7-AcmeShop"}

ADDRESSES = [
    ({"environment": "test"}, "https://checkout-test.adyen.com/v71"),
    (LIVE, "https://1797a841fbb37ca7-AcmeShop-checkout-live.adyenpayments.com/checkout/v71"),
    ({**LIVE, "api_base": "http://127.0.0.1:9"}, "http://127.0.0.1:9/checkout/v71"),
    ({"environment": "test", "api_base": "http://127.0.0.1:9"}, "http://127.0.0.1:9/v71"),
]


@pytest.mark.parametrize(("given", "address"), ADDRESSES)
def test_each_environment_has_its_address(given: dict[str, str], address: str) -> None:
    config, _ = account(**given)
    assert config.address == address


async def test_the_largest_amount_is_sent_whole(adyen: Scripted, connect: Connect) -> None:
    await connect(adyen.address).refund(instruction(PAYMENT, Money(10**15, "EUR")))
    assert json.loads(adyen.requests[0].body)["amount"] == {"value": 10**15, "currency": "EUR"}


def test_the_contract_is_kept(connect: Connect) -> None:
    adapter: Adapter = ADAPTER
    session: Session = connect("https://checkout-test.adyen.com")
    assert adapter.name == "adyen"
    assert adapter.headline in adapter.secrets.model_fields
    assert session is not None
