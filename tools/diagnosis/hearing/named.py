"""Did the recording hear another name than the live transcript, and can it know how the name is written?

Names that sound alike cannot be told apart by ear, so a name of the recording counts only when it was spelled there,
or when the live transcript itself has it at another moment.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from tools.diagnosis.hearing.alignment import likeness
from tools.diagnosis.hearing.belonging import Fields
from tools.diagnosis.hearing.moments import Lined, Moment, Side, is_same_moment
from tools.diagnosis.hearing.sorts import Sort
from tools.diagnosis.hearing.units import Said
from tools.diagnosis.lexicon import FUNCTION_WORDS, Kind
from tools.diagnosis.names import find_name
from tools.diagnosis.reading import Conversation
from tools.diagnosis.topics import Topic

_BASE = 0.3
_SPELLED, _WRITTEN_ELSEWHERE, _REPEATED, _CONTRADICTED = 0.4, 0.25, 0.1, -0.35
_BROKEN_OFF = -0.3
_MOST_WORDS = 4
_SHORTEST = 2
_MOST_PLACES = 200
_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class NamedMoment:
    """A name the caller gives for a field; `start` and `end` are its span in the live turn."""

    topic: Topic
    turn: int
    start: int
    end: int
    moment: Moment


def find_names(lined: Lined, conversation: Conversation, fields: Fields) -> Iterator[NamedMoment]:
    """The moments at which the caller names a person for a field and the recording has words there too."""
    topics = [topic for topic in fields.topics if topic.kind is Kind.PERSON]
    if not topics:
        return
    places: dict[int, list[int]] = {}
    for place in range(len(lined.live.units)):
        places.setdefault(lined.live.token_of(place).turn, []).append(place)
    for turn in conversation.caller_turns:
        for topic in topics:
            named = find_name(turn, topic.part, answering=topic.field.name in fields.asked_before(turn.index))
            if named is None:
                continue
            start, end, _ = named
            inside = [place for place in places.get(turn.index, ()) if start <= lined.live.token_of(place).start < end]
            moment = _moment(lined, inside)
            if moment is not None:
                yield NamedMoment(topic, turn.index, start, end, moment)
                break


def same_name(moment: Moment) -> bool:
    """Whether both sides have the name, letter for letter."""
    return moment.live.plain == moment.heard.plain


class NameEvidence:
    """Where names are spelled, and where words stand, on either side of a call."""

    def __init__(self, lined: Lined) -> None:
        self._spelled_heard, self._spelled_live = _spelled(lined.heard), _spelled(lined.live)
        self._heard, self._live = _Words(lined.heard), _Words(lined.live)

    def weigh(self, moment: Moment) -> float:
        """How sure it is that the name is written as the recording has it."""
        heard, live = moment.heard, moment.live
        last_heard, last_live = heard.parts[-1], live.parts[-1]
        sure = _BASE
        sure += _SPELLED * (last_heard in self._spelled_heard)
        sure += _WRITTEN_ELSEWHERE * (self._live.times(heard.parts) > 0 or last_heard in self._spelled_live)
        sure += _REPEATED * (self._heard.times(heard.parts) > 1)
        spelled = self._spelled_live | self._spelled_heard
        otherwise = any(word != last_heard and likeness(word, last_live) >= _ALIKE for word in spelled)
        sure += _CONTRADICTED * (otherwise or self._heard.times(live.parts) > 0)
        sure += _BROKEN_OFF * (live.plain.startswith(heard.plain) or live.plain.endswith(heard.plain))
        return max(0.0, min(0.9, sure))


class _Words:
    def __init__(self, side: Side) -> None:
        self._keys = [unit.key.lstrip("#") for unit in side.units]
        self._places: dict[str, list[int]] = {}
        for place, key in enumerate(self._keys):
            self._places.setdefault(key, []).append(place)

    def times(self, parts: tuple[str, ...]) -> int:
        """How often some words stand in a row."""
        starts = self._places.get(parts[0], [])[:_MOST_PLACES]
        return sum(tuple(self._keys[place : place + len(parts)]) == parts for place in starts)


def _moment(lined: Lined, inside: list[int]) -> Moment | None:
    others = [lined.places[place] for place in inside if place in lined.places]
    if not inside or not others or len(inside) > _MOST_WORDS:
        return None
    first, last = min(others), max(others) + 1
    if last - first > len(inside) + 1:
        return None
    live = tuple(_letters(lined.live, place) for place in inside)
    heard = tuple(_letters(lined.heard, place) for place in range(first, last))
    if not all(live) or not all(heard) or set(heard) & FUNCTION_WORDS or len(heard[-1]) < _SHORTEST:
        return None
    moment = Moment(
        inside[0], inside[-1] + 1, first, last, Said("".join(live), live), Said("".join(heard), heard), Sort.NAME
    )
    return moment if is_same_moment(lined, moment) else None


def _letters(side: Side, place: int) -> str:
    unit = side.units[place]
    plain = unit.said.plain if unit.said else unit.key
    return plain if plain.isalpha() else ""


def _spelled(side: Side) -> frozenset[str]:
    found = (unit.said.plain for unit in side.units if unit.said and unit.said.plain.isalpha())
    return frozenset(islice(found, _MOST_PLACES))
