"""Was a value disputed: not understood, not found, or repeated wrongly?"""

from tools.diagnosis.acceptance import is_trouble
from tools.diagnosis.echoes import FEWEST_FIGURES, Echo, compare, says_again
from tools.diagnosis.exchange import Exchange
from tools.diagnosis.figures import FEWEST_DIGITS_OF_A_PHONE
from tools.diagnosis.history import History
from tools.diagnosis.lexicon import Kind
from tools.diagnosis.reading import Utterance
from tools.diagnosis.replies import is_denial, is_yes
from tools.diagnosis.spelling import digits_said

_MOST_TURNS_TO_DENY = 2
_MOST_TURNS_OF_A_DISPUTE = 12
# What is read out sign by sign, so that another sign is a mistake even where the caller lets it pass.
_READ_OUT = frozenset({Kind.PHONE, Kind.CODE, Kind.POSTCODE, Kind.EMAIL})
_IN_NAMES = frozenset({Kind.PERSON, Kind.ENTITY, Kind.PLACE, Kind.ADDRESS})


def read_echoes(exchange: Exchange, history: History) -> None:
    """Follow the agent's repetitions of a value, for as long as the caller disputes them or says it again."""
    if not history.attempts:
        return
    turns = exchange.conversation.turns
    given = {attempt.turn.index: attempt.value for attempt in history.attempts}
    first = exchange.place(history.attempts[0].turn)
    said: list[Utterance] = []
    repeated = Echo.NONE
    for turn in turns[first : first + _MOST_TURNS_OF_A_DISPUTE]:
        if turn.by_agent:
            echo = compare(history.topic.kind, said, turn)
            repeated = echo if echo is not Echo.NONE else repeated
            if echo is Echo.RIGHT and history.topic.kind in _READ_OUT:
                history.pieced = len(digits_said(turn.written)) >= (history.topic.length or FEWEST_DIGITS_OF_A_PHONE)
            if echo is Echo.WRONG and history.mistaken is None:
                history.mistaken = said[-1].index
        elif turn.index in given:
            value = given[turn.index]
            words = turn.text[value.start : value.end] if history.topic.kind in _IN_NAMES else turn.text
            said.append(Utterance(turn.index, turn.speaker, words))
        elif is_denial(turn.folded) or (said and (says_again(said, turn) or _goes_on(history, turn))):
            said.append(turn)
        elif repeated is not Echo.NONE and turn.words:
            break
    confirmed = repeated is Echo.WRONG and not turn.by_agent and is_yes(turn.folded)
    disputed = len(said) > 1 or history.topic.kind in _READ_OUT
    history.echo = Echo.NONE if confirmed or (repeated is Echo.WRONG and not disputed) else repeated


def _goes_on(history: History, turn: Utterance) -> bool:
    """Whether a caller's turn brings further digits of a number that is given in pieces."""
    return history.topic.kind in _READ_OUT and len(digits_said(turn.written)) >= FEWEST_FIGURES


def read_trouble(exchange: Exchange, history: History) -> None:
    """Note where the agent says that a value was not understood, not found or given up."""
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
