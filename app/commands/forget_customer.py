"""`refundry forget-customer`: deletes what is known of a person; money stays (SPEC 16.4)."""

import sys
from typing import Annotated

import typer

from app.commands.serving import CommandFailed, DataDir, with_store
from app.flows.orders import forget_customer as flow
from app.flows.orders.forget_customer import Forgotten
from app.flows.people import set_up
from app.flows.people.set_up import operator_of
from app.store.database import Store


def forget_customer(
    merchant: Annotated[str, typer.Argument(help="The merchant's id.")],
    customer: Annotated[str, typer.Argument(help="The customer's id, or the e-mail address: of all who have it.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Delete what is known of a customer, for good: name, addresses, phone number, what payments were made with.

    Payments, refunds, amounts and ids stay.
    """
    if not yes and not (sys.stdin.isatty() and typer.confirm(f"Delete what {merchant} knows of {customer}, for good?")):
        raise CommandFailed("Nothing was deleted. --yes says that it is meant.")

    async def work(store: Store) -> Forgotten:
        whose = await set_up.find_merchant(store, merchant)
        return await flow.forget_customer(store, operator_of(whose), customer)

    found = with_store(data_dir, "refundry forget-customer", work, or_demo=True)
    typer.echo(
        f"Forgotten: {found.customers} customers, in {found.orders} orders, {found.payments} payments and "
        f"{found.messages} messages."
    )
