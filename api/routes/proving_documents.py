"""What do the JSON documents about reviews, trials and runs look like?"""

from typing import Any

from typing_extensions import TypedDict

from api.routes.documents import EditDocument


class FindingDocument(TypedDict):
    """A finding of a review; `edit` applies to the instructions as they are, null where a person must decide."""

    rule: str
    title: str
    severity: str
    quote: str | None
    advice: str
    edit: EditDocument | None
    article: str


class ReviewDocument(TypedDict):
    """What a review found, the gravest first; `notes` say what was not looked at."""

    findings: list[FindingDocument]
    notes: list[str]


class ObjectionDocument(TypedDict):
    """What a guardrail says of a text; a person may put it in force all the same."""

    rule: str
    reason: str


class ProofDocument(TypedDict):
    """What a trial showed; `status` is running, passed, failed or not_replayed."""

    status: str
    fixed: int | None
    broken: int | None
    unchanged: int | None
    low: float | None
    high: float | None
    explanation: str


class ReplayedCallDocument(TypedDict):
    """One call, with the agent's turn under the old and the new text; `turn` counts from 0."""

    call_id: str
    group: str
    field: str
    turn: int
    old_text: str
    new_text: str
    old_is_right: bool
    new_is_right: bool
    judged_by: str
    reason: str


class TrialDocument(TypedDict):
    """A text tried on past calls."""

    id: str
    project_id: str
    issue_id: str | None
    base_version: int
    drafted_by: str
    kind: str
    text: str
    objections: list[ObjectionDocument]
    verification: ProofDocument
    model_calls: int
    created_at: str
    ended_at: str | None
    calls: list[ReplayedCallDocument]


class RunDocument(TypedDict):
    """What the assistant did about an issue; `outcome` says why it ended, null while it goes on or waits."""

    issue_id: str
    attempt: int
    project_id: str
    project_name: str
    metric: str
    field: str | None
    status: str
    outcome: str | None
    started_at: str
    ended_at: str | None
    steps: int
    seconds: float
    model_calls: int
    tokens: int
    money: float
    currency: str | None


class StepDocument(TypedDict):
    """One step of a run with what it took."""

    step: str
    at: str
    seconds: float
    model_calls: int
    input_tokens: int
    output_tokens: int
    model_seconds: float
    money: float
    currency: str | None
    purposes: list[dict[str, Any]]
    note: str | None


class TriedDocument(TypedDict):
    """A draft of the run that was tried."""

    id: str
    status: str
    kind: str


class RunWithStepsDocument(RunDocument):
    """A run with each of its steps, and the drafts it tried."""

    taken: list[StepDocument]
    trials: list[TriedDocument]
