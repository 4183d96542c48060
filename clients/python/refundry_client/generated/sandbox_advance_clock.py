from typing import Optional

from pydantic import AwareDatetime

from .base_model import BaseModel
from .fragments import Problem


class SandboxAdvanceClock(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    sandbox_advance_clock: Optional["SandboxAdvanceClockSandboxAdvanceClock"]
    "Moves a sandbox merchant's clock forward, and does what falls due on the way, each at its time. A merchant has one such call at a time; it ends on the way when its client leaves."


class SandboxAdvanceClockSandboxAdvanceClock(BaseModel):
    """What `sandboxAdvanceClock` answers, once everything that fell due on the way is done."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    now: Optional[AwareDatetime]
    "The merchant's time now."
    validation_errors: Optional[
        list["SandboxAdvanceClockSandboxAdvanceClockValidationErrors"]
    ]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


SandboxAdvanceClockSandboxAdvanceClockValidationErrors = Problem
SandboxAdvanceClock.model_rebuild()
SandboxAdvanceClockSandboxAdvanceClock.model_rebuild()
