"""Whom a request's credentials stand for."""

import hmac
from dataclasses import replace

from app.domain.people import Actor
from app.flows.set_up import hash_private_key
from app.store import merchants
from app.store.database import Store

_NO_KEY = bytes(32)


async def actor_of_key(store: Store, public: str, private: str, address: str | None) -> Actor | None:
    """The actor behind an API key, read from the database each time, so that revoking takes effect at once.

    None for an unknown or revoked key or a wrong private half; the comparison takes the same time for all of them.
    """
    if "\0" in public:
        return None
    async with store.session() as session:
        found = await merchants.find_key(session, public)
    kept, actor = found if found is not None else (_NO_KEY, None)
    matches = hmac.compare_digest(kept, hash_private_key(private))
    return replace(actor, address=address) if matches and actor is not None else None
