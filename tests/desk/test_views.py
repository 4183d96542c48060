"""What the desk's pages show of orders, payments and the queue, at their addresses, to people and at any width."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from graphql import build_schema, parse, validate

from app.demo.demo import ADMINISTRATOR, AGENT
from app.schema.schema import print_schema
from tests.desk.people import Person
from tests.support.merchant_client import Live
from tests.support.node import run

SCRIPT = Path(__file__).parents[1] / "browser" / "views.mjs"
QUERIES = sorted((Path(__file__).parents[2] / "front" / "src" / "queries").glob("*.graphql"))


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_what_the_pages_ask_is_right_by_the_schema(path: Path) -> None:
    assert not validate(build_schema(print_schema()), parse(path.read_text()))


@pytest.fixture(scope="module")
async def seen(demo: Live, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a support agent and then an administrator see of the demo's data, in one browser."""
    folder = str(tmp_path_factory.mktemp("browser"))
    given = {
        "origin": demo.url.removesuffix("/graphql"),
        "agent": {"email": AGENT.email, "password": AGENT.password},
        "admin": {"email": ADMINISTRATOR.email, "password": ADMINISTRATOR.password},
    }
    answer = await asyncio.to_thread(run, SCRIPT, json.dumps(given), TMPDIR=folder, HOME=folder)
    found: dict[str, Any] = json.loads(answer)
    return found


def test_nothing_is_asked_for_elsewhere_and_the_console_stays_silent(seen: dict[str, Any]) -> None:
    assert (seen["outside"], seen["said"]) == ([], [])


def test_axe_finds_nothing_serious(seen: dict[str, Any]) -> None:
    assert {name: found for name, found in seen["found"].items() if found} == {}
    assert len(seen["found"]) >= 10


def test_every_page_fits_its_window(seen: dict[str, Any]) -> None:
    assert {name: wider for name, wider in seen["sideways"].items() if wider > 0} == {}
    assert len(seen["sideways"]) >= 20


def test_a_link_leads_to_the_order_by_way_of_signing_in(seen: dict[str, Any]) -> None:
    said = seen["seen"]
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


def test_addresses_go_back_and_forward_and_are_loaded_again(seen: dict[str, Any]) -> None:
    said = seen["seen"]
    assert said["refundAt"].startswith("/payments/")
    assert said["refund"].startswith("Refund ")
    assert said["back"] == said["order"]
    assert said["reloaded"] == said["refund"]


def test_products_and_a_whole_id_are_shown(seen: dict[str, Any]) -> None:
    said = seen["seen"]
    assert said["selected"] == "order-1031"
    assert said["products"][0] == ["Running shoes", "2", "45.00 USD", "108.00 USD", "0", "108.00 USD"]


def test_the_queue_is_sorted_and_its_steps_send_nothing_by_themselves(seen: dict[str, Any]) -> None:
    said = seen["seen"]
    assert said["queue"] == "4 entries."
    assert said["dearestFirst"] == ["3002.02 USD", "3001.02 USD", "3000.00 USD", "31.00 USD"]
    assert said["cheapestFirst"] == said["dearestFirst"][::-1]
    assert said["sorted"] == "ascending"
    assert said["sentByAStep"] == []
    assert said["sentByRun"] == ["RetryNow"]
    assert said["focused"] == "sentence"
    assert said["retried"].startswith(("Refunded ", "Voided ", "Still waiting: "))


def test_a_search_is_done_by_keyboard_and_by_a_cards_digits(seen: dict[str, Any]) -> None:
    said = seen["seen"]
    assert said["foundByKeyboard"] == f"{len(said['orders'])} orders."
    assert "order-1023" in said["orders"]
    assert said["byCard"] == ["Visa ending in 1881"]


def test_the_switch_to_json_is_remembered(seen: dict[str, Any]) -> None:
    assert json.loads(seen["seen"]["json"])["data"]["transactions"]["edges"]


def test_short_ids_are_taken_with_the_blanks_around_them(seen: dict[str, Any]) -> None:
    assert seen["seen"]["shortId"].startswith("Paused: the refund of 3002.02 USD")


def test_a_reload_keeps_the_tab_and_the_order_at_hand(seen: dict[str, Any]) -> None:
    said = seen["seen"]
    assert said["tabs"] == ["Welcome", "Pause", "LookAtOrder"]
    assert said["atHand"] == "order-1018"
    assert "99.99 USD" in said["derived"]
    assert "✓ Settled" in said["derived"]
    assert said["scrollbars"] == [0, 0, 0]


def test_administrators_see_all_settings_and_changes(seen: dict[str, Any]) -> None:
    said = seen["seen"]
    for name in ("Mails go to", "Time between two attempts", "A second person approves above", "Time zone"):
        assert name in said["settings"]
    assert said["people"] == "2 people."
    assert said["changes"].startswith("50 changes")


def test_everybody_can_change_their_own_password(seen: dict[str, Any]) -> None:
    said = seen["seen"]
    assert "12" in said["password"]
    assert said["passwordType"] == "password"


def test_a_report_is_saved_for_spreadsheets(seen: dict[str, Any]) -> None:
    said = seen["seen"]
    assert said["csvName"] == "refunds-2020-01-01-2040-01-01-by-reason.csv"
    assert said["csv"].startswith("\ufeffreason,label,count,amount,currency\r\nGOODWILL,Goodwill,1,6000,JPY\r\n")


def test_the_beginning_of_a_long_list_is_there_at_once(seen: dict[str, Any]) -> None:
    """Of 5,000 rows; 300 ms where nothing else runs on the machine."""
    assert seen["seen"]["shownAfter"] < 3000


async def test_a_page_is_no_way_around_signing_in(agent: Person) -> None:
    assert 'id="settings"' in (await agent.page("/orders/order-1034")).text
    agent.http.cookies.clear()
    assert 'id="settings"' not in (await agent.page("/orders/order-1034")).text
