"""Webhooks come in: verified, stored once, and answered before anything is done about them."""

import importlib
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest
import stripe
from structlog.testing import capture_logs

from app.assembly import assemble
from app.demo.embedded import Urls
from app.domain.gateways.accounts import GatewayAccount
from app.domain.gateways.webhooks import IN_FORCE_AFTER, NoSuchWebhook, WebhookRefused
from app.flows.gateways.event_facts import event_of, facts_of
from app.flows.gateways.webhooks import Webhooks
from app.main import create_app
from app.web.webhooks_in import BODY_BYTES
from refundry.gateways import Event, EventKind
from tests.gateways.adyen.accounts import HMAC_KEY
from tests.gateways.adyen.items import item, signed
from tests.gateways.braintree.accounts import PRIVATE, PUBLIC
from tests.gateways.webhooks.inbox import NAMES, Inbox
from tests.gateways.webhooks.signing import (
    STRIPE_SECRET,
    Webhook,
    by_adyen,
    by_braintree,
    by_braintrees_sdk,
    by_stripe,
    in_batch,
    stripe_event,
)
from tests.support import servers as real
from tests.web.live import served

TRUE: dict[str, Callable[[], Webhook]] = {"adyen": by_adyen, "braintree": by_braintree, "stripe": by_stripe}


def test_stripes_own_library_takes_what_is_sent_here() -> None:
    webhook = by_stripe()
    event = stripe.Webhook.construct_event(webhook.body, webhook.headers["stripe-signature"], STRIPE_SECRET)
    assert event.id == "evt_1"


@pytest.mark.parametrize("name", NAMES)
async def test_what_a_gateway_signed_is_stored_once(running: Inbox, name: str) -> None:
    account, webhook = await running.add(name), TRUE[name]()
    for _ in range(3):
        answer = await running.send(account, webhook)
        assert (answer.status_code, answer.text) == (200, "[accepted]")
    [stored] = await running.stored(account)
    assert (stored["acted_at"], stored["tries"]) == (None, 0)
    assert stored["due_at"] == stored["received_at"]
    assert stored["facts"]["kind"] == "REFUND"


async def test_what_braintrees_own_library_made_is_stored(running: Inbox) -> None:
    account = await running.add("braintree")
    assert (await running.send(account, by_braintrees_sdk())).status_code == 200
    [stored] = await running.stored(account)
    assert (stored["name"], stored["facts"]["kind"]) == ("dispute_opened", "DISPUTE")


UNKNOWN_KINDS = {
    "adyen": lambda: by_adyen(item("REPORT_AVAILABLE", "REPORT0000000001")),
    "braintree": lambda: by_braintree("subscription_canceled", ""),
    "stripe": lambda: by_stripe(name="customer.created"),
}


@pytest.mark.parametrize("name", NAMES)
async def test_a_kind_that_concerns_nothing_here_is_taken_and_nothing_is_due(running: Inbox, name: str) -> None:
    account = await running.add(name)
    assert (await running.send(account, UNKNOWN_KINDS[name]())).status_code == 200
    [stored] = await running.stored(account)
    assert stored["due_at"] is None
    assert stored["acted_at"] is not None


def _altered(webhook: Webhook) -> Webhook:
    return Webhook(webhook.body.replace(b"1", b"2", 1), webhook.headers)


SIX_MINUTES = timedelta(minutes=6)

