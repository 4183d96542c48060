"""Starts localstripe on 127.0.0.1 and prints its address: a Stripe that has forgotten every Idempotency-Key.

Its own command listens on all addresses, and keeps its state in a file that every user of the machine shares; here it
does neither. `python -m app.gateways.stripe.localstripe [PORT]`; it ends when its standard input does.
"""

import asyncio
import importlib
import sys
from typing import Any

ACCOUNT = "acct_localstripe"


async def serve(port: int) -> None:
    web = importlib.import_module("aiohttp.web")
    importlib.import_module("localstripe.resources").Store.dump_to_disk = lambda store: None
    app = importlib.import_module("localstripe.server").app

    async def account(request: Any) -> Any:
        return web.json_response({"id": ACCOUNT, "object": "account"})

    # Stripe says whose key it is; localstripe knows no accounts.
    app.router.add_get("/v1/account", account)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    sys.stdout.write(f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]) if sys.argv[1:] else 0))
