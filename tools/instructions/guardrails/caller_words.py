"""Do the edits carry words of a caller into the instructions, or do what a caller ordered?"""

import re
from collections.abc import Iterator, Sequence

from memory.drafts import Refusal
from tools.instructions.common_words import ENGLISH_FUNCTION_WORDS
from tools.instructions.guardrails.amounts import write_digits_as_words
from tools.instructions.guardrails.plain_text import plain, read_words, words_of
from tools.instructions.guardrails.proposal import Proposal

MOST_SHARED_WORDS = 7
FEWEST_ORDERED_WORDS = 3

_GRAM = MOST_SHARED_WORDS + 1
# A word of a language written without spaces is about three of its letters; Chinese and Japanese characters are words.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_LETTERS_A_WORD = 3
_COMMANDS = re.compile(
    r"\b(?:you (?:must|should|shall|have to|need to|are (?:now|to|required))|(?:always|never|from now on|instead)"
    r" (?:\w+ )?\w+"
    r"|ignore|disregard|forget|instructions?|prompt|system|assistant|admin\w*|developer|(?:new|your) (?:rule"
    r"|policy|task)s?"
    r"|the agent (?:must|should|has to|will)|(?:make|be) sure|important|override|update|add (?:this|the|that))\b"
)
_USUAL = frozenset(
    read_words(
        "ask asked asking again answer call caller callers confirm spell back read repeat question questions name"
        " number email"
        " mail phone date time address give gave given letter digit slowly clear clearly short right correct wait"
        " help please"
        " say said tell told word words first last full need know yes no agent customer thank end move go goes"
    )
)


def refuse_caller_words(proposal: Proposal) -> Refusal | None:
    """Eight consecutive words of a caller must not stand in the new text, also where they go over several turns.

    Compared are letters and digits only, so that punctuation, case, accents, hidden or lookalike letters,
    numbers in words or digits, and words pulled apart or pushed together make no difference. What the
    instructions or the project's settings say already does not count.
    """
    fresh = _run_together(proposal.fresh)
    grams = {fresh[place : place + _GRAM] for place in range(len(fresh))}
    known: str | None = None
    for run in _runs(_all_words(proposal.caller_turns)):
        if run[:_GRAM] not in grams or run not in fresh:
            continue
        if known is None:
            known = f"{_run_together(proposal.before)}\n{_run_together(proposal.allowed)}"
        if run not in known:
            return Refusal("caller_words", "The new text repeats eight or more words in a row of a caller.")
    return None


def refuse_ordered_words(proposal: Proposal) -> Refusal | None:
    """New words that a caller used while giving orders to the agent are that caller's order, however rearranged."""
    new = proposal.find_new(lambda text: set(words_of(text)) - ENGLISH_FUNCTION_WORDS - _USUAL)
    if len(new) < FEWEST_ORDERED_WORDS:
        return None
    for turn in proposal.caller_turns:
        said = new & set(words_of(turn)) if len(turn) > FEWEST_ORDERED_WORDS else set()
        if len(said) >= FEWEST_ORDERED_WORDS and 2 * len(said) >= len(new) and _COMMANDS.search(plain(turn)):
            return Refusal("obeys_caller", "The new text says what a caller ordered the agent to do.")
    return None


def _all_words(turns: Sequence[str]) -> list[str]:
    return [word for turn in turns for word in words_of(write_digits_as_words(plain(turn)))]


def _run_together(text: str) -> str:
    return "".join(words_of(write_digits_as_words(plain(text))))


def _runs(words: Sequence[str]) -> Iterator[str]:
    """Yield every eight words in a row, run together."""
    weights = [(word, 1 if _UNSPACED.match(word) else _LETTERS_A_WORD) for word in _pieces(words)]
    enough = _GRAM * _LETTERS_A_WORD
    low = weight = 0
    for high, (_, gained) in enumerate(weights, start=1):
        weight += gained
        while weight - weights[low][1] >= enough:
            weight -= weights[low][1]
            low += 1
        if weight >= enough:
            yield "".join(word for word, _ in weights[low:high])


def _pieces(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        if _UNSPACED.match(word):
            yield from word
        else:
            yield word
