"""The `refundry` command."""

import asyncio
import json
import signal
import socket
import sys
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import stamina
import structlog
import typer
import uvicorn

from app import __version__, logs
from app.commands import check_adapter, gateway_accounts, import_payments, refund_orders, secrets, users
from app.commands import report as reports
from app.commands.serving import DEMO_DATA, CommandFailed, DataDir, require_current, settings_of, with_store
from app.commands.terminal import guard_output
from app.demo import processes
from app.demo.embedded import EmbeddedError
from app.demo.private_files import UnsafeFolder
from app.demo.processes import AddressTaken
from app.domain.history.reports import RefundReport, ReportGroup
from app.domain.people.people import ALL_RIGHTS, Right
from app.domain.problems import Refused, Unavailable, WhichMerchant
from app.domain.reversals.states import AccountStatus
from app.domain.visible import visible
from app.flows.people import set_up
from app.flows.people.set_up import SetUpError
from app.flows.upkeep.report import ReportAsk, report_of
from app.gateways.registry import SANDBOX
from app.gateways.sandbox.gateway import SandboxGateway
from app.process import keep_what_is_loaded
from app.settings import LogFormat, LogLevel, Settings, SettingsError, unknown_variables
from app.store import migrate as migrations
from app.store.database import Store
from app.store.migrate import CannotMigrate

if TYPE_CHECKING:
    from app.demo.demo import DemoData

log = structlog.get_logger(__name__)

cli = typer.Typer(
    name="refundry",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # the escapes of its colours could not be told from others
)
merchants = typer.Typer(no_args_is_help=True, help="Add merchants.")
merchant_accounts = typer.Typer(
    no_args_is_help=True, help="Add accounts to merchants: currencies, each with its gateway."
)
keys = typer.Typer(no_args_is_help=True, help="Create API keys, with which programs sign in.")
cli.add_typer(merchants, name="merchants")
cli.add_typer(merchant_accounts, name="merchant-accounts")
cli.add_typer(keys, name="keys")
cli.add_typer(users.users, name="users")
cli.add_typer(gateway_accounts.gateways, name="gateways")
cli.add_typer(gateway_accounts.gateway_accounts, name="gateway-accounts")
cli.add_typer(secrets.secrets, name="secrets")
gateway_accounts.gateways.command("check")(check_adapter.check)
merchant_accounts.command("set")(gateway_accounts.set_account)
cli.add_typer(import_payments.imports, name="import")
cli.command("refund-orders", help=refund_orders.HELP)(refund_orders.command)

TIMES = ["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"]
"""The formats of a point in time in a command line."""

DATABASE_PAUSE = 5.0
"""Seconds at most between two attempts to reach a database that is away."""


class GatewayName(StrEnum):
    """The gateways of this version."""

    SANDBOX = SANDBOX


def main() -> None:
    """Runs the command. An error that the user can correct is one line of text, and exit status 1."""
    guard_output()
    logs.configure(LogFormat.TEXT, LogLevel.WARNING)
    try:
        cli()
    except (
        SettingsError,
        UnsafeFolder,
        EmbeddedError,
        AddressTaken,
        Unavailable,
        SetUpError,
        CommandFailed,
        CannotMigrate,
    ) as error:
        typer.echo(f"refundry: {error}", err=True)
        sys.exit(1)
    except WhichMerchant as several:
        typer.echo(f"refundry: Choose a merchant with --merchant: {', '.join(several.merchants)}.", err=True)
        sys.exit(1)
    except Refused as refused:
        from app.schema.errors.messages import message_of

        for problem in refused.problems:
            typer.echo(f"refundry: {problem.path[-1]}: {visible(message_of(problem))}", err=True)
        sys.exit(1)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"refundry {__version__}")
        raise typer.Exit


@cli.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version, and exit.")
    ] = False,
) -> None:
    """Undoes payments: a GraphQL service in Braintree's dialect."""


@cli.command()
def demo(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port on 127.0.0.1.")] = 8000,
    data_dir: Annotated[Path, typer.Option(help="The folder for the demo's data.", file_okay=False)] = DEMO_DATA,
    fresh: Annotated[bool, typer.Option("--fresh", help="Delete the data of earlier runs first.")] = False,
) -> None:
    """Run the whole service with example data: PostgreSQL, Valkey, the API and a worker. Ctrl-C stops everything."""
    from app.demo import supervisor

    logs.configure(LogFormat.TEXT, LogLevel.WARNING)
    try:
        supervisor.run(data_dir, port, fresh=fresh, show=_show)
    except supervisor.DemoFailed as error:
        raise CommandFailed(str(error)) from error


