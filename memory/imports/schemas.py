"""What one line of an import file may hold: the contract's two JSON schemas as types.

Keys the contract does not know are ignored. Lengths count characters, times and durations are seconds.
"""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from memory.vocabulary import FieldType

AtLeastZero = Annotated[float, Meta(ge=0)]
Share = Annotated[float, Meta(ge=0, le=1)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
NotEmpty = Annotated[str, Meta(min_length=1)]
# The values of `CallStatus` and `Speaker`: plain text is read and written twice as fast as members of an enum.
StatusText = Literal["completed", "no_answer", "busy", "voicemail", "failed"]
SpeakerText = Literal["agent", "caller"]


class TurnLine(Struct, omit_defaults=True, gc=False):
    """One utterance; written back as it is stored."""

    speaker: SpeakerText
    text: str
    start_s: AtLeastZero | None = None
    end_s: AtLeastZero | None = None


class CallLine(Struct, gc=False):
    """One line of `calls.jsonl`; `started_at` is still text, since it may be any form of ISO 8601."""

    project: NotEmpty
    call_id: Name
    started_at: str
    status: StatusText
    duration_s: AtLeastZero | None = None
    ended_reason: str | None = None
    success: bool | None = None
    captured: dict[str, Any] = {}
    # JSON Schema takes 3.0 for an integer.
    instruction_version: int | Annotated[float, Meta(multiple_of=1)] | None = None
    recording: str | None = None
    transcript: list[TurnLine] = []
    # Such as inbound, outbound or the name of a campaign.
    call_type: Annotated[str, Meta(max_length=200)] | None = None


class FieldLine(Struct):
    """One field of a project."""

    name: NotEmpty
    description: str = ""
    type: FieldType = FieldType.TEXT
    required: bool = True
    choices: list[str] = []
    target_capture_rate: Share | None = None


class ProjectLine(Struct):
    """One line of `projects.jsonl`; what is None was not given."""

    project: Name
    name: Name
    instructions: Annotated[str, Meta(min_length=1, max_length=200_000)]
    fields: list[FieldLine]
    goal: str = ""
    target_success_rate: Share | None = None
    time_zone: str | None = None
