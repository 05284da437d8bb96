"""Does a call bear out what a model says about it?

Each cause needs something that code can see: words of the right speaker in the right place, and nothing against it.
What is not seen is not believed, however sure the model is.
"""

from collections.abc import Sequence
from functools import cached_property

from memory.vocabulary import Call, Cause, Field
from tools.diagnosis.endings import read_ending
from tools.diagnosis.exchange import Exchange
from tools.diagnosis.history import History
from tools.diagnosis.lexicon import Kind
from tools.diagnosis.questions import LIKELY, PLAIN, is_placeholder, is_request
from tools.diagnosis.reactions import Reaction, find_reaction
from tools.diagnosis.reading import Conversation, Utterance, fold, read_call
from tools.diagnosis.replies import is_denial
from tools.diagnosis.settling import Opinion
from tools.diagnosis.speech import is_question
from tools.diagnosis.topics import Topic, build_topics
from tools.diagnosis.tracing import trace_field
from tools.diagnosis.value import Form
from tools.diagnosis.values import find_value

_CAUSE_OF = {
    Reaction.REFUSED: Cause.REFUSED,
    Reaction.DID_NOT_KNOW: Cause.CALLER_DID_NOT_KNOW,
    Reaction.CONFUSED: Cause.ASKED_UNCLEARLY,
    Reaction.PUT_OFF: Cause.NOT_FOLLOWED_UP,
}
_NEVER_FREE = frozenset({Kind.EMAIL, Kind.PHONE, Kind.BIRTH, Kind.PERSON, Kind.POSTCODE, Kind.CODE})


class Witness:
    """A call as the rules read it, which is asked whether it bears out opinions about its missing fields."""

    def __init__(self, call: Call, fields: Sequence[Field]) -> None:
        self._call = call
        self._topics = {topic.field.name: topic for topic in build_topics(fields)}
        self._histories: dict[str, History] = {}

    @cached_property
    def conversation(self) -> Conversation:
        """The turns that are read."""
        return read_call(self._call)

    def find_turns_about(self, field: str) -> list[int]:
        """The turns in which a field was asked for, answered or spoken of, in order."""
        history = self._history(field)
        turns = {ask.turn for ask in history.asks}
        turns |= {reply.index for ask in history.asks for reply in self._exchange.replies_to(ask)}
        turns |= {attempt.turn.index for attempt in history.attempts}
        turns |= {answer.turn.index for answer in history.answers}
        turns |= {turn.index for turn in history.troubled}
        return sorted(turns)

    def bears_out(self, opinion: Opinion, field: str) -> bool:
        """Whether the call holds what the cause of an opinion needs, and nothing that contradicts it.

        - `not_asked`: the agent is heard, never asks for the field, and the caller never gives it;
        - `call_ended_first`: the agent is heard, the call broke off, and the caller had not given the value;
        - `refused`, `caller_did_not_know`: the caller's words behind a question, without the value;
        - `asked_unclearly`: a question that does not ask for this field alone, or a reply that asks back;
        - `not_followed_up`: the last question for the field, or the reply to it;
        - `misheard`: the caller's words with a value that is broken, disputed, or said otherwise elsewhere;
        - `given_not_recorded`: the caller's words with a whole value, said alike throughout, undisputed.
        """
        history = self._history(field)
        if opinion.cause is Cause.NOT_ASKED:
            asked = any(ask.plain >= LIKELY for ask in history.asks)
            return self._is_agent_heard and not asked and not history.attempts
        if opinion.cause is Cause.CALL_ENDED_FIRST:
            broke_off = read_ending(self._call, self.conversation).broke_off
            return self._is_agent_heard and broke_off and not history.attempts
        turn = self._find_cited(opinion)
        return turn is not None and self._is_shown(opinion, turn, history)

    def _is_shown(self, opinion: Opinion, turn: Utterance, history: History) -> bool:
        match opinion.cause:
            case Cause.REFUSED | Cause.CALLER_DID_NOT_KNOW:
                fits = self._answers(turn) and not _holds_exact_value(turn, history.topic)
            case Cause.ASKED_UNCLEARLY:
                fits = (self._answers(turn) and _asks_back(turn)) or _asks_unclearly(turn, history)
            case Cause.NOT_FOLLOWED_UP:
                fits = (self._answers(turn) or _asks(turn)) and _is_last_word(turn, history)
            case Cause.MISHEARD:
                fits = _gives_value(opinion, turn, history) and self._is_disputed(history)
            case Cause.GIVEN_NOT_RECORDED:
                heard = self._is_agent_heard and not self._is_disputed(history)
                fits = heard and _gives_value(opinion, turn, history, whole=True)
            case _:
                fits = False
        return fits and not _says_otherwise(opinion, turn)

    @cached_property
    def _exchange(self) -> Exchange:
        return Exchange(self.conversation, tuple(self._topics.values()))

    @cached_property
    def _places(self) -> dict[int, int]:
        return {turn.index: place for place, turn in enumerate(self.conversation.turns)}

    @cached_property
    def _is_agent_heard(self) -> bool:
        return any(_asks(turn) or not is_placeholder(turn.text) for turn in self.conversation.agent_turns)

    def _history(self, field: str) -> History:
        if field not in self._histories:
            taken = frozenset(
                fold(value).strip()[:200] for name, value in self._call.captured.items() if name != field and value
            )
            self._histories[field] = trace_field(self._exchange, self._topics[field], taken)
        return self._histories[field]

    def _find_cited(self, opinion: Opinion) -> Utterance | None:
        if opinion.turn is None or not opinion.quote or opinion.turn not in self._places:
            return None
        turn = self.conversation.turns[self._places[opinion.turn]]
        return turn if opinion.quote in turn.text else None

    def _answers(self, turn: Utterance) -> bool:
        """Whether the caller speaks, and the agent has asked for something shortly before."""
        place = self._places[turn.index]
        before = self.conversation.turns[max(0, place - 3) : place]
        return not turn.by_agent and any(_asks(one) for one in before)

    def _is_disputed(self, history: History) -> bool:
        given = history.attempts
        first = given[0].turn.index if given else 0
        return (
            bool(history.troubled)
            or any(attempt.value.form is not Form.WHOLE for attempt in given)
            or len({attempt.value.normal for attempt in given}) > 1
            or any(turn.index > first and is_denial(turn.folded) for turn in self.conversation.caller_turns)
        )


