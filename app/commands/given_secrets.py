"""How commands are given secrets: as a JSON object from a file or standard input, or typed unseen at a terminal.

Never as an argument: those stand in the shell's history and in the list of processes.
"""

import json
import sys
from pathlib import Path
from typing import Any

import typer

from app.commands.serving import CommandFailed
from app.gateways.credentials import is_list, tellable
from refundry.gateways import Adapter

LONGEST = 1_000_000
"""Bytes of a file of secrets."""

Pairs = list[tuple[str, str]]


def read_secrets(source: str | None, adapter: Adapter | None) -> Pairs:
    """The secrets by their names, from the file `source`, from standard input for "-", or typed for None.

    A list has its name once for each of its texts, and once with an empty one if it has none. `adapter` says which
    secrets there are; None if it is not known, and then none is typed. Raises CommandFailed, which repeats no value.
    """
    if source is None:
        return _typed(adapter)
    where = "Standard input" if source == "-" else source
    secrets = _object(_text(source, where), where)
    return [pair for name, value in secrets.items() for pair in _pairs(name, value, adapter)]


def _typed(adapter: Adapter | None) -> Pairs:
    if not sys.stdin.isatty():
        raise CommandFailed("Say where the secrets are: --secrets FILE, or --secrets - for standard input.")
    typed: Pairs = []
    for name in adapter.secrets.model_fields if adapter is not None else ():
        assert adapter is not None
        while text := _ask(name):
            typed.append((name, text))
            if not is_list(adapter, name):
                break
    return typed


def _ask(name: str) -> str:
    return str(typer.prompt(f"{name} (empty for none)", hide_input=True, default="", show_default=False, err=True))


def _text(source: str, where: str) -> str:
    try:
        raw = sys.stdin.buffer.read(LONGEST + 1) if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise CommandFailed(f"{where}: {error.strerror or error}.") from None
    if len(raw) > LONGEST:
        raise CommandFailed(f"{where} has more than {LONGEST} bytes.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CommandFailed(f"{where} is not in UTF-8.") from None


def _object(text: str, where: str) -> dict[str, Any]:
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice.append(where)
        return found

    try:
        found: object = json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise CommandFailed(f'{where} is no JSON object. Write the secrets as {{"name": "value", "list": ["value"]}}.')
    if twice:
        raise CommandFailed(f"{where} names a secret twice.")
    return found


def _pairs(name: str, value: Any, adapter: Adapter | None) -> Pairs:
    known = adapter is not None and name in adapter.secrets.model_fields
    several = isinstance(value, list)
    texts = value if isinstance(value, list) else [value]
    takes_several = adapter is not None and is_list(adapter, name)
    if not all(isinstance(text, str) for text in texts) or (known and several is not takes_several):
        expected = "a list of texts" if takes_several else "a text"
        raise CommandFailed(f"{tellable(name) or 'A secret'}: This is of another type. Send {expected}.")
    return [(name, text) for text in texts] or [(name, "")]
