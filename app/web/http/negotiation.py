"""Content negotiation by the Accept header (RFC 9110, 12.5.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.web.http.statuses import MediaType

HTML = "text/html"
EVENTS = "text/event-stream"

LONGEST_ACCEPT = 1_024
"""Characters of an Accept header at most; browsers send less than 200. Longer ones match nothing, since parsing them
takes time before authentication.
"""


@dataclass(frozen=True, slots=True)
class _Range:
    main: str
    sub: str
    quality: float
    position: int

    def covers(self, media_type: str) -> bool:
        main, sub = media_type.split("/")
        return self.main in ("*", main) and self.sub in ("*", sub)

    @property
    def precision(self) -> int:
        return (self.main != "*") + (self.sub != "*")


def media_type_for(accept: str | None) -> MediaType | None:
    """The response's media type: application/json unless the client prefers the other; None if it takes neither."""
    return None if too_long(accept) else _media_type_for(accept)


@lru_cache(maxsize=256)
def _media_type_for(accept: str | None) -> MediaType | None:
    best = _best(accept, list(MediaType))
    return MediaType(best) if best is not None else None


def prefers_html(accept: str | None) -> bool:
    """Whether the client prefers HTML, as browsers do."""
    return not too_long(accept) and HTML in (accept or "") and _best(accept, [*MediaType, HTML]) == HTML


@dataclass(frozen=True, slots=True)
class Events:
    """Whether a client takes server-sent events, and whether it prefers them to one response."""

    taken: bool = False
    preferred: bool = False


def events_for(accept: str | None) -> Events:
    """What a client says of server-sent events. Only one that names them takes them."""
    if accept is None or EVENTS not in accept.lower() or too_long(accept):
        return Events()
    named = any(each.main == "text" and each.sub == "event-stream" and each.quality > 0 for each in _ranges(accept))
    return Events(named, named and _best(accept, [*MediaType, EVENTS]) == EVENTS)


def too_long(accept: str | None) -> bool:
    """Whether the header has more than LONGEST_ACCEPT characters."""
    return accept is not None and len(accept) > LONGEST_ACCEPT


def _best(accept: str | None, offers: Sequence[str]) -> str | None:
    """The offer of the highest quality; then of the most specific range, the earliest range, the earliest offer."""
    if accept is None or not accept.strip():
        return offers[0]
    ranges = _ranges(accept)
    ranked = []
    for place, offer in enumerate(offers):
        fitting = [candidate for candidate in ranges if candidate.covers(offer)]
        if fitting:
            # The most exact range of an offer sets its quality, be it zero.
            chosen = max(fitting, key=lambda candidate: candidate.precision)
            if chosen.quality > 0:
                ranked.append(((-chosen.quality, -chosen.precision, chosen.position, place), offer))
    return min(ranked)[1] if ranked else None


def _ranges(accept: str) -> list[_Range]:
    ranges = []
    for position, part in enumerate(accept.split(",")):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        main, slash, sub = name.lower().partition("/")
        if slash:
            ranges.append(_Range(main, sub, _quality(parameters), position))
    return ranges


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
