"""What front ends and back offices do with the typed clients, against the running service."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import asyncpg
import httpx
import pytest
from refundry_client import ApiKey, AsyncRefundry, ErrorClass, Patience, RefundryError, RefundryUnreachable, Session

from app.demo.embedded import Urls
from app.domain.people.people import Right
from app.flows.people import leases
from tests.clients.between import Between, standing_between
from tests.clients.callers import Call, Caller, Outcome, Target
from tests.support import servers as real
from tests.support.merchant_client import Shop, live_service, open_shop
from tests.support.promises import verified_of
from tests.support.staff import PASSWORD, hire, new_email


@pytest.fixture
async def between(shop: Shop) -> AsyncIterator[Between]:
    """A server between the clients and the shop's service."""
    async with standing_between(shop.live.url) as standing:
        yield standing


def of(shop: Shop, url: str | None = None, **more: Any) -> Target:
    return Target(url or shop.live.url, key=shop.keys, **more)


def raised(outcome: Outcome) -> tuple[Any, ...]:
    """The class of an error of the service's, with the request's id, which every one has."""
    assert outcome["raised"] == "RefundryError", outcome
    assert outcome["requestId"]
    assert outcome["message"]
    return outcome["errorClass"], outcome.get("legacyCode")


async def test_a_refund_in_full(shop: Shop, caller: Caller) -> None:
    paid = await shop.settled("10.00", orderId="order-1")
    outcome = await caller.ask(of(shop), "refundTransaction", input={"transactionId": paid})
    refund = outcome["data"]["refund"]
    assert (refund["status"], refund["orderId"]) == ("SUBMITTED_FOR_SETTLEMENT", "order-1")
    assert refund["amount"] == {"value": "10.00", "currencyCode": "USD"}
    assert refund["refundedTransaction"]["refundableAmount"]["value"] == "0.00"
    assert [event["__typename"] for event in refund["statusHistory"]] == [
        "SubmittedForSettlementEvent",
        "AuthorizedEvent",
    ]
    assert outcome["data"]["validationErrors"] is None
    assert await shop.given_back(paid) == 10_00


async def test_a_refund_in_part(shop: Shop, caller: Caller) -> None:
    paid = await shop.settled("10.00")
    given = {"transactionId": paid, "refund": {"amount": "7.00", "onFailure": "SKIP"}}
    outcome = await caller.ask(of(shop), "refundTransaction", input=given)
    assert outcome["data"]["refund"]["amount"]["value"] == "7.00"
    assert await shop.given_back(paid) == 7_00


async def test_a_reversal_is_a_transaction_or_a_refund(shop: Shop, caller: Caller) -> None:
    fresh, settled = await shop.charge("10.00"), await shop.settled("11.00")
    calls: list[Call] = [("reverseTransaction", {"input": {"transactionId": each}}) for each in (fresh, settled)]
    voided, refunded = [each["data"]["reversal"] for each in await caller.carry_out(of(shop), calls)]
    assert (voided["__typename"], voided["id"], voided["status"]) == ("Transaction", fresh, "VOIDED")
    assert (refunded["__typename"], refunded["amount"]["value"]) == ("Refund", "11.00")


async def test_what_can_be_mended_is_data(shop: Shop, caller: Caller) -> None:
    paid = await shop.settled("10.00")
    calls: list[Call] = [
        ("refundTransaction", {"input": {"transactionId": paid, "refund": {"amount": "10.01"}}}),
        ("refundTransaction", {"input": {"transactionId": "dHJhbnNhY3Rpb25fbm9uZQ"}}),
        ("voidTransaction", {"input": {"transactionId": paid}}),
    ]
    too_large, not_found, too_late = await caller.carry_out(of(shop), calls)
    assert too_large["data"]["refund"] is None
    (problem,) = too_large["data"]["validationErrors"]
    assert (problem["code"], problem["legacyCode"]) == ("REFUND_AMOUNT_TOO_LARGE", "91521")
    assert problem["inputPath"] == ["input", "refund", "amount"]
    assert "10.00 USD" in problem["message"]
    assert [each["code"] for each in not_found["data"]["validationErrors"]] == ["OBJECT_NOT_FOUND"]
    assert [each["legacyCode"] for each in too_late["data"]["validationErrors"]] == ["91504"]
    assert await shop.effects(paid) == ["charge"]


