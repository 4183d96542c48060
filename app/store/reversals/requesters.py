"""Requesters of what is done later, as they are by then (SPEC 8.2)."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.people.people import Actor, ActorKind
from app.domain.reversals.states import PaymentSource
from app.store.database import Store
from app.store.people import keys, people
from app.store.reversals.look import Requester


async def find(session: AsyncSession, requester: Requester) -> Actor:
    """The person or the key with the rights that they have now; with none at all once there is no such any more."""
    if requester.kind is ActorKind.USER:
        person = await people.find(session, requester.merchant_id, requester.id)
        return _without_rights(requester) if person is None else person.as_actor()
    key = await keys.find(session, requester.id)
    return _without_rights(requester) if key is None else key.actor


async def find_together(store: Store, requester: Requester) -> Actor:
    """The same, read together with what others look for."""
    if requester.kind is ActorKind.USER:
        person = await store.find_together(people.find_all, (requester.merchant_id, requester.id))
        return _without_rights(requester) if person is None else person.as_actor()
    key = await store.read_together(keys.find_all, requester.id)
    return _without_rights(requester) if key is None else key.actor


def _without_rights(requester: Requester) -> Actor:
    return Actor(
        kind=requester.kind,
        id=requester.id,
        name=requester.name,
        merchant_id=requester.merchant_id,
        merchant="",
        rights=frozenset(),
        source=PaymentSource.API,
    )
