"""Serves the page, with the built TypeScript client beside it, on an origin of its own.

`make example-page` builds the client and runs this. The service has to let the origin in:
REFUNDRY_CORS_ORIGINS=http://localhost:5173
"""

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CLIENT = HERE.parents[1] / "clients" / "typescript" / "dist"


class Files(SimpleHTTPRequestHandler):
    """The page's files; below /refundry-client/ those of the client."""

    def __init__(self, client: Path, *given: Any) -> None:
        self._client = client.resolve()
        super().__init__(*given, directory=str(HERE))

    def translate_path(self, path: str) -> str:
        if path.startswith("/refundry-client/"):
            found = (self._client / path.partition("?")[0].removeprefix("/refundry-client/")).resolve()
            return str(found if found.is_relative_to(self._client) else self._client / "nothing")
        return super().translate_path(path)


def main(port: str = "5173", client: str = str(CLIENT)) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", int(port)), partial(Files, Path(client)))
    print(f"http://localhost:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
