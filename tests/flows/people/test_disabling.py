"""Administrators shut people out, at once and everywhere, and let them in again (SPEC 8)."""

import asyncio
import subprocess
from typing import Any

import pytest

from app.domain.people.people import Person, Right
from app.flows.people.set_up import create_merchant
from app.settings import Settings, as_environment
from app.store.database import Store
from tests.flows.people.test_people import GRANT, REVOKE, USERS, history, listed, rights_of, user_id
from tests.flows.refusals import refused
from tests.support import forkserver
from tests.support.approval_desk import APPROVE, open_desk
from tests.support.merchant_client import Answer, Live, Shop, live_service, open_shop
from tests.support.staff import PASSWORD, Visitor, error_of, hire, new_email

ACCOUNT = "user { id email status disabled roles { isAccountAdmin rights { name } } }"
DISABLE = f"mutation ($input: UserInput!) {{ disableUser(input: $input) {{ {ACCOUNT} }} }}"
ENABLE = f"mutation ($input: UserInput!) {{ enableUser(input: $input) {{ {ACCOUNT} }} }}"


async def disable(shop: Shop, person: Person) -> Answer:
    return await shop.ask(DISABLE, userId=user_id(person))


async def signed_in(shop: Shop, person: Person) -> Shop:
    """The same merchant by this person, who signs in for it."""
    visitor = Visitor(shop)
    assert (await visitor.sign_in(person.email, token=True)).status_code == 200
    return Shop(shop.live, shop.merchant, shop.keys, shop.http, visitor.token)


async def test_every_session_is_over_in_every_process_as_soon_as_it_is_answered(shop: Shop) -> None:
    person = await hire(shop, Right.VIEW, Right.VOID)
    async with live_service(shop.live.settings) as other:
        elsewhere = Shop(other, shop.merchant, shop.keys, shop.http)
        browser, front_end, there = Visitor(shop), Visitor(shop), Visitor(elsewhere)
        await browser.sign_in(person.email)
        await front_end.sign_in(person.email, token=True)
        await there.sign_in(person.email, token=True)
        assert [await each.known_as() for each in (browser, front_end, there)] == [person.email] * 3
        made = (await disable(shop, person)).object
        assert (made["disabled"], made["status"], rights_of(made)) == (True, "SUSPENDED", ["VIEW", "VOID"])
        assert [await each.known_as() for each in (browser, front_end, there)] == [None] * 3
        assert (await front_end.post("/sign-in/renew")).status_code == 401
        assert (await Visitor(elsewhere).sign_in(person.email)).status_code == 401
    sessions = await shop.execute("SELECT revoked_at FROM sessions WHERE user_id = $1", person.id)
    assert len(sessions) == 3
    assert all(row["revoked_at"] is not None for row in sessions), "enabling brings none of them back"


async def test_it_is_answered_as_a_wrong_password_is_and_counted_as_one(shop: Shop) -> None:
    there, nobody = await hire(shop, Right.VIEW), new_email()
    await disable(shop, there)
    answers = []
    for email in (there.email, nobody):
        for _ in range(8):
            response = await Visitor(shop).sign_in(email)
            answers.append((response.status_code, sorted(response.headers), error_of(response)))
    assert [status for status, _, _ in answers] == [*[401] * 6, 429, 429] * 2
    assert answers[0] == answers[8]


async def test_who_is_let_in_again_has_the_rights_from_before_and_signs_in_anew(shop: Shop) -> None:
    person = await hire(shop, Right.VIEW)
    visitor = Visitor(shop)
    await visitor.sign_in(person.email, token=True)
    for _ in range(2):
        assert (await disable(shop, person)).object["disabled"]
    assert rights_of((await shop.ask(GRANT, userId=user_id(person), right="VOID")).object) == ["VIEW", "VOID"]
    for _ in range(2):
        made = (await shop.ask(ENABLE, userId=user_id(person))).object
        assert (made["disabled"], made["status"], rights_of(made)) == (False, "ACTIVE", ["VIEW", "VOID"])
    assert await visitor.known_as() is None
    assert (await visitor.sign_in(person.email)).status_code == 200
    assert (await history(shop))[1:] == [
        ("USER_DISABLED", person.email),
        ("RIGHT_GRANTED", f"VOID to {person.email}"),
        ("USER_ENABLED", person.email),
    ]


