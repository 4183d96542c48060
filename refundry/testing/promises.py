"""What an adapter promises, each with how it is shown beside a judge."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from refundry.testing import accounts, amounts, calling, deciding, hooks, looking, sending
from refundry.testing.trial import Trial

Check = Callable[[Trial], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Promise:
    """`code` names it, `sentence` says it, `check` raises Broken if it is not kept."""

    code: str
    sentence: str
    check: Check

    def __str__(self) -> str:
        return self.code


PROMISES = (
    Promise("C1", "One key has one effect at most, however often it is sent.", sending.once),
    Promise("C2", "UNAVAILABLE and DECLINED mean no effect, ACCEPTED and PENDING mean an effect.", sending.truth),
    Promise("C3", "A look-up resolves UNKNOWN to what is in the gateway's books.", looking.resolved),
    Promise("C4", "Absent is told only of what the gateway was asked about and does not have.", looking.absence),
    Promise(
        "C5",
        "Calls give outcomes and raise NotAnswered alone; cancelling leaves no effect untold.",
        calling.only_outcomes,
    ),
    Promise("C6", "One sending is one request.", sending.one_request),
    Promise("C7", "Amounts are exact in every currency, and refused where they can't be told.", amounts.exact),
    Promise("C8", "Later decisions and late failures are learnt by asking or by a webhook.", deciding.decided),
    Promise("C9", "What is too late, too early or done by others is declined with its reason.", deciding.reasons),
    Promise(
        "C10", "Webhooks that are forged, altered, old or broken are refused, true ones are understood.", hooks.genuine
    ),
    Promise("C11", "Accounts don't mix, also at the same time.", accounts.apart),
    Promise("C12", "No secret comes out in outcomes, errors, logs or representations.", accounts.hidden),
    Promise("C13", "stop() closes everything, and many sendings leak no connection.", calling.closes),
    Promise("C14", "Refunds made elsewhere are seen.", looking.elsewhere),
)

DECLARED = "C0"
DECLARED_SENTENCE = "What it says of itself fits together."
