"""What receivers make of messages: both typed clients, the judges from PyPI and npm, and the examples."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from refundry_client import webhooks

from app.domain.telling.messages import MessageType, body_of
from app.domain.telling.signing import headers_of, new_secret
from tests.support.node import node, run

ROOT = Path(__file__).parents[2]
NODE = Path(__file__).parent / "node"
TYPESCRIPT = ROOT / "clients" / "typescript"

SECRET, OLD_SECRET, OTHER_SECRET = new_secret(), new_secret(), new_secret()
COMMON = {"sequence": 2, "legacy_id": "abc123", "order_id": "order-ü", "reason": None}
MONEY = {"status": "SETTLED", "amount": 1050, "currency": "USD"}
FACTS: dict[str, dict[str, Any]] = {
    "refund": {**COMMON, **MONEY, "object": "refund", "transaction": "xyz789", "needs_attention": False},
    "transaction": {**COMMON, **MONEY, "object": "transaction", "refunded": 100, "dispute": "OPEN"},
    "order": {**COMMON, "object": "order", "cancelled": True, "amount": 5, "currency": "JPY"},
}
FACTS["approval"] = {**FACTS["refund"], "approval": "WAITING", "approves": "REFUND"}


def message(
    type_: str, *, at: datetime | None = None, keys: tuple[str, ...] = (SECRET,)
) -> tuple[dict[str, str], bytes]:
    """The headers and the body of a message of that type, as they are posted."""
    at = at or datetime.now(UTC)
    body = body_of(type_, at, FACTS.get(type_.partition(".")[0], {}))
    return dict(headers_of(f"msg_{type_}", at, body, keys)), body


ALL = [*(each.value for each in MessageType), "ping"]


def by_typescript(*given: tuple[str | list[str], Mapping[str, str], bytes]) -> list[str]:
    """What the TypeScript client makes of messages."""
    lines = [
        json.dumps({"secret": secret, "headers": dict(headers), "body": body.decode()})
        for secret, headers, body in given
    ]
    return run(NODE / "verify.mjs", "\n".join(lines), CLIENT=str(TYPESCRIPT / "dist" / "index.js")).splitlines()


def test_every_type_is_typed() -> None:
    events = {type_: webhooks.verify(*message(type_), SECRET) for type_ in ALL}
    kinds = {type_: type(event).__name__ for type_, event in events.items()}
    expected = {
        "refund": "RefundEvent",
        "approval": "RefundEvent",
        "transaction": "TransactionEvent",
        "ping": "PingEvent",
    }
    assert kinds == {type_: expected.get(type_.partition(".")[0], "OrderEvent") for type_ in ALL}
    settled = events["refund.settled"]
    assert isinstance(settled, webhooks.RefundEvent)
    assert (settled.data.amount.value, settled.data.sequence, settled.data.order_id) == (Decimal("10.50"), 2, "order-ü")
    assert settled.id == "msg_refund.settled"
    requested = events["approval.requested"]
    assert isinstance(requested, webhooks.RefundEvent)
    assert requested.data.approval == webhooks.Approval(kind="REFUND", state="WAITING")
    _, body = message("ping")
    body = body.replace(b"ping", b"refund.teleported")
    again = headers_of("msg_1", datetime.now(UTC), body, [SECRET])
    assert type(webhooks.verify(again, body, SECRET)) is webhooks.OtherEvent
    read = [json.loads(line) for line in by_typescript(*((SECRET, *message(type_)) for type_ in ALL))]
    assert [each["type"] for each in read] == ALL
    bodies = [json.loads(message(type_)[1])["data"] for type_ in ALL]
    assert [each["data"] for each in read] == bodies


def wrong() -> dict[str, tuple[str, dict[str, str], bytes]]:
    """Messages that nobody may believe."""
    headers, body = message("refund.settled")
    now = datetime.now(UTC)
    signature = headers["webhook-signature"]
    return {
        "another secret": (OTHER_SECRET, headers, body),
        "another amount": (SECRET, headers, body.replace(b"10.50", b"99.50")),
        "another id": (SECRET, {**headers, "webhook-id": "msg_2"}, body),
        "another time": (SECRET, {**headers, "webhook-timestamp": str(int(now.timestamp()) + 1)}, body),
        "old": (SECRET, *message("refund.settled", at=now - timedelta(minutes=6))),
        "of the future": (SECRET, *message("refund.settled", at=now + timedelta(minutes=6))),
        "no time": (SECRET, {**headers, "webhook-timestamp": "now"}, body),
        "no signature": (SECRET, {name: headers[name] for name in ("webhook-id", "webhook-timestamp")}, body),
        "an empty signature": (SECRET, {**headers, "webhook-signature": ""}, body),
        "an asymmetric one": (SECRET, {**headers, "webhook-signature": signature.replace("v1,", "v1a,")}, body),
        "half of one": (SECRET, {**headers, "webhook-signature": signature[:-8]}, body),
        "no base64": (SECRET, {**headers, "webhook-signature": "v1,é!"}, body),
        "not JSON": (SECRET, dict(headers_of("msg_1", now, b"[", [SECRET])), b"["),
        "no message": (SECRET, dict(headers_of("msg_1", now, b"[]", [SECRET])), b"[]"),
        "no data": (SECRET, dict(headers_of("msg_1", now, b'{"type":"ping"}', [SECRET])), b'{"type":"ping"}'),
    }


def test_what_was_changed_or_made_by_others_is_refused() -> None:
    cases = wrong()
    for secret, headers, body in cases.values():
        with pytest.raises(webhooks.WebhookInvalid):
            webhooks.verify(headers, body, secret)
    told = dict(zip(cases, by_typescript(*cases.values()), strict=True))
    assert all(each.startswith("WebhookInvalid: ") for each in told.values()), told


def test_either_secret_will_do_while_it_is_changed() -> None:
    both = message("ping", keys=(SECRET, OLD_SECRET))
    for secret in (SECRET, OLD_SECRET, [OTHER_SECRET, SECRET]):
        assert webhooks.verify(*both, secret).type == "ping"
    lines = by_typescript((SECRET, *both), (OLD_SECRET, *both), ([OTHER_SECRET, SECRET], *both))
    assert [json.loads(each)["type"] for each in lines] == ["ping"] * 3


def test_names_of_headers_are_read_in_any_case() -> None:
    headers, body = message("ping")
    assert (
        webhooks.verify({name.title(): value for name, value in headers.items()}, body.decode(), SECRET).type == "ping"
    )


def test_npm_s_judge_takes_every_message_and_refuses_what_was_changed() -> None:
    given = [(SECRET, *message(type_)) for type_ in ALL]
    given.append((OLD_SECRET, *message("ping", keys=(SECRET, OLD_SECRET))))
    refused = [each for name, each in wrong().items() if name in {"another secret", "another amount", "old"}]
    lines = [
        json.dumps({"secret": secret, "headers": headers, "body": body.decode()})
        for secret, headers, body in [*given, *refused]
    ]
    judged = run(NODE / "judge.mjs", "\n".join(lines)).splitlines()
    assert judged[: len(given)] == [*ALL, "ping"]
    assert all(each.startswith("refused: ") for each in judged[len(given) :])
    assert len(judged) == len(given) + len(refused)


@asynccontextmanager
async def example(*command: str | Path, **more: str) -> AsyncIterator[tuple[str, asyncio.StreamReader]]:
    """A receiver of the examples: its address, and what it prints."""
    variables = {**os.environ, "WEBHOOK_SECRET": SECRET, "PORT": "0", **more}
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, env=variables)
    assert process.stdout is not None
    try:
        async with asyncio.timeout(30):
            yield (await process.stdout.readline()).decode().strip(), process.stdout
    finally:
        process.terminate()
        await process.communicate()


@pytest.mark.parametrize("language", ["python", "typescript"])
async def test_the_examples_receive(language: str, tmp_path: Path) -> None:
    if language == "python":
        client = str(ROOT / "clients" / "python")
        running = example(sys.executable, ROOT / "examples" / "receive_webhooks.py", PYTHONPATH=client)
    else:
        (tmp_path / "node_modules").mkdir()
        (tmp_path / "node_modules" / "refundry-client").symlink_to(TYPESCRIPT)
        program = tmp_path / "receive_webhooks.mts"
        program.write_text((ROOT / "examples" / "receive_webhooks.mts").read_text())
        running = example(node(), program)
    async with running as (url, printed), httpx.AsyncClient(trust_env=False) as http:

        async def post(headers: dict[str, str], body: bytes) -> int:
            return (await http.post(url, headers=headers, content=body)).status_code

        taken = message("refund.settled")
        assert await post(*taken) == 200
        assert await post(*taken) == 200, "a second time it is taken, and nothing is done"
        forged, body = message("refund.settled", keys=(OTHER_SECRET,))
        assert await post(forged, body) == 400
        assert await post(*message("order.refunded")) == 200
        assert await post(*message("ping")) == 200
        told = [(await printed.readline()).decode().strip() for _ in range(3)]
    assert told == ["refund.settled SETTLED 10.50 USD", "order.refunded order-ü", "ping"]
