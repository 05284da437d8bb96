"""How a field comes to be missed in a conversation, one way for each cause."""

from collections.abc import Callable

from memory.vocabulary import Cause
from tools.sample.dialogue.captures import give, vague_answers
from tools.sample.dialogue.noise import blur, can_be_misheard
from tools.sample.dialogue.outcome import Outcome
from tools.sample.dialogue.talk import Talk
from tools.sample.phrases import agent, caller
from tools.sample.phrases.slips import REFUSALS, REFUSALS_OF_ANYTHING, UNKNOWN
from tools.sample.topics.topic import Topic
from tools.sample.values.said import Said


def miss(talk: Talk, topic: Topic, said: Said, cause: Cause, vague: tuple[str, ...] = ()) -> Outcome:
    """Play an exchange after which the value is not captured, for the given cause.

    Raises KeyError for the causes that are about whole calls.
    """
    return WAYS[cause](talk, topic, said, vague)


def _not_asked(_talk: Talk, _topic: Topic, _said: Said, _vague: tuple[str, ...]) -> Outcome:
    return Outcome(cause=Cause.NOT_ASKED)


def _asked_unclearly(talk: Talk, topic: Topic, _said: Said, _vague: tuple[str, ...]) -> Outcome:
    rng = talk.rng
    question = rng.choice(topic.unclear)
    turn = talk.agent(question)
    if rng.random() < 0.22:
        talk.answer(rng.choice(topic.vague))
        also_ok: tuple[Cause, ...] = (Cause.NOT_FOLLOWED_UP,)
    else:
        talk.caller_says(rng.choice(topic.baffled))
        also_ok = ()
        if talk.spare > 0 and rng.random() < 0.5:
            talk.spare -= 1
            talk.agent(f"{rng.choice(('I mean:', 'I said:', 'The question is:', 'Well.'))} {rng.choice(topic.unclear)}")
            talk.caller_says(rng.choice(topic.still_baffled))
            also_ok = (Cause.CALLER_DID_NOT_KNOW,)
    talk.lead = rng.choice(agent.LET_IT_BE)
    return Outcome(cause=Cause.ASKED_UNCLEARLY, turn=turn, quote=talk.quote(turn, question), also_ok=also_ok)


def _not_followed_up(talk: Talk, topic: Topic, _said: Said, vague: tuple[str, ...]) -> Outcome:
    rng = talk.rng
    talk.agent(rng.choice(topic.questions))
    turn = talk.caller_says(rng.choice(vague_answers(topic, vague)))
    talk.lead = rng.choice(agent.PASS_OVER)
    return Outcome(cause=Cause.NOT_FOLLOWED_UP, turn=turn, quote=talk.lines[turn].text)


def _refused(talk: Talk, topic: Topic, _said: Said, _vague: tuple[str, ...]) -> Outcome:
    rng = talk.rng
    talk.agent(rng.choice(topic.questions))
    turn = talk.caller_says(rng.choice(REFUSALS.get(topic.type, REFUSALS_OF_ANYTHING)))
    talk.lead = rng.choice(agent.LET_GO)
    return Outcome(cause=Cause.REFUSED, turn=turn, quote=talk.lines[turn].text)


def _did_not_know(talk: Talk, topic: Topic, _said: Said, _vague: tuple[str, ...]) -> Outcome:
    rng = talk.rng
    talk.agent(rng.choice(topic.questions))
    turn = talk.caller_says(rng.choice(UNKNOWN[topic.type]))
    talk.lead = rng.choice(agent.LEAVE_OPEN)
    return Outcome(cause=Cause.CALLER_DID_NOT_KNOW, turn=turn, quote=talk.lines[turn].text)


def _misheard(talk: Talk, topic: Topic, said: Said, vague: tuple[str, ...]) -> Outcome:
    if not can_be_misheard(topic.type, said):
        return _not_followed_up(talk, topic, said, vague)
    rng = talk.rng
    talk.agent(rng.choice(topic.questions))
    heard = blur(rng, said.readback, topic.type)
    turn = talk.caller_says("{v}.", heard)
    talk.agent(rng.choice(agent.MISREAD_CHECKS).replace("{w}", blur(rng, said.readback, topic.type)))
    talk.caller_says(rng.choice(caller.NOT_THAT), blur(rng, said.readback, topic.type))
    talk.lead = rng.choice(agent.GIVE_UP)
    return Outcome(cause=Cause.MISHEARD, turn=turn, quote=talk.quote(turn, heard))


def _given_not_recorded(talk: Talk, topic: Topic, said: Said, _vague: tuple[str, ...]) -> Outcome:
    talk.agent(talk.rng.choice(topic.questions))
    turn = give(talk, topic, said)
    talk.acknowledge(topic, said)
    return Outcome(cause=Cause.GIVEN_NOT_RECORDED, turn=turn, quote=talk.quote(turn, said.spoken), given=said.value)


Way = Callable[[Talk, Topic, Said, tuple[str, ...]], Outcome]
WAYS: dict[Cause, Way] = {
    Cause.NOT_ASKED: _not_asked,
    Cause.ASKED_UNCLEARLY: _asked_unclearly,
    Cause.NOT_FOLLOWED_UP: _not_followed_up,
    Cause.REFUSED: _refused,
    Cause.CALLER_DID_NOT_KNOW: _did_not_know,
    Cause.MISHEARD: _misheard,
    Cause.GIVEN_NOT_RECORDED: _given_not_recorded,
}