FORGED: dict[str, tuple[str, Callable[[], Webhook]]] = {
    "stripe, altered": ("stripe", lambda: _altered(by_stripe())),
    "stripe, another secret": ("stripe", lambda: by_stripe(secret="whsec_other")),
    "stripe, an empty secret": ("stripe", lambda: by_stripe(secret="")),
    "stripe, not signed": ("stripe", lambda: Webhook(stripe_event(), {})),
    "stripe, old": ("stripe", lambda: by_stripe(after=-SIX_MINUTES)),
    "stripe, in the future": ("stripe", lambda: by_stripe(after=SIX_MINUTES)),
    "stripe, no event": ("stripe", lambda: by_stripe(b"[]")),
    "stripe, nothing": ("stripe", lambda: Webhook(b"", {})),
    "stripe, in Latin letters": ("stripe", lambda: Webhook(stripe_event(), {"stripe-signature": "t=1,v1=\xe9"})),
    "braintree, altered": ("braintree", lambda: _altered(by_braintree())),
    "braintree, another key": ("braintree", lambda: by_braintree(keys=(PUBLIC, "another"))),
    "braintree, another name": ("braintree", lambda: by_braintree(keys=("another", PRIVATE))),
    "braintree, old": ("braintree", lambda: by_braintree(after=-SIX_MINUTES)),
    "braintree, in the future": ("braintree", lambda: by_braintree(after=SIX_MINUTES)),
    "braintree, no form": ("braintree", lambda: Webhook(b"\xff\x00", {})),
    "adyen, altered": ("adyen", lambda: in_batch({**signed(item("REFUND", "R1", "P1")), "success": "false"})),
    "adyen, not signed": ("adyen", lambda: in_batch(item("REFUND", "R1", "P1"))),
    "adyen, another key": ("adyen", lambda: in_batch(signed(item("REFUND", "R1", "P1"), "0BAD" * 16))),
    "adyen, one of a batch": (
        "adyen",
        lambda: in_batch(
            signed(item("CAPTURE", "C1", "P1")), {**signed(item("REFUND", "R1", "P1")), "success": "false"}
        ),
    ),
    "adyen, deep": ("adyen", lambda: Webhook(b"[" * 100_000, {})),
    "stripe's at adyen's": ("adyen", by_stripe),
    "adyen's at braintree's": ("braintree", by_adyen),
}


@pytest.mark.parametrize("name", FORGED)
async def test_what_a_gateway_did_not_sign_is_refused_and_not_stored(running: Inbox, name: str) -> None:
    adapter, forged = FORGED[name]
    account = running.accounts[adapter]
    before = await running.stored(account)
    answer = await running.send(account, forged())
    assert answer.status_code in {400, 401, 403}
    assert answer.json()["errors"][0]["message"]
    assert await running.stored(account) == before


async def test_items_of_a_batch_are_stored_one_by_one(running: Inbox) -> None:
    account = await running.add("adyen")
    first, second, third = (item("REFUND", f"R{number}", "P1") for number in range(3))
    for webhook in (by_adyen(first, second), by_adyen(second, third), by_adyen(third, third)):
        assert (await running.send(account, webhook)).status_code == 200
    assert [each["facts"]["refund"] for each in await running.stored(account)] == ["R0", "R1", "R2"]


async def test_two_accounts_have_events_of_their_own(running: Inbox) -> None:
    accounts = [await running.add("stripe"), await running.add("stripe")]
    for account in accounts:
        assert (await running.send(account, by_stripe())).status_code == 200
    assert [len(await running.stored(account)) for account in accounts] == [1, 1]


NO_ADDRESSES = [
    "/gateways/stripe/" + "x" * 43,
    "/gateways/stripe/x",
    "/gateways/stripe/" + "x" * 500,
    "/gateways/stripe/" + "%00" * 43,
    "/gateways/stripe/" + "é" * 43,
    "/gateways/stripe",
    "/gateways/stripe/",
    "/gateways/sandbox/" + "x" * 43,
]


@pytest.mark.parametrize("path", NO_ADDRESSES)
async def test_an_address_that_no_account_has_is_not_found(running: Inbox, path: str) -> None:
    assert (await running.post(path, by_stripe())).status_code == 404


@pytest.mark.parametrize("adapter", ["adyen", "braintree", "sandbox", "STRIPE", "stripe%20"])
async def test_an_address_under_another_adapter_is_not_found(running: Inbox, adapter: str) -> None:
    token = running.accounts["stripe"].webhook_token
    path = f"/gateways/{adapter}/{token}"
    assert (await running.post(path, by_stripe())).status_code == 404
    assert (await running.http.get(f"{running.address}{path}?bt_challenge={'a' * 32}")).status_code == 404


