"""`refundry reconcile` (SPEC 14.8)."""

import json
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer

from app.commands.gateway_accounts import Of, with_service
from app.commands.serving import CommandFailed, DataDir
from app.domain.ids import IdKind, global_id
from app.domain.money import Money
from app.domain.problems import RefundryError, Refused
from app.domain.reversals.payments import Merchant
from app.domain.visible import visible
from app.flows.gateways import drift
from app.flows.gateways import reconcile as flow
from app.flows.gateways.reconcile import CannotReconcile
from app.flows.people import set_up
from app.flows.service import Service, now
from app.store.gateways.drift import OpenDrift

DATE = ["%Y-%m-%d"]


def reconcile(
    merchant: Of,
    begin: Annotated[datetime, typer.Option("--from", formats=DATE, help="The first day, in UTC.")],
    end: Annotated[
        datetime | None, typer.Option("--to", formats=DATE, help="The last day; without one, up to now.")
    ] = None,
    gateway_account: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only this gateway account; without one, all that are in use.")
    ] = None,
    adopt: Annotated[
        bool, typer.Option("--adopt", help="First take over what the gateways have, and list what is left then.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, for each difference.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Compare a merchant's payments and refunds with what its gateways have. The exit status is 1 if any differ."""

    async def work(service: Service) -> int:
        whose = await set_up.find_merchant(service.store, merchant)
        first = begin.replace(tzinfo=UTC)
        last = now(whose) if end is None else end.replace(tzinfo=UTC)
        until = last + timedelta(days=1)
        if first >= until:
            raise CommandFailed("--from has to be before --to, and not in the future.")
        found = 0
        try:
            if adopt:
                await _take_over(service, whose, gateway_account, first, until)
            for source in await flow.sources_of(service, whose, gateway_account):
                async with aclosing(flow.reconcile(service, whose, source, first, until)) as differences:
                    async for each in differences:
                        found += 1
                        line = json.dumps(_as_json(each, source.name)) if as_json else _as_text(each, source.name)
                        typer.echo(line)
        except CannotReconcile as error:
            raise CommandFailed(str(error)) from None
        return found

    found = with_service(data_dir, "refundry reconcile", work)
    if not as_json:
        typer.echo(f"{found} differences are open." if found else "Nothing differs.")
    if found:
        raise typer.Exit(1)


async def _take_over(service: Service, merchant: Merchant, name: str | None, begin: datetime, end: datetime) -> None:
    """Takes over what the gateway's word can put right; what can't be taken over is told, and listed afterwards."""
    actor = set_up.operator_of(merchant)
    for source in await flow.sources_of(service, merchant, name):
        async with aclosing(flow.reconcile(service, merchant, source, begin, end)) as differences:
            async for each in differences:
                if each.difference.kind not in drift.BY_ITSELF:
                    continue
                try:
                    await drift.take_in(service, actor, each.difference)
                except RefundryError as error:
                    told = visible(f"{each.difference.reference} was not taken over: {_why(error)}")
                    typer.echo(f"refundry: {told}", err=True)


def _why(error: RefundryError) -> str:
    from app.schema.errors.messages import message_of

    return "; ".join(map(message_of, error.problems)) if isinstance(error, Refused) else str(error)


def _as_json(each: OpenDrift, account: str) -> dict[str, Any]:
    found = each.difference
    return {
        "id": global_id(IdKind.DRIFT, each.legacy_id),
        "kind": found.kind,
        "gatewayAccount": account,
        "subject": found.subject,
        "gatewayReference": found.reference,
        "gatewayTransactionId": found.payment,
        "key": found.key,
        "ours": _money(found.ours),
        "theirs": _money(found.theirs),
        "foundAt": each.found_at.isoformat(),
        "note": found.note,
    }


def _money(amount: Money | None) -> dict[str, str] | None:
    return None if amount is None else {"value": str(amount), "currencyCode": amount.currency}


def _as_text(each: OpenDrift, account: str) -> str:
    found = each.difference
    ids = found.reference if found.reference == found.payment else f"{found.reference} of {found.payment}"
    return visible(f"{found.kind}  {account}  {ids}  {found.note}")
