"""What a gateway and the service tell differently is found, by the gateway's own ids; what agrees is not."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.people.people import Right
from app.flows.gateways.reconcile import reconcile, sources_of
from app.flows.gateways.verify_accounts import AccountFinding, ask_merchant
from app.gateways.stripe.objects import REFUNDRY_KEY
from app.settings import as_environment
from tests.gateways.sending.till import Till
from tests.gateways.sending.worlds import World, world
from tests.gateways.stripe import accounts as stripe
from tests.support import forkserver


@pytest.fixture(scope="module")
async def gateway() -> AsyncIterator[World]:
    async with world("stripe that forgets keys") as opened:
        yield opened


async def at_stripe(till: Till, path: str, **fields: str) -> dict[str, Any]:
    """What somebody does in the gateway's own Dashboard."""
    return await stripe.ask(till.world.address, "POST", path, fields)


async def found(till: Till, *references: str) -> set[tuple[str, str]]:
    """What a run over the last day finds of these ids of the gateway: its kind, and the id."""
    merchant, service = till.shop.merchant, till.shop.live.service
    end = datetime.now(UTC) + timedelta(minutes=1)
    (source,) = await sources_of(service, merchant)
    differences = [each.difference async for each in reconcile(service, merchant, source, end - timedelta(days=1), end)]
    assert all(each.note for each in differences)
    return {(each.kind.value, each.reference) for each in differences if each.reference in references}


async def refunded(till: Till, amount: str = "30.00") -> tuple[str, str, str]:
    """A payment of which something was refunded here: its id there, the refund's id there, and its short id here."""
    paid, theirs = await till.brought_in()
    made = (await till.shop.refund(paid, amount)).object
    rows = await till.shop.execute("SELECT gateway_id FROM refunds WHERE legacy_id = $1", made["legacyId"])
    return theirs, rows[0]["gateway_id"], made["legacyId"]


async def test_what_agrees_is_not_found(till: Till) -> None:
    payment, refund, _ = await refunded(till)
    assert await found(till, payment, refund) == set()


async def test_what_was_done_there_alone_is_missing_here(till: Till) -> None:
    _, known = await till.brought_in()
    unknown = await till.world.pay()
    refund = await at_stripe(till, "/v1/refunds", payment_intent=known, amount="500")
    other = await at_stripe(till, "/v1/refunds", payment_intent=unknown, amount="700")
    expected = {("MISSING_HERE", each) for each in (unknown, refund["id"], other["id"])}
    assert await found(till, known, unknown, refund["id"], other["id"]) == expected


async def test_what_the_gateway_does_not_have_is_missing_there(till: Till) -> None:
    payment, refund, ours = await refunded(till)
    await till.shop.execute(
        "UPDATE operations SET key = key || '0' WHERE refund_id = (SELECT id FROM refunds WHERE legacy_id = $1)", ours
    )
    await till.shop.execute("UPDATE refunds SET gateway_id = 're_nothing' WHERE legacy_id = $1", ours)
    expected = {("MISSING_THERE", "re_nothing"), ("MISSING_HERE", refund)}
    assert await found(till, payment, refund, "re_nothing") == expected


@pytest.mark.parametrize(
    ("change", "kind"),
    [("status = 'VOIDED'", "STATUS"), ("status = 'SETTLEMENT_DECLINED'", "STATUS")],
)
async def test_another_status_is_found_and_gone_once_they_are_mended(till: Till, change: str, kind: str) -> None:
    payment, refund, ours = await refunded(till)
    await till.shop.execute(f"UPDATE refunds SET {change} WHERE legacy_id = $1", ours)
    assert await found(till, payment, refund) == {(kind, refund)}
    assert await found(till, payment, refund) == {(kind, refund)}
    assert await kept(till) == [(kind, refund, True)]
    await till.shop.execute("UPDATE refunds SET status = 'SETTLED' WHERE legacy_id = $1", ours)
    assert await found(till, payment, refund) == set()
    assert await kept(till) == [(kind, refund, False)]