async def _in_parts(body: bytes) -> AsyncIterator[bytes]:
    for begin in range(0, len(body), 65_536):
        yield body[begin : begin + 65_536]


@pytest.mark.parametrize("whole", [True, False])
async def test_a_body_is_bounded(running: Inbox, whole: bool) -> None:
    address = f"{running.address}{running.accounts['adyen'].webhook_path}"
    for size, status in ((BODY_BYTES, 400), (BODY_BYTES + 1, 413), (1024 * 1024, 413)):
        body = b"x" * size
        answer = await running.http.post(address, content=body if whole else _in_parts(body))
        assert answer.status_code == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
async def test_other_methods_are_not_allowed(running: Inbox, method: str) -> None:
    address = f"{running.address}{running.accounts['stripe'].webhook_path}"
    assert (await running.http.request(method, address)).status_code == 405


async def test_braintrees_challenge_is_answered(running: Inbox) -> None:
    challenge = "20f9f8ed05f77439fe955c977e4c8a53"
    address = f"{running.address}{running.accounts['braintree'].webhook_path}"
    sdk = importlib.import_module("braintree")
    gateway = sdk.BraintreeGateway(sdk.Configuration(sdk.Environment.Sandbox, "acme", PUBLIC, PRIVATE))
    answer = await running.http.get(f"{address}?bt_challenge={challenge}")
    assert (answer.status_code, answer.text) == (200, gateway.webhook_notification.verify(challenge))
    assert answer.headers["content-type"].startswith("text/plain")
    assert (await running.http.get(f"{address}?bt_challenge=<script>")).status_code == 405
    assert (await running.http.get(address)).status_code == 405


@pytest.mark.parametrize("name", ["adyen", "stripe"])
async def test_other_gateways_ask_for_no_challenge(running: Inbox, name: str) -> None:
    address = f"{running.address}{running.accounts[name].webhook_path}"
    assert (await running.http.get(f"{address}?bt_challenge={'a' * 32}")).status_code == 405


async def test_a_database_that_is_away_is_told_to_send_again(running: Inbox, servers: Urls) -> None:
    away = "postgresql://nobody@127.0.0.1:1/nothing"
    service = assemble(real.settings_for(servers, away, secrets_keys=running.service.settings.secrets_keys))
    async with served(create_app(service.settings, service)) as port:
        path = running.accounts["stripe"].webhook_path
        answer = await running.http.post(f"http://127.0.0.1:{port}{path}", content=b"x")
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) > 0


async def test_a_key_ring_that_is_missing_is_told_to_send_again(running: Inbox, servers: Urls) -> None:
    account = running.accounts["stripe"]
    service = assemble(real.settings_for(servers, running.service.settings.database_url))
    async with served(create_app(service.settings, service)) as port:
        webhook = by_stripe()
        address = f"http://127.0.0.1:{port}{account.webhook_path}"
        answer = await running.http.post(address, content=webhook.body, headers=webhook.headers)
        assert answer.status_code == 503


@pytest.fixture
def webhooks(running: Inbox) -> Webhooks:
    """As a process has them that looks at accounts anew each time."""
    return Webhooks(running.service, look_after=0)


async def taken(webhooks: Webhooks, account: GatewayAccount, webhook: Webhook) -> bool:
    try:
        await webhooks.receive(account.adapter, account.webhook_token, webhook.headers, webhook.body)
    except WebhookRefused:
        return False
    return True


async def test_all_secrets_of_a_list_are_in_force_and_no_others(running: Inbox, webhooks: Webhooks) -> None:
    account = await running.add("stripe")
    await running.rotate(account, [("webhook_secrets", STRIPE_SECRET), ("webhook_secrets", "whsec_new")])
    assert await taken(webhooks, account, by_stripe(secret=STRIPE_SECRET))
    assert await taken(webhooks, account, by_stripe(secret="whsec_new"))
    await running.rotate(account, [("webhook_secrets", "whsec_new")])
    assert not await taken(webhooks, account, by_stripe(secret=STRIPE_SECRET))
    assert await taken(webhooks, account, by_stripe(secret="whsec_new"))
    await running.rotate(account, [("secret_key", "sk_test_another")])
    assert not await taken(webhooks, account, by_stripe(secret=STRIPE_SECRET))
    await running.rotate(account, [("webhook_secrets", "")])
    assert not await taken(webhooks, account, by_stripe(secret="whsec_new"))


