"""What are the words of a call, one after the other, as the live transcript and as the recording have them?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from memory.spoken import SpokenTurn, Transcription
from memory.vocabulary import Speaker
from tools.diagnosis.questions import is_placeholder
from tools.diagnosis.reading import Conversation, fold

MOST_TOKENS = 40_000
"""Words read of each side: more than three hours of speech."""

LONGEST_PAUSE_S = 4.0
"""A number may be said with pauses; behind a longer one something else begins."""

NEXT_TURN = "\n"
"""The gap between two turns of the recording across which a value may go on."""

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_LONGEST_TURN = 20_000


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters or of digits.

    `start` and `end` are its place in the text of its turn, `gap` is what stands between it and the one before;
    `breaks` says that no value goes on across that gap. Times are seconds, None where unknown.
    """

    text: str
    word: str
    gap: str
    breaks: bool
    turn: int
    start: int
    end: int
    speaker: Speaker
    start_s: float | None = None
    end_s: float | None = None
    probability: float | None = None


def tokens_of_call(conversation: Conversation) -> list[Token]:
    """The words of a live transcript. Values never go on from one turn to the next: a quote stands in one."""
    tokens: list[Token] = []
    for turn in conversation.turns:
        if turn.by_agent and is_placeholder(turn.text):
            continue
        for found, gap, first in _cut(turn.text):
            text = found[0]
            tokens.append(Token(text, fold(text), gap, first, turn.index, found.start(), found.end(), turn.speaker))
        if len(tokens) >= MOST_TOKENS:
            break
    return tokens[:MOST_TOKENS]


def tokens_of_recording(heard: Transcription) -> list[Token]:
    """The words of a recording, with their times and probabilities."""
    tokens: list[Token] = []
    for index, turn in enumerate(heard.turns):
        for token in _spoken(index, turn):
            before = tokens[-1] if tokens else None
            goes_on = not token.breaks or (
                before is not None
                and before.speaker is token.speaker
                and (token.start_s or 0.0) - (before.end_s or 0.0) <= LONGEST_PAUSE_S
            )
            tokens.append(token if not (token.breaks and goes_on) else _joined(token))
        if len(tokens) >= MOST_TOKENS:
            break
    return tokens[:MOST_TOKENS]


def _joined(token: Token) -> Token:
    return replace(token, gap=NEXT_TURN, breaks=False)


def _cut(text: str) -> Iterator[tuple[re.Match[str], str, bool]]:
    last = 0
    for place, found in enumerate(_TOKEN.finditer(text[:_LONGEST_TURN])):
        yield found, text[last : found.start()], place == 0
        last = found.end()


def _spoken(index: int, turn: SpokenTurn) -> Iterator[Token]:
    written = "".join(word.text for word in turn.words)
    shift = len(written) - len(written.lstrip())
    ends = [end - shift for end in accumulate(len(word.text) for word in turn.words)]
    at = 0
    for found, gap, first in _cut(turn.text):
        while at < len(ends) - 1 and ends[at] <= found.start():
            at += 1
        last = at
        while last < len(ends) - 1 and ends[last] < found.end():
            last += 1
        words = turn.words[at : last + 1]
        yield Token(
            found[0],
            fold(found[0]),
            gap,
            first,
            index,
            found.start(),
            found.end(),
            turn.speaker,
            words[0].start_s,
            max(word.end_s for word in words),
            min(word.probability for word in words),
        )


def cut_text(tokens: Sequence[Token], texts: Sequence[str]) -> str:
    """What stands at some tokens in a row, verbatim; where they belong to several turns, those are joined by spaces."""
    pieces: list[str] = []
    first = tokens[0]
    last = first
    for token in tokens[1:]:
        if token.turn != last.turn:
            pieces.append(texts[first.turn][first.start : last.end])
            first = token
        last = token
    pieces.append(texts[first.turn][first.start : last.end])
    return " ".join(pieces)
