"""A secret, as an account may have it."""

import re
from typing import Annotated

from pydantic import AfterValidator, SecretStr

_PRINTABLE = re.compile(r"[!-~]{1,500}")


def _secret(value: SecretStr) -> SecretStr:
    if not _PRINTABLE.fullmatch(value.get_secret_value()):
        raise ValueError("expected letters, digits and signs without spaces")
    return value


Secret = Annotated[SecretStr, AfterValidator(_secret)]
"""One to 500 printable characters of ASCII without spaces."""
