"""Given a field's history in a call, why was it not captured?"""

from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from memory.vocabulary import Cause
from tools.diagnosis.asking import ASKED_BY
from tools.diagnosis.echoes import Echo
from tools.diagnosis.endings import Ending
from tools.diagnosis.exchange import Exchange
from tools.diagnosis.history import Answer, Attempt, History
from tools.diagnosis.lexicon import Kind
from tools.diagnosis.questions import LOOSE, PLAIN, Ask, says_day_or_time
from tools.diagnosis.reactions import Reaction
from tools.diagnosis.reading import Utterance
from tools.diagnosis.topics import Topic
from tools.diagnosis.value import Form

MANY_QUESTIONS = 3
"""From so many fields in one question on, a caller who leaves one out was asked unclearly."""

GUESSED = 0.5
"""How sure a cause can be that rests on a question of which only its place tells what it is for."""

LIKELY_GIVEN = 0.7
"""How sure it is that what was said in words answered the question."""

ALIKE, ALIKE_AGREED = 0.85, 0.7
"""A name heard once must be this alike (share of matching characters) to its spelling; heard twice, that alike."""

IN_WORDS = frozenset({Kind.FREE, Kind.REASON, Kind.ENTITY, Kind.PLACE})
_RECOGNISED = frozenset({Kind.EMAIL, Kind.PHONE, Kind.BIRTH, Kind.PERSON, Kind.POSTCODE, Kind.CODE, Kind.ADDRESS})
_CAUSE_OF = {
    Reaction.REFUSED: Cause.REFUSED,
    Reaction.DID_NOT_KNOW: Cause.CALLER_DID_NOT_KNOW,
    Reaction.LEFT: Cause.CALL_ENDED_FIRST,
    Reaction.CONFUSED: Cause.ASKED_UNCLEARLY,
    Reaction.PUT_OFF: Cause.NOT_FOLLOWED_UP,
}


_TO_BE_FOLLOWED_UP = frozenset({Reaction.CONFUSED, Reaction.PUT_OFF})


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What holds for the whole call.

    `agent_heard`: the transcript holds the agent's words. `passed_over`: the agent had already asked for
    something the instructions put behind this field. `times_to_ask`: how often the instructions want it asked.
    """

    ending: Ending
    agent_heard: bool
    passed_over: bool
    times_to_ask: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """A cause with the words that show it: a span of a turn, or no turn where the cause is an absence."""

    cause: Cause
    confidence: float
    turn: Utterance | None = None
    start: int = 0
    end: int = 0


def judge(history: History, exchange: Exchange, call: Circumstances) -> Verdict:
    """Decide why a field that is missing was not captured: what the caller answered counts most."""
    verdict = _judge(history, exchange, call)
    asked = [ask for ask in history.asks if ask.plain > LOOSE]
    if asked and all(ask.guessed for ask in asked) and verdict.cause is not Cause.NOT_ASKED:
        return replace(verdict, confidence=min(verdict.confidence, GUESSED))
    return verdict


def _judge(history: History, exchange: Exchange, call: Circumstances) -> Verdict:
    answered = [attempt for attempt in history.attempts if attempt.answering]
    if answered:
        return _judge_answered(history, answered, exchange, call)
    ended = call.ending.broke_off and _times_asked(history) >= call.times_to_ask
    reacted = _judge_reactions(history, exchange, call, direct=True)
    if reacted is not None:
        return reacted
    if history.attempts:
        return _judge_volunteered(history, call)
    reacted = _judge_reactions(history, exchange, call, direct=False)
    if reacted is not None:
        return reacted
    if ended and _hangs_in_the_air(history, exchange):
        return _ended_first(exchange, call, 0.7)
    return _judge_unanswered(history, exchange, call)


def _judge_answered(history: History, answered: list[Attempt], exchange: Exchange, call: Circumstances) -> Verdict:
    exact = history.topic.kind in _RECOGNISED
    whole = [attempt for attempt in answered if attempt.value.form is Form.WHOLE]
    if not call.agent_heard and (exact or history.topic.kind is Kind.MONEY):
        return _unconfirmed(history.attempts)
    disputed = _judge_disputed(history, answered, exact=exact)
    if disputed is not None:
        return disputed
    if not whole and call.ending.broke_off and not exchange.agent_after(answered[-1].turn):
        return _ended_first(exchange, call, 0.6)
    if not whole:
        return _judge_partial(history, answered, exact=exact)
    if exact:
        return _judge_repeated(answered, history.topic.kind)
    return _at(Cause.GIVEN_NOT_RECORDED, LIKELY_GIVEN if history.topic.kind in IN_WORDS else 0.8, whole[0])


def _judge_disputed(history: History, answered: list[Attempt], *, exact: bool) -> Verdict | None:
    """What the agent's own words say of the value: not understood, or repeated rightly or wrongly."""
    whole = [attempt for attempt in answered if attempt.value.form is Form.WHOLE]
    if exact and history.troubled and history.troubled[-1].index > answered[0].turn.index:
        return _at(Cause.MISHEARD, 0.85, answered[0])
    if history.echo is Echo.WRONG:
        first = next((one for one in answered if one.turn.index == history.mistaken), answered[0])
        return _at(Cause.MISHEARD, 0.8, first)
    if history.echo is Echo.RIGHT and (whole or history.pieced):
        return _at(Cause.GIVEN_NOT_RECORDED, 0.85, (whole or answered)[0])
    return None


