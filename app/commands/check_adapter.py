"""`refundry gateways check`: the promises of an adapter, held against its judges or a vendor's test account."""

import asyncio
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from app.commands.gateway_accounts import told_by_name, with_service
from app.commands.serving import DataDir
from app.domain.visible import visible
from app.flows.gateways.accounts import account_of
from app.flows.people import set_up
from app.flows.people.set_up import operator_of
from app.flows.service import Service
from app.gateways.adapters import Adapters, UnknownAdapter
from app.gateways.sessions import AccountNotUsable
from refundry.gateways import Adapter, NotAnswered
from refundry.testing.judge import Bench, NoJudge, benches
from refundry.testing.running import Result, Verdict, verdicts
from refundry.testing.trial import Effort
from refundry.testing.vendor import AtVendor, Live

BROKEN = 1
"""The exit status where a promise is broken."""

NOT_CHECKED = 2
"""The exit status where nothing is broken, and not everything could be checked."""

WORDS = {Result.KEPT: "kept", Result.BROKEN: "BROKEN", Result.NOT_JUDGED: "not judged"}


def check(
    adapter: Annotated[str, typer.Argument(metavar="ADAPTER", help="The adapter's name, as `gateways list` has it.")],
    merchant: Annotated[
        str | None, typer.Option(metavar="MERCHANT", help="Whose gateway account is used, with --account.")
    ] = None,
    account: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="A gateway account with test credentials, which is asked instead of a judge."
        ),
    ] = None,
    payment: Annotated[
        str | None,
        typer.Option(metavar="ID", help="A settled test payment of that account, of which a little is refunded."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, with what each judge saw.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Check an adapter's promises, one line each. Ends with 1 if one is broken, with 2 if a judge is not installed."""
    found = _adapter(adapter)
    if account is not None:
        _check_account(found, merchant, account, payment, data_dir, as_json)
        return
    if merchant is not None or payment is not None:
        _stop("--merchant and --payment go with --account.")
    usable = _benches(adapter)
    results = asyncio.run(_checked(found, usable.ready, as_json))
    for words in usable.missing:
        typer.echo(f"refundry: {words}", err=True)
    _end(results, complete=not usable.missing)


@dataclass(frozen=True, slots=True)
class _Benches:
    """The judges that can be started, and in words what the others lack."""

    ready: dict[str, Bench]
    missing: list[str]


def _adapter(name: str) -> Adapter:
    adapters = Adapters()
    try:
        return adapters.named(name)
    except UnknownAdapter as unknown:
        if unknown.error is not None:
            _stop(f"{name} can't be used: {unknown.error}.", BROKEN)
        _stop(f"There is no adapter {name!r}. There are: {', '.join(adapters.names)}.")


def _benches(adapter: str) -> _Benches:
    try:
        found = benches(adapter)
    except NoJudge as none:
        _stop(f"{str(none)[:1].upper()}{str(none)[1:]}.")
    missing = {name: bench.missing() for name, bench in found.items()}
    ready = {name: bench for name, bench in found.items() if missing[name] is None}
    return _Benches(ready, [f"{words}. The judge {name} is left out." for name, words in missing.items() if words])


async def _checked(adapter: Adapter, ready: dict[str, Bench], as_json: bool) -> list[Result]:
    results = []
    async for verdict in verdicts(adapter, ready, effort=Effort.THOROUGH):
        _show(adapter, verdict, as_json)
        results.append(verdict.result)
    return results


def _check_account(
    adapter: Adapter, merchant: str | None, account: str, payment: str | None, data_dir: Path | None, as_json: bool
) -> None:
    if merchant is None:
        _stop("--account needs --merchant.")

    async def work(service: Service) -> list[Result]:
        actor = operator_of(await set_up.find_merchant(service.store, merchant))
        found = await account_of(service, actor, account)
        if found.adapter != adapter.name:
            _stop(f"{account} is an account of {found.adapter}.")
        if found.live:
            raise Live
        session = await service.sessions.session_of(found.id, found.version)
        results = []
        async for verdict in AtVendor(adapter, session, payment).verdicts():
            _show(adapter, verdict, as_json)
            results.append(verdict.result)
        return results

    try:
        with told_by_name():
            results = with_service(data_dir, "refundry gateways check", work)
    except Live:
        _stop(f"{account} moves real money, and is not checked. Give it test credentials.")
    except (AccountNotUsable, NotAnswered) as error:
        _stop(f"{account} can't be asked: {error}", BROKEN)
    _end(results, complete=True)


def _show(adapter: Adapter, verdict: Verdict, as_json: bool) -> None:
    if not as_json:
        why = f": {verdict.why}" if verdict.why else ""
        typer.echo(visible(f"{verdict.promise:<8}{WORDS[verdict.result]:<11} {verdict.sentence}{why}"))
        return
    seen = [
        {"judge": each.judge, "result": each.result, "why": each.why, "leftOut": list(each.left_out)}
        for each in verdict.findings
    ]
    told = {"adapter": adapter.name, "promise": verdict.promise, "sentence": verdict.sentence}
    typer.echo(json.dumps({**told, "result": verdict.result, "why": verdict.why, "judges": seen}))


def _end(results: list[Result], *, complete: bool) -> None:
    """Ends the command with its exit status."""
    if Result.BROKEN in results:
        raise typer.Exit(BROKEN)
    if not complete:
        raise typer.Exit(NOT_CHECKED)


def _stop(words: str, status: int = NOT_CHECKED) -> NoReturn:
    typer.echo(f"refundry: {words}", err=True)
    raise typer.Exit(status)
