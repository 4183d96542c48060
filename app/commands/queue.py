"""`refundry queue`: what waits for a gateway, and trying, holding and releasing it by hand (SPEC 5.3)."""

from collections.abc import Awaitable, Callable
from typing import Annotated

import typer

from app.commands import tables
from app.commands.gateway_accounts import with_service
from app.commands.serving import DataDir, with_store
from app.domain.ids import IdKind, global_id
from app.domain.people.people import Actor
from app.flows.people import set_up
from app.flows.reversals import queue as flow
from app.flows.reversals.queue import QueueAsk
from app.flows.service import Service
from app.store.database import Store
from app.store.reversals import waiting

queue = typer.Typer(no_args_is_help=True, help="See and move what waits for a gateway.")

Merchant = Annotated[str, typer.Argument(help="The merchant's id.")]
Payment = Annotated[str, typer.Argument(help="A refund's id, or that of a transaction whose void waits.")]
Note = Annotated[str | None, typer.Option(help="Why, for the history.")]

MOST = 1000
"""Operations that are listed at most."""


@queue.command("list")
def list_them(merchant: Merchant, data_dir: DataDir = None) -> None:
    """List what waits, what is next due first."""

    async def look(store: Store) -> list[waiting.Waiting]:
        whose = await set_up.find_merchant(store, merchant)
        async with store.session() as session:
            return await waiting.of_merchant(session, whose.id, MOST)

    found = with_store(data_dir, "refundry queue list", look, or_demo=True)
    tables.show(
        ("payment", "kind", "state", "amount", "sent", "next attempt", "outcome", "last error"),
        (
            (_id_of(each), each.kind, each.state, each.amount, each.attempts, each.due, each.outcome, each.error)
            for each in found
        ),
    )


def _id_of(each: waiting.Waiting) -> str:
    kind = IdKind.TRANSACTION if each.refund is None else IdKind.REFUND
    return global_id(kind, each.refund or each.transaction)


@queue.command("retry")
def retry(merchant: Merchant, payment: Payment, note: Note = None, data_dir: DataDir = None) -> None:
    """Try it at once. Where the outcome of the last sending is unknown, the gateway is asked first."""
    _do(merchant, payment, note, data_dir, flow.retry_now, "refundry queue retry")


@queue.command("hold")
def hold(merchant: Merchant, payment: Payment, note: Note = None, data_dir: DataDir = None) -> None:
    """Hold it: nothing of it is sent or asked until it is released."""
    _do(merchant, payment, note, data_dir, flow.pause, "refundry queue hold")


@queue.command("release")
def release(merchant: Merchant, payment: Payment, note: Note = None, data_dir: DataDir = None) -> None:
    """Release what was held."""
    _do(merchant, payment, note, data_dir, flow.go_on, "refundry queue release")


def _do(
    merchant: str,
    payment: str,
    note: str | None,
    data_dir: DataDir,
    what: Callable[[Service, Actor, QueueAsk], Awaitable[int]],
    purpose: str,
) -> None:
    async def work(service: Service) -> int:
        whose = await set_up.find_merchant(service.store, merchant)
        return await what(service, set_up.operator_of(whose), QueueAsk(payment, note))

    with_service(data_dir, purpose, work)
    typer.echo(payment)
