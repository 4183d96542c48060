"""What a person's browser gets: the form, then the desk; what it may load; and what there is without a build."""

import re
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from app.demo.demo import DemoData
from app.desk.assets import ADDRESS, STATIC, Assets
from app.desk.page import ALONE, Desk
from app.desk.saved import saved_operations
from app.domain.people.people import ALL_RIGHTS, Actor, ActorKind, Right
from app.domain.problems import Unavailable
from app.domain.reversals.states import PaymentSource
from app.schema.permissions import NEEDED
from tests.desk.people import Person
from tests.support.merchant_client import Live

STRICT = ("default-src 'self'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")


PATHS = ("/", "/graphql", "/orders/1030", "/orders/a%2Fb%20c", "/payments/abc", "/queue?state=WAITING", *ALONE)


@pytest.mark.parametrize("path", PATHS)
async def test_a_stranger_gets_the_form(live: Live, browser: httpx.AsyncClient, path: str) -> None:
    response = await Person(live, browser).page(path)
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert 'autocomplete="current-password"' in response.text
    assert "settings" not in response.text
    policy = response.headers["content-security-policy"].split("; ")
    assert set(STRICT) <= set(policy)
    assert response.headers["cache-control"] == "no-store"
    assert {"accept", "cookie"} <= {name.strip().lower() for name in response.headers["vary"].split(",")}


@pytest.mark.parametrize("path", PATHS)
async def test_whoever_is_signed_in_gets_the_desk(agent: Person, path: str) -> None:
    response = await agent.page(path)
    assert response.status_code == 200
    assert 'id="settings"' in response.text
    settings = await agent.settings()
    assert settings["person"]["email"] == "agent@example.com"
    assert settings["groups"]
    cookie = agent.http.cookies["refundry_session"]
    assert cookie not in response.text


async def test_nothing_is_done_in_the_name_of_somebody_who_signed_in_later(agent: Person) -> None:
    """The cookie is the whole browser's, and a window may still show another person's name."""
    shown = (await agent.settings())["person"]["id"]
    assert (await agent.ask("{ ping }", shown_as=shown)).body["data"] == {"ping": "pong"}
    (error,) = (await agent.ask("{ ping }", shown_as="somebody")).body["errors"]
    assert error["extensions"]["errorClass"] == "AUTHENTICATION"
    assert "Somebody else" in error["message"]


async def test_signing_out_shows_the_form_again(agent: Person) -> None:
    await agent.http.post(f"{agent.root}/sign-out", json={})
    assert 'id="settings"' not in (await agent.page()).text


async def test_everything_that_a_page_names_is_there_for_ever(agent: Person) -> None:
    assets = Assets.found()
    assert assets is not None
    for name in sorted(assets.names):
        response = await agent.http.get(f"{agent.root}{ADDRESS}{name}", headers={"Accept-Encoding": "gzip, br"})
        assert response.status_code == 200
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert response.headers["content-encoding"] == "br"
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'self'" in response.headers["content-security-policy"]
    for entry in assets.entries.values():
        assert {part.removeprefix(ADDRESS) for part in (entry.script, entry.style) if part} <= assets.names


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", None), ("", None)],
)
async def test_files_are_compressed_as_the_browser_likes_it(
    live: Live, browser: httpx.AsyncClient, accepted: str, encoding: str | None
) -> None:
    assets = Assets.found()
    assert assets is not None
    url = f"{Person(live, browser).root}{assets.entries['sign_in'].script}"
    async with browser.stream("GET", url, headers={"Accept-Encoding": accepted}) as response:
        raw = b"".join([chunk async for chunk in response.aiter_raw()])
    assert response.headers.get("content-encoding") == encoding
    suffix = {"br": ".br", "gzip": ".gz", None: ""}[encoding]
    assert raw == (STATIC / f"{assets.entries['sign_in'].script.removeprefix(ADDRESS)}{suffix}").read_bytes()


@pytest.mark.parametrize(
    "name", ["assets.json", "desk.js", "..%2Fpage.py", "%2e%2e/%2e%2e/main.py", "%2Fetc%2Fpasswd", "x%00.js", ""]
)
async def test_nothing_else_is_given_out(live: Live, browser: httpx.AsyncClient, name: str) -> None:
    response = await browser.get(f"{Person(live, browser).root}{ADDRESS}{name}")
    assert response.status_code == 404
    assert "There is nothing at this path." in response.text


