"""The service with a gateway that takes its time: python -m bench.slow_server SECONDS --descriptor NUMBER"""

import argparse
import asyncio
import socket
from dataclasses import replace

import uvicorn

from app import logs
from app.assembly import assemble
from app.gateways.base import Instruction, Outcome
from app.gateways.registry import SANDBOX, Gateways
from app.gateways.sandbox.gateway import SandboxGateway
from app.main import create_app
from app.process import keep_what_is_loaded
from app.settings import read_settings
from app.web.http.http_protocol import HttpProtocol


class SlowGateway(SandboxGateway):
    """The sandbox at the end of a long line: each refund takes so many `seconds` more."""

    def __init__(self, dsn: str, seconds: float) -> None:
        super().__init__(dsn)
        self._seconds = seconds

    async def refund(self, instruction: Instruction, merchant: str | None = None) -> Outcome:
        await asyncio.sleep(self._seconds)
        return await super().refund(instruction, merchant)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--descriptor", type=int, required=True)
    asked = parser.parse_args()
    settings = read_settings()
    logs.configure(settings.log_format, settings.log_level)
    service = assemble(settings)
    slow = Gateways({SANDBOX: SlowGateway(settings.database_url, asked.seconds)})
    app = create_app(settings, replace(service, gateways=slow))
    config = uvicorn.Config(app, loop="uvloop", http=HttpProtocol, ws="none", log_config=None, access_log=False)
    keep_what_is_loaded()
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=asked.descriptor)])


if __name__ == "__main__":
    main()
