"""How well do findings agree with the labels of calls?"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import nan

from evals.suites.causes.labelled import Label, LabelledCalls
from memory.vocabulary import Call, Cause, Field, Finding

Find = Callable[[Call, Sequence[Field], str], list[Finding]]
"""Analyses a call: what happened to each of these fields, under these instructions?"""

FEWEST_LABELS = 10
"""A cause with fewer labels is not averaged over."""

CONFIDENCES = (0.0, 0.5, 0.65, 0.8, 1.01)
"""Where the bands of confidence begin and end."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A label beside what was found."""

    label: Label
    found: Finding

    @property
    def is_right(self) -> bool:
        """Is it the cause of the label itself?"""
        return self.found.cause is self.label.cause

    @property
    def is_defensible(self) -> bool:
        """Is it the cause of the label, or another that one could defend?"""
        return self.is_right or self.found.cause in self.label.also

    @property
    def is_near(self) -> bool:
        """Does it show the turn, or one beside it, whatever the cause?"""
        turn = self.found.turn
        if turn is None:
            return self.label.is_absence
        return self.label.turns is not None and self.label.turns[0] - 1 <= turn <= self.label.turns[1] + 1


@dataclass(frozen=True, slots=True)
class Score:
    """All labels beside what was found; `quotes` were given, `verbatim` of them stand in their turn."""

    judged: tuple[Judged, ...]
    quotes: int
    verbatim: int

    @property
    def missed(self) -> tuple[Judged, ...]:
        """The labels of fields that were not captured."""
        return tuple(one for one in self.judged if one.label.cause is not None)

    @property
    def captured(self) -> tuple[Judged, ...]:
        """The labels of fields that were captured."""
        return tuple(one for one in self.judged if one.label.cause is None)

    def macro_f1(self, *, lenient: bool = False) -> float:
        """Return the mean F1 over the causes with enough labels, not a number where there is none."""
        causes = [cause for cause, labels in self.labels_by_cause().items() if labels >= FEWEST_LABELS]
        return mean(self.f1(cause, lenient=lenient) for cause in causes)

    def labels_by_cause(self) -> dict[Cause, int]:
        """Count the labels of each cause."""
        counts = Counter(one.label.cause for one in self.judged)
        return {cause: counts[cause] for cause in Cause if counts[cause]}

    def f1(self, cause: Cause, *, lenient: bool = False) -> float:
        """Return F1 of one cause; `lenient` counts another defensible cause as the label's own."""
        said = Counter(_said(one, lenient=lenient) for one in self.judged)
        right = sum(1 for one in self.judged if one.label.cause is cause and _said(one, lenient=lenient) is cause)
        labels = sum(1 for one in self.judged if one.label.cause is cause)
        return 2 * right / (labels + said[cause]) if labels + said[cause] else nan

    def turns_near(self) -> float:
        """Return in which share of the missed fields the turn is right within one."""
        return mean(one.is_near for one in self.missed)


def score(labelled: LabelledCalls, find: Find) -> Score:
    """Analyse every call and hold the findings against the labels."""
    found: dict[tuple[str, str, str], Finding] = {}
    quotes = verbatim = 0
    for name, call in labelled.calls:
        project = labelled.projects[name]
        for finding in find(call, project.fields, project.instructions):
            found[name, call.call_id, finding.field] = finding
            if finding.quote is not None:
                quotes += 1
                verbatim += is_verbatim(finding, call)
    judged = [Judged(label, found[label.project, label.call_id, label.field]) for label in labelled.labels]
    return Score(tuple(judged), quotes, verbatim)


def is_verbatim(finding: Finding, call: Call) -> bool:
    """Does the quote of a finding stand word for word in the turn that it names?"""
    if not finding.quote or finding.turn is None or not 0 <= finding.turn < len(call.transcript):
        return False
    return finding.quote in call.transcript[finding.turn].text


def mean(values: Iterable[float]) -> float:
    """Return the mean, not a number where there are no values."""
    every = list(values)
    return sum(every) / len(every) if every else nan


def _said(one: Judged, *, lenient: bool) -> Cause | None:
    return one.label.cause if lenient and one.is_defensible else one.found.cause
