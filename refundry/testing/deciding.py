"""What an adapter promises of decisions: late ones are learnt, late failures too, and a no has its reason."""

from datetime import timedelta

from refundry.gateways import (
    Absent,
    Accepted,
    Decides,
    Declined,
    Instruction,
    Kind,
    NotKnown,
    Outcome,
    PaymentStatus,
    Pending,
    Reason,
    Session,
)
from refundry.testing.faults import Fault
from refundry.testing.judge import Gap
from refundry.testing.looking import unknown_payment
from refundry.testing.trial import LIVE, Broken, Trial, says

S = PaymentStatus

FAILED = frozenset({S.FAILED, S.GATEWAY_REJECTED, S.PROCESSOR_DECLINED, S.SETTLEMENT_DECLINED})

ENDED = FAILED | {S.VOIDED}

TOO_LATE = frozenset({Reason.ALREADY_SETTLED, Reason.NOT_POSSIBLE})
TOO_EARLY = frozenset({Reason.NOT_SETTLED, Reason.NOT_POSSIBLE})
DONE_BEFORE = frozenset({Reason.ALREADY_REFUNDED, Reason.NOT_POSSIBLE})


async def decided(trial: Trial) -> None:
    """C8"""
    can = trial.adapter.capabilities
    if can.decides is Decides.NOW:
        session = trial.session()
        outcome = await trial.refunded(session, trial.asked(await trial.pay()))
        trial.hold(isinstance(outcome, Accepted), f"a gateway that decides at once was told as {says(outcome)}")
    else:
        for accepted in (True, False):
            with trial.part():
                await _is_decided(trial, accepted)
    if can.late_failure > timedelta(0):
        with trial.part():
            await _fails_late(trial)


async def reasons(trial: Trial) -> None:
    """C9"""
    session = trial.session()
    await trial.warm(session)
    for check in (_too_early, _too_much, _refunded_elsewhere, _unknown, _refused_in_words):
        with trial.part():
            await check(trial, session)
    can = trial.adapter.capabilities.kinds
    checks = {Kind.VOID: (_voided, _voided_too_late, _voided_elsewhere), Kind.CAPTURE: (_captured,)}
    for kind in (Kind.VOID, Kind.CAPTURE):
        for step in checks[kind] if kind in can & trial.judge.kinds else ():
            with trial.part():
                await step(trial, session)
    if Kind.REFUND_VOID in can & trial.judge.kinds:
        await _taken_back(trial, session)
    for kind in sorted(frozenset(Kind) - can):
        await _not_possible(trial, session, kind)


async def _is_decided(trial: Trial, accepted: bool) -> None:
    session, payment = trial.session(), await trial.pay()
    await trial.warm(session)
    asked = trial.asked(payment, trial.judge.leave_undecided(accepted))
    outcome = await trial.refunded(session, asked)
    if not isinstance(outcome, Pending):
        raise Broken(f"a refund that the gateway has not decided is {says(outcome)}")
    reference = outcome.reference
    if trial.can_be_asked:
        found = await trial.found(session, asked, trial.sent(reference))
        trial.hold(isinstance(found, Pending), f"a refund that is not decided is found as {says(found)}")
        standing = await session.refund_standing(reference, payment)
        trial.hold(standing is not None and not standing.final, "a refund that is not decided is said to be final")
    await trial.judge.decide(reference, accepted)
    last = await _last_word(trial, session, asked, reference)
    expected = Accepted if accepted else Declined
    trial.hold(isinstance(last, expected), f"a refund that was decided as {expected.__name__} is {says(last)}")


async def _last_word(trial: Trial, session: Session, asked: Instruction, reference: str) -> Outcome | Absent | None:
    """What the gateway says of a refund by now, by asking or by a webhook."""
    if trial.can_be_asked:
        return await trial.found(session, asked, trial.sent(reference))
    config, secrets = trial.credentials()
    now = trial.judge.now()
    hook = trial.judge.hook(0, asked.transaction, reference, now)[0]
    events = trial.adapter.events(hook.headers, hook.body, config, secrets, now)
    ours = {reference, asked.key}
    return next((event.outcome for event in events if ours & {event.refund, event.key}), None)