def _judge_partial(history: History, answered: list[Attempt], *, exact: bool) -> Verdict:
    confused = [answer for answer in history.answers if answer.reaction is Reaction.CONFUSED]
    if confused and not exact:
        return _reacted(Cause.ASKED_UNCLEARLY, confused[0], direct=True)
    last = next((one for one in reversed(history.answers) if one.turn.index > answered[-1].turn.index), None)
    if last is not None and last.direct and last.reaction in {Reaction.REFUSED, Reaction.DID_NOT_KNOW}:
        return _reacted(_CAUSE_OF[last.reaction], last, direct=True)
    partial = [attempt for attempt in answered if attempt.value.form is Form.PARTIAL]
    asked_once = len(history.asks) <= 1
    if partial and (asked_once or not exact):
        return _at(Cause.NOT_FOLLOWED_UP, 0.7 if asked_once else 0.5, partial[0])
    return _at(Cause.MISHEARD, 0.7, _nearest_to_all(answered))


def _judge_repeated(answered: list[Attempt], kind: Kind) -> Verdict:
    whole = [attempt for attempt in answered if attempt.value.form is Form.WHOLE]
    plain = [attempt for attempt in whole if not attempt.value.spelled] or whole
    most, times = Counter(attempt.value.normal for attempt in plain).most_common(1)[0]
    agreed = next(attempt for attempt in plain if attempt.value.normal == most)
    spelled = [attempt for attempt in answered if attempt.value.spelled]
    if kind is Kind.PERSON and spelled and agreed not in spelled:
        heard = most.replace(" ", "")
        alike = max(_likeness(heard, attempt.value.normal) for attempt in spelled)
        if any(attempt.value.normal in most.split() for attempt in spelled):
            return _at(Cause.GIVEN_NOT_RECORDED, 0.7, agreed)
        if alike < (ALIKE if times == 1 else ALIKE_AGREED):
            return _at(Cause.MISHEARD, 0.6, agreed)
        return _at(Cause.GIVEN_NOT_RECORDED, 0.7, agreed)
    if times >= 2 or len(answered) == 1:
        return _at(Cause.GIVEN_NOT_RECORDED, 0.75, agreed)
    return _at(Cause.MISHEARD, 0.65, _nearest_to_all(answered))


def _judge_volunteered(history: History, call: Circumstances) -> Verdict:
    exact = history.topic.kind in _RECOGNISED
    whole = [attempt for attempt in history.attempts if attempt.value.form is Form.WHOLE]
    if not call.agent_heard and (exact or history.topic.kind is Kind.MONEY):
        return _unconfirmed(history.attempts)
    if exact and (history.troubled or not whole):
        return _at(Cause.MISHEARD, 0.6, (whole or history.attempts)[0])
    return _at(Cause.GIVEN_NOT_RECORDED, 0.6, (whole or history.attempts)[0])


def _unconfirmed(attempts: list[Attempt]) -> Verdict:
    """Nobody can be seen to accept the value, and recognisers lose exact values more often than extraction does."""
    whole = [attempt for attempt in attempts if attempt.value.form is Form.WHOLE]
    return _at(Cause.MISHEARD, 0.4, (whole or attempts)[0])


def _times_asked(history: History) -> int:
    return sum(ask.plain == PLAIN for ask in history.asks)


def _hangs_in_the_air(history: History, exchange: Exchange) -> bool:
    """Whether nobody heard the caller any more after the last question for the field."""
    asked = [ask for ask in history.asks if ask.plain == PLAIN]
    if not asked or asked[-1] not in history.silent:
        return False
    return not any(turn.index > asked[-1].turn for turn in exchange.conversation.caller_turns)


