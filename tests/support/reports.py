"""A report as a client asks for it, and the same sums made of the refunds that the API lists one by one."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from tests.support.merchant_client import Shop

REPORT = """query ($input: RefundReportInput!) { refundReport(input: $input) {
  rows { ...S } total { ...S }
} }
fragment S on RefundReportRow { key label currencyCode count amount { value currencyCode } }"""
REFUNDS = """query ($after: String) { refunds(input: {}, after: $after) {
  edges { node { id status createdAt amount { value currencyCode } reason { code } requestedBy external { markedBy } } }
  pageInfo { hasNextPage endCursor }
} }"""

COUNTING = {
    *("AUTHORIZING", "AUTHORIZED", "SUBMITTED_FOR_SETTLEMENT", "SETTLEMENT_PENDING", "SETTLING", "SETTLED"),
}
EVER = {"from": "2020-01-01T00:00:00Z", "to": "2100-01-01T00:00:00Z"}

Sums = dict[tuple[str | None, str], tuple[int, Decimal]]
"""How many refunds, and how much, for each key and currency."""


@dataclass(frozen=True, slots=True)
class Report:
    rows: Sums
    labels: dict[str | None, str | None]
    total: Sums
    order: list[tuple[str | None, str]]


async def report(shop: Shop, group: str, **more: Any) -> Report:
    """The service's report, by default for all times."""
    answer = await shop.ask(REPORT, groupBy=group, **{**EVER, **more})
    assert "errors" not in answer.body, answer.body["errors"]
    found = answer.body["data"]["refundReport"]
    for row in [*found["rows"], *found["total"]]:
        assert row["amount"]["currencyCode"] == row["currencyCode"]
    order = [(row["key"], row["currencyCode"]) for row in found["rows"]]
    labels = {row["key"]: row["label"] for row in found["rows"]}
    return Report(_sums(found["rows"]), labels, _sums(found["total"]), order)


def _sums(rows: list[dict[str, Any]]) -> Sums:
    sums = {(row["key"], row["currencyCode"]): (row["count"], Decimal(row["amount"]["value"])) for row in rows}
    assert len(sums) == len(rows), "no two rows are of the same"
    return sums


async def listed(shop: Shop) -> list[dict[str, Any]]:
    """Every refund of the shop's, as the API lists them page by page."""
    found: list[dict[str, Any]] = []
    after = None
    while True:
        page = (await shop.post(REFUNDS, {"after": after})).body["data"]["refunds"]
        found += [edge["node"] for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            return found
        after = page["pageInfo"]["endCursor"]


def summed(refunds: list[dict[str, Any]], group: str, keys: dict[str, str]) -> Sums:
    """The same sums by hand. `keys` are the ids of the requesters, by their names."""
    sums: Sums = {}
    for refund in refunds:
        if group != "STATUS" and refund["status"] not in COUNTING:
            continue
        place = _key(refund, group, keys), refund["amount"]["currencyCode"]
        count, amount = sums.get(place, (0, Decimal(0)))
        sums[place] = count + 1, amount + Decimal(refund["amount"]["value"])
    return sums


def _key(refund: dict[str, Any], group: str, keys: dict[str, str]) -> str | None:
    match group:
        case "REASON":
            return refund["reason"] and str(refund["reason"]["code"])
        case "USER":
            return keys[refund["requestedBy"]]
        case "GATEWAY":
            return None if refund["external"] else "sandbox"
        case "STATUS":
            return str(refund["status"])
        case "DAY":
            return datetime.fromisoformat(refund["createdAt"]).date().isoformat()
    return None
