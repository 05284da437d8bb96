"""Starts, continues and wakes runs of the improvement loop: one at a time a thread, from where it stopped."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from graphs.alerts import tell_of_issue
from graphs.budgets import give_budget, is_spent
from graphs.in_flight import find_in_flight
from graphs.services import Services
from graphs.state import ImprovementState
from memory.repositories.issues import IssueRecord
from memory.repositories.runs import RunRecord
from memory.unit import Memory
from memory.vocabulary import Autonomy, IssueStatus, Metric

# After these nobody is told of the issue: a suggestion speaks for it, or will.
QUIET: Final = frozenset({"accepted", "change_in_flight", "day_spent"})
# After these the same issue is tried again as soon as no other suggestion waits in its project.
HELD_UP: Final = frozenset(
    {"covered", "waiting_its_turn", "expired", "rejected", "no_longer_wrong", "ignored", "undecided"}
)
# After the others, only when the calls have grown by this much or the instructions have changed.
GROWTH_WORTH_ANOTHER_LOOK: Final = 1.5


@dataclass(frozen=True, slots=True)
class _Present:
    """What is the case in a project now, as far as it decides whether a run is worth starting."""

    version: int
    is_pending: bool
    is_in_flight: bool
    is_day_spent: bool
    autonomy: Autonomy


async def find_issues_to_run(services: Services, memory: Memory, project_id: UUID) -> list[UUID]:
    """Return the open issues whose run is to be started or continued, the most promising first."""
    wanted = []
    found = await memory.issues.matching(project_id=project_id, statuses=(IssueStatus.OPEN,))
    present = await _look_around(services, memory, project_id) if found else None
    for issue in found:
        last = await memory.runs.last(issue.id)
        if present is not None and _is_worth_a_run(issue, last, present):
            wanted.append(issue)
    return [issue.id for issue in sorted(wanted, key=_order)]


async def _look_around(services: Services, memory: Memory, project_id: UUID) -> _Present:
    now = services.clock()
    return _Present(
        version=(await memory.instructions.current(project_id)).number,
        is_pending=await memory.suggestions.pending_of(project_id) is not None,
        is_in_flight=await find_in_flight(memory, project_id, now) is not None,
        is_day_spent=services.model is not None and await is_spent(memory, now),
        autonomy=Autonomy((await memory.projects.get(project_id)).autonomy),
    )


def _is_worth_a_run(issue: IssueRecord, last: RunRecord | None, present: _Present) -> bool:
    if issue.version != present.version:
        return False  # its calls were made under other instructions
    if last is None or last.status == "running" or last.base_version != present.version:
        return True
    if last.status == "waiting":
        return False
    again = {
        "change_in_flight": not present.is_in_flight,
        "day_spent": not present.is_day_spent,
        "causes_only": present.autonomy is not Autonomy.CAUSES,
    }
    if last.outcome in again:
        return again[last.outcome] and not present.is_pending
    if last.outcome in HELD_UP:
        return not present.is_pending
    return issue.calls >= GROWTH_WORTH_ANOTHER_LOOK * last.calls_seen


def _order(issue: IssueRecord) -> tuple[bool, float]:
    # A missed field says what to mend; a low success rate mostly only repeats it.
    return issue.metric != Metric.CAPTURE, issue.observed - issue.baseline


async def run_issue(services: Services, org_id: UUID, issue_id: UUID, as_of: datetime | None = None) -> UUID | None:
    """Take an issue as far as it goes now; return the suggestion this created, if it did.

    A run that was interrupted goes on where it stopped; one that another process holds is left to it.
    """
    async with services.database.open_memory(org_id) as memory:
        issue = await memory.issues.get(issue_id)
        last = await memory.runs.last(issue_id)
        # Another pass may have taken it further since this one chose it.
        present = await _look_around(services, memory, issue.project_id)
        if issue.status != IssueStatus.OPEN or not _is_worth_a_run(issue, last, present):
            return None
        if last is not None and last.status == "running":
            attempt, base_version = last.attempt, last.base_version
        else:
            attempt = 1 if last is None else last.attempt + 1
            base_version = present.version
            await memory.runs.start(issue_id, attempt, base_version=base_version, calls_seen=issue.calls)
    await give_budget(services, org_id, issue_id, attempt)
    start: ImprovementState = {
        "org_id": str(org_id),
        "project_id": str(issue.project_id),
        "issue_id": str(issue_id),
        "attempt": attempt,
        "base_version": base_version,
        "as_of": as_of.isoformat() if as_of else None,
        "drafts_made": 0,
        "draft": None,
        "suggestion_id": None,
        "decision": None,
    }
    state = await _drive(services, org_id, issue_id, attempt, start)
    suggestion_id = state.get("suggestion_id") if state else None
    return UUID(suggestion_id) if suggestion_id else None


async def resume_after_decision(services: Services, org_id: UUID, suggestion_id: UUID) -> None:
    """Wake the run that waits for the decision on this suggestion, if one does."""
    async with services.database.open_memory(org_id) as memory:
        suggestion = await memory.suggestions.get(suggestion_id)
    await _drive(services, org_id, suggestion.issue_id, suggestion.attempt, None)


async def _drive(
    services: Services, org_id: UUID, issue_id: UUID, attempt: int, start: ImprovementState | None
) -> dict[str, Any] | None:
    # Imported here: LangGraph takes seconds to load, and most commands never need it.
    from langgraph.types import Command

    from graphs.improvement_loop import build_improvement_loop

    thread_id = f"{org_id}:{issue_id}:{attempt}"
    async with services.database.open_thread(org_id, thread_id) as saver:
        if saver is None:
            return None
        graph = build_improvement_loop().compile(checkpointer=saver)
        config: Any = {"configurable": {"thread_id": thread_id}}
        known = await graph.aget_state(config)
        answer: Any = start
        if known.interrupts:
            if not await _is_decided(services, org_id, known.values):
                await _record(services, org_id, issue_id, attempt, known.values, is_waiting=True)
                return dict(known.values)
            answer = Command(resume={known.interrupts[0].id: "decided"})
        elif known.values:
            answer = None  # go on from the last checkpoint; nothing happens when the run had ended
        if answer is not None or known.next:
            await graph.ainvoke(answer, config, context=services, durability="async")
            known = await graph.aget_state(config)
        await _record(services, org_id, issue_id, attempt, known.values, is_waiting=bool(known.next))
        return dict(known.values)


async def _is_decided(services: Services, org_id: UUID, values: dict[str, Any]) -> bool:
    async with services.database.open_memory(org_id) as memory:
        return bool(await memory.suggestions.decisions_on(UUID(values["suggestion_id"])))


async def _record(
    services: Services,
    org_id: UUID,
    issue_id: UUID,
    attempt: int,
    values: dict[str, Any],
    *,
    is_waiting: bool,
) -> None:
    async with services.database.open_memory(org_id) as memory:
        if is_waiting:
            await memory.runs.wait(issue_id, attempt)
        else:
            outcome = values.get("outcome", "undecided")
            if outcome not in {*HELD_UP, *QUIET}:
                # No suggestion will speak for this issue.
                await tell_of_issue(memory, issue_id, services.clock())
            await memory.runs.end(issue_id, attempt, outcome)