async def test_another_amount_is_found(till: Till) -> None:
    _, theirs = await till.brought_in()
    await till.shop.execute("UPDATE transactions SET amount = 9000 WHERE gateway_id = $1", theirs)
    assert await found(till, theirs) == {("AMOUNT", theirs)}


async def kept(till: Till) -> list[tuple[str, str, bool]]:
    """The differences in refunds that are kept of this merchant: kind, id there, whether it is open."""
    rows = await till.shop.execute(
        "SELECT kind, reference, gone_at IS NULL AS open FROM drift WHERE merchant_id = $1 AND refund_id IS NOT NULL",
        till.shop.merchant.id,
    )
    return [(row["kind"], row["reference"], row["open"]) for row in rows]


async def test_two_effects_of_one_key_are_found(till: Till) -> None:
    payment, refund, ours = await refunded(till)
    (row,) = await till.shop.execute(
        "SELECT o.key FROM operations o JOIN refunds r ON r.id = o.refund_id WHERE r.legacy_id = $1", ours
    )
    key = {f"metadata[{REFUNDRY_KEY}]": row["key"]}
    second = await at_stripe(till, "/v1/refunds", payment_intent=payment, amount="3000", **key)
    assert await found(till, payment, refund, second["id"]) == {("TWO_EFFECTS", second["id"])}


async def test_what_is_being_sent_is_no_difference(till: Till) -> None:
    """The gateway has made it, and we have not heard so yet."""
    payment, refund, ours = await refunded(till)
    await till.shop.execute(
        "UPDATE operations SET state = 'RUNNING', lease = 'x/y', lease_until = now() + interval '1 minute'"
        " WHERE refund_id = (SELECT id FROM refunds WHERE legacy_id = $1)",
        ours,
    )
    await till.shop.execute("UPDATE refunds SET status = 'AUTHORIZING', gateway_id = NULL WHERE legacy_id = $1", ours)
    assert await found(till, payment, refund) == set()


async def test_the_command_names_the_ids_and_ends_with_1(till: Till) -> None:
    payment, refund, ours = await refunded(till)
    await till.shop.execute("UPDATE refunds SET status = 'VOIDED' WHERE legacy_id = $1", ours)
    environment = as_environment(till.shop.live.settings)
    begin = f"{datetime.now(UTC) - timedelta(days=1):%Y-%m-%d}"
    merchant = till.shop.merchant.public_id

    def run(*options: str) -> Any:
        return forkserver.run("reconcile", merchant, "--from", begin, *options, environment=environment, typed="")

    told = run("--json", "--gateway-account", "main")
    assert (told.returncode, told.stderr) == (1, "")
    (line,) = [each for each in map(json.loads, told.stdout.splitlines()) if each["gatewayReference"] == refund]
    assert line | {"id": None, "foundAt": None, "key": None, "note": None} == {
        "id": None,
        "kind": "STATUS",
        "gatewayAccount": "main",
        "subject": "REFUND",
        "gatewayReference": refund,
        "gatewayTransactionId": payment,
        "key": None,
        "ours": {"value": "30.00", "currencyCode": "USD"},
        "theirs": {"value": "30.00", "currencyCode": "USD"},
        "foundAt": None,
        "note": None,
    }
    plain = run()
    assert plain.returncode == 1
    assert f"STATUS  main  {refund} of {payment}  " in plain.stdout
    nobody = run("--gateway-account", "other")
    assert (nobody.returncode, nobody.stdout) == (1, "")
    assert nobody.stderr == f"refundry: The merchant '{merchant}' has no gateway account 'other'.\n"
    tomorrow = f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d}"
    backwards = forkserver.run("reconcile", merchant, "--from", tomorrow, environment=environment, typed="")
    assert (backwards.returncode, backwards.stderr) == (
        1,
        "refundry: --from has to be before --to, and not in the future.\n",
    )


