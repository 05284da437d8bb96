"""Which words of two transcripts of one call were the same moment?

Words that stand in the same rare phrase on both sides are anchors; between them every pair is weighed, as in
Needleman and Wunsch (1970). Stretches too long to weigh are left out: nothing is said about them.
"""

from bisect import bisect_left
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from tools.diagnosis.hearing.units import Unit

MOST_CELLS = 160_000
"""Pairs weighed between two anchors."""

MOST_CELLS_OF_CALL = 2_500_000

_PHRASES = (4, 3, 2, 1)
_SAME, _SAME_VALUE, _OTHER, _SKIP, _ALIKE = 2.0, 3.0, -0.6, -0.35, 0.6


def align(live: Sequence[Unit], heard: Sequence[Unit]) -> list[tuple[int, int]]:
    """The pairs of places that belong together, both rising; a pair may hold different words."""
    budget = [MOST_CELLS_OF_CALL]
    return _align(live, heard, (0, len(live), 0, len(heard)), _PHRASES, budget)


def likeness(one: str, other: str) -> float:
    """The share of characters two words have in common, in order."""
    return Indel.normalized_similarity(one, other)


def _align(
    live: Sequence[Unit],
    heard: Sequence[Unit],
    box: tuple[int, int, int, int],
    phrases: tuple[int, ...],
    budget: list[int],
) -> list[tuple[int, int]]:
    top, bottom, left, right = box
    cells = (bottom - top) * (right - left)
    if not cells:
        return []
    if cells <= MOST_CELLS // 64 or (not phrases and cells <= MOST_CELLS):
        budget[0] -= cells
        return _weigh(live, heard, box) if budget[0] >= 0 else []
    if not phrases:
        return []
    anchors = _anchors(live, heard, box, phrases[0])
    pairs: list[tuple[int, int]] = []
    row, column = top, left
    for i, j in [*anchors, (bottom, right)]:
        pairs += _align(live, heard, (row, i, column, j), phrases[1:], budget)
        if i < bottom:
            pairs.append((i, j))
        row, column = i + 1, j + 1
    return pairs


def _anchors(
    live: Sequence[Unit], heard: Sequence[Unit], box: tuple[int, int, int, int], words: int
) -> list[tuple[int, int]]:
    """The first places of phrases that stand exactly once on each side, as many as are in the same order."""
    top, bottom, left, right = box
    here, there = _single_phrases(live, top, bottom, words), _single_phrases(heard, left, right, words)
    both = sorted((place, there[phrase]) for phrase, place in here.items() if phrase in there)
    return _longest_rising(both)


def _single_phrases(units: Sequence[Unit], start: int, end: int, words: int) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    for place in range(start, end - words + 1):
        phrase = tuple(unit.key for unit in units[place : place + words])
        places[phrase] = -1 if phrase in places else place
    return {phrase: place for phrase, place in places.items() if place >= 0}


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of some pairs in which the second number rises too (patience sorting)."""
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for place, (_, j) in enumerate(pairs):
        pile = bisect_left(ends, j)
        before.append(tops[pile - 1] if pile else -1)
        if pile == len(ends):
            ends.append(j)
            tops.append(place)
        else:
            ends[pile], tops[pile] = j, place
    chosen: list[tuple[int, int]] = []
    place = tops[-1] if tops else -1
    while place >= 0:
        chosen.append(pairs[place])
        place = before[place]
    return chosen[::-1]


def _weigh(live: Sequence[Unit], heard: Sequence[Unit], box: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    top, bottom, left, right = box
    columns = right - left
    scores = [_SKIP * column for column in range(columns + 1)]
    steps = [bytearray(b"\2" * (columns + 1))]
    for i in range(top, bottom):
        row = [scores[0] + _SKIP]
        step = bytearray(columns + 1)
        step[0] = 1
        one = live[i]
        for column in range(1, columns + 1):
            both = scores[column - 1] + _fit(one, heard[left + column - 1])
            skip_live, skip_heard = scores[column] + _SKIP, row[column - 1] + _SKIP
            best = max(both, skip_live, skip_heard)
            row.append(best)
            step[column] = 0 if best == both else 1 if best == skip_live else 2
        scores = row
        steps.append(step)
    return _walk_back(steps, box)


def _walk_back(steps: Sequence[bytearray], box: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    top, bottom, left, right = box
    pairs: list[tuple[int, int]] = []
    i, j = bottom - top, right - left
    while i and j:
        step = steps[i][j]
        if step == 0:
            pairs.append((top + i - 1, left + j - 1))
        i, j = i - (step != 2), j - (step != 1)
    return pairs[::-1]


def _fit(one: Unit, other: Unit) -> float:
    """How well two units go together."""
    if one.key == other.key:
        return _SAME_VALUE if one.said else _SAME
    if one.said and other.said:
        return 0.4 + 1.6 * likeness(one.said.plain, other.said.plain)
    if one.key[:1] not in other.key and other.key[:1] not in one.key:
        return _OTHER
    alike = likeness(one.said.plain if one.said else one.key, other.said.plain if other.said else other.key)
    return alike if alike >= _ALIKE else _OTHER + alike / 2
