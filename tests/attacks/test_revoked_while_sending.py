"""A request whose body is on its way when its right to ask is taken away (SPEC 8.1): nothing is done for it."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.requests import Request

from app.domain.ids import IdKind, global_id
from app.domain.people.people import Person, Right, SessionKind
from app.flows.people.rights_now import rights_now
from app.flows.people.sign_in import actor_of_session
from app.web.http.body import SHORT, Body
from tests.attacks.served import Answered, head, next_answer
from tests.crash.installation import until
from tests.support.merchant_client import CHARGE, VISA, Shop
from tests.support.staff import PASSWORD, Visitor, hire

REVOKE_KEY = "mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { __typename } }"
REVOKE_RIGHT = "mutation ($input: RightInput!) { revokeRight(input: $input) { __typename } }"
CHANGE_PASSWORD = "mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { user { id } } }"
ANOTHER = "seventeen geese walk"


@dataclass
class Sending:
    """A request of which all has been sent but the end of its body."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    rest: bytes

    async def finish(self) -> Answered:
        """Sends what is left, and gives the answer."""
        self.writer.write(self.rest)
        return await next_answer(self.reader)


@asynccontextmanager
async def sending(shop: Shop, path: str, body: Any, *headers: str, chunked: bool = False) -> AsyncIterator[Sending]:
    """A request that has begun. The server has had the time to look at who sends it, if it does so by the head."""
    content = json.dumps(body).encode()
    length = None if chunked else len(content)
    lines = ["Content-Type: application/json", *headers, *(["Transfer-Encoding: chunked"] if chunked else [])]
    begun, rest = content[: len(content) // 2], content[len(content) // 2 :]
    if chunked:
        begun, rest = b"%x\r\n%b\r\n" % (len(begun), begun), b"%x\r\n%b\r\n0\r\n\r\n" % (len(rest), rest)
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(shop.live.url).port)
    try:
        writer.write(head(f"POST {path} HTTP/1.1", *lines, length=length) + begun)
        yield Sending(reader, writer, rest)
    finally:
        writer.close()


async def seen(shop: Shop, statement: str, *values: Any) -> None:
    """Returns once the statement finds what tells that the service has looked at who sends the request."""

    async def told() -> bool:
        return bool((await shop.execute(statement, *values))[0][0])

    await until(told, "the service to look at who sends the request")


def errors_of(answered: Answered) -> list[str]:
    return [error["extensions"]["errorClass"] for error in answered.json.get("errors", [])]


KEY_SEEN = "SELECT last_used_at IS NOT NULL FROM api_keys WHERE public_key = $1"
SESSION_SEEN = "SELECT bool_and(last_seen_at > now() - interval '1 minute') FROM sessions WHERE user_id = $1"
LONG_AGO = "UPDATE sessions SET last_seen_at = now() - interval '5 minutes' WHERE user_id = $1"
"""So that the next use is written down."""

Charge = dict[str, Any]


def charging(**more: Any) -> Charge:
    return {
        "query": CHARGE,
        "variables": {"input": {"paymentMethodId": VISA, "transaction": {"amount": "5.00"}}},
        **more,
    }


@pytest.mark.parametrize("chunked", [False, True], ids=["with its length", "in chunks"])
@pytest.mark.parametrize("size", [0, 2 * SHORT], ids=["short", "long"])
async def test_a_key_that_was_revoked(shop: Shop, chunked: bool, size: int) -> None:
    key = await shop.key(Right.CHARGE)
    body = charging(extensions={"beside": "x" * size})
    async with sending(shop, "/graphql", body, f"Authorization: {key.authorization}", chunked=chunked) as begun:
        await seen(shop, KEY_SEEN, key.keys[0])
        assert (await shop.ask(REVOKE_KEY, publicKey=key.keys[0])).codes == []
        before = await shop.everything()
        assert errors_of(await begun.finish()) == ["AUTHENTICATION"]
    assert await shop.everything() == before


async def test_a_key_that_holds_is_let_in_however_long_its_body_takes(shop: Shop) -> None:
    key = await shop.key(Right.CHARGE)
    async with sending(shop, "/graphql", charging(), f"Authorization: {key.authorization}") as begun:
        await seen(shop, KEY_SEEN, key.keys[0])
        assert errors_of(await begun.finish()) == []


@dataclass
class Signed:
    """A person who has signed in, by a token or by a cookie, and the header that says so."""

    person: Person
    visitor: Visitor
    header: str

    @property
    def user_id(self) -> str:
        return global_id(IdKind.USER, self.person.legacy_id)


async def sign_in(shop: Shop, *rights: Right, token: bool) -> Signed:
    person = await hire(shop, *rights)
    visitor = Visitor(shop)
    assert (await visitor.sign_in(person.email, token=token)).status_code == 200
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    header = f"Authorization: Bearer {visitor.token}" if token else f"Cookie: {cookies}"
    await shop.execute(LONG_AGO, person.id)
    return Signed(person, visitor, header)


async def sign_out(shop: Shop, who: Signed) -> None:
    assert (await who.visitor.post("/sign-out")).json()["signedOut"] is True


