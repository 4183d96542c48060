"""The `refundry` command."""

import asyncio
import json
import signal
import socket
import sys
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import stamina
import structlog
import typer
import uvicorn

from app import __version__, logs
from app.commands import (
    check_adapter,
    doctor,
    export,
    forget_customer,
    gateway_accounts,
    growth,
    health,
    hold,
    import_payments,
    mail,
    merchants,
    queue,
    reconcile,
    secrets,
    users,
)
from app.commands import report as reports
from app.commands.host_names import host_name as host_name_of
from app.commands.orders import refund_orders
from app.commands.serving import (
    DEMO_DATA,
    CommandFailed,
    DataDir,
    require_current,
    require_sessions,
    settings_of,
)
from app.commands.terminal import guard_output
from app.demo import processes
from app.demo.embedded import EmbeddedError
from app.demo.private_files import UnsafeFolder
from app.demo.processes import AddressTaken
from app.domain.problems import Refused, Unavailable, WhichMerchant
from app.domain.visible import visible
from app.flows.people.set_up import SetUpError
from app.gateways.sandbox.gateway import SandboxGateway
from app.process import end_within, keep_what_is_loaded
from app.settings import LogFormat, LogLevel, Settings, SettingsError, traces_wanted, unknown_variables
from app.store import migrate as migrations
from app.store.migrate import CannotMigrate
from app.store.tables.upkeep import ProcessKind
from app.telemetry import metrics, tracing

if TYPE_CHECKING:
    from app.demo.demo import DemoData

log = structlog.get_logger(__name__)

cli = typer.Typer(
    name="refundry",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # the escapes of its colours could not be told from others
)
cli.add_typer(merchants.merchants, name="merchants")
cli.add_typer(merchants.merchant_accounts, name="merchant-accounts")
cli.add_typer(merchants.keys, name="keys")
cli.add_typer(users.users, name="users")
cli.add_typer(gateway_accounts.gateways, name="gateways")
cli.add_typer(gateway_accounts.gateway_accounts, name="gateway-accounts")
cli.add_typer(secrets.secrets, name="secrets")
gateway_accounts.gateways.command("check")(check_adapter.check)
cli.command("hold")(hold.hold)
cli.command("release")(hold.release)
cli.command("reconcile")(reconcile.reconcile)
cli.add_typer(queue.queue, name="queue")
cli.add_typer(mail.mail, name="mail")
cli.add_typer(export.export, name="export")
cli.command("doctor")(doctor.doctor)
cli.command("report")(reports.report)
cli.command("growth")(growth.growth)
cli.command("forget-customer")(forget_customer.forget_customer)
cli.add_typer(import_payments.imports, name="import")
cli.command("refund-orders", help=refund_orders.HELP)(refund_orders.command)

DATABASE_PAUSE = 5.0
"""Seconds at most between two attempts to reach a database that is away."""


CLOSING = 1.0
"""Seconds of the grace that a stopping process keeps for itself, to close its connections."""


class StoppingInTime(uvicorn.Server):
    """uvicorn's server, which has ended `grace` seconds after it was told to stop, whatever hangs."""

    def __init__(self, config: uvicorn.Config, grace: float) -> None:
        super().__init__(config)
        self._grace = grace

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if not self.should_exit:
            end_within(self._grace)
        super().handle_exit(sig, frame)


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
        metrics.AddressInUse,
        tracing.CannotTrace,
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
    host_name: Annotated[
        list[str] | None,
        typer.Option(help="One more name that clients reach it by, besides localhost. May be given several times."),
    ] = None,
    with_stripe_fake: Annotated[
        bool,
        typer.Option("--with-stripe-fake", help="Run localstripe, a simulator of Stripe, beside it, and refund there."),
    ] = False,
) -> None:
    """Run the whole service with example data: PostgreSQL, Valkey, the API and a worker. Ctrl-C stops everything."""
    from app.demo import supervisor

    names = [host_name_of(each) for each in host_name or ()]
    try:
        supervisor.check_can_run(with_stripe=with_stripe_fake)
        logs.configure(LogFormat.TEXT, LogLevel.WARNING)
        supervisor.run(data_dir, port, fresh=fresh, show=_show, host_names=names, with_stripe=with_stripe_fake)
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
        _begin(settings, ProcessKind.API)
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
            timeout_graceful_shutdown=max(1, int(settings.shutdown_grace - CLOSING)),
        )
        # uvicorn raises the signal once more when it is done, so that a shell sees what ended it; here that is success.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        keep_what_is_loaded()
        StoppingInTime(config, settings.shutdown_grace).run(sockets=[listener])