def _asks_unclearly(turn: Utterance, history: History) -> bool:
    plainly = any(ask.turn == turn.index and ask.plain == PLAIN and ask.together <= 1 for ask in history.asks)
    return _asks(turn) and not plainly


def _asks_back(turn: Utterance) -> bool:
    found = find_reaction(turn.folded)
    return any(is_question(sentence.text) for sentence in turn.sentences) or (
        found is not None and found[0] is Reaction.CONFUSED
    )


def _is_last_word(turn: Utterance, history: History) -> bool:
    """Whether the field was asked for, and not again after this turn."""
    asked = [ask.turn for ask in history.asks if ask.plain >= LIKELY]
    return bool(asked) and asked[0] <= turn.index and asked[-1] <= turn.index


def _gives_value(opinion: Opinion, turn: Utterance, history: History, *, whole: bool = False) -> bool:
    """Whether the caller's quoted words hold at least part of a value."""
    start = turn.text.find(opinion.quote or "")
    end = start + len(opinion.quote or "")
    given = [attempt.value for attempt in history.attempts if attempt.turn is turn and not turn.by_agent]
    return any(value.start < end and start < value.end and (not whole or value.form is Form.WHOLE) for value in given)


def _says_otherwise(opinion: Opinion, turn: Utterance) -> bool:
    """Whether the caller's quoted words plainly are a reaction that leads to another cause."""
    if turn.by_agent or opinion.cause in {Cause.MISHEARD, Cause.GIVEN_NOT_RECORDED}:
        return False
    found = find_reaction(fold(opinion.quote or ""))
    return found is not None and _CAUSE_OF.get(found[0]) not in {None, opinion.cause}


def _asks(turn: Utterance) -> bool:
    return turn.by_agent and any(is_request(sentence) for sentence in turn.sentences)


def _holds_exact_value(turn: Utterance, topic: Topic) -> bool:
    value = find_value(turn, topic, answering=True) if topic.kind in _NEVER_FREE else None
    return value is not None and value.form is Form.WHOLE and any(letter.isdigit() for letter in value.normal)
