from typing import Optional

from pydantic import AwareDatetime

from .base_model import BaseModel
from .fragments import Problem


class SandboxAdvanceClock(BaseModel):
    """All mutations. The fields of one document run one after another."""

    sandbox_advance_clock: Optional["SandboxAdvanceClockSandboxAdvanceClock"]
    "Moves the clock of a sandbox merchant forward, and carries out all that becomes due, each at its time. One call runs at a time for each merchant; it stops early when its client disconnects."


class SandboxAdvanceClockSandboxAdvanceClock(BaseModel):
    """The answer of `sandboxAdvanceClock`, when everything that became due is done."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    now: Optional[AwareDatetime]
    "The merchant's time now."
    validation_errors: Optional[
        list["SandboxAdvanceClockSandboxAdvanceClockValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


SandboxAdvanceClockSandboxAdvanceClockValidationErrors = Problem
SandboxAdvanceClock.model_rebuild()
SandboxAdvanceClockSandboxAdvanceClock.model_rebuild()
