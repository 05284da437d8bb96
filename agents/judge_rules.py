"""Does an agent's turn do what was wanted there? Judged by code, where code can tell.

Where it cannot, it says nothing, and a model is asked: a wrong judgement costs more than a question.
"""

import re
from dataclasses import dataclass

from agents.frozen_calls import FrozenCall, Judgement, Wanted
from memory.replays import CallGroup
from memory.vocabulary import Cause, FieldType
from tools.diagnosis.agent_turns import AgentTurn, read_agent_turn
from tools.diagnosis.echoes import Echo
from tools.diagnosis.moments import Moments, says_nearly_the_same

MOST_TOGETHER = 2
"""Fields asked for in one turn, this one among them, of which a caller still answers each."""

_ONE_AT_A_TIME = frozenset({Cause.ASKED_UNCLEARLY, Cause.NOT_FOLLOWED_UP})
_NAMED_WHEN_ASKED = frozenset({FieldType.EMAIL, FieldType.PHONE, FieldType.ADDRESS, FieldType.MONEY, FieldType.NAME})
_NOTHING_SAID = re.compile(r"[\W_]*")
_LONGEST_WORD = 13
_WORDS_OF_A_PLAIN_QUESTION = 22


def judge_by_code(frozen: FrozenCall, reply: str) -> Judgement | None:
    """Return whether a turn does what is wanted at the decision point, or None where code cannot tell.

    The rules know English: of calls in other languages they say nothing.

    Args:
        frozen: The call and what is wanted.
        reply: What the agent says, with real values instead of placeholders.
    """
    if _NOTHING_SAID.fullmatch(reply):
        return Judgement(right=False, reason="It says nothing.")
    moments = Moments(frozen.heard, frozen.all_fields)
    turn = read_agent_turn(reply, frozen.all_fields)
    if not (moments.is_understood and turn.is_understood):
        return None
    case = _Case(frozen, reply, turn, moments)
    match frozen.wanted:
        case Wanted.ASK:
            return _judge_asking(case)
        case Wanted.ASK_AGAIN:
            return _judge_asking_again(case)
        case Wanted.READ_BACK:
            return _judge_reading_back(case)
        case _:
            return _judge_going_on(case)


@dataclass(frozen=True, slots=True)
class _Case:
    frozen: FrozenCall
    reply: str
    turn: AgentTurn
    moments: Moments

    @property
    def name(self) -> str:
        """The field's name as it stands in sentences."""
        return f"the {self.frozen.field.name.replace('_', ' ')}"

    @property
    def others(self) -> frozenset[str]:
        """The other fields that the turn asks for."""
        return self.turn.plainly_asked() - {self.frozen.field.name}

    @property
    def most_together(self) -> int:
        """How many fields one turn may ask for here; in a good call at least as many as the real agent asked for."""
        if self.frozen.group is CallGroup.BAD:
            return 1 if self.frozen.cause in _ONE_AT_A_TIME else MOST_TOGETHER
        real = read_agent_turn(self.frozen.real_turn, self.frozen.all_fields)
        return max(MOST_TOGETHER, len(real.plainly_asked() | {self.frozen.field.name}))

    @property
    def is_as_unclear(self) -> bool:
        """Whether it is, nearly word for word, the question that the caller did not understand."""
        was_unclear = self.frozen.group is CallGroup.BAD and self.frozen.cause is Cause.ASKED_UNCLEARLY
        return was_unclear and says_nearly_the_same(self.reply, self.frozen.real_turn)

    def find_due(self) -> list[str]:
        """The fields still open that the real call went on to capture; all of them where that is not known."""
        captured = self.frozen.call.captured
        still_open = [name for name in self.moments.find_open() if name != self.frozen.field.name]
        return [name for name in still_open if not captured or captured.get(name, "").strip()]

    def right(self, reason: str) -> Judgement:
        return Judgement(right=True, reason=reason)

    def wrong(self, reason: str) -> Judgement:
        return Judgement(right=False, reason=reason)


