"""What a gateway account's bad luck means for the refunds that wait for it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal

import pytest

from app.domain.gateways.secret_keys import write_key
from app.gateways import sessions
from app.gateways.keyring import KeyRing, new_key
from tests.gateways.braintree.accounts import PRIVATE, PUBLIC
from tests.gateways.braintree.fake import Keys
from tests.gateways.sending.till import Till
from tests.gateways.sending.worlds import World, world
from tests.support.merchant_client import Live
from tests.support.promises import verified_of

A_DAY = timedelta(days=1)


@pytest.fixture
async def gateway() -> AsyncIterator[World]:
    async with world(f"braintree that {Keys.REMEMBERED}") as opened:
        yield opened


async def account_of(till: Till, name: str = "main") -> tuple[bool, str | None]:
    """Whether the account's credentials are noted as refused, and what was said last."""
    [row] = await till.shop.execute(
        "SELECT credentials_refused, last_error FROM gateway_accounts WHERE merchant_id = $1 AND name = $2",
        till.shop.merchant.id,
        name,
    )
    return row["credentials_refused"], row["last_error"]


async def test_refused_credentials_are_one_notice_for_however_many_refunds(till: Till) -> None:
    fake = till.world.fake
    assert fake is not None
    payments = [await till.brought_in() for _ in range(20)]
    fake.credentials.clear()
    answers = await asyncio.gather(*(till.shop.refund(paid, "5.00") for paid, _ in payments))
    made = [answer.object for answer in answers]
    assert {each["status"] for each in made} == {"AUTHORIZING"}
    assert {each["retry"]["attempts"][0]["outcome"] for each in made} == {"UNAVAILABLE"}
    assert {each["needsAttention"] for each in made} == {False}
    [notice] = await till.notices()
    assert notice["kind"] == "GATEWAY_UNUSABLE"
    assert "gateway account main" in notice["said"]
    assert (PUBLIC in notice["said"], PRIVATE in notice["said"]) == (False, False)
    assert await account_of(till) == (
        True,
        "Braintree refused the account's keys (AUTHENTICATION) (gateway account main).",
    )

    fake.credentials.add((PUBLIC, PRIVATE))
    await till.later(A_DAY)
    await till.goes_on()
    assert {(await till.shop.node(each["id"]))["status"] for each in made} == {till.world.settled_as}
    assert [await till.world.refunds(theirs) for _, theirs in payments] == [[Decimal("5.00")]] * 20
    assert await account_of(till) == (False, None)
    assert len(await till.notices()) == 1
    await verified_of(till.shop)


