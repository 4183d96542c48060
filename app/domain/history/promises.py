"""What comes of looking whether a promise was kept."""

from dataclasses import dataclass

MOST_NAMED = 1000
"""How many of those for which a promise is broken are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Looked:
    """At how many things somebody `looked`, for how many of them it was `wrong`, and the ids of the first of those.

    An id is `transaction_<legacyId>`, `refund_<legacyId>` or `order_<legacyId>`, of which a client's id is the base64
    (BRAINTREE.md 5), or `request_key_<key>` for an apiRequestKey.
    """

    looked: int
    wrong: int
    ids: tuple[str, ...]
