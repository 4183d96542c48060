"""Server-sent events as clients have them: results, heartbeats, ends, refusals."""

import asyncio
import json
import socket
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import httpx
import pytest
import uvicorn

from app.domain.people.endings import Ending
from app.web.documents_by_hash import TrustedDocuments
from app.web.http.http_protocol import HttpProtocol
from app.web.http.slow_readers import SlowReaders
from tests.support.following import Followed
from tests.web.live import served
from tests.web.playground import basic
from tests.web.telling import NEWS, PING, Teller, telling, told

EVENTS = "text/event-stream"


async def test_each_change_is_an_event_and_the_client_may_leave() -> None:
    teller = Teller()
    async with served(telling(teller)) as port:
        async with told(port) as one, told(port) as other:
            assert [await one.value(), await other.value()] == ["first", "first"]
            teller.change("second")
            assert [await one.value(), await other.value()] == ["second", "second"]
            watches = set(teller.watches)
        await teller.nobody()
    assert {watch.ending for watch in watches} == {Ending.LEFT}


async def test_a_quiet_connection_has_a_heartbeat() -> None:
    teller = Teller()
    async with served(telling(teller, heartbeat=0.01)) as port, told(port) as followed:
        await followed.value()
        assert [await followed.event() for _ in range(2)] == [(":", ""), (":", "")]
        teller.change("second")
        while (event := await followed.event()) == (":", ""):
            pass
        assert json.loads(event[1])["data"] == {"news": "second"}


async def test_what_can_not_be_read_is_told_once_it_can() -> None:
    teller = Teller()
    async with served(telling(teller)) as port, told(port) as followed:
        await followed.value()
        teller.fails = 1
        teller.change("second")
        assert await followed.value() == "second"


async def test_a_stopping_server_ends_subscriptions_in_order() -> None:
    teller = Teller()
    server = uvicorn.Server(uvicorn.Config(telling(teller), http=HttpProtocol, log_config=None))
    listening = socket.create_server(("127.0.0.1", 0))
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    async with asyncio.timeout(5), told(listening.getsockname()[1]) as followed:
        await followed.value()
        server.should_exit = True
        await followed.ends()
        await serving
    assert not teller.watches


class Hasty(HttpProtocol):
    """It waits for a client as long as a test can."""

    readers = SlowReaders(patience=0.5)


async def test_a_client_that_does_not_read_is_dropped_and_nothing_is_kept_for_it() -> None:
    teller = Teller(news="x" * 500_000)
    loop = asyncio.get_running_loop()
    async with served(telling(teller), Hasty) as port:
        with socket.socket() as deaf:
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            deaf.setblocking(False)
            await loop.sock_connect(deaf, ("127.0.0.1", port))
            body = json.dumps(NEWS)
            head = f"POST /graphql HTTP/1.1\r\nHost: localhost\r\nAuthorization: {basic()}\r\nAccept: {EVENTS}\r\n"
            head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            await loop.sock_sendall(deaf, (head + body).encode())
            watch = await teller.somebody()
            made = 0
            async with asyncio.timeout(8):
                while watch in teller.watches:
                    made += 1
                    teller.change(f"{made}" + "x" * 500_000)
                    await asyncio.sleep(0.001)
    # However often it changed meanwhile, one change at most waited.
    assert made > 10
    assert watch.ending is Ending.LEFT


async def test_queries_and_mutations_are_one_result_and_the_end() -> None:
    async with client(Teller(), sent={"Accept": EVENTS}) as http:
        for body, data in ((PING, {"ping": "pong"}), ({"query": 'mutation { tell(news: "a") }'}, {"tell": "a"})):
            response = await http.post("/graphql", json=body)
            assert response.headers["content-type"] == f"{EVENTS}; charset=utf-8"
            first, end, nothing = response.text.split("\n\n")
            assert json.loads(first.removeprefix("event: next\ndata: "))["data"] == data
            assert (end, nothing) == ("event: complete\ndata:", "")
        broken = await http.post("/graphql", json={"query": "{ broken"})
        assert (broken.status_code, "GRAPHQL_PARSE_FAILED" in broken.text) == (200, True)


ACCEPTS = {
    "application/json": "application/json",
    "*/*": "application/json",
    f"application/json, {EVENTS}": "application/json",
    f"{EVENTS}, application/json;q=0.9": EVENTS,
    f"{EVENTS};q=0, application/graphql-response+json": "application/graphql-response+json",
    "application/graphql-response+json, application/json, text/event-stream, multipart/mixed": (
        "application/graphql-response+json"
    ),
}


@pytest.mark.parametrize(("accept", "answered"), ACCEPTS.items())
async def test_a_query_is_answered_in_the_form_that_is_preferred(accept: str, answered: str) -> None:
    async with client(Teller(), sent={"Accept": accept}) as http:
        response = await http.post("/graphql", json=PING)
    assert response.headers["content-type"] == f"{answered}; charset=utf-8"


