"""The address of a gateway, as an account's configuration may set it."""

import re
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator

_PRINTABLE = re.compile(r"[!-~]{1,500}")


def _address(value: str) -> str:
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise ValueError("expected scheme://host:port") from None
    if not parts.hostname or port == 0 or parts.username is not None or not _PRINTABLE.fullmatch(value):
        raise ValueError("expected scheme://host:port")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("expected scheme://host:port without a path")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(parts.hostname)):
        raise ValueError("expected https; http only for this machine")
    return value.rstrip("/")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


Address = Annotated[str, AfterValidator(_address)]
"""scheme://host:port without a path and without credentials; http on loopback alone."""
