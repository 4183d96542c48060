"""What a person's browser gets at the endpoint's address."""

import html

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

SECURITY_HEADERS = {
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
<title>Refundry</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
  main { max-width: 44rem; margin: 10vh auto; padding: 0 1.5rem; }
  code { font: .9em ui-monospace, monospace; }
  pre { padding: 1rem; overflow: auto; border: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
</style>
<main>
  <h1>Refundry</h1>
  <p>This is a GraphQL service that undoes payments. It answers <code>POST /graphql</code> with HTTP Basic
  credentials: an API key's public and private half.</p>
  <pre>curl -u PUBLIC_KEY:PRIVATE_KEY -H 'Content-Type: application/json' \\
  -d '{"query": "{ ping }"}' ADDRESS</pre>
</main>
</html>
"""


async def page(request: Request) -> Response:
    """How to send a first request; it needs no credentials and tells nothing of any merchant."""
    address = html.escape(f"{request.base_url}graphql")
    return HTMLResponse(PAGE.replace("ADDRESS", address), headers=SECURITY_HEADERS)
