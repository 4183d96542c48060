"""What the classic calls read: one payment, the line items of one, and searches."""

from app.domain.people.people import Right
from app.domain.problems import not_found
from app.domain.reversals.rules import TRANSACTION
from app.flows.service import wall_clock
from app.web.classic.addresses import Look
from app.web.classic.calls import Call
from app.web.classic.client_token import client_token
from app.web.classic.criteria import criteria_of
from app.web.classic.sent import Fields
from app.web.classic.shown import Seen, line_item, shown
from app.web.classic.xml import Items, Pages, Value

PAGE = 50
"""Payments of one advanced_search, to whose ids the SDKs cut what they found."""

MOST_FOUND = 10_000
"""Ids that a search finds, the newest."""


async def look_at(look: Look, call: Call) -> tuple[str, Value]:
    """The name and the value of the answer. Raises Refused, NotAllowed, NotSupported, AnswerTooLarge, HttpRefusal."""
    match look:
        case Look.FOR_CLIENT:
            call.actor.require(Right.CHARGE)
            return "client_token", {"value": client_token(call.actor, wall_clock())}
        case Look.FIND:
            return "transaction", shown(await _named(call))
        case Look.LINE_ITEMS:
            items = (await _named(call)).details.get("line_items", ())
            return "line_items", Items([line_item(each) for each in items], "line_item")
        case Look.SEARCH_IDS:
            call.actor.require(Right.VIEW)
            found = await call.reader.legacy_ids(criteria_of(_searched(call)), MOST_FOUND)
            return "search_results", {"page_size": PAGE, "ids": Items([*found])}
        case Look.SEARCH:
            call.actor.require(Right.VIEW)
            reader = call.reader
            page = await reader.search(criteria_of(_searched(call)), PAGE)
            payments: list[Value] = [shown(seen) for seen in await reader.at(page.positions)]
            fields = {"current_page_number": 1, "page_size": PAGE, "total_items": len(payments)}
            return "credit_card_transactions", Pages(fields, "transaction", payments)


def _searched(call: Call) -> Fields:
    return Fields.of("search", call.body.get("search"))


async def _named(call: Call) -> Seen:
    call.actor.require(Right.VIEW)
    seen = await call.reader.named(call.legacy_id)
    if seen is None:
        raise not_found(*TRANSACTION)
    return seen
