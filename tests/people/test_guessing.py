"""Whoever guesses at passwords has to wait (SPEC 8.1)."""

import asyncio
from collections import Counter

from app.domain.passwords import FREE_BY_ACCOUNT
from tests.people.staff import Visitor, error_of, hire, new_email
from tests.shop import Shop

MANY_MORE = """UPDATE sign_in_failures SET failures = failures + 30
    WHERE last_at = (SELECT max(last_at) FROM sign_in_failures)"""
"""As if whoever failed last had failed that often."""

OVER = "UPDATE sign_in_failures SET blocked_until = now()"


async def guess(visitors: list[Visitor], email: str | None = None) -> Counter[int]:
    """How many of these guesses, all made at once, are answered with which status."""
    asked = [visitor.sign_in(email or new_email(), "a wrong password") for visitor in visitors]
    return Counter(response.status_code for response in await asyncio.gather(*asked))


async def test_an_account_is_looked_at_again_only_after_a_while(shop: Shop) -> None:
    """From whatever addresses, and at once: each guess is counted before it is looked at."""
    person = await hire(shop)
    free = FREE_BY_ACCOUNT - 1
    assert await guess([Visitor(shop) for _ in range(free)], person.email) == {401: free}
    assert await guess([Visitor(shop)], person.email) == {401: 1}
    await shop.execute(MANY_MORE)
    assert await guess([Visitor(shop) for _ in range(4)], person.email.upper()) == {401: 1, 429: 3}
    right = await Visitor(shop).sign_in(person.email)
    assert right.status_code == 429
    assert 30 < int(right.headers["retry-after"]) <= 60
    assert error_of(right)["errorClass"] == "RESOURCE_LIMIT"
    other = await hire(shop)
    assert (await Visitor(shop).sign_in(other.email)).status_code == 200

    await shop.execute(OVER)
    assert (await Visitor(shop).sign_in(person.email)).status_code == 200
    assert await guess([Visitor(shop), Visitor(shop)], person.email) == {401: 2}, "what was right clears what was wrong"


async def test_who_has_been_here_before_is_not_kept_out_by_strangers(shop: Shop) -> None:
    person = await hire(shop)
    home = Visitor(shop)
    await home.sign_in(person.email)
    await guess([Visitor(shop)], person.email)
    await shop.execute(MANY_MORE)
    await guess([Visitor(shop)], person.email)
    assert (await Visitor(shop).sign_in(person.email)).status_code == 429
    assert (await home.sign_in(person.email)).status_code == 200


async def test_an_address_is_looked_at_again_only_after_a_while(shop: Shop) -> None:
    here = Visitor(shop)
    assert await guess([here]) == {401: 1}
    await shop.execute(MANY_MORE)
    assert await guess([here, here, here]) == {401: 1, 429: 2}
    person = await hire(shop)
    assert (await here.sign_in(person.email)).status_code == 429
    assert (await Visitor(shop).sign_in(person.email)).status_code == 200
    await shop.execute(OVER)
    assert (await here.sign_in(person.email)).status_code == 200


async def test_failures_are_forgotten_after_an_hour(shop: Shop) -> None:
    person = await hire(shop)
    await guess([Visitor(shop)], person.email)
    await shop.execute(MANY_MORE)
    await shop.execute("UPDATE sign_in_failures SET last_at = last_at - interval '61 minutes'")
    assert await guess([Visitor(shop) for _ in range(3)], person.email) == {401: 3}
