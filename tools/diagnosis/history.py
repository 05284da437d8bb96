"""What happened to one field in the course of a call: asked, answered, disputed, refused, passed over?"""

from dataclasses import dataclass, field
from itertools import pairwise

from tools.diagnosis.acceptance import is_trouble, offers, reads_back
from tools.diagnosis.dates import find_dates
from tools.diagnosis.lexicon import Kind
from tools.diagnosis.phrasing import set_of
from tools.diagnosis.questions import LIKELY, PLAIN, Ask, find_asks, how_plainly, is_on_side, is_placeholder
from tools.diagnosis.reading import Conversation, Sentence, Utterance, find_words, fold
from tools.diagnosis.replies import Reaction, find_leaving, find_reaction, is_denial, is_flat_no, is_yes
from tools.diagnosis.topics import Topic
from tools.diagnosis.value import Form, Value, whole_turn
from tools.diagnosis.values import find_value

MOST_ATTEMPTS = 50
_MOST_TURNS_TO_REPLY = 5
_MOST_TURNS_TO_DENY = 2
_POINTING_BACK = set_of("that it those them either these")

# What an agent reads back and the caller confirms was given, even where nobody asked for it.
_READ_BACK = frozenset({Kind.COUNT, Kind.DATE, Kind.TIME, Kind.MONEY, Kind.CHOICE, Kind.ENTITY, Kind.PHONE, Kind.EMAIL})