async def test_who_may_not_is_told_by_an_error(shop: Shop, caller: Caller) -> None:
    paid = await shop.settled("10.00")
    reader = await shop.key(Right.VIEW)
    outcome = await caller.ask(of(reader), "refundTransaction", input={"transactionId": paid})
    assert raised(outcome) == ("AUTHORIZATION", None)
    assert outcome["apiRequestKey"]
    assert await shop.effects(paid) == ["charge"]


async def test_who_is_nobody_is_told_by_an_error(shop: Shop, caller: Caller) -> None:
    outcome = await caller.ask(Target(shop.live.url, key=(shop.keys[0], "wrong")), "ping")
    assert raised(outcome) == ("AUTHENTICATION", None)


@pytest.mark.parametrize("right", [True, False], ids=["a wrong password", "nobody"])
async def test_who_does_not_get_in_is_told_by_an_error(shop: Shop, caller: Caller, right: bool) -> None:
    email = (await hire(shop)).email if right else new_email()
    outcome = await caller.ask(Target(shop.live.url, person=(email, "not the password")), "ping")
    assert raised(outcome) == ("AUTHENTICATION", None)
    assert outcome["status"] == 401


async def test_what_there_is_not_is_told_by_an_error(shop: Shop, caller: Caller) -> None:
    outcome = await caller.ask(of(shop), "node", id="dHJhbnNhY3Rpb25fbm9uZQ")
    assert raised(outcome) == ("NOT_FOUND", None)
    assert outcome["inputPath"] == ["id"]


async def test_what_cannot_be_honoured_and_what_is_too_much_are_errors(shop: Shop, caller: Caller) -> None:
    ids = [{"legacyId": "x", "type": "REFUND"}] * 251
    calls: list[Call] = [
        ("transactions", {"input": {"settlementBatchId": {"is": "x"}}}),
        ("idsFromLegacyIds", {"input": {"ids": ids}}),
    ]
    unhonoured, too_many = await caller.carry_out(of(shop), calls)
    assert raised(unhonoured) == ("NOT_IMPLEMENTED", None)
    assert unhonoured["inputPath"][-1] == "settlementBatchId"
    assert raised(too_many) == ("RESOURCE_LIMIT", None)


async def test_a_service_that_cannot_is_asked_again_and_then_an_error(
    servers: Urls, template: str, caller: Caller
) -> None:
    address = await real.create_database(servers, template=template)
    settings = real.settings_for(servers, address, lock_timeout=0.1)
    async with live_service(settings) as live, open_shop(live) as shop, standing_between(live.url) as between:
        target = of(shop, between.url)
        assert await caller.ask(target, "ping") == {"data": "pong"}
        await leases.over()
        async with nobody_is_known(address):
            outcome = await caller.ask(target, "refundTransaction", input={"transactionId": "x"})
        assert raised(outcome) == ("SERVICE_AVAILABILITY", None)
        keys = [body["variables"]["input"]["apiRequestKey"] for body in between.bodies()[1:]]
    assert keys == [outcome["apiRequestKey"]] * (target.retries + 1)
    await real.drop_database(servers, address)


@asynccontextmanager
async def nobody_is_known(address: str) -> AsyncIterator[None]:
    """Keeps the service from looking up who asks."""
    connection = await asyncpg.connect(address)
    try:
        async with connection.transaction():
            await connection.execute("LOCK TABLE api_keys IN ACCESS EXCLUSIVE MODE")
            yield
    finally:
        await connection.close()


async def test_where_nobody_answers_is_an_error_with_the_key(shop: Shop, caller: Caller) -> None:
    target = of(shop, "http://127.0.0.1:9")
    outcome = await caller.ask(target, "refundTransaction", input={"transactionId": "x", "apiRequestKey": "mine"})
    assert (outcome["raised"], outcome["apiRequestKey"]) == ("RefundryUnreachable", "mine")


