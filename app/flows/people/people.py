"""A merchant's people and keys: made, listed, given and deprived of rights, disabled, by administrators (SPEC 8.2)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.history.notices import is_mail_address
from app.domain.ids import IdKind, new_legacy_id, read_global_id
from app.domain.people.passwords import check_password
from app.domain.people.people import Actor, ActorKind, ApiKey, KeyHabits, Person, Right, rights_in_words
from app.domain.problems import Condition, Findings, Path, Problem, Refused, WhichMerchant, not_found
from app.domain.reversals.payments import Merchant
from app.domain.texts import check_text
from app.flows.people import leases
from app.flows.people.passwords import hash_password
from app.flows.people.set_up import hash_private_key, new_key_pair, operator_of
from app.flows.service import Service, Work
from app.store.database import Store
from app.store.history import changes
from app.store.people import keys, merchants, people, sessions
from app.store.reversals import requesters
from app.store.reversals.look import Requester

EMAIL: Path = ("input", "email")
NAME: Path = ("input", "name")
PASSWORD: Path = ("input", "password")
USER: Path = ("input", "userId")
RIGHT: Path = ("input", "right")
PUBLIC_KEY: Path = ("input", "publicKey")

LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class CreateUserAsk:
    """Somebody new, with the first password."""

    email: str
    name: str
    password: str
    rights: frozenset[Right]


async def create_user(service: Service, actor: Actor, ask: CreateUserAsk) -> Person:
    """A new person of the merchant's.

    Raises Refused (EMAIL_INVALID, EMAIL_TAKEN, PASSWORD_INVALID, TEXT_INVALID, TEXT_TOO_LONG), NotAllowed, TooBusy.
    """
    actor.require(Right.ADMINISTER)
    _check(ask)
    password_hash = await hash_password(ask.password, (actor.merchant_id, actor.id))
    async with _administering(service, actor) as work:
        return await _add(work, ask, password_hash)


async def grant_right(service: Service, actor: Actor, user_id: str, right: Right) -> Person:
    """The person, who has the right from now on in every process, if not before.

    Raises Refused (OBJECT_NOT_FOUND), NotAllowed.
    """
    async with _known_everywhere(service, actor) as work:
        person = await _find(work, user_id)
        if right in person.rights:
            return person
        await _keep(work, Entry(ChangeKind.RIGHT_GRANTED), f"{right} to {person.email}")
        return await _set_rights(work, person, person.rights | {right})


async def revoke_right(service: Service, actor: Actor, user_id: str, right: Right) -> Person:
    """The person, who has the right no longer, in no process.

    Raises Refused (OBJECT_NOT_FOUND, or LAST_ADMINISTRATOR for the last person who administers the merchant: keys
    don't count, since nobody signs in with them), NotAllowed.
    """
    async with _known_everywhere(service, actor) as work:
        person = await _find(work, user_id)
        if right not in person.rights:
            return person
        if right is Right.ADMINISTER:
            await _check_not_last(work, person, RIGHT)
        await _keep(work, Entry(ChangeKind.RIGHT_REVOKED), f"{right} from {person.email}")
        return await _set_rights(work, person, person.rights - {right})


async def disable_user(service: Service, actor: Actor, user_id: str) -> Person:
    """The person, disabled: signed out everywhere, in every process, and not let in until `enable_user`.

    What the person asked for and what still waits is not sent again (SPEC 8.2), as for a person without rights.
    Raises Refused (OBJECT_NOT_FOUND, OWN_ACCOUNT, LAST_ADMINISTRATOR), NotAllowed.
    """
    async with _known_everywhere(service, actor) as work:
        person = await _find(work, user_id)
        if actor.kind is ActorKind.USER and person.legacy_id == actor.id:
            raise Refused(Problem(Condition.OWN_ACCOUNT, USER))
        return await _disable(work, person, USER)


async def enable_user(service: Service, actor: Actor, user_id: str) -> Person:
    """The person, who can sign in again, with the rights from before. Raises Refused (OBJECT_NOT_FOUND), NotAllowed."""
    async with _administering(service, actor) as work:
        return await _enable(work, await _find(work, user_id))


async def people_of(service: Service, actor: Actor) -> list[Person]:
    """The merchant's people, by their names. Raises NotAllowed."""
    actor.require(Right.ADMINISTER)
    async with service.store.session() as session:
        return await people.of_merchant(session, actor.merchant_id)


async def create_api_key(
    service: Service, actor: Actor, name: str, rights: frozenset[Right], habits: KeyHabits
) -> tuple[ApiKey, str]:
    """A new key of the merchant's, and its private half, which is kept as its SHA-256 and never seen again.

    Raises Refused (TEXT_INVALID, TEXT_TOO_LONG), NotAllowed.
    """
    actor.require(Right.ADMINISTER)
    _check_name(name)
    public, private = new_key_pair()
    async with _administering(service, actor) as work:
        made = await keys.add(work.session, work.merchant.id, public, hash_private_key(private), name, rights, habits)
        await _keep(work, Entry(ChangeKind.API_KEY_CREATED), f"{public} ({name}): {rights_in_words(rights)}")
    return made, private


async def revoke_api_key(service: Service, actor: Actor, public_key: str) -> ApiKey:
    """The key, revoked in every process. Raises Refused (OBJECT_NOT_FOUND), NotAllowed."""
    async with _known_everywhere(service, actor) as work:
        revoked = None if "\0" in public_key else await keys.revoke(work.session, work.merchant.id, public_key)
        if revoked is None:
            raise not_found(*PUBLIC_KEY)
        await _keep(work, Entry(ChangeKind.API_KEY_REVOKED), f"{public_key} ({revoked.name})")
    return revoked


async def keys_of(service: Service, actor: Actor) -> list[ApiKey]:
    """The merchant's keys that hold, the oldest first. Raises NotAllowed."""
    actor.require(Right.ADMINISTER)
    async with service.store.session() as session:
        return await keys.of_merchant(session, actor.merchant_id)


async def add_person(store: Store, merchant: Merchant, ask: CreateUserAsk) -> Person:
    """A new person, made by an operator of the installation: a merchant's first administrator. Raises Refused."""
    _check(ask)
    password_hash = await hash_password(ask.password)
    async with store.begin() as session:
        return await _add(Work(session, merchant, operator_of(merchant)), ask, password_hash)


async def disable_person(store: Store, email: str, merchant_id: str | None = None) -> None:
    """As `disable_user`, by an operator. Raises Refused (OBJECT_NOT_FOUND, LAST_ADMINISTRATOR), WhichMerchant."""
    async with _operating_on(store, email, merchant_id) as (work, person):
        await _disable(work, person, EMAIL)
    await leases.over()


async def enable_person(store: Store, email: str, merchant_id: str | None = None) -> None:
    """As `enable_user`, by an operator. Raises Refused (OBJECT_NOT_FOUND), WhichMerchant."""
    async with _operating_on(store, email, merchant_id) as (work, person):
        await _enable(work, person)


async def set_password(store: Store, email: str, password: str, merchant_id: str | None = None) -> None:
    """The person's new password, set by an operator; every session of the person's is over.

    `merchant_id` is the public id of the person's merchant. Raises Refused, WhichMerchant.
    """
    check_password(password, email, PASSWORD)
    password_hash = await hash_password(password)
    async with _operating_on(store, email, merchant_id) as (work, person):
        await people.set_password(work.session, person.id, password_hash)
        await sessions.revoke_all(work.session, person.id)
        await _keep(work, Entry(ChangeKind.PASSWORD_SET), person.email)
    await leases.over()


@asynccontextmanager
async def _administering(service: Service, actor: Actor) -> AsyncIterator[Work]:
    """A unit of work in which no other work changes the merchant's people. Raises NotAllowed, Unavailable.

    The actor's right is looked at again once the merchant is locked: of two administrators who disable each other at
    the same time, the second is not one any more.
    """
    actor.require(Right.ADMINISTER)
    async with service.store.begin() as session:
        await merchants.lock(session, actor.merchant_id)
        present = await requesters.find(session, Requester.of(actor))
        present.require(Right.ADMINISTER)
        yield await service.begun(session, actor)


@asynccontextmanager
async def _known_everywhere(service: Service, actor: Actor) -> AsyncIterator[Work]:
    """The same for what somebody may do: it ends when every process goes by what was written."""
    async with _administering(service, actor) as work:
        yield work
    await leases.over()


@asynccontextmanager
async def _operating_on(store: Store, email: str, merchant_id: str | None) -> AsyncIterator[tuple[Work, Person]]:
    """An operator's unit of work on the person with that address, in which no other work changes the merchant's people.

    Raises Refused (OBJECT_NOT_FOUND); WhichMerchant where several merchants have such a person and none is named.
    """
    async with store.begin() as session:
        found = await people.with_email(session, email, merchant_id)
        if not found:
            raise not_found(*EMAIL)
        if len(found) > 1:
            raise WhichMerchant(*(person.merchant for person in found))
        merchant = await merchants.lock(session, found[0].merchant_id)
        person = await people.find(session, merchant.id, found[0].legacy_id)
        assert person is not None, "people are never deleted"
        yield Work(session, merchant, operator_of(merchant)), person


def _check(ask: CreateUserAsk) -> None:
    findings = Findings()
    with findings:
        if not is_mail_address(ask.email):
            raise Refused(Problem(Condition.EMAIL_INVALID, EMAIL))
    with findings:
        _check_name(ask.name)
    with findings:
        check_password(ask.password, ask.email, PASSWORD)
    findings.refuse()


def _check_name(name: str) -> None:
    check_text(name, NAME, LONGEST_NAME)
    if not name.strip() or not name.isprintable():
        raise Refused(Problem(Condition.TEXT_INVALID, NAME))


async def _add(work: Work, ask: CreateUserAsk, password_hash: str) -> Person:
    if not await people.hold_address(work.session, work.merchant.id, ask.email):
        raise Refused(Problem(Condition.EMAIL_TAKEN, EMAIL))
    person = await people.add(
        work.session,
        work.merchant.id,
        legacy_id=new_legacy_id(),
        email=ask.email,
        name=ask.name,
        password_hash=password_hash,
        rights=ask.rights,
    )
    await _keep(work, Entry(ChangeKind.USER_ADDED), f"{ask.email}: {rights_in_words(ask.rights)}")
    return person


async def _find(work: Work, user_id: str) -> Person:
    match read_global_id(user_id):
        case (IdKind.USER, legacy_id):
            person = await people.find(work.session, work.merchant.id, legacy_id)
            if person is not None:
                return person
    raise not_found(*USER)


async def _disable(work: Work, person: Person, path: Path) -> Person:
    """Raises Refused (LAST_ADMINISTRATOR at `path`)."""
    if person.disabled:
        return person
    if Right.ADMINISTER in person.rights:
        await _check_not_last(work, person, path)
    # Whoever signs in as the person at this moment is done before, and signed out here, or finds the person disabled.
    await people.hold(work.session, person.id)
    await people.disable(work.session, person.id)
    await sessions.revoke_all(work.session, person.id)
    await _keep(work, Entry(ChangeKind.USER_DISABLED), person.email)
    return replace(person, disabled=True)


async def _enable(work: Work, person: Person) -> Person:
    if not person.disabled:
        return person
    await people.enable(work.session, person.id)
    await _keep(work, Entry(ChangeKind.USER_ENABLED), person.email)
    return replace(person, disabled=False)


async def _check_not_last(work: Work, person: Person, path: Path) -> None:
    """Raises Refused (LAST_ADMINISTRATOR at `path`) if the person, an administrator, is the last one not disabled."""
    if not person.disabled and await people.administrators(work.session, work.merchant.id) == 1:
        raise Refused(Problem(Condition.LAST_ADMINISTRATOR, path))


async def _set_rights(work: Work, person: Person, rights: frozenset[Right]) -> Person:
    await people.set_rights(work.session, person.id, rights)
    return replace(person, rights=rights)


async def _keep(work: Work, entry: Entry, note: str) -> None:
    await changes.add(work.session, work.actor, work.now, entry, note)
