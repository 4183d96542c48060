"""Why somebody who follows something is not told anything more."""

from enum import StrEnum


class Ending(StrEnum):
    STOPPED = "stopped"
    """The process stops."""
    REVOKED = "revoked"
    """The key was revoked, or the sign-in is over."""
    BEHIND = "behind"
    """More has changed than was taken."""
    LEFT = "left"
    """The client is gone."""
