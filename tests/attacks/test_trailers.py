"""What follows a body in chunks (trailers, RFC 9110, 6.5) changes nothing of the request before it or after it."""

import asyncio
import base64
from pathlib import Path

import pytest

from app.settings import Settings
from tests.attacks.served import Answered, exchange, head, next_answer, served
from tests.support.merchant_client import open_shop
from tests.web.live import served as served_here
from tests.web.playground import basic, playground

PING = b'{"query": "{ ping }"}'
CHUNKED = "Transfer-Encoding: chunked"
JSON = "Content-Type: application/json"
LAST = head("GET /healthz HTTP/1.1", "Connection: close")

TRAILERS = {
    "Authorization": "Basic " + base64.b64encode(b"somebody:else").decode(),
    "Cookie": "refundry_session=rfs_stolen",
    "Host": "elsewhere.example",
    "Content-Type": "text/plain",
    "Content-Encoding": "gzip",
    "Accept": "text/html",
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Proto": "https",
    "X-Request-ID": "an-id-of-another-request",
    "X-Signed-In-As": "somebody-else",
    "Origin": "https://elsewhere.example",
    "Braintree-Version": "no date",
    "Expect": "100-continue",
    "Upgrade": "h2c",
    "Empty": "",
}


def chunked(body: bytes, *headers: str, **trailers: str) -> bytes:
    """A request to /graphql with the body in two chunks, and trailers."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in trailers.items()).encode()
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:5], body[5:]))
    return head("POST /graphql HTTP/1.1", JSON, CHUNKED, *headers) + chunks + b"0\r\n" + lines + b"\r\n"


@pytest.mark.parametrize("parts", [1, 3, 10_000], ids=["at once", "in parts", "byte by byte"])
async def test_a_request_is_what_its_head_says(parts: int) -> None:
    """Nor is a trailer a header of the request that follows on the connection."""
    service = playground()
    asked = chunked(PING, f"Authorization: {basic()}", **TRAILERS)
    plain = chunked(PING, "X-Request-ID: a-request-without-credentials")
    sent = asked + plain + LAST
    size = -(-len(sent) // parts)
    async with served_here(service.app) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for start in range(0, len(sent), size):
            writer.write(sent[start : start + size])
            # Turns of the loop, so that each part is read by itself.
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        answered = [await next_answer(reader) for _ in range(3)]
        writer.close()
    pong, stranger, healthy = answered
    assert pong.json["data"] == {"ping": "pong"}
    assert pong.headers["x-request-id"] != TRAILERS["X-Request-ID"]
    assert stranger.json["errors"][0]["extensions"]["errorClass"] == "AUTHENTICATION"
    assert stranger.headers["x-request-id"] == "a-request-without-credentials"
    assert healthy.status == 200
    assert [request_id for _, request_id in service.diary.contexts] == [pong.headers["x-request-id"]]


async def test_credentials_in_a_trailer_open_nothing(settings: Settings, tmp_path: Path) -> None:
    async with served(settings, tmp_path / "log") as process, open_shop(process.live) as shop:
        without = chunked(b'{"query": "{ viewer { id } }"}', Authorization=shop.authorization)
        with_them = chunked(b'{"query": "{ viewer { id } }"}', f"Authorization: {shop.authorization}", **TRAILERS)
        refused, let_in, _ = await exchange(process.port, [without, with_them, LAST])
    assert refused.json["errors"][0]["extensions"]["errorClass"] == "AUTHENTICATION"
    assert "errors" not in let_in.json


@pytest.mark.parametrize("trailer", ["Content-Length: 5", "Transfer-Encoding: chunked"])
async def test_a_trailer_about_the_body_refuses_the_request(trailer: str) -> None:
    """It has come to its end by then. Whoever sends it may mean something else by it than we do."""
    service = playground()
    name, _, value = trailer.partition(": ")
    async with served_here(service.app) as port:
        (answered,) = await exchange(port, [chunked(PING, f"Authorization: {basic()}", **{name: value}) + LAST])
    assert answered.status == 400
    assert error_of(answered)["code"] == "BAD_REQUEST"
    assert service.diary.contexts == []


async def test_a_connection_that_a_trailer_ends_has_ended_for_both() -> None:
    """The parser reads nothing after it: the answer says so, and nobody waits for another one."""
    service = playground()
    async with served_here(service.app) as port:
        (answered,) = await exchange(port, [chunked(PING, f"Authorization: {basic()}", Connection="close") + LAST])
    assert answered.json["data"] == {"ping": "pong"}
    assert answered.headers["connection"] == "close"


def error_of(answered: Answered) -> dict[str, str]:
    """The extensions of the one error that an answer has."""
    (error,) = answered.json["errors"]
    found: dict[str, str] = error["extensions"]
    return found
