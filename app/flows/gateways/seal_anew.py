"""`refundry secrets rotate`: every secret is sealed by the first key of the ring (SPEC 14.3)."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from app.domain.gateways.accounts import SealedVersion
from app.flows.service import Service
from app.gateways.credentials import place_of
from app.gateways.keyring import CannotOpen, KeyRing, Sealed
from app.store.gateways import accounts
from app.store.gateways.accounts import Key

BATCH = 100
"""Secrets in one transaction. A command that is stopped loses the work of one batch at most."""


@dataclass(frozen=True, slots=True)
class Batch:
    """How many secrets one batch has sealed, and the accounts' numbers and versions that no key of the ring opens."""

    sealed: int
    not_opened: tuple[Key, ...]


async def seal_anew(service: Service, ring: KeyRing, size: int = BATCH) -> AsyncGenerator[Batch, None]:
    """Seals by the ring's first key what another one sealed, batch by batch. What is sealed by it already is left.

    It can be stopped after any batch and begun again, also while the service runs. Raises Unavailable.
    """
    after: Key = (0, 0)
    while True:
        async with service.store.begin() as session:
            found = await accounts.not_sealed_by(session, ring.first, after, size)
            not_opened: list[Key] = []
            for each in found:
                key = each.account_id, each.version
                sealed = _sealed_anew(ring, each)
                if sealed is None:
                    not_opened.append(key)
                else:
                    await accounts.seal_anew(session, key, sealed.key_id, sealed.data)
        if not found:
            return
        after = found[-1].account_id, found[-1].version
        yield Batch(len(found) - len(not_opened), tuple(not_opened))


def _sealed_anew(ring: KeyRing, kept: SealedVersion) -> Sealed | None:
    place = place_of(kept.account_id, kept.merchant_id, kept.adapter, kept.version, kept.settings)
    try:
        return ring.seal(ring.open(Sealed(kept.key_id, kept.sealed), place), place)
    except CannotOpen:
        return None
