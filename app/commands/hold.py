"""`refundry hold` and `refundry release` (SPEC 14.8)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

import typer

from app.commands.gateway_accounts import with_service
from app.commands.serving import DataDir
from app.domain.reversals.payments import Merchant
from app.flows.gateways import hold as flow
from app.flows.gateways.hold import Held
from app.flows.people import set_up
from app.flows.service import Service

Whose = Annotated[str | None, typer.Argument(metavar="[MERCHANT]", help="The merchant's id; without one, all.")]


def hold(
    merchant: Whose = None,
    wait: Annotated[
        int, typer.Option(min=0, max=600, help="Seconds to wait for sendings that had begun before to end.")
    ] = 10,
    data_dir: DataDir = None,
) -> None:
    """Send nothing to a merchant's gateways, and write everything down. Refunds wait until `refundry release`."""

    async def work(service: Service) -> Held:
        return await flow.hold(service, await _found(service, merchant), timedelta(seconds=wait))

    held = with_service(data_dir, "refundry hold", work)
    typer.echo("\n".join(_told(held.merchants, merchant, "on hold", "on hold already")))
    if held.under_way:
        typer.echo(f"refundry: {held.under_way} sendings that had begun before are not known to have ended.", err=True)
    elif not held.sure:
        typer.echo("refundry: A transaction that had begun before goes on. It may send once more.", err=True)


def release(merchant: Whose = None, data_dir: DataDir = None) -> None:
    """Let a merchant's refunds go on after `refundry hold`. What waited is asked about first, and then sent."""

    async def work(service: Service) -> list[Merchant]:
        return await flow.release(service, await _found(service, merchant))

    released = with_service(data_dir, "refundry release", work)
    typer.echo("\n".join(_told(released, merchant, "released", "not on hold")))


async def _found(service: Service, merchant: str | None) -> Merchant | None:
    return None if merchant is None else await set_up.find_merchant(service.store, merchant)


def _told(changed: Sequence[Merchant], asked: str | None, now: str, otherwise: str) -> list[str]:
    lines = [f"{each.public_id}  {now}" for each in changed]
    return lines or [f"{asked or 'all merchants'}  {otherwise}"]
