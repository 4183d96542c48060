"""Which clients' addresses count as one: a client that has one of them has all the others."""

import ipaddress

OF_ONE_CLIENT = 64
"""Bits of an IPv6 address that a provider gives to one subscriber, who chooses the others."""


def network_of(address: str | None) -> str | None:
    """The address itself for IPv4, the /64 for IPv6; the IPv4 address that an IPv6 one stands for, if it does.

    What is no address, a socket's name for one, is a network of its own; None is unknown.
    """
    if address is None:
        return None
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    inner = parsed.ipv4_mapped or parsed.sixtofour
    if inner is not None:
        return str(inner)
    # By its number: a zone, such as %eth0, is another name for the same machine.
    return str(ipaddress.IPv6Network((int(parsed) >> OF_ONE_CLIENT << OF_ONE_CLIENT, OF_ONE_CLIENT)))
