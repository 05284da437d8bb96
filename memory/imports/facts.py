"""What does one call count as? The definitions behind every rate, as plain functions.

- A call is *eligible* for capture and success rates when it was completed and was a conversation: it lasted
  at least 15 s or, where its length is unknown, the caller says something.
- A value is *captured* when it is not null, not blank and not an empty list or object; false and 0 are values.
- A call is a *success* when the platform says so or, where it is silent, when the call was completed and
  every required field was captured that was asked for at the time.
- An *early hang-up* is an eligible call that the caller ended with a required field missing and that was
  short: under 60 s, or at most 4 turns on record.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from memory.vocabulary import CallStatus

SHORTEST_CONVERSATION_S = 15.0
EARLY_S = 60.0
EARLY_TURNS = 4

CALLER_HUNG_UP = "caller_hung_up"


@dataclass(frozen=True, slots=True)
class RequiredField:
    """A field no successful call may miss; `counts_from` None: since the beginning of time."""

    name: str
    counts_from: datetime | None = None


def known_duration(duration_s: float | None, end_times: Iterable[float | None]) -> float | None:
    """Return the call's length in seconds: as given, else the latest end of a turn, else None."""
    if duration_s is not None:
        return duration_s
    return max((end for end in end_times if end is not None), default=None)


def is_eligible(status: str, duration_s: float | None, caller_texts: Iterable[str]) -> bool:
    """Say whether a call enters capture and success rates; `duration_s` as `known_duration` returns it."""
    if status != CallStatus.COMPLETED.value:
        return False
    if duration_s is None:
        return any(text.strip() for text in caller_texts)
    return duration_s >= SHORTEST_CONVERSATION_S


def captured_names(values: Mapping[str, object]) -> list[str]:
    """Return the names whose value was captured, in the order given."""
    return [name for name, value in values.items() if _is_value(value)]


def is_any_missing(required: Iterable[RequiredField], captured: Collection[str], started_at: datetime) -> bool:
    """Say whether a required field was not captured, among those that existed when the call started."""
    for field in required:
        if field.name not in captured and (field.counts_from is None or field.counts_from <= started_at):
            return True
    return False


def is_success(given: bool | None, status: str, *, missing: bool) -> bool:  # noqa: FBT001 - as the platform says it
    """Say whether the call reached its goal; `missing`: a required field was not captured."""
    return status == CallStatus.COMPLETED.value and not missing if given is None else given


def is_early_hang_up(
    ended_reason: str | None, duration_s: float | None, turns: int, *, eligible: bool, missing: bool
) -> bool:
    """Say whether the caller gave up early; `turns` is 0 where there is no transcript."""
    if not (eligible and missing and ended_reason == CALLER_HUNG_UP):
        return False
    return (duration_s is not None and duration_s < EARLY_S) or 1 <= turns <= EARLY_TURNS


def _is_value(value: object) -> bool:
    if value is None:
        return False
    if isinstance(value, str):
        return bool(value.strip())
    return bool(value) if isinstance(value, list | dict) else True