@cli.command()
def serve(
    data_dir: DataDir = None,
    descriptor: Annotated[int | None, typer.Option(hidden=True)] = None,
) -> None:
    """Run the API until SIGINT or SIGTERM. Mutations in flight finish first."""
    from app.main import create_app
    from app.web.http.http_protocol import HttpProtocol

    with settings_of(data_dir, "refundry serve") as settings:
        _begin(settings)
        listener = (
            processes.listen(settings.host, settings.port) if descriptor is None else socket.socket(fileno=descriptor)
        )
        config = uvicorn.Config(
            create_app(settings),
            loop="uvloop",
            http=HttpProtocol,
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=settings.trusted_proxies,
            timeout_graceful_shutdown=round(settings.shutdown_grace),
        )
        # uvicorn raises the signal once more when it is done, so that a shell sees what ended it; here that is success.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        keep_what_is_loaded()
        uvicorn.Server(config).run(sockets=[listener])


@cli.command()
def worker(data_dir: DataDir = None) -> None:
    """Run a worker of the refund queue until SIGINT or SIGTERM."""
    from workers import settings as workers

    with settings_of(data_dir, "refundry worker") as settings:
        _begin(settings, patient=True)
        keep_what_is_loaded()
        workers.run(settings)


@cli.command(hidden=True)
def catch_mail(data_dir: Annotated[Path, typer.Option()], descriptor: Annotated[int, typer.Option()]) -> None:
    """Catch the demo's mail in a folder, until SIGINT or SIGTERM."""
    from app.demo.mail_page import FOLDER, catch

    logs.configure(LogFormat.TEXT, LogLevel.WARNING)
    asyncio.run(catch(socket.socket(fileno=descriptor), data_dir / FOLDER))


@cli.command()
def migrate(data_dir: DataDir = None) -> None:
    """Migrate the database to this version. It is safe to run it twice, or at the same time."""
    with settings_of(data_dir, "refundry migrate") as settings:
        asyncio.run(migrations.upgrade(settings.database_url))
    typer.echo("The database is up to date.")


