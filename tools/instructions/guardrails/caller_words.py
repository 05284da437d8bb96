"""Do the edits carry words of a caller into the instructions?"""

from memory.drafts import Refusal
from tools.instructions.guardrails.plain_text import letters_of, words_of
from tools.instructions.guardrails.proposal import Proposal

MOST_SHARED_WORDS = 7

_GRAM = MOST_SHARED_WORDS + 1


def refuse_caller_words(proposal: Proposal) -> Refusal | None:
    """Eight consecutive words of a caller turn must not stand in the new text.

    Compared are letters and digits only, so that punctuation, case, accents, hidden or lookalike letters,
    and words pulled apart or pushed together make no difference. What the instructions or the project's
    settings say already does not count.
    """
    fresh = letters_of(proposal.fresh)
    grams = {fresh[place : place + _GRAM] for place in range(len(fresh))}
    known: str | None = None
    for turn in proposal.caller_turns:
        words = words_of(turn)
        for place in range(len(words) - MOST_SHARED_WORDS):
            run = "".join(words[place : place + MOST_SHARED_WORDS + 1])
            if run[:_GRAM] not in grams or run not in fresh:
                continue
            if known is None:
                known = f"{letters_of(proposal.before)}\n{letters_of(proposal.allowed)}"
            if run not in known:
                return Refusal("caller_words", "The new text repeats eight or more words in a row of a caller.")
    return None
