"""What a gateway account is told in: settings as texts and secrets, read by its adapter's own models (SPEC 14.2).

What is refused is told by its name and by what is expected, never by its value.
"""

import difflib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from app.domain.gateways.common_settings import COMMON, EXPECTED, CommonSettings, read_common
from app.domain.problems import Condition, Findings, Path, Problem, Refused
from refundry.gateways import Adapter

SETTINGS: Path = ("input", "settings")
SECRETS: Path = ("input", "secrets")

LONGEST_SETTING = 1_000
LONGEST_SECRET = 16_384
MOST_OF_A_LIST = 20

Secrets = Mapping[str, str | Sequence[str]]
"""An account's secrets by their names, each a text or a list of texts."""

_TELLABLE = re.compile(r"[A-Za-z_]{1,40}", re.ASCII)
"""Names that may be repeated. Keys of gateways have digits; one that was given in a name's place is not told."""


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """An account's settings and secrets as its adapter takes them, and the settings that any account has."""

    config: BaseModel
    secrets: BaseModel
    common: CommonSettings


def read_credentials(adapter: Adapter, settings: Mapping[str, str], secrets: Secrets) -> Credentials:
    """The account's settings and secrets, read by the adapter's models.

    Raises Refused with everything that is wrong, each at SETTINGS or SECRETS with its name, and with the facts `name`
    and `expected`: SETTING_UNKNOWN, SETTING_IS_SECRET, SETTING_INVALID, SETTING_MISSING.
    """
    findings = Findings()
    common, config, read = CommonSettings(), None, None
    with findings:
        _check_names(adapter, settings, secrets)
    with findings:
        common = read_common(settings, lambda name: (*SETTINGS, name))
    with findings:
        _check_texts(settings, secrets)
    findings.refuse()
    with findings:
        config = _read_config(adapter, settings, common)
    with findings:
        read = _read_secrets(adapter, secrets)
    findings.refuse()
    assert config is not None
    assert read is not None
    return Credentials(config, read, common)


def names_of_settings(adapter: Adapter) -> tuple[str, ...]:
    """Everything that can be set for an account of the adapter, the common settings first."""
    return (*COMMON, *(name for name in adapter.config.model_fields if name not in COMMON))


def is_list(adapter: Adapter, secret: str) -> bool:
    """Whether the adapter takes several texts under this name of a secret."""
    field = adapter.secrets.model_fields.get(secret)
    return field is not None and _takes_a_list(field.annotation)


def tellable(name: str) -> str | None:
    """The name if it may be repeated: what was given as a name may be a secret."""
    return name if _TELLABLE.fullmatch(name) else None


def secret_texts(secrets: BaseModel) -> list[str]:
    """Every text among the secrets, to be kept out of what is told."""
    return list(_texts(secrets.model_dump()))


def write_secrets(secrets: Secrets) -> bytes:
    """The secrets as they are sealed."""
    return json.dumps(
        {name: value if isinstance(value, str) else list(value) for name, value in secrets.items()}
    ).encode()


def place_of(account_id: int, merchant_id: int, adapter: str, version: int, settings: Mapping[str, str]) -> bytes:
    """What an account's sealed secrets are bound to: its row, and where they are sent by its settings."""
    bound = ["gateway account", account_id, merchant_id, adapter, version, sorted(settings.items())]
    return json.dumps(bound, separators=(",", ":")).encode()


def _check_names(adapter: Adapter, settings: Mapping[str, str], secrets: Secrets) -> None:
    known, hidden = names_of_settings(adapter), tuple(adapter.secrets.model_fields)
    findings = Findings()
    for name in settings:
        with findings:
            if name in hidden and name not in known:
                raise _refused(Condition.SETTING_IS_SECRET, SETTINGS, name, name)
            if name not in known:
                raise _unknown(SETTINGS, name, known)
    for name in secrets:
        with findings:
            if name not in hidden:
                raise _unknown(SECRETS, name, hidden)
    findings.refuse()


def _unknown(where: Path, name: str, known: Sequence[str]) -> Refused:
    nearest = difflib.get_close_matches(name, known, n=1)
    expected = f"{', '.join(known)}" if not nearest else f"{nearest[0]}, or another of {', '.join(known)}"
    return _refused(Condition.SETTING_UNKNOWN, where, name, expected)


