"""Following one field through a call: which turns answer its questions, and how?"""

from tools.diagnosis.acceptance import offers
from tools.diagnosis.dates import find_dates
from tools.diagnosis.disputes import read_echoes, read_trouble
from tools.diagnosis.exchange import Exchange
from tools.diagnosis.history import Answer, Attempt, History
from tools.diagnosis.leaving import find_goodbye, find_leaving
from tools.diagnosis.lexicon import Kind
from tools.diagnosis.phrasing import set_of
from tools.diagnosis.questions import (
    LIKELY,
    PLAIN,
    Ask,
    how_plainly,
    is_on_side,
)
from tools.diagnosis.reactions import Reaction, after_all, find_reaction, keeps_back
from tools.diagnosis.reading import Sentence, Utterance, find_words, fold
from tools.diagnosis.replies import is_flat_no, is_no, is_yes
from tools.diagnosis.speech import is_question
from tools.diagnosis.topics import Topic
from tools.diagnosis.value import Form, Value, whole_turn
from tools.diagnosis.values import find_value

MOST_ATTEMPTS = 50
_WORDS_TO_A_GUESS = 3
_WORDS_OF_A_CONCLUSION = 6
_POINTING_BACK = set_of("that it those them either these")
# What an agent reads back and the caller confirms was given, even where nobody asked for it.
_READ_BACK = frozenset({Kind.COUNT, Kind.DATE, Kind.TIME, Kind.MONEY, Kind.CHOICE, Kind.ENTITY, Kind.PHONE, Kind.EMAIL})
_WEIGHTIEST = (Reaction.REFUSED, Reaction.CONFUSED, Reaction.DID_NOT_KNOW, Reaction.LEFT, Reaction.PUT_OFF)
# What is said in words, so that anything behind `I don't know` looks like it.
_IN_WORDS = frozenset({Kind.FREE, Kind.REASON, Kind.ENTITY, Kind.PLACE, Kind.ADDRESS, Kind.CHOICE})
_OF_FIGURES = frozenset({Kind.PHONE, Kind.CODE, Kind.POSTCODE})
# What a caller says to one question looks like a value for the other, so that it needs words of its own.
_SAME_SHAPE = {
    Kind.CODE: frozenset({Kind.PHONE, Kind.POSTCODE, Kind.BIRTH, Kind.MONEY, Kind.CODE}),
    Kind.PHONE: frozenset(
        {Kind.PHONE, Kind.CODE, Kind.COUNT, Kind.MONEY, Kind.POSTCODE, Kind.FREE, Kind.TIME, Kind.ADDRESS}
    ),
    Kind.TIME: frozenset(
        {Kind.PHONE, Kind.CODE, Kind.COUNT, Kind.MONEY, Kind.POSTCODE, Kind.ADDRESS, Kind.FREE, Kind.EMAIL}
    ),
    Kind.DATE: frozenset({Kind.BIRTH, Kind.TIME, Kind.PHONE, Kind.ADDRESS}),
    Kind.PLACE: frozenset({Kind.ADDRESS, Kind.ENTITY, Kind.PERSON}),
    Kind.ENTITY: frozenset({Kind.PERSON, Kind.ADDRESS, Kind.PLACE, Kind.FREE}),
    Kind.MONEY: frozenset({Kind.COUNT, Kind.PHONE, Kind.CODE}),
}


def trace_field(exchange: Exchange, topic: Topic, taken: frozenset[str]) -> History:
    """Follow one field through a call. `taken` are the folded values captured for other fields."""
    history = History(topic, exchange.asks[topic.field.name])
    answered = _read_replies(exchange, history, taken)
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
    read_trouble(exchange, history)
    read_echoes(exchange, history)
    return history


def _read_replies(exchange: Exchange, history: History, taken: frozenset[str]) -> set[int]:
    answered: set[int] = set()
    for ask in history.asks[:MOST_ATTEMPTS]:
        replies = exchange.replies_to(ask)
        if ask.plain < LIKELY:
            continue
        if not replies and ask.plain == PLAIN:
            history.silent.append(ask)
        answers = [_take_reply(exchange, history, ask, turn, taken) for turn in replies]
        if ask.plain == PLAIN or any(answers):
            answered.update(turn.index for turn in replies)
        if replies and ask.plain == PLAIN and not any(answers):
            history.evaded.append(ask)
    return answered


