from typing import Optional

from .base_model import BaseModel


class IdsFromLegacyIds(BaseModel):
    """All queries."""

    ids_from_legacy_ids: list[Optional[str]]
    "The ids of the objects with these legacy ids, in the same order; null where there is no such object."