def _check_texts(settings: Mapping[str, str], secrets: Secrets) -> None:
    findings = Findings()
    for name, text in settings.items():
        with findings:
            if len(text) > LONGEST_SETTING or not text.isprintable() or not text.strip():
                expected = EXPECTED.get(name, f"1 to {LONGEST_SETTING} printable characters")
                raise _refused(Condition.SETTING_INVALID, SETTINGS, name, expected)
    for name, value in secrets.items():
        with findings:
            texts = [value] if isinstance(value, str) else value
            if len(texts) > MOST_OF_A_LIST or not all(_can_be_secret(each) for each in texts):
                expected = (
                    f"1 to {LONGEST_SECRET} characters without NUL, and up to {MOST_OF_A_LIST} where it is a list"
                )
                raise _refused(Condition.SETTING_INVALID, SECRETS, name, expected)
    findings.refuse()


def _can_be_secret(text: object) -> bool:
    return isinstance(text, str) and 0 < len(text.strip()) <= LONGEST_SECRET and "\0" not in text and _encodes(text)


def _encodes(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _read_config(adapter: Adapter, settings: Mapping[str, str], common: CommonSettings) -> BaseModel:
    fields = adapter.config.model_fields
    values = {name: text for name, text in settings.items() if name in fields}
    if common.api_base is not None and "api_base" in fields:
        values["api_base"] = common.api_base
    try:
        return adapter.config.model_validate_strings(values)
    except ValidationError as error:
        raise Refused(*_problems(error, SETTINGS, values, fields)) from None


def _read_secrets(adapter: Adapter, secrets: Secrets) -> BaseModel:
    fields = adapter.secrets.model_fields
    findings = Findings()
    for name, value in secrets.items():
        with findings:
            if _takes_a_list(fields[name].annotation) is isinstance(value, str):
                raise _refused(Condition.SETTING_INVALID, SECRETS, name, _kind_of_secret(fields[name]))
    findings.refuse()
    try:
        return adapter.secrets.model_validate({name: _as_given(value) for name, value in secrets.items()})
    except ValidationError as error:
        raise Refused(*_problems(error, SECRETS, secrets, fields)) from None


def _as_given(value: str | Sequence[str]) -> str | list[str]:
    return value if isinstance(value, str) else list(value)


def _problems(
    error: ValidationError, where: Path, values: Mapping[str, Any], fields: Mapping[str, FieldInfo]
) -> list[Problem]:
    """What the adapter's model says is wrong, without a value and each name once."""
    found: dict[str, Problem] = {}
    for detail in error.errors(include_url=False, include_context=False):
        name = str(detail["loc"][0]) if detail["loc"] else ""
        if detail["type"] == "missing":
            kind = _kind_of_secret(fields[name]) if where == SECRETS else "a setting of this adapter"
            problem = _problem(Condition.SETTING_MISSING, where, name, f"{name}, {fields[name].description or kind}")
        else:
            field = fields.get(name)
            problem = _problem(Condition.SETTING_INVALID, where, name, _expected(detail, values.get(name), field))
        found.setdefault(name, problem)
    return list(found.values())


def _expected(detail: ErrorDetails, value: object, field: FieldInfo | None) -> str:
    """What the model's message says is expected; the field's description where the message may have the value."""
    message = str(detail["msg"]).removeprefix("Value error, ").removeprefix("Input should be ").rstrip(".")
    if not any(text in message for text in _texts(value)):
        return message
    return (field.description if field is not None else None) or "another value"


def _texts(value: object) -> list[str]:
    """Every text in a value, however deep, with hidden ones uncovered."""
    match value:
        case str():
            return [value]
        case Mapping():
            return [text for each in value.values() for text in _texts(each)]
        case list() | tuple() | set() | frozenset():
            return [text for each in value for text in _texts(each)]
        case _:
            uncover = getattr(value, "get_secret_value", None)
            return _texts(uncover()) if uncover is not None else []


def _takes_a_list(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin in {Union, UnionType}:
        return any(_takes_a_list(each) for each in get_args(annotation))
    return origin in {list, tuple, set, frozenset, Sequence} or annotation in {list, tuple}


def _kind_of_secret(field: FieldInfo) -> str:
    return "a list of texts" if _takes_a_list(field.annotation) else "a text"


def _refused(condition: Condition, where: Path, name: str, expected: str) -> Refused:
    return Refused(_problem(condition, where, name, expected))


def _problem(condition: Condition, where: Path, name: str, expected: str) -> Problem:
    told = tellable(name)
    facts = {"expected": expected} if told is None else {"expected": expected, "name": told}
    return Problem(condition, where if told is None else (*where, told), facts)
