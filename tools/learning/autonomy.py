"""Has a kind of edit earned that it may be applied without a person's click?"""

from dataclasses import dataclass

from memory.vocabulary import Estimate

LEAST_DECISIONS = 10
LEAST_ACCEPTED = 0.9
LEAST_MEASURED = 3


@dataclass(frozen=True, slots=True)
class History:
    """What became of suggestions of one kind of edit, in one project or what stands for it.

    `accepted` were taken word for word, `edited` after a change, `rejected` not at all; `rolled_back` of those taken
    were taken back. `impacts` are the measured changes of the metric in shares, each with its 80 % interval.
    """

    kind: str
    accepted: int = 0
    edited: int = 0
    rejected: int = 0
    rolled_back: int = 0
    impacts: tuple[Estimate, ...] = ()

    @property
    def decisions(self) -> int:
        """How many a person decided on."""
        return self.accepted + self.edited + self.rejected


@dataclass(frozen=True, slots=True)
class Earned:
    """Whether a kind may be applied by itself, and why, in a sentence for people with the numbers in it."""

    is_earned: bool
    why: str


def has_earned(
    history: History,
    *,
    least_decisions: int = LEAST_DECISIONS,
    least_accepted: float = LEAST_ACCEPTED,
    least_measured: int = LEAST_MEASURED,
) -> Earned:
    """Tell whether people took this kind as it was, nearly always, and it was never seen to harm.

    Args:
        history: What became of it so far.
        least_decisions: So many decisions have to be known.
        least_accepted: This share of them has to be an acceptance without a change.
        least_measured: So many impacts have to be measured, and their mean above zero.
    """
    name = f'Edits of the kind "{history.kind.replace("_", " ")}"'
    taken = f"{history.accepted} of {history.decisions} were accepted without a change"
    harmful = [impact.mid for impact in history.impacts if impact.high < 0]
    measured = len(history.impacts)
    mean = sum(impact.mid for impact in history.impacts) / max(measured, 1)
    brought = f"{measured} measured impacts were {_points(mean)} on average" if measured else "no impact was measured"
    objections = (
        (history.rolled_back > 0, f"what was applied was rolled back {_times(history.rolled_back)}"),
        (bool(harmful), f"harm was measured {_times(len(harmful))}, at worst {_points(min(harmful, default=0.0))}"),
        (
            history.decisions < least_decisions,
            f"of the {least_decisions} decisions it takes {history.decisions} are known so far",
        ),
        (history.accepted < least_accepted * history.decisions, f"{taken}, and it takes {100 * least_accepted:.0f} %"),
        (measured < least_measured, f"{taken}, but of the {least_measured} impacts it takes {measured} are measured"),
        (measured > 0 and mean <= 0, f"{taken}, but {brought}"),
    )
    for stands, objection in objections:
        if stands:
            return Earned(False, f"{name} are not applied by themselves: {objection}.")
    return Earned(True, f"{name} may be applied by themselves: {taken}, none was rolled back, and {brought}.")


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _points(change: float) -> str:
    return f"{100 * change:+.1f} points"
