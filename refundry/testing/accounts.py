"""What an adapter promises of accounts: they don't mix, and nothing of their secrets comes out."""

import asyncio
import base64
import json
import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import quote

from pydantic import BaseModel, SecretStr, ValidationError

from refundry.gateways import Instruction, NotAnswered, Session
from refundry.testing import faults
from refundry.testing.exchange import Answer
from refundry.testing.faults import Fault
from refundry.testing.trial import LIVE, Trial, patience, says

ACCOUNTS = 8
ROUNDS = 3

SHORTEST = 6
"""Characters of a text that is looked for."""


async def apart(trial: Trial) -> None:
    """C11"""
    sessions = [trial.session(number) for number in range(ACCOUNTS)]
    with trial.part():
        await _own_credentials(trial, sessions)
    if trial.judge.accounts_are_apart:
        payment = await trial.pay()
        outcome = await trial.refunded(sessions[1], trial.asked(payment))
        trial.hold(not isinstance(outcome, LIVE), f"a refund of another account's payment is {says(outcome)}")
        trial.hold(not await trial.effects(payment), "an account refunded another account's payment")
        seen = True
        with suppress(NotAnswered):
            seen = await sessions[1].standing(payment) is not None
            trial.hold(not seen, "an account sees another account's payment")
        outcome = await trial.refunded(sessions[0], trial.asked(payment))
        trial.hold(isinstance(outcome, LIVE), f"a refund of the account's own payment is {says(outcome)}")


async def hidden(trial: Trial) -> None:
    """C12"""
    config, secrets = trial.credentials()
    canaries = _forms(list(_texts(secrets)))
    session = trial.session()
    _has_none(trial, canaries, f"{session!r} {session} {trial.adapter!r} {secrets!r} {secrets} {config!r}", "a repr")
    with _logged() as lines:
        await trial.warm(session)
        with trial.part():
            for fault in (*trial.lost, *(faults.status(code, reaches=False) for code in (400, 401, 403, 404, 429))):
                hasty = trial.session(timeout=patience(fault)) if patience(fault) < 1 else session
                outcome = await trial.spoilt(hasty, trial.asked(await trial.pay()), fault)
                _has_none(trial, canaries, repr(outcome), f"the outcome after {fault}")
        with trial.part():
            await _repeated_by_the_gateway(trial, session, list(_texts(secrets)), canaries)
        with trial.part():
            await _questions(trial, session, canaries)
    _has_none(trial, canaries, "\n".join(lines), "a log")
    for name in secrets.model_dump():
        try:
            trial.adapter.secrets.model_validate({name: {"canary-in-a-form-that-is-none": 1}, "x": "canary-unknown"})
        except ValidationError as error:
            text = str(error)
            trial.hold("canary-in" not in text and "canary-unknown" not in text, "a refused secret is told again")


async def _own_credentials(trial: Trial, sessions: list[Session]) -> None:
    proxy = trial.proxy
    payments = [await trial.pay() for _ in range(ROUNDS)]
    asked: list[tuple[int, Instruction]] = [
        (number, trial.asked(payment)) for payment in payments for number in range(ACCOUNTS)
    ]
    await asyncio.gather(*(trial.refunded(sessions[number], each) for number, each in asked))
    for number, each in asked:
        key = each.key.encode()
        own = [one for one in proxy.tellings if key in one.body or each.key in f"{one.target} {one.headers}"]
        trial.hold(bool(own), "a refund's request does not have its key")
        used = {trial.judge.account_of(request) for request in own}
        trial.hold(used == {number}, f"account {number} sent with the credentials of {sorted(map(str, used))}")


async def _repeated_by_the_gateway(trial: Trial, session: Session, texts: list[str], canaries: list[str]) -> None:
    """The gateway says the secrets again in the words of a refusal, and what was sent in the header."""
    sent = {request.headers.get("authorization", "").rpartition(" ")[2] for request in trial.proxy.requests}
    words = f"Invalid credentials provided: {' and '.join((*texts, *sorted(sent)))}"
    refusal = trial.judge.refusal(words)
    outcome = await trial.spoilt(session, trial.asked(await trial.pay()), Fault("words", False, lambda answer: refusal))
    _has_none(trial, canaries, repr(outcome), "the outcome after a refusal that repeats them")
    trial.proxy.spoilt_questions.append(Fault("words", False, lambda answer: refusal))
    found = await trial.found(session, trial.asked(await trial.pay()), trial.sent())
    trial.proxy.spoilt_questions.clear()
    _has_none(trial, canaries, repr(found), "what was found after a refusal that repeats them")


async def _questions(trial: Trial, session: Session, canaries: list[str]) -> None:
    payment = await trial.pay()
    echo = Fault("echo", False, lambda answer: Answer(401, json.dumps({"message": canaries}).encode()))
    for fault in (faults.DROPPED_BEFORE, faults.HTML_BEFORE, faults.status(401, reaches=False), echo):
        for question in (lambda: session.standing(payment), session.account):
            trial.proxy.spoilt_questions.append(fault)
            try:
                await question()
            except NotAnswered as error:
                told = "".join(traceback.format_exception(error))
                _has_none(trial, canaries, told, f"what is raised after {fault}")
            trial.proxy.spoilt_questions.clear()


def _has_none(trial: Trial, canaries: list[str], text: str, where: str) -> None:
    trial.hold(not any(each in text for each in canaries), f"a secret stands in {where}")


@contextmanager
def _logged() -> Iterator[list[str]]:
    """The lines of every log, down to the least; within it they go nowhere else."""
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    root, handler = logging.getLogger(), Kept()
    before, level = root.handlers[:], root.level
    root.handlers[:] = [handler]
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.setLevel(level)
        root.handlers[:] = before


def _texts(value: object) -> Iterator[str]:
    """Every secret of a model, uncovered."""
    if isinstance(value, SecretStr):
        yield value.get_secret_value()
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _texts(each)


def _forms(texts: list[str]) -> list[str]:
    """The secrets, also as an address or Basic authentication has them."""
    pairs = [f"{one}:{other}" for one in texts for other in ("", *texts)]
    encoded = [base64.b64encode(each.encode()).decode().rstrip("=") for each in (*texts, *pairs)]
    found = dict.fromkeys((*texts, *encoded, *(quote(text, safe="") for text in texts)))
    return [each for each in found if len(each) >= SHORTEST]
