"""Which words around a place in a text stand there exactly once, so that an edit can hold on to them?"""

from collections.abc import Iterator

from tools.instructions.graphemes import snap_left, snap_right

_LINES_FIRST = (1, 1, 2, 4)


def stands_once(text: str, words: str) -> bool:
    """Say whether `words` stand exactly once in `text`, counting overlapping places too."""
    if not words:
        return False
    first = text.find(words)
    return first >= 0 and text.find(words, first + 1) < 0


def can_anchor(text: str, words: str) -> bool:
    """Say whether an edit of `text` may hold on to `words`: something visible that stands once."""
    return not words.isspace() and stands_once(text, words)


def find_anchor_ending_at(text: str, end: int, start: int | None = None) -> str | None:
    """Return words that end at offset `end` and stand once, as few lines as possible, or None.

    `start` is where the shortest acceptable anchor begins; without one that is the start of the line.
    """
    first = _line_start(text, end) if start is None else start
    for low, _ in widenings(text, first, end, right=False):
        if can_anchor(text, text[low:end]):
            return text[low:end]
    return None


def find_anchor_starting_at(text: str, start: int, end: int | None = None) -> str | None:
    """Return words that start at offset `start` and stand once, as few lines as possible, or None."""
    last = _line_end(text, start) if end is None else end
    for _, high in widenings(text, start, last, left=False):
        if can_anchor(text, text[start:high]):
            return text[start:high]
    return None


def widenings(text: str, start: int, end: int, *, left: bool = True, right: bool = True) -> Iterator[tuple[int, int]]:
    """Yield the span, then ever wider ones: first by whole lines, then by doubling, at last everything.

    A side that moves stops only where no character is cut in two.
    """
    yield start, end
    for lines in _LINES_FIRST:
        for _ in range(lines):
            start = snap_left(text, _line_start(text, start - 1)) if left and start > 0 else start
            end = snap_right(text, _line_end(text, end + 1)) if right and end < len(text) else end
        yield start, end
    while (left and start > 0) or (right and end < len(text)):
        width = end - start + 1
        start = snap_left(text, max(0, start - width)) if left else start
        end = snap_right(text, min(len(text), end + width)) if right else end
        yield start, end


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, max(place, 0)) + 1


def _line_end(text: str, place: int) -> int:
    found = text.find("\n", place)
    if found < 0:
        return len(text)
    return found - 1 if found > place and text[found - 1] == "\r" else found
