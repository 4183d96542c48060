"""`refundry secrets`: the keys that seal the secrets of gateway accounts (SPEC 14.3)."""

import typer

from app.commands.gateway_accounts import with_service
from app.commands.serving import CommandFailed, DataDir
from app.domain.gateways.secret_keys import write_key
from app.flows.gateways.seal_anew import seal_anew
from app.flows.service import Service
from app.flows.telling.secrets import seal_all_anew
from app.gateways import keyring
from app.store.gateways.accounts import Key

secrets = typer.Typer(
    no_args_is_help=True, help="The keys that seal secrets of gateway accounts and webhook endpoints."
)


@secrets.command("new-key")
def new_key() -> None:
    """Print a new key for REFUNDRY_SECRETS_KEYS. It is not kept: without it, what it seals is lost."""
    typer.echo("Put this key first in REFUNDRY_SECRETS_KEYS, before those that are there:")
    typer.echo(write_key(keyring.new_key()))


@secrets.command("rotate")
def rotate(data_dir: DataDir = None) -> None:
    """Seal all secrets by the first key of REFUNDRY_SECRETS_KEYS. It can be stopped, and begun again, at any time."""

    async def work(service: Service) -> tuple[int, list[Key], list[str]]:
        ring = service.sessions.ring
        if ring is None:
            raise CommandFailed("REFUNDRY_SECRETS_KEYS is not set: there is no key to seal secrets by.")
        sealed, not_opened = 0, list[Key]()
        async for batch in seal_anew(service, ring):
            sealed += batch.sealed
            not_opened += batch.not_opened
        endpoints = list[str]()
        async for count, left in seal_all_anew(service, ring):
            sealed += count
            endpoints += left
        return sealed, not_opened, endpoints

    sealed, not_opened, endpoints = with_service(data_dir, "refundry secrets rotate", work)
    typer.echo(f"{sealed} secrets were sealed by the first key.")
    if not_opened:
        told = ", ".join(f"{account} (version {version})" for account, version in not_opened)
        raise CommandFailed(f"No key of REFUNDRY_SECRETS_KEYS opens the secrets of these gateway accounts: {told}.")
    if endpoints:
        told = ", ".join(endpoints)
        raise CommandFailed(f"No key of REFUNDRY_SECRETS_KEYS opens the secrets of these webhook endpoints: {told}.")
    typer.echo("The other keys are needed no more, once every process has the first one.")
