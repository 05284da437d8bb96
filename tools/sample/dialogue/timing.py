"""When each turn begins and ends, in seconds from the start of the call."""

from collections.abc import Sequence
from random import Random
from typing import Any

from tools.sample.dialogue.talk import AGENT, Line

AGENT_WORDS_PER_SECOND = 2.9


def with_times(rng: Random, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Return the turns in the shape of the contract, one after the other, at the speed at which people speak."""
    # Whole hundredths of a second, since rounding each time would cost a tenth of the whole generation.
    caller_speed = rng.uniform(2.2, 3.3)
    clock = rng.randrange(20, 140)
    turns: list[dict[str, Any]] = []
    for line in lines:
        words = line.text.count(" ") + 1
        by_agent = line.speaker is AGENT
        speed = AGENT_WORDS_PER_SECOND if by_agent else caller_speed
        end = clock + int(30 + 100 * words / speed * (0.9 + 0.25 * rng.random()))
        turns.append(
            {
                "speaker": "agent" if by_agent else "caller",
                "text": line.text,
                "start_s": clock / 100,
                "end_s": end / 100,
            }
        )
        clock = end + int(15 + 95 * rng.random())
    return turns
