"""Whether the other end of a socket was closed."""

import select

_HUNG_UP = getattr(select, "POLLRDHUP", 0) | getattr(select, "POLLHUP", 0)
"""Events of a socket whose other end was closed, even with bytes unread (Linux)."""


def hung_up(socket: int) -> bool:
    """Whether the client of the socket with this descriptor has closed its end."""
    looking = select.poll()
    looking.register(socket, _HUNG_UP)
    return bool(looking.poll(0))
