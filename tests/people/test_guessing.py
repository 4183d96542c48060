"""Whoever guesses at passwords has to wait (SPEC 8.1)."""

import asyncio
import os
import sys
import threading
from collections import Counter

import pytest

from app.domain.people.passwords import FREE_BY_ACCOUNT
from app.domain.people.people import Right
from app.flows.people import passwords
from app.flows.people.turns import HashingTurns
from tests.people.staff import PASSWORD, Visitor, error_of, hire, new_email
from tests.people.test_change_password import change
from tests.people.test_people import CREATE_USER
from tests.support.merchant_client import Shop

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


async def test_the_addresses_of_an_ipv6_client_count_as_one(shop: Shop) -> None:
    """A subscriber has 2 to the 64th of them, by a /64 of its own."""

    def at(number: int, subnet: str = "1") -> Visitor:
        return Visitor(shop, address=f"2001:db8:{next_subnet}:{subnet}::{number:x}")

    next_subnet = f"{int(new_email()[:4], 16):x}"
    assert await guess([at(1)]) == {401: 1}
    await shop.execute(MANY_MORE)
    assert await guess([at(number) for number in range(2, 5)]) == {401: 1, 429: 2}
    assert await guess([at(1, "ffff")]) == {401: 1}, "a /64 beside it is another one's"


async def test_an_ipv4_address_written_as_ipv6_is_the_same(shop: Shop) -> None:
    here = Visitor(shop)
    assert await guess([here]) == {401: 1}
    await shop.execute(MANY_MORE)
    mapped = [Visitor(shop, address=f"::ffff:{here.address}") for _ in range(3)]
    assert await guess(mapped) == {401: 1, 429: 2}
    assert await guess([here]) == {429: 1}


async def test_who_has_been_here_before_is_not_kept_out_by_others_of_the_network_nor_lets_them_in(shop: Shop) -> None:
    person, beside = await hire(shop), await hire(shop)
    home = Visitor(shop, address="2001:db8:77:1::1")
    await home.sign_in(person.email)
    await guess([home])
    await shop.execute(MANY_MORE)
    assert await guess([home, home]) == {401: 1, 429: 1}
    neighbour = Visitor(shop, address="2001:db8:77:1::2")
    for _ in range(3):
        assert (await neighbour.sign_in(person.email)).status_code == 200
        assert (await neighbour.sign_in(beside.email)).status_code == 429, "who was never here waits like strangers"
    assert await guess([home, neighbour]) == {429: 2}, "the network's wait goes on"
    await shop.execute(OVER)
    assert (await neighbour.sign_in(beside.email)).status_code == 200


async def test_guesses_at_who_has_been_here_before_are_slowed_down_all_the_same(shop: Shop) -> None:
    person = await hire(shop)
    home = Visitor(shop)
    await home.sign_in(person.email)
    answers = [(await home.sign_in(person.email, "a wrong password")).status_code for _ in range(FREE_BY_ACCOUNT + 3)]
    assert answers == [*[401] * (FREE_BY_ACCOUNT + 1), 429, 429]
    assert (await home.sign_in(person.email)).status_code == 429


async def test_who_finds_no_room_is_told_when_to_come_again_and_nothing_is_counted(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await hire(shop)
    here = Visitor(shop)
    monkeypatch.setattr(passwords.STRANGERS, "turns", HashingTurns(at_a_time=1, most_waiting=0, patience=60))
    async with passwords.STRANGERS.turn("somebody else"):
        for _ in range(FREE_BY_ACCOUNT + 3):
            for email, password in ((person.email, PASSWORD), (person.email, "wrong"), (new_email(), "wrong")):
                response = await here.sign_in(email, password)
                assert (response.status_code, response.headers["retry-after"]) == (429, "2")
                assert error_of(response)["errorClass"] == "RESOURCE_LIMIT"
    assert (await here.sign_in(person.email)).status_code == 200


async def test_who_has_been_here_before_needs_no_room_among_strangers(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await hire(shop, Right.VIEW)
    home = Visitor(shop)
    await home.sign_in(person.email, token=True)
    mine = Shop(shop.live, shop.merchant, shop.keys, shop.http, home.token)
    monkeypatch.setattr(passwords.STRANGERS, "turns", HashingTurns(at_a_time=1, most_waiting=0, patience=60))
    async with passwords.STRANGERS.turn("somebody else"):
        assert (await Visitor(shop, address=home.address).sign_in(person.email)).status_code == 200
        assert (await Visitor(shop).sign_in(person.email)).status_code == 429
        assert (await change(mine, PASSWORD, "seventeen geese walk")).codes == [], "nor does who has signed in"


async def test_an_administrator_who_finds_no_room_is_told_and_nobody_is_added(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"email": new_email(), "name": "Kim", "password": PASSWORD}
    monkeypatch.setattr(passwords.KNOWN, "turns", HashingTurns(at_a_time=1, most_waiting=0, patience=60))
    async with passwords.KNOWN.turn("somebody else"):
        refused = await shop.ask(CREATE_USER, **asked)
    assert refused.codes == ["RESOURCE_LIMIT"]
    assert "Try again in 2 s" in refused.body["errors"][0]["message"]
    assert (await shop.ask(CREATE_USER, **asked)).codes == []


async def test_the_threads_of_hashes_leave_a_core_and_step_back_for_strangers() -> None:
    if sys.platform != "linux":
        return  # nothing else has both for a thread alone

    def seen() -> tuple[set[int], int]:
        return os.sched_getaffinity(0), os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    cores, priority = seen()
    for line, lower in ((passwords.KNOWN, 0), (passwords.STRANGERS, passwords.STEP_BACK)):
        async with line.turn("test") as hashing:
            used, worked_at = await asyncio.get_running_loop().run_in_executor(hashing._threads, seen)
        assert used == (set(sorted(cores)[1:]) or cores)
        assert worked_at == min(priority + lower, 19)
    assert seen() == (cores, priority), "everything else goes on as before"
