"""Do the instructions put a field before something the agent has already asked for?"""

import re
from functools import lru_cache

from memory.vocabulary import Speaker
from tools.diagnosis.questions import PLAIN, Ask, how_plainly
from tools.diagnosis.reading import Utterance
from tools.diagnosis.spelling import DIGIT_WORDS
from tools.diagnosis.topics import Topic

_STEP = re.compile(r"^\s{0,12}(?:step )?(\d{1,3})[.):]\s", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|only when|when the|unless|in case|where needed|optional\w*)\b", re.IGNORECASE)
_TIMES = re.compile(r"\bask\b[^.\n]{0,60}?\b(\w{1,5}) times\b", re.IGNORECASE)
_INSISTS = re.compile(
    r"\b(?:in|keep(?: to)?|follow|stick to) (?:this|that|the|exactly this)(?: exact)? order\b", re.IGNORECASE
)
FIELDS_BEHIND = 2
"""So many fields of later steps must have been asked for: agents now and then swap two questions."""
MOST_CHARACTERS = 50_000
MOST_LINES = 400


def passed_over(topics: tuple[Topic, ...], topic: Topic, asks: dict[str, list[Ask]], instructions: str) -> bool:
    """Whether the instructions' numbered steps put this field before some that were asked for plainly.

    One such field is enough only where it is the only one behind, and the instructions insist on their order.
    """
    steps = _find_steps(topics, instructions)
    own = steps.get(topic.field.name)
    if own is None:
        return False
    later = [name for name, step in steps.items() if step > own]
    asked = [name for name in later if any(ask.plain == PLAIN for ask in asks.get(name, ()))]
    insists = _INSISTS.search(instructions[:MOST_CHARACTERS]) is not None
    return len(asked) >= FIELDS_BEHIND or (insists and bool(asked) and len(later) == 1)


@lru_cache(maxsize=128)
def _find_steps(topics: tuple[Topic, ...], instructions: str) -> dict[str, int]:
    """The first numbered step that speaks of each field, by field name."""
    steps: dict[str, int] = {}
    number = 0
    for line in instructions[:MOST_CHARACTERS].splitlines()[:MOST_LINES]:
        found = _STEP.match(line)
        number = int(found[1]) if found else number
        if number == 0 or _CONDITION.search(line):
            continue
        for sentence in Utterance(0, Speaker.AGENT, line).sentences:
            for topic in topics:
                if topic.field.name not in steps and how_plainly(sentence, topic) == PLAIN:
                    steps[topic.field.name] = number
    return steps


@lru_cache(maxsize=128)
def times_to_ask(instructions: str) -> int:
    """How often the instructions want a question put: 3 for `ask three times in a row`, else 1."""
    found = _TIMES.search(instructions[:MOST_CHARACTERS])
    if found is None:
        return 1
    said = DIGIT_WORDS.get(found[1].lower(), found[1])
    return min(int(said), 9) if said.isascii() and said.isdigit() and len(said) == 1 else 1
