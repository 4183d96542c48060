"""Whoever guesses at passwords has to wait (SPEC 8.1)."""

import asyncio
from collections import Counter

from app.domain.passwords import FREE_BY_ACCOUNT, FREE_BY_ADDRESS
from tests.people.staff import Visitor, error_of, hire, new_address, new_email
from tests.shop import Shop

OVER = "UPDATE sign_in_failures SET blocked_until = now()"


async def test_an_account_is_looked_at_again_only_after_a_while(shop: Shop) -> None:
    """From whatever addresses, and at once: each guess is counted before it is looked at."""
    person = await hire(shop)
    guesses = [Visitor(shop).sign_in(person.email, "a wrong password") for _ in range(FREE_BY_ACCOUNT + 4)]
    responses = await asyncio.gather(*guesses)
    assert Counter(response.status_code for response in responses) == {401: FREE_BY_ACCOUNT + 1, 429: 3}
    right = await Visitor(shop).sign_in(person.email)
    assert right.status_code == 429
    assert 1 <= int(right.headers["retry-after"]) <= 2
    assert error_of(right)["errorClass"] == "RESOURCE_LIMIT"
    other = await hire(shop)
    assert (await Visitor(shop).sign_in(other.email)).status_code == 200

    await shop.execute(OVER)
    longer = await Visitor(shop).sign_in(person.email, "a wrong password")
    assert longer.status_code == 401
    assert int((await Visitor(shop).sign_in(person.email)).headers["retry-after"]) > 2, "each failure doubles the wait"
    await shop.execute(OVER)
    assert (await Visitor(shop).sign_in(person.email)).status_code == 200
    assert (await Visitor(shop).sign_in(person.email, "a wrong password")).status_code == 401
    assert (await Visitor(shop).sign_in(person.email)).status_code == 200, "what was right clears what was wrong"


async def test_who_has_been_here_before_is_not_kept_out_by_strangers(shop: Shop) -> None:
    person = await hire(shop)
    home = Visitor(shop)
    await home.sign_in(person.email)
    for _ in range(FREE_BY_ACCOUNT + 1):
        await Visitor(shop).sign_in(person.email, "a wrong password")
    assert (await Visitor(shop).sign_in(person.email)).status_code == 429
    assert (await home.sign_in(person.email)).status_code == 200


async def test_an_address_is_looked_at_again_only_after_a_while(shop: Shop) -> None:
    address = new_address()
    guesses = [Visitor(shop, address).sign_in(new_email(), "a wrong password") for _ in range(FREE_BY_ADDRESS + 3)]
    counted = Counter(response.status_code for response in await asyncio.gather(*guesses))
    assert counted == {401: FREE_BY_ADDRESS + 1, 429: 2}
    person = await hire(shop)
    assert (await Visitor(shop, address).sign_in(person.email)).status_code == 429
    assert (await Visitor(shop).sign_in(person.email)).status_code == 200


async def test_failures_are_forgotten_after_an_hour(shop: Shop) -> None:
    person = await hire(shop)
    for _ in range(FREE_BY_ACCOUNT):
        await Visitor(shop).sign_in(person.email, "a wrong password")
    await shop.execute("UPDATE sign_in_failures SET last_at = last_at - interval '61 minutes'")
    for _ in range(2):
        assert (await Visitor(shop).sign_in(person.email, "a wrong password")).status_code == 401
