"""What customers are told by mail: nothing until it is said, then each refund's end once, in the merchant's words."""

import json
from typing import Any

import pytest

from app.domain.history.notices import CustomerNotice, OtherMail
from app.flows.orders.forget_customer import forget_customer
from app.flows.people.sign_in import actor_of_key
from app.mail import letter
from tests.flows.telling.conftest import Merchant
from tests.mail.conftest import post
from tests.mail.server import mail_server
from tests.support.merchant_client import Shop

UPDATE = """mutation ($input: UpdateCustomerMailsInput!) { updateCustomerMails(input: $input) {
  customerMails { accepted { subject text } failed { subject text } inSandbox }
  validationErrors { code inputPath }
} }"""
READ = "{ customerMails { accepted { subject text } failed { subject text } inSandbox } }"

ACCEPTED = {"subject": "Refund for {orderId}", "text": "Dear {customerName},\n\nyou get {amount}.\n{{{merchant}}}"}
FAILED = {"subject": "No refund", "text": "We call you about {orderId}."}
CUSTOMER = {"email": "alex@example.com"}


async def mails(shop: Shop) -> list[dict[str, Any]]:
    rows = await shop.execute("SELECT * FROM outbox WHERE merchant_id = $1 ORDER BY id", shop.merchant.id)
    return [{**dict(row), "facts": json.loads(row["facts"])} for row in rows]


async def refund(shop: Shop, amount: str, **more: Any) -> str:
    sale = await shop.settled("4000.00", orderId="order-7", **more)
    named = "UPDATE customers SET first_name = 'Alex', last_name = '<b>Doe</b>' WHERE merchant_id = $1"
    await shop.execute(named, shop.merchant.id)
    return str((await shop.refund(sale, amount)).object["id"])


async def test_customers_are_told_once_of_each_refund_s_end(merchant: Merchant) -> None:
    shop = merchant.shop
    said = await merchant.ask(UPDATE, accepted=ACCEPTED, failed=FAILED, inSandbox=True)
    assert said["customerMails"] == {"accepted": ACCEPTED, "failed": FAILED, "inSandbox": True}
    for amount in ("10.00", "2004.00", "3003.00", "3000.00", "3005.00"):
        await refund(shop, amount, customerDetails=CUSTOMER)
    await shop.refund(await shop.settled("4000.00"), "10.00")
    await shop.advance("P4D")
    told = [(each["kind"].removeprefix("CUSTOMER_REFUND_"), each["facts"]["amount"]) for each in await mails(shop)]
    assert sorted(told) == [
        ("ACCEPTED", 1000),
        ("ACCEPTED", 300300),
        ("ACCEPTED", 300500),
        ("FAILED", 200400),
        ("FAILED", 300000),
        ("FAILED", 300300),
    ]
    assert {each["recipient"] for each in await mails(shop)} == {"alex@example.com"}


async def test_nothing_is_sent_unless_it_was_said(merchant: Merchant) -> None:
    shop = merchant.shop
    assert (await shop.post(READ)).body["data"]["customerMails"] == {
        "accepted": None,
        "failed": None,
        "inSandbox": False,
    }
    await refund(shop, "10.00", customerDetails=CUSTOMER)
    await merchant.ask(UPDATE, accepted=ACCEPTED)
    await refund(shop, "10.00", customerDetails=CUSTOMER)
    assert await mails(shop) == [], "a sandbox merchant's customers are told only where that is asked for"
    await merchant.ask(UPDATE, inSandbox=True)
    await refund(shop, "2004.00", customerDetails=CUSTOMER)
    assert await mails(shop) == []
    await refund(shop, "10.00", customerDetails=CUSTOMER)
    assert len(await mails(shop)) == 1
    await merchant.ask(UPDATE, accepted=None)
    await refund(shop, "10.00", customerDetails=CUSTOMER)
    assert len(await mails(shop)) == 1


