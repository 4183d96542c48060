from typing import Optional

from pydantic import AwareDatetime

from .base_model import BaseModel


class SandboxClock(BaseModel):
    sandbox_clock: Optional[AwareDatetime]