def _take_reply(exchange: Exchange, history: History, ask: Ask, turn: Utterance, taken: frozenset[str]) -> bool:
    value = find_value(turn, history.topic, answering=True)
    if value is not None and ask.together > 1 and history.topic.kind in _OF_FIGURES and _is_taken(value, taken):
        value = None
    if value is None and _accepts_offer(exchange, history.topic, ask, turn):
        value = whole_turn(turn, "yes")
    reaction = _reaction(exchange, history, ask, turn)
    if (
        value is not None
        and (ask.plain == PLAIN or value.form is Form.WHOLE)
        and _outweighs(history.topic.kind, turn, value, reaction)
    ):
        history.attempts.append(Attempt(turn, value, answering=True))
        return True
    if reaction is not None:
        history.answers.append(reaction)
    return reaction is not None


def _is_taken(value: Value, taken: frozenset[str]) -> bool:
    """Whether another field has the very figures that a caller gave, so that they answer its question."""
    return any(value.normal == "".join(find_words(other)) for other in taken)


def _outweighs(kind: Kind, turn: Utterance, value: Value, reaction: Answer | None) -> bool:
    """Whether a turn that holds both gives the value: `I don't know, 5 maybe` does not."""
    if reaction is None:
        return True
    if reaction.reaction is Reaction.REFUSED:
        declines = kind is Kind.YES_NO and (is_no(turn.folded) or is_yes(turn.folded))
        return declines and not keeps_back(turn.folded[reaction.start : reaction.end])
    within = reaction.start <= value.start and value.end <= reaction.end
    if within or value.form is not Form.WHOLE or reaction.reaction is Reaction.LEFT:
        return False
    if reaction.reaction is Reaction.CONFUSED and _stands_in_a_question(turn, value):
        return False
    return reaction.reaction is Reaction.PUT_OFF or _comes_anyway(kind, turn, value, reaction)


def _comes_anyway(kind: Kind, turn: Utterance, value: Value, reaction: Answer) -> bool:
    """Whether a value is given before, or as a guess right after, the words that seem to withhold it."""
    if value.start < reaction.end:
        before = kind in _IN_WORDS and value.end <= reaction.start and not _concludes(turn, reaction)
        return before or (kind not in _IN_WORDS and any(c.isdigit() for c in value.normal))
    between = turn.folded[reaction.end : value.end]
    near = kind not in _IN_WORDS and value.normal != "one" and len(find_words(between)) <= _WORDS_TO_A_GUESS
    return near or after_all(between)


def _stands_in_a_question(turn: Utterance, value: Value) -> bool:
    inside = (s for s in turn.sentences if s.start <= value.start and value.end <= s.start + len(s.text))
    return any(is_question(sentence.text) for sentence in inside)


def _concludes(turn: Utterance, reaction: Answer) -> bool:
    """Whether `I honestly don't know` is a caller's last word, and a sentence of its own."""
    if reaction.reaction is not Reaction.DID_NOT_KNOW or turn.folded[reaction.end :].strip(" .!,"):
        return False
    last = turn.sentences[-1]
    return len(last.words) <= _WORDS_OF_A_CONCLUSION and last.start <= reaction.start


def _reaction(exchange: Exchange, history: History, ask: Ask, turn: Utterance) -> Answer | None:
    topic = history.topic
    reactions: list[Answer] = []
    for sentence in turn.sentences:
        found = _react(sentence)
        if found is None:
            continue
        named = how_plainly(sentence, topic) == PLAIN
        about_value = found[0] in {Reaction.REFUSED, Reaction.DID_NOT_KNOW}
        if about_value and ask.together > 1 and not named and _names_another(exchange, topic, sentence):
            continue
        start, end = sentence.start + found[1], sentence.start + found[2]
        reactions.append(Answer(turn, found[0], start, end, direct=named or _is_alone(ask)))
    if reactions:
        return min(reactions, key=lambda one: _WEIGHTIEST.index(one.reaction))
    if is_flat_no(turn.folded) and topic.kind not in {Kind.YES_NO, Kind.CHOICE, Kind.COUNT, Kind.FREE, Kind.REASON}:
        return Answer(turn, Reaction.REFUSED, 0, len(turn.text), direct=_is_alone(ask))
    return None


def _react(sentence: Sentence) -> tuple[Reaction, int, int] | None:
    found = find_reaction(sentence.text)
    if found is None or found[0] is Reaction.PUT_OFF:
        leaving = find_leaving(sentence.text) or find_goodbye(sentence.text)
        return found if leaving is None else (Reaction.LEFT, *leaving)
    return found


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
