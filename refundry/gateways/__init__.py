"""The contract between Refundry and the adapter of a gateway, in version `API_VERSION`.

An adapter is registered as an entry point of the group `refundry.gateways`: its name, and an object that is an
`Adapter`. It gets no database and no settings; what it is given is in its arguments.
"""

from app.domain.money import Money as Money
from app.domain.reversals.answers import Absent as Absent
from app.domain.reversals.answers import Accepted as Accepted
from app.domain.reversals.answers import Declined as Declined
from app.domain.reversals.answers import Dispute as Dispute
from app.domain.reversals.answers import DisputeState as DisputeState
from app.domain.reversals.answers import NotKnown as NotKnown
from app.domain.reversals.answers import NotReached as NotReached
from app.domain.reversals.answers import Outcome as Outcome
from app.domain.reversals.answers import Pending as Pending
from app.domain.reversals.answers import ProcessorResponse as ProcessorResponse
from app.domain.reversals.answers import Reason as Reason
from app.domain.reversals.states import PaymentStatus as PaymentStatus
from refundry.gateways.adapter import API_VERSION as API_VERSION
from refundry.gateways.adapter import Adapter as Adapter
from refundry.gateways.adapter import Capabilities as Capabilities
from refundry.gateways.adapter import Decides as Decides
from refundry.gateways.adapter import LooksUp as LooksUp
from refundry.gateways.calls import Account as Account
from refundry.gateways.calls import Instruction as Instruction
from refundry.gateways.calls import Kind as Kind
from refundry.gateways.calls import PaymentStanding as PaymentStanding
from refundry.gateways.calls import RefundStanding as RefundStanding
from refundry.gateways.calls import Sent as Sent
from refundry.gateways.events import Event as Event
from refundry.gateways.events import EventKind as EventKind
from refundry.gateways.events import Forged as Forged
from refundry.gateways.session import NotAnswered as NotAnswered
from refundry.gateways.session import Session as Session
from refundry.gateways.units import Units as Units
from refundry.gateways.units import UnknownCurrency as UnknownCurrency
