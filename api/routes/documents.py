"""What do the JSON documents look like? Declared once: the answers are checked against it and described by it."""

from typing import Any, NotRequired

from typing_extensions import TypedDict

from api.shapes import QuoteShape


class ErrorSentence(TypedDict):
    """What went wrong, for a person."""

    sentence: str


class ErrorDocument(TypedDict):
    """The answer to everything that could not be done."""

    error: ErrorSentence


class SessionDocument(TypedDict):
    """A session; send its token as `Authorization: Bearer ...`."""

    token: str
    expires_at: str


class OrganisationDocument(TypedDict):
    """An organisation; choose one with the header `Backoffice-Organisation: <id>`."""

    id: str
    name: str
    is_sample: bool
    in_view: bool


class FieldDocument(TypedDict):
    """A field every call should capture; rates are shares between 0 and 1."""

    name: str
    description: str
    type: str
    required: bool
    choices: list[str]
    target_capture_rate: float


class ProjectDocument(TypedDict):
    """A project; `project` is the platform's own id."""

    id: str
    project: str
    name: str
    goal: str
    target_success_rate: float
    time_zone: str
    fields: list[FieldDocument]


class RateDocument(TypedDict):
    """How many calls counted in a period, and the share of them that went well."""

    calls: int
    rate: float | None


class PeriodDocument(TypedDict):
    """The rates of a stretch of days; `captured` is by the field's name."""

    start: str
    days: int
    success: RateDocument
    captured: dict[str, RateDocument]


class CallLineDocument(TypedDict):
    """A call in a list."""

    call_id: str
    started_at: str
    duration_s: float | None
    status: str
    success: bool
    counts: bool
    captured: list[str]
    instruction_version: int | None


class TurnDocument(TypedDict):
    """An utterance; times in seconds from the start of the call."""

    speaker: str
    text: str
    start_s: float | None
    end_s: float | None


class CallDocument(TypedDict):
    """A call with its transcript and what was cited from it.

    Where `transcript_kept` is false, the transcript and the values captured were dropped for their age.
    """

    project: str
    call_id: str
    started_at: str
    ended_at: str
    duration_s: float | None
    status: str
    ended_reason: str | None
    success: bool
    counts: bool
    captured: dict[str, str]
    transcript: list[TurnDocument]
    transcript_kept: bool
    recording: str | None
    call_type: str | None
    instruction_version: int | None
    cited: list[QuoteShape]


class IssueDocument(TypedDict):
    """Something is wrong with a metric; `observed` and `baseline` are shares that went well.

    `found_rate` is what it was when found, `log_evidence` how sure that is in nats, `reopened` how often it came back.
    """

    id: str
    project: str
    kind: str
    metric: str
    field: str | None
    severity: str
    status: str
    observed: float
    baseline: float
    calls: int
    detected_at: str
    cause: str | None
    explanation: str
    version: int
    since: str | None
    resolved_at: str | None
    found_at: str | None
    found_rate: float | None
    log_evidence: float | None
    reopened: int
    ignored_reason: str | None
    ignored_at: str | None
    ignored_by: str | None


class EditDocument(TypedDict):
    """One typed change of the instructions; `anchor` stands exactly once in `before`."""

    op: str
    anchor: str
    text: str


class ImpactDocument(TypedDict):
    """The expected change as an interval of shares, with its basis in words."""

    metric: str
    low: float
    mid: float
    high: float
    basis: str


class VerificationDocument(TypedDict):
    """What the replay showed; nulls where there was none."""

    status: str
    fixed: int | None
    broken: int | None
    unchanged: int | None
    low: float | None
    high: float | None
    explanation: str


class SuggestionDocument(TypedDict):
    """A suggestion as it stands now; `weekly_worth` is the money expected of a usual week, in the currency of `roi`."""

    id: str
    project: str
    issue_id: str
    status: str
    before: str
    after: str
    diff: str
    edits: list[EditDocument]
    rationale: str
    cause: str
    evidence: list[QuoteShape]
    expected_impact: ImpactDocument
    roi: dict[str, Any]
    weekly_worth: float
    verification: VerificationDocument
    drafted_by: str
    draft_note: str | None
    fields: list[str]
    base_version: int
    created_at: str
    expires_at: str


class InstructionsDocument(TypedDict):
    """One version of a project's instructions; `in_force_from` null: from the beginning."""

    project: str
    version: int
    text: str
    author: str
    suggestion_id: str | None
    restored_from: int | None
    created_at: str
    in_force_from: str | None
    in_force_to: str | None


class ImportDocument(TypedDict):
    """A file that is being read or was read; `refused` lists its first refused lines."""

    id: str
    kind: str
    file_name: str
    status: str
    bytes_total: int
    bytes_done: int
    created: int
    updated: int
    unchanged: int
    refused_total: int
    refused: list[dict[str, Any]]
    reported: list[dict[str, Any]]
    problem: str | None
    started_at: str
    finished_at: str | None


class ScanDocument(TypedDict):
    """What a monitoring pass did."""

    projects_scanned: int
    issues_opened: list[IssueDocument]
    suggestions_created: list[SuggestionDocument]
    seconds: float


class NotificationDocument(TypedDict):
    """Something a person should know."""

    id: str
    important: bool
    title: str
    body: str
    link: str
    created_at: str
    read_at: str | None
    held_back: bool
    told_at: str | None


class HeldBackDocument(TypedDict):
    """Alerts people were not told of, the most severe first, and why: so many are wanted, so many were told."""

    weekly_alerts: int
    told_this_week: int
    why: str
    held_back: list[NotificationDocument]


class SettingsDocument(TypedDict):
    """What the organisation says its minutes are worth, and how many alerts it wants in any seven days.

    Left out, the number of alerts stays as it is.
    """

    minutes_per_failed_call: float
    cost_per_minute: float
    currency: str
    weekly_alerts: NotRequired[int]