async def _fails_late(trial: Trial) -> None:
    session, payment = trial.session(), await trial.pay()
    await trial.warm(session)
    asked = trial.asked(payment, trial.judge.let_fail())
    outcome = await trial.refunded(session, asked)
    if not isinstance(outcome, Accepted | Pending):
        raise Broken(f"a refund is {says(outcome)}")
    if isinstance(outcome, Pending):
        await trial.judge.decide(outcome.reference, True)
    await trial.judge.fail_late(outcome.reference)
    if trial.can_be_asked:
        standing = await session.refund_standing(outcome.reference, payment)
        status = standing.status if standing else None
    else:
        status = await _status_by_webhook(trial, payment, outcome.reference)
    trial.hold(status in ENDED, f"a refund that failed late stands as {status}")


async def _status_by_webhook(trial: Trial, payment: str, reference: str) -> PaymentStatus | None:
    config, secrets = trial.credentials()
    now = trial.judge.now()
    hook = trial.judge.hook(0, payment, reference, now)[0]
    events = trial.adapter.events(hook.headers, hook.body, config, secrets, now)
    return next((event.standing.status for event in events if event.standing is not None), None)


async def _declined(trial: Trial, session: Session, asked: Instruction, why: str, allowed: frozenset[Reason]) -> None:
    """Holds that a refund is declined with its reason, now or by the gateway's later word."""
    before = len(await trial.effects(asked.transaction))
    outcome: Outcome | Absent | None = await trial.refunded(session, asked)
    if isinstance(outcome, Pending) and trial.adapter.capabilities.decides is Decides.BY_WEBHOOK:
        outcome = await _last_word(trial, session, asked, outcome.reference)
        trial.hold(isinstance(outcome, Declined), f"a refund {why} is {says(outcome)}")
        return
    trial.hold(isinstance(outcome, Declined), f"a refund {why} is {says(outcome)}")
    if isinstance(outcome, Declined):
        trial.hold(outcome.reason in allowed, f"a refund {why} is declined with the reason {outcome.reason}")
    trial.hold(len(await trial.effects(asked.transaction)) == before, f"a refund {why} was made")


async def _too_early(trial: Trial, session: Session) -> None:
    trial.judge.need(Gap.TOO_EARLY)
    payment = await trial.judge.authorize(trial.judge.hundred)
    await _declined(trial, session, trial.asked(payment), "that comes before the capture", TOO_EARLY)
    await _stands(trial, session, payment, frozenset({S.AUTHORIZED}))


async def _too_much(trial: Trial, session: Session) -> None:
    trial.judge.need(Gap.TOO_MUCH)
    payment = await trial.pay()
    asked = trial.asked(payment, trial.judge.hundred + trial.judge.part)
    await _declined(trial, session, asked, "of more than there is", DONE_BEFORE)


async def _refunded_elsewhere(trial: Trial, session: Session) -> None:
    trial.judge.need(Gap.TOO_MUCH)
    payment = await trial.pay()
    await trial.judge.refund_elsewhere(payment, trial.judge.hundred)
    await _declined(trial, session, trial.asked(payment), "of what was refunded elsewhere", DONE_BEFORE)


async def _unknown(trial: Trial, session: Session) -> None:
    payment = await trial.pay()
    asked = trial.asked(unknown_payment(payment))
    outcome = await trial.refunded(session, asked)
    trial.hold(isinstance(outcome, Declined), f"a refund of an unknown payment is {says(outcome)}")
    if isinstance(outcome, Declined):
        trial.hold(outcome.reason is Reason.NOT_POSSIBLE, f"its reason is {outcome.reason}, and not NOT_POSSIBLE")
    if trial.can_be_asked:
        trial.hold(await session.standing(unknown_payment(payment)) is None, "an unknown payment has a standing")


async def _refused_in_words(trial: Trial, session: Session) -> None:
    refusal = trial.judge.refusal("It is not possible at this time.")
    payment = await trial.pay()
    outcome = await trial.spoilt(session, trial.asked(payment), Fault("a refusal", False, lambda answer: refusal))
    trial.hold(isinstance(outcome, Declined), f"the gateway's own refusal is {says(outcome)}")


async def _voided(trial: Trial, session: Session) -> None:
    payment = await trial.judge.authorize(trial.judge.hundred)
    asked = trial.asked(payment, trial.judge.hundred)
    outcome = await trial.told(session.void(asked), "a void")
    trial.hold(isinstance(outcome, LIVE), f"a void of an authorization is {says(outcome)}")
    voids = await trial.effects(payment, Kind.VOID)
    trial.hold(len(voids) == 1, f"a void is {len(voids)} in the gateway's books")
    if trial.can_be_asked:
        found = await trial.found(session, asked, trial.sent(kind=Kind.VOID))
        trial.hold(isinstance(found, Accepted), f"a void that was done is found as {says(found)}")
        await _stands(trial, session, payment, frozenset({S.VOIDED}))