async def test_a_subscription_needs_a_client_that_takes_events() -> None:
    async with client(Teller()) as http:
        entry = (await http.post("/graphql", json=NEWS)).json()["errors"][0]
    assert entry["extensions"]["code"] == "OPERATION_RESOLUTION_FAILURE"
    assert "text/event-stream" in entry["message"]
    async with client(Teller(), live=False, sent={"Accept": EVENTS}) as http:
        assert "not offered" in (await http.post("/graphql", json=NEWS)).text


REFUSED = {
    "nobody": ({"Authorization": ""}, NEWS, 401),
    "too many": ({}, NEWS, 429),
    "too long": ({}, {"query": NEWS["query"] + " " * 20_000}, 413),
    "unavailable": ({}, NEWS, 503),
}


@pytest.mark.parametrize(("headers", "body", "status"), REFUSED.values(), ids=REFUSED)
async def test_what_can_not_begin_has_a_status(headers: dict[str, str], body: dict[str, str], status: int) -> None:
    teller = Teller(most=0 if status == 429 else 10, fails=1 if status == 503 else 0)
    async with client(teller, sent={"Accept": EVENTS, **headers}) as http:
        response = await http.post("/graphql", json=body)
    assert response.status_code == status
    assert response.json()["errors"][0]["message"]
    assert ("retry-after" in response.headers) is (status in (429, 503))
    assert not teller.watches


async def test_a_browser_s_event_source_follows_by_get() -> None:
    teller = Teller()
    async with served(telling(teller)) as port:
        asked = {"Authorization": basic(), "Accept": EVENTS}
        url = f"http://127.0.0.1:{port}/graphql"
        async with (
            httpx.AsyncClient(verify=False) as http,
            http.stream("GET", url, params=NEWS, headers=asked) as response,
        ):
            assert await Followed(response).value() == "first"


TEXT = "query Asked { ping }"
HASH = sha256(TEXT.encode()).hexdigest()
PERSISTED = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": HASH}}}
OTHER = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}}
ALSO, ONLY = TrustedDocuments({HASH: TEXT}), TrustedDocuments({HASH: TEXT}, alone=True)
PONG = "pong"
BY_HASH: dict[str, tuple[TrustedDocuments | None, Mapping[str, Any], str]] = {
    "none are known": (None, PERSISTED, "PERSISTED_QUERY_NOT_SUPPORTED"),
    "none are known, with the text": (None, {**PERSISTED, **PING}, "PERSISTED_QUERY_NOT_SUPPORTED"),
    "none are known, malformed": (None, {"extensions": {"persistedQuery": 1}}, "PERSISTED_QUERY_NOT_SUPPORTED"),
    "known": (ALSO, PERSISTED, PONG),
    "known by documentId": (ALSO, {"documentId": f"sha256:{HASH}"}, PONG),
    "unknown": (ALSO, OTHER, "PERSISTED_QUERY_NOT_FOUND"),
    "unknown, with the text": (ALSO, {**OTHER, **PING}, PONG),
    "another text": (ALSO, PING, PONG),
    "only: known": (ONLY, PERSISTED, PONG),
    "only: the text of a known one": (ONLY, {"query": TEXT}, PONG),
    "only: unknown": (ONLY, OTHER, "PERSISTED_QUERY_NOT_FOUND"),
    "only: another text": (ONLY, PING, "FORBIDDEN"),
    "only: another text under a known hash": (ONLY, {**PERSISTED, "query": "{ broken"}, PONG),
    "only: no text": (ONLY, {}, "BAD_REQUEST"),
}


@pytest.mark.parametrize(("trusted", "body", "expected"), BY_HASH.values(), ids=BY_HASH)
async def test_documents_by_their_hash(
    trusted: TrustedDocuments | None, body: Mapping[str, Any], expected: str
) -> None:
    async with client(Teller(), trusted) as http:
        answer = (await http.post("/graphql", json=body)).json()
    if expected == PONG:
        assert answer["data"] == {"ping": "pong"}
    else:
        assert [each["extensions"]["code"] for each in answer["errors"]] == [expected]


def client(
    teller: Teller,
    trusted: TrustedDocuments | None = None,
    *,
    live: bool = True,
    sent: Mapping[str, str] | None = None,
) -> httpx.AsyncClient:
    """A client in the same process, for what has an end; an empty header is left out."""
    transport = httpx.ASGITransport(telling(teller, trusted=trusted, live=live))
    headers = {name: value for name, value in {"Authorization": basic(), **(sent or {})}.items() if value}
    return httpx.AsyncClient(transport=transport, base_url="http://localhost", headers=headers)
