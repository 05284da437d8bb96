"""Suite `hearing`: is what the live transcript got wrong reported as misheard, with the right reading beside it?

Two readings of "the recording has right": strictly, the recogniser's transcript of the recording holds the right
value; widely, the right value was spoken, whether or not that recogniser could write it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from evals.shared_data import CONTRACT_CALLS, RECORDINGS, is_there
from evals.suites.effort import Effort
from evals.suites.figures import Figure, SuiteResult, figure_table, percent, table
from evals.suites.hearing.material import SAID, Case, Truth, digit_cases, machine_transcripts, revoiced_cases
from evals.suites.hearing.plain import plain
from memory.spoken import Transcription
from memory.vocabulary import Call, Reading
from tools.diagnosis.hearing import Mishearing, compare_readings

FOUND_FLOOR = 0.60
FALSE_CEILING = 0.05
_DIGIT_CASES_EACH = 8

Transcribe = Callable[[Path], Transcription]


@dataclass(slots=True)
class Counts:
    """What became of the values of one kind; a value is counted once for each turn in which it is said."""

    wrong: int = 0
    wrong_found: int = 0
    strict: int = 0
    strict_found: int = 0
    both: int = 0
    both_reported: int = 0
    live_only: int = 0
    live_only_reported: int = 0

    def add(self, truth: Truth, reported: Sequence[Mishearing]) -> None:
        """Count one value with what was reported in its turn."""
        if truth.live_right:
            blamed = any(_is(one.readings.live, truth.value) for one in reported)
            self.both += truth.heard_right
            self.both_reported += truth.heard_right and blamed
            self.live_only += not truth.heard_right
            self.live_only_reported += not truth.heard_right and blamed
            return
        found = any(_is(one.readings.recording, truth.value) for one in reported)
        self.wrong += 1
        self.wrong_found += found
        self.strict += truth.heard_right
        self.strict_found += truth.heard_right and found

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(slots=True)
class Tally:
    """All counts of one set of calls."""

    by_kind: dict[str, Counts] = field(default_factory=dict)
    disputed: int = 0
    reported: int = 0

    @property
    def total(self) -> Counts:
        """All kinds together."""
        return sum(self.by_kind.values(), Counts())


def run_suite(effort: Effort, transcribe: Transcribe | None = None) -> SuiteResult:
    """Compare live transcripts with recordings.

    `transcribe` makes a transcription of a file; without it, the one that lies beside the recordings is used, and no
    model is run.
    """
    if not (is_there(RECORDINGS) and is_there(CONTRACT_CALLS) and SAID.is_file()):
        return SuiteResult("hearing", (), "hearing: the recordings are not here; nothing was measured.")
    transcripts = machine_transcripts() if transcribe is None else transcribe_all(transcribe)
    return measure(revoiced_cases(transcripts), digit_cases(transcripts, each=min(_DIGIT_CASES_EACH, 2 * effort.seeds)))


def transcribe_all(transcribe: Transcribe) -> dict[str, Transcription]:
    """What a transcriber makes of the revoiced calls and of the digits."""
    folders: Mapping[str, Path] = {"revoiced": RECORDINGS / "revoiced", "digits": RECORDINGS / "digits"}
    return {path.stem: transcribe(path) for folder in folders.values() for path in sorted(folder.glob("*.flac"))}


def measure(revoiced: Sequence[Case], digits: Sequence[Case]) -> SuiteResult:
    """Hold what is reported for the calls of both kinds against what was said in them."""
    spoken, counted = tally(revoiced), tally(digits)
    both = Counts() + spoken.total + counted.total
    strict, wide = "wrong live, right in the recording's transcript", "wrong live, right value spoken"
    figures = [
        _found(f"revoiced: {strict}: right reading shown", spoken.total, strict=True),
        _found(f"digits: {strict}: right reading shown", counted.total, strict=True),
        _found(f"revoiced: {wide}: right reading shown", spoken.total, strict=False),
        _found(f"digits: {wide}: right reading shown", counted.total, strict=False),
        Figure("right in both, reported as misheard", _share(both.both_reported, both.both), both.both, FALSE_CEILING),
        Figure(
            "right live, wrong in the recording's transcript, reported",
            _share(both.live_only_reported, both.live_only),
            both.live_only,
        ),
        Figure("same text on both sides: reported", _reported_against_itself(revoiced), len(revoiced), 0.0),
    ]
    notes = (
        f"{spoken.disputed} labels of the revoiced calls are left out: the text does not bear out what they say. "
        f"{spoken.reported} mishearings were reported in the revoiced calls."
    )
    text = "\n".join([_kinds("Revoiced calls", spoken), _kinds("Digits", counted), notes, "", figure_table(figures)])
    return SuiteResult("hearing", tuple(figures), text)


def tally(cases: Sequence[Case]) -> Tally:
    """Compare both sides of each call and count."""
    counts = Tally()
    for case in cases:
        found = compare_readings(case.call, case.heard, case.fields)
        counts.reported += len(found)
        counts.disputed += case.disputed
        for truth in case.truths:
            reported = [one for one in found if one.turn == truth.turn]
            counts.by_kind.setdefault(truth.kind, Counts()).add(truth, reported)
    return counts


def _is(reading: Reading, value: str) -> bool:
    """Whether a reading is a value; words around its figures do not count: `flight three three zero` is 330."""
    wanted = plain(value)
    for read in (plain(reading.value), plain(reading.text)):
        short, long = sorted((read, wanted), key=len)
        more = long.removesuffix(short)
        if more == "" or (short and long.endswith(short) and more.isalpha() and any(c.isdigit() for c in short)):
            return True
    return False


def _found(metric: str, counts: Counts, *, strict: bool) -> Figure:
    if strict:
        return Figure(metric, _share(counts.strict_found, counts.strict), counts.strict, FOUND_FLOOR, at_most=False)
    return Figure(metric, _share(counts.wrong_found, counts.wrong), counts.wrong)


def _share(some: int, all_of_them: int) -> float:
    return some / all_of_them if all_of_them else 0.0


def _reported_against_itself(cases: Sequence[Case]) -> float:
    """How many mishearings a recording shows when the live transcript is its own text."""
    found = 0
    for case in cases:
        call = _with_text_of(case)
        found += len(compare_readings(call, case.heard, case.fields))
    return float(found)


def _with_text_of(case: Case) -> Call:
    return replace(case.call, captured={}, transcript=case.heard.as_transcript())


def _kinds(title: str, tallied: Tally) -> str:
    rows = [
        [
            kind,
            f"{one.strict_found} of {one.strict}",
            percent(_share(one.strict_found, one.strict), 0) if one.strict else "-",
            f"{one.wrong_found} of {one.wrong}",
            percent(_share(one.wrong_found, one.wrong), 0) if one.wrong else "-",
            f"{one.both_reported} of {one.both}",
            f"{one.live_only_reported} of {one.live_only}",
        ]
        for kind, one in [*sorted(tallied.by_kind.items()), ("all", tallied.total)]
    ]
    headings = [
        "value", "wrong live, recording has it", "", "wrong live, spoken right", "", "right in both, reported",
        "recording wrong, reported",
    ]  # fmt: skip
    return table(title, headings, rows)