@cli.command()
def worker(
    data_dir: DataDir = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only say whether a worker was at work within two minutes: status 0 or 1.")
    ] = False,
) -> None:
    """Run a worker of the refund queue until SIGINT or SIGTERM."""
    from workers import settings as workers

    if check:
        health.check_worker(data_dir)
        return
    with settings_of(data_dir, "refundry worker") as settings:
        _begin(settings, ProcessKind.WORKER, patient=True)
        keep_what_is_loaded()
        workers.run(settings)


@cli.command(hidden=True)
def catch_mail(data_dir: Annotated[Path, typer.Option()], descriptor: Annotated[int, typer.Option()]) -> None:
    """Catch the demo's mail in a folder, until SIGINT or SIGTERM."""
    from app.demo.mail_page import FOLDER, catch

    logs.configure(LogFormat.TEXT, LogLevel.WARNING)
    asyncio.run(catch(socket.socket(fileno=descriptor), data_dir / FOLDER))


@cli.command(hidden=True)
def stripe_fake(data_dir: Annotated[Path, typer.Option()], descriptor: Annotated[int, typer.Option()]) -> None:
    """Be the demo's Stripe, until SIGINT or SIGTERM."""
    from app.demo.stripe_fake import serve

    asyncio.run(serve(socket.socket(fileno=descriptor), data_dir))


@cli.command()
def migrate(data_dir: DataDir = None) -> None:
    """Migrate the database to this version. It is safe to run it twice, or at the same time."""
    with settings_of(data_dir, "refundry migrate") as settings:
        require_sessions(settings)
        asyncio.run(migrations.upgrade(settings.database_url))
    typer.echo("The database is up to date.")


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
    clock_skew: Annotated[
        int, typer.Option(min=0, help="Seconds by which the clocks of the machines are known to have been apart.")
    ] = 0,
    gateways: Annotated[
        bool, typer.Option("--gateways", help="Also ask every gateway account what it has, as `reconcile` does.")
    ] = False,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="With --gateways: the first day, in UTC; else 30 days ago."),
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Check every promise about money over the whole database. The exit status is 1 if one is broken."""
    from app.assembly import assembled
    from app.flows.gateways.verify_accounts import ask_all
    from app.flows.upkeep.verify import CHECKS
    from app.flows.upkeep.verify import verify as look
    from app.store.history.checks import Patience

    patience = Patience(
        timedelta(minutes=overdue_after), timedelta(minutes=abandoned_after), timedelta(seconds=clock_skew)
    )

    async def run(settings: Settings) -> tuple[int, int]:
        looked, broken = len(CHECKS), 0
        async with assembled(settings, limited=False) as service, aclosing(look(service, patience)) as findings:
            async for finding in findings:
                broken += not finding.kept
                typer.echo(json.dumps(finding.as_json()) if as_json else finding.in_lines())
            if gateways:
                async with aclosing(ask_all(service, None if since is None else since.replace(tzinfo=UTC))) as told:
                    async for each in told:
                        looked, broken = looked + 1, broken + (not each.kept)
                        typer.echo(json.dumps(each.as_json()) if as_json else each.in_lines())
        return looked, broken

    with settings_of(data_dir, "refundry verify", or_demo=True) as settings:
        require_current(settings)
        looked, broken = asyncio.run(run(settings))
    if not as_json:
        typer.echo(f"\n{broken} of {looked} promises are broken." if broken else f"\nAll {looked} promises are kept.")
    if broken:
        raise typer.Exit(1)


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


def _begin(settings: Settings, kind: ProcessKind, *, patient: bool = False) -> None:
    """Sets up logs and metrics, warns of unknown variables and requires a database of this version, before serving.

    A `patient` process waits for a database that is away. Another one raises Unavailable.
    """
    logs.configure(settings.log_format, settings.log_level)
    metrics.DROPPED.set_function(logs.dropped)
    metrics.INFO.labels(__version__, kind.value).set(1)
    if settings.metrics_at is not None:
        metrics.serve(*settings.metrics_at)
    if traces_wanted():
        tracing.begin(kind.value, __version__)
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
