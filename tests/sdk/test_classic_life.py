"""A transaction's life by Braintree's classic calls: five of its SDKs, old and new, give their callers the same."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.sdk.clients import NODE
from tests.support.merchant_client import Shop
from tests.support.node import run

PYTHON = Path(__file__).parent / "python" / "life.py"
OF_2021 = Path(sys.prefix) / "sdk-2021" / "bin" / "python"


def by_python(interpreter: Path, given: str) -> str:
    assert interpreter.exists(), f"{interpreter} is missing: run `make setup` first."
    done = subprocess.run([interpreter, PYTHON], input=given, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def by_node(name: str, given: str) -> str:
    return run(NODE / "life.mjs", given, SDK=name)


SDKS: dict[str, Callable[[str], str]] = {
    "python": partial(by_python, Path(sys.executable)),
    "python of 2021": partial(by_python, OF_2021),
    "node": partial(by_node, "braintree"),
    "node 3.0": partial(by_node, "braintree-3"),
    "node 2": partial(by_node, "braintree-2"),
}


def sale(status: str, amount: str) -> dict[str, Any]:
    return {"success": True, "transaction": {"status": status, "type": "sale", "amount": amount}}


def credit(status: str, amount: str) -> dict[str, Any]:
    return {"success": True, "transaction": {"status": status, "type": "credit", "amount": amount}}


def wrong(code: str, attribute: str, message: str) -> dict[str, Any]:
    return {"success": False, "message": message, "errors": [[code, attribute, message]]}


VOIDABLE = (
    "Transaction can only be voided if status is authorized, submitted_for_settlement, or - for PayPal - "
    "settlement_pending."
)
DECLINED = {
    "success": False,
    "message": "Insufficient Funds",
    "errors": [],
    "transaction": {"status": "processor_declined", "type": "sale", "amount": "2001.00"},
}
LIFE = {
    "authorized": sale("authorized", "40.00"),
    "captured": sale("submitted_for_settlement", "30.00"),
    "not settled": wrong("91506", "base", "Cannot refund a transaction unless it is settled."),
    "settled": {"status": "settled", "type": "sale", "amount": "30.00"},
    "partly refunded": credit("submitted_for_settlement", "10.00"),
    "refund of": True,
    "too much": wrong("91521", "amount", "Refund amount is too large."),
    "refunded": credit("submitted_for_settlement", "20.00"),
    "nothing left": wrong("91512", "base", "Transaction has already been completely refunded."),
    "refund of a refund": wrong("91505", "base", "Credit transactions cannot be refunded."),
    "refund voided": credit("voided", "10.00"),
    "found": {"status": "settled", "type": "sale", "amount": "30.00"},
    "refunds": True,
    "history": ["authorized", "submitted_for_settlement", "settling", "settled"],
    "customer": ["Ada", "ada@example.com"],
    "card": ["1881", "Visa"],
    "refund's order": "the refund",
    "voided": sale("voided", "40.00"),
    "not voidable": wrong("91504", "base", VOIDABLE),
    "declined": DECLINED,
    "response": ["2001", "Insufficient Funds"],
    "unknown nonce": wrong("91565", "payment_method_nonce", "Unknown or expired single-use payment method."),
    "settlement declined": {"status": "settlement_declined", "type": "sale", "amount": "40.00"},
    "part": sale("submitted_for_settlement", "15.00"),
    "part of": True,
    "too much of a part": wrong("91522", "amount", "Settlement amount is too large."),
    "part of a part": wrong("915103", "base", "Cannot submit for partial settlement."),
    "whole": {"status": "settlement_pending", "type": "sale", "amount": "40.00"},
    "its parts": True,
    "credit": credit("submitted_for_settlement", "5.00"),
    "of the order": ["processor_declined", "settled", "settlement_declined", "submitted_for_settlement", "voided"],
    "by ids": True,
    "none": 0,
    "client token": True,
    "no such transaction": "NotFoundError",
    "not mirrored": "UnexpectedError",
}


@pytest.mark.parametrize("sdk", SDKS)
async def test_each_sdk_gives_its_caller_the_same_life(shop: Shop, sdk: str) -> None:
    port = str(urlsplit(shop.live.url).port)
    public_key, private_key = shop.keys
    keys = {"merchant": shop.merchant.public_id, "publicKey": public_key, "privateKey": private_key}
    said = json.loads(await asyncio.to_thread(SDKS[sdk], json.dumps({"port": port, **keys})))
    assert said == LIFE
