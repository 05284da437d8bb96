"""How much of the personal data in labelled texts is hidden, and how much else with it?

A labelled span is found when all of it that identifies somebody is hidden; a name of which one letter shows is not.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.suites.effort import Effort
from evals.suites.figures import Figure, SuiteResult, figure_table, percent, table
from tools.redaction.redactor import redact

CASES = Path(__file__).parents[1] / "datasets" / "redaction" / "cases.jsonl"
SPLITS = ("open", "held_out")
LEAST_RECALL = 0.9
MOST_CLEAN_TOUCHED = 0.10
"""Where nothing personal stands, a hidden product or company costs a little sense; a name that shows is a breach."""

_CONNECTING = frozenset(
    ("at", "dot", "the", "of", "as", "in", "uh", "um", "and", "no", "mr", "mrs", "ms", "dr", "herr")
)
_WORD = re.compile(r"\w+")

Hide = Callable[[str], Iterable[tuple[int, int]]]
"""Returns the stretches of a text that are hidden, as start and end."""


@dataclass(frozen=True, slots=True)
class Label:
    """Characters `start` to `end` are personal data of this kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class RedactionCase:
    """A text with all its personal data labelled; without labels it is clean."""

    id: str
    text: str
    labels: tuple[Label, ...]
    split: str


@dataclass(slots=True)
class Tally:
    """What was found in the cases of one split; letters and digits are counted, nothing else."""

    labelled: Counter[str]
    found: Counter[str]
    telling: int = 0
    telling_hidden: int = 0
    hidden: int = 0
    hidden_labelled: int = 0
    clean: int = 0
    clean_touched: int = 0

    @property
    def recall(self) -> float:
        """The share of the labelled spans that are hidden whole."""
        return _share(self.found.total(), self.labelled.total())

    @property
    def coverage(self) -> float:
        """The share of identifying letters and digits that are hidden."""
        return _share(self.telling_hidden, self.telling)

    @property
    def precision(self) -> float:
        """The share of hidden letters and digits that were labelled."""
        return _share(self.hidden_labelled, self.hidden)

    @property
    def touched(self) -> float:
        """The share of clean texts in which something is hidden."""
        return _share(self.clean_touched, self.clean)


def run_suite(effort: Effort) -> SuiteResult:
    """Redact every labelled text by itself; effort changes nothing, the texts are few and short."""
    del effort
    cases = read_cases()
    tallies = {split: measure([case for case in cases if case.split == split], hide_with_ours) for split in SPLITS}
    figures = [figure for split in SPLITS for figure in _figures_of(split, tallies[split])]
    text = "\n".join([table_by_kind(tallies), figure_table(figures)])
    return SuiteResult("redaction", tuple(figures), text)


def read_cases(path: Path = CASES) -> list[RedactionCase]:
    """Return the labelled texts in the order of the file."""
    with path.open(encoding="utf-8") as lines:
        return [_read_case(json.loads(line)) for line in lines]


def hide_with_ours(text: str) -> Iterable[tuple[int, int]]:
    """Yield what a redactor hides that knows nothing of the call beforehand."""
    for span in redact(text).spans:
        yield span.start, span.end


def measure(cases: Sequence[RedactionCase], hide: Hide) -> Tally:
    """Return what `hide` finds in cases."""
    tally = Tally(Counter(), Counter())
    for case in cases:
        hidden = _alphanumeric(case.text, hide(case.text))
        labelled = _alphanumeric(case.text, ((label.start, label.end) for label in case.labels))
        tally.hidden += len(hidden)
        tally.hidden_labelled += len(hidden & labelled)
        tally.clean += not case.labels
        tally.clean_touched += not case.labels and bool(hidden)
        for label in case.labels:
            telling = find_telling(case.text, label)
            tally.telling += len(telling)
            tally.telling_hidden += len(telling & hidden)
            tally.labelled[label.kind] += 1
            tally.found[label.kind] += telling <= hidden
    return tally


def find_telling(text: str, label: Label) -> set[int]:
    """Return the places of the letters and digits that identify somebody: not those of "at", "as in", "Mrs"."""
    return {
        place
        for word in _WORD.finditer(text, label.start, label.end)
        if word.group().casefold() not in _CONNECTING
        for place in range(word.start(), word.end())
    }


def table_by_kind(tallies: dict[str, Tally]) -> str:
    """Set recall by kind of personal data, one column a split."""
    kinds = sorted({kind for tally in tallies.values() for kind in tally.labelled})
    rows = [[kind, *(_found_of(tally, kind) for tally in tallies.values())] for kind in kinds]
    return table("Personal data hidden whole, by kind", ["kind", *tallies], rows)


def _figures_of(split: str, tally: Tally) -> list[Figure]:
    held_to = split == "held_out"
    spans, letters = tally.labelled.total(), tally.telling
    return [
        Figure(f"recall, {split}", tally.recall, spans, LEAST_RECALL if held_to else None, at_most=False),
        Figure(f"identifying characters hidden, {split}", tally.coverage, letters),
        Figure(f"hidden characters that were personal, {split}", tally.precision, tally.hidden),
        Figure(f"clean texts touched, {split}", tally.touched, tally.clean, MOST_CLEAN_TOUCHED if held_to else None),
    ]


def _found_of(tally: Tally, kind: str) -> str:
    share = percent(_share(tally.found[kind], tally.labelled[kind]), 0)
    return f"{tally.found[kind]} of {tally.labelled[kind]} ({share})"


def _alphanumeric(text: str, stretches: Iterable[tuple[int, int]]) -> set[int]:
    return {place for start, end in stretches for place in range(start, end) if text[place].isalnum()}


def _read_case(line: dict[str, Any]) -> RedactionCase:
    labels = tuple(Label(span["start"], span["end"], span["kind"]) for span in line["spans"])
    return RedactionCase(line["id"], line["text"], labels, line["split"])


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")
