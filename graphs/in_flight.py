"""Is a change under way in a project? One at a time keeps what each of them brings apart."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from memory.unit import Memory

CALLS_TO_TELL = 100
LONGEST = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class InFlight:
    """An accepted change with `calls` so far, of the `CALLS_TO_TELL` that are waited for."""

    suggestion_id: UUID
    version: int
    calls: int

    @property
    def sentence(self) -> str:
        """What is waited for, for people."""
        return (
            f"Version {self.version} is being tried: {self.calls} of {CALLS_TO_TELL} calls so far. "
            "Until then nothing else is suggested, so that its effect can be told apart."
        )


async def find_in_flight(memory: Memory, project_id: UUID, now: datetime) -> InFlight | None:
    """Return the accepted change of a project whose calls are too few to tell anything, if there is one."""
    current = await memory.instructions.current(project_id)
    if current.suggestion_id is None or current.restored_from is not None:
        return None
    if now - current.created_at >= LONGEST:
        return None
    calls = sum(hour.eligible for hour in await memory.streams.read(project_id) if hour.version == current.number)
    return None if calls >= CALLS_TO_TELL else InFlight(current.suggestion_id, current.number, calls)
