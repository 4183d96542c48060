"""Takes an address apart: scheme, user, password, hosts, path and parameters, each decoded.

No message repeats a part, since any of them may be a secret that stands in the wrong place.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import unquote

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*", re.ASCII)
_WRONG_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LISTS = {"host", "port"}
_PORT = re.compile(r"[0-9]{1,5}", re.ASCII)

Host = tuple[str, int | None]
"""A host's name or IP address, and its port if it has one."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of an address. `path` has no slashes at its ends, `parameters` are those behind the question mark."""

    scheme: str
    user: str | None
    password: str | None = field(repr=False)
    hosts: tuple[Host, ...]
    path: str
    parameters: Mapping[str, str] = field(repr=False)


def take_apart(address: str) -> Parts:
    """The parts of `scheme://user:password@host:port,host:port/path?name=value&…`.

    Hosts and ports that are given as parameters several times keep all values, with commas between them. Raises
    ValueError, which names the part that can't be read.
    """
    scheme, separator, rest = address.strip().partition("://")
    if not separator or not _SCHEME.fullmatch(scheme):
        raise ValueError("Should begin with a scheme, like postgresql:// or redis://")
    if "#" in rest:
        raise ValueError("Has a # in it. In a user, a password or a parameter it is written %23")
    rest, _, query = rest.partition("?")
    authority, _, path = rest.partition("/")
    login, at, hosts = authority.rpartition("@")
    user, colon, password = login.partition(":")
    return Parts(
        scheme=scheme,
        user=_decoded(user, "user") or None,
        password=_decoded(password, "password") if at and colon else None,
        hosts=read_hosts(hosts),
        path=_decoded(path.strip("/"), "path"),
        parameters=_parameters(query),
    )


def read_hosts(text: str) -> tuple[Host, ...]:
    """The hosts of a list with commas between them; none of an empty text. Raises ValueError."""
    return tuple(_host(each.strip()) for each in text.split(",")) if text else ()


def _host(text: str) -> Host:
    if text.startswith("["):
        name, bracket, rest = text[1:].partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            raise ValueError("Has a host whose [ has no ]. An IPv6 address is written [2001:db8::1]:5432")
        return _decoded(name, "host"), _port(rest[1:]) if rest else None
    if text.count(":") > 1:
        raise ValueError("Has a host with several colons. An IPv6 address is written [2001:db8::1]:5432")
    name, colon, port = text.partition(":")
    return _decoded(name, "host"), _port(port) if colon and port else None


def _port(text: str) -> int:
    if not _PORT.fullmatch(text) or not 1 <= int(text) <= 65535:
        raise ValueError(
            "Has a port that is no number from 1 to 65535. In a user or a password, / is written %2F, @ is written "
            "%40 and : is written %3A"
        )
    return int(text)


def _parameters(query: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for each in filter(None, query.split("&")):
        name, _, value = each.partition("=")
        decoded = _decoded(name, "parameters"), _decoded(value, "parameters")
        if decoded[0] in found and decoded[0] not in _LISTS:
            raise ValueError(f"Has {_shown(decoded[0])} twice")
        found[decoded[0]] = f"{found[decoded[0]]},{decoded[1]}" if found.get(decoded[0]) else decoded[1]
    return MappingProxyType(found)


def _decoded(text: str, part: str) -> str:
    if _WRONG_ESCAPE.search(text):
        raise ValueError(f"Has a % in its {part} that begins no escape. A % itself is written %25")
    try:
        decoded = unquote(text, errors="strict")
    except UnicodeDecodeError:
        raise ValueError(f"Has escapes in its {part} that are no UTF-8") from None
    if "\0" in decoded:
        raise ValueError(f"Has a null character in its {part}")
    return decoded


def known_ones(parameters: Mapping[str, str], known: Collection[str], what: str) -> dict[str, str]:
    """The parameters that have a value. Raises ValueError, which names them, for those that are not `known`: nothing is
    silently left out.
    """
    unknown = sorted(set(parameters) - set(known))
    if unknown:
        names = ", ".join(_shown(each) for each in unknown)
        raise ValueError(f"Has parameters that {what} does not take: {names}. It takes {', '.join(sorted(known))}")
    return {name: value for name, value in parameters.items() if value}


def _shown(name: str) -> str:
    """A parameter's name, unless it may be something else that came there by mistake."""
    return name if name.isidentifier() and name.isascii() and len(name) <= 40 else "one whose name can't be shown"


def one_of(parameters: Mapping[str, str], name: str, allowed: Collection[str], otherwise: str) -> str:
    """The parameter's value. Raises ValueError where it is not one of those that are `allowed`."""
    value = parameters.get(name, otherwise)
    if value not in allowed:
        raise ValueError(f"Has a {name} that can't be honoured. It may be {', '.join(allowed)}")
    return value


def number_of(parameters: Mapping[str, str], name: str, least: int, most: int, otherwise: int) -> int:
    """The parameter as a whole number from `least` to `most`. Raises ValueError."""
    text = parameters.get(name)
    if text is None:
        return otherwise
    if not re.fullmatch(r"[0-9]{1,9}", text, re.ASCII) or not least <= int(text) <= most:
        raise ValueError(f"Has a {name} that is no number from {least} to {most}")
    return int(text)
