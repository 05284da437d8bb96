"""What does a call look like once its turns are cut into sentences and words?

Text is folded to lower case one character for one, so that a span found in the folded text is the same
span in the turn: quotes are cut out of what was really said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from memory.vocabulary import Call, Speaker, Turn

MOST_TURNS = 2_000
"""Turns read per call: the first and the last half of these. No phone call is longer."""

MOST_CHARACTERS = 4_000
"""Characters read per turn: about four minutes of speech."""

MOST_CHARACTERS_OF_CALL = 160_000
"""Characters read per call, half of them from its end: more than two hours of speech."""

LONGEST_QUOTE = 200

_SENTENCE_END = re.compile(r"(?<=[.!?\u3002\uff01\uff1f\u0964])\s+|(?<=[\u3002\uff01\uff1f])|\n+")
_WORD = re.compile(r"\w+(?:'\w+)?")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_ENDINGS = (
    ("ating", ""), ("ated", ""), ("ates", ""), ("ate", ""),
    ("ations", ""), ("ation", ""), ("ances", ""), ("ance", ""), ("ments", ""), ("ment", ""), ("ings", ""),
    ("ing", ""), ("ions", ""), ("ion", ""), ("ies", "y"), ("ers", ""), ("er", ""), ("ed", ""), ("es", ""),
    ("ic", ""), ("al", ""), ("s", ""), ("e", ""), ("y", ""),
)  # fmt: skip
_SHORTEST = {"s": 3, "y": 5}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a turn: `text` is folded, `start` is its place in the turn, `words` are in order."""

    start: int
    text: str
    words: tuple[str, ...]
    stems: frozenset[str]


class Utterance:
    """One turn as the rules read it. `index` is its place in the transcript."""

    def __init__(self, index: int, speaker: Speaker, text: str) -> None:
        self.index = index
        self.speaker = speaker
        self.text = text[:MOST_CHARACTERS]

    @property
    def by_agent(self) -> bool:
        """Whether the agent spoke it."""
        return self.speaker is Speaker.AGENT

    @cached_property
    def folded(self) -> str:
        """The text in lower case, character for character."""
        return fold(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that hold at least one word."""
        return tuple(_cut_sentences(self.folded))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words of the turn, folded, in order."""
        return tuple(word for sentence in self.sentences for word in sentence.words)

    @cached_property
    def written(self) -> tuple[str, ...]:
        """All words of the turn with their capitals, in order."""
        return find_words(self.text.translate(_PLAIN))


@dataclass(frozen=True)
class Conversation:
    """The turns of a call that are read; `length` counts all turns of the transcript."""

    turns: tuple[Utterance, ...]
    length: int

    @cached_property
    def caller_turns(self) -> tuple[Utterance, ...]:
        """What the caller said."""
        return tuple(turn for turn in self.turns if not turn.by_agent and turn.words)

    @cached_property
    def agent_turns(self) -> tuple[Utterance, ...]:
        """What the agent said."""
        return tuple(turn for turn in self.turns if turn.by_agent and turn.words)


def read_call(call: Call) -> Conversation:
    """Read the transcript of a call; of one that is too long, its beginning and its end."""
    turns, length = call.transcript, len(call.transcript)
    front = _fill(turns, range(length))
    back = _fill(turns, range(length - 1, len(front) - 1, -1))
    kept = (*front, *reversed(back))
    return Conversation(tuple(Utterance(i, turns[i].speaker, turns[i].text) for i in kept), length)


def _fill(turns: Sequence[Turn], places: range) -> list[int]:
    """The places, in the order given, that fit into half of what is read of a call."""
    kept: list[int] = []
    characters = 0
    for place in places[: MOST_TURNS // 2]:
        characters += min(len(turns[place].text), MOST_CHARACTERS)
        if kept and characters > MOST_CHARACTERS_OF_CALL // 2:
            break
        kept.append(place)
    return kept


def fold(text: str) -> str:
    """Lower case with plain quotes and dashes, never changing the number of characters."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate(_PLAIN)


def find_words(text: str) -> tuple[str, ...]:
    """The words of a folded text, in order."""
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=8_192)
def stem(word: str) -> str:
    """A word without its English endings: insure, insured and insurance are one."""
    shortened = True
    while shortened:
        shortened = False
        for ending, instead in _ENDINGS:
            kept = len(word) - len(ending) + len(instead)
            if kept >= _SHORTEST.get(ending, 4) and word.endswith(ending) and not word.endswith("ss"):
                word, shortened = word[: len(word) - len(ending)] + instead, True
                break
    return word


def stems_of(words: Sequence[str]) -> frozenset[str]:
    """The stems of some words."""
    return frozenset(stem(word.removesuffix("'s")) for word in words)


def cut_quote(text: str, start: int = 0, end: int | None = None) -> str:
    """The whole phrase around a span, verbatim: its sentence, or as many words of it as 200 characters hold."""
    end = start if end is None else end
    left, right = 0, len(text)
    for boundary in _SENTENCE_END.finditer(text[: end + MOST_CHARACTERS]):
        if boundary.end() <= start and text[boundary.end() : end].strip():
            left = boundary.end()
        elif boundary.start() >= end and text[left : boundary.start()].strip():
            right = boundary.start()
            break
    if right - left > LONGEST_QUOTE:
        left, right = _narrow(text, left, right, start)
    return text[left:right].strip()


def _narrow(text: str, left: int, right: int, start: int) -> tuple[int, int]:
    first = max(left, min(start, right - LONGEST_QUOTE))
    if first > left:
        gap = text.rfind(" ", max(left, first - 40), first)
        first = gap + 1 if gap >= 0 else first
    last = min(right, first + LONGEST_QUOTE)
    if last < right:
        gap = text.rfind(" ", first + LONGEST_QUOTE // 2, last)
        last = gap if gap > 0 else last
    return first, last


def _cut_sentences(folded: str) -> Iterator[Sentence]:
    start = 0
    for boundary in (*_SENTENCE_END.finditer(folded), None):
        end = boundary.start() if boundary else len(folded)
        text = folded[start:end]
        words = find_words(text)
        if words:
            yield Sentence(start, text, words, stems_of(words))
        start = boundary.end() if boundary else end
