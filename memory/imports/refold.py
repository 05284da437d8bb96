"""What do a project's calls count as, now that its fields are others?"""

from uuid import UUID

from sqlalchemy import RowMapping, text

from memory.imports.catalogue import KnownProject, load_catalogue
from memory.imports.facts import is_any_missing, is_early_hang_up, is_success
from memory.unit import Memory

PAGE_CALLS = 10_000

# Not from the transcripts, which may be gone by now.
READ_CALLS = text(
    """
    SELECT call_id, started_at, status, ended_reason, duration_s, success_given, success, eligible, early_hang_up,
           turns, captured
    FROM calls
    WHERE project_id = :project_id AND call_id > :after
    ORDER BY call_id LIMIT :page
    """
)
TURN_SUCCESS = text(
    "UPDATE calls SET success = NOT success WHERE project_id = :project_id AND call_id = ANY (:call_ids)"
)
TURN_EARLY_HANG_UP = text(
    "UPDATE calls SET early_hang_up = NOT early_hang_up WHERE project_id = :project_id AND call_id = ANY (:call_ids)"
)


async def refold_project(memory: Memory, project_id: UUID) -> None:
    """Judge a project's calls by its fields as they are now, and count them anew; the caller holds its lock."""
    [project] = (await load_catalogue(memory.connection, [project_id])).values()
    after = ""
    while page := await _read_page(memory, project_id, after):
        await _judge_page(memory, project, page)
        after = page[-1]["call_id"]
    await memory.rollups.recount(project_id)


async def _read_page(memory: Memory, project_id: UUID, after: str) -> list[RowMapping]:
    values = {"project_id": project_id, "after": after, "page": PAGE_CALLS}
    return list((await memory.connection.execute(READ_CALLS, values)).mappings().all())


async def _judge_page(memory: Memory, project: KnownProject, page: list[RowMapping]) -> None:
    successes: list[str] = []
    early_hang_ups: list[str] = []
    for row in page:
        missing = is_any_missing(project.required, row["captured"], row["started_at"])
        if is_success(row["success_given"], row["status"], missing=missing) != row["success"]:
            successes.append(row["call_id"])
        early = is_early_hang_up(
            row["ended_reason"], row["duration_s"], row["turns"], eligible=row["eligible"], missing=missing
        )
        if early != row["early_hang_up"]:
            early_hang_ups.append(row["call_id"])
    for statement, call_ids in ((TURN_SUCCESS, successes), (TURN_EARLY_HANG_UP, early_hang_ups)):
        if call_ids:
            await memory.connection.execute(statement, {"project_id": project.id, "call_ids": call_ids})
