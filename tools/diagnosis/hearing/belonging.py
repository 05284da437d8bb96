"""To which field of the project does a value belong that was said in a turn?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from memory.vocabulary import Call
from tools.diagnosis.hearing.sorts import Sort, alike
from tools.diagnosis.lexicon import Kind
from tools.diagnosis.questions import PLAIN, find_asks
from tools.diagnosis.reading import Conversation, Utterance, find_words, stems_of
from tools.diagnosis.topics import Topic

_TAKES: Mapping[Sort, frozenset[Kind]] = {
    Sort.EMAIL: frozenset({Kind.EMAIL}),
    Sort.MONEY: frozenset({Kind.MONEY}),
    Sort.TIME: frozenset({Kind.TIME}),
    Sort.DATE: frozenset({Kind.DATE, Kind.BIRTH}),
    Sort.NUMBER: frozenset(
        {Kind.CODE, Kind.PHONE, Kind.COUNT, Kind.POSTCODE, Kind.ADDRESS, Kind.MONEY, Kind.BIRTH, Kind.TIME, Kind.DATE}
    ),
    Sort.CODE: frozenset({Kind.CODE, Kind.POSTCODE, Kind.ADDRESS, Kind.PERSON}),
    Sort.NAME: frozenset({Kind.PERSON}),
}
_NAMED, _ASKED, _CAPTURED, _FITS = 3, 2, 4, 1
_NEEDED = 2
_WORDS_BEFORE = 9
_WORDS_BEHIND = 4
_FEWEST_DIGITS_OF_A_PHONE = 6
_LONGEST_COUNT = 4
_SHORTEST_CODE = 3
_SHORTEST_WORD_CODE = 4
_BY_ITSELF = frozenset({Sort.EMAIL, Sort.MONEY})


_CLAUSE_END = re.compile(r"[.,;:!?\n]|\band\b|\bfor\b")


@dataclass(frozen=True, slots=True)
class Given:
    """A value in a turn of the live transcript: its span there, and what either side makes of it."""

    turn: int
    start: int
    end: int
    sort: Sort
    live: str
    heard: str


class Fields:
    """The fields of a project, and where a call asks for them."""

    def __init__(self, call: Call, conversation: Conversation, topics: Sequence[Topic]) -> None:
        self.topics = topics
        self._captured = {name: _characters(value) for name, value in call.captured.items() if value}
        self._turns = {turn.index: turn for turn in conversation.turns}
        self._asked = _find_asked(conversation, topics)

    def asked_before(self, turn: int) -> frozenset[str]:
        """The fields for which the question before a turn asked."""
        return self._asked.get(turn, frozenset())

    def find(self, given: Given) -> Topic | None:
        """The field a value belongs to, if one is clearly meant."""
        turn = self._turns[given.turn]
        scored = [(self._score(topic, given, turn), topic) for topic in self.topics if topic.kind in _TAKES[given.sort]]
        scored = [(score, topic) for score, topic in scored if score >= _NEEDED]
        if not scored:
            return None
        best = max(score for score, _ in scored)
        leading = [topic for score, topic in scored if score == best]
        return leading[0] if len(leading) == 1 else None

    def _score(self, topic: Topic, given: Given, turn: Utterance) -> float:
        size = max(len(given.live), len(given.heard))
        if topic.kind is Kind.PHONE and size < _FEWEST_DIGITS_OF_A_PHONE:
            return 0.0
        if topic.kind is Kind.COUNT and size > _LONGEST_COUNT:
            return 0.0
        if topic.kind is Kind.PERSON and not (given.live.isalpha() and given.heard.isalpha()):
            return 0.0
        name = topic.field.name
        if topic.kind is Kind.CODE and size < _shortest(given) and name not in self.asked_before(given.turn):
            return 0.0
        score = _NAMED * _is_named(topic, turn, given) + _ASKED * (name in self.asked_before(given.turn))
        if self._captured.get(name) in {_characters(given.live), _characters(given.heard)}:
            score += _CAPTURED
        score += _FITS * (topic.length in {len(given.live), len(given.heard)})
        score += _NEEDED * (given.sort in _BY_ITSELF or topic.kind is Kind.PHONE)
        alone = sum(other.kind is topic.kind for other in self.topics) == 1
        return score + (_NEEDED * (given.sort in {Sort.TIME, Sort.DATE}) if alone else 0)


def _shortest(given: Given) -> int:
    """Three letters without a digit are an airport or a company rather than somebody's code."""
    return _SHORTEST_WORD_CODE if (given.live + given.heard).isalpha() else _SHORTEST_CODE


def _is_named(topic: Topic, turn: Utterance, given: Given) -> float:
    """1 when the words right before a value name the field, less when those behind it do or words in between."""
    before = find_words(turn.folded[max(0, given.start - 120) : given.start])[-_WORDS_BEFORE:]
    clause = _CLAUSE_END.split(turn.folded[given.end : given.end + 60], maxsplit=1)[0]
    behind = find_words(clause)[:_WORDS_BEHIND]
    if _says(topic, before[-4:]):
        return 1.0
    if _says(topic, before):
        return 0.75
    return 0.7 if _says(topic, behind) else 0.0


def _says(topic: Topic, words: Sequence[str]) -> bool:
    if topic.kind is Kind.CODE:
        return bool(topic.words & set(words))
    return bool(topic.own & stems_of(words))


def _find_asked(conversation: Conversation, topics: Sequence[Topic]) -> dict[int, frozenset[str]]:
    asked: dict[int, set[str]] = {}
    for name, asks in find_asks(conversation, tuple(topics)).items():
        for ask in asks:
            if ask.plain == PLAIN:
                asked.setdefault(ask.turn, set()).add(name)
    answered: dict[int, frozenset[str]] = {}
    current: frozenset[str] = frozenset()
    for turn in conversation.turns:
        if turn.by_agent:
            current = frozenset(asked.get(turn.index, ()))
        else:
            answered[turn.index] = current
    return answered


def _characters(value: str) -> str:
    return alike("".join(c for c in value.lower() if c.isalnum()))
