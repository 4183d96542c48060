"""What every resolver finds in its `info`."""

from dataclasses import dataclass

import strawberry

from app.domain.people import Actor
from app.flows.service import Service
from app.schema.loaders import Loaders


@dataclass(slots=True)
class Context:
    """One request: the service, who asks, the request's id, and what was read for it so far."""

    service: Service
    actor: Actor
    request_id: str
    loaders: Loaders

    @classmethod
    def of(cls, service: Service, actor: Actor, request_id: str) -> "Context":
        return cls(service, actor, request_id, Loaders(service.store, actor.merchant_id))

    def forget(self) -> None:
        """Whatever was read before is read again: something is about to change it."""
        self.loaders = Loaders(self.service.store, self.actor.merchant_id)


Info = strawberry.Info[Context, None]