async def change_password(shop: Shop, who: Signed) -> None:
    """In another sign-in of the person's."""
    elsewhere = Visitor(shop)
    await elsewhere.sign_in(who.person.email, token=True)
    there = replace(shop, token=elsewhere.token)
    assert (await there.ask(CHANGE_PASSWORD, currentPassword=PASSWORD, newPassword=ANOTHER)).codes == []


async def take_right(shop: Shop, who: Signed) -> None:
    assert (await shop.ask(REVOKE_RIGHT, userId=who.user_id, right="CHARGE")).codes == []


Taking = Callable[[Shop, Signed], Awaitable[None]]


@pytest.mark.parametrize("token", [True, False], ids=["by a token", "by a cookie"])
@pytest.mark.parametrize(
    ("take", "refused"),
    [(sign_out, "AUTHENTICATION"), (change_password, "AUTHENTICATION"), (take_right, "AUTHORIZATION")],
)
async def test_a_person_who_may_no_longer(shop: Shop, token: bool, take: Taking, refused: str) -> None:
    who = await sign_in(shop, Right.CHARGE, Right.VIEW, token=token)
    async with sending(shop, "/graphql", charging(), who.header) as begun:
        await seen(shop, SESSION_SEEN, who.person.id)
        await take(shop, who)
        before = await shop.everything()
        assert errors_of(await begun.finish()) == [refused]
    assert await shop.everything() == before


async def test_a_password_is_not_changed_by_a_session_that_is_over(shop: Shop) -> None:
    who = await sign_in(shop, Right.VIEW, token=True)
    body = {"query": CHANGE_PASSWORD, "variables": {"input": {"currentPassword": PASSWORD, "newPassword": ANOTHER}}}
    async with sending(shop, "/graphql", body, who.header) as begun:
        await seen(shop, SESSION_SEEN, who.person.id)
        await sign_out(shop, who)
        assert errors_of(await begun.finish()) == ["AUTHENTICATION"]
    assert (await Visitor(shop).sign_in(who.person.email)).status_code == 200


@pytest.mark.parametrize("path", ["/sign-in/renew", "/sign-out"])
async def test_a_session_that_is_over_is_neither_renewed_nor_ended_again(shop: Shop, path: str) -> None:
    who = await sign_in(shop, Right.VIEW, token=True)
    async with sending(shop, path, {}, who.header) as begun:
        await sign_out(shop, who)
        answered = await begun.finish()
    if path == "/sign-out":
        assert answered.json["signedOut"] is False
    else:
        assert (answered.status, errors_of(answered)) == (401, ["AUTHENTICATION"])


async def test_a_sign_in_goes_by_the_password_that_holds_when_it_has_come(shop: Shop) -> None:
    who = await sign_in(shop, Right.VIEW, token=True)
    async with sending(shop, "/sign-in", {"email": who.person.email, "password": PASSWORD}) as begun:
        await change_password(shop, who)
        answered = await begun.finish()
    assert (answered.status, errors_of(answered)) == (401, ["AUTHENTICATION"])


REVOKE_AND_REFUND = """mutation ($key: RevokeApiKeyInput!, $refund: RefundTransactionInput!) {
  revokeApiKey(input: $key) { __typename } refundTransaction(input: $refund) { refund { id } } }"""


async def test_a_later_mutation_of_the_same_document(shop: Shop) -> None:
    """Its earlier ones may take long: the rights are looked at again when its turn comes."""
    key = await shop.key(Right.REFUND, Right.ADMINISTER)
    paid = await shop.settled("10.00")
    refund = {"transactionId": paid, "refund": {"amount": "1.00"}}
    answer = await key.post(REVOKE_AND_REFUND, {"key": {"publicKey": key.keys[0]}, "refund": refund})
    assert answer.codes == ["AUTHORIZATION"]
    assert await shop.given_back(paid) == 0
    another = await shop.key(Right.VIEW)
    answer = await shop.post(REVOKE_AND_REFUND, {"key": {"publicKey": another.keys[0]}, "refund": refund})
    assert answer.codes == [], "who still may goes on"


async def test_by_a_person_whose_sign_in_is_over_by_then(shop: Shop) -> None:
    person = await shop.person(Right.VIEW)
    actor = await actor_of_session(shop.live.service.store, person.token or "", SessionKind.BEARER, None)
    assert actor is not None
    assert await rights_now(shop.live.service.store, actor) == {Right.VIEW}
    response = await shop.http.post(
        shop.live.url.replace("/graphql", "/sign-out"), json={}, headers={"Authorization": person.authorization}
    )
    assert response.json()["signedOut"]
    assert await rights_now(shop.live.service.store, actor) == frozenset()


async def test_little_is_kept_of_what_strangers_send() -> None:
    """Some of a body is read before it is known who sends it, so that one look is enough for most requests."""
    sent = 0

    async def receive() -> dict[str, Any]:
        nonlocal sent
        sent += 1024
        return {"type": "http.request", "body": b"x" * 1024, "more_body": True}

    body = Body(Request({"type": "http", "headers": []}, receive))
    assert not await body.came_at_once()
    assert sent <= SHORT
