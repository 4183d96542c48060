from typing import Optional

from .base_model import BaseModel


class IdsFromLegacyIds(BaseModel):
    """What can be asked."""

    ids_from_legacy_ids: list[Optional[str]]
    "The ids of what has these legacy ids, in the same order; null where there is no such thing."
