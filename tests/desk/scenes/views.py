"""What the desk's pages show of orders, payments and the queue, at their addresses, to people and at any width."""

import json
from typing import Any

from app.demo.demo import ADMINISTRATOR, AGENT
from tests.desk.scenes.scene import Scene, Told


def views() -> Scene:
    """What a support agent and then an administrator see of the demo's data."""
    agent = {"email": AGENT.email, "password": AGENT.password}
    admin = {"email": ADMINISTRATOR.email, "password": ADMINISTRATOR.password}
    return Scene("views", {"agent": agent, "admin": admin}, _check)


async def _check(told: Told) -> None:
    told.quiet()
    assert len(told.serious) >= 10
    for ask in (
        _every_page_fits_its_window,
        _a_link_leads_to_the_order_by_way_of_signing_in,
        _addresses_go_back_and_forward_and_are_loaded_again,
        _products_and_a_whole_id_are_shown,
        _the_queue_is_sorted_and_its_steps_send_nothing_by_themselves,
        _a_search_is_done_by_keyboard_and_by_a_cards_digits,
        _the_switch_to_json_is_remembered,
        _short_ids_are_taken_with_the_blanks_around_them,
        _a_reload_keeps_the_tab_and_the_order_at_hand,
        _administrators_see_all_settings_and_changes,
        _everybody_can_change_their_own_password,
        _a_report_is_saved_for_spreadsheets,
        _the_beginning_of_a_long_list_is_there_at_once,
    ):
        ask(told.seen)


def _every_page_fits_its_window(said: dict[str, Any]) -> None:
    assert {name: wider for name, wider in said["sideways"].items() if wider > 0} == {}
    assert len(said["sideways"]) >= 20


def _a_link_leads_to_the_order_by_way_of_signing_in(said: dict[str, Any]) -> None:
    assert said["heading"] == "Order order-1034"
    assert said["title"] == "Order order-1034 · Refundry"
    assert said["order"] == (
        "Order order-1034: refund under way. 3002.02 USD of 4000.00 USD is refunded or under way, "
        "997.98 USD is left to refund."
    )
    assert said["utc"].endswith(" UTC")
    shown = ("Alex Roe", "alex@example.com", "Visa ending in 1881", "Outcome unknown", "Asked to refund 3002.02 USD")
    for text in shown:
        assert text in said["orderText"]


def _addresses_go_back_and_forward_and_are_loaded_again(said: dict[str, Any]) -> None:
    assert said["refundAt"].startswith("/payments/")
    assert said["refund"].startswith("Refund ")
    assert said["back"] == said["order"]
    assert said["reloaded"] == said["refund"]


def _products_and_a_whole_id_are_shown(said: dict[str, Any]) -> None:
    assert said["selected"] == "order-1031"
    assert said["products"][0] == ["Running shoes", "2", "45.00 USD", "108.00 USD", "0", "108.00 USD"]


def _the_queue_is_sorted_and_its_steps_send_nothing_by_themselves(said: dict[str, Any]) -> None:
    assert said["queue"] == "4 entries."
    assert said["dearestFirst"] == ["3002.02 USD", "3001.02 USD", "3000.00 USD", "31.00 USD"]
    assert said["cheapestFirst"] == said["dearestFirst"][::-1]
    assert said["sorted"] == "ascending"
    assert said["sentByAStep"] == []
    assert said["sentByRun"] == ["RetryNow"]
    assert said["focused"] == "sentence"
    assert said["retried"].startswith(("Refunded ", "Voided ", "Still waiting: "))


def _a_search_is_done_by_keyboard_and_by_a_cards_digits(said: dict[str, Any]) -> None:
    assert said["foundByKeyboard"] == f"{len(said['orders'])} orders."
    assert "order-1023" in said["orders"]
    assert said["byCard"] == ["Visa ending in 1881"]


def _the_switch_to_json_is_remembered(said: dict[str, Any]) -> None:
    assert json.loads(said["json"])["data"]["transactions"]["edges"]


def _short_ids_are_taken_with_the_blanks_around_them(said: dict[str, Any]) -> None:
    assert said["shortId"].startswith("Paused: the refund of 3002.02 USD")


def _a_reload_keeps_the_tab_and_the_order_at_hand(said: dict[str, Any]) -> None:
    assert said["tabs"] == ["Welcome", "Pause", "LookAtOrder"]
    assert said["atHand"] == "order-1018"
    assert "99.99 USD" in said["derived"]
    assert "✓ Settled" in said["derived"]
    assert said["scrollbars"] == [0, 0, 0]


def _administrators_see_all_settings_and_changes(said: dict[str, Any]) -> None:
    for name in ("Mails go to", "Time between two attempts", "A second person approves above", "Time zone"):
        assert name in said["settings"]
    assert said["people"] == "2 people."
    assert said["changes"].startswith("50 changes")


def _everybody_can_change_their_own_password(said: dict[str, Any]) -> None:
    assert "12" in said["password"]
    assert said["passwordType"] == "password"


def _a_report_is_saved_for_spreadsheets(said: dict[str, Any]) -> None:
    assert said["csvName"] == "refunds-2020-01-01-2040-01-01-by-reason.csv"
    assert said["csv"].startswith("\ufeffreason,label,count,amount,currency\r\nGOODWILL,Goodwill,1,6000,JPY\r\n")


def _the_beginning_of_a_long_list_is_there_at_once(said: dict[str, Any]) -> None:
    """Of 5,000 rows; 300 ms where nothing else runs on the machine."""
    assert said["shownAfter"] < 3000
