"""What every resolver finds in its `info`."""

from dataclasses import dataclass
from typing import Protocol

import strawberry

from app.domain.people import Actor
from app.flows.service import Service
from app.schema.loaders import Loaders


class Client(Protocol):
    """Whoever waits for the answer."""

    @property
    def gone(self) -> bool:
        """Whether it waits no more."""
        ...


@dataclass(slots=True)
class Context:
    """One request: the service, who asks, the request's id, its client, and what was read for it so far."""

    service: Service
    actor: Actor
    request_id: str
    client: Client
    _loaders: Loaders | None = None

    @property
    def loaders(self) -> Loaders:
        """The request's readers. Few mutations select anything that is not known by then."""
        if self._loaders is None:
            self._loaders = Loaders(self.service.store, self.actor.merchant_id)
        return self._loaders

    def forget(self) -> None:
        """Whatever was read before is read again: something is about to change it."""
        self._loaders = None


Info = strawberry.Info[Context, None]
