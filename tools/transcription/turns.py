"""Who said which words after whom? Puts the words of one or two channels together into turns."""

from collections.abc import Sequence

from memory.spoken import SpokenTurn, Word
from memory.vocabulary import Speaker

PAUSE_S = 1.0
"""A longer gap between two words of one speaker parts two turns."""

BREATH_S = 0.25
"""In a gap of at least this length the other one may have put in a word."""


def merged_turns(channels: dict[Speaker, Sequence[Word]]) -> tuple[SpokenTurn, ...]:
    """Return the turns of all speakers in the order of their first words.

    Args:
        channels: The words of each speaker in order, with times in the recording.
    """
    turns = []
    for speaker, words in channels.items():
        others = sorted(
            (word.start_s + word.end_s) / 2 for other, said in channels.items() if other is not speaker for word in said
        )
        turns += [SpokenTurn(speaker, part) for part in _split(words, others)]
    return tuple(sorted(turns, key=lambda turn: turn.words[0].start_s))


def split_at_pauses(words: Sequence[Word], pause_s: float = PAUSE_S) -> list[tuple[Word, ...]]:
    """Split the words of a channel where nothing is said for longer than a pause."""
    parts: list[list[Word]] = []
    for word in words:
        if not parts or word.start_s - parts[-1][-1].end_s > pause_s:
            parts.append([])
        parts[-1].append(word)
    return [tuple(part) for part in parts]


def _split(words: Sequence[Word], others: list[float]) -> list[tuple[Word, ...]]:
    parts: list[list[Word]] = []
    place = 0
    for word in words:
        if parts:
            before = parts[-1][-1].end_s
            while place < len(others) and others[place] <= before:
                place += 1
            interrupted = place < len(others) and others[place] < word.start_s
            gap = word.start_s - before
            if gap <= PAUSE_S and not (interrupted and gap >= BREATH_S):
                parts[-1].append(word)
                continue
        parts.append([word])
    return [tuple(part) for part in parts]
