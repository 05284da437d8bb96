"""What do analyses, recordings and referrals look like as JSON documents?"""

from typing_extensions import TypedDict

from api.routes.documents import TurnDocument


class ReadingDocument(TypedDict):
    """A value as one transcript has it; times in seconds from the start, null where they are not known."""

    text: str
    value: str
    start_s: float | None
    end_s: float | None
    probability: float | None


class ReadingsDocument(TypedDict):
    """The same moment as the live transcript and as the recording have it."""

    live: ReadingDocument
    recording: ReadingDocument


class FindingDocument(TypedDict):
    """What happened to one field; `turn` and `quote` refer to the transcript of the analysis."""

    name: str
    captured: bool
    cause: str | None
    turn: int | None
    quote: str | None
    confidence: float
    found_by: str
    readings: ReadingsDocument | None


class MishearingDocument(TypedDict):
    """A value the live transcript has wrong; `field` null: it belongs to none that is known."""

    field: str | None
    turn: int
    quote: str
    confidence: float
    readings: ReadingsDocument


class RecordingDocument(TypedDict):
    """A recording; `progress` is a share, `status` is waiting, transcribing, ready, failed or cancelled."""

    id: str
    project: str
    call_id: str | None
    file_name: str
    bytes: int
    duration_s: float | None
    channels: int | None
    status: str
    progress: float
    problem: str | None
    transcriber: str | None
    created_at: str
    finished_at: str | None


class WordDocument(TypedDict):
    """A word with its times in seconds and the recogniser's probability."""

    text: str
    start_s: float
    end_s: float
    probability: float


class HeardTurnDocument(TypedDict):
    """What one speaker said without a long pause."""

    speaker: str
    text: str
    words: list[WordDocument]


class HeardDocument(TypedDict):
    """What was heard on a recording; `remarks` are to be known before relying on it."""

    transcriber: str
    language: str
    duration_s: float
    speakers: str
    speakers_are_guessed: bool
    remarks: list[str]
    turns: list[HeardTurnDocument]


class AnalysisDocument(TypedDict):
    """One call analysed; `analysed_by` is rules or model, `transcript_from` is live or recording."""

    call_id: str
    project: str
    transcript: list[TurnDocument]
    transcript_from: str
    fields: list[FindingDocument]
    summary: str
    analysed_by: str
    analyser: str
    note: str | None
    instruction_version: int
    misheard: list[MishearingDocument]
    recording: RecordingDocument | None
    heard: HeardDocument | None


class ReferralDocument(TypedDict):
    """What others have to mend: of `missed` calls, `calls` missed the field for this cause.

    `low` and `high` are the ends of the share's 90 % interval.
    """

    id: str
    project: str
    issue_id: str
    field: str | None
    cause: str
    owner: str
    calls: int
    missed: int
    low: float
    high: float
    status: str
    created_at: str
    handled_at: str | None
    handled_by: str | None
