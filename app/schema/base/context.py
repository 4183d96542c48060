"""What every resolver finds in its `info`."""

from dataclasses import dataclass, replace
from typing import Protocol

import strawberry

from app.domain.people.people import Actor
from app.flows.people.rights_now import rights_now
from app.flows.service import Service
from app.schema.base.loaders import Loaders


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
    _changes: int = 0

    async def before_a_change(self) -> None:
        """Called before each mutation of a document. Raises Unavailable.

        The actor's rights were looked at before the first; by the turn of another one they may have been taken away.
        """
        self._changes += 1
        if self._changes > 1:
            self.actor = replace(self.actor, rights=await rights_now(self.service.store, self.actor))

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
