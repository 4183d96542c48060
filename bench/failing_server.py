"""The service with a gateway that fails: python -m bench.failing_server accepts|declines|is-away --descriptor NUMBER"""

import argparse
import socket
from dataclasses import replace

import uvicorn

from app import logs
from app.assembly import assemble
from app.domain.money import parse_amount
from app.gateways.base import Instruction, Outcome
from app.gateways.registry import SANDBOX, Gateways
from app.gateways.sandbox.gateway import SandboxGateway
from app.main import create_app
from app.process import keep_what_is_loaded
from app.settings import read_settings
from app.web.http.http_protocol import HttpProtocol

AMOUNTS = {"accepts": None, "declines": "2000.00", "is-away": "3000.00"}
"""What the sandbox takes each refund for: it does all that it does for such an amount (BRAINTREE.md 6)."""


class FailingGateway(SandboxGateway):
    """The sandbox, which takes each refund for one of `amount`."""

    def __init__(self, dsn: str, amount: str | None) -> None:
        super().__init__(dsn)
        self._amount = amount

    async def refund(self, instruction: Instruction, merchant: str | None = None) -> Outcome:
        if self._amount is not None:
            taken_for = parse_amount(self._amount, instruction.amount.currency, ())
            instruction = replace(instruction, amount=taken_for)
        return await super().refund(instruction, merchant)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("how", choices=AMOUNTS)
    parser.add_argument("--descriptor", type=int, required=True)
    asked = parser.parse_args()
    settings = read_settings()
    logs.configure(settings.log_format, settings.log_level)
    service = assemble(settings)
    failing = Gateways({SANDBOX: FailingGateway(settings.database_url, AMOUNTS[asked.how])})
    app = create_app(settings, replace(service, gateways=failing))
    config = uvicorn.Config(app, loop="uvloop", http=HttpProtocol, ws="none", log_config=None, access_log=False)
    keep_what_is_loaded()
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=asked.descriptor)])


if __name__ == "__main__":
    main()
