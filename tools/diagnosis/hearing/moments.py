"""At which moments of a call do both sides hold a value, and is it the same moment?"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from memory.vocabulary import Speaker
from tools.diagnosis.hearing.alignment import align, likeness
from tools.diagnosis.hearing.sorts import Sort, is_well_formed, sort_of, without_half_of_day
from tools.diagnosis.hearing.tokens import Token
from tools.diagnosis.hearing.units import Said, Unit, cut_into_units

MOST_MOMENTS = 2_000
"""Values compared in one call; nobody says more."""

_NEAR = 4
_MOST_SPANS = 100
_FEWEST_NEIGHBOURS = 2
_ALIKE_ALONE = 0.6
_ALIKE_WORD = 0.6
_SHORTEST_WORD = 3
_FEWEST_IN_COMMON = 0.2


@dataclass(frozen=True, slots=True)
class Side:
    """One transcript: its words and the units they make."""

    tokens: Sequence[Token]
    units: Sequence[Unit]

    def token_of(self, place: int) -> Token:
        """The first word of a unit."""
        return self.tokens[self.units[place].first]


@dataclass(frozen=True, slots=True)
class Moment:
    """A value of the live transcript and what the recording has there.

    `place` and `until` are units of the live transcript, `first` and `last` of the recording; the second of each is
    exclusive.
    """

    place: int
    until: int
    first: int
    last: int
    live: Said
    heard: Said
    sort: Sort


@dataclass(frozen=True, slots=True)
class Lined:
    """Both sides of a call, and the place on the recording of each unit of the live transcript that has one."""

    live: Side
    heard: Side
    places: dict[int, int]


def line_up(live: Sequence[Token], heard: Sequence[Token]) -> Lined | None:
    """Lay the two sides beside each other; None when they cannot be of the same call."""
    one, other = Side(live, cut_into_units(live)), Side(heard, cut_into_units(heard))
    pairs = align(one.units, other.units)
    same = sum(_is_much_alike(one.units[i], other.units[j]) for i, j in pairs)
    if not pairs or same < _FEWEST_IN_COMMON * min(len(one.units), len(other.units)):
        return None
    return Lined(one, other, dict(pairs))


def _is_much_alike(one: Unit, other: Unit) -> bool:
    if one.said and other.said:
        return likeness(one.said.plain, other.said.plain) >= _ALIKE_ALONE
    return one.key == other.key


def find_moments(lined: Lined) -> list[Moment]:
    """The moments at which the caller gives a value that the recording has too."""
    partners = set(lined.places.values())
    moments: list[Moment] = []
    for place, unit in enumerate(lined.live.units):
        other = lined.places.get(place)
        if other is None or lined.live.token_of(place).speaker is not Speaker.CALLER:
            continue
        moment = _moment(lined, place, unit, other, partners)
        if moment is not None and is_same_moment(lined, moment):
            moments.append(moment)
        if len(moments) >= MOST_MOMENTS:
            break
    return moments


def is_same_moment(lined: Lined, moment: Moment) -> bool:
    """Whether the words around a value are the same on both sides, or the value itself is much alike."""
    if likeness(moment.live.plain, moment.heard.plain) >= _ALIKE_ALONE:
        return True
    found = 0
    for near in range(max(0, moment.place - _NEAR), min(len(lined.live.units), moment.place + _NEAR + 1)):
        other = lined.places.get(near)
        if near == moment.place or other is None or abs(other - moment.first) > _NEAR + 1:
            continue
        found += lined.live.units[near].key == lined.heard.units[other].key
    return found >= _FEWEST_NEIGHBOURS


def _moment(lined: Lined, place: int, unit: Unit, other: int, partners: Container[int]) -> Moment | None:
    heard = lined.heard.units[other]
    if unit.said is None and heard.said is None:
        return None
    if unit.said is None or heard.said is None:
        return _word_and_value(place, unit, other, heard)
    first, last, said = _widen(lined.heard, unit.said, other, partners)
    until, live = place + 1, unit.said
    if (first, last) == (other, other + 1):
        place, until, live = _widen(lined.live, said, place, lined.places.keys())
    said = _of_this_turn(said, live)
    if live.clock:
        said = without_half_of_day(said)
    sort = sort_of(live, said)
    if said.also and not is_well_formed(said, sort) and is_well_formed(replace(said, plain=said.also), sort):
        said, first = replace(said, plain=said.also, parts=(said.also,)), max(0, first - 1)
    return Moment(place, until, first, last, live, said, sort)


def _word_and_value(place: int, unit: Unit, other: int, heard: Unit) -> Moment | None:
    """A code that one side wrote as if it were a word."""
    here = unit.said or Said(unit.key, (unit.key,))
    there = heard.said or Said(heard.key, (heard.key,))
    if here.email or there.email or (here.is_figure and there.is_figure):
        return None
    broken_off = len(here.plain) == 1 and len(there.plain) > _SHORTEST_WORD and there.plain.startswith(here.plain)
    if broken_off and heard.said is not None:
        return Moment(place, place + 1, other, other + 1, here, there, Sort.CODE)
    if min(len(here.plain), len(there.plain)) < _SHORTEST_WORD:
        return None
    if likeness(here.plain, there.plain) < _ALIKE_WORD:
        return None
    return Moment(place, place + 1, other, other + 1, here, there, Sort.CODE)


def _of_this_turn(said: Said, live: Said) -> Said:
    """A value that seems to go on over several turns of the recording, without the turns that make it less alike."""
    if len(said.spans) < 2:
        return said
    ranges = [(first, last) for first in range(len(said.spans)) for last in range(first + 1, len(said.spans) + 1)]
    joined = ["".join(said.spans[first:last]) for first, last in ranges[:_MOST_SPANS]]
    best = max(joined, key=lambda plain: (likeness(plain, live.plain), len(plain)))
    return said if best == said.plain else replace(said, plain=best, parts=(best,), spans=())


def _widen(side: Side, wanted: Said, other: int, taken: Container[int]) -> tuple[int, int, Said]:
    """A value with the values right beside it, when that makes it more like what the other side has."""
    units = side.units
    first, last = other, other + 1
    best = units[other].said or wanted
    for step in (-1, 1):
        near = last if step > 0 else first - 1
        while 0 <= near < len(units) and near not in taken:
            said = units[near].said
            if said is None or said.email or said.money or said.month or said.clock:
                break
            if side.token_of(near if step > 0 else near + 1).breaks:
                break
            pair = (best, said) if step > 0 else (said, best)
            wider = replace(best, plain=pair[0].plain + pair[1].plain, parts=pair[0].parts + pair[1].parts, spans=())
            if likeness(wider.plain, wanted.plain) <= likeness(best.plain, wanted.plain):
                break
            best, first, last = wider, min(first, near), max(last, near + 1)
            near += step
    return first, last, best
