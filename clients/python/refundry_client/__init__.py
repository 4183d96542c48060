"""Refundry, typed. Begin with `Refundry`, or with `AsyncRefundry`; inputs and enumerations are here too."""

from . import webhooks as webhooks
from .answers import Patience as Patience
from .client import AsyncRefundry as AsyncRefundry
from .client import Refundry as Refundry
from .credentials import ApiKey as ApiKey
from .credentials import Session as Session
from .errors import ErrorClass as ErrorClass
from .errors import ErrorEntry as ErrorEntry
from .errors import RefundryError as RefundryError
from .errors import RefundryUnreachable as RefundryUnreachable
from .generated import *
from .later import UnknownObject as UnknownObject
