"""Takes out of a gateway's words what nobody may read: they are kept, logged and shown to people."""

import re
from collections.abc import Iterable

LONGEST = 300
"""In characters."""

_HIDDEN = re.compile(
    r"\b(?:sk|rk|pk|ek|whsec)_[0-9A-Za-z_*…]+"  # Stripe's keys, also those of which it shows the ends alone
    r"|\S*\*{2,}\S*"  # what is blacked out in another form
    r"|\b\w+_secret_\w+"  # client secrets
    r"|[^\s@'\"<>]+@[^\s@'\"<>]+"  # addresses of people
    r"|\b[0-9](?:[ -]?[0-9]){11,}\b"  # card and account numbers
)


class Scrubber:
    """Knows an account's secrets, and shows them to nobody."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._secrets = sorted(filter(None, secrets), key=len, reverse=True)

    def __repr__(self) -> str:
        return "Scrubber()"

    def clean(self, text: str | None) -> str:
        """One line of at most 300 characters without the account's secrets, other keys, addresses and card numbers."""
        text = text or ""
        for secret in self._secrets:
            text = text.replace(secret, "[hidden]")
        text = _HIDDEN.sub("[hidden]", text)
        text = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
