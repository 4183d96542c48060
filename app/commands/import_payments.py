"""`refundry import payments`: takes over all payments that a gateway account has of a period, with their refunds."""

import asyncio
import time
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated

import stamina
import typer

from app.assembly import assembled
from app.commands.orders.import_orders import imports as imports
from app.commands.serving import (
    EVERY,
    STOPPED,
    CommandFailed,
    DataDir,
    require_current,
    settings_of,
    stopping_on_signals,
)
from app.domain.problems import Refused, Unavailable
from app.domain.visible import visible
from app.flows.gateways.import_payments import Imported, Step, import_payments
from app.flows.gateways.questions import CannotAsk
from app.flows.orders.import_orders import importer
from app.flows.people.set_up import find_merchant
from app.flows.service import wall_clock
from app.schema.errors.messages import message_of
from app.settings import Settings

HELP = """Take over all payments that a gateway account has of a period, with their refunds.

The gateway is asked for its list day by day. An import that was stopped goes on with the day on which it was stopped,
if it is started again with the same period; known payments are brought up to date. Each payment that can't be taken
over is reported with the reason. The exit status is 1 then.
"""

TRIES, PATIENCE = 6, 60.0
"""How often, and for how many seconds, a gateway is tried that does not answer, or a database that is away."""

Day = Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="The first day (UTC).")]


@dataclass(slots=True)
class Tally:
    """The totals so far; `reached` is the time up to which all is in."""

    reached: datetime
    new: int = 0
    known: int = 0
    no_payment: int = 0
    left: int = 0

    def __str__(self) -> str:
        seen = self.new + self.known + self.no_payment + self.left
        return (
            f"{seen:,} payments up to {self.reached:%Y-%m-%d}: {self.new:,} new, {self.known:,} known before, "
            f"{self.no_payment:,} without money, {self.left:,} not taken over"
        )

    def take(self, step: Step) -> None:
        """Adds one payment, or the end of a day, and reports what was not taken over."""
        self.reached = step.reached
        match step.became:
            case Imported.NEW:
                self.new += 1
            case Imported.KNOWN:
                self.known += 1
            case Imported.NO_PAYMENT:
                self.no_payment += 1
            case Imported.LEFT:
                self.left += 1
                why = "" if step.problem is None else f": {message_of(step.problem)}"
                typer.echo(visible(f"{step.reference}{why}"), err=True)


@imports.command("payments", help=HELP)
def payments(
    merchant: Annotated[str, typer.Argument(metavar="MERCHANT", help="The merchant's id.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="The gateway account's name.")],
    begin: Day,
    end: Annotated[
        datetime | None,
        typer.Option("--to", formats=["%Y-%m-%d"], metavar="DATE", help="The last day. Default: up to now."),
    ] = None,
    data_dir: DataDir = None,
) -> None:
    begins_at = begin.replace(tzinfo=UTC)
    ends_at = None if end is None else end.replace(tzinfo=UTC) + timedelta(days=1)
    if ends_at is not None and ends_at <= begins_at:
        raise CommandFailed("--to: The last day is before the first one. Name the same day or a later one.")
    if begins_at > wall_clock():
        raise CommandFailed("--from: The first day is in the future. Name today or an earlier day.")
    tally = Tally(begins_at)
    with settings_of(data_dir, "refundry import") as settings:
        require_current(settings)
        try:
            stopped = asyncio.run(_run(settings, merchant, name, begins_at, ends_at, tally))
        except Refused as refused:
            raise CommandFailed("\n".join(visible(message_of(each)) for each in refused.problems)) from None
        except CannotAsk as error:
            raise CommandFailed(f"{visible(str(error))} Start it again to continue.") from None
        finally:
            typer.echo(str(tally))
    if stopped:
        typer.echo("Stopped. Start it again to continue.", err=True)
        raise typer.Exit(STOPPED)
    if tally.left:
        raise typer.Exit(1)


async def _run(
    settings: Settings, merchant: str, name: str, begins_at: datetime, ends_at: datetime | None, tally: Tally
) -> bool:
    """Runs it. True if Ctrl-C or SIGTERM stopped it: the payment that was begun is taken over first."""
    stopping = stopping_on_signals()
    told_at = time.monotonic()
    async with assembled(settings, answers_queries=False) as service:
        actor = importer(await find_merchant(service.store, merchant))
        # A day that was not told to its end is read again: what is known changes nothing.
        async for attempt in stamina.retry_context(on=_may_pass, attempts=TRIES, timeout=PATIENCE):
            with attempt:
                async with aclosing(import_payments(service, actor, name, begins_at, ends_at)) as steps:
                    async for step in steps:
                        tally.take(step)
                        if time.monotonic() - told_at >= EVERY:
                            typer.echo(str(tally), err=True)
                            told_at = time.monotonic()
                        if stopping.is_set():
                            return True
    return False


def _may_pass(error: Exception) -> bool:
    return isinstance(error, Unavailable) or (isinstance(error, CannotAsk) and not error.refused)
