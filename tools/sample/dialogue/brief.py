"""What is said in calls that never become a conversation."""

from random import Random

from memory.vocabulary import Speaker
from tools.sample.dialogue.noise import as_sentences
from tools.sample.dialogue.talk import Line, Talk
from tools.sample.people import invent_caller
from tools.sample.phrases import agent, caller
from tools.sample.trades.trade import Trade


def reach_a_mailbox(rng: Random, trade: Trade, part: str) -> list[Line]:
    """Return what is heard when a mailbox answers; the agent leaves a message or rings off."""
    person = invent_caller(rng)
    talk = Talk(rng, trade, person, part, raw=False, spare=0)
    phone = f"{person.phone[:3]} {person.phone[3:6]} {person.phone[6:]}"
    greeting = rng.choice(caller.MAILBOXES).replace("{phone}", phone).replace("{name}", person.name)
    talk.caller_says(talk.fill(greeting))
    if rng.random() < 0.7:
        talk.agent(rng.choice(caller.MESSAGES))
    return talk.lines


def stay_brief(rng: Random, trade: Trade, part: str) -> tuple[list[Line], str]:
    """Return the turns of a call that is over within seconds, and why it ended."""
    opening = rng.choice(trade.openings).replace("{part}", part).replace("{notice}", trade.notice)
    opened = [Line(Speaker.AGENT, as_sentences(opening.partition(". ")[0] + "."))]
    manner = rng.random()
    if manner < 0.45:
        return [*opened, Line(Speaker.CALLER, rng.choice(caller.WRONG_NUMBER))], "caller_hung_up"
    if manner < 0.7:
        return [*opened, Line(Speaker.AGENT, rng.choice(agent.SILENCE))], "silence_timeout"
    return opened, "caller_hung_up"