@merchants.command("create")
def create_merchant(
    name: Annotated[str, typer.Argument(help="The merchant's name.")],
    sandbox: Annotated[bool, typer.Option("--sandbox", help="For play money, with a clock that can be moved.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Add a merchant, and print its id."""

    async def create(store: Store) -> str:
        return (await set_up.create_merchant(store, name, sandbox=sandbox)).public_id

    typer.echo(with_store(data_dir, "refundry merchants create", create))


@merchant_accounts.command("add")
def add_merchant_account(
    merchant: Annotated[str, typer.Argument(help="The merchant's id.")],
    account: Annotated[str, typer.Argument(help="The new account's id.")],
    currency: Annotated[str, typer.Argument(help="Three letters, like USD.")],
    gateway: Annotated[GatewayName, typer.Option(help="The gateway behind it.")] = GatewayName.SANDBOX,
    unlinked: Annotated[bool, typer.Option("--unlinked", help="No gateway: refunds can only be recorded.")] = False,
    default: Annotated[bool, typer.Option("--default", help="The account of payments that name no account.")] = False,
    status: Annotated[AccountStatus, typer.Option(help="The account's status.")] = AccountStatus.ACTIVE,
    gateway_account: Annotated[
        str | None, typer.Option(metavar="NAME", help="The merchant's gateway account behind it, instead of --gateway.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Add an account to a merchant."""
    if gateway_account is not None:
        if unlinked:
            raise CommandFailed("An account has either --gateway-account or --unlinked.")
        gateway_accounts.add_linked(merchant, account, currency, gateway_account, data_dir, default, status)
        return

    async def add(store: Store) -> None:
        whose = await set_up.find_merchant(store, merchant)
        behind = None if unlinked else gateway.value
        await set_up.add_merchant_account(store, whose, account, currency, behind, default=default, status=status)

    with_store(data_dir, "refundry merchant-accounts add", add)
    typer.echo(account)


@keys.command("create")
def create_key(
    merchant: Annotated[str, typer.Argument(help="The merchant's id.")],
    name: Annotated[str, typer.Option(help="A name for people, such as what it is for.")],
    right: Annotated[list[Right] | None, typer.Option(help="A right; can be repeated. All rights by default.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Add an API key, and print its two halves. The private half is not stored, and never shown again."""
    rights = frozenset(right) if right else ALL_RIGHTS

    async def create(store: Store) -> tuple[str, str]:
        return await set_up.create_key(store, await set_up.find_merchant(store, merchant), name, rights)

    public, private = with_store(data_dir, "refundry keys create", create)
    typer.echo(f"public key   {public}\nprivate key  {private}")


@cli.command()
def journal(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Print the sandbox gateway's journal: everything that it did."""

    async def show(settings: Settings) -> None:
        gateway = SandboxGateway(settings.database_url)
        try:
            async for entry in gateway.journal():
                values = entry.as_json()
                line = json.dumps(values) if as_json else "  ".join(visible(str(value)) for value in values.values())
                typer.echo(line)
        finally:
            await gateway.stop()

    with settings_of(data_dir, "refundry journal", or_demo=True) as settings:
        require_current(settings)
        asyncio.run(show(settings))


@cli.command()
def verify(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, for each check.")] = False,
    overdue_after: Annotated[
        int, typer.Option(min=0, help="Minutes of the merchant's clock after which a due retry counts as stuck.")
    ] = 60,
    abandoned_after: Annotated[
        int, typer.Option(min=0, help="Minutes after the end of its lease when an attempt counts as stuck.")
    ] = 10,
    data_dir: DataDir = None,
) -> None:
    """Check every promise about money over the whole database. The exit status is 1 if one is broken."""
    from app.assembly import assembled
    from app.flows.upkeep.verify import CHECKS
    from app.flows.upkeep.verify import verify as look
    from app.store.history.checks import Patience

    patience = Patience(timedelta(minutes=overdue_after), timedelta(minutes=abandoned_after))

    async def run(settings: Settings) -> int:
        broken = 0
        async with assembled(settings) as service, aclosing(look(service, patience)) as findings:
            async for finding in findings:
                broken += not finding.kept
                typer.echo(json.dumps(finding.as_json()) if as_json else finding.in_lines())
        return broken

    with settings_of(data_dir, "refundry verify", or_demo=True) as settings:
        require_current(settings)
        broken = asyncio.run(run(settings))
    if not as_json:
        typer.echo(
            f"\n{broken} of {len(CHECKS)} promises are broken." if broken else f"\nAll {len(CHECKS)} promises are kept."
        )
    if broken:
        raise typer.Exit(1)


@cli.command()
def report(
    merchant: Annotated[str, typer.Argument(help="The merchant's id.")],
    start: Annotated[
        datetime, typer.Option("--from", formats=TIMES, help="Refunds requested at this time or later, in UTC.")
    ],
    end: Annotated[datetime, typer.Option("--to", formats=TIMES, help="Refunds requested before this time, in UTC.")],
    group: Annotated[
        ReportGroup, typer.Option("--group-by", case_sensitive=False, help="What to group the refunds by.")
    ],
    currency: Annotated[str | None, typer.Option(help="Only refunds in this currency.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV for spreadsheets, without totals.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Count and sum the refunds of a merchant that count against their payments. By status, all refunds count."""
    ask = ReportAsk(_in_utc(start), _in_utc(end), group, currency)

    async def look(store: Store) -> RefundReport:
        return await report_of(store, (await set_up.find_merchant(store, merchant)).id, ask)

    found = with_store(data_dir, "refundry report", look, or_demo=True)
    typer.echo(reports.as_csv(found) if as_csv else reports.as_table(found), nl=False)


@cli.command()
def schema(
    check: Annotated[bool, typer.Option("--check", help="Compare the schema with FILE instead.")] = False,
    against: Annotated[Path | None, typer.Option(help="The schema of a release whose clients must not break.")] = None,
    file: Annotated[Path, typer.Argument(help="The committed schema.")] = Path("schema.graphql"),
) -> None:
    """Print the GraphQL schema."""
    from app.schema.compatibility import breaking_changes
    from app.schema.schema import print_schema

    text = print_schema()
    broken = breaking_changes(against.read_text(encoding="utf-8"), text) if against is not None else ()
    if broken:
        raise CommandFailed("\n".join([f"Clients of {against} would break:", *broken]))
    if not check:
        typer.echo(text, nl=False)
    elif not file.exists() or file.read_text(encoding="utf-8") != text:
        raise CommandFailed(f"{file} differs from the code's schema. `make schema` writes it.")


def _in_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _begin(settings: Settings, *, patient: bool = False) -> None:
    """Sets up logs, warns of unknown variables and requires a database of this version, before a process serves.

    A `patient` process waits for a database that is away. Another one raises Unavailable.
    """
    logs.configure(settings.log_format, settings.log_level)
    for variable in unknown_variables():
        log.warning("settings.unknown", variable=variable)
    attempts = None if patient else 1
    for attempt in stamina.retry_context(on=Unavailable, attempts=attempts, timeout=None, wait_max=DATABASE_PAUSE):
        with attempt:
            require_current(settings)


def _show(demo: "DemoData", port: int, data: Path) -> None:
    typer.echo(demo.welcome(port, data))


if __name__ == "__main__":
    main()
