"""`refundry doctor`: looks at everything that the service needs, and says what to do."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import typer

from app.commands.serving import DataDir, settings_of
from app.domain.problems import RefundryError
from app.flows.gateways import examine_accounts
from app.flows.service import Service
from app.flows.upkeep import examine
from app.flows.upkeep.examine import Finding, Verdict
from app.settings import Settings, unknown_variables

PATIENCE = 30.0
"""Seconds that one look may take."""

MARKS = {Verdict.WELL: "ok  ", Verdict.DOUBTFUL: "look", Verdict.ILL: "FAIL"}


@dataclass(frozen=True, slots=True)
class _Look:
    """What is looked at, and how."""

    what: str
    take: Callable[[Service], Awaitable[Finding]]


LOOKS = (
    _Look("database", examine.database),
    _Look("replica", examine.replica),
    _Look("tables", examine.tables),
    _Look("clock", examine.clock),
    _Look("connections", examine.connections),
    _Look("redis", examine.redis),
    _Look("mail", examine.mail),
    _Look("key ring", examine.key_ring),
    _Look("gateways", examine_accounts.accounts),
    _Look("backlog", examine.backlog),
    _Look("worker", examine.worker),
)


def doctor(data_dir: DataDir = None) -> None:
    """Look at settings, database, Redis, mail server, key ring, gateway accounts, workers and backlog.

    It says what to do about what is not well; the exit status is 1 then.
    """
    with settings_of(data_dir, "refundry doctor", or_demo=True) as settings:
        ill = asyncio.run(_examine(settings))
    if ill:
        raise typer.Exit(1)


async def _examine(settings: Settings) -> bool:
    from app.assembly import assembled  # noqa: PLC0415 -- a command imports what it alone needs

    strangers = unknown_variables()
    told = f"not known: {', '.join(strangers)}" if strangers else "all can be read"
    _show("settings", Finding(Verdict.DOUBTFUL if strangers else Verdict.WELL, told))
    ill = False
    async with assembled(settings, answers_queries=False) as service:
        for look in LOOKS:
            began = time.monotonic()
            try:
                async with asyncio.timeout(PATIENCE):
                    finding = await look.take(service)
            except (RefundryError, OSError) as error:
                finding = Finding(Verdict.ILL, str(error) or type(error).__name__)
            _show(look.what, finding, time.monotonic() - began)
            ill |= finding.verdict is Verdict.ILL
    return ill


def _show(what: str, finding: Finding, seconds: float = 0.0) -> None:
    typer.echo(f"{MARKS[finding.verdict]}  {what:<12} {finding.told} ({seconds * 1000:.0f} ms)")
    if finding.advice:
        typer.echo(f"                    {finding.advice}")
