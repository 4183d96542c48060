"""What spoils the way to a Stripe: the faults of any gateway, and those in the form of Stripe's objects."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from refundry.testing import faults
from refundry.testing.faults import DROPPED_AFTER as DROPPED_AFTER
from refundry.testing.faults import DROPPED_BEFORE as DROPPED_BEFORE
from refundry.testing.faults import EMPTY as EMPTY
from refundry.testing.faults import HALF_A_BODY as HALF_A_BODY
from refundry.testing.faults import HALF_A_JSON as HALF_A_JSON
from refundry.testing.faults import HTML_AFTER as HTML_AFTER
from refundry.testing.faults import HTML_BEFORE as HTML_BEFORE
from refundry.testing.faults import SILENT_AFTER as SILENT_AFTER
from refundry.testing.faults import SILENT_BEFORE as SILENT_BEFORE
from refundry.testing.faults import Change
from refundry.testing.faults import Ending as Ending
from refundry.testing.faults import Fault as Fault
from refundry.testing.faults import status as status
from refundry.testing.proxy import Proxy as Proxy
from refundry.testing.proxy import proxy_to as proxy_to


def _body(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Change:
    return lambda answer: replace(answer, body=json.dumps(change(json.loads(answer.body))).encode())


def _of(**fields: Any) -> Change:
    return _body(lambda body: {**body, **{name: value for name, value in fields.items() if name in body}})


WRONG_TYPE = Fault("wrong-type", True, _body(lambda body: {**body, "amount": str(body["amount"])}))
OTHER_OBJECT = Fault("other-object", True, _of(object="balance"))
UNKNOWN_STATUS = Fault("unknown-status", True, _of(status="unheard_of"))
OTHER_AMOUNT = Fault("other-amount", True, _body(lambda body: {**body, "amount": body["amount"] + 1}))
OTHER_CURRENCY = Fault("other-currency", True, _of(currency="chf"))
OTHER_PAYMENT = Fault("other-payment", True, _of(payment_intent="pi_other", charge="ch_other"))

CONTRADICTIONS = (OTHER_AMOUNT, OTHER_CURRENCY, OTHER_PAYMENT)

LOST = (*faults.LOST, WRONG_TYPE, OTHER_OBJECT, UNKNOWN_STATUS)
"""After each of these nobody can say whether it was done."""
