"""A server that only answers, always the same: python -m bench.trivial_server --descriptor NUMBER"""

import argparse
import asyncio
import socket
from typing import cast

import uvloop

BODY = b'{"data":{"reverseTransaction":{"reversal":{"__typename":"Transaction","id":"1","status":"VOIDED"}}}}'
ANSWER = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s" % (len(BODY), BODY)


class Answering(asyncio.Protocol):
    """Takes whatever comes at once for a request, as the load sends them."""

    transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self.transport.write(ANSWER)


async def serve(descriptor: int) -> None:
    server = await asyncio.get_running_loop().create_server(Answering, sock=socket.socket(fileno=descriptor))
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--descriptor", type=int, required=True)
    uvloop.run(serve(parser.parse_args().descriptor))
