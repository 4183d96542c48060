"""What an adapter promises of webhooks: what is forged, or of another time, is refused; what is true is understood."""

from collections.abc import Callable
from datetime import timedelta

from pydantic import BaseModel

from refundry.gateways import Event, EventKind, Forged, Money
from refundry.gateways.events import TOLERANCE
from refundry.testing.judge import Hook
from refundry.testing.trial import LIVE, Broken, Trial, says

MARGIN = timedelta(minutes=1)

GARBAGE = {
    "an empty body": b"",
    "a body of another encoding": "naïve ünïcode".encode("utf-16"),
    "a body of one megabyte": b"x" * 1_000_000,
    "JSON of great depth": b"[" * 100_000,
    "JSON without a signature": b'{"id": "1", "type": "refund.updated"}',
    "a form without a signature": b"id=tr_1&bt_payload=eHg%3D&bt_signature=x%7Cy",
}


async def genuine(trial: Trial) -> None:
    """C10"""
    config, secrets = trial.credentials()
    now = trial.judge.now()
    for what, body in GARBAGE.items():
        _is_forged(trial, Hook({"content-type": "application/json"}, body), what)
    if not trial.adapter.capabilities.webhooks:
        return
    with trial.part():
        session, payment = trial.session(), await trial.pay()
        asked = trial.asked(payment)
        made = await trial.refunded(session, asked)
        trial.hold(isinstance(made, LIVE), f"a refund is {says(made)}")
        reference = made.reference if isinstance(made, LIVE) else ""
        hook, *batches = trial.judge.hook(0, payment, reference, now)
        events = _events(trial, hook, config, secrets)
        _names(trial, events, payment, reference, asked.key)
        again = _events(trial, hook, config, secrets)
        trial.hold([each.id for each in again] == [each.id for each in events], "one event has another id each time")
        for altered in trial.judge.forgeries(hook):
            _is_forged(trial, altered, "a webhook that was altered")
        _is_forged(trial, trial.judge.hook(1, payment, reference, now)[0], "a webhook of another account's secret")
        if hook.headers.keys() - {"content-type"}:
            _is_forged(trial, Hook({}, hook.body), "a webhook without its headers")
        for batch in batches:
            _is_forged(trial, batch, "a batch with an item that is forged")
        if trial.judge.hooks_have_times:
            _at_other_times(trial, lambda ago: trial.judge.hook(0, payment, reference, now - ago)[0])
        strange = trial.judge.hook(0, payment, reference, now, unknown=True)[0]
        kinds = {each.kind for each in _events(trial, strange, config, secrets)}
        trial.hold(kinds <= {EventKind.OTHER}, "a webhook of an unknown kind is taken for one that is known")
        await _about_another(trial, payment, reference)


async def _about_another(trial: Trial, payment: str, reference: str) -> None:
    """Two events are two: of another refund, and of the same one at another time."""
    other = await trial.refunded(trial.session(), trial.asked(payment, _tenth(trial)))
    if not isinstance(other, LIVE):
        return
    now = trial.judge.now()
    config, secrets = trial.credentials()
    hooks = [trial.judge.hook(0, payment, each, now)[0] for each in (reference, other.reference)]
    ids = {event.id for hook in hooks for event in _events(trial, hook, config, secrets)}
    trial.hold(len(ids) == 2, "the events of two refunds have one id")


def _tenth(trial: Trial) -> Money:
    return Money(trial.judge.part.minor // 10, trial.judge.part.currency)


def _at_other_times(trial: Trial, hook: Callable[[timedelta], Hook]) -> None:
    config, secrets = trial.credentials()
    for ago in (TOLERANCE - MARGIN, MARGIN - TOLERANCE):
        trial.hold(bool(_events(trial, hook(ago), config, secrets)), "a webhook of four minutes ago is not taken")
    _is_forged(trial, hook(TOLERANCE + MARGIN), "a webhook that is too old")
    _is_forged(trial, hook(-TOLERANCE - MARGIN), "a webhook of the future")


def _events(trial: Trial, hook: Hook, config: BaseModel, secrets: BaseModel) -> list[Event]:
    try:
        return trial.adapter.events(hook.headers, hook.body, config, secrets, trial.judge.now())
    except Forged as error:
        raise Broken(f"a webhook of the gateway's is refused as forged: {error}") from None
    except Exception as error:
        raise Broken(f"a webhook raised {type(error).__name__}") from error


def _is_forged(trial: Trial, hook: Hook, what: str) -> None:
    config, secrets = trial.credentials()
    try:
        found = trial.adapter.events(hook.headers, hook.body, config, secrets, trial.judge.now())
    except Forged as error:
        trial.hold(error.status in {400, 401, 403}, f"{what} is answered with {error.status}")
        return
    except Exception as error:
        raise Broken(f"{what} raised {type(error).__name__}, and not Forged") from error
    trial.hold(False, f"{what} was taken for {len(found)} events")


def _names(trial: Trial, events: list[Event], payment: str, reference: str, key: str) -> None:
    trial.hold(bool(events), "a webhook of a refund has no event")
    trial.hold(all(event.id for event in events), "an event has no id")
    about = [event for event in events if event.kind is EventKind.REFUND]
    trial.hold(bool(about), "a webhook of a refund is about none")
    named = any(event.refund == reference or event.key == key for event in about)
    trial.hold(named, "a webhook of a refund names neither its id nor our key")
    trial.hold(any(event.transaction in {payment, None} for event in about), "it names another payment")
