"""What is sent to Braintree."""

import base64
import json
from dataclasses import replace
from typing import Any

import httpx
import pytest

from app.gateways.braintree import ids
from app.gateways.braintree.adapter import ADAPTER
from refundry.gateways import Kind, Money, NotAnswered, NotKnown, NotReached, Outcome
from refundry.gateways.adapter import Adapter
from refundry.gateways.session import Session
from tests.gateways.braintree.accounts import NOW, PRIVATE, PUBLIC, Connect, account, instruction, sent
from tests.gateways.braintree.objects import node, payment
from tests.gateways.fakes.scripted import Scripted

BASIC = f"Basic {base64.b64encode(f'{PUBLIC}:{PRIVATE}'.encode()).decode()}"


def given(request: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(request.body)["variables"]["input"]
    return told


async def test_every_request_has_the_keys_as_basic_and_the_version(braintree: Scripted, connect: Connect) -> None:
    session = connect(braintree.address)
    asked = instruction(refund="ref_1")
    for tell in (session.refund, session.capture, session.void, session.void_refund):
        await tell(asked)
    for kind in Kind:
        await session.find(asked, sent(kind))
    for question in (session.standing("pay_1"), session.refund_standing("ref_1", "pay_1"), session.account()):
        with pytest.raises(NotAnswered):
            await question
    assert len(braintree.requests) == 11
    for request in braintree.requests:
        assert (request.method, request.target) == ("POST", "/graphql")
        assert request.headers["authorization"] == BASIC
        assert request.headers["braintree-version"] == "2026-08-01"
        assert request.headers["content-type"] == request.headers["accept"] == "application/json"
        assert "cookie" not in request.headers


async def test_a_refund_has_our_key_at_the_end_of_its_order_id(braintree: Scripted, connect: Connect) -> None:
    asked = instruction(key="0f", order_id="1001", reason="defect", description="Broken")
    await connect(braintree.address).refund(asked)
    assert given(braintree.requests[0]) == {
        "transactionId": "pay_1",
        "refund": {"amount": "10.00", "orderId": "1001~0f"},
        "apiRequestKey": "0f",
    }


async def test_another_wire_key_leaves_our_key_as_it_is(braintree: Scripted, connect: Connect) -> None:
    await connect(braintree.address).refund(replace(instruction(key="0f"), wire_key="0f.2"))
    told = given(braintree.requests[0])
    assert (told["refund"]["orderId"], told["apiRequestKey"]) == ("~0f", "0f.2")


async def test_a_void_a_capture_and_a_reversal_name_what_they_are_for(braintree: Scripted, connect: Connect) -> None:
    session, asked = connect(braintree.address), instruction(key="0f", amount=Money(500, "JPY"), refund="ref_1")
    for tell in (session.void, session.capture, session.void_refund):
        await tell(asked)
    assert [given(request) for request in braintree.requests] == [
        {"transactionId": "pay_1", "apiRequestKey": "0f"},
        {"transactionId": "pay_1", "transaction": {"amount": "500"}, "apiRequestKey": "0f"},
        {"refundId": "ref_1", "apiRequestKey": "0f"},
    ]


KEY = "0123456789abcdef0123456789abcdef.12"


@pytest.mark.parametrize("own", [None, "", "1001", "x" * 219, "x" * 220, "x" * 255, "ü" * 255, "1001~9"])
def test_an_order_id_begins_with_the_merchants_and_ends_with_our_key(own: str | None) -> None:
    told = ids.order_id(own, KEY)
    assert len(told) <= 255
    assert told == f"{(own or '')[:219]}~{KEY}"
    assert ids.key_of(told) == KEY
    assert ids.carries(told, KEY)


@pytest.mark.parametrize("told", [None, "", "1001", "1001~", "~A", "1001~x y", f"1001~{'0' * 41}", "~0f\n"])
def test_other_order_ids_have_no_key_of_ours(told: str | None) -> None:
    assert ids.key_of(told) is None
    assert not ids.carries(told, "0f")


async def test_a_look_up_sends_nothing_that_changes_anything(braintree: Scripted, connect: Connect) -> None:
    braintree.says(node(payment()))
    session = connect(braintree.address)
    for kind in Kind:
        await session.find(instruction(refund="ref_1"), sent(kind))
    assert all(json.loads(request.body)["query"].lstrip().startswith("query") for request in braintree.requests)


NOT_DONE = [httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError]
PERHAPS_DONE = [
    *(httpx.ReadError, httpx.ReadTimeout, httpx.RemoteProtocolError, httpx.WriteError, httpx.WriteTimeout),
    *(httpx.CloseError, httpx.DecodingError, httpx.LocalProtocolError),
]


async def outcomes(raised: type[httpx.RequestError]) -> list[Outcome]:
    """What each telling comes to when the client raises that."""

    def refuse(request: httpx.Request) -> httpx.Response:
        raise raised(f"{PRIVATE} at https://user:password@payments.braintree-api.com")

    config, secrets = account()
    async with httpx.AsyncClient(transport=httpx.MockTransport(refuse)) as http:
        session = ADAPTER.connect(config, secrets, http, lambda: NOW)
        asked = instruction(refund="ref_1")
        with pytest.raises(NotAnswered):
            await session.standing("pay_1")
        assert isinstance(await session.find(asked, sent()), NotKnown)
        return [await tell(asked) for tell in (session.refund, session.void, session.capture, session.void_refund)]


@pytest.mark.parametrize("raised", NOT_DONE)
async def test_what_was_never_on_its_way_was_not_done(raised: type[httpx.RequestError]) -> None:
    assert await outcomes(raised) == [NotReached(f"The gateway could not be reached ({raised.__name__}).")] * 4


@pytest.mark.parametrize("raised", PERHAPS_DONE)
async def test_what_broke_on_its_way_may_have_been_done(raised: type[httpx.RequestError]) -> None:
    assert await outcomes(raised) == [NotKnown(f"The connection to the gateway broke ({raised.__name__}).")] * 4


def test_a_session_shows_no_secret() -> None:
    """C12"""
    config, secrets = account()
    http = httpx.AsyncClient()
    session = ADAPTER.connect(config, secrets, http, lambda: NOW)
    for shown in (session, session._wire, session._wire.scrubber, config, secrets, ADAPTER):
        assert PRIVATE not in repr(shown)
        assert BASIC[6:] not in repr(shown)


def test_the_adapter_keeps_the_contract() -> None:
    adapter: Adapter = ADAPTER
    config, secrets = account()
    session: Session = ADAPTER.connect(config, secrets, httpx.AsyncClient(), lambda: NOW)
    assert (adapter.name, adapter.api_version, session is not None) == ("braintree", 1, True)
    assert adapter.capabilities.kinds == frozenset(Kind)
    assert adapter.headline in adapter.secrets.model_fields
