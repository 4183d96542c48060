"""Hand the notices that wait to the mail server: each at least once, in practice once (SPEC 5.2).

Notices to the same address go in one letter. A letter is taken first and sent then, so that two workers never send the
same one; its notices are marked as sent once the server has it. Who dies between the two leaves a letter that is sent
again as it was, under the same Message-ID.
"""

import asyncio
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import assert_never

import structlog

from app.domain.history.notices import REFUSED_FOR_GOOD_AFTER, pause_after_refusal, pause_before_next_try
from app.flows.service import Service
from app.mail import letter
from app.mail.message import UnfitAddress, compose
from app.mail.server import Server, read_sender
from app.mail.smtp import Away, Busy, Handing, Postman, Refusal, Taken
from app.settings import Settings
from app.store.history import outbox
from app.store.history.outbox import Waiting
from app.telemetry import tracing

log = structlog.get_logger(__name__)

LONGEST_RUN = 20.0
"""Seconds after which a run begins no further letter; the next run goes on."""


@tracing.flow("send_mail")
async def send_mail(service: Service) -> int:
    """Sends what is due, until nothing is, the server is away or it is time; returns how many letters it took.

    Without a mail server everything stays in the outbox.
    """
    server = service.settings.mail_server
    if server is None:
        return 0
    taken = 0
    clock = asyncio.get_running_loop()
    end = clock.time() + LONGEST_RUN
    async with Postman(server, service.settings.smtp_ca_file) as postman:
        while clock.time() < end:
            async with service.store.begin() as session:
                waiting = await outbox.take(session, datetime.now(UTC))
            if waiting is None:
                break
            handing = await _hand_in(service, postman, waiting)
            if handing is None:
                async with service.store.begin() as session:
                    await outbox.part(session, waiting, datetime.now(UTC))
                continue
            await _write_down(service, server, waiting, handing)
            taken += isinstance(handing, Taken)
            if isinstance(handing, Away):
                break
    return taken


async def _hand_in(service: Service, postman: Postman, waiting: Waiting) -> Handing | None:
    """How the server took the letter; None if it can't be written, and one of its several notices may be to blame."""
    try:
        # In a thread: some hundred notices take a second or more to encode.
        written = await asyncio.to_thread(_written, waiting, service.settings)
    except UnfitAddress as error:
        return Refusal(str(error))
    except Exception as error:
        # One notice that can't be written stops none of the others, of the same letter neither.
        log.exception("mail.not_written", message=waiting.id, notices=len(waiting.facts))
        if len(waiting.facts) > 1:
            return None
        return Refusal(f"The message could not be written ({type(error).__name__}).")
    return await postman.hand_in(written)


def _written(waiting: Waiting, settings: Settings) -> EmailMessage:
    assert settings.mail_from is not None, "the settings ask for it wherever there is a mail server"
    desk = None if settings.public_url is None else settings.public_url.rstrip("/")
    return compose(
        letter.write(waiting.notices, desk),
        sender=read_sender(settings.mail_from),
        recipient=waiting.recipient,
        message_id=waiting.message_id,
        at=waiting.created_at,
    )


async def _write_down(service: Service, server: Server, waiting: Waiting, handing: Handing) -> None:
    now = datetime.now(UTC)
    async with service.store.begin() as session:
        match handing:
            case Taken():
                await outbox.mark_sent(session, waiting, now)
                log.info("mail.sent", message=waiting.id, notices=len(waiting.notices), tries=waiting.tries)
            case Away(error) | Busy(error):
                until = now + pause_before_next_try(waiting.tries)
                await outbox.mark_waiting(session, waiting, until, error)
                log.warning("mail.not_sent", message=waiting.id, tries=waiting.tries, server=server.host, until=until)
            case Refusal(error):
                since = waiting.refused_since or now
                over = now - since >= REFUSED_FOR_GOOD_AFTER
                again = None if over else now + pause_after_refusal(waiting.tries)
                await outbox.mark_refused(session, waiting, now, again, error)
                log.warning("mail.refused", message=waiting.id, tries=waiting.tries, until=again)
            case _:
                assert_never(handing)
