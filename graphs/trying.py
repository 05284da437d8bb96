"""What would a changed text have done in past calls? Calls stopped where they were decided, under old and new text.

Bad calls come first, and the replay stops as soon as the outcome is certain. Each call is kept when it was judged, so
that a trial that was interrupted goes on where it was.
"""

from collections.abc import Callable
from uuid import UUID

from graphs.services import Services
from graphs.trial_calls import choose_trial_calls
from graphs.trial_run import TrialRun
from graphs.trial_terms import BudgetSpentError, NewTrial, TrialResult
from memory.replays import Verification
from memory.vocabulary import VerificationStatus

NO_MODEL = (
    "Not replayed, since no model is configured: no past call was run again under the new text. The guardrails "
    "passed, and nobody knows yet whether it helps."
)
Report = Callable[[str], None]


async def try_on_calls(
    services: Services, org_id: UUID, new: NewTrial, *, report: Report = lambda _sentence: None
) -> TrialResult:
    """Replay past calls under the old and the new text, and keep what that showed.

    Raises:
        BudgetSpentError: The model's budget is spent; the next trial of the same id goes on from here.
    """
    async with services.database.open_memory(org_id) as memory:
        await memory.trials.begin(new.id, _as_row(new), services.clock())
    try:
        result = await _try(services, org_id, new, report)
    except BudgetSpentError as spent:
        stopped = Verification(VerificationStatus.NOT_REPLAYED, f"Not replayed to the end: {spent}")
        await _end(services, org_id, new, stopped)
        raise
    await _end(services, org_id, new, result.verification)
    return result


async def _end(services: Services, org_id: UUID, new: NewTrial, verification: Verification) -> None:
    async with services.database.open_memory(org_id) as memory:
        await memory.trials.end(new.id, verification, services.clock())


async def _try(services: Services, org_id: UUID, new: NewTrial, report: Report) -> TrialResult:
    if services.model is None:
        return TrialResult(Verification(VerificationStatus.NOT_REPLAYED, NO_MODEL))
    async with services.database.open_memory(org_id) as memory:
        chosen = await choose_trial_calls(memory, new.project_id, new.cause, new.missing, new.base_version, new.seen)
        known = await memory.trials.calls_of(new.id)
        old = await memory.trials.old_turns(new.project_id, new.base_version, chosen.bad_ids)
    return await TrialRun(services, org_id, new, chosen, services.model, report).run(known, old)


def _as_row(new: NewTrial) -> dict[str, object]:
    names = ("project_id", "issue_id", "attempt", "person_id", "base_version", "kind", "drafted_by")
    return {**{name: getattr(new, name) for name in names}, "after": new.new_text}
