"""What the adapter of a gateway is checked with, by its own package and by `refundry gateways check`.

An adapter's package brings a judge, a simulator of its gateway with books of its own, as an entry point of the group
`refundry.gateway_judges`. The promises of `refundry.testing.promises` are held against what the judge saw.
"""

from refundry.testing.conformance import GatewayConformance as GatewayConformance
from refundry.testing.exchange import Answer as Answer
from refundry.testing.exchange import Request as Request
from refundry.testing.judge import Bench as Bench
from refundry.testing.judge import Effect as Effect
from refundry.testing.judge import Gap as Gap
from refundry.testing.judge import Hook as Hook
from refundry.testing.judge import Judge as Judge
from refundry.testing.judge import NoSwitch as NoSwitch
from refundry.testing.judge import Spoil as Spoil
from refundry.testing.judge import Trouble as Trouble
from refundry.testing.judge import benches as benches
from refundry.testing.promises import PROMISES as PROMISES
from refundry.testing.promises import Promise as Promise
from refundry.testing.running import Finding as Finding
from refundry.testing.running import Result as Result
from refundry.testing.running import Verdict as Verdict
from refundry.testing.running import check as check
from refundry.testing.running import verdicts as verdicts
from refundry.testing.serving import serving as serving
from refundry.testing.trial import Effort as Effort
