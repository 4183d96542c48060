"""`refundry report`: the same sums on the command line (SPEC 9)."""

import csv
import io
from datetime import timedelta

from tests.commands.test_cli import refundry
from tests.flows.people.test_reasons import create
from tests.support.merchant_client import Shop


async def test_a_table_and_csv(shop: Shop) -> None:
    await create(shop, "damaged", "=Arrived, damaged")
    sale, yen = await shop.settled("4000.00"), await shop.settled("1000", "jpy")
    await shop.refund(sale, "1234.50", reasonCode="damaged")
    await shop.refund(sale, "0.50")
    await shop.refund(yen, "7")
    now = await shop.now()
    day = [f"{each:%Y-%m-%d}" for each in (now, now + timedelta(days=1))]
    asked = ("report", shop.merchant.public_id, "--from", day[0], "--to", day[1], "--group-by", "reason")
    settings = shop.live.settings
    table = refundry(*asked, settings=settings)
    assert (table.returncode, table.stderr) == (0, "")
    assert [line.split() for line in table.stdout.splitlines()] == [
        ["count", "amount"],
        ["No", "reason", "given", "1", "7", "JPY"],
        ["=Arrived,", "damaged", "1", "1234.50", "USD"],
        ["No", "reason", "given", "1", "0.50", "USD"],
        [],
        ["Total", "1", "7", "JPY"],
        ["Total", "2", "1235.00", "USD"],
    ]
    written = refundry(*asked, "--csv", "--currency", "USD", settings=settings)
    assert list(csv.reader(io.StringIO(written.stdout))) == [
        ["key", "label", "currency", "count", "amount"],
        ["damaged", "'=Arrived, damaged", "USD", "1", "1234.50"],
        ["", "No reason given", "USD", "1", "0.50"],
    ]
    exactly = (f"{now:%Y-%m-%dT%H:%M:%S}Z", f"{now + timedelta(hours=1):%Y-%m-%dT%H:%M:%S}+00:00")
    later = refundry(*asked[:2], "--from", exactly[1], "--to", day[1], "--group-by", "DAY", "--csv", settings=settings)
    assert later.stdout.splitlines() == ["key,label,currency,count,amount"]


async def test_what_is_wrong_is_told_in_a_line(shop: Shop) -> None:
    asked = ("report", "nobody", "--from", "2026-01-01", "--to", "2026-02-01", "--group-by", "day")
    for arguments, told in (
        (asked, "nobody"),
        (("report", shop.merchant.public_id, "--from", "2026-02-01", "--to", "2026-01-01", *asked[6:]), "to: "),
    ):
        ended = refundry(*arguments, settings=shop.live.settings)
        assert (ended.returncode, ended.stdout) == (1, "")
        assert told in ended.stderr
        assert "Traceback" not in ended.stderr
