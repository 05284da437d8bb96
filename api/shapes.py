"""How do issues, suggestions and versions look to a program? As the contract has them, whoever asks."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from typing_extensions import TypedDict

from memory.repositories.instructions import VersionRecord
from memory.repositories.issues import IssueRecord
from memory.repositories.suggestions import SuggestionRecord, VerificationRecord
from memory.vocabulary import Edit, Quote, VerificationStatus
from tools.instructions.diff import unified_diff

Shape = dict[str, Any]


class QuoteShape(TypedDict):
    """Words that stand in turn number `turn` (from 0) of a call."""

    call_id: str
    turn: int
    quote: str


def issue_shape(issue: IssueRecord) -> Shape:
    """Return an issue as plain JSON values; `project` is the platform's own id, rates are shares."""
    return {
        "id": str(issue.id),
        "project": issue.project_key,
        "kind": issue.kind,
        "metric": issue.metric,
        "field": issue.field or None,
        "severity": issue.severity,
        "status": issue.status,
        "observed": issue.observed,
        "baseline": issue.baseline,
        "calls": issue.calls,
        "detected_at": issue.detected_at.isoformat(),
        "cause": issue.cause,
        "explanation": issue.explanation,
        "version": issue.version,
        "since": None if issue.since is None else issue.since.isoformat(),
        "resolved_at": None if issue.resolved_at is None else issue.resolved_at.isoformat(),
        "found_at": None if issue.found_at is None else issue.found_at.isoformat(),
        "found_rate": issue.found_rate,
        "log_evidence": issue.log_evidence,
        "reopened": issue.reopened,
        "ignored_reason": issue.ignored_reason,
        "ignored_at": None if issue.ignored_at is None else issue.ignored_at.isoformat(),
        "ignored_by": None if issue.ignored_by is None else str(issue.ignored_by),
    }


def suggestion_shape(suggestion: SuggestionRecord, quotes: Iterable[Quote]) -> Shape:
    """Return a suggestion with its evidence as plain JSON values; impacts are shares (0.08 is 8 points)."""
    return {
        "id": str(suggestion.id),
        "project": suggestion.project_key,
        "issue_id": str(suggestion.issue_id),
        "status": suggestion.status,
        "before": suggestion.before,
        "after": suggestion.after,
        "diff": unified_diff(suggestion.before, suggestion.after),
        "edits": [edit_shape(edit) for edit in suggestion.edits],
        "rationale": suggestion.rationale,
        "cause": suggestion.cause,
        "evidence": [quote_shape(quote) for quote in quotes],
        "expected_impact": {
            "metric": suggestion.impact_metric,
            "low": suggestion.expected.low,
            "mid": suggestion.expected.mid,
            "high": suggestion.expected.high,
            "basis": suggestion.expected.basis,
        },
        "roi": _plain(suggestion.roi),
        "weekly_worth": float(suggestion.weekly_worth),
        "verification": verification_shape(suggestion.verification),
        "drafted_by": suggestion.drafted_by,
        "draft_note": suggestion.draft_note,
        "fields": list(suggestion.fields),
        "base_version": suggestion.base_version,
        "created_at": suggestion.created_at.isoformat(),
        "expires_at": suggestion.expires_at.isoformat(),
    }


def instructions_shape(version: VersionRecord, project_key: str) -> Shape:
    """Return one version of a project's instructions as plain JSON values."""
    return {
        "project": project_key,
        "version": version.number,
        "text": version.text,
        "author": version.author,
        "suggestion_id": None if version.suggestion_id is None else str(version.suggestion_id),
        "restored_from": version.restored_from,
        "created_at": version.created_at.isoformat(),
        "in_force_from": None if version.in_force_from is None else version.in_force_from.isoformat(),
        "in_force_to": None if version.in_force_to is None else version.in_force_to.isoformat(),
    }


def quote_shape(quote: Quote) -> QuoteShape:
    """Return words from a call with where they stand."""
    return {"call_id": quote.call_id, "turn": quote.turn, "quote": quote.text}


def edit_shape(edit: Edit) -> Shape:
    """Return one typed edit as the contract writes it."""
    return {"op": edit.op.value, "anchor": edit.anchor, "text": edit.text}


def verification_shape(verification: VerificationRecord | None) -> Shape:
    """Return what the replay showed; without a record there was no replay, and it says so."""
    if verification is None:
        return {
            "status": VerificationStatus.NOT_REPLAYED.value,
            "fixed": None,
            "broken": None,
            "unchanged": None,
            "low": None,
            "high": None,
            "explanation": "Not replayed.",
        }
    return {name: getattr(verification, name) for name in VerificationRecord.__dataclass_fields__}


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever JSON held
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return value
