"""How a whole conversation runs, from the first word to the last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random

from memory.vocabulary import Cause, FieldType, Speaker
from tools.sample.dialogue.captures import capture
from tools.sample.dialogue.closing import break_off, close
from tools.sample.dialogue.outcome import Outcome
from tools.sample.dialogue.slips import miss
from tools.sample.dialogue.talk import Line, Talk, part_of_day
from tools.sample.people import invent_caller
from tools.sample.phrases import caller as caller_phrases
from tools.sample.plan import Ending, Plan
from tools.sample.topics.topic import Topic
from tools.sample.trades.trade import Trade
from tools.sample.values.said import Said, Scene

ENDED_FIRST = (Cause.CALL_ENDED_FIRST,)


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns, why the call ended and what became of each field."""

    lines: list[Line]
    ended_reason: str
    outcomes: Mapping[str, Outcome]


def converse(rng: Random, trade: Trade, at: datetime, plan: Plan) -> Conversation:
    """Play the conversation a plan describes; `at` is the local time at which it begins."""
    caller = invent_caller(rng)
    scene = Scene(caller, at.date())
    said = {topic.name: topic.say(rng, scene) for topic in trade.topics}
    talk = _begin(rng, trade, scene, at)
    outcomes: dict[str, Outcome] = {}

    given = _open(talk, plan, said)
    for name, turn in given.items():
        outcomes[name] = Outcome(captured=said[name].value, turn=turn)
    topics = _in_order(rng, [topic for topic in trade.topics if topic.asked and topic.name not in given])
    asked = topics if plan.ending is Ending.COMPLETE else topics[: int(plan.reached * len(topics))]
    talk.spare = max(1, (talk.room - 2 * len(topics) - 6) // 2)
    for topic in asked:
        outcomes[topic.name] = _play(talk, topic, said[topic.name], plan, scene)
        talk.knows_name |= topic.type is FieldType.NAME and _was_understood(outcomes[topic.name])

    if plan.ending is Ending.COMPLETE:
        outcomes |= _volunteer(talk, plan, said)
        ended = close(talk, {name: said[name] for name, outcome in outcomes.items() if _was_understood(outcome)})
    else:
        ended = break_off(talk, plan.ending, topics[len(asked)])
        rest = _cut_short(plan.ending, talk.lines)
        outcomes |= {topic.name: rest for topic in topics[len(asked) :]}
    never_asked = Outcome(cause=Cause.NOT_ASKED, also_ok=() if plan.ending is Ending.COMPLETE else ENDED_FIRST)
    for topic in trade.topics:
        outcomes.setdefault(topic.name, never_asked)
    return Conversation(talk.lines, ended, outcomes)


def _begin(rng: Random, trade: Trade, scene: Scene, at: datetime) -> Talk:
    talk = Talk(rng, trade, scene.caller, part_of_day(at), raw=rng.random() < 0.09, spare=2)
    talk.asides = rng.sample(trade.asides, min(2, len(trade.asides)))
    return talk


def _open(talk: Talk, plan: Plan, said: Mapping[str, Said]) -> dict[str, int]:
    """Play the greetings; returns the turn of every field the caller gives along with the reason for the call."""
    rng, trade, caller = talk.rng, talk.trade, talk.caller
    reason = rng.choice(trade.reasons)
    given = [name for name in said if f"{{{name}}}" in reason]
    while any(name in plan.misses or plan.vague.get(name) for name in given):
        reason = rng.choice(trade.reasons)
        given = [name for name in said if f"{{{name}}}" in reason]
    for name in given:
        reason = reason.replace(f"{{{name}}}", said[name].spoken)
    if plan.outbound:
        talk.caller_says(talk.fill(rng.choice(caller_phrases.PHONED_BACK)))
        talk.agent(rng.choice(trade.callbacks))
        turn = talk.caller_says(rng.choice(caller_phrases.GOOD_MOMENT).replace("{reason}", reason))
    else:
        talk.agent(rng.choice(trade.openings))
        turn = talk.caller_says(f"{rng.choice(caller.register.hellos)} {reason}")
    talk.lead = rng.choice(trade.welcomes)
    if given and rng.random() < 0.7:
        talk.lead += f" {', '.join(said[name].readback for name in given)}."
    return dict.fromkeys(given, turn)


def _in_order(rng: Random, topics: list[Topic]) -> list[Topic]:
    """Return the topics as an agent asks them: now and then two neighbours change places."""
    if rng.random() < 0.12 and len(topics) > 2:
        at = rng.randrange(len(topics) - 1)
        topics[at], topics[at + 1] = topics[at + 1], topics[at]
    return topics


def _play(talk: Talk, topic: Topic, said: Said, plan: Plan, scene: Scene) -> Outcome:
    cause, vague = plan.misses.get(topic.name), plan.vague.get(topic.name, ())
    if cause is not None:
        return miss(talk, topic, said, cause, vague)
    return Outcome(captured=said.value, turn=capture(talk, topic, said, scene, vague))


def _volunteer(talk: Talk, plan: Plan, said: Mapping[str, Said]) -> dict[str, Outcome]:
    """Let the caller give, of their own accord, what the agent never asks for."""
    found: dict[str, Outcome] = {}
    for topic in talk.trade.topics:
        if topic.asked or topic.name in plan.misses or talk.lines[-1].speaker is Speaker.AGENT:
            continue
        template = talk.rng.choice(topic.volunteer)
        line = talk.lines.pop()
        turn = talk.caller_says(template, said[topic.name].spoken)
        talk.lines[turn] = Line(line.speaker, f"{line.text} {talk.lines[turn].text}")
        talk.lead = talk.rng.choice(
            ("Of course, I've made a note of that.", "Certainly, I have it down.", "I'll pass that on.")
        )
        found[topic.name] = Outcome(captured=said[topic.name].value, turn=turn)
    return found


def _was_understood(outcome: Outcome) -> bool:
    return outcome.captured is not None or outcome.given is not None


def _cut_short(ending: Ending, lines: list[Line]) -> Outcome:
    also_ok = {Ending.TRANSFERRED: (Cause.NOT_ASKED,), Ending.BROKEN: (Cause.NO_CONVERSATION,)}
    return Outcome(
        cause=Cause.CALL_ENDED_FIRST, turn=len(lines) - 1, quote=lines[-1].text, also_ok=also_ok.get(ending, ())
    )