# What a caller says to one question looks like a value for the other, so that it needs words of its own.
_SAME_SHAPE = {
    Kind.PHONE: frozenset({Kind.CODE, Kind.COUNT, Kind.MONEY, Kind.POSTCODE, Kind.FREE, Kind.TIME, Kind.ADDRESS}),
    Kind.TIME: frozenset(
        {Kind.PHONE, Kind.CODE, Kind.COUNT, Kind.MONEY, Kind.POSTCODE, Kind.ADDRESS, Kind.FREE, Kind.EMAIL}
    ),
    Kind.DATE: frozenset({Kind.BIRTH, Kind.TIME, Kind.PHONE, Kind.ADDRESS}),
    Kind.PLACE: frozenset({Kind.ADDRESS, Kind.ENTITY, Kind.PERSON}),
    Kind.ENTITY: frozenset({Kind.PERSON, Kind.ADDRESS, Kind.PLACE, Kind.FREE}),
    Kind.MONEY: frozenset({Kind.COUNT, Kind.PHONE, Kind.CODE}),
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """A value the caller gave: `answering` when it followed a question for the field."""

    turn: Utterance
    value: Value
    answering: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A reaction that is no value; `direct` when it names the field or the field alone was asked for."""

    turn: Utterance
    reaction: Reaction
    start: int
    end: int
    direct: bool


@dataclass(slots=True)
class History:
    """All that happened to one field in one call, each list in order of the turns."""

    topic: Topic
    asks: list[Ask]
    attempts: list[Attempt] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    silent: list[Ask] = field(default_factory=list)
    """Questions behind which no word of the caller was heard."""
    evaded: list[Ask] = field(default_factory=list)
    """Questions behind which the caller spoke of something else."""
    troubled: list[Utterance] = field(default_factory=list)
    """Agent turns that say a value was not understood or not found."""


class Exchange:
    """The questions of a call and the caller's turns that answer them, worked out once for all fields."""

    def __init__(self, conversation: Conversation, topics: tuple[Topic, ...]) -> None:
        self.conversation = conversation
        self.topics = topics
        self.asks = find_asks(conversation, topics)
        self._places = {turn.index: place for place, turn in enumerate(conversation.turns)}
        asking = {ask.turn for asks in self.asks.values() for ask in asks}
        self._replies = {turn: self._find_replies(self._places[turn], asking) for turn in asking}
        self._answered = self._find_answered()
        self.confirmed = self._find_confirmed()

    def turn(self, index: int) -> Utterance:
        """The turn with this index in the transcript."""
        return self.conversation.turns[self._places[index]]

    def replies_to(self, ask: Ask) -> list[Utterance]:
        """What the caller said right after a question."""
        return self._replies[ask.turn]

    def kinds_answered(self, turn: Utterance, topic: Topic) -> set[Kind]:
        """The kinds of the other fields that the question before a turn asked for."""
        return {other.kind for other in self._answered.get(turn.index, ()) if other is not topic}

    def _find_confirmed(self) -> list[Utterance]:
        """Agent turns that read something back, and were agreed to in the next turn."""
        turns = self.conversation.turns
        return [
            turn
            for turn, reply in pairwise(turns)
            if turn.by_agent and not reply.by_agent and reads_back(turn.folded) and is_yes(reply.folded)
        ]

    def _find_replies(self, place: int, asking: set[int]) -> list[Utterance]:
        replies: list[Utterance] = []
        for turn in self.conversation.turns[place + 1 : place + 1 + _MOST_TURNS_TO_REPLY]:
            if turn.by_agent and (replies or turn.index in asking or "?" in turn.text or is_placeholder(turn.text)):
                break
            if not turn.by_agent and turn.words:
                replies.append(turn)
        return replies

    def _find_answered(self) -> dict[int, list[Topic]]:
        answered: dict[int, list[Topic]] = {}
        for topic in self.topics:
            for ask in self.asks[topic.field.name]:
                if ask.plain == PLAIN:
                    for turn in self._replies[ask.turn]:
                        answered.setdefault(turn.index, []).append(topic)
        return answered


def trace_field(exchange: Exchange, topic: Topic, taken: frozenset[str]) -> History:
    """Follow one field through a call. `taken` are the folded values captured for other fields."""
    history = History(topic, exchange.asks[topic.field.name])
    answered = _read_replies(exchange, history)
    for turn in exchange.conversation.caller_turns:
        if turn.index not in answered and len(history.attempts) < MOST_ATTEMPTS:
            _read_volunteered(exchange, history, turn, taken)
    for turn in exchange.confirmed:
        if not history.attempts and topic.kind in _READ_BACK:
            value = find_value(turn, topic, answering=False)
            if value is not None and not _belongs_elsewhere(turn, topic, value, taken, exchange.topics):
                history.attempts.append(Attempt(turn, value, answering=False))
    history.attempts.sort(key=lambda attempt: attempt.turn.index)
    history.answers.sort(key=lambda answer: answer.turn.index)
    _read_trouble(exchange, history)
    return history


def _read_replies(exchange: Exchange, history: History) -> set[int]:
    answered: set[int] = set()
    for ask in history.asks[:MOST_ATTEMPTS]:
        replies = exchange.replies_to(ask)
        if ask.plain < LIKELY:
            continue
        if not replies and ask.plain == PLAIN:
            history.silent.append(ask)
        taken = [_take_reply(exchange, history, ask, turn) for turn in replies]
        if ask.plain == PLAIN or any(taken):
            answered.update(turn.index for turn in replies)
        if replies and ask.plain == PLAIN and not any(taken):
            history.evaded.append(ask)
    return answered


def _take_reply(exchange: Exchange, history: History, ask: Ask, turn: Utterance) -> bool:
    value = find_value(turn, history.topic, answering=True)
    if value is None and _accepts_offer(exchange, history.topic, ask, turn):
        value = whole_turn(turn, "yes")
    reaction = _reaction(exchange, history, ask, turn)
    if value is not None and (ask.plain == PLAIN or value.form is Form.WHOLE) and _outweighs(value, reaction):
        history.attempts.append(Attempt(turn, value, answering=True))
        return True
    if reaction is not None:
        history.answers.append(reaction)
    return reaction is not None


def _outweighs(value: Value, reaction: Answer | None) -> bool:
    """Whether a turn that holds both gives the value: `I don't know, 5 maybe` does not."""
    if reaction is None:
        return True
    if value.form is not Form.WHOLE or reaction.reaction in {Reaction.REFUSED, Reaction.LEFT}:
        return False
    if reaction.reaction is Reaction.PUT_OFF:
        return True
    return value.start >= reaction.end or any(c.isdigit() for c in value.normal)


def _reaction(exchange: Exchange, history: History, ask: Ask, turn: Utterance) -> Answer | None:
    topic = history.topic
    for sentence in turn.sentences:
        found = find_reaction(sentence.text)
        leaving = find_leaving(sentence.text) if found is None or found[0] is Reaction.PUT_OFF else None
        if leaving is not None:
            found = Reaction.LEFT, *leaving
        if found is None:
            continue
        named = how_plainly(sentence, topic) == PLAIN
        about_value = found[0] in {Reaction.REFUSED, Reaction.DID_NOT_KNOW}
        if about_value and ask.together > 1 and not named and _names_another(exchange, topic, sentence):
            continue
        start, end = sentence.start + found[1], sentence.start + found[2]
        return Answer(turn, found[0], start, end, direct=named or _is_alone(ask))
    if is_flat_no(turn.folded) and topic.kind not in {Kind.YES_NO, Kind.CHOICE, Kind.COUNT, Kind.FREE, Kind.REASON}:
        return Answer(turn, Reaction.REFUSED, 0, len(turn.text), direct=_is_alone(ask))
    return None


def _is_alone(ask: Ask) -> bool:
    return ask.plain == PLAIN and ask.together <= 1


def _names_another(exchange: Exchange, topic: Topic, sentence: Sentence) -> bool:
    return any(how_plainly(sentence, other) == PLAIN for other in exchange.topics if other is not topic)


def _accepts_offer(exchange: Exchange, topic: Topic, ask: Ask, reply: Utterance) -> bool:
    asking = exchange.turn(ask.turn)
    offered = Utterance(asking.index, asking.speaker, asking.text[ask.start : ask.end])
    if not is_yes(reply.folded) or not offers(offered.folded):
        return False
    return find_value(offered, topic, answering=topic.kind in {Kind.TIME, Kind.DATE, Kind.COUNT}) is not None


def _read_volunteered(exchange: Exchange, history: History, turn: Utterance, taken: frozenset[str]) -> None:
    topic = history.topic
    value = find_value(turn, topic, answering=False)
    shaped = _SAME_SHAPE.get(topic.kind, frozenset()) & exchange.kinds_answered(turn, topic)
    named = any(how_plainly(sentence, topic) == PLAIN for sentence in turn.sentences)
    if (
        value is not None
        and (named or not shaped)
        and not _belongs_elsewhere(turn, topic, value, taken, exchange.topics)
    ):
        history.attempts.append(Attempt(turn, value, answering=False))
    answer = _later_reaction(exchange, history, turn)
    if answer is not None:
        history.answers.append(answer)


def _later_reaction(exchange: Exchange, history: History, turn: Utterance) -> Answer | None:
    """A refusal or not knowing that comes without, or long after, the question."""
    asked = any(ask.turn < turn.index and ask.plain == PLAIN for ask in history.asks)
    for sentence in turn.sentences:
        found = find_reaction(sentence.text)
        if found is None or found[0] not in {Reaction.REFUSED, Reaction.DID_NOT_KNOW}:
            continue
        named = how_plainly(sentence, history.topic) == PLAIN
        elsewhere = exchange.kinds_answered(turn, history.topic) or _names_another(exchange, history.topic, sentence)
        if named or (asked and not elsewhere and _POINTING_BACK & set(sentence.words)):
            return Answer(turn, found[0], sentence.start + found[1], sentence.start + found[2], direct=named)
    return None


def _belongs_elsewhere(
    turn: Utterance, topic: Topic, value: Value, taken: frozenset[str], topics: tuple[Topic, ...]
) -> bool:
    said = fold(value.normal)
    words = set(find_words(said))
    if any(said in other or other in said or words <= set(find_words(other)) for other in taken if len(other) > 1):
        return True
    at = turn.folded[max(0, value.start - 8) : value.start].rstrip().removesuffix(" the").endswith(" at")
    if topic.kind is Kind.PLACE and at and any(other.kind is Kind.ENTITY for other in topics):
        return True
    if topic.kind is not Kind.DATE or not topic.has_sibling:
        return False
    spans = [
        span for span in find_dates(turn.folded) if not any(turn.folded[span[0] : span[1]] in other for other in taken)
    ]
    sentence = next((s for s in turn.sentences if s.start + len(s.text) > value.start), None)
    if not spans or sentence is None:
        return True
    return not (is_on_side(sentence.text, topic) or topic.own & sentence.stems)


def _read_trouble(exchange: Exchange, history: History) -> None:
    given = {attempt.turn.index for attempt in history.attempts}
    last: int | None = None
    for place, turn in enumerate(exchange.conversation.turns):
        if turn.by_agent:
            if last is not None and is_trouble(turn, history.topic, next_turn=place - last == 1):
                history.troubled.append(turn)
            continue
        denied = last is not None and place - last <= _MOST_TURNS_TO_DENY and is_denial(turn.folded)
        if denied or turn.index in given:
            last = place
