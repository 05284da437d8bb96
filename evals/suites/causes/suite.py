"""The suite `causes`: the causes, turns and quotes of the analysis beside labelled calls."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from math import isfinite
from pathlib import Path

from evals.shared_data import CONTRACT_CALLS, is_there
from evals.suites.causes.labelled import LabelledCalls, read_labelled, read_splits
from evals.suites.causes.scoring import CONFIDENCES, FEWEST_LABELS, Find, Score, mean, score
from evals.suites.effort import Effort
from evals.suites.figures import Figure, SuiteResult, figure_table, number, percent, table
from memory.vocabulary import Cause
from tools.diagnosis import find_fields, find_given

NAME = "causes"
OWN_CALLS = Path(__file__).parents[2] / "datasets" / "causes"
F1_FLOOR, TURN_FLOOR, CAPTURED_LIMIT, QUOTES_FLOOR = 0.75, 0.85, 0.03, 1.0
_NO_CALLS = "There are no labelled calls here, so nothing was measured."


def run_suite(effort: Effort, find: Find = find_fields, *, most_calls: int | None = None, seed: int = 1) -> SuiteResult:
    """Measure an analysis of calls on every set of labelled calls there is.

    Args:
        effort: How much to simulate, of which there is nothing here.
        find: What analyses a call; the rules, unless something else is to be held to the same.
        most_calls: At most so many calls of each set, chosen by chance; None: all of them.
        seed: Of that choice.
    """
    del effort
    sets = [labelled for labelled in read_sets() if labelled.labels]
    if most_calls is not None:
        sets = [labelled.sample(most_calls, seed) for labelled in sets]
    figures: list[Figure] = []
    tables: list[str] = []
    for labelled in sets:
        scored = score(labelled, find)
        figures += _figures(labelled.title, scored)
        tables += _tables(labelled.title, scored)
        if find is find_fields:
            figures += _heard(labelled)
    if not figures:
        return SuiteResult(NAME, (), _NO_CALLS)
    return SuiteResult(NAME, tuple(figures), "\n".join([*tables, figure_table(figures)]))


def read_sets() -> list[LabelledCalls]:
    """Read the labelled calls: those beside the project, and its own."""
    sets = [read_labelled(CONTRACT_CALLS, "contract")] if is_there(CONTRACT_CALLS) else []
    return sets + (read_splits(OWN_CALLS, "other trades") if (OWN_CALLS / "causes.jsonl").is_file() else [])


def _figures(title: str, scored: Score) -> list[Figure]:
    missed, captured = len(scored.missed), len(scored.captured)
    said_missed = mean(one.found.cause is not None for one in scored.captured)
    least = {"at_most": False}
    figures = [
        Figure(
            f"{title}: macro-F1 of causes with {FEWEST_LABELS} labels", scored.macro_f1(), missed, F1_FLOOR, **least
        ),
        Figure(f"{title}: the same, defensible causes counted", scored.macro_f1(lenient=True), missed),
        Figure(f"{title}: turn right within one", scored.turns_near(), missed, TURN_FLOOR, **least),
        Figure(f"{title}: captured reported as missed", said_missed, captured, CAPTURED_LIMIT),
        Figure(
            f"{title}: quotes word for word",
            scored.verbatim / scored.quotes if scored.quotes else 1.0,
            scored.quotes,
            QUOTES_FLOOR,
            **least,
        ),
    ]
    return [figure for figure in figures if isfinite(figure.value)]


def _heard(labelled: LabelledCalls) -> list[Figure]:
    """Look at the calls as if they were mere recordings: which values are heard that were captured, or were not?"""
    unknown = replace(labelled, calls=tuple((name, replace(call, captured={})) for name, call in labelled.calls))
    scored = score(unknown, find_given)
    lost = [one for one in scored.missed if one.label.cause is not Cause.GIVEN_NOT_RECORDED]
    pairs = (
        ("captured values heard without their record", scored.captured),
        ("values heard that were not given", lost),
    )
    figures = [
        Figure(f"{labelled.title}: {metric}", mean(one.found.captured for one in judged), len(judged))
        for metric, judged in pairs
    ]
    return [figure for figure in figures if isfinite(figure.value)]


def _tables(title: str, scored: Score) -> list[str]:
    return [_by_cause(title, scored), _by_basis(title, scored), _confused(title, scored), _calibrated(title, scored)]


def _by_cause(title: str, scored: Score) -> str:
    said = Counter(one.found.cause for one in scored.judged)
    rows = []
    for cause, labels in scored.labels_by_cause().items():
        of_cause = [one for one in scored.missed if one.label.cause is cause]
        right = sum(one.is_right for one in of_cause)
        rows.append(
            [
                cause.value,
                str(labels),
                percent(right / said[cause]) if said[cause] else "-",
                percent(right / labels),
                number(scored.f1(cause), 3),
                number(scored.f1(cause, lenient=True), 3),
                percent(mean(one.is_near for one in of_cause)),
            ]
        )
    headings = ["cause", "labels", "precision", "recall", "F1", "F1 defensible", "turn within one"]
    return table(f"By cause: {title}", headings, rows)


def _by_basis(title: str, scored: Score) -> str:
    rows = []
    for basis in sorted({one.label.basis for one in scored.judged}):
        of_basis = [one for one in scored.judged if one.label.basis == basis]
        missed = [one for one in of_basis if one.label.cause is not None]
        rows.append(
            [
                basis,
                str(len(of_basis)),
                percent(mean(one.is_right for one in of_basis)),
                percent(mean(one.is_defensible for one in of_basis)),
                percent(mean(one.is_near for one in missed)),
            ]
        )
    return table(f"By basis: {title}", ["basis", "labels", "right", "defensible", "turn within one"], rows)


def _confused(title: str, scored: Score) -> str:
    wrong = Counter((one.label.cause, one.found.cause) for one in scored.judged if not one.is_right)
    rows = [[_word(true), _word(said), str(count)] for (true, said), count in wrong.most_common(12)]
    return table(f"What is taken for what most often: {title}", ["label", "found", "labels"], rows)


def _calibrated(title: str, scored: Score) -> str:
    rows = []
    for low, high in pairwise(CONFIDENCES):
        band = [one for one in scored.missed if low <= one.found.confidence < high]
        rows.append(
            [
                f"{low:g} to {min(high, 1):g}",
                str(len(band)),
                percent(mean(one.found.confidence for one in band)),
                percent(mean(one.is_right for one in band)),
                percent(mean(one.is_defensible for one in band)),
            ]
        )
    headings = ["confidence", "findings", "mean confidence", "right", "defensible"]
    return table(f"How often a finding is right, by its confidence: {title}", headings, rows)


def _word(cause: Cause | None) -> str:
    return "captured" if cause is None else cause.value
