"""One e-mail address at several merchants: each signs in where it works, and neither merchant learns of the other."""

from collections.abc import AsyncIterator

import pytest

from app.domain.people.passwords import FREE_BY_ACCOUNT
from app.domain.people.people import Right
from tests.flows.people.test_guessing import MANY_MORE, OVER
from tests.flows.people.test_passwords import change, signed_in
from tests.support.merchant_client import Live, Shop, open_shop
from tests.support.staff import PASSWORD, Visitor, error_of, hire, new_email

ANOTHER = "seventeen geese walk"


@pytest.fixture
async def other(live: Live) -> AsyncIterator[Shop]:
    """Another merchant."""
    async with open_shop(live) as shop:
        yield shop


async def at_both(shop: Shop, other: Shop) -> str:
    """The address of somebody of the shop's, who has PASSWORD, and of somebody of the other's, who has ANOTHER."""
    email = new_email()
    await hire(shop, Right.VIEW, email=email)
    await hire(other, Right.VIEW, email=email.upper(), password=ANOTHER)
    return email


async def worn_out(shop: Shop, email: str, **more: str) -> list[int]:
    """Guesses until there is a wait; how they were answered."""
    statuses = []
    for _ in range(3):
        statuses.append((await Visitor(shop).sign_in(email, "a wrong password", **more)).status_code)
        await shop.execute(MANY_MORE)
    return statuses


async def test_the_password_says_at_which_merchant(shop: Shop, other: Shop) -> None:
    email = await at_both(shop, other)
    for password, at in ((PASSWORD, shop), (ANOTHER, other)):
        for more in ({}, {"merchant": at.merchant.public_id}, {"merchant": None}):
            response = await Visitor(shop).sign_in(email, password, **more)
            assert response.json()["merchant"] == at.merchant.public_id
        elsewhere = other if at is shop else shop
        for named in (elsewhere.merchant.public_id, "nobodys", "\0", at.merchant.public_id.upper()):
            refused = await Visitor(shop).sign_in(email, password, merchant=named)
            assert (refused.status_code, error_of(refused)["code"]) == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize("merchant", ["", 1, ["acme"], "x" * 2_001])
async def test_a_merchant_of_another_shape_is_refused_in_words(shop: Shop, merchant: object) -> None:
    refused = await Visitor(shop).sign_in(new_email(), merchant=merchant)
    assert (refused.status_code, error_of(refused)["code"]) == (400, "BAD_REQUEST")
    assert "merchant must be" in error_of(refused)["message"]


async def test_who_has_one_password_for_several_merchants_has_to_name_one(shop: Shop, other: Shop) -> None:
    email = new_email()
    for each in (shop, other):
        await hire(each, Right.VIEW, email=email)
    visitor = Visitor(shop)
    both = [each.merchant.public_id for each in (shop, other)]
    for _ in range(FREE_BY_ACCOUNT + 2):
        response = await visitor.sign_in(email)
        error = error_of(response)
        assert (response.status_code, error["code"], error["merchants"]) == (409, "MERCHANT_REQUIRED", both)
        assert all(merchant in error["message"] for merchant in both)
    assert await visitor.known_as() is None
    assert (await visitor.sign_in(email, merchant=both[1])).json()["merchant"] == both[1]


async def test_work_at_one_merchant_keeps_nobody_out(shop: Shop, other: Shop) -> None:
    email = await at_both(shop, other)
    visitor = Visitor(shop)
    for _ in range(FREE_BY_ACCOUNT + 2):
        assert (await visitor.sign_in(email)).status_code == 200
    assert (await visitor.sign_in(email, ANOTHER, merchant=other.merchant.public_id)).status_code == 200
    await shop.execute(OVER)
    assert (await visitor.sign_in(email, ANOTHER)).json()["merchant"] == other.merchant.public_id


async def test_signing_in_at_one_merchant_gives_no_more_guesses_at_another_and_tells_nothing_of_it(
    shop: Shop, other: Shop
) -> None:
    """Somebody of the other's guesses; what is answered is what it would be if the other had the address alone."""
    alone = new_email()
    await hire(other, Right.VIEW, email=alone, password=ANOTHER)
    said = []
    for email in (await at_both(shop, other), alone):
        assert await worn_out(shop, email) == [401, 401, 429]
        assert (await Visitor(shop).sign_in(email, ANOTHER)).status_code == 429, "whatever the password"
        await shop.execute(OVER)
        passwords = (ANOTHER, PASSWORD, ANOTHER, "a wrong password", ANOTHER)
        answers = [await Visitor(shop).sign_in(email, password) for password in passwords]
        said.append([(each.status_code, each.json().get("errors")) for each in answers])
    assert said[0] == said[1]
    assert [status for status, _ in said[0]] == [200, 401, 200, 401, 200], "PASSWORD is right, but not looked at"


async def test_waiting_at_a_merchant_tells_not_whether_it_has_the_address(shop: Shop, other: Shop) -> None:
    for email in (await at_both(shop, other), new_email()):
        for named in ({"merchant": shop.merchant.public_id}, {}, {"merchant": "nobodys"}):
            assert await worn_out(shop, email, **named) == [401, 401, 429], "and each is tallied apart"


async def test_an_own_password_is_tried_against_the_own_account_alone(shop: Shop, other: Shop) -> None:
    email = new_email()
    await hire(other, Right.VIEW, email=email)
    there = await signed_in(other, email)
    await hire(shop, Right.VIEW, email=email, password=ANOTHER)
    for _ in range(FREE_BY_ACCOUNT + 1):
        assert (await change(there, ANOTHER, "eighteen geese swim")).codes == ["VALIDATION"], "it is another account's"
    assert (await change(there)).codes == ["RESOURCE_LIMIT"]
    here = Visitor(shop)
    assert (await here.sign_in(email, ANOTHER, token=True)).json()["merchant"] == shop.merchant.public_id
    mine = Shop(shop.live, shop.merchant, shop.keys, shop.http, here.token)
    assert (await change(mine, ANOTHER, "eighteen geese swim")).codes == []
    assert (await Visitor(shop).sign_in(email)).json()["merchant"] == other.merchant.public_id
    await shop.execute("DELETE FROM sign_in_failures")
