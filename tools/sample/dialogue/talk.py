"""A conversation while it runs: who has said what, and what the agent says before its next question."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from memory.vocabulary import Speaker
from tools.sample.dialogue.noise import as_raw, as_sentences, disturb
from tools.sample.people import Caller
from tools.sample.phrases import agent as agent_phrases
from tools.sample.topics.topic import Topic
from tools.sample.trades.trade import Trade
from tools.sample.values.said import Said

MOST_TURNS = 24
AGENT, CALLER = Speaker.AGENT, Speaker.CALLER


def part_of_day(at: datetime) -> str:
    """Return what agents call this time of day."""
    return "morning" if at.hour < 12 else "afternoon" if at.hour < 18 else "evening"


@dataclass(frozen=True, slots=True)
class Line:
    """One turn."""

    speaker: Speaker
    text: str


@dataclass(slots=True)
class Talk:
    """The turns so far. `lead` is what the agent still has to say before its next words.

    `raw` calls have the caller's words as a recogniser without punctuation writes them. `spare` is how many more
    side exchanges the call has room for.
    """

    rng: Random
    trade: Trade
    caller: Caller
    part: str
    raw: bool
    spare: int
    lines: list[Line] = field(default_factory=list)
    lead: str = ""
    acks: list[str] = field(default_factory=list)
    asides: list[tuple[str, str]] = field(default_factory=list)
    knows_name: bool = False

    def agent(self, text: str) -> int:
        """Let the agent speak, its lead first; returns the turn's index."""
        words = f"{self.lead} {text}".strip()
        self.lead = ""
        self.lines.append(Line(AGENT, as_sentences(self.fill(words))))
        return len(self.lines) - 1

    def caller_says(self, template: str, value: str = "", other: str = "") -> int:
        """Let the caller speak, `{v}` and `{w}` filled in; returns the turn's index."""
        if self.rng.random() < 0.05:
            template = disturb(self.rng, template)
        text = as_sentences(template.replace("{v}", value).replace("{w}", other))
        self.lines.append(Line(CALLER, as_raw(text) if self.raw else text))
        return len(self.lines) - 1

    def answer(self, template: str, value: str = "", *, thoughtful: bool = False) -> int:
        """Let the caller answer in their own manner: a lead before, a question of their own after.

        Only what takes a thought makes people think aloud.
        """
        rng, register = self.rng, self.caller.register
        if rng.random() < 0.42 - 0.3 * self.caller.haste:
            leads = register.musing if thoughtful and rng.random() < 0.3 else register.leads
            template = f"{rng.choice(leads)} {template}"
        aside = None
        if self.asides and rng.random() < 0.07:
            aside = self.asides.pop()
            template = f"{template} {aside[0]}"
        turn = self.caller_says(template, value)
        self.lead = aside[1] if aside else ""
        return turn

    def acknowledge(self, topic: Topic, said: Said) -> None:
        """Prepare what the agent says to a value it was given."""
        if said.value in topic.replies:
            self.lead = f"{self.lead} {self.rng.choice(topic.replies[said.value])}".strip()
        if self.lead:
            return
        if self.rng.random() < topic.read_back:
            self.lead = self.rng.choice(agent_phrases.READBACKS).replace("{v}", said.readback)
        else:
            self.lead = self.next_ack()

    def next_ack(self) -> str:
        """Return a short acknowledgement, not the same twice running."""
        if self.knows_name and self.rng.random() < 0.12:
            return self.rng.choice(agent_phrases.ACKS_BY_NAME)
        if not self.acks:
            self.acks = self.rng.sample(self.trade.acks, min(6, len(self.trade.acks)))
        return self.acks.pop()

    def fill(self, text: str) -> str:
        """Return a phrase with the people, the firm and the part of the day filled in."""
        if "{" not in text:
            return text
        return (
            text.replace("{first}", self.caller.first)
            .replace("{part}", self.part)
            .replace("{brand}", self.trade.brand)
            .replace("{agent}", self.trade.agent)
            .replace("{notice}", self.trade.notice)
        )

    def quote(self, turn: int, words: str) -> str:
        """Return `words` as they stand in the turn. Raises ValueError when they do not stand there."""
        speaker, text = self.lines[turn].speaker, self.lines[turn].text
        wanted = as_raw(words) if self.raw and speaker is Speaker.CALLER else words
        start = text.lower().index(wanted.lower())
        return text[start : start + len(wanted)]

    def goodbye(self) -> str:
        """Return the agent's last words, by name where the caller gave one."""
        named = self.knows_name and self.rng.random() < 0.3
        return self.rng.choice(agent_phrases.GOODBYES_BY_NAME if named else agent_phrases.GOODBYES)

    @property
    def room(self) -> int:
        """How many more turns the call may have."""
        return MOST_TURNS - len(self.lines)