async def test_a_file_that_was_built_anew_since_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "assets.json").write_text('{"entries": {}, "files": {"a.js": {}}, "licences": "l.txt"}')
    for form in ("a.js", "a.js.br", "a.js.gz"):
        (tmp_path / form).write_bytes(b"")
    assets = Assets.found(tmp_path)
    assert assets is not None
    app = Starlette(routes=assets.routes())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://desk") as http:
        assert (await http.get("/desk/a.js", headers={"Accept-Encoding": "gzip"})).status_code == 200
        for form in ("a.js.br", "a.js.gz"):
            (tmp_path / form).unlink()
        assert (await http.get("/desk/a.js", headers={"Accept-Encoding": "br"})).status_code == 404
        kept = await http.get("/desk/a.js", headers={"Accept-Encoding": "gzip"})
    assert kept.status_code == 200, "what was read before is what its name says"


def test_half_a_build_is_none(tmp_path: Path) -> None:
    assert Assets.found(tmp_path) is None
    (tmp_path / "assets.json").write_text('{"entries": {}, "files": {"a.js": {}}, "licences": "l.txt"}')
    assert Assets.found(tmp_path) is None
    for form in ("a.js", "a.js.br", "a.js.gz"):
        (tmp_path / form).write_bytes(b"")
    assert Assets.found(tmp_path) is not None
    (tmp_path / "assets.json").write_text("[]")
    assert Assets.found(tmp_path) is None


def test_the_build_stays_small() -> None:
    assets = Assets.found()
    assert assets is not None
    compressed = {name: (STATIC / f"{name}.br").stat().st_size for name in assets.names}
    assert sum(compressed.values()) < 2_000_000
    form = assets.entries["sign_in"]
    assert form.style is not None
    assert sum(compressed[part.removeprefix(ADDRESS)] for part in (form.script, form.style)) < 6_000


def test_the_demo_says_where_it_is() -> None:
    said = DemoData("a", "b", "c", (("agent@example.com", "secret"),)).welcome(8123, Path("data"))
    assert re.search(r"GraphiQL +http://127\.0\.0\.1:8123 ", said)


async def test_without_a_build_the_page_says_so() -> None:
    async with _desk(None, None) as http:
        response = await http.get("/")
    assert response.status_code == 200
    assert "make desk" in response.text
    assert "http://desk/graphql" in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]


async def test_a_name_cannot_leave_its_script() -> None:
    async with _desk(Assets.found(), _actor('</script><script>alert("1")</script>')) as http:
        response = await http.get("/")
    assert "</script><script>alert" not in response.text
    assert response.text.count("</script>") == 2


async def test_whoever_has_no_right_is_offered_nothing() -> None:
    async with _desk(Assets.found(), _actor("Nobody", frozenset())) as http:
        response = await http.get("/")
    assert '"groups": []' in response.text
    assert '"mayView": false' in response.text


async def test_the_page_says_when_it_cannot_tell() -> None:
    async with _desk(Assets.found(), Unavailable()) as http:
        response = await http.get("/")
    assert response.status_code == 503
    assert "Try again shortly" in response.text


def _actor(name: str, rights: frozenset[Right] = ALL_RIGHTS) -> Actor:
    return Actor(ActorKind.USER, "an_id", name, 1, "demo", rights, PaymentSource.CONTROL_PANEL, None, "a@example.com")


def _desk(assets: Assets | None, signed_in: Actor | Exception | None) -> httpx.AsyncClient:
    """The page by itself, for one who is signed in like that."""

    async def who(_: object) -> Actor | None:
        if isinstance(signed_in, Exception):
            raise signed_in
        return signed_in

    page = Desk(assets, saved_operations(), NEEDED, who).page
    app = Starlette(routes=[Route("/", page)])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://desk")


async def test_a_page_is_no_way_around_signing_in(agent: Person) -> None:
    assert 'id="settings"' in (await agent.page("/orders/order-1034")).text
    agent.http.cookies.clear()
    assert 'id="settings"' not in (await agent.page("/orders/order-1034")).text
