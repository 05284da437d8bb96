"""What may the optimizer read of the one project that it works on?

A view belongs to one project of one organisation and to one issue in it; no tool takes the name of another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Literal, Protocol

from pydantic import Field

from memory.drafts import PastSuggestion, RateSpan
from tools.calls import CallView, write_turns
from tools.effects import Effect, agent_tool

LONGEST_RESULT = 3_000
LONGEST_LINE = 400
LONGEST_NAME = 100
"""Characters of a call's id; a call with a longer one cannot be named."""

MOST_LISTED = 10
_Turn = Annotated[int, Field(ge=0)]
# Written out, since a reference to a definition is not understood by every server.
_Outcome = Literal["missed", "captured", "failed", "succeeded"]


class Outcome(StrEnum):
    """How a call went: for the fields and the cause of the issue, or as a whole."""

    MISSED = "missed"
    CAPTURED = "captured"
    FAILED = "failed"
    SUCCEEDED = "succeeded"


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call in a list: its length in turns and seconds (None: not known), and a few words about it.

    `note` says for example which fields were missed and why; it is redacted.
    """

    call_id: str
    turns: int
    seconds: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """A best practice: the `text` of an article, or the passage of it that was found."""

    title: str
    text: str


class ProjectView(Protocol):
    """One project as an agent may see it. All texts are redacted already; tools cut and fence them.

    Nothing is raised for what does not exist: lists are empty, and a call that there is not is None.
    """

    async def rates(self) -> Sequence[RateSpan]:
        """Return how often the issue's metric was good under each version of the instructions, oldest first."""
        ...

    async def list_calls(self, outcome: Outcome, limit: int) -> Sequence[CallLine]:
        """Return at most `limit` of the latest calls of an outcome, newest first.

        `missed` are calls that fell to the issue's cause, `captured` calls that captured the issue's fields, `failed`
        and `succeeded` calls by success. Calls held out for a replay may be left out.
        """
        ...

    async def read_call(self, call_id: str) -> CallView | None:
        """Return a call of this project, redacted, with its turns as lines that begin with `agent: ` or `caller: `.

        None for any other id, also for one of another project.
        """
        ...

    async def find_suggestions(self, words: str) -> Sequence[PastSuggestion]:
        """Return past suggestions of the organisation that are close in meaning to the words, closest first."""
        ...

    async def find_advice(self, words: str) -> Sequence[Advice]:
        """Return best practices for instructions that are close in meaning to the words, closest first."""
        ...


@dataclass(frozen=True, slots=True)
class ProjectDesk:
    """What the optimizer's tools work with: the view, and the tag that fences what they return."""

    view: ProjectView
    tag: str

    def fence(self, texts: Iterable[str], ending: str = "") -> str:
        """Return texts as lines between tags, at most `LONGEST_RESULT` characters; then `ending`, which is our own."""
        kept: list[str] = []
        left = LONGEST_RESULT
        for text in texts:
            line = as_line(text)
            left -= len(line) + 1
            if left < 0:
                ending = f"{ending}\nThere is more." if ending else "There is more."
                break
            kept.append(line)
        listing = "\n".join(kept)
        if self.tag in listing.casefold():
            return "This cannot be shown."
        return "\n".join(filter(None, (f"<{self.tag}>\n{listing}\n</{self.tag}>", ending)))


def as_line(text: str, most: int = LONGEST_LINE) -> str:
    """Return the printable characters of a text in one line of at most `most` characters."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text[: 4 * most]).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


@agent_tool(Effect.READ)
async def read_rates(context: ProjectDesk) -> str:
    """Read how often calls went well under each version of the instructions, oldest first."""
    spans = await context.view.rates()
    if not spans:
        return "Nothing was counted yet."
    return context.fence(describe_rate(span) for span in spans)


@agent_tool(Effect.READ)
async def list_calls(context: ProjectDesk, outcome: _Outcome) -> str:
    """List the latest calls that missed the details, captured them, failed or succeeded, with the ids of the calls."""
    listed = await context.view.list_calls(Outcome(outcome), MOST_LISTED)
    found = [call for call in listed if len(call.call_id) <= LONGEST_NAME]
    if not found:
        return "There are no such calls."
    return context.fence(_describe_call(call) for call in found[:MOST_LISTED])


@agent_tool(Effect.READ)
async def read_call(context: ProjectDesk, call_id: str, first: _Turn) -> str:
    """Read one call from the turn with the number `first` on; calls begin with turn 0. Ids come from list_calls."""
    call = await context.view.read_call(call_id) if len(call_id) <= LONGEST_NAME else None
    if call is None:
        return "There is no such call; list_calls tells the ids."
    numbers = [number for number in sorted(call.turns) if number >= first]
    lines, was_cut = write_turns(call.turns, numbers, LONGEST_RESULT - LONGEST_LINE)
    if not lines:
        return f"There are no such turns. The call has the turns 0 to {max(call.length - 1, 0)}."
    ending = f"The call goes on after this, up to turn {call.length - 1}." if was_cut else ""
    return context.fence(lines, ending)


def describe_rate(span: RateSpan) -> str:
    """Return what was counted under one version, in words."""
    return f"Version {span.version}: {span.good} of {span.calls} calls went well."


def _describe_call(call: CallLine) -> str:
    length = "" if call.seconds is None else f", {call.seconds:.0f} seconds"
    note = f": {as_line(call.note, LONGEST_LINE // 2)}" if call.note else ""
    return f"{as_line(call.call_id, LONGEST_NAME)} ({call.turns} turns{length}){note}"


@dataclass(slots=True)
class FakeProjectView:
    """A project view in memory, for tests and evals; it finds by shared words and keeps what it was `asked`."""

    spans: Sequence[RateSpan] = ()
    calls: dict[Outcome, Sequence[CallLine]] = field(default_factory=dict)
    transcripts: dict[str, CallView] = field(default_factory=dict)
    suggestions: Sequence[PastSuggestion] = ()
    advice: Sequence[Advice] = ()
    asked: list[str] = field(default_factory=list)

    async def rates(self) -> Sequence[RateSpan]:
        """Return the spans it was given."""
        self.asked.append("rates")
        return self.spans

    async def list_calls(self, outcome: Outcome, limit: int) -> Sequence[CallLine]:
        """Return the first calls of the outcome."""
        self.asked.append(f"list_calls {outcome}")
        return self.calls.get(outcome, ())[:limit]

    async def read_call(self, call_id: str) -> CallView | None:
        """Return the transcript of this id."""
        self.asked.append("read_call")
        return self.transcripts.get(call_id)

    async def find_suggestions(self, words: str) -> Sequence[PastSuggestion]:
        """Return suggestions whose added text or cause shares a word."""
        self.asked.append("find_suggestions")
        return [one for one in self.suggestions if _share_a_word(words, f"{one.added} {one.cause} {one.kind}")]

    async def find_advice(self, words: str) -> Sequence[Advice]:
        """Return advice whose title or text shares a word."""
        self.asked.append("find_advice")
        return [one for one in self.advice if _share_a_word(words, f"{one.title} {one.text}")]


def _share_a_word(one: str, other: str) -> bool:
    return bool(set(one.casefold().split()) & set(other.casefold().replace("_", " ").split()))