async def test_a_mail_is_sent_by_itself_as_text_and_as_html(merchant: Merchant) -> None:
    shop = merchant.shop
    await shop.execute("DELETE FROM outbox")
    await shop.set_merchant(notify_emails=["alex@example.com"])
    await merchant.ask(UPDATE, accepted=ACCEPTED, failed=FAILED, inSandbox=True)
    await refund(shop, "10.00", customerDetails=CUSTOMER)
    await refund(shop, "2004.00", customerDetails=CUSTOMER)
    async with mail_server() as server:
        assert await post(shop, f"smtp://127.0.0.1:{server.port}") == 3
    by_subject = {str(each.message["Subject"]): each for each in server.inbox}
    assert {"Refund for order-7", "No refund"} < set(by_subject)
    accepted = by_subject["Refund for order-7"]
    assert accepted.text == f"Dear Alex <b>Doe</b>,\n\nyou get 10.00 USD.\n{{{shop.merchant.name}}}\n"
    html = accepted.html
    assert "<p>Dear Alex &lt;b&gt;Doe&lt;/b&gt;,</p>" in html
    assert f"<p>you get 10.00 USD.<br>{{{shop.merchant.name}}}</p>" in html


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"accepted": {"subject": "x", "text": "{total}"}}, ["input", "accepted", "text"]),
        ({"accepted": {"subject": "{amount.minor}", "text": "x"}}, ["input", "accepted", "subject"]),
        ({"accepted": {"subject": "x", "text": "{amount!r}"}}, ["input", "accepted", "text"]),
        ({"accepted": {"subject": "x", "text": "{amount:>1000000}"}}, ["input", "accepted", "text"]),
        ({"failed": {"subject": "x", "text": "{"}}, ["input", "failed", "text"]),
        ({"failed": {"subject": "x", "text": "{}"}}, ["input", "failed", "text"]),
        ({"failed": {"subject": " ", "text": "x"}}, ["input", "failed", "subject"]),
        ({"failed": {"subject": "a\r\nBcc: b@example.com", "text": "x"}}, ["input", "failed", "subject"]),
        ({"failed": {"subject": "x" * 201, "text": "x"}}, ["input", "failed", "subject"]),
        ({"failed": {"subject": "x", "text": "x" * 10_001}}, ["input", "failed", "text"]),
    ],
)
async def test_a_template_is_checked_when_it_is_saved(
    given: dict[str, Any], path: list[str], merchant: Merchant
) -> None:
    said = await merchant.ask(UPDATE, **given)
    assert [each["inputPath"] for each in said["validationErrors"]] == [path]
    assert said["validationErrors"][0]["code"] in {"TEXT_INVALID", "TEXT_TOO_LONG"}
    assert (await merchant.shop.post(READ)).body["data"]["customerMails"]["accepted"] is None


async def test_a_mail_to_a_customer_who_is_forgotten_is_never_sent(merchant: Merchant) -> None:
    shop = merchant.shop
    await shop.execute("DELETE FROM outbox")
    await merchant.ask(UPDATE, accepted=ACCEPTED, failed=FAILED, inSandbox=True)
    await refund(shop, "10.00", customerDetails=CUSTOMER)
    async with mail_server() as server:
        assert await post(shop, f"smtp://127.0.0.1:{server.port}") == 1
    await refund(shop, "2004.00", customerDetails=CUSTOMER)
    actor = await actor_of_key(shop.live.service.store, *shop.keys, None)
    assert actor is not None
    forgotten = await forget_customer(shop.live.service.store, actor, CUSTOMER["email"])
    assert forgotten.messages >= 2
    sent, waited = await mails(shop)
    assert {each["recipient"] for each in (sent, waited)} == {"forgotten"}
    assert {each["facts"]["customer_name"] for each in (sent, waited)} == {None}
    assert (sent["sent_at"] is not None, waited["sent_at"], waited["next_try_at"]) == (True, None, None)
    assert waited["failed_at"] is not None
    async with mail_server() as server:
        assert await post(shop, f"smtp://127.0.0.1:{server.port}") == 0
    assert server.inbox == []


def test_a_value_can_add_no_line() -> None:
    notice = CustomerNotice(
        kind=OtherMail.CUSTOMER_REFUND_ACCEPTED,
        merchant="M",
        subject="{orderId}",
        text="{orderId} {customerName}",
        order_id="a\r\nBcc: b\n{amount}",
        amount=1,
        currency="JPY",
        customer_name=None,
    )
    written = letter.write([notice])
    assert written.subject == "a Bcc: b {amount}"
    assert written.text == "a Bcc: b {amount} \n"
