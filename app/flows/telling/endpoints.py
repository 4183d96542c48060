"""Adding, changing, deleting and showing a merchant's webhook endpoints (SPEC 15.1)."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from uuid import uuid4

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.ids import IdKind, new_legacy_id, read_global_id
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Findings, Path, Problem, Refused, Unavailable, not_found
from app.domain.telling.addresses import Forbidden, networks_of, read_url
from app.domain.telling.endpoints import LONGEST_DESCRIPTION, MOST_ENDPOINTS, Endpoint
from app.domain.telling.messages import MessageType, read_types
from app.domain.telling.signing import BOTH_SIGN_FOR, new_secret
from app.domain.texts import check_text
from app.flows.service import Service, Work
from app.flows.telling.secrets import seal
from app.store.database import Contended
from app.store.people import merchants
from app.store.telling import endpoints, messages

ID: Path = ("input", "id")
URL: Path = ("input", "url")
TYPES: Path = ("input", "types")
DESCRIPTION: Path = ("input", "description")


@dataclass(frozen=True, slots=True)
class CreateEndpointAsk:
    """An endpoint as it is to be; `types` None for messages of all types."""

    url: str
    types: Sequence[str] | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class UpdateEndpointAsk:
    """What is to change of an endpoint; None leaves it as it is, an empty description takes it away."""

    id: str
    url: str | None = None
    types: Sequence[str] | None = None
    description: str | None = None
    enabled: bool | None = None


async def create_endpoint(service: Service, actor: Actor, ask: CreateEndpointAsk) -> tuple[Endpoint, str]:
    """A new endpoint, which gets what happens from now on, and its secret, which is never shown again.

    Raises Refused (TEXT_INVALID, TEXT_TOO_LONG, LIST_EMPTY, WEBHOOK_ENDPOINTS_TOO_MANY, SECRETS_KEYS_MISSING),
    NotAllowed, Unavailable.
    """
    async with _administering(service, actor) as work:
        types, description = _checked(service, ask.url, ask.types, ask.description)
        if len(await endpoints.of_merchant(work.session, work.merchant.id)) >= MOST_ENDPOINTS:
            raise Refused(Problem(Condition.WEBHOOK_ENDPOINTS_TOO_MANY, URL, {"maximum": str(MOST_ENDPOINTS)}))
        endpoint = await endpoints.add(
            work.session, work.merchant.id, new_legacy_id(), ask.url, types, description, work.now
        )
        secret = new_secret()
        sandbox, ring = work.merchant.sandbox, service.sessions.ring
        kept = seal(ring, secret, endpoint.id, endpoint.merchant_id, sandbox=sandbox, at=URL)
        await endpoints.set_secret(work.session, endpoint.id, kept)
        endpoint = replace(endpoint, enabled=True)
        await endpoints.change(work.session, endpoint)
        await work.keep(Entry(ChangeKind.WEBHOOK_ENDPOINT_ADDED), note=_told(endpoint))
        return endpoint, secret


async def update_endpoint(service: Service, actor: Actor, ask: UpdateEndpointAsk) -> Endpoint:
    """The endpoint as it was asked for. What waits when it is switched off has failed, and can be sent again later.

    Raises Refused (OBJECT_NOT_FOUND, TEXT_INVALID, TEXT_TOO_LONG, LIST_EMPTY), NotAllowed, Unavailable.
    """
    async with _administering(service, actor) as work:
        before = await _found(work, ask.id)
        types, description = _checked(service, ask.url, ask.types, ask.description)
        after = replace(
            before,
            url=before.url if ask.url is None else ask.url,
            types=before.types if ask.types is None else types,
            description=before.description if ask.description is None else description,
            enabled=before.enabled if ask.enabled is None else ask.enabled,
        )
        if after == before:
            return before
        await endpoints.change(work.session, after)
        if before.enabled and not after.enabled:
            await messages.give_up(work.session, after.id)
        await work.keep(Entry(ChangeKind.WEBHOOK_ENDPOINT_CHANGED), note=f"{_told(before)} -> {_told(after)}")
        return await _found(work, ask.id)


async def delete_endpoint(service: Service, actor: Actor, id: str) -> Endpoint:
    """The endpoint, to which nothing is sent any more; its messages are gone with it.

    Raises Refused (OBJECT_NOT_FOUND), NotAllowed, Unavailable.
    """
    async with _administering(service, actor) as work:
        endpoint = await _found(work, id)
        await endpoints.delete(work.session, endpoint.id, work.now)
        await messages.give_up(work.session, endpoint.id)
        await work.keep(Entry(ChangeKind.WEBHOOK_ENDPOINT_DELETED), note=_told(endpoint))
        return replace(endpoint, enabled=False)


async def rotate_secret(service: Service, actor: Actor, id: str) -> tuple[Endpoint, str]:
    """The endpoint, and its new secret, which is never shown again. The old one signs as well for a day.

    Raises Refused (OBJECT_NOT_FOUND, SECRETS_KEYS_MISSING), NotAllowed, Unavailable.
    """
    async with _administering(service, actor) as work:
        endpoint, secret = await _found(work, id), new_secret()
        sandbox, ring = work.merchant.sandbox, service.sessions.ring
        kept = seal(ring, secret, endpoint.id, endpoint.merchant_id, sandbox=sandbox, at=ID)
        await endpoints.rotate(work.session, endpoint.id, kept, work.now + BOTH_SIGN_FOR)
        await work.keep(Entry(ChangeKind.WEBHOOK_SECRET_CHANGED), note=_told(endpoint))
        return endpoint, secret


async def ping_endpoint(service: Service, actor: Actor, id: str) -> Endpoint:
    """The endpoint, to which a message of the type `ping` is on its way.

    Raises Refused (OBJECT_NOT_FOUND, WEBHOOK_ENDPOINT_OFF), NotAllowed, Unavailable.
    """
    async with _administering(service, actor) as work:
        endpoint = await _found(work, id)
        if not endpoint.enabled:
            raise Refused(Problem(Condition.WEBHOOK_ENDPOINT_OFF, ID))
        await messages.add_ping(work.session, work.merchant.id, endpoint.id, f"msg_{uuid4().hex}", work.now)
        return endpoint


async def endpoints_of(service: Service, actor: Actor) -> list[Endpoint]:
    """The merchant's endpoints, the oldest first. Raises NotAllowed, Unavailable."""
    actor.require(Right.ADMINISTER)
    async with service.store.session() as session:
        return await endpoints.of_merchant(session, actor.merchant_id)


