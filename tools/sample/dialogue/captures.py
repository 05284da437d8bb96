"""How an agent and a caller get to a value that is captured: at once, or after a detour."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from memory.vocabulary import FieldType
from tools.sample.dialogue.noise import blur, can_be_misheard
from tools.sample.dialogue.talk import Talk
from tools.sample.phrases import agent, caller
from tools.sample.phrases.answers import ANSWERS, BRIEF_FACTS, BRIEF_WISHES, CORRECTED, DISTRACTED, HESITANT
from tools.sample.phrases.slips import VAGUE
from tools.sample.topics.topic import Topic
from tools.sample.values.said import Said, Scene

CHECKED = {FieldType.PHONE, FieldType.EMAIL}
# What takes a thought; everything else people know by heart.
THOUGHTFUL = {FieldType.DATE, FieldType.TIME, FieldType.NUMBER, FieldType.MONEY, FieldType.CHOICE}
# People who correct themselves are not far off: a few days, not a year.
FARTHEST_CORRECTION = timedelta(days=10)
CORRECTABLE = {FieldType.DATE, FieldType.TIME, FieldType.NUMBER, FieldType.MONEY}


def capture(talk: Talk, topic: Topic, said: Said, scene: Scene, vague: tuple[str, ...] = ()) -> int:
    """Play an exchange in which the caller gives the value; returns the turn in which they do."""
    rng = talk.rng
    manner = rng.random()
    if manner < 0.08 and topic.type in CORRECTABLE:
        turn = _with_correction(talk, topic, said, scene)
    elif talk.spare > 0 and manner > 0.84:
        talk.spare -= 1
        turn = rng.choices(DETOURS, DETOUR_WEIGHTS)[0](talk, topic, said, vague)
    else:
        talk.agent(rng.choice(topic.questions))
        turn = give(talk, topic, said)
    if topic.type in CHECKED and talk.spare > 0 and not talk.lead and rng.random() < 0.2:
        talk.spare -= 1
        talk.agent(rng.choice(agent.CHECKS).replace("{v}", said.readback))
        talk.caller_says(rng.choice(caller.THAT_IS_IT))
        talk.lead = talk.next_ack()
    else:
        talk.acknowledge(topic, said)
    return turn


def give(talk: Talk, topic: Topic, said: Said) -> int:
    """Let the caller give the value in answer to the question just asked."""
    rng = talk.rng
    if topic.type is FieldType.BOOLEAN:
        return talk.caller_says(rng.choice(topic.answers or ANSWERS[topic.type]), said.spoken)
    thoughtful = topic.type in THOUGHTFUL
    if rng.random() < 0.08:
        return talk.caller_says(rng.choice(HESITANT if thoughtful else DISTRACTED), said.spoken)
    answers = topic.answers or ANSWERS[topic.type]
    if talk.caller.haste > 0.72 and rng.random() < 0.7:
        answers = BRIEF_WISHES if thoughtful else BRIEF_FACTS
    return talk.answer(rng.choice(answers), said.spoken, thoughtful=thoughtful)


def vague_answers(topic: Topic, instead: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return what callers say to this question without answering it."""
    return instead or topic.vague or VAGUE[topic.type]


def _with_correction(talk: Talk, topic: Topic, said: Said, scene: Scene) -> int:
    talk.agent(talk.rng.choice(topic.questions))
    withdrawn = _another(talk.rng, topic, said, scene)
    if withdrawn is None:
        return give(talk, topic, said)
    return talk.caller_says(talk.rng.choice(CORRECTED), said.spoken, withdrawn.spoken)


def _another(rng: Random, topic: Topic, said: Said, scene: Scene) -> Said | None:
    for _ in range(4):
        other = topic.say(rng, scene)
        if other.value != said.value and (topic.type is not FieldType.DATE or _is_near(said, other)):
            return other
    return None


def _is_near(said: Said, other: Said) -> bool:
    return abs(date.fromisoformat(said.value) - date.fromisoformat(other.value)) <= FARTHEST_CORRECTION


def _after_following_up(talk: Talk, topic: Topic, said: Said, vague: tuple[str, ...]) -> int:
    rng = talk.rng
    talk.agent(rng.choice(topic.questions))
    talk.caller_says(rng.choice(vague_answers(topic, vague)))
    again = rng.choice(topic.explain)
    talk.agent(f"{rng.choice(agent.AGAIN)} {again}" if rng.random() < 0.6 else again)
    return give(talk, topic, said)


def _after_asking_again(talk: Talk, topic: Topic, said: Said, _vague: tuple[str, ...]) -> int:
    rng = talk.rng
    first, second = rng.sample(topic.questions, 2)
    talk.agent(first)
    talk.caller_says(rng.choice(caller.SAY_AGAIN))
    talk.agent(rng.choice((second, first)))
    return give(talk, topic, said)


def _after_a_pause(talk: Talk, topic: Topic, said: Said, _vague: tuple[str, ...]) -> int:
    rng = talk.rng
    talk.agent(rng.choice(topic.questions))
    talk.caller_says(rng.choice(caller.HOLD_ON))
    talk.agent(rng.choice(agent.WAITING))
    return talk.caller_says(rng.choice(caller.BACK_AGAIN), said.spoken)


def _after_a_bad_line(talk: Talk, topic: Topic, said: Said, _vague: tuple[str, ...]) -> int:
    rng = talk.rng
    talk.agent(rng.choice(topic.questions))
    talk.caller_says(rng.choice(caller.STILL_THERE))
    talk.agent(f"{rng.choice(agent.STILL_THERE)} {rng.choice(topic.questions)}")
    return give(talk, topic, said)


def _after_a_misreading(talk: Talk, topic: Topic, said: Said, _vague: tuple[str, ...]) -> int:
    rng = talk.rng
    talk.agent(rng.choice(topic.questions))
    turn = give(talk, topic, said)
    if not can_be_misheard(topic.type, said) or talk.lead:
        return turn
    wrong = blur(rng, said.readback, topic.type)
    talk.agent(rng.choice(agent.MISREAD_CHECKS).replace("{w}", wrong))
    turn = talk.caller_says(rng.choice(caller.NOT_THAT), said.spoken)
    talk.lead = rng.choice(agent.PUT_RIGHT).replace("{v}", said.readback)
    return turn


Detour = Callable[[Talk, Topic, Said, tuple[str, ...]], int]
DETOURS: tuple[Detour, ...] = (
    _after_following_up,
    _after_asking_again,
    _after_a_pause,
    _after_a_bad_line,
    _after_a_misreading,
)
DETOUR_WEIGHTS = (9, 6, 3, 2, 5)
