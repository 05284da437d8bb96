"""How far may the assistant go by itself in a project? Its owner says so, and a kind of edit has to earn the rest.

At `apply`, a suggestion that passed its replay, of a kind that has earned it, is accepted without a click. The calls
that follow are watched, and where they speak for harm it is rolled back, also without one.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from graphs.decisions import accept, roll_back
from graphs.in_flight import LONGEST
from graphs.lessons import find_earned, judge_kind
from memory.repositories.streams import Counts
from memory.repositories.suggestions import SuggestionRecord
from memory.unit import Memory
from memory.vocabulary import Autonomy, Metric, VerificationStatus
from tools.impact.harm import Rate, weigh_harm

HARM_BELIEVED = 40.0
"""Evidence for harm that rolls a change back by itself. Two metrics are watched, so that at most one of twenty
harmless changes is ever rolled back."""
SAID = {
    Autonomy.CAUSES: "the assistant only tells what causes an issue",
    Autonomy.SUGGEST: "the assistant suggests changes",
    Autonomy.APPLY: "the assistant applies proven changes by itself, where their kind has earned it",
}


@dataclass(frozen=True, slots=True)
class KindStanding:
    """Whether one kind of edit may be applied unasked, and why, in a sentence."""

    kind: str
    is_earned: bool
    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the assistant goes in a project, why, and what each kind of edit has earned so far."""

    level: Autonomy
    why: str
    kinds: tuple[KindStanding, ...]


async def find_standing(memory: Memory, project_id: UUID) -> Standing:
    """Return how far the assistant goes in a project now, and why."""
    project = await memory.projects.get(project_id)
    counts = await memory.lessons.counts()
    kinds = [(kind, judge_kind(kind, counts)) for kind in dict.fromkeys(one.kind for one in counts)]
    level = Autonomy(project.autonomy)
    if project.autonomy_set_at is None:
        why = "This is how every project begins."
    else:
        names = await memory.organisation.member_names()
        who = names.get(project.autonomy_set_by, "Somebody") if project.autonomy_set_by else "Somebody"
        why = f"{who} set it on {project.autonomy_set_at.day} {project.autonomy_set_at:%B %Y}."
    earned = sum(one.is_earned for _, one in kinds)
    if level is Autonomy.APPLY:
        why += f" {earned} of {len(kinds)} kinds of edit have earned to be applied unasked; the others are suggested."
    return Standing(level, why, tuple(KindStanding(kind, one.is_earned, one.why) for kind, one in kinds))


async def set_autonomy(
    memory: Memory, project_id: UUID, level: Autonomy, *, at: datetime, person_id: UUID | None = None
) -> Standing:
    """Store how far the assistant may go in a project and have it looked at; the same again changes nothing.

    Whether this person may say so is decided before. Raises LookupError when there is no such project.
    """
    await memory.projects.lock(project_id)
    project = await memory.projects.get(project_id)
    if Autonomy(project.autonomy) is not level:
        values = {"autonomy": level.value, "autonomy_set_by": person_id, "autonomy_set_at": at}
        await memory.projects.change(project_id, values)
        sentence = f"From now on, {SAID[level]}."
        await memory.activities.log("settings", sentence, at=at, project_id=project_id, person_id=person_id)
        await memory.projects.mark_news(project_id)
        await memory.jobs.look_soon(project_id)
    return await find_standing(memory, project_id)


async def apply_if_earned(memory: Memory, suggestion_id: UUID, at: datetime) -> SuggestionRecord | None:
    """Accept a suggestion where its project's owner allowed it, its replay was passed and its kind has earned it."""
    suggestion = await memory.suggestions.get(suggestion_id)
    project = await memory.projects.get(suggestion.project_id)
    if Autonomy(project.autonomy) is not Autonomy.APPLY:
        return None
    if suggestion.verification is None or suggestion.verification.status != VerificationStatus.PASSED:
        return None
    earned = await find_earned(memory, suggestion.kind)
    if not earned.is_earned:
        return None
    return await accept(memory, suggestion_id, at=at, reason=f"Applied without a click. {earned.why}")


async def undo_what_harms(memory: Memory, project_id: UUID, at: datetime) -> SuggestionRecord | None:
    """Roll back what was applied without a click and does harm, as far as the calls since tell; return it if so."""
    current = await memory.instructions.current(project_id)
    if current.suggestion_id is None or current.restored_from is not None or at - current.created_at >= LONGEST:
        return None
    decided = await memory.suggestions.decisions_on(current.suggestion_id)
    if not any(one.kind == "accept" and one.person_id is None and one.reason for one in decided):
        return None
    suggestion = await memory.suggestions.get(current.suggestion_id)
    for metric, field in _watched(suggestion):
        before, after = await _count(memory, suggestion, current.number, metric, field)
        evidence = weigh_harm(before, after)
        if evidence >= HARM_BELIEVED:
            reason = (
                f"Rolled back without a click: {after.good} of {after.calls} calls went well since, against "
                f"{before.good} of {before.calls} before. At most one of twenty harmless changes is ever undone so."
            )
            return await roll_back(memory, suggestion.id, at=at, reason=reason)
    return None


def _watched(suggestion: SuggestionRecord) -> list[tuple[Metric, str]]:
    field = suggestion.fields[0] if suggestion.fields else ""
    return [(Metric.SUCCESS, ""), *([(Metric.CAPTURE, field)] if field else [])]


async def _count(
    memory: Memory, suggestion: SuggestionRecord, version: int, metric: Metric, field: str
) -> tuple[Rate, Rate]:
    """Return a metric's calls under the version that was replaced, and under the new one."""
    project = await memory.projects.get(suggestion.project_id)
    place = next((one.ordinal for one in project.field_records if one.field.name == field), None)
    totals = {suggestion.base_version: [0, 0], version: [0, 0]}
    for hour in await memory.streams.read(suggestion.project_id):
        if hour.version in totals:
            calls, good = _of_hour(hour, metric, place)
            totals[hour.version][0] += calls
            totals[hour.version][1] += good
    return Rate(*totals[suggestion.base_version]), Rate(*totals[version])


def _of_hour(hour: Counts, metric: Metric, place: int | None) -> tuple[int, int]:
    if metric is Metric.SUCCESS:
        return hour.eligible, hour.successes
    if place is None or place >= len(hour.trials):
        return 0, 0
    return hour.trials[place], hour.captured[place]
