"""What operators see and move at the command line: lists, the queue, mails, exports, and `refundry doctor`."""

import json
import subprocess

from app.domain.people.people import Right
from app.settings import Settings
from tests.commands.test_cli import refundry
from tests.support.merchant_client import Shop

QUEUED = "3000.00"
"""The gateway is away for such a refund, once."""


def done(shop: Shop, *arguments: str) -> str:
    """What a command prints that succeeds."""
    ended = refundry(*arguments, settings=shop.live.settings)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def refused(shop: Shop, *arguments: str) -> str:
    """What a command says that can't be carried out."""
    ended = refundry(*arguments, settings=shop.live.settings)
    assert (ended.returncode, ended.stdout) == (1, "")
    return ended.stderr


def row_of(printed: str, name: str) -> str:
    (row,) = (line for line in printed.splitlines() if name in line)
    return row


async def test_lists(shop: Shop) -> None:
    merchant = shop.merchant.public_id
    assert row_of(done(shop, "merchants", "list"), f"{merchant} ").endswith("sandbox")
    keys = done(shop, "keys", "list", merchant)
    assert keys.splitlines()[0].split() == ["public", "key", "name", "created", "last", "used", "rights"]
    assert shop.keys[0] in keys
    assert shop.keys[1] not in keys
    await shop.person(Right.VIEW)
    users = done(shop, "users", "list", merchant)
    assert row_of(users, "@example.com").split()[-2:] == ["enabled", "VIEW"]
    for arguments in (("keys", "list"), ("users", "list"), ("queue", "list"), ("mail", "list")):
        assert "nobody" in refused(shop, *arguments, "nobody")


async def test_a_key_is_revoked(shop: Shop) -> None:
    other = await shop.key(Right.VIEW)
    assert (await other.post("{ ping }")).codes == []
    public = other.keys[0]
    assert done(shop, "keys", "revoke", public) == f"{public}\n"
    assert public not in done(shop, "keys", "list", shop.merchant.public_id)
    assert (await other.post("{ ping }")).codes == ["AUTHENTICATION"]
    assert "There is no such key" in refused(shop, "keys", "revoke", public)


async def test_the_queue_is_seen_and_moved(shop: Shop) -> None:
    merchant, transaction = shop.merchant.public_id, await shop.settled("4000.00")
    refund = (await shop.refund(transaction, QUEUED)).object["id"]
    row = row_of(done(shop, "queue", "list", merchant), refund)
    assert row.split()[1:5] == ["REFUND", "WAITING", QUEUED, "1"]
    assert "UNAVAILABLE" in row
    assert done(shop, "queue", "hold", merchant, refund, "--note", "maintenance") == f"{refund}\n"
    assert " PAUSED " in row_of(done(shop, "queue", "list", merchant), refund)
    done(shop, "queue", "release", merchant, refund)
    assert " WAITING " in row_of(done(shop, "queue", "list", merchant), refund)
    done(shop, "queue", "retry", merchant, refund)
    assert len((await shop.node(refund))["retry"]["attempts"]) == 2
    refused(shop, "queue", "retry", merchant, "nothing")


async def test_mails_that_were_given_up_are_sent_again(shop: Shop) -> None:
    await shop.set_merchant(notify_emails=["support@example.com"])
    merchant, transaction = shop.merchant.public_id, await shop.settled("4000.00")
    await shop.refund(transaction, "2004.00")
    assert " WAITING " in row_of(done(shop, "mail", "list", merchant), "support@example.com")
    assert done(shop, "mail", "resend", merchant) == "Due again: 0\n"
    given_up = "UPDATE outbox SET failed_at = now(), next_try_at = NULL WHERE merchant_id = $1"
    await shop.execute(given_up, shop.merchant.id)
    row = row_of(done(shop, "mail", "list", merchant), "support@example.com")
    assert " GIVEN_UP " in row
    assert done(shop, "mail", "resend", merchant, "--number", row.split()[0]) == "Due again: 1\n"
    assert " WAITING " in row_of(done(shop, "mail", "list", merchant), "support@example.com")


async def test_changes_are_exported(shop: Shop) -> None:
    merchant, transaction = shop.merchant.public_id, await shop.settled("4000.00")
    refund = (await shop.refund(transaction, QUEUED)).object["id"]
    done(shop, "queue", "hold", merchant, refund, "--note", "two\nlines")
    period = ("--from", "2020-01-01", "--to", "2100-01-01")
    lines = done(shop, "export", "changes", *period, "--merchant", merchant, "--jsonl").splitlines()
    changes = [json.loads(line) for line in lines]
    assert {each["merchant"] for each in changes} == {merchant}
    assert [each["id"] for each in changes] == sorted(each["id"] for each in changes)
    assert (changes[-1]["actorName"], changes[-1]["note"]) == ("command line", "two\nlines")
    assert changes[-1]["refund"] == (await shop.node(refund))["legacyId"]
    of_all = done(shop, "export", "changes", *period, "--jsonl").splitlines()
    assert set(lines) <= set(of_all)
    past = ("--from", "2020-01-01", "--to", "2021-01-01")
    assert done(shop, "export", "changes", *past, "--jsonl") == ""
    assert "--jsonl" in refused(shop, "export", "changes", *period)


def test_the_doctor_looks_at_everything(settings: Settings) -> None:
    found = refundry("doctor", settings=settings).stdout.splitlines()
    verdicts = {line[6:18].strip(): line[:4].strip() for line in found if line[:4].strip()}
    well = ["settings", "database", "tables", "clock", "connections", "redis", "key ring", "replica", "gateways"]
    assert {name: verdicts[name] for name in well} == dict.fromkeys(well, "ok")
    assert {name: verdicts[name] for name in ("mail", "worker")} == dict.fromkeys(("mail", "worker"), "look")
    assert set(verdicts) == {*well, "mail", "worker", "backlog"}
    nowhere = {"redis_url": "redis://127.0.0.1:1/0", "smtp_url": "smtp://127.0.0.1:1", "mail_from": "r@example.com"}
    away = settings.model_copy(update=nowhere)
    ill: subprocess.CompletedProcess[str] = refundry("doctor", settings=away)
    assert ill.returncode == 1
    assert {line[6:18].strip() for line in ill.stdout.splitlines() if line.startswith("FAIL")} == {"redis", "mail"}


async def test_the_tables_sizes_are_told(shop: Shop) -> None:
    await shop.settled("10.00")
    await shop.execute("ANALYZE request_keys, transactions, changes")
    told = done(shop, "growth")
    assert told.splitlines()[0].split() == ["table", "rows", "data", "indexes", "bytes", "a", "row", "kept", "for"]
    assert row_of(told, "request_keys").endswith(" P400D")
    assert row_of(told, "changes").endswith(" good")
    assert told.splitlines()[-1].startswith("all ")
    sizes = {line["table"]: line for line in map(json.loads, done(shop, "growth", "--json").splitlines())}
    assert {"transactions", "sandbox.journal"} <= set(sizes)
    assert sizes["transactions"]["rows"] > 0
    assert sizes["transactions"]["dataBytes"] > 0
    assert (sizes["outbox"]["keptFor"], sizes["changes"]["keptFor"]) == ("P90D", None)