async def test_administrators_see_who_is_disabled(shop: Shop) -> None:
    person = await hire(shop, Right.VIEW)
    await disable(shop, person)
    (listed_one,) = await listed(shop, USERS.replace("status", "status disabled"))
    assert (listed_one["email"], listed_one["disabled"], listed_one["status"]) == (person.email, True, "SUSPENDED")


async def test_a_queued_refund_of_a_disabled_person_ends_as_that_of_a_person_without_rights(shop: Shop) -> None:
    person = await hire(shop, Right.VIEW, Right.REFUND)
    theirs = await signed_in(shop, person)
    refund = (await theirs.refund(await shop.settled("4000.00"), "3001.00")).object
    assert refund["status"] == "AUTHORIZING"
    await disable(shop, person)
    await shop.advance("P1D")
    ended = await shop.node(refund["id"])
    assert (ended["status"], ended["needsAttention"], ended["retry"]["state"]) == ("FAILED", True, "EXHAUSTED")
    assert ended["retry"]["attemptsMade"] == 1, "it was not sent again"
    assert ended["refundedTransaction"]["refundableAmount"]["value"] == "4000.00"


async def test_a_queued_refund_goes_on_for_who_was_let_in_again_by_then(shop: Shop) -> None:
    person = await hire(shop, Right.VIEW, Right.REFUND)
    theirs = await signed_in(shop, person)
    refund = (await theirs.refund(await shop.settled("4000.00"), "3001.00")).object
    await disable(shop, person)
    await shop.ask(ENABLE, userId=user_id(person))
    await shop.advance("P1D")
    assert (await shop.node(refund["id"]))["retry"]["state"] == "SUCCEEDED"


async def test_nobody_disables_the_own_account(shop: Shop) -> None:
    await hire(shop)
    person = await hire(shop)
    theirs = await signed_in(shop, person)
    (problem,) = await refused(theirs, DISABLE, userId=user_id(person))
    assert (problem.condition, problem.path) == ("OWN_ACCOUNT", ("input", "userId"))
    assert (await theirs.post("{ ping }")).codes == []


async def test_the_last_administrator_stays_one_whoever_asks(shop: Shop) -> None:
    """Who is disabled is no administrator, and keys don't count: nobody signs in with them."""
    last, other = await hire(shop), await hire(shop)
    assert (await disable(shop, other)).object["disabled"]
    (problem,) = await refused(shop, DISABLE, userId=user_id(last))
    assert (problem.condition, problem.path) == ("LAST_ADMINISTRATOR", ("input", "userId"))
    (problem,) = await refused(shop, REVOKE, userId=user_id(last), right="ADMINISTER")
    assert problem.condition == "LAST_ADMINISTRATOR"
    taken = (await shop.ask(REVOKE, userId=user_id(other), right="ADMINISTER")).object
    assert "ADMINISTER" not in rights_of(taken), "of one who is disabled it can be taken"


async def test_of_administrators_who_disable_each_other_at_once_one_stays(shop: Shop) -> None:
    """The third is there so that neither is the last: whoever is second to be heard is disabled by then."""
    await hire(shop)
    for _ in range(5):
        both = [await hire(shop), await hire(shop)]
        first, second = [await signed_in(shop, each) for each in both]
        answers = await asyncio.gather(disable(first, both[1]), disable(second, both[0]))
        assert sorted(len(answer.codes) for answer in answers) == [0, 1], answers
        states = await shop.execute("SELECT disabled_at FROM users WHERE id = ANY ($1)", [each.id for each in both])
        assert sorted(row["disabled_at"] is None for row in states) == [False, True]


async def test_who_signs_in_at_the_same_moment_is_out_all_the_same(shop: Shop) -> None:
    for _ in range(5):
        person = await hire(shop, Right.VIEW)
        visitors = [Visitor(shop) for _ in range(3)]
        for each in visitors:
            assert (await each.sign_in(person.email, token=True)).status_code == 200
        asked: list[Any] = [each.sign_in(person.email, token=True) for each in visitors[:2]]
        await asyncio.gather(*asked, visitors[2].post("/sign-in/renew"), disable(shop, person))
        assert [await each.known_as() for each in visitors] == [None] * 3
        open_still = "SELECT 1 FROM sessions WHERE user_id = $1 AND revoked_at IS NULL"
        assert await shop.execute(open_still, person.id) == []


