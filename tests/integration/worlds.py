"""Small worlds for tests: a project with instructions, fields, and a suggestion that waits."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from memory.unit import Memory
from memory.vocabulary import Field, FieldType

INSTRUCTIONS = "You take table bookings.\n\n1. Greet the caller.\n2. Ask for the name.\n3. Say goodbye.\n"
SUGGESTED = INSTRUCTIONS.replace("3. Say goodbye.\n", "3. Ask for the e-mail address.\n4. Say goodbye.\n")
FIELDS = (Field("name", "Caller's name", FieldType.NAME), Field("email", "Caller's e-mail address", FieldType.EMAIL))


async def make_project(
    memory: Memory, *, at: datetime, key: str = "bookings", fields: Sequence[Field] = FIELDS
) -> UUID:
    """Make a project with version 1 of its instructions in force."""
    project_id = await memory.projects.add(
        {
            "key": key,
            "name": "Table bookings",
            "goal": "Take a table booking",
            "target_success_rate": 0.6,
            "time_zone": "Africa/Johannesburg",
            "imported_text": INSTRUCTIONS,
            "import_hash": "none",
        }
    )
    for ordinal, field in enumerate(fields):
        await memory.projects.add_field(project_id, ordinal, field, None)
    await memory.instructions.add_version(project_id, INSTRUCTIONS, author="import", at=at)
    return project_id


async def make_issue(memory: Memory, project_id: UUID, *, at: datetime, field: str = "email") -> UUID:
    """Make an open issue about a field that calls do not capture."""
    return await memory.issues.open(
        {
            "project_id": project_id,
            "metric": "capture",
            "field": field,
            "kind": "level",
            "severity": "high",
            "observed": 0.1,
            "baseline": 0.9,
            "calls": 200,
            "version": 1,
            "explanation": "The share of calls that capture email is 10 %.",
            "since": at,
            "detected_at": at,
        }
    )


async def make_suggestion(memory: Memory, project_id: UUID, issue_id: UUID, *, at: datetime) -> UUID:
    """Make a suggestion that waits for a decision."""
    anchor = "2. Ask for the name.\n"
    suggestion_id = await memory.suggestions.add(
        {
            "project_id": project_id,
            "issue_id": issue_id,
            "attempt": 1,
            "base_version": 1,
            "before": INSTRUCTIONS,
            "after": SUGGESTED,
            "edits": [{"op": "insert_after", "anchor": anchor, "text": "3. Ask for the e-mail address.\n"}],
            "kind": "ask_for_field",
            "fields": ["email"],
            "rationale": "The e-mail address is never asked for.",
            "cause": "not_asked",
            "drafted_by": "playbook",
            "impact_metric": "capture",
            "impact_low": 0.0,
            "impact_mid": 0.05,
            "impact_high": 0.3,
            "impact_basis": "A guess.",
            "roi": {},
            "created_at": at,
            "expires_at": at + timedelta(weeks=4),
        },
        [issue_id],
    )
    await memory.issues.change(issue_id, {"status": "suggested"})
    return suggestion_id
