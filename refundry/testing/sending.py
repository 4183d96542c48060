"""What an adapter promises of sendings: one effect for a key, true outcomes, one request each."""

import asyncio

from refundry.gateways import Accepted, Declined, NotKnown, NotReached, Outcome, Pending
from refundry.testing import faults
from refundry.testing.exchange import Answer
from refundry.testing.faults import Ending, Fault
from refundry.testing.judge import CONTRADICTIONS, Effect, NoSwitch, Spoil
from refundry.testing.proxy import proxy_to
from refundry.testing.trial import LIVE, Trial, patience, says

AT_ONCE = 20

REFUSALS = (301, 400, 401, 402, 403, 404, 409, 410, 422, 429)
"""Statuses with which a server in front of the gateway keeps a request back."""

REPEATED = ("dropped-before", "dropped-after", "html-before", "503-before", "503-after", "500-after")


async def once(trial: Trial) -> None:
    """C1"""
    session, payment = trial.session(), await trial.pay()
    await trial.warm(session)
    asked = trial.asked(payment)
    if trial.judge.remembers_keys:
        outcomes = await asyncio.gather(*(trial.told(session.refund(asked), "a refund") for _ in range(AT_ONCE)))
        outcomes += [await trial.told(session.refund(asked), "a refund that is sent again") for _ in range(3)]
    else:
        # Sending again is the caller's, who looks first.
        outcomes = [await trial.refunded(session, asked)]
        if trial.can_be_asked:
            for _ in range(3):
                found = await trial.found(session, asked, trial.sent())
                trial.hold(isinstance(found, LIVE), f"a refund that was made is found as {says(found)}")
    made = await trial.effects(payment)
    trial.hold(len(made) == 1, f"{len(outcomes)} sendings of one key made {len(made)} refunds")
    for outcome in outcomes:
        trial.hold(isinstance(outcome, (*LIVE, NotKnown)), f"one of them was told as {says(outcome)}")
    told = {outcome.reference for outcome in outcomes if isinstance(outcome, LIVE)}
    trial.hold(told == {made[0].reference}, "they were told with other ids than the refund's")
    if trial.can_be_asked:
        trial.hold(made[0].key == asked.key, "the refund at the gateway does not have our key")
    await trial.refunded(session, trial.asked(payment))
    trial.hold(len(await trial.effects(payment)) == 2, "the refund of another key was not made")


async def truth(trial: Trial) -> None:
    """C2"""
    with trial.part():
        await _faults_are_told(trial)
    with trial.part():
        await _refused_connections(trial)
    with trial.part():
        await _refused_credentials(trial)
    for spoil in Spoil:
        with trial.part():
            await _spoilt_answer(trial, spoil)
    for trouble in trial.judge.troubles():
        session, payment = trial.session(), await trial.pay()
        outcome = await trial.told(session.refund(trial.asked(payment, trouble.amount)), trouble.name)
        made = await trial.effects(payment)
        trial.hold(len(made) == trouble.effect, f"{trouble.name} made {len(made)} refunds")
        _true(trial, outcome, made, trouble.name)


async def one_request(trial: Trial) -> None:
    """C6"""
    if trial.proxy_or_none is None:
        await _comes_once(trial)
        return
    session = trial.session()
    await trial.warm(session)
    elsewhere = f"{trial.proxy.address}/elsewhere"
    moved = [Fault(str(code), False, _moved(code, elsewhere)) for code in (301, 302, 307, 308)]
    busy = [faults.status(code, reaches=False) for code in (409, 429)]
    for fault in (*(each for each in trial.lost if each.name in REPEATED), *busy, *moved):
        before = len(trial.proxy.tellings)
        await trial.spoilt(session, trial.asked(await trial.pay()), fault)
        requests = len(trial.proxy.tellings) - before
        trial.hold(requests == 1, f"one sending made {requests} requests after {fault}")


async def _comes_once(trial: Trial) -> None:
    """The same where there is no proxy to count: the gateway does."""
    amounts = [(trouble.name, trouble.amount) for trouble in trial.judge.troubles()]
    for name, amount in (("no trouble", trial.judge.part), *amounts):
        asked = trial.asked(await trial.pay(), amount)
        await trial.told(trial.session().refund(asked), name)
        came = await trial.judge.sendings(asked)
        trial.hold(came <= 1, f"one sending came {came} times, with {name}")


def _moved(code: int, address: str) -> faults.Change:
    return lambda answer: Answer(code, b"", {"location": address})


async def _faults_are_told(trial: Trial) -> None:
    kept_back = [faults.status(code, reaches=False) for code in REFUSALS]
    usual = trial.session()
    await trial.warm(usual)
    for fault in (*trial.lost, *kept_back):
        hasty = trial.session(timeout=patience(fault)) if patience(fault) < 1 else usual
        payment = await trial.pay()
        asked = trial.asked(payment)
        outcome = await trial.spoilt(hasty, asked, fault)
        await trial.quiet()
        _true(trial, outcome, await trial.effects(payment), str(fault))


async def _refused_connections(trial: Trial) -> None:
    async with proxy_to(trial.judge.url or "") as gone:
        address = gone.address
    if "api_base" not in trial.adapter.config.model_fields:
        raise NoSwitch("another address")
    payment = await trial.pay()
    outcome = await trial.told(trial.session(address=address).refund(trial.asked(payment)), "a refused connection")
    trial.hold(isinstance(outcome, NotReached), f"a refused connection is {says(outcome)}")
    trial.hold(not await trial.effects(payment), "a refused connection made a refund")


async def _refused_credentials(trial: Trial) -> None:
    session, payment = trial.session(given=trial.judge.unknown_secrets()), await trial.pay()
    outcome = await trial.told(session.refund(trial.asked(payment)), "a refund with refused credentials")
    is_refused = isinstance(outcome, NotReached) and outcome.credentials
    trial.hold(is_refused, f"refused credentials are {says(outcome)}, and not NotReached with credentials")
    trial.hold(not await trial.effects(payment), "refused credentials made a refund")


async def _spoilt_answer(trial: Trial, spoil: Spoil) -> None:
    session, payment = trial.session(), await trial.pay()
    await trial.warm(session)
    missing: list[NoSwitch] = []

    def change(answer: Answer) -> Answer | Ending:
        try:
            return trial.judge.spoiled(spoil, answer)
        except NoSwitch as none:
            missing.append(none)
            return answer

    name = f"an answer with another {spoil.name.lower()}"
    outcome = await trial.spoilt(session, trial.asked(payment), Fault(name, True, change))
    if missing:
        raise missing[0]
    trial.hold(isinstance(outcome, NotKnown), f"{name} is {says(outcome)}, and not NotKnown")
    if isinstance(outcome, NotKnown) and spoil in CONTRADICTIONS:
        trial.hold(outcome.attention, f"{name} does not say that people have to look")


def _true(trial: Trial, outcome: Outcome, made: list[Effect], what: str) -> None:
    """Holds an outcome against the books."""
    if isinstance(outcome, (NotReached, Declined)):
        trial.hold(not made, f"{says(outcome)} was told after {what}, and the refund was made")
    if isinstance(outcome, (Accepted, Pending)):
        trial.hold(bool(made), f"{says(outcome)} was told after {what}, and no refund was made")
        references = {each.reference for each in made}
        trial.hold(outcome.reference in references, f"after {what} another id was told than the refund's")
