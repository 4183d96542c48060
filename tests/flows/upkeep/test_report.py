"""`refundReport`: exact, by whatever it is asked for (SPEC 9)."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.people.people import Right
from tests.flows.desk import MARK_REFUNDED, UNDO_REFUND
from tests.flows.people.test_reasons import create
from tests.flows.refusals import checked
from tests.support.merchant_client import Live, Shop, open_shop
from tests.support.reports import COUNTING, REPORT, listed, report, summed

GROUPS = ("REASON", "USER", "GATEWAY", "STATUS", "DAY")
VIEWER = "{ viewer { id name } }"
REASONS = [None, "damaged", "late", "other"]

refunds = st.fixed_dictionaries(
    {
        "account": st.sampled_from(["usd", "usd", "jpy", "kwd"]),
        "amount": st.integers(1, 99),
        "reason": st.sampled_from(REASONS),
        "by": st.sampled_from(["key", "person"]),
        "how": st.sampled_from(["sent", "sent", "external", "undone", "reversed", "declined", "queued", "skipped"]),
        "later": st.sampled_from([None, None, "PT11H", "P1D"]),
    }
)
"""One refund of a life, what becomes of it, and how much time passes behind it."""


async def make(shop: Shop, person: Shop, asked: dict[str, Any]) -> None:
    asker = shop if asked["by"] == "key" else person
    why = {"reasonCode": asked["reason"]}
    if asked["how"] in ("external", "undone"):
        sale = await shop.settled("100", asked["account"])
        given = {"amount": str(asked["amount"]), **why}
        answer = await asker.ask(MARK_REFUNDED, transactionId=sale, refund=given)
        assert "errors" not in answer.body, answer.body
        if asked["how"] == "undone":
            await asker.ask(UNDO_REFUND, transactionId=sale)
    else:
        amount = {"declined": "2004", "queued": "3000", "skipped": "3000"}.get(asked["how"], str(asked["amount"]))
        skip = {"onFailure": "SKIP"} if asked["how"] == "skipped" else {}
        made = await asker.refund(await shop.settled("4000", asked["account"]), amount, **why, **skip)
        if asked["how"] == "reversed":
            await asker.reverse_refund(made.object["id"])
    if asked["later"]:
        await shop.advance(asked["later"])


async def names(*people: Shop) -> dict[str, str]:
    """The ids of whoever asks, by their names."""
    viewers = [(await each.post(VIEWER)).body["data"]["viewer"] for each in people]
    return {each["name"]: each["id"] for each in viewers}


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(refunds, min_size=3, max_size=12))
async def test_a_report_is_the_sum_of_what_the_api_lists(live: Live, life: list[dict[str, Any]]) -> None:
    async with open_shop(live) as shop:
        person = await shop.person(Right.VIEW, Right.REFUND, Right.MARK_EXTERNALLY)
        for code in REASONS:
            if code is not None:
                await create(shop, code, f"The label of {code}")
        for asked in life:
            await make(shop, person, asked)
        keys, everything = await names(shop, person), await listed(shop)
        assert len(everything) == len(life)
        total = (await report(shop, "DAY")).total
        for group in GROUPS:
            found = await report(person, group)
            assert found.rows == summed(everything, group, keys)
            assert found.total == total, "the same whatever they are put together by"
            assert set(found.total) == {(None, currency) for _, currency in summed(everything, "DAY", keys)}
            for currency in ("USD", "JPY", "KWD", "CHF"):
                alone = await report(shop, group, currencyCode=currency)
                assert alone.rows == {place: sums for place, sums in found.rows.items() if place[1] == currency}
                assert alone.total == {place: sums for place, sums in total.items() if place[1] == currency}
        begin, middle, end = "2020-01-01T00:00:00Z", everything[len(life) // 2]["createdAt"], "2100-01-01T00:00:00Z"
        before, after = (
            [e for e in everything if e["createdAt"] < middle],
            [e for e in everything if e["createdAt"] >= middle],
        )
        for part, start, stop in ((before, begin, middle), (after, middle, end)):
            found = await report(shop, "STATUS", **{"from": start, "to": stop})
            assert found.rows == summed(part, "STATUS", keys)


async def test_labels_and_the_order_of_the_rows(shop: Shop) -> None:
    person = await shop.person(Right.REFUND, Right.MARK_EXTERNALLY)
    await create(shop, "damaged", "Arrived damaged")
    sale, yen = await shop.settled("4000.00"), await shop.settled("1000", "jpy")
    await shop.refund(sale, "30.00", reasonCode="damaged")
    await person.refund(sale, "20.00")
    await shop.ask(MARK_REFUNDED, transactionId=yen, refund={"amount": "7"})
    await shop.refund(yen, "8")
    await shop.refund(await shop.settled("4000.00"), "2004.00")
    await shop.advance("P1D")
    await shop.refund(sale, "1.00")
    today = (await shop.now()).date()
    keys = await names(shop, person)
    by_reason = await report(shop, "REASON")
    assert by_reason.order == [(None, "JPY"), ("damaged", "USD"), (None, "USD")]
    assert by_reason.labels == {None: "No reason given", "damaged": "Arrived damaged"}
    by_user = await report(shop, "USER")
    assert by_user.order == [(keys["Key"], "JPY"), (keys["Key"], "USD"), (keys["A Person"], "USD")]
    assert by_user.labels == {keys["Key"]: "Key", keys["A Person"]: "A Person"}
    by_gateway = await report(shop, "GATEWAY")
    assert by_gateway.order == [("sandbox", "JPY"), (None, "JPY"), ("sandbox", "USD")]
    assert by_gateway.labels == {"sandbox": "sandbox", None: "Made outside of this service"}
    by_day = await report(shop, "DAY", currencyCode="USD")
    yesterday = (today - timedelta(days=1)).isoformat()
    assert by_day.order == [(yesterday, "USD"), (today.isoformat(), "USD")]
    by_status = await report(shop, "STATUS", currencyCode="USD")
    assert by_status.order[0] == ("PROCESSOR_DECLINED", "USD"), "which doesn't count in the total"
    assert [str(amount) for _, amount in by_status.total.values()] == ["51.00"]
    assert {key for key, _ in by_status.rows} - {"PROCESSOR_DECLINED"} <= COUNTING


async def test_days_are_those_of_the_merchants_time_zone(shop: Shop) -> None:
    zone = (
        "mutation ($input: MerchantSettingsInput!) { updateMerchantSettings(input: $input) { settings { timeZone } } }"
    )
    for moment in ("2026-06-01T21:59:59Z", "2026-06-01T22:00:00Z"):
        made = (await shop.refund(await shop.settled("100.00"), "1.00")).object["legacyId"]
        await shop.execute("UPDATE refunds SET created_at = $2::text::timestamptz WHERE legacy_id = $1", made, moment)
    period = {"from": "2026-06-01T00:00:00Z", "to": "2026-07-01T00:00:00Z"}
    assert (await report(shop, "DAY", **period)).order == [("2026-06-01", "USD")]
    told = await shop.ask(zone, timeZone="Europe/Berlin")
    assert told.body["data"]["updateMerchantSettings"]["settings"] == {"timeZone": "Europe/Berlin"}
    assert (await report(shop, "DAY", **period)).order == [("2026-06-01", "USD"), ("2026-06-02", "USD")]
    for unknown in ("Europe/Nowhere", "", "posixrules", "a\0b"):
        (error,) = (await shop.ask(zone, timeZone=unknown)).body["errors"]
        assert error["extensions"]["inputPath"] == ["input", "timeZone"]


async def test_an_empty_period_has_no_rows(shop: Shop) -> None:
    await shop.refund(await shop.settled(), "10.00")
    for group in GROUPS:
        found = await report(shop, group, to="2020-01-02T00:00:00Z")
        assert (found.rows, found.total) == ({}, {})


async def test_a_neighbours_refunds_are_not_in_it(live: Live, shop: Shop) -> None:
    await shop.refund(await shop.settled(), "10.00")
    async with open_shop(live) as other:
        for group in GROUPS:
            assert (await report(other, group)).rows == {}


@pytest.mark.parametrize(
    ("start", "end"), [("2026-01-01T00:00:00Z",) * 2, ("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z")]
)
async def test_a_period_has_to_end_behind_its_beginning(shop: Shop, start: str, end: str) -> None:
    answer = await shop.ask(REPORT, groupBy="DAY", **{"from": start, "to": end})
    (error,) = checked(answer)
    assert error["extensions"]["inputPath"] == ["input", "to"]
    assert error["extensions"]["condition"] == "SEARCH_INVALID"


@pytest.mark.parametrize(
    "bad",
    [
        {"groupBy": "WEEK"},
        {"groupBy": None},
        {"from": "yesterday"},
        {"from": "2026-01-01"},
        {"to": None},
        {"currencyCode": "usd"},
        {"currencyCode": 1},
        {"from": "0001-01-01T00:00:00+14:00"},
    ],
)
async def test_what_is_no_report_is_refused(shop: Shop, bad: dict[str, Any]) -> None:
    given = {"from": "2026-01-01T00:00:00Z", "to": "2026-02-01T00:00:00Z", "groupBy": "DAY", **bad}
    for error in checked(await shop.ask(REPORT, **given)):
        assert error["extensions"]["errorClass"] == "VALIDATION"


async def test_the_ends_of_time(shop: Shop) -> None:
    await shop.refund(await shop.settled(), "10.00")
    ends = {"from": "0001-01-01T00:00:00Z", "to": "9999-12-31T23:59:59.999999Z"}
    for group in GROUPS:
        assert len((await report(shop, group, **ends)).rows) == 1
