"""Which pieces of two texts correspond?

Patience matching: pieces that stand once on either side are paired first, in the longest run that keeps
their order; what lies between is matched the same way, and small rests by longest common subsequence. The
work is bounded, so that hostile texts (a hundred thousand equal lines) cost no more than ordinary ones.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_DEEPEST = 12
_MOST_CELLS_AT_ONCE = 40_000
_MOST_CELLS = 1_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """Pieces `before_start` to `before_end` of one side stand where the other has its own range."""

    before_start: int
    before_end: int
    after_start: int
    after_end: int


def find_changes(before: Sequence[str], after: Sequence[str]) -> list[Change]:
    """Return, in order, the ranges in which the two sequences differ; everything between is equal."""
    changes: list[Change] = []
    at_before = at_after = 0
    for i, j in (*_matches(before, after), (len(before), len(after))):
        if i > at_before or j > at_after:
            changes.append(Change(at_before, i, at_after, j))
        at_before, at_after = i + 1, j + 1
    return changes


def _matches(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    cells = _MOST_CELLS
    waiting = [(Change(0, len(before), 0, len(after)), 0)]
    while waiting:
        part, depth = waiting.pop()
        part = _trim(before, after, part, pairs)
        if part.before_start == part.before_end or part.after_start == part.after_end:
            continue
        anchors = _unique_pairs(before, after, part) if depth < _DEEPEST else []
        if anchors:
            pairs += anchors
            waiting += [(gap, depth + 1) for gap in _gaps(part, anchors)]
            continue
        size = (part.before_end - part.before_start) * (part.after_end - part.after_start)
        if size <= min(_MOST_CELLS_AT_ONCE, cells):
            cells -= size
            pairs += _longest_common(before, after, part)
    return sorted(pairs)


def _trim(before: Sequence[str], after: Sequence[str], part: Change, pairs: list[tuple[int, int]]) -> Change:
    i, i_end, j, j_end = part.before_start, part.before_end, part.after_start, part.after_end
    while i < i_end and j < j_end and before[i] == after[j]:
        pairs.append((i, j))
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and before[i_end - 1] == after[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
        pairs.append((i_end, j_end))
    return Change(i, i_end, j, j_end)


def _unique_pairs(before: Sequence[str], after: Sequence[str], part: Change) -> list[tuple[int, int]]:
    counts = Counter(before[part.before_start : part.before_end])
    counts_after = Counter(after[part.after_start : part.after_end])
    place_after = {after[j]: j for j in range(part.after_start, part.after_end) if counts_after[after[j]] == 1}
    pairs = [
        (i, place_after[before[i]])
        for i in range(part.before_start, part.before_end)
        if counts[before[i]] == 1 and before[i] in place_after
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    tails: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for index, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        previous.append(last[place - 1] if place else -1)
        tails[place : place + 1] = [j]
        last[place : place + 1] = [index]
    run: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        run.append(pairs[index])
        index = previous[index]
    return run[::-1]


def _gaps(part: Change, anchors: list[tuple[int, int]]) -> list[Change]:
    gaps = []
    at_before, at_after = part.before_start, part.after_start
    for i, j in (*anchors, (part.before_end, part.after_end)):
        gaps.append(Change(at_before, i, at_after, j))
        at_before, at_after = i + 1, j + 1
    return gaps


def _longest_common(before: Sequence[str], after: Sequence[str], part: Change) -> list[tuple[int, int]]:
    left = before[part.before_start : part.before_end]
    right = after[part.after_start : part.after_end]
    best = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        row, below = best[i], best[i + 1]
        for j in range(len(right) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if left[i] == right[j] else max(below[j], row[j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            pairs.append((part.before_start + i, part.after_start + j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
