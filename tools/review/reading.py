"""How do instructions fall into lines, sentences, and words that the agent is to speak?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from memory.vocabulary import Field

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "‑": "-", "\t": " "})
_ITEM = re.compile(
    r"[ ]*(?:\*\*)?(?P<marker>[-*+•–◦]|(?:step )?\(?(?P<number>\d{1,2})[.):]|\(?[a-z][.)])(?:\*\*)?[ ]+(?=\S)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"[ ]{0,3}(?:#{1,6}[ ]+\S|[A-Z][A-Z &/'-]{2,60}:?[ ]*\Z)")
_FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)")
_DIALOGUE = re.compile(
    r"[ >*_-]{0,8}(?:agent|caller|customer|user|assistant|bot|client|guest|patient)[ *_]{0,3}:[ *]*[\"A-Z]"
)
_STOP = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<![ .][a-z])[.!?][\"')\]*_]{0,3}(?=\s+[^a-z\s]|\s*\Z)"
)
_SPEECH = re.compile(r'"([^"\n]{1,4000})"')
_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
_SENTENCE_ENDS = (".", "!", "?", ":", ";", '."', '!"', '?"')
_FULL_LINE = 60
LONGEST_SENTENCE = 600


@dataclass(frozen=True, slots=True)
class Line:
    """A line from `start` to `end`; its words begin at `body`. `closed` lines take no edits."""

    start: int
    end: int
    body: int
    marker: str
    number: int | None
    is_heading: bool
    closed: bool

    @property
    def is_item(self) -> bool:
        """Whether a bullet or a number stands before it."""
        return bool(self.marker)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence from `start` to `end`, with straight quotation marks; `line` is the place of its first line."""

    start: int
    end: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Project:
    """What the instructions are for."""

    fields: tuple[Field, ...]
    goal: str
    name: str

    @property
    def required(self) -> tuple[Field, ...]:
        """The fields that every call should capture."""
        return tuple(field for field in self.fields if field.required)


class Reading:
    """A text as the rules see it. Places are those of the text itself."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = text.translate(_STRAIGHT)
        self.line_end = "\r\n" if "\r\n" in text else "\n"
        self.lines = tuple(_read_lines(self.plain))
        self.sentences = tuple(_read_sentences(self.plain, self.lines))
        self._places = {one.start: place for place, one in enumerate(self.sentences)}
        self.speeches = tuple((match.start(1), match.end(1)) for match in _SPEECH.finditer(self.plain))

    def find(self, *patterns: re.Pattern[str]) -> Iterator[tuple[Sentence, re.Match[str]]]:
        """Yield each sentence that one of the patterns matches, with the first match."""
        for sentence in self.sentences:
            for pattern in patterns:
                match = pattern.search(sentence.text)
                if match:
                    yield sentence, match
                    break

    def has(self, pattern: re.Pattern[str], unless: re.Pattern[str] | None = None) -> bool:
        """Say whether a sentence matches `pattern` and not `unless`."""
        return any(pattern.search(one.text) and not (unless and unless.search(one.text)) for one in self.sentences)

    def after(self, sentence: Sentence) -> str:
        """Return the sentence after this one, in the same or the next line, or ''."""
        place = self._places[sentence.start] + 1
        return self.sentences[place].text if place < len(self.sentences) else ""

    def before(self, sentence: Sentence) -> str:
        """Return the sentence before this one, or ''."""
        place = self._places[sentence.start] - 1
        return self.sentences[place].text if place >= 0 else ""

    def find_end_of_speech(self, place: int) -> int | None:
        """Return where the words to be spoken around `place` end, behind their closing mark; None outside of them."""
        return next((end + 1 for start, end in self.speeches if start <= place <= end), None)

    def is_closed(self, sentence: Sentence) -> bool:
        """Say whether the sentence stands where no edit belongs: code, a table, sample dialogue."""
        return self.lines[sentence.line].closed


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return [word.casefold() for word in _WORD.findall(text)]


def stem(word: str) -> str:
    """Return what words of one family begin with: `delivery` and `delivered` share it."""
    word = word.removesuffix("'s")
    for ending in ("ing", "ies", "ed", "es", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:6]


def _read_lines(plain: str) -> Iterator[Line]:
    start, fenced = 0, False
    while start <= len(plain):
        found = plain.find("\n", start)
        stop = len(plain) if found < 0 else found
        end = stop - 1 if stop > start and plain[stop - 1] == "\r" else stop
        content = plain[start:end]
        is_fence = bool(_FENCE.match(content))
        item = _ITEM.match(content)
        yield Line(
            start=start,
            end=end,
            body=start + (item.end() if item else len(content) - len(content.lstrip())),
            marker=item["marker"] if item else "",
            number=int(item["number"]) if item and item["number"] else None,
            is_heading=not item and bool(_HEADING.match(content)),
            closed=fenced
            or is_fence
            or content.lstrip().startswith(("|", "<!--", "{%"))
            or bool(_DIALOGUE.match(content)),
        )
        fenced ^= is_fence
        start = stop + 1


def _read_sentences(plain: str, lines: tuple[Line, ...]) -> Iterator[Sentence]:
    place = 0
    while place < len(lines):
        first = lines[place]
        last = place
        while last + 1 < len(lines) and _runs_on(plain, lines[last], lines[last + 1]):
            last += 1
        if first.body < first.end and not first.is_heading:
            yield from _cut(plain, lines, place, last)
        place = last + 1


def _runs_on(plain: str, line: Line, following: Line) -> bool:
    """Say whether a sentence goes on in the following line, which was only broken to keep it short."""
    if following.is_item or following.is_heading or following.closed or line.is_heading or line.closed:
        return False
    old, new = plain[line.body : line.end].rstrip(), plain[following.body : following.end]
    if not old or not new or old.endswith(_SENTENCE_ENDS):
        return False
    return new[0].islower() or len(old) >= _FULL_LINE


def _cut(plain: str, lines: tuple[Line, ...], first: int, last: int) -> Iterator[Sentence]:
    start, end = lines[first].body, lines[last].end
    block = plain[start:end]
    at, line = 0, first
    for stop in _list_stops(block):
        piece = block[at:stop]
        lead = len(piece) - len(piece.lstrip())
        words = piece.strip()
        if words:
            begin = start + at + lead
            while line < last and lines[line + 1].start <= begin:
                line += 1
            yield Sentence(begin, begin + len(words), words, line)
        at = stop


def _list_stops(block: str) -> Iterator[int]:
    """Yield where sentences end; what goes on for too long is cut, so that no pattern runs over a whole text."""
    at = 0
    for stop in (*(match.end() for match in _STOP.finditer(block)), len(block)):
        while stop - at > LONGEST_SENTENCE:
            space = block.rfind(" ", at + 1, at + LONGEST_SENTENCE)
            at = space if space > at else at + LONGEST_SENTENCE
            yield at
        yield stop
        at = stop