async def test_an_hmac_key_that_was_taken_away_signs_nothing_any_more(running: Inbox, webhooks: Webhooks) -> None:
    """Adyen's signed fields are its word: a key that leaked has to be without force at once."""
    account, other = await running.add("adyen"), "0BAD" * 16
    await running.rotate(account, [("hmac_keys", other)])
    assert not await taken(webhooks, account, by_adyen())
    assert await taken(webhooks, account, in_batch(signed(item("REFUND", "R1", "P1"), other)))


async def test_a_pair_of_keys_is_in_force_for_a_while_after_the_next_one(running: Inbox, webhooks: Webhooks) -> None:
    """Braintree goes on signing with the old pair until that is revoked there."""
    account, new = await running.add("braintree"), ("newpublic", "newprivate")
    await running.rotate(account, [("public_key", new[0]), ("private_key", new[1])])
    assert await taken(webhooks, account, by_braintree(keys=new))
    assert await taken(webhooks, account, by_braintree(keys=(PUBLIC, PRIVATE)))
    ended = IN_FORCE_AFTER + timedelta(minutes=1)
    statement = "UPDATE gateway_account_secrets SET created_at = created_at - $1::interval WHERE account_id = $2"
    await running.database.execute(statement, ended, account.id)
    assert await taken(webhooks, account, by_braintree(keys=new))
    assert not await taken(webhooks, account, by_braintree(keys=(PUBLIC, PRIVATE)))


async def test_strangers_fill_neither_memory_nor_log(running: Inbox) -> None:
    webhooks = Webhooks(running.service)
    with capture_logs() as lines:
        for number in range(200):
            with pytest.raises(NoSuchWebhook):
                await webhooks.check("stripe", f"{number:043}")
    assert lines == []
    assert len(webhooks._known) == 0


async def test_forged_webhooks_are_counted_and_told_of_once_a_minute(running: Inbox) -> None:
    webhooks, account = Webhooks(running.service), running.accounts["stripe"]
    with capture_logs() as lines:
        for _ in range(50):
            assert not await taken(webhooks, account, by_stripe(secret="whsec_canary_other"))
    assert webhooks.refused == 50
    [line] = [each for each in lines if each["event"] == "webhook.refused"]
    assert line["account"] == account.id
    shown = repr(lines)
    for secret in (STRIPE_SECRET, account.webhook_token, "canary"):
        assert secret not in shown


async def test_a_retired_account_still_hears_what_became_of_what_it_sent(running: Inbox, webhooks: Webhooks) -> None:
    account = await running.add("stripe")
    await running.database.execute("UPDATE gateway_accounts SET retired_at = now() WHERE id = $1", account.id)
    assert await taken(webhooks, account, by_stripe())


KEPT: list[dict[str, Any]] = [
    {"id": "e" * 10, "kind": EventKind.PAYMENT, "name": "a"},
    {"id": "evt_2", "kind": EventKind.OTHER, "name": "b", "transaction": "pi_1", "key": "0f"},
]


@pytest.mark.parametrize("fields", KEPT)
def test_an_event_is_read_as_it_was_kept(fields: dict[str, Any]) -> None:
    assert event_of(facts_of(Event(**fields))) == Event(**fields)


def test_what_cannot_be_kept_of_a_text_is_left_out() -> None:
    kept = facts_of(Event("e", EventKind.REFUND, "a\0b", refund="x" * 1000))
    assert kept["name"] == "ab"
    assert len(kept["refund"]) == 255
    assert HMAC_KEY not in repr(kept)
