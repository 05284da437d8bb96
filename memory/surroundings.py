"""What stood around the place of an edit, and does it still stand there?

Compared by words: numbers of list items, bullets, punctuation and capitals say nothing about the meaning of a rule,
and inserting an item elsewhere numbers all others anew.
"""

import re
from collections.abc import Iterable

MOST_PASSAGES = 20
LONGEST_ANCHOR = 1_000
LONGEST_SIDE = 400
"""Characters before and after an anchor; half as many again of the lines beside it."""

_MARKER = re.compile(r"^[\s>#*•–-]*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z])[.)](?:\s|$))?[\s*_]*")
_WORD = re.compile(r"[^\W_]+")


def find_surroundings(text: str, anchors: Iterable[str]) -> tuple[str, ...]:
    """Return for each anchor that stands in `text` its lines with one written line before and one after.

    There are at most `MOST_PASSAGES`, and each is cut to what is close to its anchor.
    """
    found: list[str] = []
    for anchor in anchors:
        start = text.find(anchor) if anchor.strip() else -1
        if start >= 0 and len(found) < MOST_PASSAGES:
            # The line breaks at the ends of an anchor belong to its own lines.
            first = start + len(anchor) - len(anchor.lstrip())
            found.append(_cut(text, first, start + len(anchor.rstrip())))
    return tuple(found)


def all_stand(passages: Iterable[str], text: str) -> bool:
    """Say whether the words of every passage stand in a text, one after the other."""
    words = _words(text)
    return all(_words(passage) in words for passage in passages)


def _cut(text: str, start: int, end: int) -> str:
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    high = len(text) if high < 0 else high
    if end - start > LONGEST_ANCHOR:
        return _first(text[start:end], LONGEST_ANCHOR)
    own = f"{_last(text[low:start], LONGEST_SIDE)}{text[start:end]}{_first(text[end:high], LONGEST_SIDE)}"
    # Where a line is cut, what stands beyond it is no longer next to what is kept; written lines may be far apart.
    before = text[max(0, low - LONGEST_SIDE) : low].rstrip() if start - low <= LONGEST_SIDE else ""
    after = text[high : high + LONGEST_SIDE].lstrip() if high - end <= LONGEST_SIDE else ""
    beside = _last(before.rpartition("\n")[2], LONGEST_SIDE // 2), _first(after.partition("\n")[0], LONGEST_SIDE // 2)
    return "\n".join((beside[0], own, beside[1])).strip("\n")


def _first(text: str, most: int) -> str:
    """Return the beginning of a text, without half a word at its end where words are apart."""
    return text if len(text) <= most else re.sub(r"\s\S*$", "", text[:most], count=1)


def _last(text: str, most: int) -> str:
    return text if len(text) <= most else re.sub(r"^\S*\s", "", text[-most:], count=1)


def _words(text: str) -> str:
    lines = (_WORD.findall(_MARKER.sub("", line, count=1).casefold()) for line in text.splitlines())
    return " ".join(word for line in lines for word in line)