async def test_nobody_outside_the_merchant_is_reached(live: Live, shop: Shop) -> None:
    async with open_shop(live) as other:
        stranger = await hire(other, Right.VIEW)
        for mutation in (DISABLE, ENABLE):
            for id_ in (user_id(stranger), stranger.legacy_id, await shop.charge(), "x", "\0", ""):
                (problem,) = await refused(shop, mutation, userId=id_)
                assert (problem.condition, problem.path) == ("OBJECT_NOT_FOUND", ("input", "userId"))
        assert (await Visitor(other).sign_in(stranger.email)).status_code == 200


async def test_what_a_disabled_person_asked_for_is_not_approved(shop: Shop) -> None:
    desk = await open_desk(shop)
    asker = await hire(shop, Right.VIEW, Right.REFUND)
    refund = (await (await signed_in(shop, asker)).refund(await desk.settled(), "150.00")).object
    await disable(shop, asker)
    (problem,) = await refused(desk.approver, APPROVE, refundId=refund["id"])
    assert problem.condition == "APPROVAL_NOT_POSSIBLE"


def refundry(settings: Settings, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return forkserver.run("users", *arguments, environment=as_environment(settings), typed=typed)


@pytest.mark.parametrize("command", ["disable", "enable"])
def test_who_is_meant_has_to_be_there(settings: Settings, command: str) -> None:
    done = refundry(settings, command, "nobody@example.com")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("refundry: email: ")
    assert "Traceback" not in done.stderr


async def test_an_operator_shuts_people_out_and_lets_them_in(settings: Settings) -> None:
    store = Store(settings.database_url, pool_size=1)
    try:
        for name in ("Acme", "Bolt"):
            await create_merchant(store, name, sandbox=True)
            create = ("create", "kim@example.com", "--merchant", name.lower(), "--name", "Kim", "--admin")
            assert refundry(settings, *create, typed=PASSWORD).returncode == 0
    finally:
        await store.close()
    which = refundry(settings, "disable", "kim@example.com")
    assert (which.returncode, which.stderr) == (1, "refundry: Choose a merchant with --merchant: acme, bolt.\n")
    last = refundry(settings, "disable", "kim@example.com", "--merchant", "acme")
    assert last.returncode == 1
    assert "ADMINISTER to a different person first" in last.stderr
    create = ("create", "sam@example.com", "--merchant", "acme", "--name", "Sam", "--admin")
    assert refundry(settings, *create, typed=PASSWORD).returncode == 0
    async with live_service(settings) as live, open_shop(live) as shop:
        kim = Visitor(shop)
        assert (await kim.sign_in("kim@example.com", merchant="acme")).status_code == 200
        assert refundry(settings, "disable", "KIM@example.com", "--merchant", "acme").returncode == 0
        assert await kim.known_as() is None
        assert (await kim.sign_in("kim@example.com", merchant="acme")).status_code == 401
        assert (await kim.sign_in("kim@example.com")).json()["merchant"] == "bolt", "another merchant's stays"
        assert refundry(settings, "set-password", "kim@example.com", "--merchant", "acme", typed="seventeen geese walk")
        assert (await kim.sign_in("kim@example.com", "seventeen geese walk", merchant="acme")).status_code == 401
        assert refundry(settings, "enable", "kim@example.com", "--merchant", "acme").returncode == 0
        assert (await kim.sign_in("kim@example.com", "seventeen geese walk", merchant="acme")).status_code == 200
        about = "kind IN ('USER_DISABLED', 'USER_ENABLED')"
        kept = await shop.execute(f"SELECT kind, actor_id, note FROM changes WHERE {about} ORDER BY id")
        assert [tuple(row) for row in kept] == [
            ("USER_DISABLED", "operator", "kim@example.com"),
            ("USER_ENABLED", "operator", "kim@example.com"),
        ]
