"""Endpoints over GraphQL: what is refused, who may, what is kept of secrets."""

from typing import Any

import pytest

from app.domain.people.people import Right
from app.domain.telling.messages import MessageType
from app.flows.telling.secrets import opened, seal, seal_all_anew
from app.gateways.keyring import KeyRing, new_key
from app.store.telling import endpoints as kept_endpoints
from tests.flows.telling.conftest import (
    CREATE,
    DELETE,
    ENDPOINTS,
    MESSAGES,
    PING,
    RESEND,
    ROTATE,
    UPDATE,
    Merchant,
)
from tests.receivers.receiver import Receiver

URL = "https://shop.example.com/hooks"


async def problems(merchant: Merchant, mutation: str, **given: Any) -> list[tuple[str, str]]:
    found = (await merchant.ask(mutation, **given))["validationErrors"] or []
    return [(each["code"], ".".join(each["inputPath"][1:])) for each in found]


async def test_an_endpoint_is_made_shown_changed_and_deleted(merchant: Merchant) -> None:
    made = await merchant.ask(CREATE, url=URL, types=["refund.failed", "order.refunded"], description="ERP")
    endpoint = made["endpoint"]
    assert made["secret"].startswith("whsec_")
    assert (endpoint["url"], endpoint["types"], endpoint["description"]) == (
        URL,
        ["refund.failed", "order.refunded"],
        "ERP",
    )
    assert (endpoint["enabled"], endpoint["failingSince"]) == (True, None)
    assert await merchant.show() == endpoint
    changed = await merchant.ask(UPDATE, id=endpoint["id"], types=["refund.settled"], description="", enabled=False)
    assert changed["secret"] is None
    assert changed["endpoint"] == {**endpoint, "types": ["refund.settled"], "description": None, "enabled": False}
    assert await problems(merchant, PING, id=endpoint["id"]) == [("WEBHOOK_ENDPOINT_OFF", "id")]
    rotated = await merchant.ask(ROTATE, id=endpoint["id"])
    assert rotated["secret"] not in {None, made["secret"]}
    assert (await merchant.ask(DELETE, id=endpoint["id"]))["endpoint"]["id"] == endpoint["id"]
    assert (await merchant.shop.post(ENDPOINTS)).body["data"]["webhookEndpoints"] == []
    for mutation in (UPDATE, DELETE, ROTATE, PING):
        assert await problems(merchant, mutation, id=endpoint["id"]) == [("OBJECT_NOT_FOUND", "id")]
    ((secrets,),) = await merchant.shop.execute(
        "SELECT count(coalesce(secret, old_secret)) FROM webhook_endpoints WHERE merchant_id = $1",
        merchant.shop.merchant.id,
    )
    assert secrets == 0
    history = await merchant.shop.execute(
        "SELECT kind, note FROM changes WHERE merchant_id = $1 AND kind LIKE 'WEBHOOK%' ORDER BY id",
        merchant.shop.merchant.id,
    )
    assert [row["kind"] for row in history] == [
        "WEBHOOK_ENDPOINT_ADDED",
        "WEBHOOK_ENDPOINT_CHANGED",
        "WEBHOOK_SECRET_CHANGED",
        "WEBHOOK_ENDPOINT_DELETED",
    ]
    assert not any("whsec" in row["note"] or "/hooks" in row["note"] for row in history)


async def test_without_types_it_gets_all(merchant: Merchant) -> None:
    assert (await merchant.ask(CREATE, url=URL))["endpoint"]["types"] == [each.value for each in MessageType]


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"url": "http://shop.example.com\\@127.0.0.1/"}, [("TEXT_INVALID", "url")]),
        ({"url": "ftp://shop.example.com/"}, [("TEXT_INVALID", "url")]),
        ({"url": "https://10.0.0.1/"}, [("TEXT_INVALID", "url")]),
        ({"url": "https://169.254.169.254/latest/meta-data"}, [("TEXT_INVALID", "url")]),
        ({"url": "https://2852039166/"}, [("TEXT_INVALID", "url")]),
        ({"url": "http://8.8.8.8/"}, [("TEXT_INVALID", "url")]),
        ({"url": ""}, [("TEXT_INVALID", "url")]),
        ({"types": ["refund.accepted", "refund.lost"]}, [("TEXT_INVALID", "types.1")]),
        ({"types": []}, [("LIST_EMPTY", "types")]),
        ({"description": "x" * 256}, [("TEXT_TOO_LONG", "description")]),
        ({"description": "\u0000"}, [("TEXT_INVALID", "description")]),
        (
            {"url": "x", "types": ["y"], "description": "z" * 300},
            [("TEXT_INVALID", "url"), ("TEXT_INVALID", "types.0"), ("TEXT_TOO_LONG", "description")],
        ),
    ],
)
async def test_what_is_wrong_is_told_by_its_field(
    given: dict[str, Any], refused: list[tuple[str, str]], merchant: Merchant
) -> None:
    assert await problems(merchant, CREATE, **{"url": URL, **given}) == refused
    endpoint = (await merchant.ask(CREATE, url=URL))["endpoint"]
    assert await problems(merchant, UPDATE, id=endpoint["id"], **given) == refused
    assert await merchant.show() == endpoint


async def test_a_merchant_has_twenty_endpoints_at_most(merchant: Merchant) -> None:
    for _ in range(20):
        assert await problems(merchant, CREATE, url=URL) == []
    assert await problems(merchant, CREATE, url=URL) == [("WEBHOOK_ENDPOINTS_TOO_MANY", "url")]


