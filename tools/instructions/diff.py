"""What changed between two instruction texts: as a unified diff for machines, as rows for a page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, pairwise

from tools.instructions.line_matching import Change, find_changes

CONTEXT_LINES = 3

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_LEAST_ALIKE = 0.3
_MOST_PAIRED_LINES = 60
_LINE_END_MARK = "\N{SYMBOL FOR NEWLINE}"


class RowKind(StrEnum):
    """What a row of a diff shows; `hidden` stands for unchanged lines that are left out."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class WordSpan:
    """A stretch of a line, and whether it differs from the other side."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class DiffRow:
    """One row of a page's diff.

    Line numbers count from 1 and are None on a side where the line does not stand. `before` and `after` are
    the line's words without its line end; a kept line carries both. `hidden` counts left-out lines.
    """

    kind: RowKind
    before_number: int | None = None
    after_number: int | None = None
    before: tuple[WordSpan, ...] = ()
    after: tuple[WordSpan, ...] = ()
    hidden: int = 0


def unified_diff(before: str, after: str) -> str:
    """Return a unified diff with three lines of context, as `diff -u` writes it; equal texts give ''."""
    old, new = _lines(before), _lines(after)
    changes = find_changes(old, new)
    if not changes:
        return ""
    out = ["--- before\n", "+++ after\n"]
    for group in _groups(changes):
        out += _hunk(old, new, group)
    return "".join(out)


def diff_rows(before: str, after: str) -> list[DiffRow]:
    """Return the rows of a readable diff: changed lines with their words, three lines of context.

    Equal texts give no rows. Line ends are shown only where nothing else of the line differs.
    """
    old, new = _lines(before), _lines(after)
    changes = find_changes(old, new)
    if not changes:
        return []
    rows: list[DiffRow] = []
    at_old = at_new = 0
    for change in changes:
        rows += _kept_rows(old, at_old, change.before_start, at_new, first=at_old == 0 and at_new == 0)
        rows += _changed_rows(old, new, change)
        at_old, at_new = change.before_end, change.after_end
    return rows + _kept_rows(old, at_old, len(old), at_new, last=True)


def _lines(text: str) -> list[str]:
    return [line for line in re.split(r"(?<=\n)", text) if line]


def _groups(changes: Sequence[Change]) -> list[list[Change]]:
    groups = [[changes[0]]]
    for left, right in pairwise(changes):
        if right.before_start - left.before_end > 2 * CONTEXT_LINES:
            groups.append([])
        groups[-1].append(right)
    return groups


def _hunk(old: Sequence[str], new: Sequence[str], group: Sequence[Change]) -> list[str]:
    lead = min(CONTEXT_LINES, group[0].before_start)
    old_from, new_from = group[0].before_start - lead, group[0].after_start - lead
    old_to = min(len(old), group[-1].before_end + CONTEXT_LINES)
    new_to = group[-1].after_end + old_to - group[-1].before_end
    out = [f"@@ -{_range(old_from, old_to)} +{_range(new_from, new_to)} @@\n"]
    at = old_from
    for change in group:
        out += _marked(" ", old[at : change.before_start])
        out += _marked("-", old[change.before_start : change.before_end])
        out += _marked("+", new[change.after_start : change.after_end])
        at = change.before_end
    return out + _marked(" ", old[at:old_to])


def _range(start: int, end: int) -> str:
    # An empty range names the line before it, as `diff -u` does.
    return f"{start + 1},{end - start}" if end > start else f"{start},0"


def _marked(mark: str, lines: Iterable[str]) -> list[str]:
    return [
        f"{mark}{line}" if line.endswith("\n") else f"{mark}{line}\n\\ No newline at end of file\n" for line in lines
    ]


def _kept_rows(
    old: Sequence[str], start: int, end: int, new_start: int, *, first: bool = False, last: bool = False
) -> list[DiffRow]:
    head = 0 if first else CONTEXT_LINES
    tail = 0 if last else CONTEXT_LINES
    hidden = end - start - head - tail
    if hidden <= 0:
        return [_kept(old, number, new_start + number - start) for number in range(start, end)]
    rows = [_kept(old, number, new_start + number - start) for number in range(start, start + head)]
    rows.append(DiffRow(RowKind.HIDDEN, hidden=hidden))
    return rows + [_kept(old, number, new_start + number - start) for number in range(end - tail, end)]


def _kept(old: Sequence[str], number: int, new_number: int) -> DiffRow:
    words = _plain(old[number])
    return DiffRow(RowKind.KEPT, number + 1, new_number + 1, words, words)


def _changed_rows(old: Sequence[str], new: Sequence[str], change: Change) -> list[DiffRow]:
    rows: list[DiffRow] = []
    i, j = change.before_start, change.after_start
    for pair_i, pair_j in (*_pairs(old, new, change), (change.before_end, change.after_end)):
        rows += [DiffRow(RowKind.REMOVED, n + 1, None, _plain(old[n])) for n in range(i, pair_i)]
        rows += [DiffRow(RowKind.ADDED, None, n + 1, (), _plain(new[n])) for n in range(j, pair_j)]
        if pair_i < change.before_end and pair_j < change.after_end:
            words = _compare_words(old[pair_i], new[pair_j])
            rows.append(DiffRow(RowKind.CHANGED, pair_i + 1, pair_j + 1, *words))
        i, j = pair_i + 1, pair_j + 1
    return rows


def _pairs(old: Sequence[str], new: Sequence[str], change: Change) -> list[tuple[int, int]]:
    """Pair removed with added lines so that, in order, the paired lines share as many words as possible."""
    left = [_bag(line) for line in old[change.before_start : change.before_end]]
    right = [_bag(line) for line in new[change.after_start : change.after_end]]
    if max(len(left), len(right)) > _MOST_PAIRED_LINES:
        return []
    gain = [[_alike(a, b) for b in right] for a in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + gain[i][j])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if gain[i][j] and best[i][j] == best[i + 1][j + 1] + gain[i][j]:
            pairs.append((change.before_start + i, change.after_start + j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _bag(line: str) -> frozenset[str]:
    return frozenset(word for word in _WORDS.findall(line) if not word.isspace())


def _alike(left: frozenset[str], right: frozenset[str]) -> float:
    shared = len(left & right) / max(1, len(left | right))
    return shared if shared >= _LEAST_ALIKE else 0.0


def _plain(line: str) -> tuple[WordSpan, ...]:
    text = line.rstrip("\r\n")
    return (WordSpan(text, changed=False),) if text else ()


def _compare_words(old: str, new: str) -> tuple[tuple[WordSpan, ...], tuple[WordSpan, ...]]:
    left, right = _WORDS.findall(old.rstrip("\r\n")), _WORDS.findall(new.rstrip("\r\n"))
    if left == right:
        return _with_line_end(old), _with_line_end(new)
    changes = find_changes(left, right)
    return (
        _spans(left, [(change.before_start, change.before_end) for change in changes]),
        _spans(right, [(change.after_start, change.after_end) for change in changes]),
    )


def _with_line_end(line: str) -> tuple[WordSpan, ...]:
    ending = line[len(line.rstrip("\r\n")) :]
    return (*_plain(line), WordSpan(_LINE_END_MARK * len(ending), changed=True)) if ending else _plain(line)


def _spans(words: Sequence[str], changed: Sequence[tuple[int, int]]) -> tuple[WordSpan, ...]:
    spans: list[WordSpan] = []
    at = 0
    for start, end in (*changed, (len(words), len(words))):
        if start > at:
            spans.append(WordSpan("".join(words[at:start]), changed=False))
        if end > start:
            spans.append(WordSpan("".join(words[start:end]), changed=True))
        at = end
    return tuple(spans)


def count_changed_characters(before: str, after: str) -> tuple[int, int]:
    """Return how many characters of `before` are gone and how many of `after` are new, word by word."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    gone = came = 0
    for change in find_changes(old, new):
        gone += sum(map(len, old[change.before_start : change.before_end]))
        came += sum(map(len, new[change.after_start : change.after_end]))
    return gone, came


def find_changed_ranges(before: str, after: str) -> list[tuple[int, int]]:
    """Return which characters of `before`, from and to, give way, word by word; an empty range is an insert."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    places = [0, *accumulate(map(len, old))]
    return [(places[change.before_start], places[change.before_end]) for change in find_changes(old, new)]
