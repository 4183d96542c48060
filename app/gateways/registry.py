"""The gateways that are there without a gateway account, by name: the sandbox alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.gateways.sandbox.gateway import SandboxGateway

SANDBOX = "sandbox"


class UnknownGateway(LookupError):
    """This installation has no gateway of that name without an account."""

    def __init__(self, name: str, known: Mapping[str, SandboxGateway]) -> None:
        super().__init__(f"no gateway is called {name!r}; there are: {', '.join(sorted(known)) or 'none'}")
        self.name = name


@dataclass(frozen=True, slots=True)
class Gateways:
    """The gateways, by the names that merchant accounts use."""

    adapters: Mapping[str, SandboxGateway]

    def named(self, name: str) -> SandboxGateway:
        """The gateway of that name. Raises UnknownGateway if there is none."""
        try:
            return self.adapters[name]
        except KeyError:
            raise UnknownGateway(name, self.adapters) from None
