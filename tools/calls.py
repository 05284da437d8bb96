"""What may agents read of the one call that they are asked about?"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from tools.effects import Effect, agent_tool

LONGEST_RESULT = 2_000
LONGEST_TURN = 600
MOST_TURNS = 40
MOST_FOUND = 10
_MOST_WORDS = 12
_LONGEST_SEARCH = 200

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_Number = Annotated[int, Field(ge=0)]


@dataclass(frozen=True, slots=True)
class CallView:
    """One call as an agent may see it.

    `turns` are numbers with texts, in order: each text is one line, and personal data is hidden already. A long call
    may lack the middle. `length` counts all turns of the call. `tag` stands in no text.
    """

    turns: Mapping[int, str]
    length: int
    tag: str


@agent_tool(Effect.READ)
async def read_turns(context: CallView, first: _Number, last: _Number) -> str:
    """Read the turns of the call with the numbers from first to last."""
    if not context.turns or first > last or first >= context.length:
        return f"There are no such turns. The call has the turns 0 to {max(context.length - 1, 0)}."
    # Not every number up to `last`: a model may name a million.
    last = min(last, first + MOST_TURNS - 1, context.length - 1)
    return _list(context, (number for number in range(first, last + 1) if number in context.turns), last)


@agent_tool(Effect.READ)
async def search_call(context: CallView, words: str) -> str:
    """Find the turns of the call that hold most of these words."""
    wanted = {word.casefold() for word in _WORD.findall(words[:_LONGEST_SEARCH])[:_MOST_WORDS]}
    if not wanted:
        return "Give at least one word."
    scores = {number: len(wanted & _words(text)) for number, text in context.turns.items()}
    best = sorted((number for number in scores if scores[number]), key=lambda number: (-scores[number], number))
    if not best:
        return "No turn holds any of these words."
    return _list(context, sorted(best[:MOST_FOUND]), None)


def write_turns(turns: Mapping[int, str], numbers: Iterable[int], most: int) -> tuple[list[str], bool]:
    """Return turns as numbered lines of at most `most` characters in all, and whether some were left out."""
    lines: list[str] = []
    left = most
    for number in numbers:
        text = turns[number]
        line = f"{number} {text if len(text) <= LONGEST_TURN else f'{text[: LONGEST_TURN - 1]}…'}"
        left -= len(line) + 1
        if left < 0:
            return lines, True
        lines.append(line)
    return lines, False


def _list(context: CallView, numbers: Iterable[int], last: int | None) -> str:
    lines, was_cut = write_turns(context.turns, numbers, LONGEST_RESULT)
    if not lines:
        return "These turns cannot be read."
    ends = "\nThere is more; read fewer turns at once." if was_cut else ""
    if last is not None and not was_cut and last < context.length - 1:
        ends = f"\nThe call goes on up to turn {context.length - 1}."
    listing = "\n".join(lines)
    return f"<{context.tag}>\n{listing}\n</{context.tag}>{ends}"


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
