"""How a conversation ends: with a summary and a goodbye, or before everything was asked."""

from collections.abc import Mapping

from memory.vocabulary import Speaker
from tools.sample.dialogue.talk import Line, Talk
from tools.sample.phrases import agent, caller
from tools.sample.plan import Ending
from tools.sample.topics.topic import Topic
from tools.sample.values.said import Said

HUNG_UP = "caller_hung_up"
AGENT_HUNG_UP = "agent_hung_up"


def close(talk: Talk, known: Mapping[str, Said]) -> str:
    """Play the end of a call in which everything was asked; returns why it ended."""
    rng, register = talk.rng, talk.caller.register
    recap = _recap(talk, known)
    if recap and talk.room >= 6 and rng.random() < 0.7:
        talk.agent(rng.choice(agent.RECAPS).replace("{recap}", recap))
        talk.caller_says(rng.choice(register.yes))
        talk.lead = ""
    reference = f"{talk.trade.prefix.upper()} {rng.randrange(10, 100)} {rng.randrange(10, 100)}"
    wrap_up = rng.choice(talk.trade.wrap_ups).replace("{reference}", reference)
    if talk.room >= 4 and rng.random() < 0.5:
        talk.agent(f"{wrap_up} {rng.choice(agent.ANYTHING_ELSE)}")
        _last_question(talk)
        talk.agent(talk.goodbye())
    else:
        talk.agent(f"{wrap_up} {talk.goodbye()}")
    if talk.room and rng.random() < 0.65:
        talk.caller_says(rng.choice(register.byes))
    return HUNG_UP if rng.random() < 0.58 else AGENT_HUNG_UP


def break_off(talk: Talk, ending: Ending, topic: Topic) -> str:
    """Play the end of a call that stops at this topic; returns why it ended."""
    rng = talk.rng
    if ending is Ending.TRANSFERRED:
        talk.agent(rng.choice(topic.questions))
        talk.caller_says(rng.choice(caller.WANT_A_PERSON))
        talk.agent(rng.choice(agent.TRANSFERS))
        return "transferred"
    if ending is Ending.SILENT:
        talk.agent(rng.choice(topic.questions))
        talk.agent(rng.choice(agent.SILENCE))
        talk.agent(rng.choice(agent.SILENCE_ENDS))
        return "silence_timeout"
    if ending is Ending.BROKEN:
        turn = talk.agent(rng.choice(topic.questions))
        words = talk.lines[turn].text.split()
        talk.lines[turn] = Line(Speaker.AGENT, " ".join(words[: rng.randint(1, len(words))]))
        return "error"
    if rng.random() < 0.75:
        talk.agent(rng.choice(topic.questions))
        talk.caller_says(rng.choice(caller.LEAVING))
        if rng.random() < 0.5:
            talk.agent(rng.choice(agent.PARTINGS))
    return HUNG_UP


def _recap(talk: Talk, known: Mapping[str, Said]) -> str:
    parts = [
        topic.recap.replace("{v}", known[topic.name].readback)
        for topic in talk.trade.topics
        if topic.recap and topic.name in known
    ]
    return ", ".join(parts) if len(parts) > 1 else ""


def _last_question(talk: Talk) -> None:
    """Let the caller ask one more thing, or decline."""
    rng = talk.rng
    if talk.asides and talk.room >= 4 and rng.random() < 0.25:
        question, reply = talk.asides.pop()
        talk.caller_says(rng.choice(("Yes, quickly. ", "Just one thing. ", "Oh yes. ", "")) + question)
        talk.lead = reply
    else:
        talk.caller_says(rng.choice(talk.caller.register.thanks))
