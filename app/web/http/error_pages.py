"""Responses to errors outside of GraphQL: JSON for programs, a page for browsers."""

from collections.abc import Mapping
from html import escape

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response

from app.schema.errors.problems import Complaint
from app.web import responses
from app.web.http.negotiation import prefers_html
from app.web.http.statuses import MediaType, status_of

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Vary": "Accept",
}

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{title} · Refundry</title>
<style>
  :root {{ color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }}
  main {{ max-width: 44rem; margin: 10vh auto; padding: 0 1.5rem; }}
  code {{ font: .9em ui-monospace, monospace; }}
</style>
<main>
  <h1>{title}</h1>
  <p>{message}</p>
  <p><a href="/">To the desk</a></p>
  <p>Request <code>{request_id}</code></p>
</main>
</html>
"""

TITLES = {
    400: "This can't be answered",
    404: "There is nothing here",
    405: "This can't be done here",
    500: "Something went wrong",
    503: "Not at the moment",
}


def error_response(
    made: Complaint, request_id: str, request: Headers, headers: Mapping[str, str] | None = None
) -> Response:
    """The response to a request with the headers `request`; `headers` are added to the response's own."""
    if not prefers_html(",".join(request.getlist("accept"))):
        return responses.complaint(made, request_id, headers=headers)
    status = status_of(made.code, MediaType.GRAPHQL)
    title = TITLES.get(status, TITLES[400])
    page = PAGE.format(title=title, message=escape(made.message), request_id=escape(request_id))
    return HTMLResponse(page, status, headers={**HEADERS, **(headers or {})})
