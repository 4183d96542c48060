"""Host names in a command line."""

import re

import typer

from app.domain.visible import visible


def host_name(text: str) -> str:
    """A host name as it stands in a request's Host, without a port. Raises BadParameter for what can be none."""
    name = text.lower()
    if len(name) > 253 or not re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", name):
        raise typer.BadParameter(f"{visible(text)} is no host name: send it without a scheme, a port or a path.")
    return name
