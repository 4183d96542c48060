"""The secrets that messages are signed with, as they are kept: sealed, each for its endpoint (SPEC 14.3)."""

import json
from collections.abc import AsyncGenerator

from app.domain.problems import Condition, Path, Problem, Refused
from app.domain.telling.endpoints import KeptSecret
from app.flows.service import Service
from app.gateways.keyring import CannotOpen, KeyRing, Sealed
from app.store.telling import endpoints

BATCH = 100
"""Endpoints in one transaction, when all are sealed anew."""


def seal(
    ring: KeyRing | None, secret: str, endpoint_id: int, merchant_id: int, *, sandbox: bool, at: Path
) -> KeptSecret:
    """The secret as it is kept. A sandbox merchant's is kept as it is where no key ring is set.

    Raises Refused (SECRETS_KEYS_MISSING at that path) for any other merchant's.
    """
    if ring is None:
        if not sandbox:
            raise Refused(Problem(Condition.SECRETS_KEYS_MISSING, at))
        return KeptSecret(secret.encode(), None)
    sealed = ring.seal(secret.encode(), _place(endpoint_id, merchant_id))
    return KeptSecret(sealed.data, sealed.key_id)


def opened(ring: KeyRing | None, kept: KeptSecret, endpoint_id: int, merchant_id: int) -> str:
    """The secret. Raises CannotOpen."""
    if kept.key_id is None:
        return kept.data.decode()
    if ring is None:
        raise CannotOpen("No key ring is set.")
    return ring.open(Sealed(kept.key_id, kept.data), _place(endpoint_id, merchant_id)).decode()


async def seal_all_anew(service: Service, ring: KeyRing) -> AsyncGenerator[tuple[int, tuple[str, ...]], None]:
    """Seals by the ring's first key what is not sealed by it, batch by batch: how many endpoints' secrets were, and the
    ids of the endpoints whose secrets no key opens. It can be stopped after any batch. Raises Unavailable.
    """
    after = 0
    while True:
        async with service.store.begin() as session:
            found = await endpoints.not_sealed_by(session, ring.first, after, BATCH)
            not_opened = list[str]()
            for each in found:
                place = each.number, each.merchant_id
                try:
                    present = _again(ring, each.present, *place)
                    old = None if each.old is None else _again(ring, each.old, *place)
                except CannotOpen:
                    not_opened.append(each.legacy_id)
                    continue
                await endpoints.seal_anew(session, each.number, present, old)
        if not found:
            return
        after = found[-1].number
        yield len(found) - len(not_opened), tuple(not_opened)


def _again(ring: KeyRing, kept: KeptSecret, endpoint_id: int, merchant_id: int) -> KeptSecret:
    sealed = ring.seal(opened(ring, kept, endpoint_id, merchant_id).encode(), _place(endpoint_id, merchant_id))
    return KeptSecret(sealed.data, sealed.key_id)


def _place(endpoint_id: int, merchant_id: int) -> bytes:
    """What a sealed secret is bound to."""
    return json.dumps(["webhook endpoint", endpoint_id, merchant_id], separators=(",", ":")).encode()
