"""What is really wrong in the sample organisation, so that evals can score detection and diagnosis."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from memory.vocabulary import Cause, IssueKind, Metric


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is really wrong with one metric of a project.

    `field` is None for metrics that are not about a field. `since` is None where it was always so. `cause` is
    None where no field is to blame (technical failures). `primary` is False for what only follows from another
    fault: calls that miss a required field cannot be successful either. `usual` and `faulty` are the shares the
    world was built with, before the fault (or the target where it was always so) and under it.
    """

    metric: Metric
    kind: IssueKind
    usual: float
    faulty: float
    field: str | None = None
    since: datetime | None = None
    cause: Cause | None = None
    primary: bool = True


@dataclass(frozen=True, slots=True)
class Miss:
    """Why one field is really missing in one call.

    `turn` indexes the transcript from 0 and `quote` stands word for word in it; both are None where the cause is
    an absence. `also_ok` are causes one could defend. `value` is what the caller gave, normalised, where the
    transcript holds it although nothing was captured.
    """

    call_id: str
    field: str
    cause: Cause
    turn: int | None = None
    quote: str | None = None
    also_ok: tuple[Cause, ...] = ()
    value: str | None = None


@dataclass(frozen=True, slots=True)
class ProjectTruth:
    """Everything that is known about one project; without faults it must stay quiet.

    `misses` is keyed by (call id, field) and holds every field of every call that was not captured.
    """

    project: str
    faults: tuple[Fault, ...]
    misses: Mapping[tuple[str, str], Miss]