async def _voided_too_late(trial: Trial, session: Session) -> None:
    payment = await trial.pay()
    asked = trial.asked(payment, trial.judge.hundred)
    outcome: Outcome | Absent | None = await trial.told(session.void(asked), "a void")
    if isinstance(outcome, Pending):
        outcome = await _last_word(trial, session, asked, outcome.reference)
    trial.hold(isinstance(outcome, Declined), f"a void that comes too late is {says(outcome)}")
    reason = outcome.reason if isinstance(outcome, Declined) else None
    trial.hold(reason in TOO_LATE or not trial.can_be_asked, f"a void that comes too late has the reason {reason}")
    trial.hold(not await trial.effects(payment, Kind.VOID), "a void that comes too late was done")
    if trial.can_be_asked:
        standing = await session.standing(payment)
        trial.hold(standing is not None and standing.status is not S.VOIDED, "what was captured stands as voided")


async def _voided_elsewhere(trial: Trial, session: Session) -> None:
    payment = await trial.judge.authorize(trial.judge.hundred)
    await trial.judge.void_elsewhere(payment)
    asked = trial.asked(payment, trial.judge.hundred)
    outcome = await trial.told(session.void(asked), "a void")
    done = isinstance(outcome, Accepted | Declined | Pending)
    trial.hold(done, f"a void of what was voided elsewhere is {says(outcome)}")
    await _stands(trial, session, payment, frozenset({S.VOIDED}))


async def _captured(trial: Trial, session: Session) -> None:
    payment = await trial.judge.authorize(trial.judge.hundred)
    asked = trial.asked(payment, trial.judge.hundred)
    if trial.can_be_asked:
        found = await trial.found(session, asked, trial.sent(kind=Kind.CAPTURE))
        trial.hold(isinstance(found, Absent), f"a capture that was not sent is found as {says(found)}")
    outcome = await trial.told(session.capture(asked), "a capture")
    trial.hold(isinstance(outcome, LIVE), f"a capture is {says(outcome)}")
    captured = await trial.effects(payment, Kind.CAPTURE)
    trial.hold([each.amount for each in captured] == [trial.judge.hundred], "the books have another capture")


async def _taken_back(trial: Trial, session: Session) -> None:
    payment = await trial.pay()
    made = trial.asked(payment)
    outcome = await trial.refunded(session, made)
    if not isinstance(outcome, Accepted | Pending):
        raise Broken(f"a refund is {says(outcome)}")
    back = trial.asked(payment, refund=outcome.reference, refund_key=made.key)
    taken = await trial.told(session.void_refund(back), "a refund's void")
    left = len(await trial.effects(payment))
    if isinstance(taken, Accepted):
        trial.hold(left == 0, "a refund that was taken back is still in the gateway's books")
    elif isinstance(taken, Declined):
        trial.hold(left == 1, "a refund's void was declined, and done")
    else:
        trial.hold(isinstance(taken, Pending | NotKnown), f"a refund's void is {says(taken)}")


async def _not_possible(trial: Trial, session: Session, kind: Kind) -> None:
    """What the gateway has no such thing of is declined, and nothing is sent."""
    payment = await trial.pay()
    calls = {
        Kind.CAPTURE: session.capture,
        Kind.VOID: session.void,
        Kind.REFUND: session.refund,
        Kind.REFUND_VOID: session.void_refund,
    }
    before = len(trial.proxy.tellings) if trial.proxy_or_none is not None else 0
    outcome = await trial.told(calls[kind](trial.asked(payment)), f"a {kind}")
    reason = outcome.reason if isinstance(outcome, Declined) else None
    trial.hold(reason is Reason.NOT_POSSIBLE, f"a {kind}, which the gateway does not have, is {says(outcome)}")
    sent = (len(trial.proxy.tellings) if trial.proxy_or_none is not None else 0) - before
    trial.hold(sent == 0, f"a {kind}, which the gateway does not have, was sent")


async def _stands(trial: Trial, session: Session, payment: str, allowed: frozenset[PaymentStatus]) -> None:
    if not trial.can_be_asked:
        return
    standing = await session.standing(payment)
    status = standing.status if standing else None
    trial.hold(status in allowed, f"a payment stands as {status}, and not as {', '.join(sorted(allowed))}")
