"""What is a trial: a text to be tried against another one on past calls, and what that showed?"""

from dataclasses import dataclass
from uuid import UUID

from memory.replays import Verification
from memory.vocabulary import Cause, Field


class BudgetSpentError(Exception):
    """What may be spent on the model is spent before the trial was decided; the message says which limit it was."""


@dataclass(frozen=True, slots=True)
class NewTrial:
    """A text that is to be tried against another one.

    `seen` are calls that whoever drafted it may have seen; they are no proof. `base_version` has `old_text`.
    """

    id: UUID
    project_id: UUID
    base_version: int
    old_text: str
    new_text: str
    cause: Cause
    missing: tuple[Field, ...]
    kind: str
    drafted_by: str
    seen: frozenset[str] = frozenset()
    bad_share: float = 0.0
    good_share: float = 0.0
    issue_id: UUID | None = None
    attempt: int | None = None
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TrialResult:
    """What a trial showed; `may_be_cause` is False where the present text already does what the calls lacked."""

    verification: Verification
    may_be_cause: bool = True