async def test_only_administrators_manage_endpoints(merchant: Merchant) -> None:
    endpoint = (await merchant.ask(CREATE, url=URL))["endpoint"]
    others = await merchant.shop.key(*(set(Right) - {Right.ADMINISTER}))
    given: dict[str, dict[str, Any]] = {
        CREATE: {"url": URL},
        UPDATE: {"id": endpoint["id"], "enabled": False},
        RESEND: {"endpointId": endpoint["id"], "since": "2026-01-01T00:00:00Z"},
        **{each: {"id": endpoint["id"]} for each in (DELETE, ROTATE, PING)},
    }
    for mutation, values in given.items():
        assert (await others.ask(mutation, **values)).codes == ["AUTHORIZATION"]
    for query in (ENDPOINTS, MESSAGES):
        assert (await others.post(query)).codes == ["AUTHORIZATION"]
    assert await merchant.show() == endpoint


async def test_an_answer_s_body_is_for_those_who_may_view(merchant: Merchant, receiver: Receiver) -> None:
    endpoint = await merchant.endpoint(receiver)
    await merchant.ask(PING, id=endpoint.id)
    receiver.replies = []
    await merchant.sent()
    administrator = await merchant.shop.key(Right.ADMINISTER)
    answer = await administrator.post(MESSAGES)
    (edge,) = answer.body["data"]["webhookMessages"]["edges"]
    assert [(each["status"], each["message"]) for each in edge["node"]["attempts"]] == [(204, None)]


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({}, [("TEXT_INVALID", "messageId")]),
        ({"messageId": "msg_1"}, [("OBJECT_NOT_FOUND", "messageId")]),
        ({"messageId": f"msg_{'0' * 32}"}, [("OBJECT_NOT_FOUND", "messageId")]),
        ({"messageId": f"msg_{'0' * 32}", "since": "2026-01-01T00:00:00Z"}, [("TEXT_INVALID", "messageId")]),
        ({"since": "2200-01-01T00:00:00Z"}, [("TIME_INVALID", "since")]),
        (
            {"endpointId": "d2ViaG9va2VuZHBvaW50X3g", "since": "2026-01-01T00:00:00Z"},
            [("OBJECT_NOT_FOUND", "endpointId")],
        ),
    ],
)
async def test_what_can_t_be_sent_again(
    given: dict[str, Any], refused: list[tuple[str, str]], merchant: Merchant
) -> None:
    endpoint = (await merchant.ask(CREATE, url=URL))["endpoint"]
    assert await problems(merchant, RESEND, **{"endpointId": endpoint["id"], **given}) == refused


async def test_messages_come_in_pages(merchant: Merchant, receiver: Receiver) -> None:
    endpoint = await merchant.endpoint(receiver)
    for _ in range(5):
        await merchant.ask(PING, id=endpoint.id)
    first = (await merchant.shop.post(MESSAGES, {"first": 3})).body["data"]["webhookMessages"]
    rest = (await merchant.shop.post(MESSAGES, {"first": 3, "after": first["pageInfo"]["endCursor"]})).body["data"]
    ids = [edge["node"]["id"] for edge in [*first["edges"], *rest["webhookMessages"]["edges"]]]
    assert len(set(ids)) == 5
    assert [first["pageInfo"]["hasNextPage"], rest["webhookMessages"]["pageInfo"]["hasNextPage"]] == [True, False]
    assert (await merchant.shop.post(MESSAGES, {"first": 0})).codes == ["VALIDATION"]
    assert (await merchant.shop.post(MESSAGES, {"after": "x"})).codes == ["VALIDATION"]
    unknown = await merchant.shop.post(MESSAGES, {"endpointId": "x"})
    assert unknown.body["errors"][0]["extensions"]["errorClass"] in {"NOT_FOUND", "VALIDATION"}


async def test_secrets_are_sealed_for_their_endpoint_and_sealed_anew(merchant: Merchant, receiver: Receiver) -> None:
    endpoint = await merchant.endpoint(receiver)
    await merchant.ask(ROTATE, id=endpoint.id)
    service, first, second = merchant.shop.live.service, new_key(), new_key()
    for keys in ([first], [second, first]):
        ring = KeyRing(keys)
        done = [each async for each in seal_all_anew(service, ring)]
        assert sum(count for count, _ in done) >= 1
        assert not any(not_opened for _, not_opened in done)
    async with service.store.begin() as session:
        found = await kept_endpoints.not_sealed_by(session, "no key", 0, 100)
    (mine,) = (each for each in found if each.merchant_id == merchant.shop.merchant.id)
    assert mine.old is not None
    ring = KeyRing([second])
    assert opened(ring, mine.old, mine.number, mine.merchant_id) == endpoint.secret
    assert endpoint.secret.encode() not in mine.old.data
    with pytest.raises(Exception, match="another place"):
        opened(ring, mine.old, mine.number + 1, mine.merchant_id)
    # The other tests' secrets are as they were: a service without a ring sends by them.
    for each in found:
        place = each.number, each.merchant_id
        plain = [None if one is None else opened(ring, one, *place) for one in (each.present, each.old)]
        async with service.store.begin() as session:
            back = [None if one is None else seal(None, one, *place, sandbox=True, at=()) for one in plain]
            assert back[0] is not None
            await kept_endpoints.seal_anew(session, each.number, back[0], back[1])