def _judge_reactions(history: History, exchange: Exchange, call: Circumstances, *, direct: bool) -> Verdict | None:
    """The weightiest reaction; to leave counts only where the call really broke off."""
    for reaction, cause in _CAUSE_OF.items():
        found = next((one for one in history.answers if one.reaction is reaction and one.direct is direct), None)
        if found is None or (reaction is Reaction.LEFT and not call.ending.broke_off):
            continue
        if reaction is Reaction.LEFT:
            return _ended_first(exchange, call, 0.8)
        if reaction in _TO_BE_FOLLOWED_UP and call.ending.broke_off and not exchange.agent_after(found.turn):
            return _ended_first(exchange, call, 0.6)
        return _reacted(cause, found, direct=direct)
    return None


def _judge_unanswered(history: History, exchange: Exchange, call: Circumstances) -> Verdict:
    plain = [ask for ask in history.asks if ask.plain == PLAIN]
    if plain and call.ending.broke_off and len(plain) >= call.times_to_ask and history.evaded:
        last = exchange.replies_to(history.evaded[-1])
        if last and not exchange.agent_after(last[-1]):
            return _ended_first(exchange, call, 0.55)
    if plain:
        return _judge_questions(history, plain, exchange)
    return _judge_unasked(history, exchange, call) if call.agent_heard else Verdict(Cause.NOT_ASKED, 0.2)


def _judge_unasked(history: History, exchange: Exchange, call: Circumstances) -> Verdict:
    loose = [ask for ask in history.asks if ask.plain == LOOSE]
    unclear = [ask for ask in exchange.unclear if exchange.may_be_in(ask, history.topic)]
    if unclear:
        return _asked(Cause.ASKED_UNCLEARLY, 0.5, _best_of(unclear, history.topic, exchange), exchange)
    if call.ending.given_up and not loose:
        return _ended_first(exchange, call, 0.55)
    if call.ending.broke_off and not call.ending.by_agent and not call.passed_over:
        return _ended_first(exchange, call, 0.7)
    if loose:
        return _asked(Cause.ASKED_UNCLEARLY, 0.4, loose[0], exchange)
    doubtful = 0.6 if call.ending.broke_off else 0.75
    return Verdict(Cause.NOT_ASKED, 0.9 if not call.ending.broke_off and not exchange.unplaced else doubtful)


def _best_of(unclear: list[Ask], topic: Topic, exchange: Exchange) -> Ask:
    """Of questions that nobody understood, one that has a word of the field's kind, else the first."""
    pattern = ASKED_BY[Kind.DATE if topic.kind is Kind.BIRTH else topic.kind] if topic.kind in ASKED_BY else None
    naming = (ask for ask in unclear if pattern and pattern.search(exchange.turn(ask.turn).folded[ask.start : ask.end]))
    return next(naming, unclear[0])


def _judge_questions(history: History, plain: list[Ask], exchange: Exchange) -> Verdict:
    first, last = plain[0], plain[-1]
    halved = history.topic.has_partner and not says_day_or_time(
        exchange.turn(first.turn).folded[first.start : first.end]
    )
    if (first.together >= MANY_QUESTIONS or halved) and len(plain) == 1 and history.evaded:
        return _asked(Cause.ASKED_UNCLEARLY, 0.5, first, exchange)
    if len(plain) >= 2 and not history.evaded:
        return _asked(Cause.MISHEARD, 0.3, first, exchange)
    return _asked(Cause.NOT_FOLLOWED_UP, 0.7 if len(plain) == 1 else 0.4, last, exchange)


def _ended_first(exchange: Exchange, call: Circumstances, confidence: float) -> Verdict:
    if call.ending.turn is None:
        return Verdict(Cause.CALL_ENDED_FIRST, confidence)
    turn = exchange.turn(call.ending.turn)
    return Verdict(Cause.CALL_ENDED_FIRST, confidence, turn, len(turn.text), len(turn.text))


def _at(cause: Cause, confidence: float, attempt: Attempt) -> Verdict:
    return Verdict(cause, confidence, attempt.turn, attempt.value.start, attempt.value.end)


def _reacted(cause: Cause, answer: Answer, *, direct: bool) -> Verdict:
    return Verdict(cause, 0.8 if direct else 0.55, answer.turn, answer.start, answer.end)


def _asked(cause: Cause, confidence: float, ask: Ask, exchange: Exchange) -> Verdict:
    return Verdict(cause, confidence, exchange.turn(ask.turn), ask.start, ask.end)


def _nearest_to_all(attempts: list[Attempt]) -> Attempt:
    few = attempts[:6]
    return max(few, key=lambda one: sum(_likeness(one.value.normal, other.value.normal) for other in few))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:40], other[:40], autojunk=False).ratio()
