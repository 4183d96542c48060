"""What surrounds GraphQL: request ids, paths, host names, the page, the probes, and the log."""

import asyncio

import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from structlog.testing import capture_logs

from tests.web.playground import PRIVATE, PUBLIC, basic, playground
from tests.web.reading import BROWSER, PING, class_of


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("3f2a-order_77.b", True),
        ("x" * 64, True),
        ("short", False),
        ("x" * 65, False),
        ("a b c d e f g", False),
        ('"><script>', False),
        ("line\tbreak", False),
    ],
)
async def test_a_request_id_is_taken_if_it_is_safe(sent: str, kept: bool) -> None:
    service = playground()
    async with service.client(X_Request_ID=sent) as client:
        response = await client.post("/graphql", json=PING)
        nowhere = await client.get("/nowhere")
    request_id = response.headers["x-request-id"]
    assert response.json()["extensions"]["requestId"] == request_id
    assert (request_id == sent) is kept
    assert (nowhere.headers["x-request-id"] == sent) is kept
    assert [made_for for _, made_for in service.diary.contexts] == [request_id]


@pytest.mark.parametrize("path", ["/nowhere", "/graphql//", "/", "/graphql/x", "/favicon.ico"])
async def test_other_paths_are_refused_in_the_same_form(path: str) -> None:
    async with playground().client() as client:
        response = await client.get(path)
    assert response.status_code == 404
    assert class_of(response) == "NOT_FOUND"


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("localhost", True),
        ("LOCALHOST:8000", True),
        ("127.0.0.1:8000", True),
        ("localhost.", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("[::1]:8000", False),
        ("", False),
    ],
)
async def test_only_its_own_host_names_are_answered(host: str, ours: bool) -> None:
    async with playground(checks={}).client(Host=host or " ") as client:
        response = await client.post("/graphql", json=PING)
        assert (await client.get("/healthz")).status_code == 200
    assert response.status_code == (200 if ours else 400)
    if not ours:
        assert class_of(response) == "VALIDATION"


async def test_a_browser_gets_the_page() -> None:
    async def page(request: Request) -> Response:
        return HTMLResponse("<title>desk</title>")

    async with playground(page=page).client(Authorization="") as client:
        html = {"Accept": BROWSER}
        assert "desk" in (await client.get("/graphql", headers=html)).text
        assert "desk" in (await client.get("/", headers=html)).text
        assert class_of(await client.get("/graphql")) == "AUTHENTICATION"
        assert class_of(await client.get("/graphql", params={"query": "{ ping }"}, headers=html)) == "AUTHENTICATION"
        assert (await client.post("/", json=PING)).status_code == 405


async def test_the_probes_say_how_the_service_is() -> None:
    async def well() -> None: ...

    async def ill() -> None:
        raise OSError("connection to 10.0.0.1 refused")

    async def stuck() -> None:
        await asyncio.sleep(0.01)

    async with playground(checks={"database": well, "queue": stuck}).client(Authorization="") as client:
        assert (await client.get("/healthz")).status_code == 200
        fine = await client.get("/readyz")
    async with playground(checks={"database": ill, "queue": well}).client(Authorization="") as client:
        assert (await client.get("/healthz")).status_code == 200
        unready = await client.get("/readyz")
    assert (fine.status_code, fine.json()["checks"]) == (200, {"database": "ok", "queue": "ok"})
    assert (unready.status_code, unready.json()["checks"]) == (503, {"database": "failed", "queue": "ok"})
    assert class_of(unready) == "SERVICE_AVAILABILITY"
    assert "10.0.0.1" not in unready.text


async def test_the_log_has_one_line_an_operation_and_no_secret() -> None:
    service = playground()
    with capture_logs() as logs:
        async with service.client() as client:
            query = "query Look($t: String) { echo(text: $t) broken }"
            response = await client.post("/graphql", json={"query": query, "variables": {"t": "alex@example.com"}})
            await client.post("/graphql", json=PING, headers={"Authorization": basic(private="wrong-secret")})
    lines = [line for line in logs if line["event"] == "request.answered"]
    assert lines == [
        {
            "event": "request.answered",
            "log_level": "info",
            "request_id": response.headers["x-request-id"],
            "actor": PUBLIC,
            "operation": "Look",
            "type": "query",
            "status": 200,
            "milliseconds": lines[0]["milliseconds"],
            "errors": ["INTERNAL"],
        }
    ]
    (refused,) = [line for line in logs if line["event"] == "request.refused"]
    assert (refused["code"], refused["status"], refused["actor"]) == ("UNAUTHENTICATED", 200, None)
    assert all(secret not in str(logs) for secret in ("alex@example.com", PRIVATE, "wrong-secret", basic()))


async def test_a_refusal_is_logged_with_whoever_is_known_by_then() -> None:
    with capture_logs() as logs:
        async with playground().client() as client:
            await client.post("/graphql", content=b"[]", headers={"Content-Type": "application/json"})
            stranger = await client.post("/graphql", json=PING, headers={"Host": "evil.example" * 100})
    known, unknown = logs
    assert known["milliseconds"] > 0
    assert (known["event"], known["code"], known["actor"]) == ("request.refused", "BAD_REQUEST", PUBLIC)
    assert (unknown["event"], unknown["code"]) == ("request.refused", "BAD_REQUEST")
    assert unknown["request_id"] == stranger.headers["x-request-id"]
    assert unknown["host"] == ("evil.example" * 100)[:100]
