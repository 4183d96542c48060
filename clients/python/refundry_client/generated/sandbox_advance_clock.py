from typing import Optional

from pydantic import AwareDatetime

from .base_model import BaseModel
from .fragments import Problem


class SandboxAdvanceClock(BaseModel):
    sandbox_advance_clock: Optional["SandboxAdvanceClockSandboxAdvanceClock"]


class SandboxAdvanceClockSandboxAdvanceClock(BaseModel):
    client_mutation_id: Optional[str]
    now: Optional[AwareDatetime]
    validation_errors: Optional[
        list["SandboxAdvanceClockSandboxAdvanceClockValidationErrors"]
    ]


SandboxAdvanceClockSandboxAdvanceClockValidationErrors = Problem
SandboxAdvanceClock.model_rebuild()
SandboxAdvanceClockSandboxAdvanceClock.model_rebuild()
