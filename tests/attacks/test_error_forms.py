"""Whatever goes wrong outside of GraphQL is told in the form that all errors have, or as a page to a person."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message

from app.settings import Settings
from app.web.http.http_protocol import HttpProtocol
from tests.attacks.served import Answered, exchange, head, post, served, until
from tests.web.live import served as served_here
from tests.web.playground import basic, playground
from tests.web.reading import BROWSER

CLOSE = "Connection: close"
CHUNKED = head("POST /graphql HTTP/1.1", f"Authorization: {basic()}", "Transfer-Encoding: chunked")
PING = post("/graphql", {"query": "{ ping }"}, f"Authorization: {basic()}")
SLOW = post("/graphql", {"query": "{ slow }"}, f"Authorization: {basic()}")


def told(answered: Answered, status: int) -> dict[str, Any]:
    """The one error of an answer with this status, after a look at the form."""
    assert answered.status == status
    assert answered.headers["content-type"] == "application/json; charset=utf-8"
    assert answered.headers["x-content-type-options"] == "nosniff"
    body = answered.json
    assert body["extensions"] == {"requestId": answered.headers["x-request-id"]}
    assert "data" not in body
    (error,) = body["errors"]
    assert error["message"].endswith(".")
    assert error["extensions"]["errorType"] == "developer_error"
    assert {"errorClass", "code"} <= error["extensions"].keys()
    return {"message": error["message"], **error["extensions"]}


def told_on_a_page(answered: Answered, status: int) -> str:
    """The page with this status, after a look at what keeps it from doing harm."""
    assert answered.status == status
    assert answered.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answered.headers["content-security-policy"]
    assert answered.headers["x-content-type-options"] == "nosniff"
    page = answered.body.decode()
    assert page.startswith("<!doctype html>")
    assert answered.headers["x-request-id"] in page
    return page


REFUSED: dict[str, tuple[bytes, int, str]] = {
    "no such path": (head("GET /nothing HTTP/1.1", CLOSE), 404, "NOT_FOUND"),
    "no such file": (head("GET /desk/nothing.js HTTP/1.1", CLOSE), 404, "NOT_FOUND"),
    "a path with a slash": (head("GET /healthz/ HTTP/1.1", CLOSE), 404, "NOT_FOUND"),
    "a path that climbs": (head("GET /desk/..%2f..%2fpage.py HTTP/1.1", CLOSE), 404, "NOT_FOUND"),
    "another method for the probes": (head("DELETE /healthz HTTP/1.1", CLOSE), 405, "METHOD_NOT_ALLOWED"),
    "another method for the page": (head("PUT / HTTP/1.1", CLOSE), 405, "METHOD_NOT_ALLOWED"),
    "another method for files": (post("/desk/nothing.js", {}, CLOSE), 405, "METHOD_NOT_ALLOWED"),
    "another method for signing in": (head("GET /sign-in HTTP/1.1", CLOSE), 405, "METHOD_NOT_ALLOWED"),
    "an unknown method": (head("PROPFIND /healthz HTTP/1.1", CLOSE), 405, "METHOD_NOT_ALLOWED"),
    "signing in without JSON": (head("POST /sign-in HTTP/1.1", CLOSE, length=0), 415, "UNSUPPORTED_MEDIA_TYPE"),
    "signing in with half of it": (post("/sign-in", b"{", CLOSE), 400, "BAD_REQUEST"),
    "signing in wrongly": (
        post("/sign-in", {"email": "no@example.com", "password": "no"}, CLOSE),
        401,
        "UNAUTHENTICATED",
    ),
    "too much to sign in with": (post("/sign-in", b" " * 20_000, CLOSE), 413, "CONTENT_TOO_LARGE"),
    "renewing nothing": (post("/sign-in/renew", {}, CLOSE), 401, "UNAUTHENTICATED"),
    "another host": (b"GET / HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n", 400, "BAD_REQUEST"),
    "no host": (b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400, "BAD_REQUEST"),
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 400, "BAD_REQUEST"),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, "BAD_REQUEST"),
    "a tunnel": (head("CONNECT localhost:22 HTTP/1.1"), 400, "BAD_REQUEST"),
    "no path at all": (head("OPTIONS * HTTP/1.1", CLOSE), 404, "NOT_FOUND"),
    "two lengths": (head("POST /graphql HTTP/1.1", "Content-Length: 1", "Content-Length: 2"), 400, "BAD_REQUEST"),
    "a length and chunks": (CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Length: 3\r\n\r\n"), 400, "BAD_REQUEST"),
    "chunks that are none": (CHUNKED + b"no length\r\n", 400, "BAD_REQUEST"),
    "a long head": (head("GET / HTTP/1.1", "X: " + "x" * 70_000), 431, "HEAD_TOO_LARGE"),
}


async def test_each_refusal_of_a_program_is_json(settings: Settings, tmp_path: Path) -> None:
    known = settings.model_copy(update={"allowed_hosts": ["localhost"]})
    async with served(known, tmp_path / "log") as process:
        for name, (request, status, code) in REFUSED.items():
            (answered,) = await exchange(process.port, [request])
            assert told(answered, status)["code"] == code, name
        for path, checks in (("/healthz", {}), ("/readyz", {"database": "ok", "schema": "ok", "redis": "ok"})):
            (answered,) = await exchange(process.port, [head(f"GET {path} HTTP/1.1", CLOSE)])
            assert answered.json == {"checks": checks, "extensions": {"requestId": answered.headers["x-request-id"]}}
        for name, status in (("no such path", 404), ("another method for signing in", 405), ("another host", 400)):
            request = REFUSED[name][0].replace(b"\r\n", f"\r\nAccept: {BROWSER}\r\n".encode(), 1)
            (answered,) = await exchange(process.port, [request])
            told_on_a_page(answered, status)
    assert "Traceback" not in process.log.read_text(encoding="utf-8")


async def test_what_a_client_is_told_stands_on_the_page_as_text() -> None:
    request_id = "an-id-of-the-clients-own"
    async with served_here(playground().app) as port:
        asked = head("GET /%3Cscript%3E HTTP/1.1", f"Accept: {BROWSER}", f"X-Request-ID: {request_id}", CLOSE)
        (answered,) = await exchange(port, [asked])
    page = told_on_a_page(answered, 404)
    assert request_id in page
    assert "There is nothing at this path." in page
    assert "script" not in page


async def test_a_method_that_is_not_allowed_comes_with_those_that_are() -> None:
    async with served_here(playground().app) as port:
        asked = [head("DELETE /healthz HTTP/1.1", *more, CLOSE) for more in ((), (f"Accept: {BROWSER}",))]
        answered = [(await exchange(port, [each]))[0] for each in asked]
    assert [set(each.headers["allow"].split(", ")) for each in answered] == [{"GET", "HEAD"}] * 2


async def test_the_answers_stay_in_their_order() -> None:
    """What can't be read comes after the answers to what was asked before, also where they are still being made."""
    service = playground()
    async with served_here(service.app) as port:
        asking = asyncio.create_task(exchange(port, [SLOW + PING + b"no HTTP\r\n\r\n"]))
        # Another one is answered meanwhile: that the first waits is no question of who comes first.
        assert (await exchange(port, [PING.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)]))[0].status == 200
        service.diary.gate.set()
        slow, ping, refused = await asking
    assert slow.json["data"] == {"slow": "at last"}
    assert ping.json["data"] == {"ping": "pong"}
    assert told(refused, 400)["code"] == "BAD_REQUEST"


