"""Requests and answers, under the name by which the fakes know them."""

from refundry.testing.exchange import Answer as Answer
from refundry.testing.exchange import Request as Request
from refundry.testing.exchange import read_answer as read_answer
from refundry.testing.exchange import read_request as read_request
