"""Which drafts compete for one problem? Model and playbook propose; guardrails, memory and critic sift."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agents.critic import critique_by_code
from agents.critic_ranking import Candidate, rank_candidates
from agents.models import ModelProblem, ProblemKind
from agents.optimizer import MENDED_CAUSES, list_public_words, propose
from graphs.diagnosing import read_calls
from graphs.lessons import order_kinds
from graphs.project_view import DatabaseProjectView
from graphs.recalling import find_likeness
from graphs.services import Services
from graphs.snapshots import Taken, take_snapshot
from memory.drafts import Draft, Refusal
from memory.repositories.issues import IssueRecord
from memory.unit import Memory
from memory.vocabulary import Call, Field, Speaker
from tools.instructions.guardrails import check_draft, list_allowed_words
from tools.instructions.playbook import draft_from_playbook
from tools.recall import may_return
from tools.redaction.known_values import PersonalValue, find_personal_values
from tools.redaction.redactor import Redactor

NO_MODEL = "No model is configured."


@dataclass(frozen=True, slots=True)
class Case:
    """What drafts are made for, and what callers said, which none of them may repeat."""

    taken: Taken
    caller_words: list[str]
    personal_values: list[PersonalValue]

    def check(self, candidate: Draft) -> list[Refusal]:
        """Return why a draft may not be shown to anyone; nothing means it may."""
        snapshot = self.taken.snapshot
        allowed = list_allowed_words(snapshot)
        return check_draft(
            snapshot.instructions,
            candidate.edits,
            caller_words=self.caller_words,
            allowed_words=allowed,
            missing=snapshot.missing,
            cause=snapshot.cause,
        )


@dataclass(frozen=True, slots=True)
class Passed:
    """A draft that may be tried, and what changed since an idea like it was turned down, if one was."""

    draft: Draft
    what_changed: str | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """The drafts that may be tried, best first; `seen` are calls the model looked into.

    `note` says why the model has none, if so; `budget` which limit stopped it.
    """

    passed: tuple[Passed, ...]
    refusals: tuple[Refusal, ...]
    seen: frozenset[str]
    note: str | None = None
    budget: str | None = None


async def open_case(memory: Memory, issue: IssueRecord, as_of: datetime | None, at: datetime) -> Case:
    """Gather what the drafts for an issue rest on."""
    taken = await take_snapshot(memory, issue, as_of, at)
    calls = [call for found in taken.issues for call in await read_calls(memory, found, as_of)]
    words = [turn.text for call in calls for turn in call.transcript if turn.speaker is Speaker.CALLER]
    return Case(taken, words, _find_personal_values(taken.snapshot.fields, calls))


async def propose_drafts(services: Services, org_id: UUID, case: Case, learnt: Sequence[str]) -> Proposed:
    """Return what may be tried. With `learnt`, what earlier trials showed, only the model is asked again."""
    snapshot = case.taken.snapshot
    candidates = [] if learnt else [Candidate(one, critique_by_code(snapshot, one)) for one in _ask_playbook(case)]
    refusals: list[Refusal] = []
    note, budget, seen = None, None, frozenset[str]()
    if services.model is None:
        note = NO_MODEL
    elif snapshot.cause in MENDED_CAUSES:
        view = DatabaseProjectView(services, org_id, case.taken)
        try:
            drafted = await _ask_model(services, case, view, learnt, refusals)
            candidates = [*drafted, *candidates]
            note = None if drafted else "What the model drafted did not pass the guardrails."
        except ModelProblem as problem:
            note = f"The model has no draft: {problem}"
            budget = str(problem) if problem.kind is ProblemKind.BUDGET_SPENT else None
        seen = frozenset(view.seen)
    passed = await asyncio.to_thread(_sift, services, case, candidates, refusals)
    return Proposed(tuple(passed), tuple(refusals), seen, note, budget)


def _ask_playbook(case: Case) -> list[Draft]:
    return [draft for draft in draft_from_playbook(case.taken.snapshot) if not case.check(draft)]


async def _ask_model(
    services: Services, case: Case, view: DatabaseProjectView, learnt: Sequence[str], refusals: list[Refusal]
) -> list[Candidate]:
    """Return the model's drafts that pass the guardrails; where none does, it is told why and asked once more."""
    snapshot = case.taken.snapshot
    redactor = Redactor(known=case.personal_values, public=list_public_words(snapshot))
    assert services.model is not None
    told: list[Refusal] = []
    for _ in range(2):
        drafted = await propose(
            services.model, snapshot, redactor=redactor, view=view, refused=tuple(told), learnt=learnt
        )
        told = []
        kept = []
        for candidate in drafted.candidates:
            found = case.check(candidate.draft)
            told += found
            if not found:
                kept.append(candidate)
        refusals += told
        if kept or not told:
            return kept
    return []


def _sift(services: Services, case: Case, candidates: Sequence[Candidate], refusals: list[Refusal]) -> list[Passed]:
    """Drop what harms and what was turned down before; put the others in order, each text once."""
    taken = case.taken
    kept, changed = [], {}
    likeness = find_likeness(services)
    for candidate in candidates:
        back = may_return(
            candidate.draft,
            taken.snapshot,
            taken.rejected,
            likeness,
            preferences=taken.preferences,
            issue_id=str(taken.issues[0].id),
        )
        if not back.allowed:
            refusals.append(Refusal("rejected_before", back.held_back or "People turned this idea down before."))
        elif not candidate.critique.keep:
            refusals += [Refusal(f"harm_{harm.kind.value}", harm.sentence) for harm in candidate.critique.harms[:1]]
        else:
            kept.append(candidate)
            changed[candidate.draft.edits] = back.what_changed
    seed = taken.issues[0].id.int % 2**32
    kinds = order_kinds(taken.snapshot.cause, [one.draft.kind for one in kept], taken.lessons, seed)
    ranked = {draft.edits: draft for draft in rank_candidates(taken.snapshot.instructions, kept, kinds=kinds)}
    return [Passed(draft, changed[edits]) for edits, draft in ranked.items()]


def _find_personal_values(fields: tuple[Field, ...], calls: Iterable[Call]) -> list[PersonalValue]:
    found = (find_personal_values(fields, call.captured) for call in calls)
    return list(dict.fromkeys(value for values in found for value in values))
