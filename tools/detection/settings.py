"""How sure must the monitor be before it speaks, and about how small a thing?"""

from dataclasses import dataclass
from datetime import timedelta
from math import log


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds of detection. Evidence is in nats (natural logarithms); rates and gaps are shares.

    Attributes:
        level_evidence: An issue "below target". Of metrics exactly on target at most one in a thousand is
            ever flagged, however often one looks.
        drop_evidence: An issue "below its own past". 16.5 is one false alarm in some 15 million healthy calls
            of a metric. It is the same for every fleet: the share of issues that are false depends on how often
            projects fall ill, not on how many projects there are.
        watch_level_evidence: The project page says "watch": one in a hundred.
        watch_drop_evidence: The project page says "watch": one false alarm in 2,000 healthy calls, with
            room for what is not known of weekdays and hours.
        smallest_gap: Smaller differences are not worth a person's time, however certain.
        fewest_calls: No issue rests on fewer calls: a handful of bad ones in a row convinces nobody.
        fewest_history: A past of fewer calls is no baseline that could be fallen below.
        fewest_calls_back: A metric counts as recovered only over so many calls.
        learns_the_week: For so long what a stream's weekends are like is not known. A fall seen on a weekend
            only is not told in that time: a first quiet Sunday is no fall.
        return_evidence: How far the calls since must speak for "back" against "half way": 100 to 1. Together
            with `fewest_calls_back` it keeps issues from closing and opening in turn.
    """

    level_evidence: float = log(1_000)
    drop_evidence: float = 16.5
    watch_level_evidence: float = log(100)
    watch_drop_evidence: float = log(2_300)
    smallest_gap: float = 0.03
    fewest_calls: int = 20
    fewest_history: int = 50
    fewest_calls_back: int = 60
    learns_the_week: timedelta = timedelta(days=14)
    return_evidence: float = log(100)


@dataclass(frozen=True, slots=True)
class RatePrior:
    """What is known of a good rate before its calls: as if `good` and `bad` calls had been seen (Beta).

    The default knows nothing. An organisation's prior worth 80 calls at 70 % is `RatePrior(56, 24)`.

    Raises:
        ValueError: A count is not positive.
    """

    good: float = 1.0
    bad: float = 1.0

    def __post_init__(self) -> None:
        if not (self.good > 0 and self.bad > 0):
            raise ValueError("A prior needs positive counts of good and bad calls.")
