"""What did a trial show? Its numbers and its calls, as they stand on a page. What was spoken in it is hostile text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from api.web import addresses, words
from api.web.charts import Interval, draw_interval
from memory.replays import CallGroup, JudgedBy, ReplayedCall
from memory.vocabulary import VerificationStatus

LONGEST_SHOWN = 2000  # characters of one turn
ALL, CHANGED, WRONG = "", "changed", "wrong"
FILTERS = {ALL: "All", CHANGED: "Changed", WRONG: "Wrong under the new text"}
JUDGES = {
    JudgedBy.CODE: "Judged by fixed rules.",
    JudgedBy.MODEL: "Judged by a model that did not know which text was which.",
}
# What became of a call from the old text to the new one, by whether it was right under each.
TURNS_OUT = {
    (False, True): ("Went right instead of wrong", "good"),
    (True, False): ("Went wrong instead of right", "bad"),
    (True, True): ("Right under both", "quiet"),
    (False, False): ("Wrong under both", "quiet"),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many calls of each group were replayed, and how many of them changed sides."""

    bad: int
    good: int
    fixed: int
    broken: int

    @property
    def replayed(self) -> int:
        """All calls that were replayed."""
        return self.bad + self.good


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """What the agent says at the decision point under one of the two texts."""

    heading: str
    text: str
    is_cut: bool
    is_right: bool


@dataclass(frozen=True, slots=True)
class ShownCall:
    """One replayed call: both turns, what became of it, and where the real turn stands."""

    call_id: str
    field: str
    came_out: str
    tone: str
    before: ShownTurn
    after: ShownTurn
    judged: str
    reason: str
    address: str


def tally(calls: Iterable[ReplayedCall]) -> Tally:
    """Return the numbers of a trial from its calls."""
    counted = list(calls)
    bad = sum(call.group is CallGroup.BAD for call in counted)
    return Tally(
        bad=bad,
        good=len(counted) - bad,
        fixed=sum(call.new_is_right and not call.old_is_right for call in counted),
        broken=sum(call.old_is_right and not call.new_is_right for call in counted),
    )


def say_tally(counted: Tally) -> str | None:
    """Return "Replayed on 80 past calls: 17 of 20 that went wrong went right, 1 of 60 good ones went wrong."."""
    if not counted.replayed:
        return None
    good = f"{counted.broken} of {counted.good} good ones went wrong" if counted.good else "no good one was needed"
    return (
        f"Replayed on {words.plural(counted.replayed, 'past call')}: {counted.fixed} of {counted.bad} that went wrong "
        f"went right, {good}."
    )


def say_counts(fixed: int | None, broken: int | None, unchanged: int | None) -> str | None:
    """Return the same from the counts alone, for suggestions whose calls are not kept."""
    if fixed is None or broken is None:
        return None
    replayed = fixed + broken + (unchanged or 0)
    return (
        f"Replayed on {words.plural(replayed, 'past call')}: {fixed} went right instead of wrong, "
        f"{broken} went wrong instead of right."
    )


def say_promise(low: float | None, mid: float | None, high: float | None) -> str | None:
    """Return the interval of what a trial promises: "+3 to +12 points, on average +7"."""
    if low is None or high is None:
        return None
    said = f"{words.points(low)} to {words.points(high)} points"
    return said if mid is None else f"{said}, on average {words.points(mid)}"


def draw_promise(low: float | None, mid: float | None, high: float | None) -> Interval | None:
    """Return the drawing of what a trial promises, None where nothing was replayed."""
    return None if low is None or mid is None or high is None else draw_interval(low, mid, high)


def say_verification(status: str, explanation: str) -> tuple[str, str]:
    """Return what became of the replay in a few words, and the rest of its explanation."""
    heading = words.VERIFICATIONS[VerificationStatus(status)]
    note = explanation.strip()
    for start in ("Not replayed to the end", "Not replayed"):
        if not note.lower().startswith(start.lower()):
            continue
        rest = note[len(start) :].lstrip(" ,:")
        return start, words.sentence_case(rest.removeprefix("since ").strip())
    return heading, note


def show_calls(project_id: UUID, calls: Iterable[ReplayedCall], version: int) -> list[ShownCall]:
    """Return calls as a page shows them, in their order."""
    return [_show(project_id, call, version) for call in calls]


def choose(calls: Sequence[ReplayedCall], show: str) -> list[ReplayedCall]:
    """Return the calls that a filter leaves: those that changed sides, or those wrong under the new text."""
    if show == CHANGED:
        return [call for call in calls if call.old_is_right != call.new_is_right]
    return [call for call in calls if not call.new_is_right] if show == WRONG else list(calls)


def _show(project_id: UUID, call: ReplayedCall, version: int) -> ShownCall:
    came_out, tone = TURNS_OUT[call.old_is_right, call.new_is_right]
    really = call.group is CallGroup.GOOD
    before = f"Before: what was really said under version {version}" if really else f"Before: under version {version}"
    return ShownCall(
        call_id=call.call_id,
        field=words.sentence_case(words.field_label(call.field)) if call.field else "",
        came_out=came_out,
        tone=tone,
        before=_turn(before, call.old_text, is_right=call.old_is_right),
        after=_turn("After: under the new text", call.new_text, is_right=call.new_is_right),
        judged=JUDGES[call.judged_by],
        reason=call.reason[:LONGEST_SHOWN],
        address=addresses.call(project_id, call.call_id, call.turn),
    )


def _turn(heading: str, text: str, *, is_right: bool) -> ShownTurn:
    return ShownTurn(heading, text[:LONGEST_SHOWN], len(text) > LONGEST_SHOWN, is_right)
