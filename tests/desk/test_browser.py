"""A day at the desk in a headless Chromium that reaches nothing but the service."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.demo.demo import AGENT
from app.store.history.checks import Patience
from tests.support.merchant_client import Live
from tests.support.node import run
from tests.support.promises import verified

NO_WORKER = Patience(overdue_after=timedelta(days=3), abandoned_after=timedelta(days=3))
"""What has been due since yesterday still is: nobody does it here."""

STORY = Path(__file__).parents[1] / "browser" / "story.mjs"


@pytest.fixture(scope="module")
async def story(demo: Live, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the support agent sees from signing in to signing out."""
    given = {
        "origin": demo.url.removesuffix("/graphql"),
        "email": AGENT.email,
        "password": AGENT.password,
        "colorScheme": "light",
    }
    # The browser unpacks itself there, and another process may be doing the same.
    folder = tmp_path_factory.mktemp("browser")
    found: dict[str, Any] = json.loads(
        await asyncio.to_thread(run, STORY, json.dumps(given), TMPDIR=str(folder), HOME=str(folder))
    )
    return found


def test_nothing_is_asked_for_elsewhere(story: dict[str, Any]) -> None:
    assert story["outside"] == []


def test_the_console_stays_silent(story: dict[str, Any]) -> None:
    refused = [line for line in story["said"] if "401" in line]
    assert story["said"] == refused, story["said"]
    assert len(refused) == 1  # the wrong password


def test_axe_finds_nothing_serious(story: dict[str, Any]) -> None:
    assert {name: found for name, found in story["serious"].items() if found} == {}
    assert len(story["serious"]) >= 8


def test_the_wrong_password_is_told(story: dict[str, Any]) -> None:
    assert "wrong" in story["seen"]["refusal"]


def test_the_header_says_who_and_where_and_when(story: dict[str, Any]) -> None:
    header = story["seen"]["header"]
    assert "You work as Sasha Agent for Demo" in header
    assert "Sandbox" in header
    assert "UTC" in header


async def test_an_order_is_found_by_its_customer_previewed_and_refunded(demo: Live, story: dict[str, Any]) -> None:
    """SPEC 7.2 to 7.5, by clicking and filling in two values."""
    seen = story["seen"]
    found = {edge["node"]["orderId"]: edge["node"] for edge in seen["found"]["orders"]["edges"]}
    assert found["order-1023"]["customer"]["email"] == "alex@example.com"
    preview = seen["preview"]["previewRefund"]
    assert preview["total"]["value"] == "64.90"
    assert seen["carriedOver"]["Order id"] == "order-1023"
    assert seen["carriedOver"]["Token of the preview"] == preview["token"]
    refunded = seen["refundOfOrder"]
    assert refunded["validationErrors"] is None
    assert refunded["order"]["status"] == "REFUNDED"
    ids = [result["reversal"]["id"] for result in refunded["results"]]
    assert [result["reversal"]["id"] for result in seen["pressedTwice"]["results"]] == ids
    assert [refund["id"] for refund in seen["order"]["refunds"]] == ids
    assert seen["order"]["refunds"][0]["reason"] == {"label": "Arrived damaged"}
    await verified(demo.settings, NO_WORKER)


def test_a_refund_waits_is_retried_and_undone(story: dict[str, Any]) -> None:
    seen = story["seen"]
    payment, refund = seen["payment"], seen["refund"]["refund"]
    assert seen["paymentCarriedOver"]["Payment's id"] == payment["id"]
    assert (refund["status"], refund["retry"]["state"]) == ("AUTHORIZING", "WAITING")
    assert refund["id"] in [node["payment"]["id"] for node in seen["queue"]]
    assert seen["retried"]["retry"]["state"] == "SUCCEEDED"
    assert seen["undone"]["refund"]["status"] == "VOIDED"


def test_the_editor_completes(story: dict[str, Any]) -> None:
    assert "sandboxClock" in story["seen"]["completion"]


def test_no_credential_is_kept(story: dict[str, Any]) -> None:
    seen = story["seen"]
    assert AGENT.password not in seen["stored"]
    assert "Authorization" not in seen["stored"]
    assert seen["scriptsSeeTheCookie"] == ""
    assert seen["afterSigningOut"] == "{}"
