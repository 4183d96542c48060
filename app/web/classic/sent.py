"""The parts of a classic call's body, each by its name and in its form."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.texts import LONGEST_NOTE
from app.web.classic.bodies import Sent
from app.web.http.statuses import HttpRefusal

LONGEST_FIELD = LONGEST_NOTE
"""Characters of a field that is kept as sent. Those with a limit of their own are checked by the flows."""


@dataclass(frozen=True, slots=True)
class Fields:
    """An object of the body, and its name for refusals. What is missing, null or empty counts as not sent.

    Each method raises HttpRefusal where the field has another form.
    """

    name: str
    values: Mapping[str, Sent]

    @classmethod
    def of(cls, name: str, value: Sent) -> "Fields":
        """The object; one without fields for what was not sent."""
        if value is None or value == "":
            return cls(name, {})
        if not isinstance(value, dict):
            raise _wrong(name, "an object")
        return cls(name, value)

    def __bool__(self) -> bool:
        return bool(self.values)

    def text(self, name: str, longest: int = LONGEST_FIELD) -> str | None:
        """A text; None where none was sent."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, bool):
            return "true" if value else "false"
        if not isinstance(value, str):
            raise _wrong(f"{self.name}.{name}", "a text")
        if len(value) > longest:
            raise _wrong(f"{self.name}.{name}", f"a text of up to {longest} characters")
        return value

    def flag(self, name: str) -> bool:
        """Whether it was sent as true."""
        text = self.text(name)
        if text not in (None, "true", "false", "1", "0"):
            raise _wrong(f"{self.name}.{name}", "true or false")
        return text in ("true", "1")

    def object(self, name: str) -> "Fields":
        return Fields.of(f"{self.name}.{name}", self.values.get(name))

    def texts(self, *names: str) -> dict[str, str]:
        """Those of these texts that were sent, by name."""
        return {name: text for name in names if (text := self.text(name)) is not None}

    def list(self, name: str, most: int) -> list[Sent]:
        """A list of up to `most` values; empty where none was sent."""
        value = self.values.get(name)
        if value is None or value == "":
            return []
        if not isinstance(value, list):
            raise _wrong(f"{self.name}.{name}", "an array")
        if len(value) > most:
            raise _wrong(f"{self.name}.{name}", f"an array of up to {most} values")
        return value


def _wrong(name: str, form: str) -> HttpRefusal:
    return HttpRefusal("BAD_REQUEST", f"{name} must be {form}.")
