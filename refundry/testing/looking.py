"""What an adapter promises of looking: UNKNOWN is resolved, absence is proven, refunds made elsewhere are seen."""

from datetime import timedelta

from refundry.gateways import Absent, Accepted, LooksUp, NotKnown, Pending, RefundStanding
from refundry.testing import faults
from refundry.testing.faults import Fault
from refundry.testing.judge import Gap, NoSwitch
from refundry.testing.trial import LIVE, Broken, Trial, patience, says

FORGOTTEN = ("dropped-before", "dropped-after", "half-a-json", "504-after", "504-before")
"""The faults that are tried again with a gateway that has forgotten the key."""

REFUSED = (400, 401, 403, 404, 409, 429)


async def resolved(trial: Trial) -> None:
    """C3"""
    if trial.adapter.capabilities.looks_up is LooksUp.NEVER:
        trial.left_out.append("a look-up: the gateway has none")
        return
    with trial.part():
        session = trial.session()
        await trial.warm(session)
        for fault in trial.lost:
            await _is_resolved(trial, fault)
    with trial.part():
        trial.judge.forget_keys()
        for fault in (each for each in trial.lost if each.name in FORGOTTEN):
            await _is_resolved(trial, fault, forget=True)
    for trouble in trial.judge.troubles():
        session, payment = trial.session(), await trial.pay()
        asked = trial.asked(payment, trouble.amount)
        outcome = await trial.told(session.refund(asked), trouble.name)
        if isinstance(outcome, NotKnown):
            found = await trial.found(session, asked, trial.sent())
            trial.hold(isinstance(found, LIVE) == bool(trouble.effect), f"{trouble.name} is found as {says(found)}")


async def absence(trial: Trial) -> None:
    """C4"""
    session, payment = trial.session(), await trial.pay()
    await trial.warm(session)
    never = trial.adapter.capabilities.absence_after is None
    if not trial.can_be_asked:
        asked = trial.asked(payment)
        found = await trial.found(session, asked, trial.sent())
        trial.hold(not isinstance(found, Absent), "a gateway that can't be asked was said to have nothing")
        return
    found = await trial.found(session, trial.asked(payment), trial.sent())
    trial.hold(isinstance(found, NotKnown if never else Absent), f"what was never sent is found as {says(found)}")
    made = await trial.refunded(session, trial.asked(await trial.pay()))
    if not isinstance(made, Accepted | Pending):
        raise Broken(f"a refund is {says(made)}")
    found = await trial.found(session, trial.asked(payment), trial.sent(made.reference))
    trial.hold(not isinstance(found, Absent), "absent was told of a refund whose id was heard")
    with trial.part():
        await _lagging(trial)
    with trial.part():
        await _questions_that_fail(trial)
    with trial.part():
        trial.judge.need(Gap.UNKNOWN_PAYMENT)
        if trial.adapter.capabilities.looks_up is not LooksUp.BY_PAYMENT:
            return
        found = await trial.found(session, trial.asked(unknown_payment(payment)), trial.sent())
        trial.hold(not isinstance(found, Absent), "absent was told of a payment that the account does not have")


async def elsewhere(trial: Trial) -> None:
    """C14"""
    if not trial.can_be_asked:
        await _elsewhere_by_webhook(trial)
        return
    session, payment = trial.session(), await trial.pay()
    ours = trial.asked(payment)
    outcome = await trial.refunded(session, ours)
    trial.hold(isinstance(outcome, LIVE), f"a refund is {says(outcome)}")
    with trial.part():
        theirs = await trial.judge.refund_elsewhere(payment, trial.judge.part)
        standing = await session.standing(payment)
        if standing is None:
            raise Broken("the payment was not found")
        seen = {each.reference: each for each in standing.refunds}
        trial.hold(theirs in seen, "a refund made elsewhere does not stand among the payment's refunds")
        trial.hold(len(seen) == len(await trial.effects(payment)), "the payment has other refunds than its books say")
        _is_theirs(trial, seen[theirs], ours.key)
        again = await session.refund_standing(theirs, payment)
        trial.hold(again is not None and again.amount == trial.judge.part, "a refund made elsewhere can't be asked for")
        if trial.adapter.capabilities.lists_payments:
            now = trial.judge.now()
            begin, end = now - timedelta(days=40), now + timedelta(days=1)
            listed = {each.reference async for each in session.refunds(begin, end)}
            trial.hold(theirs in listed, "a refund made elsewhere is not in the list of refunds")
            payments = {each.reference: each async for each in session.payments(begin, end)}
            trial.hold(payment in payments, "a payment is not in the list of payments")
            mine = {each.reference for each in payments[payment].refunds}
            trial.hold(mine == set(seen), "a payment in the list has other refunds than when it is asked for alone")


