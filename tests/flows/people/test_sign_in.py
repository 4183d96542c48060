"""Signing in and out, over HTTP (SPEC 8.1)."""

import hashlib
import time
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie

import pytest

from app.domain.people.people import Right
from app.flows.people import leases
from app.flows.people.passwords import hash_password
from tests.support.merchant_client import Live, Shop, live_service, open_shop
from tests.support.staff import PASSWORD, WHO_AM_I, Visitor, error_of, hire, new_email

COOKIE = "refundry_session"


async def test_a_browser_gets_a_cookie_that_says_who_asks(shop: Shop) -> None:
    person = await hire(shop, Right.VIEW, Right.VOID)
    visitor = Visitor(shop)
    response = await visitor.sign_in(person.email.upper())
    assert response.status_code == 200
    assert response.json().keys() == {"user", "merchant", "expiresAt", "extensions"}, "no token for scripts"
    viewer = (await visitor.ask(WHO_AM_I))["data"]["viewer"]
    assert viewer["user"] == {
        "id": response.json()["user"]["id"],
        "email": person.email,
        "name": "Kim Doe",
        "roles": [{"isAccountAdmin": False}],
    }
    assert viewer["merchant"]["id"] == response.json()["merchant"] == shop.merchant.public_id
    assert [right["name"] for right in viewer["rights"]] == ["VIEW", "VOID"]


@pytest.mark.parametrize(("https", "name"), [(False, COOKIE), (True, f"__Host-{COOKIE}")])
async def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(shop: Shop, https: bool, name: str) -> None:
    person = await hire(shop)
    visitor = Visitor(shop, https=https)
    (kept,) = SimpleCookie((await visitor.sign_in(person.email)).headers["set-cookie"]).values()
    assert kept.key == name
    assert (kept["httponly"], kept["samesite"], kept["path"], kept["domain"]) == (True, "strict", "/", "")
    assert bool(kept["secure"]) is https
    assert await visitor.known_as() == person.email
    visitor.https = not https
    assert await visitor.known_as() is None, "a cookie of the one kind is none of the other"


async def test_a_front_end_gets_a_token_that_lasts_a_quarter_of_an_hour(shop: Shop) -> None:
    person = await hire(shop)
    visitor = Visitor(shop)
    response = await visitor.sign_in(person.email, token=True)
    assert "set-cookie" not in response.headers
    lasts = datetime.fromisoformat(response.json()["expiresAt"]) - datetime.now(UTC)
    assert timedelta(minutes=14) < lasts <= timedelta(minutes=15)
    assert await visitor.known_as() == person.email
    await shop.execute("UPDATE sessions SET expires_at = now() WHERE user_id = $1", person.id)
    await leases.over()
    assert await visitor.known_as() is None


async def test_neither_password_nor_token_is_kept(shop: Shop) -> None:
    person = await hire(shop)
    visitor = Visitor(shop)
    await visitor.sign_in(person.email, token=True)
    assert visitor.token is not None
    (user,) = await shop.execute("SELECT to_jsonb(u)::text AS line FROM users u WHERE id = $1", person.id)
    (session,) = await shop.execute("SELECT s.*, s::text AS line FROM sessions s WHERE user_id = $1", person.id)
    assert PASSWORD not in user["line"]
    assert "$argon2id$" in user["line"]
    assert session["token_sha256"] == hashlib.sha256(visitor.token.encode()).digest()
    assert visitor.token not in session["line"]


