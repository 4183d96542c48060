"""The page at the endpoint's address for a person's browser: the sign-in form, and then GraphiQL."""

import html
import json
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from app.desk.assets import CONTENT_SECURITY_POLICY, Assets, EntryPoint
from app.desk.saved import Saved
from app.domain.people.people import Actor, Right
from app.domain.problems import Unavailable

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Vary": "Accept",
}
"""For a page that runs nothing."""

DESK_HEADERS = {
    **SECURITY_HEADERS,
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Vary": "Accept, Cookie",
}

ALONE = (
    *("/orders", "/payments", "/customers", "/queue", "/approvals", "/reports", "/reasons"),
    *("/people", "/keys", "/settings", "/changes", "/password", "/refunds", "/webhooks"),
)
"""The addresses of the desk's pages, which its script shows (front/src/pages/pages.tsx)."""

WITH_AN_ID = ("/orders/{id:path}", "/payments/{id:path}", "/refunds/{id:path}")
"""Those of one order, one payment, and one run that refunds many orders. Order ids are the shops' own, and may have any
character.
"""

SignedIn = Callable[[Request], Awaitable[Actor | None]]
"""The person whose session a browser's cookie has; None without one. It may raise Unavailable."""

HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
"""

SIGN_IN = """<title>Sign in to Refundry</title>
<main>
  <h1>Refundry</h1>
  <p>Sign in to look up orders and give money back.</p>
  <form method="post">
    <fieldset disabled>
      <label for="email">E-mail address</label>
      <input id="email" name="email" type="email" autocomplete="username" required autofocus>
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required>
      <div id="which" hidden>
        <label for="merchant">Merchant, if you sign in at several</label>
        <input id="merchant" name="merchant" list="merchants" autocomplete="organization">
        <datalist id="merchants"></datalist>
      </div>
      <button>Sign in</button>
      <p id="problem" role="alert"></p>
    </fieldset>
  </form>
  <noscript><p>Signing in here needs JavaScript. The API at /graphql does not.</p></noscript>
</main>
"""

DESK = """<title>Refundry</title>
<div id="desk"><p>The desk is being opened…</p></div>
<noscript>GraphiQL needs JavaScript. The API at /graphql does not.</noscript>
"""

NOT_BUILT = """<title>Refundry</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
  main { max-width: 44rem; margin: 10vh auto; padding: 0 1.5rem; }
  code { font: .9em ui-monospace, monospace; }
  pre { padding: 1rem; overflow: auto; border: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
</style>
<main>
  <h1>Refundry</h1>
  <p>The service runs, and its API works. GraphiQL, which belongs here, has not been built on this machine.</p>
  <p>From a copy of the source, build it and start the service again; a wheel has it inside already:</p>
  <pre>make desk</pre>
  <p>Meanwhile <code>POST /graphql</code> answers to HTTP Basic credentials, an API key's public and private half:</p>
  <pre>curl -u PUBLIC_KEY:PRIVATE_KEY -H 'Content-Type: application/json' \\
  -d '{"query": "{ ping }"}' ADDRESS</pre>
</main>
"""

UNAVAILABLE = """<title>Refundry</title>
<p>The service cannot tell who you are at the moment. Try again shortly.</p>
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """The page. `needed` says which rights each root field of the schema needs, any one of them; `assets` is None
    where nothing was built.
    """

    assets: Assets | None
    saved: Saved
    needed: Mapping[str, Collection[Right]]
    signed_in: SignedIn

    async def page(self, request: Request) -> Response:
        """GraphiQL for a person who is signed in, else the sign-in form. It shows nothing of any merchant."""
        if self.assets is None:
            address = html.escape(f"{request.base_url}graphql")
            return HTMLResponse(f"{HEAD}{NOT_BUILT.replace('ADDRESS', address)}</html>\n", headers=SECURITY_HEADERS)
        try:
            actor = await self.signed_in(request)
        except Unavailable:
            headers = {**SECURITY_HEADERS, "Retry-After": "5"}
            return HTMLResponse(f"{HEAD}{UNAVAILABLE}</html>\n", 503, headers=headers)
        if actor is None:
            return _page(SIGN_IN, self.assets.entries["sign_in"])
        return _page(DESK, self.assets.entries["desk"], self._settings(self.assets, actor))

    def routes(self) -> list[Route]:
        """The page at every address of the desk but the first, so that they can be linked to and loaded again."""
        return [Route(path, self.page, methods=["GET"]) for path in (*ALONE, *WITH_AN_ID)]

    def _settings(self, assets: Assets, actor: Actor) -> dict[str, object]:
        entries = assets.entries
        workers = {name: entries[f"{name}_worker"].script for name in ("editor", "json", "graphql")}
        return {
            "person": {"id": actor.id, "name": actor.name, "email": actor.email},
            "mayView": Right.VIEW in actor.rights,
            "groups": self.saved.offered(actor.rights, self.needed),
            "examples": {name: example.as_json() for name, example in self.saved.examples.items()},
            "workers": workers,
            "licences": assets.licences,
        }


def _page(body: str, entry: EntryPoint, settings: Mapping[str, object] | None = None) -> Response:
    parts = [HEAD]
    if entry.style is not None:
        parts.append(f'<link rel="stylesheet" href="{entry.style}">\n')
    parts.append(body)
    if settings is not None:
        # What is inside of a script ends at the first "</script": a person's name may be that.
        written = json.dumps(settings).replace("<", "\\u003c")
        parts.append(f'<script type="application/json" id="settings">{written}</script>\n')
    parts.append(f'<script type="module" src="{entry.script}"></script>\n</html>\n')
    return HTMLResponse("".join(parts), headers=DESK_HEADERS)
