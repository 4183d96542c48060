from typing import Optional

from pydantic import AwareDatetime

from .base_model import BaseModel


class SandboxClock(BaseModel):
    """All queries."""

    sandbox_clock: Optional[AwareDatetime]
    "The sandbox merchant's time; null for any other merchant."
