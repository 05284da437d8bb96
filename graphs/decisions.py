"""What a person's click does: one transaction that checks, decides and puts instructions in force.

The tables decide and the graph follows: one click is enough, whether or not a worker runs. Deciding the
same again changes nothing; deciding otherwise, or on instructions that have moved on, is refused.
"""

from datetime import datetime
from uuid import UUID

from memory.repositories.instructions import VersionRecord
from memory.repositories.suggestions import SuggestionRecord
from memory.unit import Memory
from memory.vocabulary import IssueStatus, SuggestionStatus

LONGEST_INSTRUCTIONS = 200_000  # characters, as the contract has it


class DecisionRefusedError(Exception):
    """A decision that cannot be taken; the message says why, to the person who tried."""


async def accept(
    memory: Memory,
    suggestion_id: UUID,
    *,
    at: datetime,
    person_id: UUID | None = None,
    edited: str | None = None,
    reason: str | None = None,
) -> SuggestionRecord:
    """Put a suggestion in force, as it is or as `edited` by the person; return it as it stands now.

    `reason` says why where nobody clicked.
    """
    suggestion = await _lock(memory, suggestion_id)
    if suggestion.status == SuggestionStatus.ACCEPTED:
        return await _accept_again(memory, suggestion, edited)
    _refuse_unless_pending(suggestion, at)
    current = await memory.instructions.current(suggestion.project_id)
    if current.number != suggestion.base_version:
        raise DecisionRefusedError(
            f"This suggestion was made for version {suggestion.base_version} of the instructions, "
            f"and version {current.number} is in force now. Nothing was changed."
        )
    text = suggestion.after if edited is None else edited
    _refuse_unusable(text, current.text)
    number = await memory.instructions.add_version(
        suggestion.project_id,
        text,
        author="assistant" if edited is None else "person",
        at=at,
        person_id=person_id,
        suggestion_id=suggestion.id,
    )
    kind = "accept" if edited is None else "edit"
    await memory.suggestions.decide(
        suggestion.id, kind, SuggestionStatus.ACCEPTED, at=at, person_id=person_id, reason=reason, version=number
    )
    done = "accepted" if edited is None else "edited and accepted"
    done = "applied without a click" if reason is not None else done
    await _tell(memory, suggestion, f"A suggestion was {done}; version {number} is in force.", at, person_id, kind)
    return await memory.suggestions.get(suggestion.id)


async def reject(
    memory: Memory, suggestion_id: UUID, *, reason: str, at: datetime, person_id: UUID | None = None
) -> SuggestionRecord:
    """Turn a suggestion down, saying why; its issues are open again."""
    if not reason.strip():
        raise DecisionRefusedError("Please give a reason: the assistant learns from it.")
    suggestion = await _lock(memory, suggestion_id)
    if suggestion.status == SuggestionStatus.REJECTED:
        return suggestion
    _refuse_unless_pending(suggestion, at)
    await memory.suggestions.decide(
        suggestion.id, "reject", SuggestionStatus.REJECTED, at=at, person_id=person_id, reason=reason.strip()
    )
    await _reopen_issues(memory, suggestion)
    await _tell(memory, suggestion, "A suggestion was rejected.", at, person_id, "reject")
    return await memory.suggestions.get(suggestion.id)


async def roll_back(
    memory: Memory, suggestion_id: UUID, *, at: datetime, person_id: UUID | None = None, reason: str | None = None
) -> SuggestionRecord:
    """Undo an accepted suggestion: the text it replaced becomes a new version in force."""
    suggestion = await _lock(memory, suggestion_id)
    if suggestion.status == SuggestionStatus.ROLLED_BACK:
        return suggestion
    if suggestion.status != SuggestionStatus.ACCEPTED:
        raise DecisionRefusedError(f"Only an accepted suggestion can be rolled back; this one is {suggestion.status}.")
    current = await memory.instructions.current(suggestion.project_id)
    if current.suggestion_id != suggestion.id or current.restored_from is not None:
        raise DecisionRefusedError(
            f"The instructions have changed since: version {current.number} is in force. "
            "Restore the version you want from the history instead."
        )
    number = await _put_in_force(
        memory,
        suggestion.project_id,
        suggestion.before,
        at=at,
        person_id=person_id,
        restored_from=suggestion.base_version,
    )
    await memory.suggestions.decide(
        suggestion.id,
        "roll_back",
        SuggestionStatus.ROLLED_BACK,
        at=at,
        person_id=person_id,
        reason=reason,
        version=number,
    )
    await _reopen_issues(memory, suggestion)
    sentence = f"A suggestion was rolled back; version {number} has the text of version {suggestion.base_version}."
    await _tell(memory, suggestion, sentence, at, person_id, "roll_back")
    return await memory.suggestions.get(suggestion.id)


async def restore(
    memory: Memory, project_id: UUID, number: int, *, at: datetime, person_id: UUID | None = None
) -> VersionRecord:
    """Make the text of version `number` a new version in force; nothing changes when it already is."""
    await memory.projects.lock(project_id)
    wanted = await memory.instructions.find(project_id, number)
    if wanted is None:
        raise DecisionRefusedError(f"There is no version {number} of these instructions.")
    current = await memory.instructions.current(project_id)
    if wanted.text == current.text:
        return current
    new = await _put_in_force(memory, project_id, wanted.text, at=at, person_id=person_id, restored_from=number)
    await _log_version(memory, project_id, f"Version {number} was restored as version {new}.", at, person_id)
    return await memory.instructions.current(project_id)


