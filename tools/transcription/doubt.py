"""Which of the words that a recogniser wrote were never said?

Whisper models write something where nothing is said: the same words over and over, or what stands under films. Such
words are not kept, since they would be quoted as evidence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from memory.spoken import Word
from tools.transcription.measures import FRAME_S
from tools.transcription.spans import Span

REACH_S = 0.3
"""Word times are about so exact."""

MOST_REPEATS = {1: 10, 2: 5, 3: 4}
MOST_REPEATS_OF_LONG = 3
LONGEST_LOOP = 24
LEAST_PROBABILITY = 0.35
LEAST_PHANTOM_PROBABILITY = 0.7

_PHANTOMS = re.compile(
    r"^(thanks?( you)?( so much| very much)? for (watching|listening|viewing)|(please )?(like and )?subscribe\b.*"
    r"|don'?t forget to (like|subscribe)\b.*|see you (in the )?next (video|time|one)"
    r"|(subtitles?|captions?|transcri(bed|pt(ion)?)|translat(ed|ion)) (by|from)\b.*|.*\bamara\s?\.?\s?org\b.*"
    r"|.*\bopensubtitles\b.*|untertitel.*|sous-titr.*|subt[ií]tulos.*)$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…。？！]['\"”)]*$")


@dataclass(slots=True)
class Doubts:
    """How many words were left out, and why."""

    silent: int = 0
    repeated: int = 0
    phantom: int = 0

    def as_remarks(self) -> list[str]:
        """Say it to a person."""
        found = []
        if self.repeated:
            found.append(f"Left out: {_words(self.repeated)} that the recogniser wrote over and over in a loop.")
        if self.silent:
            found.append(f"Left out: {_words(self.silent)} that the recogniser wrote where nobody speaks.")
        if self.phantom:
            found.append(f"Left out: {_words(self.phantom)} such as recognisers write over music and noise.")
        return found


def _words(count: int) -> str:
    return "1 word" if count == 1 else f"{count:,} words"


def without_loops(words: Sequence[Word], doubts: Doubts) -> list[Word]:
    """Keep a run of words that comes again and again only once. Digits and "no, no, no" may well be said often."""
    plain = [re.sub(r"\W+", "", word.text.lower()) for word in words]
    kept: list[Word] = []
    index = 0
    while index < len(words):
        length, repeats = _loop_at(plain, index)
        if repeats:
            kept.extend(words[index : index + length])
            doubts.repeated += length * (repeats - 1)
            index += length * repeats
        else:
            kept.append(words[index])
            index += 1
    return kept


def _loop_at(plain: list[str], index: int) -> tuple[int, int]:
    for length in range(1, min(LONGEST_LOOP, (len(plain) - index) // 2) + 1):
        unit = plain[index : index + length]
        if not any(unit):
            continue
        repeats = 1
        while plain[index + repeats * length : index + (repeats + 1) * length] == unit:
            repeats += 1
        if repeats > MOST_REPEATS.get(length, MOST_REPEATS_OF_LONG):
            return length, repeats
    return 0, 0


def without_silence(
    words: Sequence[Word], audible: NDArray[np.bool_], voiced: Sequence[Span] | None, doubts: Doubts
) -> list[Word]:
    """Leave out words where the channel is silent, and sentences nobody seems to have spoken.

    Args:
        words: With times in the recording.
        audible: For every 20 ms of the channel, whether something is above the noise.
        voiced: Where the voice filter found speech; None when it was believed, so that all words stand there anyway.
        doubts: Counts what is left out.
    """
    kept: list[Word] = []
    for sentence in _sentences(words):
        text = "".join(word.text for word in sentence).strip()
        mean = sum(word.probability for word in sentence) / len(sentence)
        unvoiced = voiced is not None and not any(_meets(word, voiced) for word in sentence)
        if _PHANTOMS.match(text.rstrip(".!?… ")) and (unvoiced or mean < LEAST_PHANTOM_PROBABILITY):
            doubts.phantom += len(sentence)
        elif unvoiced and mean < LEAST_PROBABILITY:
            doubts.silent += len(sentence)
        else:
            heard = [word for word in sentence if _is_audible(word, audible)]
            doubts.silent += len(sentence) - len(heard)
            kept.extend(heard)
    return kept


def _sentences(words: Sequence[Word]) -> list[list[Word]]:
    found: list[list[Word]] = []
    for word in words:
        if not found or _SENTENCE_END.search(found[-1][-1].text) or word.start_s - found[-1][-1].end_s > 1.0:
            found.append([])
        found[-1].append(word)
    return found


def _meets(word: Word, spans: Sequence[Span]) -> bool:
    return any(span.start_s <= word.end_s and word.start_s <= span.end_s for span in spans)


def _is_audible(word: Word, audible: NDArray[np.bool_]) -> bool:
    first = max(int((word.start_s - REACH_S) / FRAME_S), 0)
    last = int(np.ceil((word.end_s + REACH_S) / FRAME_S))
    return bool(audible[first:last].any())
