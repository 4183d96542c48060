"""What a process counts of itself, for Prometheus. All names begin with refundry_.

Counting costs a few microseconds and nothing else while nobody asks. What is read off the database is read by
`flows/upkeep/backlog.py`, and only where REFUNDRY_METRICS_ADDRESS is set.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from wsgiref.simple_server import WSGIServer

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

REGISTRY = CollectorRegistry()

QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds, in seconds, of what durations are counted by."""


def _gauge(name: str, what: str, *labels: str) -> Gauge:
    return Gauge(name, what, labels, registry=REGISTRY)


def _counter(name: str, what: str, *labels: str) -> Counter:
    return Counter(name, what, labels, registry=REGISTRY)


# Of this process.
INFO = _gauge("refundry_info", "1, with the version and the kind of the process.", "version", "kind")
REQUESTS = _counter("refundry_requests", "Requests by type and by their first error's class.", "type", "outcome")
REQUEST_SECONDS = Histogram(
    "refundry_request_seconds", "How long requests took.", ["type"], buckets=QUICK, registry=REGISTRY
)
GATEWAY_CALLS = _counter(
    "refundry_gateway_calls",
    "What gateways were told to do, by what they answered; the account is a number, or - for the sandbox.",
    "gateway",
    "account",
    "outcome",
)
WEBHOOK_TRIES = _counter(
    "refundry_webhook_tries", "Messages that were posted to receivers, by whether those took them.", "taken"
)
for _taken in ("yes", "no"):
    WEBHOOK_TRIES.labels(_taken)
WEBHOOKS_REFUSED = _counter("refundry_webhooks_refused", "Webhooks of gateways with a wrong signature or time.")
READY = _gauge("refundry_ready", "Whether a part of what the process needs works: 1 or 0.", "part")
CLOCK = _gauge("refundry_clock_ahead_seconds", "How far the database's clock is ahead.")
SWEPT = _gauge("refundry_last_sweep_timestamp_seconds", "When this worker last swept the queue.")
SILENCES = _counter("refundry_pool_renewals", "How often all connections were replaced, since one was silent.")
POOL_TIMEOUTS = _counter("refundry_pool_timeouts", "Callers that got no connection since others had them all.")
SUBSCRIPTIONS = _gauge("refundry_subscriptions", "Open subscriptions of this process.")
DROPPED = _gauge("refundry_log_lines_dropped", "Lines of the log that this process could not write.")

# Of the installation, as the database has it.
QUEUE = _gauge("refundry_queue_operations", "Operations that are not over, by state.", "state")
OLDEST_DUE = _gauge("refundry_queue_oldest_due_seconds", "How long the oldest operation has been due.")
OLDEST_UNKNOWN = _gauge("refundry_unknown_oldest_seconds", "Since the oldest sending of unknown outcome.")
ATTENTION = _gauge("refundry_needs_attention", "Payments that a person has to look at.")
DRIFT = _gauge("refundry_drift_open", "What gateways and the service tell differently, and nobody has taken in.")
OUTBOX = _gauge("refundry_outbox_mails", "Mails that wait for the mail server.")
OUTBOX_OLDEST = _gauge("refundry_outbox_oldest_seconds", "How long the oldest of them has waited.")
WEBHOOKS = _gauge("refundry_webhooks_waiting", "Webhook messages that wait for their receivers.")
WEBHOOKS_OLDEST = _gauge("refundry_webhooks_oldest_seconds", "How long the oldest of them has waited.")
WEBHOOKS_FAILING = _gauge("refundry_webhook_endpoints_failing", "Endpoints that are on, and whose last try failed.")
ORPHANS = _gauge("refundry_expired_leases", "Operations whose lease is over.")
HEARTBEAT_AGE = _gauge("refundry_heartbeat_age_seconds", "Since the latest process of a kind was at work.", "kind")
SAMPLED = _gauge("refundry_sampled_timestamp_seconds", "When the figures of the installation were last read.")

ProcessCollector(namespace="refundry", registry=REGISTRY)


class Figures(Collector):
    """Gauges whose values are asked for when somebody reads them: each a name, what it is, and its values by label."""

    def __init__(self, name: str, what: str, label: str, read: Callable[[], dict[str, float]]) -> None:
        self._name, self._what, self._label, self._read = name, what, label, read

    def collect(self) -> list[GaugeMetricFamily]:
        family = GaugeMetricFamily(self._name, self._what, labels=[self._label])
        for label, value in self._read().items():
            family.add_metric([label], value)
        return [family]


class AddressInUse(Exception):
    """Another program listens where metrics were to be served."""


def serve(host: str, port: int) -> WSGIServer:
    """Serves the metrics at /metrics, from a thread of its own: also while the event loop is busy.

    Raises AddressInUse.
    """
    try:
        server, _ = start_http_server(port, addr=host, registry=REGISTRY)
    except OSError as error:
        raise AddressInUse(
            f"REFUNDRY_METRICS_ADDRESS: {host}:{port} can't be listened on ({error.strerror})."
        ) from error
    return server


def answered(kind: str | None, outcome: str, seconds: float) -> None:
    """Counts a request. `kind` is query, mutation or subscription; None where no operation was found."""
    type_ = kind or "none"
    _counted(type_, outcome).inc()
    _timed(type_).observe(seconds)


def webhook_tried(*, taken: bool) -> None:
    """Counts a webhook message that was posted to its receiver."""
    WEBHOOK_TRIES.labels("yes" if taken else "no").inc()


def begin_gateway(gateway: str, account: int | None, outcomes: Iterable[str]) -> None:
    """Begins the counts of a gateway at 0, so that its first answer is seen as an increase."""
    for outcome in outcomes:
        _called(gateway, "-" if account is None else str(account), outcome)


def gateway_answered(gateway: str, account: int | None, outcome: str) -> None:
    """Counts a call by which a gateway was told to do something, by one of the five outcomes (SPEC 4)."""
    _called(gateway, "-" if account is None else str(account), outcome).inc()


# Looking a child up by its labels takes longer than counting by it.
_counted = lru_cache(maxsize=256)(REQUESTS.labels)
_called = lru_cache(maxsize=1024)(GATEWAY_CALLS.labels)
_timed = lru_cache(maxsize=16)(REQUEST_SECONDS.labels)
