"""Who may change what binds a whole organisation? Its owners."""

from uuid import UUID

from api.web.errors import OwnerNeededError
from memory.unit import Memory

OWNER = "owner"
ONLY_OWNERS = "Only an owner of the organisation may change this."


async def is_owner(memory: Memory, person_id: UUID) -> bool:
    """Return whether a person is an owner of this organisation."""
    return await memory.organisation.role_of(person_id) == OWNER


async def refuse_unless_owner(memory: Memory, person_id: UUID) -> None:
    """Raise OwnerNeededError for anybody but an owner."""
    if not await is_owner(memory, person_id):
        raise OwnerNeededError(ONLY_OWNERS)
