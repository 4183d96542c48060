"""Administrators give and take: people, rights, keys (SPEC 8.2, 8.4)."""

import asyncio
from collections import Counter
from typing import Any

import pytest

from app.domain.ids import IdKind, global_id
from app.domain.people.people import Person, Right
from app.flows.people import leases
from tests.flows.neighbours import said
from tests.flows.refusals import refused
from tests.support.merchant_client import SET_UP, VOID, Answer, Live, Shop, open_shop
from tests.support.staff import PASSWORD, Visitor, hire, new_email

USER = "user { id email name status roles { isAccountAdmin rights { name } } }"
CREATE_USER = f"mutation ($input: CreateUserInput!) {{ createUser(input: $input) {{ {USER} }} }}"
GRANT = f"mutation ($input: RightInput!) {{ grantRight(input: $input) {{ {USER} }} }}"
REVOKE = f"mutation ($input: RightInput!) {{ revokeRight(input: $input) {{ {USER} }} }}"
KEY = "publicKey privateKey name rights { name }"
CREATE_KEY = f"mutation ($input: CreateApiKeyInput!) {{ createApiKey(input: $input) {{ {KEY} }} }}"
REVOKE_KEY = f"mutation ($input: RevokeApiKeyInput!) {{ revokeApiKey(input: $input) {{ {KEY} }} }}"
USERS = f"{{ users {{ {USER.removeprefix('user {').removesuffix('}')} }} }}"
KEYS = "{ apiKeys { publicKey name rights { name } createdAt lastUsedAt } }"


def user_id(person: Person) -> str:
    return global_id(IdKind.USER, person.legacy_id)


def rights_of(user: dict[str, Any]) -> list[str]:
    (role,) = user["roles"]
    return [right["name"] for right in role["rights"]]


def key_of(answer: Answer) -> dict[str, Any]:
    assert "errors" not in answer.body, answer.body
    (payload,) = answer.body["data"].values()
    return dict(payload)


async def listed(shop: Shop, document: str) -> list[dict[str, Any]]:
    body = (await shop.post(document)).body
    assert "errors" not in body, body
    (found,) = body["data"].values()
    return list(found)


async def history(shop: Shop) -> list[tuple[str, str]]:
    """What was kept of what was done to the merchant's people and keys, in order."""
    own = "merchant_id = $1 AND transaction_id IS NULL AND order_row_id IS NULL"
    rows = await shop.execute(f"SELECT kind, note FROM changes WHERE {own} ORDER BY id", shop.merchant.id)
    return [(row["kind"], row["note"]) for row in rows[SET_UP:]]


async def test_somebody_new_signs_in(shop: Shop) -> None:
    email = new_email()
    made = (await shop.ask(CREATE_USER, email=email, name="Zoë Doe", password=PASSWORD, rights=["VOID", "VIEW"])).object
    assert (made["email"], made["name"], made["status"], rights_of(made)) == (
        email,
        "Zoë Doe",
        "ACTIVE",
        ["VIEW", "VOID"],
    )
    visitor = Visitor(shop)
    assert (await visitor.sign_in(email)).json()["user"] == {"id": made["id"], "name": "Zoë Doe", "email": email}
    assert await history(shop) == [("USER_ADDED", f"{email}: VIEW, VOID")]
    assert await listed(shop, USERS) == [made]


@pytest.mark.parametrize(
    ("part", "value", "condition"),
    [
        ("email", "kim", "EMAIL_INVALID"),
        ("email", "kim@example.com\n", "EMAIL_INVALID"),
        ("email", "kím@example.com", "EMAIL_INVALID"),
        ("email", "k" * 300 + "@example.com", "EMAIL_INVALID"),
        ("name", " ", "TEXT_INVALID"),
        ("name", "Kim\0Doe", "TEXT_INVALID"),
        ("name", "Kim\r\nDoe", "TEXT_INVALID"),
        ("name", "K" * 256, "TEXT_TOO_LONG"),
        ("password", "elevenchars", "PASSWORD_INVALID"),
        ("password", "password1234", "PASSWORD_INVALID"),
        ("password", "abcde" * 201, "PASSWORD_INVALID"),
    ],
)
async def test_what_nobody_can_sign_in_with_is_refused(shop: Shop, part: str, value: str, condition: str) -> None:
    given = {"email": new_email(), "name": "Kim", "password": PASSWORD, part: value}
    (problem,) = await refused(shop, CREATE_USER, **given)
    assert (problem.condition, problem.path) == (condition, ("input", part))
    assert await history(shop) == []


