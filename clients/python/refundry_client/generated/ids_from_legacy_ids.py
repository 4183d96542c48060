from typing import Optional

from .base_model import BaseModel


class IdsFromLegacyIds(BaseModel):
    ids_from_legacy_ids: list[Optional[str]]
