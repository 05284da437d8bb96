"""How is a turn laid out? Its words in pieces: some were cited, some were hard to hear on a recording."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.web import words
from memory.spoken import SpokenTurn, Transcription
from memory.vocabulary import Quote, Speaker, Turn

# Longer turns are cut here, with a way to see all of them.
LONGEST_SHOWN = 2000
AROUND_A_QUOTE = 600
HARD_TO_HEAR_BELOW = 0.5

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a turn that look alike."""

    text: str
    is_cited: bool = False
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A turn as a page shows it; `start_s` is None where it is not known when it was said."""

    number: int
    is_agent: bool
    start_s: float | None
    pieces: tuple[Piece, ...]
    is_cited: bool
    hidden: int
    starts_late: bool

    @property
    def speaker(self) -> str:
        """Who spoke."""
        return "Agent" if self.is_agent else "Caller"

    @property
    def at(self) -> str | None:
        """When it was said, as a clock shows it."""
        return None if self.start_s is None else words.clock(self.start_s)


def show_turns(
    turns: Sequence[Turn],
    quotes: Sequence[Quote],
    *,
    start: int,
    count: int,
    whole: int | None = None,
    is_cut: bool = True,
    heard: Transcription | None = None,
) -> list[ShownTurn]:
    """Return `count` turns from number `start`, long ones cut, but for number `whole`.

    `heard` is what the turns were heard on, and tells which words were hard to hear.
    """
    shown = []
    for number, turn in enumerate(turns[start : start + count], start):
        doubtful = find_doubtful(heard.turns[number]) if heard is not None else []
        shown.append(show_turn(number, turn, quotes, is_whole=number == whole or not is_cut, doubtful=doubtful))
    return shown


def show_turn(
    number: int, turn: Turn, quotes: Sequence[Quote], *, is_whole: bool, doubtful: Sequence[Span] = ()
) -> ShownTurn:
    """Return a turn ready to be shown; a long one is cut around what was cited, unless `is_whole`."""
    cited = _find_cited(turn.text, [quote.text for quote in quotes if quote.turn == number])
    begin, end = 0, len(turn.text)
    if not is_whole and len(turn.text) > LONGEST_SHOWN:
        begin = max(0, cited[0][0] - AROUND_A_QUOTE) if cited else 0
        end = max(begin + LONGEST_SHOWN, cited[0][1] + AROUND_A_QUOTE) if cited else LONGEST_SHOWN
    end = min(end, len(turn.text))
    return ShownTurn(
        number,
        turn.speaker is Speaker.AGENT,
        turn.start_s,
        tuple(_cut(turn.text, cited, doubtful, begin, end)),
        bool(cited),
        len(turn.text) - (end - begin),
        begin > 0,
    )


def find_doubtful(turn: SpokenTurn) -> list[Span]:
    """Return where in the turn's text words stand that were hard to hear."""
    found = []
    spoken = "".join(word.text for word in turn.words)
    at = len(spoken.lstrip()) - len(spoken)  # the text begins with its first letter
    for word in turn.words:
        bare = word.text.strip()
        begin = at + len(word.text) - len(word.text.lstrip())
        if bare and word.probability < HARD_TO_HEAR_BELOW:
            found.append((begin, begin + len(bare)))
        at += len(word.text)
    return found


def _find_cited(text: str, quotes: Iterable[str]) -> list[Span]:
    found = sorted((place, place + len(quote)) for quote in quotes if (place := text.find(quote)) >= 0)
    merged: list[Span] = []
    for begin, end in found:
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _cut(text: str, cited: Sequence[Span], doubtful: Sequence[Span], begin: int, end: int) -> Iterable[Piece]:
    """Yield `text` from `begin` to `end` in pieces; spans are in order and do not overlap their own kind."""
    edges = {begin, end} | {min(max(edge, begin), end) for span in (*cited, *doubtful) for edge in span}
    is_cited, is_doubtful = _Inside(cited), _Inside(doubtful)
    places = sorted(edges)
    for start, stop in pairwise(places):
        yield Piece(text[start:stop], is_cited.at(start), is_doubtful.at(start))


class _Inside:
    """Tells whether places, asked for in rising order, lie inside spans."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._next = 0

    def at(self, place: int) -> bool:
        while self._next < len(self._spans) and self._spans[self._next][1] <= place:
            self._next += 1
        return self._next < len(self._spans) and self._spans[self._next][0] <= place