def legacy_id_of(id: str) -> str:
    """The legacy id in an endpoint's global id; an empty text where it is no endpoint's."""
    found = read_global_id(id)
    return found[1] if found is not None and found[0] is IdKind.WEBHOOK_ENDPOINT else ""


@asynccontextmanager
async def _administering(service: Service, actor: Actor) -> AsyncIterator[Work]:
    """A unit of work in which no other work changes the merchant's endpoints. Raises NotAllowed, Unavailable."""
    actor.require(Right.ADMINISTER)
    try:
        async with service.store.begin() as session:
            await merchants.lock(session, actor.merchant_id)
            yield await service.begun(session, actor)
    except Contended as error:
        raise Unavailable("the webhook endpoints are being changed by others") from error


async def _found(work: Work, id: str) -> Endpoint:
    endpoint = await endpoints.find(work.session, work.merchant.id, legacy_id_of(id), held=True)
    if endpoint is None:
        raise not_found(*ID)
    return endpoint


def _checked(
    service: Service, url: str | None, types: Sequence[str] | None, description: str | None
) -> tuple[tuple[MessageType, ...] | None, str | None]:
    """The types and the description as they are kept. Raises Refused with all that is wrong at once."""
    findings, known = Findings(), None
    if url is not None:
        with findings:
            try:
                read_url(url, networks_of(service.settings.webhook_networks))
            except Forbidden as error:
                raise Refused(Problem(Condition.TEXT_INVALID, URL, {"expected": str(error)})) from None
    if types is not None:
        with findings:
            known = read_types(types, TYPES)
    if description is not None:
        with findings:
            check_text(description, DESCRIPTION, LONGEST_DESCRIPTION)
    findings.refuse()
    return known, description or None


def _told(endpoint: Endpoint) -> str:
    """For the history. An address may have a password in its query: what stands behind its host is not kept."""
    scheme, _, rest = endpoint.url.partition("://")
    host = rest.replace("?", "/").partition("/")[0]
    types = "all types" if endpoint.types is None else ", ".join(endpoint.types)
    off = "" if endpoint.enabled else ", switched off"
    return f"{scheme}://{host} ({types}{off})"
