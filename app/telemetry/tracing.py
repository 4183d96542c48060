"""Spans for OpenTelemetry: one each for an operation, a flow, a part in a batch of statements, and a call of a gateway.

Off until `begin` is called; they cost a comparison then. The names of spans and attributes stand in
docs/operating/traces.md. They hold no values that clients sent, and no words of errors.
"""

from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")

NOT_INSTALLED = (
    "OTEL_… variables ask for traces, and the packages for them are not installed: pip install 'refundry[otel]'."
)

_OFF = nullcontext()
_tracer: Any = None


class CannotTrace(Exception):
    """Traces were asked for, and can't be had; the message says what to do."""


def begin(kind: str, version: str) -> None:
    """Sends the spans of this process, of that kind and version, where the OTEL_… variables say. Raises CannotTrace.

    What was not sent before is sent when the process ends.
    """
    try:
        # Only an installation with traces has these packages.
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
        from opentelemetry.sdk.resources import OTELResourceDetector, Resource  # noqa: PLC0415
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
    except ImportError as error:
        raise CannotTrace(NOT_INSTALLED) from error
    own = {"service.name": "refundry", "service.version": version, "refundry.process": kind}
    # What the variables say counts more.
    provider = TracerProvider(resource=Resource.create(own).merge(OTELResourceDetector().detect()))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace_by(provider.get_tracer("refundry", version))


def trace_by(tracer: Any) -> None:
    """Has an OpenTelemetry tracer make the spans from now on; None makes no more."""
    global _tracer  # noqa: PLW0603 -- one for each process, as with metrics
    _tracer = tracer


def operation(kind: str, name: str | None, request_id: str, parent: str | None) -> AbstractContextManager[None]:
    """The span of a GraphQL operation: `query Orders`. `parent` is the request's `traceparent` header (W3C)."""
    if _tracer is None:
        return _OFF
    from opentelemetry.propagate import extract  # noqa: PLC0415 -- the package is there, since spans are made

    known = {"graphql.operation.type": kind, "refundry.request_id": request_id}
    named = {} if name is None else {"graphql.operation.name": name}
    context = None if parent is None else extract({"traceparent": parent})
    return _span(f"{kind} {name}" if name else kind, {**known, **named}, context, server=True)


def flow(
    name: str,
) -> Callable[[Callable[Given, Awaitable[Result]]], Callable[Given, Coroutine[Any, Any, Result]]]:
    """Makes a span of each call of a flow: `flow refund_transaction`."""

    def traced(function: Callable[Given, Awaitable[Result]]) -> Callable[Given, Coroutine[Any, Any, Result]]:
        @wraps(function)
        async def call(*args: Given.args, **kwargs: Given.kwargs) -> Result:
            if _tracer is None:
                return await function(*args, **kwargs)
            with _span(f"flow {name}", {}):
                return await function(*args, **kwargs)

        return call

    return traced


def batch(statement: Callable[..., object]) -> AbstractContextManager[None]:
    """The span of waiting for an answer of a statement that requests share: `batch look_payments.look`."""
    if _tracer is None:
        return _OFF
    module = statement.__module__.rpartition(".")[2]
    return _span(f"batch {module}.{getattr(statement, '__name__', '')}", {"db.system.name": "postgresql"})


def gateway(what: str, adapter: str | None, account: int | None) -> AbstractContextManager[None]:
    """The span of telling a gateway to do something: `gateway REFUND`; `account` is a number, None for the sandbox."""
    if _tracer is None:
        return _OFF
    known = {
        "refundry.gateway": adapter or "none",
        "refundry.gateway_account": "-" if account is None else str(account),
    }
    return _span(f"gateway {what}", known, client=True)


def note(name: str, value: str) -> None:
    """Adds an attribute to the present span."""
    if _tracer is not None:
        from opentelemetry.trace import get_current_span  # noqa: PLC0415 -- as above

        get_current_span().set_attribute(name, value)


@contextmanager
def _span(
    name: str, attributes: dict[str, str], context: Any = None, *, server: bool = False, client: bool = False
) -> Iterator[None]:
    from opentelemetry.trace import SpanKind, StatusCode  # noqa: PLC0415 -- as above

    kind = SpanKind.SERVER if server else SpanKind.CLIENT if client else SpanKind.INTERNAL
    quiet = {"record_exception": False, "set_status_on_exception": False}
    with _tracer.start_as_current_span(name, context=context, kind=kind, attributes=attributes, **quiet) as span:
        try:
            yield
        except BaseException as error:
            # Its words may hold what a client sent.
            span.set_status(StatusCode.ERROR, type(error).__name__)
            raise
