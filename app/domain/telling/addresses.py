"""Which addresses webhooks may be sent to: public ones, and those of networks that the operator has named.

A merchant chooses the address, and the service stands inside the operator's network: what it may connect to is decided
here, and on the very address that is connected to (SPEC 15.1).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LONGEST_URL = 2048

_FORBIDDEN = tuple(
    ip_network(each)
    for each in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
"""What of IPv4 is no host of the public internet (IANA's registry of special-purpose addresses)."""

_GLOBAL_UNICAST = ip_network("2000::/3")
_FORBIDDEN_6 = tuple(ip_network(each) for each in ("2001::/23", "2001:db8::/32", "3fff::/20"))
"""What of the global unicast range of IPv6 is no host of the public internet; nothing outside that range is."""

_TRANSLATED = (ip_network("64:ff9b::/96"),)
"""IPv6 addresses whose last 32 bits are an IPv4 address that a translator connects to."""

_PLATFORM = frozenset(
    ip_address(each)
    for each in (
        "168.63.129.16",
        "100.100.100.200",
        "192.0.0.192",
        "169.254.169.254",
        "169.254.170.2",
        "fd00:ec2::254",
    )
)
"""Where clouds serve metadata and credentials. No network that is allowed makes them allowed."""

_NUMBERS = re.compile(r"(0x[0-9a-f]*|[0-9]+)(\.(0x[0-9a-f]*|[0-9]+)){0,3}\.?", re.IGNORECASE | re.ASCII)
_LABEL = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
_REST = re.compile(
    rf"(?P<host>\[[0-9a-f:.]*:[0-9a-f:.]*\]|{_LABEL}(\.{_LABEL})*\.?)(:(?P<port>[0-9]{{1,5}}))?([/?].*)?",
    re.IGNORECASE | re.ASCII,
)
"""What follows the scheme: a name or an address, a port, a path and a query."""


class Forbidden(Exception):
    """Nothing is sent there; the message says why, and names no address that the merchant did not write."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where an endpoint's URL leads: `host` is a name, or an address as text; `plain` says that it is http."""

    plain: bool
    host: str
    port: int


def networks_of(texts: Sequence[str]) -> tuple[Network, ...]:
    """The networks that a setting names."""
    return tuple(ip_network(each) for each in texts)


def read_url(url: str, networks: Sequence[Network]) -> Target:
    """Where the URL leads. Raises Forbidden for one that can't be an endpoint's; a name is not looked up here."""
    target = _target(url)
    if target.plain and not networks:
        raise Forbidden("It has to be an https URL.")
    written = _written_address(target.host)
    if written is not None:
        choose([written], networks, plain=target.plain)
    return target


def choose(found: Sequence[Address], networks: Sequence[Network], *, plain: bool) -> Address:
    """The address to connect to, of those that a name has. Raises Forbidden.

    Those in `networks` come first, since the operator has named them. Otherwise each has to be public: a name with one
    that is not may be another host's by the next look-up. Without TLS (`plain`) only those in `networks` will do.
    """
    plain_forms = [_unwrapped(each) for each in found]
    if not plain_forms:
        raise Forbidden("Its name has no address.")
    allowed = [
        address
        for address, form in zip(found, plain_forms, strict=True)
        if form not in _PLATFORM and any(form in network for network in networks)
    ]
    if allowed:
        return allowed[0]
    if plain:
        raise Forbidden("It has to be an https URL: http is for networks that the operator allows.")
    if not all(map(_is_public, plain_forms)):
        raise Forbidden("It leads to an address that is not public.")
    return found[0]


def _target(url: str) -> Target:
    if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise Forbidden(f"It has to be a URL of at most {LONGEST_URL} ASCII characters, without spaces.")
    scheme, separator, rest = url.partition("://")
    if not separator or scheme.lower() not in {"https", "http"}:
        raise Forbidden("It has to be an https URL.")
    if "#" in url or "@" in rest.replace("?", "/").partition("/")[0]:
        raise Forbidden("It may have no user, no password and no fragment.")
    found = _REST.fullmatch(rest)
    host = "" if found is None else found["host"].strip("[]").lower()
    port = 0 if found is None else int(found["port"] or (80 if scheme.lower() == "http" else 443))
    if not host or len(host) > 253 or not 0 < port < 65536:
        raise Forbidden("It has to be a URL with a host, such as https://shop.example.com/webhooks.")
    return Target(scheme.lower() == "http", host, port)


def _written_address(host: str) -> Address | None:
    """The address that a host is, in whichever way it is written; None for a name. Raises Forbidden."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    if ":" in host or "%" in host:
        raise Forbidden("Its host is no address.")
    if _NUMBERS.fullmatch(host) is None:
        return None
    # As C libraries read them: 2130706433, 0x7f000001 and 0177.1 are all 127.0.0.1.
    try:
        numbers = [_number(part) for part in host.rstrip(".").split(".")]
        *first, last = numbers
        value = sum(number << (24 - 8 * place) for place, number in enumerate(first)) + last
        if any(number > 255 for number in first) or last >= 1 << (8 * (4 - len(first))):
            raise ValueError
        return IPv4Address(value)
    except ValueError:
        raise Forbidden("Its host is no address.") from None


def _number(text: str) -> int:
    if text[:2].lower() == "0x":
        return int(text[2:] or "0", 16)
    return int(text, 8) if text.startswith("0") and text != "0" else int(text)


def _unwrapped(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, or the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if any(address in network for network in _TRANSLATED) or (int(address) >> 32 == 0 and int(address) > 1):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _is_public(address: Address) -> bool:
    if address in _PLATFORM:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _FORBIDDEN)
    return address in _GLOBAL_UNICAST and not any(address in network for network in _FORBIDDEN_6)