async def test_everything_that_is_wrong_is_told_at_once_and_the_password_is_not_repeated(shop: Shop) -> None:
    problems = await refused(shop, CREATE_USER, email="kim", name="", password="hush hush")
    assert [problem.path[-1] for problem in problems] == ["email", "name", "password"]
    assert all("hush" not in problem.message for problem in problems)


async def test_an_address_is_one_persons_however_many_are_asked_for_at_once(live: Live, shop: Shop) -> None:
    email = new_email()
    asked = [
        shop.ask(CREATE_USER, email=each, name="Kim", password=PASSWORD)
        for each in (email, email.upper(), email.title(), email)
    ]
    answers = await asyncio.gather(*asked)
    assert Counter(str(answer.codes) for answer in answers) == {"[]": 1, "['VALIDATION']": 3}
    (problem,) = await refused(shop, CREATE_USER, email=email, name="Kim", password=PASSWORD)
    assert (problem.condition, problem.path) == ("EMAIL_TAKEN", ("input", "email"))


async def test_an_address_tells_nothing_of_another_merchants_people(live: Live, shop: Shop) -> None:
    async with open_shop(live) as other:
        theirs = (await hire(other)).email
        answers = []
        for email in (theirs, new_email()):
            made = await shop.ask(CREATE_USER, email=email, name="Kim", password=PASSWORD)
            answers.append(said(made, email, made.object["id"]))
        assert answers[0] == answers[1]
        assert [user["email"] for user in await listed(other, USERS)] == [theirs]


async def test_rights_given_and_taken_count_at_once(shop: Shop) -> None:
    person, transaction_id = await hire(shop, Right.VIEW), await shop.charge()
    visitor = Visitor(shop)
    await visitor.sign_in(person.email, token=True)
    theirs = Shop(shop.live, shop.merchant, shop.keys, shop.http, visitor.token)
    assert (await theirs.void(transaction_id)).codes == ["AUTHORIZATION"]
    for _ in range(2):
        given = (await shop.ask(GRANT, userId=user_id(person), right="VOID")).object
        assert rights_of(given) == ["VIEW", "VOID"]
    voided = (await theirs.void(transaction_id)).object
    assert voided["status"] == "VOIDED"
    for _ in range(2):
        taken = (await shop.ask(REVOKE, userId=user_id(person), right="VOID")).object
        assert rights_of(taken) == ["VIEW"]
    assert (await theirs.void(transaction_id)).codes == ["AUTHORIZATION"]
    assert (await history(shop))[1:] == [
        ("RIGHT_GRANTED", f"VOID to {person.email}"),
        ("RIGHT_REVOKED", f"VOID from {person.email}"),
    ]


async def test_what_a_person_did_says_who_it_was(shop: Shop) -> None:
    voider = await shop.person(Right.VOID)
    transaction_id = await shop.charge()
    await voider.void(transaction_id)
    query = f'{{ node(id: "{transaction_id}") {{ ... on Transaction {{ statusHistory {{ source }} }} }} }}'
    newest, *_ = (await shop.post(query)).body["data"]["node"]["statusHistory"]
    assert newest["source"] == "CONTROL_PANEL"
    (event,) = await shop.execute(
        "SELECT user_name FROM status_events e JOIN transactions t ON t.id = e.transaction_id"
        " WHERE t.merchant_id = $1 AND e.status = 'VOIDED'",
        shop.merchant.id,
    )
    assert event["user_name"] == "A Person"


async def test_the_last_administrator_stays_one(shop: Shop) -> None:
    """Keys don't count: nobody signs in with them."""
    first, second = await hire(shop), await hire(shop)
    asked = [shop.ask(REVOKE, userId=user_id(each), right="ADMINISTER") for each in (first, second)]
    answers = await asyncio.gather(*asked)
    assert sorted(answer.codes for answer in answers) == [[], ["VALIDATION"]], "whoever comes second finds the last one"
    admins = [user for user in await listed(shop, USERS) if user["roles"][0]["isAccountAdmin"]]
    (problem,) = await refused(shop, REVOKE, userId=admins[0]["id"], right="ADMINISTER")
    assert (problem.condition, problem.path) == ("LAST_ADMINISTRATOR", ("input", "right"))
    assert "APPROVE" not in rights_of((await shop.ask(REVOKE, userId=admins[0]["id"], right="APPROVE")).object)


