"""`refundry users`: list, create, disable and enable people, and set their passwords (SPEC 8)."""

import sys
from typing import Annotated

import typer

from app.commands import tables
from app.commands.serving import DataDir, with_store
from app.domain.people.people import ALL_RIGHTS, Person, Right, rights_in_words
from app.flows.people import people, set_up
from app.store.database import Store
from app.store.people import people as kept_people

Email = Annotated[str, typer.Argument(help="The e-mail address that the person signs in with.")]
Merchant = Annotated[str | None, typer.Option(help="The merchant's id, if several merchants have this address.")]

users = typer.Typer(no_args_is_help=True, help="Manage the people who sign in.")


@users.command("create")
def create(
    email: Email,
    merchant: Annotated[str, typer.Option(help="The merchant's id.")],
    name: Annotated[str, typer.Option(help="The person's name.")],
    admin: Annotated[bool, typer.Option("--admin", help="An administrator, with all rights.")] = False,
    right: Annotated[list[Right] | None, typer.Option(help="A right; can be repeated.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Create a person. The password is asked for, or is the first line of standard input."""
    ask = people.CreateUserAsk(email, name, _password(), ALL_RIGHTS if admin else frozenset(right or ()))

    async def create_it(store: Store) -> None:
        await people.add_person(store, await set_up.find_merchant(store, merchant), ask)

    with_store(data_dir, "refundry users create", create_it)
    typer.echo(email)


@users.command("list")
def list_them(merchant: Annotated[str, typer.Argument(help="The merchant's id.")], data_dir: DataDir = None) -> None:
    """List a merchant's people, with their rights."""

    async def look(store: Store) -> list[Person]:
        whose = await set_up.find_merchant(store, merchant)
        async with store.session() as session:
            return await kept_people.of_merchant(session, whose.id)

    found = with_store(data_dir, "refundry users list", look, or_demo=True)
    tables.show(
        ("e-mail", "name", "state", "rights"),
        (
            (each.email, each.name, "disabled" if each.disabled else "enabled", rights_in_words(each.rights))
            for each in found
        ),
    )


@users.command("set-password")
def set_password(email: Email, merchant: Merchant = None, data_dir: DataDir = None) -> None:
    """Set a person's password, read as in `create`, and end all of the person's sessions."""
    password = _password()

    async def set_it(store: Store) -> None:
        await people.set_password(store, email, password, await _public_id(store, merchant))

    with_store(data_dir, "refundry users set-password", set_it)


@users.command("disable")
def disable(email: Email, merchant: Merchant = None, data_dir: DataDir = None) -> None:
    """Disable a person: end all sessions at once, and refuse sign-ins until `enable`."""

    async def disable_it(store: Store) -> None:
        await people.disable_person(store, email, await _public_id(store, merchant))

    with_store(data_dir, "refundry users disable", disable_it)


@users.command("enable")
def enable(email: Email, merchant: Merchant = None, data_dir: DataDir = None) -> None:
    """Enable a disabled person, with the same rights as before."""

    async def enable_it(store: Store) -> None:
        await people.enable_person(store, email, await _public_id(store, merchant))

    with_store(data_dir, "refundry users enable", enable_it)


async def _public_id(store: Store, merchant: str | None) -> str | None:
    """The id of an existing merchant, or None. Raises SetUpError for an unknown one."""
    return None if merchant is None else (await set_up.find_merchant(store, merchant)).public_id


def _password() -> str:
    """The password. Never an argument: arguments are in the shell's history and in the list of processes."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")
