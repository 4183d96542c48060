"""What only a real server shows: requests as they are put on the wire."""

import asyncio
import json

import pytest
from structlog.testing import capture_logs

from app.web.http.http_protocol import HttpProtocol
from tests.web.live import served
from tests.web.playground import basic, playground
from tests.web.reading import PING


async def exchange(port: int, head: str, body: bytes = b"") -> tuple[str, bytes]:
    """Sends a request as it stands; gives the status line and the response's body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)
    await writer.drain()
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    start, _, rest = answer.partition(b"\r\n\r\n")
    return start.split(b"\r\n")[0].decode(), rest


async def test_a_request_target_in_absolute_form_is_routed() -> None:
    body = json.dumps({"query": "{ ping }"}).encode()
    async with served(playground().app) as port:
        head = (
            f"POST http://127.0.0.1:{port}/graphql HTTP/1.1\nHost: 127.0.0.1:{port}\nConnection: close\n"
            f"Authorization: {basic()}\nContent-Type: application/json\nContent-Length: {len(body)}"
        )
        status, answer = await exchange(port, head, body)
    assert status == "HTTP/1.1 200 OK"
    assert json.loads(answer)["data"] == {"ping": "pong"}


async def test_who_sends_too_much_still_reads_the_answer() -> None:
    body = b" " * 5_000_000
    async with served(playground().app) as port:
        for authorization in (basic(), "Basic wrong"):
            head = (
                f"POST /graphql HTTP/1.1\nHost: localhost\nConnection: close\nAuthorization: {authorization}\n"
                f"Content-Type: application/json\nContent-Length: {len(body)}"
            )
            status, answer = await exchange(port, head, body)
            assert status.startswith("HTTP/1.1 413" if authorization == basic() else "HTTP/1.1 200")
            assert json.loads(answer)["errors"]


async def test_a_client_that_stops_in_the_middle_of_its_body_leaves_no_trace() -> None:
    service = playground()
    async with served(service.app) as port:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(
            f"POST /graphql HTTP/1.1\r\nHost: localhost\r\nAuthorization: {basic()}\r\n"
            "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{".encode()
        )
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        await asyncio.sleep(0.05)
    assert service.diary.contexts == []


OFFERS = {
    "HTTP/2": "Connection: Upgrade, HTTP2-Settings\nUpgrade: h2c\nHTTP2-Settings: AAMAAABkAAQAAP__",
    "HTTP/2 in several lines": "Connection: Upgrade\nConnection: HTTP2-Settings\nUpgrade: h2c\nHTTP2-Settings: AA",
    "WebSocket": "Connection: upgrade\nUpgrade: websocket\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: AAAA",
}


def request(body: bytes, *headers: str) -> tuple[bytes, bytes]:
    """The head and the body of a request with valid credentials."""
    lines = [
        "POST /graphql HTTP/1.1",
        "Host: localhost",
        f"Authorization: {basic()}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        *(line for header in headers for line in header.split("\n")),
    ]
    return "\r\n".join([*lines, "", ""]).encode(), body


PING_BODY = json.dumps(PING).encode()
LAST = b"".join(request(PING_BODY, "Connection: close", "X-Request-ID: the-last-of-all"))


async def answers_to(port: int, *packets: bytes) -> bytes:
    """All that the server answers to what comes packet by packet."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for packet in packets:
        writer.write(packet)
        await writer.drain()
        await asyncio.sleep(0.05)
    try:
        return await asyncio.wait_for(reader.read(), 5)
    finally:
        writer.close()
        await writer.wait_closed()


@pytest.mark.parametrize("offer", OFFERS.values(), ids=OFFERS)
@pytest.mark.parametrize("together", [True, False], ids=["one packet", "two packets"])
async def test_an_offer_of_another_protocol_is_ignored(offer: str, together: bool) -> None:
    """Whoever makes it gets the answer to what was asked, once, and the connection goes on."""
    service = playground()
    hidden = b"".join(request(PING_BODY, "X-Request-ID: a-hidden-request"))
    head, body = request(hidden, offer, "X-Request-ID: the-one-request")
    asked, ping = request(PING_BODY, offer)
    async with served(service.app) as port:
        packets = [head + body, asked + ping, LAST] if together else [head, body, asked, ping, LAST]
        answers = await answers_to(port, *packets)
    assert answers.count(b"HTTP/1.1 ") == 3
    assert answers.count(b"HTTP/1.1 400 ") == 1, "the hidden request is no JSON"
    assert answers.count(b'"pong"') == 2
    assert b"the-one-request" in answers
    assert b"a-hidden-request" not in answers
    assert len(service.diary.contexts) == 2