async def test_what_waits_for_a_retired_account_stays_with_attention(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many daily attempts pass: its amount is reserved, nothing is sent, and people can cancel it."""
    paid, theirs = await till.brought_in()
    assert till.world.fake is not None
    till.world.fake.credentials.clear()
    refund = (await till.shop.refund(paid, "40.00")).object
    till.world.fake.credentials.add((PUBLIC, PRIVATE))
    await till.retire("main")
    monkeypatch.setattr(sessions, "LOOKED_AT_EVERY", 0.0)
    for _ in range(5):
        await till.later(A_DAY)
        await till.goes_on()
    waits = await till.shop.node(refund["id"])
    assert (waits["status"], waits["needsAttention"], waits["retry"]["state"]) == ("AUTHORIZING", True, "WAITING")
    assert waits["retry"]["lastError"] == "The gateway account is retired. (main)"
    assert (await till.shop.node(paid))["refundableAmount"]["value"] == "60.00"
    assert await till.world.refunds(theirs) == []
    assert {each["kind"] for each in await till.notices()} == {"GATEWAY_UNUSABLE"}
    assert (await till.shop.reverse_refund(refund["id"])).object["status"] == "VOIDED"
    await verified_of(till.shop)


async def test_what_began_with_one_account_ends_with_it_whatever_is_linked_by_then(till: Till) -> None:
    """And its refund is taken back there too. What is begun later about its payment goes there as well."""
    fake = till.world.fake
    assert fake is not None
    async with world(f"braintree that {Keys.REMEMBERED}") as elsewhere:
        assert elsewhere.fake is not None
        paid, theirs = await till.brought_in()
        elsewhere.fake.payments[theirs] = {**fake.payments[theirs], "refunds": []}
        fake.credentials.clear()
        queued = (await till.shop.refund(paid, "40.00")).object
        made_before_elsewhere = await elsewhere.refunds(theirs)
        await till.add("other", elsewhere)
        await till.link("other")
        fake.credentials.add((PUBLIC, PRIVATE))
        await till.later(A_DAY)
        await till.goes_on()
        assert (await till.shop.node(queued["id"]))["status"] == till.world.settled_as
        assert await till.world.refunds(theirs) == [Decimal("40.00")]
        assert made_before_elsewhere == await elsewhere.refunds(theirs) == []
        assert (await till.shop.refund(paid, "5.00")).object["status"] == till.world.settled_as
        assert sorted(await till.world.refunds(theirs)) == [Decimal("5.00"), Decimal("40.00")]
        assert (await till.shop.reverse_refund(queued["id"])).object["status"] == "VOIDED"
        assert (await till.world.refunds(theirs), await elsewhere.refunds(theirs)) == ([Decimal("5.00")], [])
        await verified_of(till.shop)


async def test_other_secrets_are_for_what_begins_after_them(till: Till) -> None:
    fake = till.world.fake
    assert fake is not None
    paid, theirs = await till.brought_in()
    await till.change("main", private_key="another0000000000000000000000001")
    fake.credentials = {(PUBLIC, "another0000000000000000000000001")}
    assert (await till.shop.refund(paid, "5.00")).object["status"] == till.world.settled_as
    versions = "SELECT gateway_account_version AS version FROM operations WHERE merchant_id = $1 ORDER BY id"
    assert [row["version"] for row in await till.shop.execute(versions, till.shop.merchant.id)] == [2]
    assert await till.given_back(theirs) == 5


async def test_what_waits_goes_on_with_the_secrets_that_were_rotated_meanwhile(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "LOOKED_AT_EVERY", 0.0)
    fake = till.world.fake
    assert fake is not None
    paid, theirs = await till.brought_in()
    fake.credentials.clear()
    waits = (await till.shop.refund(paid, "5.00")).object
    assert waits["retry"]["attempts"][0]["outcome"] == "UNAVAILABLE"
    fake.credentials.add((PUBLIC, "another0000000000000000000000001"))
    await till.change("main", private_key="another0000000000000000000000001")
    await till.later(A_DAY)
    await till.goes_on()
    assert (await till.shop.node(waits["id"]))["status"] == till.world.settled_as
    assert await till.given_back(theirs) == 5
    await verified_of(till.shop)


async def test_without_its_key_an_account_is_of_no_use_and_nothing_is_lost(
    ringed: Live, till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where its adapter is not installed: no daily attempts run out, and all is made once that is mended."""
    paid, theirs = await till.brought_in()
    assert till.world.fake is not None
    till.world.fake.credentials.clear()
    refund = (await till.shop.refund(paid, "40.00")).object
    till.world.fake.credentials.add((PUBLIC, PRIVATE))
    opened = ringed.service.sessions
    with monkeypatch.context() as patched:
        patched.setattr(opened, "ring", KeyRing([new_key()]))
        for _ in range(4):
            await till.later(A_DAY)
            await till.goes_on()
    waits = await till.shop.node(refund["id"])
    assert (waits["status"], waits["needsAttention"]) == ("AUTHORIZING", True)
    assert "REFUNDRY_SECRETS_KEYS" in waits["retry"]["lastError"]
    assert write_key(new_key())[:8] not in waits["retry"]["lastError"]
    await till.later(A_DAY)
    await till.goes_on()
    done = await till.shop.node(refund["id"])
    assert (done["status"], done["needsAttention"]) == (till.world.settled_as, False)
    assert await till.world.refunds(theirs) == [Decimal("40.00")]


async def test_a_payment_that_the_account_does_not_have_moves_no_money(till: Till) -> None:
    paid = await till.brings_in("dHJhbnNhY3Rpb25fbm9ib2R5")
    answer = await till.shop.refund(paid, "5.00")
    assert answer.codes == ["VALIDATION"]
    assert "The gateway has none of that id." in answer.body["errors"][0]["message"]


async def test_a_decline_of_the_merchants_account_is_data_and_needs_a_person(till: Till) -> None:
    """The payment is what it was taken for: the gateway will not refund it all the same."""
    paid, theirs = await till.brought_in()
    assert till.world.fake is not None
    till.world.fake.refuses = "91559"
    refund = (await till.shop.refund(paid, "5.00")).object
    assert (refund["status"], refund["needsAttention"]) == ("PROCESSOR_DECLINED", True)
    assert [each["kind"] for each in await till.notices()] == ["REFUND_DECLINED"]
    assert await till.world.refunds(theirs) == []


async def test_what_was_refunded_elsewhere_is_said_as_braintree_says_it(till: Till) -> None:
    paid, theirs = await till.brought_in()
    assert till.world.fake is not None
    till.world.fake.refund(theirs, "100.00", source="CONTROL_PANEL")
    assert (await till.shop.refund(paid, "5.00")).codes == ["91512"]
    assert await till.given_back(theirs) == 100


async def test_an_order_id_goes_with_the_refund_and_is_the_same_each_time(till: Till) -> None:
    fake = till.world.fake
    assert fake is not None
    paid, _ = await till.brought_in()
    fake.credentials.clear()
    refund = (await till.shop.refund(paid, "5.00", orderId="R" * 255)).object
    fake.credentials.add((PUBLIC, PRIVATE))
    await till.later(A_DAY)
    await till.goes_on()
    assert (await till.shop.node(refund["id"]))["status"] == till.world.settled_as
    told = [each["refund"]["orderId"] for each in fake.tellings if "refund" in each]
    assert len(told) == 2
    assert len(set(told)) == 1
    assert (told[0][:200], len(told[0])) == ("R" * 200, 255)
    assert (await till.shop.node(refund["id"]))["orderId"] == "R" * 255
