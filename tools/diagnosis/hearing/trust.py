"""When two readings differ: how sure is it that the recording's is the right one?

A recogniser that hears the recording is no judge either: it drops letters, swaps those that sound alike and writes
names as it pleases. So its reading counts only as far as something speaks for it: that it can be so, that it is
figures, that it was said again or spelled, and that nothing it lacks stands in the live transcript.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from memory.vocabulary import Speaker
from tools.diagnosis.hearing.alignment import likeness
from tools.diagnosis.hearing.moments import Lined, Moment, Side
from tools.diagnosis.hearing.sorts import LONG, Sort, alike, is_well_formed, once
from tools.diagnosis.hearing.tokens import Token

ENOUGH = 0.5
"""What is less sure is not reported."""

_BASE = {
    Sort.MONEY: 0.75, Sort.TIME: 0.75, Sort.DATE: 0.75, Sort.NUMBER: 0.65, Sort.CODE: 0.48, Sort.EMAIL: 0.45,
}  # fmt: skip
_SURE_WORD = 0.6
_MOST_REPEATS = 2
_MOST_CODES = 50
_LEAST_ALIKE = 0.45


@dataclass(frozen=True, slots=True)
class About:
    """What the field of a value says of it.

    `lean`: above 0 where the field was not captured, so that an error is likelier, below where it was. `length`:
    how many characters its values have. `phone`: it holds telephone numbers.
    """

    lean: float = 0.0
    length: int | None = None
    phone: bool = False


class Evidence:
    """How often each value is said on either side, and what the agent read back and the caller agreed to."""

    def __init__(self, lined: Lined, agreed: frozenset[str]) -> None:
        self._lined = lined
        self._heard = Counter(_values(lined.heard))
        self._live = Counter(_values(lined.live))
        self._agreed = agreed
        self._lengths = _code_lengths(self._heard, self._live)

    def weigh(self, moment: Moment, about: About) -> float:
        """How sure it is that the recording has the moment right."""
        live, heard, sort = moment.live, moment.heard, moment.sort
        if not is_well_formed(heard, sort) or self._is_agreed(moment):
            return 0.0
        sure = _BASE[sort]
        sure += 0.1 * (not is_well_formed(live, sort)) + 0.1 * heard.explained
        sure += about.lean + 0.1 * self._repeats(moment) - 0.3 * self._is_heard_elsewhere(moment)
        sure -= max(0.0, _SURE_WORD - _probability(moment, self._lined)) / 2
        if likeness(live.plain, heard.plain) < _LEAST_ALIKE and sort in {Sort.CODE, Sort.NUMBER, Sort.EMAIL}:
            sure -= 0.25
        if sort in {Sort.CODE, Sort.NUMBER}:
            sure += _length_speaks(live.plain, heard.plain, about.length or self._usual_length(moment))
        if about.phone:
            sure += _phone_speaks(len(live.plain), len(heard.plain))
        return max(0.0, min(0.95, sure))

    def repeats(self, plain: str) -> int:
        """How often a value stands on the recording, and in the live transcript."""
        return self._heard[alike(plain)] + self._live[alike(plain)]

    def _repeats(self, moment: Moment) -> int:
        """How much more often the recording's reading is said elsewhere than the live one: from -2 to 2."""
        if len(moment.heard.plain) < 2:
            return 0
        speaking_for = max(self.repeats(value) for value in once(moment.heard))
        against = max(self.repeats(value) for value in once(moment.live))
        if moment.sort not in {Sort.CODE, Sort.NUMBER}:
            against = 1
        return max(-_MOST_REPEATS, min(_MOST_REPEATS, speaking_for - against))

    def _is_heard_elsewhere(self, moment: Moment) -> bool:
        """Whether the recording has, at another moment, what the live transcript has here."""
        wanted = alike(moment.live.plain)
        return len(wanted) >= LONG and self._heard[wanted] > 0 and self._heard[alike(moment.heard.plain)] < 2

    def _is_agreed(self, moment: Moment) -> bool:
        return alike(moment.live.plain) in self._agreed and self._repeats(moment) <= 0

    def _usual_length(self, moment: Moment) -> int | None:
        """How long a code like this one is, where that is said at least twice in the call."""
        similar = [
            (count, len(plain))
            for plain, count in self._lengths.items()
            if likeness(plain, moment.heard.plain) >= 0.6 or likeness(plain, moment.live.plain) >= 0.6
        ]
        lengths: Counter[int] = Counter()
        for count, size in similar:
            lengths[size] += count
        most = lengths.most_common(2)
        if not most or most[0][1] < 2 or (len(most) > 1 and most[0][1] == most[1][1]):
            return None
        return most[0][0]


def agreed_values(tokens: Sequence[Token], side: Side, yes: frozenset[int]) -> frozenset[str]:
    """Values in a turn of the agent, when the caller agrees in the next. `yes` are the turns that agree."""
    by_turn: dict[int, list[str]] = {}
    for unit in side.units:
        if unit.said is not None and tokens[unit.first].speaker is Speaker.AGENT:
            by_turn.setdefault(tokens[unit.first].turn, []).append(alike(unit.said.plain))
    turns = sorted({token.turn for token in tokens})
    return frozenset(value for one, other in pairwise(turns) if other in yes for value in by_turn.get(one, ()))


def _values(side: Side) -> Iterable[str]:
    for unit in side.units:
        if unit.said is not None:
            yield from (alike(value) for value in once(unit.said))


def _code_lengths(heard: Counter[str], live: Counter[str]) -> dict[str, int]:
    both = heard + live
    return {plain: count for plain, count in both.most_common(_MOST_CODES) if len(plain) >= LONG}


def _probability(moment: Moment, lined: Lined) -> float:
    """The mean of what the recogniser gives for the words of the value."""
    units = lined.heard.units
    tokens = lined.heard.tokens[units[moment.first].first : units[moment.last - 1].last]
    known = [token.probability for token in tokens if token.probability is not None]
    return sum(known) / len(known) if known else 1.0


def _length_speaks(live: str, heard: str, length: int | None) -> float:
    """Characters are dropped far more often than invented."""
    if length is not None and len(live) != len(heard):
        return 0.15 if len(heard) == length else -0.3
    if len(heard) < len(live):
        return -0.25
    return 0.1 if len(heard) > len(live) and _is_part(live, heard) else 0.0


def _is_part(short: str, long: str) -> bool:
    """Whether `short` is `long` with characters left out."""
    rest = iter(long)
    return all(c in rest for c in short)


def _phone_speaks(live: int, heard: int) -> float:
    """Most telephone numbers of the world are said with ten or eleven digits."""
    usual = {10, 11}
    if (live in usual) is (heard in usual):
        return 0.0
    return 0.15 if heard in usual else -0.4