async def test_thousands_of_offers_at_once_are_answered_each() -> None:
    one = f"GET /healthz HTTP/1.1\nHost: localhost\n{OFFERS['HTTP/2']}\n\n".replace("\n", "\r\n")
    async with served(playground().app) as port:
        answers = await answers_to(port, one.encode() * 2_000 + LAST)
    assert answers.count(b"HTTP/1.1 200 OK") == 2_001


async def test_there_are_no_tunnels() -> None:
    async with served(playground().app) as port:
        status, _ = await exchange(port, "CONNECT localhost:22 HTTP/1.1\nHost: localhost:22", LAST)
    assert status.startswith("HTTP/1.1 400 ")


START = b"POST /graphql HTTP/1.1\r\nHost: localhost\r\n"
CHUNKED = START + b"Transfer-Encoding: chunked\r\n\r\n"
ENDLESS = {
    "a header": (START + b"X-A: ", b"a" * 1_000),
    "a header's name": (START + b"X", b"-A" * 500),
    "headers": (START, b"X-A: a\r\n" * 100),
    "a target": (b"POST /graphql?", b"a" * 1_000),
    "empty lines": (b"", b"\r\n" * 500),
}
ENDLESS_LATER = {
    "trailers": (CHUNKED + b"0\r\n", b"X-A: a\r\n" * 100),
    "a trailer": (CHUNKED + b"0\r\nX-A: ", b"a" * 1_000),
    "an extension of a chunk": (CHUNKED + b"1;", b"a" * 1_000),
}


@pytest.mark.parametrize(
    ("begin", "more"), [*ENDLESS.values(), *ENDLESS_LATER.values()], ids=[*ENDLESS, *ENDLESS_LATER]
)
async def test_a_head_without_end_is_refused(begin: bytes, more: bytes) -> None:
    """However it comes; in a body's midst, where an answer may be on its way already, the connection just ends."""
    service = playground()
    async with served(service.app) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        answering = asyncio.create_task(reader.read())
        writer.write(begin)
        sent = 0
        # Bit by bit: what comes after the server's end would make it a reset, which takes the answer with it.
        while sent < 100_000 and not answering.done():
            writer.write(more)
            await writer.drain()
            await asyncio.sleep(0.001)
            sent += len(more)
        answer = await asyncio.wait_for(answering, 5)
        writer.close()
    assert answer.startswith(b"HTTP/1.1 431 ") or (begin, more) in ENDLESS_LATER.values()
    assert service.diary.contexts == []


@pytest.mark.parametrize(("size", "status"), [(60_000, b"200"), (70_000, b"431")])
async def test_a_head_may_have_64_kilobytes(size: int, status: bytes) -> None:
    async with served(playground().app) as port:
        answer = await answers_to(port, b"".join(request(PING_BODY, "X-A: " + "a" * size, "Connection: close")))
    assert answer.startswith(b"HTTP/1.1 " + status)


class Impatient(HttpProtocol):
    patience = 0.2


WHOLE = b"".join(request(PING_BODY))
UNFINISHED = {
    "nothing": [b""],
    "an empty line": [b"\r\n"],
    "half a head": [START],
    "half a body": [WHOLE[:-5]],
    "half a head after a request": [WHOLE, START],
    "an empty line after a request": [WHOLE, b"\r\n"],
    "half a body after a request": [WHOLE, WHOLE[:-5]],
}


@pytest.mark.parametrize("packets", UNFINISHED.values(), ids=UNFINISHED)
async def test_who_does_not_send_all_of_a_request_is_given_up(packets: list[bytes]) -> None:
    service = playground()
    async with served(service.app, Impatient) as port, asyncio.timeout(3):
        answer = await answers_to(port, *packets)
    assert answer.count(b'"pong"') == len(service.diary.contexts) == packets.count(WHOLE)


async def test_who_waits_for_an_answer_is_not_given_up() -> None:
    """Nor where the next request has begun to come: it need not go on before that."""
    service = playground()
    slow, body = request(json.dumps({"query": "{ slow }"}).encode())
    async with served(service.app, Impatient) as port, asyncio.timeout(5):
        answers = asyncio.create_task(answers_to(port, slow + body, START))
        await asyncio.sleep(3 * Impatient.patience)
        assert not answers.done()
        service.diary.gate.set()
        assert b'"at last"' in await answers


@pytest.mark.parametrize("behind", [b"", WHOLE], ids=["alone", "with another request behind"])
async def test_a_query_ends_when_its_client_leaves(behind: bytes) -> None:
    """The log says so, and nobody is answered."""
    service = playground()
    slow, body = request(json.dumps({"query": "{ slow }"}).encode())
    with capture_logs() as logs:
        async with served(service.app) as port, asyncio.timeout(30):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(slow + body + behind)
            await writer.drain()
            await service.diary.waiting.wait()
            writer.close()
            await service.diary.cut_short.wait()
    assert [line["status"] for line in logs] == [499]
    assert len(service.diary.contexts) == 1
