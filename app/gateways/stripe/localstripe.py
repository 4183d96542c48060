"""Starts localstripe on 127.0.0.1 and prints its address: a Stripe that has forgotten every Idempotency-Key.

Its own command listens on all addresses, and keeps its state in a file that every user of the machine shares; here it
does neither. `python -m app.gateways.stripe.localstripe [PORT]`; it ends when its standard input does.
"""

import asyncio
import importlib
import pickle
import socket
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

ACCOUNT = "acct_localstripe"


async def serve(listening: socket.socket, until: Callable[[], Awaitable[object]], keep_in: Path | None = None) -> None:
    """Answers as Stripe at the bound socket until that returns.

    What it is told stays in memory, and in the file `keep_in` if one is given, from which it goes on. The file is read
    as Python's own objects: nobody else may be able to write to its folder.
    """
    web = importlib.import_module("aiohttp.web")
    resources = importlib.import_module("localstripe.resources")
    _keep(resources, keep_in)
    app = importlib.import_module("localstripe.server").app

    async def account(request: Any) -> Any:
        return web.json_response({"id": ACCOUNT, "object": "account"})

    # Stripe says whose key it is; localstripe knows no accounts.
    app.router.add_get("/v1/account", account)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    await until()
    await runner.cleanup()


def _keep(resources: Any, file: Path | None) -> None:
    def dump(store: dict[str, Any]) -> None:
        if file is not None:
            written = file.with_suffix(".new")
            written.write_bytes(pickle.dumps(dict(store)))
            written.replace(file)

    if file is not None and file.exists():
        dict.update(resources.store, pickle.loads(file.read_bytes()))  # noqa: S301 -- the folder is ours alone
    resources.Store.dump_to_disk = dump


async def _main(port: int) -> None:
    with socket.create_server(("127.0.0.1", port)) as listening:
        sys.stdout.write(f"http://127.0.0.1:{listening.getsockname()[1]}\n")
        sys.stdout.flush()
        await serve(listening, lambda: asyncio.to_thread(sys.stdin.read))


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1]) if sys.argv[1:] else 0))
