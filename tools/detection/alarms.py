"""What does an alarm say, and how would one put it in plain words?"""

from dataclasses import dataclass
from datetime import datetime
from math import exp, floor, log10

from memory.vocabulary import IssueKind, Metric, Severity

MOST_CERTAIN = 1_000_000_000
"""Beyond a thousand million the model is less certain than its evidence: say no more than that."""

LARGE_GAP, SMALL_GAP = 0.25, 0.10
MANY_CALLS_LOST, FEW_CALLS_LOST = 100, 30


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something is wrong with a metric now. Rates are good shares between 0 and 1, times aware UTC.

    Attributes:
        kind: Below its target, or below its own past.
        observed: The rate over the calls since `since`.
        baseline: What it is measured against: the target, or the rate before the fall.
        calls: The calls since `since`, on which `observed` rests.
        since: When the trouble began, about: the time of the most likely bucket.
        found_at: The time of the bucket with which the evidence first sufficed.
        found_rate: The rate from `since` to `found_at`, as it was known then; a recovery is judged by it.
        log_evidence: The strongest evidence since it was found, in nats.
    """

    kind: IssueKind
    observed: float
    baseline: float
    calls: int
    since: datetime
    found_at: datetime
    found_rate: float
    log_evidence: float

    @property
    def gap(self) -> float:
        """How far the metric stands below what it is measured against, as a share."""
        return self.baseline - self.observed

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return severity_of(self.gap, self.calls)


def severity_of(gap: float, calls: int) -> Severity:
    """Weigh the size of a gap (a share) and the calls it touched; their product is the calls lost to it."""
    lost = gap * calls
    if gap >= LARGE_GAP or (gap >= SMALL_GAP and lost >= MANY_CALLS_LOST):
        return Severity.HIGH
    if gap < SMALL_GAP and lost < FEW_CALLS_LOST:
        return Severity.LOW
    return Severity.MEDIUM


def metric_words(metric: Metric, field: str | None = None) -> str:
    """Name the good share a metric stands for, as the beginning of a sentence."""
    match metric:
        case Metric.SUCCESS:
            return "The share of calls that succeed"
        case Metric.CAPTURE:
            return f"The share of calls that capture {field or 'the field'}"
        case Metric.FAILED_CALLS:
            return "The share of calls that do not fail"
        case Metric.EARLY_HANG_UP:
            return "The share of calls in which the caller does not hang up early"


def describe(alarm: Alarm, words: str) -> str:
    """Say what changed, since about when, over how many calls and how sure that is.

    Args:
        alarm: What was found.
        words: The metric as the beginning of a sentence, see `metric_words`.
    """
    since = f"{alarm.since.day} {alarm.since:%B %Y}"
    observed, baseline = _percent(alarm.observed), _percent(alarm.baseline)
    rarity = f"{_how_rare(alarm.log_evidence):,}"
    if alarm.kind is IssueKind.DROP:
        return (
            f"{words} fell from {baseline} to {observed} since about {since}, over {alarm.calls:,} calls. "
            f"If nothing had changed, evidence this strong would come up at most once in {rarity} calls."
        )
    return (
        f"{words} is {observed}, below its target of {baseline}, since about {since}, "
        f"over {alarm.calls:,} calls. If it were on target, evidence this strong would come up in at most "
        f"one of {rarity} projects."
    )


def _percent(rate: float) -> str:
    return f"{100 * rate:.0f} %"


def _how_rare(log_evidence: float) -> int:
    """Return the evidence as a count with one leading digit, rounded down so that it claims no more."""
    count = exp(min(max(log_evidence, 0.0), 30.0))
    digit = int(10 ** floor(log10(count)))
    return min(int(count // digit) * digit, MOST_CERTAIN)
