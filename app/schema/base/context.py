"""The context of a request, which each resolver has as `info.context`."""

from dataclasses import dataclass, replace
from typing import Protocol

import strawberry

from app.domain.people.people import Actor
from app.flows.live.subjects import Subject
from app.flows.people.rights_now import rights_now
from app.flows.service import Service
from app.schema.base.loaders import Loaders


class Client(Protocol):
    """The client that waits for the answer."""

    @property
    def gone(self) -> bool:
        """Whether it has disconnected."""
        ...


class Followed(Protocol):
    """A subscription, which runs its operation once for each change."""

    @property
    def subject(self) -> Subject | None:
        """What it follows; None in the first run, before it follows anything."""
        ...

    @property
    def event(self) -> int | None:
        """The operation, by the store's number, whose move in the queue is being told; None before the first."""
        ...

    async def follow(self, subject: Subject) -> bool:
        """Has the subscription follow that; False if it did already. Raises Unavailable."""
        ...


@dataclass(slots=True)
class Context:
    """One request: the service, the actor, the request's id, its client, and what was read for it so far.

    `followed` is the subscription that it is one run of.
    """

    service: Service
    actor: Actor
    request_id: str
    client: Client
    followed: Followed | None = None
    _loaders: Loaders | None = None
    _changes: int = 0

    async def before_a_change(self) -> None:
        """Called before each mutation of a document. Raises Unavailable.

        The actor's rights were read before the first one. They are read again before each later one: a right may have
        been revoked meanwhile.
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
        """Drops what was read: the next mutation may change it."""
        self._loaders = None


Info = strawberry.Info[Context, None]
