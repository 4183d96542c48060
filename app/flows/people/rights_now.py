"""What an actor may do by now, where time has passed since the credentials were looked at (SPEC 8.1)."""

from app.domain.people.people import Actor, Right
from app.store.database import Store
from app.store.people import sessions
from app.store.reversals import requesters
from app.store.reversals.look import Requester


async def rights_now(store: Store, actor: Actor) -> frozenset[Right]:
    """The actor's rights; none once the key was revoked, or the sign-in is over. Raises Unavailable."""
    async with store.session() as session:
        if actor.session is not None and not await sessions.goes_on(session, actor.session):
            return frozenset()
        found = await requesters.find(session, Requester.of(actor))
    return found.rights
