"""A day at the desk with the saved operations: from the customer's mail to a refund, and what of it is kept."""

from typing import Any

from app.demo.demo import AGENT
from tests.desk.scenes.scene import Scene, Told


def story(color_scheme: str = "light") -> Scene:
    """What the demo's support agent sees from signing in to signing out."""
    person = {"email": AGENT.email, "password": AGENT.password}
    return Scene("story", {**person, "window": {"colorScheme": color_scheme}}, _check)


async def _check(told: Told) -> None:
    told.quiet("401")
    assert len(told.said) == 1  # the wrong password
    assert len(told.serious) >= 8
    seen = told.seen
    assert "wrong" in seen["refusal"]
    for text in ("You work as Sasha Agent for Demo", "Sandbox", "UTC"):
        assert text in seen["header"]
    _an_order_is_found_by_its_customer_previewed_and_refunded(seen)
    _a_refund_waits_is_retried_and_undone(seen)
    assert "sandboxClock" in seen["completion"]
    _no_credential_is_kept(seen)


def _an_order_is_found_by_its_customer_previewed_and_refunded(seen: dict[str, Any]) -> None:
    """SPEC 7.2 to 7.5, by clicking and filling in two values."""
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


def _a_refund_waits_is_retried_and_undone(seen: dict[str, Any]) -> None:
    payment, refund = seen["payment"], seen["refund"]["refund"]
    assert seen["paymentCarriedOver"]["Payment's id"] == payment["id"]
    assert (refund["status"], refund["retry"]["state"]) == ("AUTHORIZING", "WAITING")
    assert refund["id"] in [node["payment"]["id"] for node in seen["queue"]]
    assert seen["retried"]["retry"]["state"] == "SUCCEEDED"
    assert seen["undone"]["refund"]["status"] == "VOIDED"


def _no_credential_is_kept(seen: dict[str, Any]) -> None:
    assert AGENT.password not in seen["stored"]
    assert "Authorization" not in seen["stored"]
    assert seen["scriptsSeeTheCookie"] == ""
    assert seen["afterSigningOut"] == "{}"
