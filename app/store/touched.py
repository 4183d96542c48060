"""Which transactions a unit of work may have changed: noted while it lasts, told once it is committed.

What a unit of work holds, it changes most often. To name one too many costs a look; one too few, some seconds.
"""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

_TOUCHED = "touched"


def note(session: AsyncSession, *transaction_ids: int | None) -> None:
    """Something of these transactions is changed in the session's work, or of their refunds or order."""
    session.info.setdefault(_TOUCHED, set()).update(each for each in transaction_ids if each is not None)


def noted(session: AsyncSession) -> Collection[int]:
    """The transactions that were noted in the session's work."""
    found: set[int] = session.info.get(_TOUCHED, set())
    return found
