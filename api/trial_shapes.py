"""How do reviews, trials and runs look to a program?"""

from collections.abc import Iterable
from typing import Any

from api.shapes import edit_shape
from memory.drafts import Refusal
from memory.replays import ReplayedCall
from memory.repositories.run_steps import RunSummary, StepRecord
from memory.repositories.trials import TrialRecord
from tools.review import ReviewFinding

Shape = dict[str, Any]


def review_shape(findings: Iterable[ReviewFinding], notes: Iterable[str]) -> Shape:
    """Return what a review found; `edit` is null where a person has to decide."""
    return {
        "findings": [
            {
                "rule": one.rule,
                "title": one.title,
                "severity": one.severity.value,
                "quote": one.quote,
                "advice": one.advice,
                "edit": None if one.edit is None else edit_shape(one.edit),
                "article": one.article,
            }
            for one in findings
        ],
        "notes": list(notes),
    }


def trial_shape(trial: TrialRecord, calls: Iterable[ReplayedCall]) -> Shape:
    """Return what a trial showed with its calls; counts are null until it has ended or where nothing was replayed."""
    return {
        "id": str(trial.id),
        "project_id": str(trial.project_id),
        "issue_id": None if trial.issue_id is None else str(trial.issue_id),
        "base_version": trial.base_version,
        "drafted_by": trial.drafted_by,
        "kind": trial.kind,
        "text": trial.after,
        "objections": trial.objections,
        "verification": {
            "status": trial.status,
            "fixed": trial.fixed,
            "broken": trial.broken,
            "unchanged": trial.unchanged,
            "low": trial.low,
            "high": trial.high,
            "explanation": trial.explanation,
        },
        "model_calls": trial.model_calls,
        "created_at": trial.created_at.isoformat(),
        "ended_at": None if trial.ended_at is None else trial.ended_at.isoformat(),
        "calls": [replayed_shape(call) for call in calls],
    }


def replayed_shape(call: ReplayedCall) -> Shape:
    """Return one replayed call: both turns side by side, without callers' personal data."""
    return {
        "call_id": call.call_id,
        "group": call.group.value,
        "field": call.field,
        "turn": call.turn,
        "old_text": call.old_text,
        "new_text": call.new_text,
        "old_is_right": call.old_is_right,
        "new_is_right": call.new_is_right,
        "judged_by": call.judged_by.value,
        "reason": call.reason,
    }


def objection_shape(refusal: Refusal) -> Shape:
    """Return what a guardrail says of a text."""
    return {"rule": refusal.rule, "reason": refusal.reason}


def run_shape(run: RunSummary) -> Shape:
    """Return a run with what it took; money in `currency`, null where no model was asked."""
    return {
        "issue_id": str(run.issue_id),
        "attempt": run.attempt,
        "project_id": str(run.project_id),
        "project_name": run.project_name,
        "metric": run.metric,
        "field": run.field or None,
        "status": run.status,
        "outcome": run.outcome,
        "started_at": run.started_at.isoformat(),
        "ended_at": None if run.ended_at is None else run.ended_at.isoformat(),
        "steps": run.steps,
        "seconds": round(run.seconds, 3),
        "model_calls": run.model_calls,
        "tokens": run.tokens,
        "money": float(run.money),
        "currency": run.currency or None,
    }


def step_shape(step: StepRecord) -> Shape:
    """Return one step of a run; `purposes` says what its model calls were for."""
    return {
        "step": step.step,
        "at": step.at.isoformat(),
        "seconds": step.seconds,
        "model_calls": step.model_calls,
        "input_tokens": step.input_tokens,
        "output_tokens": step.output_tokens,
        "model_seconds": step.model_seconds,
        "money": float(step.money),
        "currency": step.currency or None,
        "purposes": list(step.purposes),
        "note": step.note,
    }
