"""`refundry mail`: mails that wait or were given up, and sending these again (SPEC 5.2)."""

from typing import Annotated

import typer

from app.commands import tables
from app.commands.serving import DataDir, with_store
from app.flows.people import set_up
from app.store.database import Store
from app.store.history import outbox

mail = typer.Typer(no_args_is_help=True, help="See mails that wait or were given up, and send those again.")

Merchant = Annotated[str, typer.Argument(help="The merchant's id.")]

MOST = 1000
"""Mails that are listed at most."""


@mail.command("list")
def list_them(merchant: Merchant, data_dir: DataDir = None) -> None:
    """List the mails that the mail server has not taken, the newest first."""

    async def look(store: Store) -> list[outbox.Unsent]:
        whose = await set_up.find_merchant(store, merchant)
        async with store.session() as session:
            return await outbox.unsent(session, whose.id, MOST)

    found = with_store(data_dir, "refundry mail list", look, or_demo=True)
    tables.show(
        ("number", "recipient", "about", "state", "tries", "next try", "last error"),
        (
            (each.id, each.recipient, each.kind, each.state, each.tries, each.next_try_at, each.last_error)
            for each in found
        ),
    )


@mail.command("resend")
def resend(
    merchant: Merchant,
    number: Annotated[int | None, typer.Option(help="Only this one, as `list` numbers them.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Have mails that were given up sent again, under their own Message-ID, once the mail server takes them."""

    async def work(store: Store) -> int:
        whose = await set_up.find_merchant(store, merchant)
        async with store.begin() as session:
            return await outbox.resend(session, whose.id, number)

    typer.echo(f"Due again: {with_store(data_dir, 'refundry mail resend', work)}")
