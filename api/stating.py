"""What do people say they want? Stated and withdrawn here, for the pages, the API and the command line."""

from datetime import datetime
from uuid import UUID

from memory.repositories.preferences import PreferenceRecord, PreferenceSource
from memory.unit import Memory

MOST_STATED = 100
"""More for one place nobody reads; so many are always listed whole, with the organisation's own."""


async def state_preference(
    memory: Memory, text: str, *, at: datetime, project_id: UUID | None = None, person_id: UUID | None = None
) -> PreferenceRecord:
    """Store what somebody wants of a project or, without one, of all; said again, it is stated anew.

    Raises:
        ValueError: There is nothing in it, too much, or there are too many already; the message is for people.
        LookupError: There is no such project.
    """
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("This holds half of a character, which cannot be stored.")
    if project_id is not None:
        await memory.projects.get(project_id)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    known = [one for one in await memory.preferences.stated(project_id) if one.project_id == project_id]
    if len(known) >= MOST_STATED and plain.strip() not in {one.text for one in known}:
        raise ValueError(f"No more than {MOST_STATED} preferences can be kept in one place. Withdraw one first.")
    preference_id = await memory.preferences.add(
        plain, source=PreferenceSource.PERSON, at=at, project_id=project_id, person_id=person_id
    )
    # The words themselves may be personal, and the log is for good.
    await memory.activities.log(
        "preference", "A preference was stated.", at=at, project_id=project_id, person_id=person_id
    )
    return await memory.preferences.get(preference_id)


async def withdraw_preference(
    memory: Memory, preference_id: UUID, *, at: datetime, person_id: UUID | None = None
) -> PreferenceRecord:
    """Take a preference back; the same again changes nothing. Raises LookupError when there is none."""
    preference = await memory.preferences.get(preference_id)
    if await memory.preferences.withdraw(preference_id, at):
        await memory.activities.log(
            "preference", "A preference was withdrawn.", at=at, project_id=preference.project_id, person_id=person_id
        )
    return await memory.preferences.get(preference_id)