@pytest.mark.usefixtures("real_passwords")
async def test_a_wrong_password_and_an_unknown_address_get_the_same_answer_after_the_same_work(
    live: Live, shop: Shop
) -> None:
    """How long it takes depends on the machine; what is counted is the processor's time, the share of two hashes."""
    person, at_two = await hire(shop), await hire(shop)
    async with open_shop(live) as other:
        await hire(other, email=at_two.email)
    hashing = []
    for _ in range(3):
        began = time.process_time()
        await hash_password("any other password")
        hashing.append(time.process_time() - began)
    answers = []
    for email in (person.email, at_two.email, new_email(), "no address at all", "\0@example.com"):
        began = time.process_time()
        response = await Visitor(shop).sign_in(email, "any other password")
        assert time.process_time() - began > min(hashing) * 1.5, email
        error = error_of(response)
        answers.append((response.status_code, sorted(response.headers), error))
    assert all(answer == answers[0] for answer in answers)
    status, _, error = answers[0]
    assert (status, error["errorClass"], error["code"]) == (401, "AUTHENTICATION", "UNAUTHENTICATED")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"1", "object"),
        (b"[]", "object"),
        (b"null", "object"),
        (b"{", "JSON"),
        (b"", "JSON"),
        (b"{}", "email"),
        (b'{"email": "\\ud83d", "password": "x"}', "JSON"),
        (b'{"email": "kim@example.com"}', "password"),
        (b'{"email": "kim@example.com", "password": 12}', "password"),
        (b'{"email": "kim@example.com", "password": ""}', "password"),
        (b'{"email": ["kim@example.com"], "password": "x"}', "email"),
        (b'{"email": "kim@example.com", "password": "x", "token": "yes"}', "token"),
        (b'{"email": "kim@example.com", "password": "x", "remember": true}', "remember"),
        (b'{"email": "kim@example.com", "password": "' + b"x" * 2_001 + b'"}', "password"),
    ],
)
async def test_a_body_of_another_shape_is_refused_in_words(shop: Shop, body: bytes, says: str) -> None:
    response = await Visitor(shop).post("/sign-in", body, Content_Type="application/json")
    error = error_of(response)
    assert (response.status_code, error["errorClass"]) == (400, "VALIDATION")
    assert says in error["message"]


@pytest.mark.parametrize("text", ["\0", "é" * 300, "a@b.c" * 300, "' OR 1=1 --"])
@pytest.mark.parametrize("part", ["email", "password"])
async def test_odd_characters_are_nobodys(shop: Shop, part: str, text: str) -> None:
    body = {"email": new_email(), "password": "x", part: text}
    response = await Visitor(shop).post("/sign-in", body)
    assert response.status_code == 401


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/renew", "/sign-out"])
async def test_only_json_is_taken_and_only_by_post(shop: Shop, path: str) -> None:
    """A form is what another site could send in a person's name."""
    visitor = Visitor(shop)
    form = b"email=kim%40example.com&password=x"
    for content_type in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"):
        response = await visitor.post(path, form, Content_Type=content_type)
        assert response.status_code == 415
        error_of(response)
    got = await shop.http.get(shop.live.url.replace("/graphql", path))
    assert (got.status_code, got.headers["allow"]) == (405, "POST")
    error_of(got)


async def test_another_origins_page_does_not_get_in_by_the_cookie(shop: Shop) -> None:
    person = await hire(shop)
    visitor = Visitor(shop)
    await visitor.sign_in(person.email)
    own = shop.live.url.removesuffix("/graphql")
    assert (await visitor.ask("{ ping }", Origin=own))["data"] == {"ping": "pong"}
    for origin in ("https://evil.example", "null", "http://[", own + ".evil.example", own.replace("127.0.0.1", "x")):
        body = await visitor.ask("{ ping }", Origin=origin)
        assert [error["extensions"]["errorClass"] for error in body["errors"]] == ["AUTHORIZATION"], origin
        assert (await visitor.post("/sign-out", Origin=origin)).status_code == 403
        again = {"email": person.email, "password": PASSWORD}
        assert (await visitor.post("/sign-in", again, Origin=origin)).status_code == 403
    assert await visitor.known_as() == person.email


@pytest.mark.parametrize("by_token", [False, True])
async def test_signing_out_ends_this_session_and_no_other(shop: Shop, by_token: bool) -> None:
    person = await hire(shop)
    here, elsewhere = Visitor(shop), Visitor(shop)
    await here.sign_in(person.email, token=by_token)
    await elsewhere.sign_in(person.email, token=by_token)
    out = await here.post("/sign-out")
    assert out.json()["signedOut"] is True
    assert ("Max-Age=0" in out.headers.get("set-cookie", "")) is not by_token
    assert await here.known_as() is None, "not even a client that keeps the cookie is anybody"
    assert await elsewhere.known_as() == person.email
    again = await here.post("/sign-out")
    assert (again.status_code, again.json()["signedOut"]) == (200, False)


