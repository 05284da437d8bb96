"""What a draft of changed instructions rests on, and what a draft is: plain types that every layer shares.

Rates are shares between 0 and 1; effects are differences of shares (0.08 is 8 points).
"""

from dataclasses import dataclass
from datetime import datetime

from memory.vocabulary import Cause, Edit, Estimate, Field, Metric, Quote, SuggestionStatus


@dataclass(frozen=True, slots=True)
class MarkedPart:
    """Characters `start` to `end` of the instructions may not change, for a reason in words for people."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class RateSpan:
    """How often the metric was good under one version of the instructions: `good` of `calls`.

    `since` and `until` bound the calls counted; None is the beginning of time, or now.
    """

    version: int
    calls: int
    good: int
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class CauseShare:
    """How many of the missed calls one cause explains, with the 90 % interval of its share."""

    cause: Cause
    calls: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PastSuggestion:
    """What was suggested before, what people said to it, and what it brought where that was measured.

    `added` is the text its edits put in, without a caller's word, since guardrails saw to that. `likeness` says how
    close it is to what was looked for, from 0 to 1; None where it was not found by meaning. `decision` is the last
    one: accept, edit, reject, expire, supersede or roll_back. `around` are the lines in which its edits stood, and
    `missed` the calls that missed its fields when it was made; 0: not known. `replayed` is what its replay promised.
    `issue_id` is the issue it was made for, whose misses were counted.
    """

    suggestion_id: str
    project_name: str
    is_same_project: bool
    cause: Cause
    kind: str
    fields: tuple[str, ...]
    status: SuggestionStatus
    added: str
    base_version: int
    missed: int
    reason: str | None = None
    decided_at: datetime | None = None
    measured: Estimate | None = None
    likeness: float | None = None
    decision: str | None = None
    around: tuple[str, ...] = ()
    replayed: Estimate | None = None
    issue_id: str | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is known of one kind of edit against one cause: decisions so far, and the effect to be expected of it.

    `mean` and `sd` describe the effect on the metric, in shares, given all that was measured or replayed; `measured`
    counts what they rest on.
    """

    cause: Cause
    kind: str
    accepted: int = 0
    edited: int = 0
    rejected: int = 0
    rolled_back: int = 0
    measured: int = 0
    mean: float = 0.0
    sd: float = 0.0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a draft rests on, gathered by code before playbook or model sees any of it.

    `missing` are the fields the draft is for, all missed mainly for `cause`; `quotes` are evidence from the calls.
    Instructions are the text of version `base_version`, in force when it was taken; `variables` and `protected` mark
    what must stay in them. `rates` tell the metric's history, `causes` why it is missed, `past` what was tried, and
    `preferences` what people said they want, in their words.
    """

    project_name: str
    goal: str
    instructions: str
    base_version: int
    fields: tuple[Field, ...]
    missing: tuple[Field, ...]
    cause: Cause
    quotes: tuple[Quote, ...] = ()
    calls: int = 0
    missed: int = 0
    metric: Metric = Metric.CAPTURE
    variables: tuple[str, ...] = ()
    protected: tuple[MarkedPart, ...] = ()
    rates: tuple[RateSpan, ...] = ()
    causes: tuple[CauseShare, ...] = ()
    past: tuple[PastSuggestion, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    preferences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed change to instructions. `kind` names the kind of edit; `rationale` is written for people.

    `cause` is what the edits are against; None: the cause of the snapshot they were drafted from.
    """

    edits: tuple[Edit, ...]
    rationale: str
    kind: str
    drafted_by: str
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a guardrail refused a draft: the rule's name and a sentence for people."""

    rule: str
    reason: str
