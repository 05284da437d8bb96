"""What a replay is: past calls stopped where they were decided, and the agent's next turn under another text."""

from dataclasses import dataclass
from enum import StrEnum

from memory.vocabulary import VerificationStatus


class CallGroup(StrEnum):
    """Whether the real call fell to the cause that the draft is against, or went well."""

    BAD = "bad"
    GOOD = "good"


class JudgedBy(StrEnum):
    """Who said whether a turn does what it should: code where it can, else a model that knows not which is which."""

    CODE = "code"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class ReplayedCall:
    """One call replayed: the agent's turn at the decision point under the old and the new text, side by side.

    `turn` is the place of the agent's turn in the transcript: everything before it was heard as it really was. The
    `*_is_right` say whether the turn does what the call needed there; `reason` is a sentence for people. Texts are
    redacted: personal data of callers stands behind placeholders.
    """

    call_id: str
    group: CallGroup
    field: str
    turn: int
    old_text: str
    new_text: str
    old_is_right: bool
    new_is_right: bool
    judged_by: JudgedBy
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What the replay showed: `fixed` bad calls, `broken` good ones, the rest `unchanged`.

    `low` and `high` bound the change of the metric that this promises, in shares, at 80 %, and `mid` is its mean.
    Counts are None where nothing was replayed. `explanation` is for people; `model_calls` is what it took.
    """

    status: VerificationStatus
    explanation: str
    fixed: int | None = None
    broken: int | None = None
    unchanged: int | None = None
    low: float | None = None
    high: float | None = None
    mid: float | None = None
    calls: tuple[ReplayedCall, ...] = ()
    model_calls: int = 0
