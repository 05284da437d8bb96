"""What is the smallest change that would mend the cause? Model and playbook propose, the guardrails decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from langgraph.runtime import Runtime

from agents.models import ModelProblem
from agents.optimizer import MENDED_CAUSES, draft_with_model, list_public_words
from graphs.diagnosing import read_calls
from graphs.services import Services
from graphs.snapshots import Taken, take_snapshot
from graphs.state import DraftState, ImprovementState
from memory.drafts import Draft, Refusal
from memory.repositories.issues import IssueRecord
from memory.unit import Memory
from memory.vocabulary import Call, Field, Speaker
from tools.instructions.guardrails import check_draft, list_allowed_words
from tools.instructions.playbook import draft_from_playbook
from tools.redaction.known_values import PersonalValue, find_personal_values
from tools.redaction.redactor import Redactor

NO_MODEL = "No model is configured."


@dataclass(frozen=True, slots=True)
class _Case:
    """What drafts are made for, and what callers said, which none of them may repeat."""

    taken: Taken
    caller_words: list[str]
    personal_values: list[PersonalValue]

    def check(self, candidate: Draft) -> list[Refusal]:
        """Return why a draft may not be shown to anyone; nothing means it may."""
        snapshot = self.taken.snapshot
        if candidate.kind in self.taken.rejected_kinds:
            return [Refusal("rejected_before", "People turned this kind of change down for these fields.")]
        allowed = list_allowed_words(snapshot)
        return check_draft(
            snapshot.instructions, candidate.edits, caller_words=self.caller_words, allowed_words=allowed
        )


async def draft(state: ImprovementState, runtime: Runtime[Services]) -> ImprovementState:
    """Propose the best draft that passes every guardrail and that nobody turned down before."""
    services, org_id = runtime.context, UUID(state["org_id"])
    as_of = state.get("as_of")
    async with services.database.open_memory(org_id) as memory:
        issue = await memory.issues.get(UUID(state["issue_id"]))
        case = await _open_case(memory, issue, datetime.fromisoformat(as_of) if as_of else None, services.clock())
    candidates, note = await _propose(services, case)
    passed = []
    async with services.database.open_memory(org_id) as memory:
        for candidate in candidates:
            refusals = case.check(candidate)
            await _log_refusals(memory, issue, refusals, services.clock())
            if not refusals:
                passed.append(candidate)
    made = state["drafts_made"]
    chosen = next(iter(passed[made:]), None)
    if chosen is None:
        return {"draft": None, "drafts_made": made + 1, "outcome": "no_draft"}
    return {"draft": _as_state(chosen, None if chosen.drafted_by == "model" else note), "drafts_made": made + 1}


async def _open_case(memory: Memory, issue: IssueRecord, as_of: datetime | None, at: datetime) -> _Case:
    taken = await take_snapshot(memory, issue, as_of, at)
    calls = [call for found in taken.issues for call in await read_calls(memory, found, as_of)]
    words = [turn.text for call in calls for turn in call.transcript if turn.speaker is Speaker.CALLER]
    return _Case(taken, words, _find_personal_values(taken.snapshot.fields, calls))


def _find_personal_values(fields: tuple[Field, ...], calls: Iterable[Call]) -> list[PersonalValue]:
    found = (find_personal_values(fields, call.captured) for call in calls)
    return list(dict.fromkeys(value for values in found for value in values))


async def _propose(services: Services, case: _Case) -> tuple[list[Draft], str | None]:
    """Return drafts, the model's first, and why the model has none if it was asked."""
    snapshot = case.taken.snapshot
    playbook = draft_from_playbook(snapshot)
    if services.model is None:
        return playbook, NO_MODEL
    if snapshot.cause not in MENDED_CAUSES:
        return playbook, None
    redactor = Redactor(known=case.personal_values, public=list_public_words(snapshot))
    drafted: list[Draft] = []
    try:
        drafted.append(await draft_with_model(services.model, snapshot, redactor=redactor))
        refusals = case.check(drafted[0])
        if refusals:
            drafted.append(await draft_with_model(services.model, snapshot, redactor=redactor, refused=refusals))
    except ModelProblem as problem:
        return [*drafted, *playbook], f"The model has no draft: {problem}"
    return [*drafted, *playbook], "What the model drafted did not pass the guardrails."


async def _log_refusals(memory: Memory, issue: IssueRecord, refusals: list[Refusal], at: datetime) -> None:
    for refusal in refusals:
        await memory.activities.log(
            "draft_refused",
            # The rule's name alone: what was refused may hold a caller's words.
            f"A draft was refused by the rule {refusal.rule.replace('_', ' ')}.",
            at=at,
            project_id=issue.project_id,
            issue_id=issue.id,
        )


def _as_state(chosen: Draft, note: str | None) -> DraftState:
    edits = [{"op": edit.op.value, "anchor": edit.anchor, "text": edit.text} for edit in chosen.edits]
    return {
        "edits": edits,
        "rationale": chosen.rationale,
        "kind": chosen.kind,
        "drafted_by": chosen.drafted_by,
        "note": note,
    }