@pytest.mark.parametrize("before", [b"", PING, SLOW], ids=["alone", "after another", "behind a slow one"])
async def test_a_body_that_breaks_off_is_not_carried_out(before: bytes) -> None:
    service = playground()
    broken = CHUNKED.replace(b"\r\n", b"\r\nContent-Type: application/json\r\n", 1) + b'5\r\n{"que\r\nno length\r\n'
    async with served_here(service.app) as port:
        asking = asyncio.create_task(exchange(port, [before + broken]))
        service.diary.gate.set()
        *others, refused = await asking
    assert [each.status for each in others] == [200] * bool(before)
    assert told(refused, 400)["code"] == "BAD_REQUEST"
    assert len(service.diary.contexts) == len(others)


class Impatient(HttpProtocol):
    patience = 0.3


@pytest.mark.parametrize("before", [b"", PING], ids=["alone", "after another"])
@pytest.mark.parametrize("begun", [PING[:20], PING[:-5]], ids=["half a head", "half a body"])
async def test_what_does_not_come_as_a_whole_is_told_so(before: bytes, begun: bytes) -> None:
    service = playground()
    async with served_here(service.app, Impatient) as port:
        *others, late = await exchange(port, [before + begun])
    assert [each.status for each in others] == [200] * bool(before)
    assert told(late, 408)["message"] == "The request did not come as a whole within 0.3 seconds."
    assert len(service.diary.contexts) == len(others)


