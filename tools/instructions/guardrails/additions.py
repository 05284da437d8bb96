"""What does each edit add and take away, in whole words, and beside what does it stand?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tools.instructions.edits import PlacedEdit
from tools.instructions.guardrails.proposal import Proposal
from tools.instructions.guardrails.vague_answers import drop_vague_answers

_TOKEN = re.compile(r"\w+|\W")
_ENDS = ".!?;:。！？\n|"
_SENTENCE = re.compile(r"[.!?;:\n|\"“”„«»‹›*#()\[\]。！？；：「」『』<>=~`\\/]+")
_MARKER = re.compile(r"\A\W*(?:\d{1,3}|[a-z])[.)]\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Change:
    """What one edit really changes.

    `added` and `removed` are whole words; `before` and `after` are what stands on the same line in front of the
    changed words and behind them; `above` is the line over it, `removed_lines` are the old lines that lose words.
    """

    added: str
    removed: str
    before: str
    after: str
    above: str
    removed_lines: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        """The added words, parted at the ends of sentences and at every sign that sets words apart."""
        return split_sentences(drop_vague_answers(self.added))

    @property
    def goes_on(self) -> bool:
        """Whether the added words continue a sentence that stands there already."""
        lead = _MARKER.sub("", self.before).rstrip()
        return bool(lead) and lead[-1] not in f"{_ENDS}-*" and self.added.lstrip(" ")[:1] not in {*_ENDS, "("}

    @property
    def leads_on(self) -> bool:
        """Whether a sentence that stands there already continues the added words."""
        rest, new = self.after.lstrip(), self.added.rstrip(" ")
        return bool(rest) and rest[0] not in f"{_ENDS},)" and new[-1:] not in _ENDS


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text, without their signs."""
    return [piece.strip() for piece in _SENTENCE.split(text) if any(map(str.isalnum, piece))]


def read_changes(proposal: Proposal) -> list[Change]:
    """Return what the edits change, in order; an edit that leaves all words as they are is left out."""
    return [change for one in proposal.placed if (change := _read(proposal.before, one)) is not None]


def _read(text: str, placed: PlacedEdit) -> Change | None:
    start, end, new = placed.start, placed.end, placed.text
    low, high = start, end
    while low > 0 and _is_word(text[low - 1]) and _is_word((new + text[end : end + 1])[:1] or text[start : start + 1]):
        low -= 1
    while high < len(text) and _is_word(text[high]) and _is_word((text[:start][-1:] + new)[-1:]):
        high += 1
    old_words = _TOKEN.findall(text[low:high])
    new_words = _TOKEN.findall(text[low:start] + new + text[end:high])
    same = _count_same(zip(old_words, new_words, strict=False))
    old_rest, new_rest = old_words[same:], new_words[same:]
    tail = _count_same(zip(reversed(old_rest), reversed(new_rest), strict=False))
    removed = "".join(old_rest[: len(old_rest) - tail])
    added = "".join(new_rest[: len(new_rest) - tail])
    if not removed and not added:
        return None
    first = low + len("".join(old_words[:same]))
    last = first + len(removed)
    line_start = text.rfind("\n", 0, first) + 1
    line_end = _find_end(text, last)
    above = text[:line_start].rstrip("\n").rpartition("\n")[2]
    gone = tuple(line for line in _removed_lines(text, first, last) if line.strip())
    return Change(added, removed, text[line_start:first], text[last:line_end], above, gone)


def _removed_lines(text: str, first: int, last: int) -> Iterator[str]:
    """Yield the old lines of which words are removed, whole."""
    if not text[first:last].strip():
        return
    start = text.rfind("\n", 0, first) + 1
    place = start
    while place < last:
        end = _find_end(text, place)
        if text[max(first, place) : min(last, end)].strip():
            yield text[place:end]
        place = end + 1


def _find_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _is_word(char: str) -> bool:
    return char.isalnum()


def _count_same(pairs: Iterator[tuple[str, str]]) -> int:
    same = 0
    for old, new in pairs:
        if old != new:
            break
        same += 1
    return same
