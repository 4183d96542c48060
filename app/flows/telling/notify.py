"""Tells people by mail that a webhook endpoint was switched off."""

from datetime import UTC, datetime

from app.domain.history.notices import EndpointNotice, OtherMail
from app.domain.ids import IdKind, global_id
from app.domain.telling.endpoints import Endpoint
from app.flows.service import Service, Work
from app.flows.upkeep.notify import recipients_of
from app.store.history import outbox


async def notify_of_switching_off(service: Service, work: Work, endpoint: Endpoint, why: str, waiting: int) -> None:
    """A mail to each of the merchant's notify addresses, written down in the `work`; `waiting` messages have failed."""
    notice = EndpointNotice(
        kind=OtherMail.WEBHOOK_ENDPOINT_OFF,
        merchant=work.merchant.name,
        endpoint_id=global_id(IdKind.WEBHOOK_ENDPOINT, endpoint.legacy_id),
        url=endpoint.url.partition("?")[0],
        why=why,
        waiting=waiting,
    )
    at = datetime.now(UTC)
    event = f"{notice.kind}:{endpoint.legacy_id}:{at.isoformat()}"
    recipients = recipients_of(service, work.merchant)
    await outbox.add(work.session, outbox.rows_of(notice, recipients, at, event=event, merchant_id=work.merchant.id))
