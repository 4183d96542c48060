"""What only a real server shows: requests as they are put on the wire."""

import asyncio
import json

from tests.web.live import served
from tests.web.playground import basic, playground


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
