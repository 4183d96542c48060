"""Traces go to where OpenTelemetry's own variables say: one span each for operation, flow, batch and gateway call."""

import re
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.settings import Settings, traces_wanted
from app.telemetry import tracing
from tests.attacks.served import served as process
from tests.attacks.served import until
from tests.support.merchant_client import open_shop
from tests.web.live import served

CLIENTS = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01"
"""A client's own span, as W3C has it told."""


class Collector:
    """Takes what is sent by OTLP over HTTP."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.resource: dict[str, str] = {}
        self.app = Starlette(routes=[Route("/v1/traces", self._take, methods=["POST"])])

    async def _take(self, request: Request) -> Response:
        told = ExportTraceServiceRequest.FromString(await request.body())
        for of_resource in told.resource_spans:
            self.resource = {each.key: each.value.string_value for each in of_resource.resource.attributes}
            self.spans += [span for scope in of_resource.scope_spans for span in scope.spans]
        return Response(media_type="application/x-protobuf")

    def operations_of(self, client: str) -> int:
        """How many operations have come that are part of the client's span."""
        return sum(span.parent_span_id.hex() == client.split("-")[2] for span in self.spans)

    def of_trace(self, name: str) -> dict[str, list[Span]]:
        """The spans of the trace that has a span of that name, by their names."""
        [traced] = {span.trace_id for span in self.spans if span.name == name}
        found = defaultdict(list)
        for span in self.spans:
            if span.trace_id == traced:
                found[span.name].append(span)
        return found


def attributes_of(span: Span) -> dict[str, str]:
    return {each.key: each.value.string_value for each in span.attributes}


async def test_a_refund_is_one_trace(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collector = Collector()
    async with served(collector.app) as port:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "20")
        monkeypatch.setenv("OTEL_SERVICE_NAME", "refunds-eu")
        async with process(settings, tmp_path / "log") as running, open_shop(running.live) as shop:
            paid = await shop.settled("100.00")
            shop.http.headers["traceparent"] = CLIENTS
            await shop.refund(paid, "30.00", note="hush")
            await shop.refund(paid, "80.00")
            await until(lambda: collector.operations_of(CLIENTS) == 2, "what ends last of both")
    assert collector.resource["service.name"] == "refunds-eu"
    assert collector.resource["refundry.process"] == "API"
    trace = collector.of_trace("flow refund_transaction")
    (name,) = [each for each in trace if each.startswith("mutation")]
    done, refused = sorted(trace[name], key=lambda span: span.start_time_unix_nano)
    assert done.trace_id.hex() == CLIENTS.split("-")[1]
    assert done.parent_span_id.hex() == CLIENTS.split("-")[2]
    assert attributes_of(done)["refundry.outcome"] == "OK"
    assert attributes_of(refused)["refundry.outcome"] == "VALIDATION"
    flow, failed = sorted(trace["flow refund_transaction"], key=lambda span: span.start_time_unix_nano)
    assert flow.parent_span_id == done.span_id
    assert (failed.status.code, failed.status.message) == (Status.STATUS_CODE_ERROR, "Refused")
    (call,) = trace["gateway REFUND"]
    told = {"refundry.gateway": "sandbox", "refundry.gateway_account": "-", "refundry.outcome": "ACCEPTED"}
    assert attributes_of(call) == told
    assert call.parent_span_id == flow.span_id
    batches = [span for name, spans in trace.items() if name.startswith("batch ") for span in spans]
    assert {"batch look_payments.look", "batch reserve.write", "batch conclude.write"} <= {
        each.name for each in batches
    }
    assert "hush" not in str(collector.spans), "no values of clients"


@pytest.mark.parametrize(
    ("variables", "wanted"),
    [
        ({}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318"}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://collector:4318/v1/traces"}, True),
        ({"OTEL_TRACES_EXPORTER": "otlp"}, True),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318", "OTEL_TRACES_EXPORTER": "none"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318", "OTEL_SDK_DISABLED": "true"}, False),
    ],
)
def test_the_variables_say_whether(variables: dict[str, str], wanted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert traces_wanted() is wanted


def test_without_the_packages_the_start_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(tracing.CannotTrace, match=r"pip install 'refundry\[otel\]'"):
        tracing.begin("API", "1")


def test_nothing_of_it_is_loaded_before_it_is_asked_for() -> None:
    loads = re.compile(r"^( *)(?:from|import) opentelemetry\b", re.MULTILINE)
    files = [path.read_text() for room in ("app", "workers") for path in Path(room).rglob("*.py")]
    indents = [indent for text in files for indent in loads.findall(text)]
    assert indents, "it is loaded by functions"
    assert "" not in indents