async def test_a_key_is_shown_once_and_gets_in_until_it_is_revoked(shop: Shop) -> None:
    made = key_of(await shop.ask(CREATE_KEY, name="Shop", rights=["VIEW"]))
    assert len(made["privateKey"]) == 64
    assert [right["name"] for right in made["rights"]] == ["VIEW"]
    other = Shop(shop.live, shop.merchant, (made["publicKey"], made["privateKey"]), shop.http)
    (_, before) = await listed(shop, KEYS)
    assert (before["publicKey"], before["lastUsedAt"]) == (made["publicKey"], None)
    assert (await other.post("{ ping }")).body["data"] == {"ping": "pong"}
    assert (await other.ask(VOID, transactionId="x")).codes == ["AUTHORIZATION"]
    revoked = key_of(await shop.ask(REVOKE_KEY, publicKey=made["publicKey"]))
    assert (revoked["privateKey"], revoked["name"]) == (None, "Shop")
    assert (await other.post("{ ping }")).codes == ["AUTHENTICATION"]
    assert len(await listed(shop, KEYS)) == 1
    (problem,) = await refused(shop, REVOKE_KEY, publicKey=made["publicKey"])
    assert problem.condition == "OBJECT_NOT_FOUND"
    assert [what for what, _ in await history(shop)] == ["API_KEY_CREATED", "API_KEY_REVOKED"]
    assert made["privateKey"] not in str(await history(shop))


async def test_the_last_use_of_a_key_is_known_to_the_minute(shop: Shop) -> None:
    seen = "SELECT last_used_at FROM api_keys WHERE public_key = $1"
    await shop.post("{ ping }")
    (first,) = await shop.execute(seen, shop.keys[0])
    await leases.over()
    await shop.post("{ ping }")
    assert await shop.execute(seen, shop.keys[0]) == [first], "not written at every request"
    await shop.execute("UPDATE api_keys SET last_used_at = last_used_at - interval '61 seconds'")
    await leases.over()
    await shop.post("{ ping }")
    (later,) = await shop.execute(seen, shop.keys[0])
    assert later["last_used_at"] >= first["last_used_at"]


async def test_nobody_outside_the_merchant_is_seen(live: Live, shop: Shop) -> None:
    async with open_shop(live) as other:
        stranger = await hire(other)
        theirs = key_of(await other.ask(CREATE_KEY, name="Theirs", rights=["VIEW"]))
        assert await listed(shop, USERS) == []
        assert [key["publicKey"] for key in await listed(shop, KEYS)] == [shop.keys[0]]
        transaction_id = await shop.charge()
        for mutation in (GRANT, REVOKE):
            for id_ in (user_id(stranger), transaction_id, stranger.legacy_id, "x", "\0", ""):
                (problem,) = await refused(shop, mutation, userId=id_, right="VIEW")
                assert (problem.condition, problem.path) == ("OBJECT_NOT_FOUND", ("input", "userId"))
        for key in (theirs["publicKey"], "\0", "", "x" * 10_000):
            (problem,) = await refused(shop, REVOKE_KEY, publicKey=key)
            assert (problem.condition, problem.path) == ("OBJECT_NOT_FOUND", ("input", "publicKey"))
        assert (await shop.post(f'{{ node(id: "{user_id(stranger)}") {{ id }} }}')).codes == ["NOT_FOUND"]
        assert await history(other) == [
            ("USER_ADDED", f"{stranger.email}: {', '.join(sorted(Right))}"),
            ("API_KEY_CREATED", f"{theirs['publicKey']} (Theirs): VIEW"),
        ]


async def test_an_administrator_who_is_none_any_more_does_nothing_more(shop: Shop, live: Live) -> None:
    await hire(shop)
    administrator = await hire(shop)
    visitor = Visitor(shop)
    await visitor.sign_in(administrator.email)
    document = (
        f'mutation {{ revokeRight(input: {{userId: "{user_id(administrator)}", right: ADMINISTER}}) {{ {USER} }} }}'
    )
    assert "errors" not in await visitor.ask(document)
    errors = (await visitor.ask(USERS))["errors"]
    assert [error["extensions"]["errorClass"] for error in errors] == ["AUTHORIZATION"]
    response = await shop.http.get(live.url, params={"query": "{ users { id } }"})
    assert response.json()["errors"][0]["extensions"]["errorClass"] == "AUTHENTICATION"