async def test_who_says_nothing_is_told_nothing() -> None:
    """A browser opens connections in advance, and would take it for the answer to what it asks for next."""
    async with served_here(playground().app, Impatient) as port:
        assert await exchange(port, []) == []


async def test_a_defect_has_the_form_too() -> None:
    async def broken(_: Request) -> Response:
        raise RuntimeError("secret details")

    app = playground().app
    app.router.routes.append(Route("/broken", broken))
    async with served_here(app) as port:
        (as_json,) = await exchange(port, [head("GET /broken HTTP/1.1", CLOSE)])
        (as_page,) = await exchange(port, [head("GET /broken HTTP/1.1", f"Accept: {BROWSER}", CLOSE)])
    assert told(as_json, 500)["errorClass"] == "INTERNAL"
    assert "It was logged under the request id" in told_on_a_page(as_page, 500)
    assert b"secret" not in as_json.body + as_page.body


async def test_a_request_that_outlasts_the_process_is_told_so() -> None:
    """What waits when the time to shut down is over is cancelled."""
    sent: list[Message] = []
    came = iter([{"type": "http.request", "body": b'{"query": "{ slow }"}'}])
    headers = [(b"host", b"localhost"), (b"authorization", basic().encode()), (b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": headers}

    async def receive() -> Message:
        return next(came)

    async def send(message: Message) -> None:
        sent.append(message)

    service = playground()
    answering = asyncio.create_task(service.app(scope, receive, send))
    await until(lambda: bool(service.diary.contexts), "the query to be under way")
    answering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await answering
    start, body = sent
    headers_sent = {name.decode(): value.decode() for name, value in start["headers"]}
    assert told(Answered(start["status"], headers_sent, body["body"]), 503)["code"] == "SERVICE_UNAVAILABLE"


class Hasty(HttpProtocol):
    patience = 0.1


@pytest.fixture(scope="module")
async def hasty() -> AsyncIterator[int]:
    """The port of a server that waits for nothing for long."""
    async with served_here(playground().app, Hasty) as port:
        yield port


LINES = [
    b"GET / HTTP/1.1",
    b"Host: localhost",
    b"Content-Length: 3",
    b"Connection: Upgrade\r\nUpgrade: h2c",
    b"5",
    b"0",
]
WHOLES = [PING, SLOW[:40], CHUNKED, b"\r\n\r\n", b"\n", b" ", b"\0"]
PIECES = st.one_of(st.binary(max_size=30), st.sampled_from([*(line + b"\r\n" for line in LINES), *WHOLES]))


@given(pieces=st.lists(PIECES, min_size=1, max_size=8))
async def test_no_answer_is_without_a_form(hasty: int, pieces: list[bytes]) -> None:
    answered = await exchange(hasty, [*pieces, head("GET /healthz HTTP/1.1", CLOSE)])
    for each in answered:
        assert each.status in (200, 400, 404, 405, 408)
        assert each.headers["content-type"].startswith("application/json")
        assert "x-request-id" in each.headers