async def edit_by_hand(
    memory: Memory,
    project_id: UUID,
    text: str,
    *,
    base_version: int,
    at: datetime,
    person_id: UUID | None = None,
) -> VersionRecord:
    """Put a person's own text in force, if it was written on the version still in force."""
    await memory.projects.lock(project_id)
    current = await memory.instructions.current(project_id)
    if current.text == text:
        return current
    if current.number != base_version:
        raise DecisionRefusedError(
            f"Somebody else changed the instructions meanwhile: you edited version {base_version}, "
            f"and version {current.number} is in force. Nothing was changed."
        )
    _refuse_unusable(text, current.text)
    new = await _put_in_force(memory, project_id, text, at=at, person_id=person_id)
    await _log_version(memory, project_id, f"The instructions were edited by hand: version {new}.", at, person_id)
    return await memory.instructions.current(project_id)


async def _lock(memory: Memory, suggestion_id: UUID) -> SuggestionRecord:
    # Always the project first: decisions on one project queue up instead of blocking each other.
    await memory.projects.lock((await memory.suggestions.get(suggestion_id)).project_id)
    return await memory.suggestions.lock(suggestion_id)


async def _accept_again(memory: Memory, suggestion: SuggestionRecord, edited: str | None) -> SuggestionRecord:
    answer = next(found for found in await memory.suggestions.decisions_on(suggestion.id) if found.version)
    version = await memory.instructions.find(suggestion.project_id, answer.version or 0)
    wanted = suggestion.after if edited is None else edited
    if version is None or version.text != wanted:
        raise DecisionRefusedError("This suggestion was already accepted with another text. Nothing was changed.")
    return suggestion


def _refuse_unless_pending(suggestion: SuggestionRecord, at: datetime) -> None:
    if suggestion.status != SuggestionStatus.PENDING:
        state = suggestion.status.replace("_", " ")
        raise DecisionRefusedError(f"This suggestion is already {state}. Nothing was changed.")
    if suggestion.expires_at <= at:
        raise DecisionRefusedError("This suggestion has expired: too much may have changed since. Nothing was changed.")


def _refuse_unusable(text: str, current: str) -> None:
    if not text.strip():
        raise DecisionRefusedError("Instructions cannot be empty.")
    if len(text) > LONGEST_INSTRUCTIONS:
        raise DecisionRefusedError(f"Instructions can be at most {LONGEST_INSTRUCTIONS:,} characters long.")
    if "\x00" in text:
        raise DecisionRefusedError("Instructions cannot hold a NUL character.")
    if text == current:
        raise DecisionRefusedError("This text is already in force. Nothing was changed.")


async def _put_in_force(
    memory: Memory,
    project_id: UUID,
    text: str,
    *,
    at: datetime,
    person_id: UUID | None,
    restored_from: int | None = None,
) -> int:
    number = await memory.instructions.add_version(
        project_id, text, author="person", at=at, person_id=person_id, restored_from=restored_from
    )
    await expire_pending(memory, project_id, f"Version {number} of the instructions is in force now.", at)
    return number


async def expire_pending(memory: Memory, project_id: UUID, reason: str, at: datetime) -> None:
    """Expire what waits for a decision in a project; its issues are open again."""
    for suggestion_id in await memory.suggestions.expire_pending(project_id, reason, at):
        await _reopen_issues(memory, await memory.suggestions.get(suggestion_id))


async def _reopen_issues(memory: Memory, suggestion: SuggestionRecord) -> None:
    for issue_id in await memory.suggestions.issues_of(suggestion.id):
        if (await memory.issues.get(issue_id)).status == IssueStatus.SUGGESTED:
            await memory.issues.change(issue_id, {"status": IssueStatus.OPEN.value})


async def _tell(
    memory: Memory,
    suggestion: SuggestionRecord,
    sentence: str,
    at: datetime,
    person_id: UUID | None,
    kind: str,
) -> None:
    # A scan wakes the run that waits for this decision, and may have something else to suggest.
    await memory.projects.mark_news(suggestion.project_id)
    await memory.jobs.look_soon(suggestion.project_id)
    await memory.activities.log(
        kind,
        sentence,
        at=at,
        project_id=suggestion.project_id,
        issue_id=suggestion.issue_id,
        suggestion_id=suggestion.id,
        person_id=person_id,
    )
    await memory.events.publish("decision", {"project_id": str(suggestion.project_id), "title": sentence})


async def _log_version(memory: Memory, project_id: UUID, sentence: str, at: datetime, person_id: UUID | None) -> None:
    await memory.projects.mark_news(project_id)
    await memory.jobs.look_soon(project_id)
    await memory.activities.log("version", sentence, at=at, project_id=project_id, person_id=person_id)
    await memory.events.publish("decision", {"project_id": str(project_id), "title": sentence})
