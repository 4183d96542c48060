"""Whoever asked for something that is done later, as they are by then (SPEC 8.2)."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.people import Actor, ActorKind
from app.domain.states import PaymentSource
from app.store import keys, people


async def find(session: AsyncSession, merchant_id: int, kind: ActorKind, id_: str, name: str) -> Actor:
    """The person or the key with the rights that they have now; with none at all once there is no such any more."""
    if kind is ActorKind.USER:
        person = await people.find(session, merchant_id, id_)
        found = None if person is None else person.as_actor()
    else:
        key = await keys.find(session, id_)
        found = None if key is None else key.actor
    return found or Actor(
        kind=kind,
        id=id_,
        name=name,
        merchant_id=merchant_id,
        merchant="",
        rights=frozenset(),
        source=PaymentSource.API,
    )
