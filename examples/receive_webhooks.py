"""Receives webhooks with the typed Python client, and with nothing else than Python's own HTTP server.

pip install ./clients/python, then: WEBHOOK_SECRET=whsec_… python examples/receive_webhooks.py
"""

import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from refundry_client import webhooks

SECRET = os.environ["WEBHOOK_SECRET"]
LARGEST = 20_000

seen: set[str] = set()  # a database, in earnest: what was done for a message is committed with its id
newest: dict[str, int] = {}


class Receiver(BaseHTTPRequestHandler):
    timeout = 10

    def do_POST(self) -> None:
        body = self.rfile.read(min(int(self.headers.get("Content-Length", "0")), LARGEST))
        try:
            event = webhooks.verify(self.headers, body, SECRET)
        except webhooks.WebhookInvalid as error:
            self.answer(400, str(error))
            return
        if event.id not in seen:
            seen.add(event.id)
            act(event)
        self.answer(200, "thanks")

    def answer(self, status: int, text: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """The program prints for itself."""


def act(event: webhooks.WebhookEvent) -> None:
    match event:
        case webhooks.RefundEvent(type=type_, data=refund):
            if refund.sequence > newest.get(refund.id, 0):
                newest[refund.id] = refund.sequence
                print(type_, refund.status, refund.amount.value, refund.amount.currency_code, flush=True)
        case webhooks.TransactionEvent(type=type_, data=transaction):
            print(type_, transaction.status, flush=True)
        case webhooks.OrderEvent(type=type_, data=order):
            print(type_, order.order_id, flush=True)
        case _:
            print(event.type, flush=True)


with ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "9000"))), Receiver) as server:
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()