async def test_a_lost_answer_does_not_double_a_refund(shop: Shop, caller: Caller, between: Between) -> None:
    paid = await shop.settled("10.00")
    between.losing = 2
    given = {"transactionId": paid, "refund": {"amount": "3.00"}}
    outcome = await caller.ask(of(shop, between.url), "refundTransaction", input=given)
    assert outcome["data"]["refund"]["amount"]["value"] == "3.00"
    keys = [body["variables"]["input"]["apiRequestKey"] for body in between.bodies()]
    assert len(keys) == 3
    assert len(set(keys)) == 1
    assert await shop.given_back(paid) == 3_00
    await verified_of(shop)


async def test_two_refunds_have_two_keys(shop: Shop, caller: Caller, between: Between) -> None:
    paid = await shop.settled("10.00")
    call: Call = ("refundTransaction", {"input": {"transactionId": paid, "refund": {"amount": "3.00"}}})
    await caller.carry_out(of(shop, between.url), [call, call])
    assert len({body["variables"]["input"]["apiRequestKey"] for body in between.bodies()}) == 2
    assert await shop.given_back(paid) == 6_00


async def test_a_key_of_ones_own_outlives_the_program(shop: Shop, caller: Caller, between: Between) -> None:
    paid = await shop.settled("10.00")
    given = {"transactionId": paid, "refund": {"amount": "3.00"}, "apiRequestKey": f"order {paid}"}
    between.losing = 9
    lost = await caller.ask(of(shop, between.url), "refundTransaction", input=given)
    assert (lost["raised"], lost["apiRequestKey"]) == ("RefundryUnreachable", given["apiRequestKey"])
    between.losing = 0
    again = await caller.ask(of(shop, between.url), "refundTransaction", input=given)
    assert again["data"]["refund"]["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert await shop.given_back(paid) == 3_00
    await verified_of(shop)


async def test_a_mutation_without_a_key_is_sent_once(shop: Shop, caller: Caller, between: Between) -> None:
    between.losing = 1
    outcome = await caller.ask(of(shop, between.url), "createApiKey", input={"name": "once", "rights": ["VIEW"]})
    assert outcome["raised"] == "RefundryUnreachable"
    assert len(between.bodies()) == 1


async def test_a_query_is_sent_again(shop: Shop, caller: Caller, between: Between) -> None:
    between.losing = 2
    assert await caller.ask(of(shop, between.url), "ping") == {"data": "pong"}


async def test_a_person_signs_in_and_the_token_is_renewed(shop: Shop, caller: Caller, between: Between) -> None:
    person = await hire(shop, Right.VIEW)
    target = Target(between.url, person=(person.email, PASSWORD), renew_after=0)
    outcomes = await caller.carry_out(target, [("viewer", {})] * 2)
    assert [outcome["data"]["user"]["email"] for outcome in outcomes] == [person.email] * 2
    assert [path for path, _ in between.passed] == ["/sign-in", *["/sign-in/renew", "/graphql"] * 2]


async def test_a_key_is_not_lost_with_the_session(shop: Shop, caller: Caller, between: Between) -> None:
    """The answer was lost, and before it is asked for again the session is over: the key still says what was asked."""
    paid = await shop.settled("10.00")
    person = await hire(shop)

    def over(body: dict[str, Any]) -> None:
        if "token" in body and between.bodies():
            refused = {"message": "It is over.", "extensions": {"errorClass": "AUTHENTICATION"}}
            body |= {"errors": [refused]}
        elif "token" in body and between.bodies("/sign-in/renew"):
            between.losing = 1

    between.alter = over
    target = Target(between.url, person=(person.email, PASSWORD), renew_after=0)
    outcome = await caller.ask(target, "refundTransaction", input={"transactionId": paid})
    assert raised(outcome) == ("AUTHENTICATION", None)
    assert outcome["apiRequestKey"] == between.bodies()[0]["variables"]["input"]["apiRequestKey"]
    assert await shop.given_back(paid) == 10_00


async def test_a_renewal_that_is_lost_is_made_again(shop: Shop, caller: Caller, between: Between) -> None:
    person = await hire(shop)

    def lost(body: dict[str, Any]) -> None:
        if [path for path, _ in between.passed] == ["/sign-in"]:
            between.losing = 9

    between.alter = lost
    target = Target(between.url, person=(person.email, PASSWORD), renew_after=0)
    outcome = await caller.ask(target, "refundTransaction", input={"transactionId": "x", "apiRequestKey": "mine"})
    assert (outcome["raised"], outcome["apiRequestKey"]) == ("RefundryUnreachable", "mine")
    assert len(between.bodies("/sign-in/renew")) == target.retries + 1


async def test_a_renewal_that_gets_no_answer_ends() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    user = {"id": "x", "name": "Kim Doe", "email": "kim@example.com"}
    begun = {"user": user, "merchant": "x", "token": "x", "expiresAt": "2030-01-01T00:00:00Z"}
    async with server, asyncio.timeout(20), httpx.AsyncClient(timeout=0.2) as http:
        session = Session(begun, renew_after=timedelta(0))
        refundry = AsyncRefundry(url, session, patience=Patience(retries=0), http=http)
        with pytest.raises(RefundryUnreachable):
            await refundry.ping()


async def test_one_mutation_among_several_operations_is_sent_once(shop: Shop, between: Between) -> None:
    paid = await shop.settled("10.00")
    document = f"""
        query Look {{ ping }}
        mutation Refund {{ refundTransaction(input: {{transactionId: "{paid}", refund: {{amount: "3.00"}}}}) {{
          refund {{ id }} }} }}"""
    between.losing = 1
    async with AsyncRefundry(between.url, ApiKey(*shop.keys)) as refundry:
        with pytest.raises(RefundryUnreachable):
            await refundry.execute(document, "Refund")
    assert len(between.bodies()) == 1
    assert await shop.given_back(paid) == 3_00


async def test_signing_out_ends_the_session(shop: Shop) -> None:
    person = await hire(shop, Right.VIEW)
    async with await AsyncRefundry.sign_in(shop.live.url, person.email, PASSWORD) as refundry:
        assert await refundry.ping() == "pong"
        await refundry.sign_out()
        with pytest.raises(RefundryError) as raised_error:
            await refundry.ping()
    assert raised_error.value.error_class is ErrorClass.AUTHENTICATION


async def test_a_young_token_is_not_renewed(shop: Shop, caller: Caller, between: Between) -> None:
    person = await hire(shop, Right.VIEW)
    await caller.carry_out(Target(between.url, person=(person.email, PASSWORD)), [("ping", {})] * 2)
    assert [path for path, _ in between.passed] == ["/sign-in", "/graphql", "/graphql"]


async def test_values_of_a_later_service_break_nothing(shop: Shop, caller: Caller, between: Between) -> None:
    """A new value of an enumeration, of an output that old clients know, is let through by its name."""
    paid = await shop.settled("10.00")

    def later(body: dict[str, Any]) -> None:
        refund = body["data"]["refundTransaction"]["refund"]
        refund["status"] = "GIVEN_BY_HAND"
        refund["statusHistory"][0]["status"] = "GIVEN_BY_HAND"
        refund["statusHistory"][0]["__typename"] = "GivenByHandEvent"
        refund["somethingNew"] = {"of": "theirs"}

    between.alter = later
    outcome = await caller.ask(of(shop, between.url), "refundTransaction", input={"transactionId": paid})
    refund = outcome["data"]["refund"]
    assert refund["status"] == "GIVEN_BY_HAND"
    assert refund["statusHistory"][0]["__typename"] == "GivenByHandEvent"
    assert refund["statusHistory"][0]["status"] == "GIVEN_BY_HAND"
    assert refund["statusHistory"][1]["status"] == "AUTHORIZED"


async def test_conditions_and_error_classes_of_a_later_service_break_nothing(
    shop: Shop, caller: Caller, between: Between
) -> None:
    paid = await shop.settled("10.00")

    def later(body: dict[str, Any]) -> None:
        if "errors" in body:
            body["errors"][0]["extensions"]["errorClass"] = "MOON"
        else:
            body["data"]["refundTransaction"]["validationErrors"][0]["code"] = "MOON_IS_FULL"

    between.alter = later
    calls: list[Call] = [
        ("refundTransaction", {"input": {"transactionId": paid, "refund": {"amount": "99.00"}}}),
        ("transactions", {"input": {"settlementBatchId": {"is": "x"}}}),
    ]
    mended, refused = await caller.carry_out(of(shop, between.url), calls)
    assert [problem["code"] for problem in mended["data"]["validationErrors"]] == ["MOON_IS_FULL"]
    assert raised(refused) == ("MOON", None)


async def test_members_of_a_union_of_a_later_service_break_nothing(
    shop: Shop, caller: Caller, between: Between
) -> None:
    paid = await shop.settled("10.00")

    def later(body: dict[str, Any]) -> None:
        body["data"]["reverseTransaction"]["reversal"] = {"__typename": "Voucher", "id": "voucher-1"}

    between.alter = later
    outcome = await caller.ask(of(shop, between.url), "reverseTransaction", input={"transactionId": paid})
    assert outcome["data"]["reversal"] == {"__typename": "Voucher", "id": "voucher-1"}


async def test_pages_of_fifty_pass_the_limits(shop: Shop, caller: Caller) -> None:
    paid = await shop.charge("10.00")
    searches: list[Call] = [
        ("transactions", {"input": {}, "first": 50}),
        ("payments", {"input": {}, "first": 50}),
        ("refunds", {"input": {}, "first": 50}),
        ("refundQueue", {"first": 50}),
        ("orders", {"input": {"orderId": {"startsWith": "order"}}, "first": 50}),
        ("approvals", {"first": 50}),
        ("customers", {"input": {}, "first": 50}),
    ]
    found, mixed, *others = await caller.carry_out(of(shop), searches)
    assert [edge["node"]["id"] for edge in found["data"]["edges"]] == [paid]
    assert [edge["node"]["__typename"] for edge in mixed["data"]["edges"]] == ["Transaction"]
    assert [other["data"]["edges"] for other in others] == [[]] * 5


async def test_an_order_is_recorded_previewed_and_refunded(shop: Shop, caller: Caller) -> None:
    paid = await shop.settled("10.00", orderId="order-1")
    item = {"id": "mug", "name": "Mug", "quantity": 2, "unitAmount": "5.00"}
    recorded, order = await caller.carry_out(
        of(shop),
        [
            ("recordOrder", {"input": {"orderId": "order-1", "currencyCode": "USD", "lineItems": [item]}}),
            ("order", {"orderId": "order-1"}),
        ],
    )
    assert recorded["data"]["order"] == order["data"]
    assert order["data"]["total"] == {"value": "10.00", "currencyCode": "USD"}
    (line,) = order["data"]["lineItems"]
    wanted: dict[str, Any] = {"orderId": "order-1", "lineItems": [{"lineItemId": line["id"], "quantity": 1}]}
    preview = (await caller.ask(of(shop), "previewRefund", input=wanted))["data"]
    assert (preview["total"]["value"], preview["blockers"]) == ("5.00", [])
    done = await caller.ask(of(shop), "refundOrder", input={**wanted, "previewToken": preview["token"]})
    (result,) = done["data"]["results"]
    assert (result["reversal"]["__typename"], result["reversal"]["amount"]["value"]) == ("Refund", "5.00")
    assert (result["outcome"], result["errors"]) == ("ACCEPTED", [])
    assert done["data"]["order"]["status"] == "PARTIALLY_REFUNDED"
    assert await shop.given_back(paid) == 5_00
    outdated = await caller.ask(of(shop), "refundOrder", input={**wanted, "previewToken": preview["token"]})
    assert [problem["code"] for problem in outdated["data"]["validationErrors"]] == ["PREVIEW_OUTDATED"]