def _judge_asking(case: _Case) -> Judgement | None:
    turn, field = case.turn, case.frozen.field.name
    if case.is_as_unclear:
        return case.wrong(f"It asks for {case.name} as unclearly as before.")
    if turn.asks_for(field):
        return _judge_question(case)
    if turn.may_ask_for(field):
        return None
    if case.others and not turn.unplaced:
        return _judge_another_question(case)
    if turn.closes or not (turn.questions or turn.waits):
        return case.wrong(f"It {'ends the call without asking' if turn.closes else 'does not ask'} for {case.name}.")
    return None


def _judge_another_question(case: _Case) -> Judgement:
    if case.frozen.group is CallGroup.GOOD and case.others & set(case.moments.find_open()):
        return case.right("It asks for something else that is still open.")
    return case.wrong(f"It asks for something else and not for {case.name}.")


def _judge_question(case: _Case) -> Judgement | None:
    """Judge a turn that plainly asks for the field."""
    cause = case.frozen.cause
    if case.turn.closes:
        return case.wrong(f"It asks for {case.name} and ends the call at once.")
    if len(case.others) + 1 > case.most_together:
        return case.wrong(f"It asks for {case.name} and other things at once.")
    if case.frozen.wanted is Wanted.ASK and cause is Cause.ASKED_UNCLEARLY and not _is_plain(case.reply):
        return None
    return case.right(f"It asks for {case.name}.")


def _is_plain(reply: str) -> bool:
    words = re.findall(r"[^\W\d_]+", reply)
    questions = reply.count("?")
    return (
        len(words) <= _WORDS_OF_A_PLAIN_QUESTION and questions <= 1 and max(map(len, words), default=0) <= _LONGEST_WORD
    )


def _judge_asking_again(case: _Case) -> Judgement | None:
    turn, field = case.turn, case.frozen.field.name
    if turn.asks_for(field):
        return _judge_question(case)
    if case.others:
        return case.wrong(f"It goes on to something else without {case.name}.")
    if turn.closes:
        return case.wrong(f"It ends the call without {case.name}.")
    if turn.questions and (turn.pins_down or turn.says_again):
        return case.right(f"It asks more closely for {case.name}.")
    if turn.questions or turn.waits or turn.may_ask_for(field):
        return None
    return case.wrong(f"It does not ask again for {case.name}.")


def _judge_reading_back(case: _Case) -> Judgement | None:
    turn, field = case.turn, case.frozen.field.name
    echo = case.moments.hold_against(field, case.reply)
    if echo is Echo.WRONG:
        return case.wrong(f"It repeats another value for {case.name} than the caller gave.")
    if turn.closes:
        return case.wrong(f"It ends the call before the caller could correct {case.name}.")
    if echo is Echo.RIGHT:
        return case.right(f"It repeats {case.name} as the caller gave it.")
    if turn.says_again or turn.asks_for(field):
        return case.right(f"It has {case.name} said again.")
    if turn.may_ask_for(field) or (turn.questions and turn.unplaced):
        return None
    return case.wrong(f"It does not read {case.name} back.")


def _judge_going_on(case: _Case) -> Judgement | None:
    turn, field = case.turn, case.frozen.field.name
    echo = case.moments.hold_against(field, case.reply)
    if echo is Echo.WRONG:
        return case.wrong(f"It states another value for {case.name} than the caller gave.")
    if turn.closes:
        if case.find_due():
            return case.wrong("It ends the call while something is still to be asked.")
        return case.right(f"It closes the call, in which {case.name} was given.")
    if turn.asks_for(field) and echo is not Echo.RIGHT:
        return case.wrong(f"It asks again for {case.name}, which the caller has given.")
    if turn.asks_for(field):
        return case.right(f"It confirms {case.name} as the caller gave it.")
    return _judge_next_step(case, echo)


def _judge_next_step(case: _Case, echo: Echo) -> Judgement | None:
    """Judge a turn behind the value that does not plainly ask for it again."""
    turn = case.turn
    if turn.says_again and not turn.plainly_asked():
        return case.wrong("It has something said again that the caller has given.")
    if turn.may_ask_for(case.frozen.field.name):
        return None
    moves_on = case.others & set(case.moments.find_open()) or (echo is Echo.RIGHT and not turn.questions)
    # Nobody asks for an e-mail address or a number without a word that says so.
    moves_on = moves_on or (case.frozen.field.type in _NAMED_WHEN_ASKED and not turn.says_again)
    return case.right(f"It goes on without asking again for {case.name}.") if moves_on else None
