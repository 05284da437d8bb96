"""Word error rate and time of the product against bare faster-whisper: same weights, same files, same run.

Words are compared as `words.py` makes them alike. Recordings without a reference count for time only. Signs in a row
are what codes, telephone numbers and spelled names consist of: whether all of at least four are heard right matters
more here than fluent text.
"""

import sys

from api.settings import Settings
from evals.shared_data import RECORDINGS, is_there
from evals.suites.effort import Effort
from evals.suites.figures import Figure, SuiteResult, figure_table, number, percent, table
from evals.suites.transcription.contenders import BARE, BARE_WITH_WORDS, OURS, Run, build_contenders, hear_all
from evals.suites.transcription.recordings import Recording, few_of_each_kind, read_recordings
from evals.suites.transcription.words import spoken_words

NAME = "transcription"
MOST_TIME = 1.1
FEWEST_SIGNS = 4
USUAL_SEEDS = 4


def run_suite(effort: Effort, model: str | None = None) -> SuiteResult:
    """Measure; a run with few seeds hears only some of the recordings.

    Args:
        effort: How much is wanted.
        model: Folder or name of the Whisper model; absent: that of the settings.
    """
    model = model or Settings().whisper_model
    if not model:
        return _nothing("Set BACKOFFICE_WHISPER_MODEL to a Whisper model (a name, or the folder of a converted one).")
    if not is_there(RECORDINGS):
        return _nothing("The recordings it measures with are not here.")
    try:
        contenders = build_contenders(model)
    except ImportError:
        return _nothing("Install the extra `speech` first: pip install 'back-office-assistant[speech,evals]'.")
    recordings = read_recordings(RECORDINGS)
    if effort.seeds < USUAL_SEEDS:
        recordings = few_of_each_kind(recordings)
    runs = hear_all([one.path for one in recordings], contenders, _say)
    figures = figures_of(recordings, runs)
    return SuiteResult(NAME, tuple(figures), "\n".join([figure_table(figures), comparison(recordings, runs)]))


def figures_of(recordings: list[Recording], runs: dict[str, Run]) -> list[Figure]:
    """Hold what was heard against what is promised."""
    rates = {name: error_rate(recordings, run) for name, run in runs.items()}
    scored = sum(one.reference is not None for one in recordings)
    quickest = min((BARE, BARE_WITH_WORDS), key=lambda name: sum(runs[name].seconds.values()))
    return [
        Figure(
            "word error rate above the better bare one",
            rates[OURS] - min(rates[BARE], rates[BARE_WITH_WORDS]),
            scored,
            0.0,
        ),
        Figure(
            "time against the quicker bare one",
            _seconds(runs[OURS]) / _seconds(runs[quickest]),
            len(recordings),
            MOST_TIME,
        ),
        Figure("word error rate", rates[OURS], scored),
        Figure("signs in a row all right", *signs_right(recordings, runs[OURS])),
    ]


def comparison(recordings: list[Recording], runs: dict[str, Run]) -> str:
    """Set all contenders side by side, overall and for each kind of recording."""
    rows = []
    for kind in ["all", *sorted({one.kind for one in recordings})]:
        chosen = [one for one in recordings if kind in {"all", one.kind}]
        length = sum(one.duration_s for one in chosen)
        for name, run in runs.items():
            right, rows_of_signs = signs_right(chosen, run)
            seconds = sum(run.seconds[one.path] for one in chosen)
            cores = sum(run.core_seconds[one.path] for one in chosen)
            rows.append(
                [
                    f"{kind}: {name}",
                    percent(error_rate(chosen, run)),
                    f"{percent(right)} of {rows_of_signs}" if rows_of_signs else "-",
                    number(seconds, 1),
                    number(cores, 1),
                    number(seconds / length, 3),
                ]
            )
    headings = ["recordings", "word errors", "signs right", "seconds", "core seconds", "real-time factor"]
    return table(f"The same {len(recordings)} files, one after the other", headings, rows)


def error_rate(recordings: list[Recording], run: Run) -> float:
    """Return wrong, missing and added words per word of the reference; not a number where there is none."""
    import jiwer

    scored = [one for one in recordings if one.reference is not None]
    if not scored:
        return float("nan")
    references = [" ".join(spoken_words(one.reference or "")) for one in scored]
    return float(jiwer.wer(references, [" ".join(spoken_words(run.texts[one.path])) for one in scored]))


def signs_right(recordings: list[Recording], run: Run) -> tuple[float, int]:
    """Return the share of rows of signs that were all heard in their order, and how many rows there are."""
    right = total = 0
    for one in recordings:
        heard = f" {' '.join(spoken_words(run.texts[one.path]))} "
        for row in rows_of_signs(spoken_words(one.reference or "")):
            total += 1
            right += f" {' '.join(row)} " in heard
    return (right / total if total else float("nan")), total


def rows_of_signs(words: list[str]) -> list[list[str]]:
    """Find the runs of single letters and digits; the words "a" and "I" end one."""
    rows: list[list[str]] = []
    row: list[str] = []
    for word in [*words, ""]:
        if len(word) == 1 and word not in {"a", "i"}:
            row.append(word)
            continue
        if len(row) >= FEWEST_SIGNS:
            rows.append(row)
        row = []
    return rows


def _seconds(run: Run) -> float:
    return sum(run.seconds.values())


def _nothing(why: str) -> SuiteResult:
    return SuiteResult(NAME, (), f"Transcription was not measured. {why}\n")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
