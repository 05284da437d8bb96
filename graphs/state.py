"""What a run of the improvement loop remembers between steps: ids and plain values only."""

from typing import Literal, TypedDict


class DraftState(TypedDict):
    """A draft on its way through the loop; edits as the contract writes them."""

    edits: list[dict[str, str]]
    rationale: str
    kind: str
    drafted_by: str
    note: str | None
    what_changed: str | None


class ImprovementState(TypedDict, total=False):
    """One run: one attempt at one issue of one organisation."""

    org_id: str
    project_id: str
    issue_id: str
    attempt: int
    as_of: str | None
    base_version: int
    is_wrong: bool
    may_draft: bool
    drafts_made: int
    draft: DraftState | None
    waiting: list[DraftState]
    learnt: list[str]
    seen: list[str]
    trial_id: str | None
    verification: Literal["passed", "failed", "not_replayed"]
    verification_note: str
    suggestion_id: str | None
    decision: str | None
    outcome: str