def unknown_payment(payment: str) -> str:
    """An id of the same form, which nothing has."""
    return f"{payment[:-4]}zzzz"


def _is_theirs(trial: Trial, refund: RefundStanding, key: str) -> None:
    trial.hold(refund.amount == trial.judge.part, f"a refund made elsewhere of {trial.judge.part} is {refund.amount}")
    trial.hold(refund.key != key, "a refund made elsewhere is said to have our key")


async def _is_resolved(trial: Trial, fault: Fault, *, forget: bool = False) -> None:
    session, payment = trial.session(), await trial.pay()
    asked = trial.asked(payment)
    await trial.spoilt(trial.session(timeout=patience(fault)), asked, fault)
    await trial.quiet()
    if forget:
        trial.judge.forget_keys()
    made = await trial.effects(payment)
    found = await trial.found(session, asked, trial.sent())
    world = "with the key forgotten" if forget else "with the key remembered"
    if trial.can_be_asked:
        expected = LIVE if made else (Absent, NotKnown)
        trial.hold(isinstance(found, expected), f"after {fault} {world}, {len(made)} are found as {says(found)}")
        if isinstance(found, Absent):
            outcome = await trial.refunded(session, asked)
            trial.hold(isinstance(outcome, LIVE), f"sent again after {fault}, it is {says(outcome)}")
    elif forget:
        raise NoSwitch("a look-up after the life of a key: the gateway can't be asked")
    now = await trial.effects(payment)
    trial.hold(len(now) == 1, f"after {fault} {world} and a look-up, there are {len(now)} refunds")
    last = await trial.found(session, asked, trial.sent(now[0].reference))
    trial.hold(isinstance(last, LIVE), f"after {fault} {world}, it is found at last as {says(last)}")
    if isinstance(last, Accepted | Pending):
        trial.hold(last.reference == now[0].reference, f"after {fault} {world}, another refund is found")


async def _lagging(trial: Trial) -> None:
    session, payment = trial.session(), await trial.pay()
    asked = trial.asked(payment)
    trial.judge.lag(True)
    try:
        made = await trial.refunded(session, asked)
        heard = (made.reference,) if isinstance(made, Accepted | Pending) else ()
        found = await trial.found(session, asked, trial.sent(*heard))
        trial.hold(not isinstance(found, Absent), "absent was told by a look-up that lags, although the id was heard")
    finally:
        trial.judge.lag(False)
    found = await trial.found(session, asked, trial.sent(*heard))
    trial.hold(isinstance(found, LIVE), f"once the look-up has caught up, it is found as {says(found)}")


async def _questions_that_fail(trial: Trial) -> None:
    refused = [faults.status(code, reaches=False) for code in REFUSED]
    payment = await trial.pay()
    for fault in (*trial.lost, *refused):
        session = trial.session(timeout=patience(fault))
        trial.proxy.spoilt_questions.append(fault)
        found = await trial.found(session, trial.asked(payment), trial.sent())
        trial.proxy.spoilt_questions.clear()
        trial.hold(not isinstance(found, Absent), f"absent was told after a question that failed with {fault}")


async def _elsewhere_by_webhook(trial: Trial) -> None:
    with trial.part():
        payment = await trial.pay()
        theirs = await trial.judge.refund_elsewhere(payment, trial.judge.part)
        config, secrets = trial.credentials()
        now = trial.judge.now()
        hook = trial.judge.hook(0, payment, theirs, now)[0]
        events = trial.adapter.events(hook.headers, hook.body, config, secrets, now)
        seen = any(event.transaction == payment and event.refund == theirs for event in events)
        trial.hold(seen, "a webhook of a refund made elsewhere names neither payment nor refund")
