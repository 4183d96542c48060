"""People change their own passwords, and nobody else's (SPEC 8.1)."""

from dataclasses import replace

from app.domain.people.passwords import FREE_BY_ACCOUNT
from app.domain.people.people import Right
from tests.flows.refusals import refused
from tests.support.merchant_client import Answer, Shop
from tests.support.staff import PASSWORD, Visitor, hire

CHANGE = "mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { user { id email } } }"
ANOTHER = "seventeen geese walk"


async def signed_in(shop: Shop, email: str) -> Shop:
    visitor = Visitor(shop)
    assert (await visitor.sign_in(email, token=True)).status_code == 200
    return replace(shop, token=visitor.token)


async def change(shop: Shop, current: str = PASSWORD, new: str = ANOTHER) -> Answer:
    return await shop.ask(CHANGE, currentPassword=current, newPassword=new)


async def test_a_person_signs_in_with_the_new_password_from_then_on(shop: Shop) -> None:
    person = await hire(shop, Right.VIEW)
    here, elsewhere = await signed_in(shop, person.email), await signed_in(shop, person.email)
    assert (await change(here)).object["email"] == person.email
    assert (await Visitor(shop).sign_in(person.email)).status_code == 401
    assert (await Visitor(shop).sign_in(person.email, ANOTHER)).status_code == 200
    assert (await here.post("{ ping }")).codes == []
    assert (await elsewhere.post("{ ping }")).codes == ["AUTHENTICATION"], "every other session is over"
    (*_, kept) = await shop.execute("SELECT * FROM changes WHERE merchant_id = $1 ORDER BY id", shop.merchant.id)
    assert (kept["kind"], kept["actor_name"], kept["note"]) == ("PASSWORD_CHANGED", person.name, person.email)
    assert ANOTHER not in str(kept)


async def test_without_any_right_it_can_be_done_too(shop: Shop) -> None:
    person = await hire(shop, Right.VIEW)
    here = await signed_in(shop, person.email)
    await shop.execute("UPDATE users SET rights = '{}' WHERE merchant_id = $1", shop.merchant.id)
    assert (await change(here)).codes == []


async def test_what_is_wrong_is_said_and_no_password_repeated(shop: Shop) -> None:
    person = await hire(shop, Right.VIEW)
    here = await signed_in(shop, person.email)
    for current, new, condition, part in (
        ("a wrong password", ANOTHER, "PASSWORD_WRONG", "currentPassword"),
        (PASSWORD, "too short", "PASSWORD_INVALID", "newPassword"),
        (PASSWORD, person.email, "PASSWORD_INVALID", "newPassword"),
    ):
        (problem,) = await refused(here, CHANGE, currentPassword=current, newPassword=new)
        assert (problem.condition, problem.path) == (condition, ("input", part))
        assert current not in problem.message
        assert new not in problem.message
    assert (await Visitor(shop).sign_in(person.email)).status_code == 200


async def test_guessing_is_slowed_down_as_at_the_door(shop: Shop) -> None:
    person = await hire(shop, Right.VIEW)
    here = await signed_in(shop, person.email)
    codes = [(await change(here, "a wrong password")).codes for _ in range(FREE_BY_ACCOUNT + 2)]
    assert codes[0] == ["VALIDATION"]
    assert codes[-1] == ["RESOURCE_LIMIT"]
    assert (await change(here)).codes == ["RESOURCE_LIMIT"], "the right one is not looked at either"
    await shop.execute("DELETE FROM sign_in_failures")


async def test_a_key_has_no_password(shop: Shop) -> None:
    assert (await change(shop)).codes == ["AUTHORIZATION"]
