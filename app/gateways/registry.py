"""The gateways of this installation, by name."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.gateways.base import Gateway

SANDBOX = "sandbox"


class UnknownGateway(LookupError):
    """A merchant account names a gateway that this installation does not have: its set-up is wrong."""

    def __init__(self, name: str, known: Mapping[str, Gateway]) -> None:
        super().__init__(f"no gateway is called {name!r}; there are: {', '.join(sorted(known)) or 'none'}")
        self.name = name

    @property
    def in_words(self) -> str:
        """For the people whose refunds wait for it."""
        return f"The gateway {self.name} is not installed."


@dataclass(frozen=True, slots=True)
class Gateways:
    """The adapters, by the names that merchant accounts use."""

    adapters: Mapping[str, Gateway]

    def named(self, name: str) -> Gateway:
        """The adapter of that name. Raises UnknownGateway if there is none."""
        try:
            return self.adapters[name]
        except KeyError:
            raise UnknownGateway(name, self.adapters) from None
