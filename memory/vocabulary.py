"""The words of the product as plain types: what every layer means by a call, a cause or an edit.

Nothing here knows the database, a model or the web. Times are timezone-aware UTC datetimes unless a
docstring says otherwise, rates are shares between 0 and 1, durations are seconds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class CallStatus(StrEnum):
    """How the platform says a call went."""

    COMPLETED = "completed"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    VOICEMAIL = "voicemail"
    FAILED = "failed"


class Speaker(StrEnum):
    """Who spoke a turn."""

    AGENT = "agent"
    CALLER = "caller"


class FieldType(StrEnum):
    """What kind of value a field holds."""

    TEXT = "text"
    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    MONEY = "money"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    ADDRESS = "address"


class Cause(StrEnum):
    """Why a field was not captured in a call."""

    NOT_ASKED = "not_asked"
    ASKED_UNCLEARLY = "asked_unclearly"
    NOT_FOLLOWED_UP = "not_followed_up"
    REFUSED = "refused"
    CALLER_DID_NOT_KNOW = "caller_did_not_know"
    MISHEARD = "misheard"
    GIVEN_NOT_RECORDED = "given_not_recorded"
    CALL_ENDED_FIRST = "call_ended_first"
    NO_CONVERSATION = "no_conversation"


class Metric(StrEnum):
    """What the monitor watches; `capture` is watched once per required field."""

    SUCCESS = "success"
    CAPTURE = "capture"
    FAILED_CALLS = "failed_calls"
    EARLY_HANG_UP = "early_hang_up"


class IssueKind(StrEnum):
    """`level`: below its target; `drop`: below its own past."""

    LEVEL = "level"
    DROP = "drop"


class IssueStatus(StrEnum):
    """Where an issue stands in its life."""

    OPEN = "open"
    SUGGESTED = "suggested"
    RESOLVED = "resolved"
    IGNORED = "ignored"


class Severity(StrEnum):
    """How much an issue matters, from its size and the calls it touches."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class SuggestionStatus(StrEnum):
    """Where a suggestion stands; everything but `pending` and `accepted` is final."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    ROLLED_BACK = "rolled_back"


class Autonomy(StrEnum):
    """How far the assistant may go by itself in a project: tell causes, suggest changes, or apply proven ones."""

    CAUSES = "causes"
    SUGGEST = "suggest"
    APPLY = "apply"


class VerificationStatus(StrEnum):
    """What the replay showed, or that there was none."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_REPLAYED = "not_replayed"


class EditOp(StrEnum):
    """The only four things an edit may do."""

    INSERT_BEFORE = "insert_before"
    INSERT_AFTER = "insert_after"
    REPLACE = "replace"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Field:
    """One value every call of a project should capture."""

    name: str
    description: str = ""
    type: FieldType = FieldType.TEXT
    required: bool = True
    choices: tuple[str, ...] = ()
    target_capture_rate: float = 0.9


@dataclass(frozen=True, slots=True)
class Turn:
    """One utterance of a transcript; times are seconds from the start of the call, if known."""

    speaker: Speaker
    text: str
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One phone call as a calculation sees it. `captured` holds only values that were captured."""

    call_id: str
    started_at: datetime
    status: CallStatus
    ended_reason: str | None = None
    duration_s: float | None = None
    success: bool = False
    eligible: bool = True
    captured: Mapping[str, str] = field(default_factory=dict)
    transcript: Sequence[Turn] = ()
    version: int | None = None


class FindingSource(StrEnum):
    """Who found it: rules, a model, both alike, or the recording of the call."""

    RULES = "rules"
    MODEL = "model"
    BOTH = "both"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True)
class Reading:
    """A value as one transcript has it: its words there, the value plainly written, and when it was said.

    Times are seconds from the start of the call; `probability` is the recogniser's own. None: not known.
    """

    text: str
    value: str
    start_s: float | None = None
    end_s: float | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Readings:
    """The same moment of a call as the live transcript and as the recording have it."""

    live: Reading
    recording: Reading


@dataclass(frozen=True, slots=True)
class Finding:
    """What happened to one field in one call.

    `cause` is None exactly when the field was captured. `turn` indexes the transcript from 0, and
    `quote` stands word for word in that turn; both are None where the cause is an absence. `readings` are
    there where the recording shows that the value was misheard.
    """

    call_id: str
    field: str
    captured: bool
    cause: Cause | None = None
    turn: int | None = None
    quote: str | None = None
    confidence: float = 1.0
    source: FindingSource = FindingSource.RULES
    readings: Readings | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that stand in a call: `text` is found verbatim in turn number `turn`."""

    call_id: str
    turn: int
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One typed change. `anchor` stands exactly once in the text it applies to; `delete` has no `text`."""

    op: EditOp
    anchor: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """An interval for a change of a rate, in shares (0.08 is 8 points), with its basis in words."""

    low: float
    mid: float
    high: float
    basis: str


@dataclass(frozen=True, slots=True)
class RoiAssumptions:
    """What an organisation says its minutes and calls are worth; printed beside every figure."""

    minutes_per_failed_call: Decimal = Decimal("6")
    cost_per_minute: Decimal = Decimal("4.50")
    currency: str = "ZAR"