async def test_a_token_is_renewed_until_the_day_is_over(shop: Shop) -> None:
    person = await hire(shop)
    visitor = Visitor(shop)
    await visitor.sign_in(person.email, token=True)
    first = visitor.token
    renewed = (await visitor.post("/sign-in/renew")).json()
    assert renewed["token"] != first
    assert await visitor.known_as() == person.email, "requests under way go on with the old one"
    left = (
        "SELECT max(expires_at) - now() AS of_all, min(expires_at) - now() AS of_old FROM sessions WHERE user_id = $1"
    )
    (lasts,) = await shop.execute(left, person.id)
    assert lasts["of_old"] <= timedelta(minutes=1)
    visitor.token = renewed["token"]
    assert await visitor.known_as() == person.email
    soon = "UPDATE sessions SET ends_at = now() + interval '5 minutes', expires_at = now() + interval '4 minutes'"
    await shop.execute(f"{soon} WHERE user_id = $1", person.id)
    last = (await visitor.post("/sign-in/renew")).json()
    lasts_for = datetime.fromisoformat(last["expiresAt"]) - datetime.now(UTC)
    assert lasts_for <= timedelta(minutes=5), "renewing goes on for so long and no longer"


async def test_signing_out_ends_what_the_token_was_renewed_to(shop: Shop) -> None:
    person = await hire(shop)
    visitor = Visitor(shop)
    await visitor.sign_in(person.email, token=True)
    renewed = (await visitor.post("/sign-in/renew")).json()["token"]
    await visitor.post("/sign-out")
    visitor.token = renewed
    assert await visitor.known_as() is None


async def test_what_is_no_token_of_this_kind_opens_nothing(shop: Shop) -> None:
    person = await hire(shop)
    browser, front_end = Visitor(shop), Visitor(shop)
    await browser.sign_in(person.email)
    await front_end.sign_in(person.email, token=True)
    cookie, token = browser.cookies[COOKIE], front_end.token
    assert token is not None
    swapped = Visitor(shop, token=cookie)
    assert await swapped.known_as() is None
    assert (await swapped.post("/sign-in/renew")).status_code == 401
    assert await Visitor(shop, cookies={COOKIE: token}).known_as() is None
    for nothing in ("rfs_", token[:-1], token.lower(), "x" * 2_000):
        assert await Visitor(shop, token=nothing).known_as() is None
        assert await Visitor(shop, cookies={COOKIE: nothing}).known_as() is None


@pytest.mark.parametrize(
    "column", ["last_seen_at = now() - interval '2 hours 1 minute'", "expires_at = now()", "revoked_at = now()"]
)
async def test_a_browsers_session_ends_when_nobody_works_or_the_day_is_over(shop: Shop, column: str) -> None:
    person = await hire(shop)
    visitor = Visitor(shop)
    await visitor.sign_in(person.email)
    await shop.execute(f"UPDATE sessions SET {column} WHERE user_id = $1", person.id)
    assert await visitor.known_as() is None


async def test_work_keeps_a_browsers_session(shop: Shop) -> None:
    person = await hire(shop)
    visitor = Visitor(shop)
    await visitor.sign_in(person.email)
    await shop.execute("UPDATE sessions SET last_seen_at = now() - interval '1 hour' WHERE user_id = $1", person.id)
    assert await visitor.known_as() == person.email
    (seen,) = await shop.execute("SELECT now() - last_seen_at AS ago FROM sessions WHERE user_id = $1", person.id)
    assert seen["ago"] < timedelta(minutes=1)


async def test_what_is_taken_away_is_gone_in_every_process_once_it_was_answered(shop: Shop) -> None:
    async with live_service(shop.live.settings) as other:
        person = await hire(shop, Right.VIEW)
        here = Visitor(shop)
        there = Visitor(Shop(other, shop.merchant, shop.keys, shop.http))
        await here.sign_in(person.email, token=True)
        there.token = here.token
        read = "{ transactions(input: {}) { edges { cursor } } }"
        assert "errors" not in await there.ask(read)
        await shop.execute("UPDATE users SET rights = '{}' WHERE id = $1", person.id)
        await leases.over()
        assert [error["extensions"]["errorClass"] for error in (await there.ask(read))["errors"]] == ["AUTHORIZATION"]
        await here.post("/sign-out")
        assert await there.known_as() is None
