"""What merchants' customers are told by mail. The database writes the mails (`tables.webhook_triggers`)."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.telling.customer_mails import CustomerMails, Template
from app.store.tables.customer_mails import CustomerMailsRow


async def of_merchant(session: AsyncSession, merchant_id: int) -> CustomerMails:
    row = await session.get(CustomerMailsRow, merchant_id, populate_existing=True)
    if row is None:
        return CustomerMails()
    return CustomerMails(
        accepted=_template(row.accepted_subject, row.accepted_text),
        failed=_template(row.failed_subject, row.failed_text),
        in_sandbox=row.in_sandbox,
    )


async def change(session: AsyncSession, merchant_id: int, mails: CustomerMails) -> None:
    """The merchant's customers are told so from now on."""
    row = await session.get(CustomerMailsRow, merchant_id, populate_existing=True)
    if row is None:
        row = CustomerMailsRow(merchant_id=merchant_id)
        session.add(row)
    row.accepted_subject = None if mails.accepted is None else mails.accepted.subject
    row.accepted_text = None if mails.accepted is None else mails.accepted.text
    row.failed_subject = None if mails.failed is None else mails.failed.subject
    row.failed_text = None if mails.failed is None else mails.failed.text
    row.in_sandbox = mails.in_sandbox
    await session.flush()


def _template(subject: str | None, text: str | None) -> Template | None:
    return None if subject is None or text is None else Template(subject, text)