async def test_verify_asks_each_account(till: Till) -> None:
    service, merchant = till.shop.live.service, till.shop.merchant
    payment, _, _ = await refunded(till)
    since = datetime.now(UTC) - timedelta(seconds=10)

    async def told() -> AccountFinding:
        (finding,) = [each async for each in ask_merchant(service, merchant, since)]
        assert finding.account == "main"
        return finding

    others = (await told()).wrong
    await till.shop.execute("UPDATE transactions SET amount = 9000 WHERE gateway_id = $1", payment)
    broken = await told()
    assert (broken.kept, broken.wrong) == (False, others + 1)
    assert f"AMOUNT {payment}" in broken.ids
    assert broken.in_lines().startswith(f"BROKEN  gateway account {merchant.public_id}/main: ")
    await till.retire("main")
    nothing = [each async for each in ask_merchant(service, merchant, since)]
    assert nothing == []


DRIFT = """query ($first: Int, $after: String) { drift(first: $first, after: $after) { edges { cursor node {
  id kind gatewayAccount gatewayReference note ours { value } theirs { value currencyCode } foundAt
  payment { __typename id } } } pageInfo { hasNextPage endCursor } } }"""
ADOPT = """mutation ($input: AdoptDriftInput!) { adoptDrift(input: $input) { payment { __typename id
  ... on Refund { status source amount { value } } } validationErrors { code inputPath } } }"""


async def shown(till: Till, *references: str) -> dict[str, dict[str, Any]]:
    """What is open of these ids, by the id, page by page."""
    nodes, after = list[dict[str, Any]](), None
    while True:
        answer = await till.shop.post(DRIFT, {"first": 2, "after": after})
        assert "errors" not in answer.body, answer.body
        page = answer.body["data"]["drift"]
        nodes += [edge["node"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            assert len({each["id"] for each in nodes}) == len(nodes)
            return {each["gatewayReference"]: each for each in nodes if each["gatewayReference"] in references}


async def test_what_is_open_is_shown_and_taken_in(till: Till) -> None:
    paid, payment = await till.brought_in()
    refund = (await at_stripe(till, "/v1/refunds", payment_intent=payment, amount="500"))["id"]
    assert await found(till, refund) == {("MISSING_HERE", refund)}
    difference = (await shown(till, refund))[refund]
    assert (difference["kind"], difference["gatewayAccount"]) == ("MISSING_HERE", "main")
    assert (difference["ours"], difference["theirs"]) == (None, {"value": "5.00", "currencyCode": "USD"})
    assert difference["payment"]["id"] == paid
    reader = await till.shop.key(Right.VIEW)
    assert (await reader.ask(ADOPT, driftId=difference["id"])).codes == ["AUTHORIZATION"]
    taken = (await till.shop.ask(ADOPT, driftId=difference["id"], note="Made in the Dashboard")).body["data"]
    adopted = taken["adoptDrift"]["payment"]
    assert (adopted["status"], adopted["amount"]["value"]) == ("SETTLED", "5.00")
    assert await shown(till, refund) == {}
    assert await found(till, refund) == set()
    (gone,) = (await till.shop.ask(ADOPT, driftId=difference["id"])).body["data"]["adoptDrift"]["validationErrors"]
    assert gone == {"code": "OBJECT_NOT_FOUND", "inputPath": ["input", "driftId"]}


async def test_what_nobody_can_take_over_is_closed_with_a_note(till: Till) -> None:
    payment, refund, ours = await refunded(till)
    (row,) = await till.shop.execute(
        "SELECT o.key FROM operations o JOIN refunds r ON r.id = o.refund_id WHERE r.legacy_id = $1", ours
    )
    key = {f"metadata[{REFUNDRY_KEY}]": row["key"]}
    second = (await at_stripe(till, "/v1/refunds", payment_intent=payment, amount="3000", **key))["id"]
    assert await found(till, refund, second) == {("TWO_EFFECTS", second)}
    difference = (await shown(till, second))[second]
    answer = (await till.shop.ask(ADOPT, driftId=difference["id"])).body["data"]["adoptDrift"]
    assert answer["validationErrors"] == [{"code": "TEXT_INVALID", "inputPath": ["input", "note"]}]
    answer = (await till.shop.ask(ADOPT, driftId=difference["id"], note="The customer sends it back")).body["data"]
    assert answer["adoptDrift"]["validationErrors"] is None
    assert await found(till, refund, second) == set(), "it is there, and somebody knows"
