"""A merchant's own list of reasons for refunds (SPEC 9)."""

from dataclasses import dataclass

LONGEST_CODE = 64
LONGEST_LABEL = 255


@dataclass(frozen=True, slots=True)
class RefundReason:
    """One reason: `code` is what programs send, `label` what people read. Only an `active` one can be given."""

    code: str
    label: str
    active: bool
