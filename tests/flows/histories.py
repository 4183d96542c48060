"""What the service tells of a payment's history over HTTP, and what has to be true of every history."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from tests.support.merchant_client import Shop

LINE = "at by source what note"
TOLD = f"history {{ {LINE} }} statusHistory {{ status timestamp }} retry {{ attempts {{ number outcome }} }}"
STORY = f"id legacyId {TOLD} refunds {{ id legacyId {TOLD} }}"
"""What `check_story` needs of a transaction."""

HISTORY = f"""query ($id: ID!) {{ node(id: $id) {{
  ... on Transaction {{ history {{ {LINE} }} }}
  ... on Refund {{ history {{ {LINE} }} }}
}} }}"""

WORDS = {
    "AUTHORIZED": "It is authorized",
    "AUTHORIZATION_EXPIRED": "Its authorization has expired",
    "SUBMITTED_FOR_SETTLEMENT": "It is submitted for settlement",
    "SETTLEMENT_PENDING": "Its settlement is pending",
    "SETTLING": "It is settling",
    "SETTLED": "It is settled",
    "SETTLEMENT_DECLINED": "It was declined at settlement",
    "PROCESSOR_DECLINED": "It is declined",
    "GATEWAY_REJECTED": "It is rejected",
    "VOIDED": "It is voided",
    "FAILED": "It has failed",
}
"""What a history says of each status."""


async def told(shop: Shop, payment_id: str) -> list[dict[str, Any]]:
    """The lines of a payment's history, after a look at their order and at what every line has."""
    answer = await shop.post(HISTORY, {"id": payment_id})
    assert "errors" not in answer.body, answer.body
    lines: list[dict[str, Any]] = answer.body["data"]["node"]["history"]
    check_lines(lines)
    return lines


async def words(shop: Shop, payment_id: str) -> list[str]:
    """What the history says, without who and when."""
    return [line["what"] for line in await told(shop, payment_id)]


def check_lines(lines: list[dict[str, Any]]) -> None:
    times = [datetime.fromisoformat(line["at"]) for line in lines]
    assert times == sorted(times), "the oldest first"
    for line in lines:
        assert (line["by"] is None) == (line["source"] is None), line
        assert line["what"].endswith("."), line
        assert ".." not in line["what"], line


def check_story(payment: dict[str, Any]) -> None:
    """Everything that happened to a transaction and to its refunds is told, once, and each in its time."""
    check_lines(payment["history"])
    _check_own("Payment", payment, [line for line in payment["history"] if not line["what"].startswith("Refund ")])
    for refund in payment["refunds"]:
        check_lines(refund["history"])
        _check_own("Refund", refund, refund["history"])
        about = f"Refund {refund['legacyId']}: "
        named = [line for line in payment["history"] if line["what"].startswith(about)]
        assert [{**line, "what": line["what"].removeprefix(about)} for line in named] == refund["history"]


def _check_own(kind: str, value: dict[str, Any], lines: list[dict[str, Any]]) -> None:
    name = f"{kind} {value['id']}"
    at = {line["at"]: line["what"] for line in lines}
    assert len(at) == len(lines), f"{name}: what happened at one moment is told twice: {lines}"
    first = lines[0]
    assert first["by"], f"{name}: nobody began it"
    assert first["what"].startswith(("Asked to ", "Marked as ", "Refunds ", "Voids ")), f"{name}: {first}"
    steps: defaultdict[str, list[str]] = defaultdict(list)
    for event in reversed(value["statusHistory"]):
        steps[event["timestamp"]].append(event["status"])
    for moment, statuses in steps.items():
        assert WORDS[statuses[-1]] in at.get(moment, ""), f"{name}: {statuses} at {moment} is not told: {lines}"
    said = sum(line["what"].count(sentence) for line in lines for sentence in WORDS.values())
    assert said == len(steps), f"{name}: more is told than happened: {lines}"
    for attempt in (value["retry"] or {}).get("attempts", []):
        assert any(f"Attempt {attempt['number']} to " in line["what"] for line in lines), f"{name}: {attempt}"
