"""What tries mean for their endpoint: it works, it is left alone for a while, or it is switched off (SPEC 15.1)."""

from collections.abc import Sequence

import structlog

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.telling.endpoints import Endpoint
from app.domain.telling.schedule import Delivery, is_over, paused_until
from app.flows.service import Service, Work
from app.flows.telling.notify import notify_of_switching_off
from app.store.telling import endpoints, messages

log = structlog.get_logger(__name__)

GONE = "It answered 410 Gone, by which a receiver says that it wants no more messages."
FAILED_FOR_LONG = "It has taken no message for five days."


async def note_outcome(service: Service, work: Work, number: int, deliveries: Sequence[Delivery]) -> bool:
    """Writes down what the tries say of the endpoint; whether it can be sent to at once again."""
    endpoint = await endpoints.hold(work.session, number)
    if endpoint is None or not endpoint.enabled:
        return False
    if any(each.gone for each in deliveries):
        await _switch_off(service, work, endpoint, GONE)
        return False
    pauses = [until for each in deliveries if (until := paused_until(each)) is not None]
    pause = max(pauses, default=None)
    if any(each.taken for each in deliveries):
        if endpoint.failing_since is not None or pause is not None:
            await endpoints.note(work.session, number, None, pause)
        return pause is None
    since = endpoint.failing_since or deliveries[0].at
    if is_over(since, deliveries[-1].at):
        await _switch_off(service, work, endpoint, FAILED_FOR_LONG)
        return False
    if since != endpoint.failing_since or pause is not None:
        await endpoints.note(work.session, number, since, pause)
    # It goes on in a lane for those that fail.
    return False


async def _switch_off(service: Service, work: Work, endpoint: Endpoint, because: str) -> None:
    await endpoints.switch_off(work.session, endpoint.id, because)
    failed = await messages.give_up(work.session, endpoint.id)
    entry = Entry(ChangeKind.WEBHOOK_ENDPOINT_SWITCHED_OFF)
    await work.keep(entry, note=f"{endpoint.url.partition('?')[0]}: {because}", by_itself=True)
    await notify_of_switching_off(service, work, endpoint, because, failed)
    log.warning("webhooks.switched_off", endpoint=endpoint.legacy_id, why=because, messages=failed)
