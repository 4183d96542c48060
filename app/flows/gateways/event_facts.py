"""How an event of a gateway is kept until it is acted on: as JSON, and read back as the same event."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from app.domain.copies import replace
from app.domain.texts import kept_text
from refundry.gateways import Accepted, Declined, Event, NotKnown, NotReached, Outcome, Pending

LONGEST_TEXT = 255

_OUTCOMES: Mapping[str, TypeAdapter[Any]] = {
    each.__name__: TypeAdapter(each) for each in (Accepted, Declined, NotKnown, NotReached, Pending)
}
_EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def facts_of(event: Event) -> dict[str, Any]:
    """What the event says, as JSON has it. Texts are cut to what can be kept."""
    facts = _EVENT.dump_python(event, mode="json", exclude={"outcome"}, exclude_none=True)
    if event.outcome is not None:
        kind = type(event.outcome).__name__
        facts["outcome"] = {"is": kind, "says": _OUTCOMES[kind].dump_python(event.outcome, mode="json")}
    kept: dict[str, Any] = _kept(facts)
    return kept


def event_of(facts: Mapping[str, Any]) -> Event:
    """The event that was kept so. Raises ValueError for what is none."""
    told = facts.get("outcome")
    outcome: Outcome | None = None if told is None else _OUTCOMES[told["is"]].validate_python(told["says"])
    event = _EVENT.validate_python({name: value for name, value in facts.items() if name != "outcome"})
    return replace(event, outcome=outcome)


def _kept(value: Any) -> Any:
    if isinstance(value, str):
        return kept_text(value, LONGEST_TEXT) or ""
    if isinstance(value, dict):
        return {name: _kept(each) for name, each in value.items()}
    return [_kept(each) for each in value] if isinstance(value, list) else value
