"""The parts of a letter, which say the same as plain text and as HTML. No value in them is trusted."""

from dataclasses import dataclass
from html import escape

LONGEST_VALUE = 300
"""Characters of a value in a letter."""

JOINERS = frozenset("\u200c\u200d")
"""Characters that `str.isprintable` rejects although names and emoji need them."""


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that the reader can do: a sentence, and the GraphQL mutation that does or records it."""

    what: str
    mutation: str


@dataclass(frozen=True, slots=True)
class Part:
    """One notice in words: what happened, named facts, a line for each attempt, what to do, its page in the desk."""

    happened: str
    facts: list[tuple[str, str]]
    sendings: list[str]
    ways: list[Way]
    page: str | None = None


def one_line(value: str) -> str:
    """The value as one printable line of at most LONGEST_VALUE characters, so that it can't look like another line."""
    plain = "".join(each if each.isprintable() or each in JOINERS else " " for each in value)
    words = " ".join(plain.split())
    return words if len(words) <= LONGEST_VALUE else words[: LONGEST_VALUE - 1] + "…"


def as_text(part: Part) -> str:
    """The part as lines of plain text."""
    widest = max(len(name) for name, _ in part.facts)
    return "\n".join(
        [
            part.happened,
            "",
            *([] if part.page is None else [f"In the desk: {part.page}", ""]),
            *(f"{name + ':':<{widest + 1}} {value}" for name, value in part.facts),
            "",
            *(["What the gateway answered:"] if part.sendings else []),
            *(f"{number}. {each}" for number, each in enumerate(part.sendings, start=1)),
            *([""] if part.sendings else []),
            "What to do:",
            *(f"{number}. {way.what}\n   {way.mutation}" for number, way in enumerate(part.ways, start=1)),
            "",
        ]
    )


def as_html(part: Part) -> str:
    """The part as HTML, every value escaped."""
    rows = "".join(
        f'<tr><th align="left">{escape(name)}</th><td>{escape(value)}</td></tr>\n' for name, value in part.facts
    )
    answers = "".join(f"<li>{escape(each)}</li>\n" for each in part.sendings)
    answered = f"<p>What the gateway answered:</p>\n<ol>\n{answers}</ol>\n" if part.sendings else ""
    page = "" if part.page is None else f'<p><a href="{escape(part.page)}">Look at it in the desk</a></p>\n'
    steps = "".join(f"<li>{escape(way.what)}<br><code>{escape(way.mutation)}</code></li>\n" for way in part.ways)
    return (
        f"<p>{escape(part.happened)}</p>\n"
        f"{page}"
        f'<table cellpadding="4">\n{rows}</table>\n'
        f"{answered}"
        f"<p>What to do:</p>\n<ol>\n{steps}</ol>\n"
    )


def page_of(body: str) -> str:
    """A whole page with that body."""
    return f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<body>\n{body}</body>\n</html>\n'
