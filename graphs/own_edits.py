"""What would a text that a person typed do? It goes through the same guardrails and the same gate as any draft."""

import hashlib
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from graphs.bookkeeping import Work, book
from graphs.budgets import give_budget_for_one
from graphs.drafting import open_case
from graphs.services import Services
from graphs.snapshots import take_snapshot
from graphs.trial_terms import BudgetSpentError, NewTrial
from graphs.trying import Report, try_on_calls
from memory.drafts import Refusal
from memory.replays import Verification
from memory.repositories.instructions import VersionRecord
from memory.repositories.issues import IssueRecord
from memory.unit import Memory
from memory.vocabulary import Cause, IssueStatus, Metric, VerificationStatus
from tools.instructions.edits import EditRefused, derive_edits
from tools.instructions.guardrails import check_draft, list_allowed_words

KIND = "own_edit"
UNCHANGED = "This is the text that is in force; there is nothing to check."
NO_ISSUE = (
    "Not replayed: nothing is wrong in this project that a change of the instructions could mend, so that there are "
    "no calls to try it on."
)


@dataclass(frozen=True, slots=True)
class OwnEdit:
    """A text to be checked: `id` follows from text and version, so that the same text goes on where it was."""

    id: UUID
    project_id: UUID
    base_version: int
    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What the guardrails object to, and what the replay showed."""

    trial_id: UUID
    objections: tuple[Refusal, ...]
    verification: Verification


async def describe_own_edit(memory: Memory, project_id: UUID, text: str) -> OwnEdit:
    """Return what is to be checked, for the version in force; raise ValueError with a sentence where nothing is."""
    current = await memory.instructions.current(project_id)
    if text == current.text:
        raise ValueError(UNCHANGED)
    if not text.strip():
        raise ValueError("Instructions cannot be empty.")
    digest = hashlib.sha256(f"{current.number}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
    return OwnEdit(uuid5(project_id, digest), project_id, current.number, text)


async def begin_own_edit(services: Services, org_id: UUID, edit: OwnEdit, person_id: UUID | None) -> None:
    """Record that a text is being checked, so that its page can be shown at once."""
    async with services.database.open_memory(org_id) as memory:
        row = {
            "project_id": edit.project_id,
            "person_id": person_id,
            "base_version": edit.base_version,
            "after": edit.text,
            "kind": KIND,
            "drafted_by": "person",
        }
        await memory.trials.begin(edit.id, row, services.clock())


async def check_own_edit(
    services: Services,
    org_id: UUID,
    edit: OwnEdit,
    *,
    person_id: UUID | None = None,
    report: Report = lambda _sentence: None,
) -> Checked:
    """Check a text against guardrails and past calls; what it took is booked, whatever comes of it."""
    services = services.for_one_pass()
    await give_budget_for_one(services, org_id)
    at, begun = services.clock(), services.timer()
    await begin_own_edit(services, org_id, edit, person_id)
    try:
        return await _check(services, org_id, edit, person_id, report)
    finally:
        work = Work(org_id, edit.project_id, "check_own_edit")
        await book(services, work, at=at, seconds=services.timer() - begun)


async def _check(services: Services, org_id: UUID, edit: OwnEdit, person_id: UUID | None, report: Report) -> Checked:
    async with services.database.open_memory(org_id) as memory:
        current = await memory.instructions.find(edit.project_id, edit.base_version)
        assert current is not None
        issue = await _find_issue(memory, edit.project_id)
        objections = await _object(services, memory, issue, current, edit)
        await memory.trials.object(edit.id, [(one.rule, one.reason) for one in objections])
        new = None if issue is None else await _describe(services, memory, issue, current, edit)
    if new is None:
        verification = Verification(VerificationStatus.NOT_REPLAYED, NO_ISSUE)
        async with services.database.open_memory(org_id) as memory:
            await memory.trials.end(edit.id, verification, services.clock())
        return Checked(edit.id, objections, verification)
    try:
        result = await try_on_calls(services, org_id, replace(new, person_id=person_id), report=report)
        verification = result.verification
    except BudgetSpentError as spent:
        verification = Verification(VerificationStatus.NOT_REPLAYED, f"Not replayed to the end: {spent}")
    return Checked(edit.id, objections, verification)


async def _find_issue(memory: Memory, project_id: UUID) -> IssueRecord | None:
    """Return the worst open issue that instructions can mend: its calls are those that the text should help."""
    found = await memory.issues.matching(
        project_id=project_id, statuses=(IssueStatus.OPEN, IssueStatus.SUGGESTED, IssueStatus.IGNORED)
    )
    mendable = [one for one in found if one.cause and one.diagnosis.get("mendable")]
    return min(mendable, key=lambda one: (one.metric != Metric.CAPTURE, one.observed - one.baseline), default=None)


async def _object(
    services: Services, memory: Memory, issue: IssueRecord | None, current: VersionRecord, edit: OwnEdit
) -> tuple[Refusal, ...]:
    """Return what the guardrails say of a person's text; it may be put in force all the same."""
    try:
        edits = derive_edits(current.text, edit.text)
    except EditRefused as refused:
        return (Refusal(refused.rule, refused.sentence),)
    if issue is not None:
        case = await open_case(memory, issue, None, services.clock())
        words, allowed = case.caller_words, list_allowed_words(case.taken.snapshot)
    else:
        project = await memory.projects.get(edit.project_id)
        words, allowed = [], (project.name, project.goal, *(field.name for field in project.fields))
    return tuple(check_draft(current.text, edits, caller_words=words, allowed_words=allowed))


async def _describe(
    services: Services, memory: Memory, issue: IssueRecord, current: VersionRecord, edit: OwnEdit
) -> NewTrial:
    taken = await take_snapshot(memory, issue, None, services.clock())
    snapshot = taken.snapshot
    return NewTrial(
        id=edit.id,
        project_id=edit.project_id,
        base_version=current.number,
        old_text=current.text,
        new_text=edit.text,
        cause=Cause(snapshot.cause),
        missing=snapshot.missing,
        kind=KIND,
        drafted_by="person",
        bad_share=taken.missed_for_cause / max(1, snapshot.calls),
        good_share=(snapshot.calls - snapshot.missed) / max(1, snapshot.calls),
    )
