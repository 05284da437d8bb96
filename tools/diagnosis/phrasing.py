"""How are lists of words and phrases written down, so that a person can read and extend them?"""

import re

_APOSTROPHE = re.compile(r"'(?![?\]])")


def set_of(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def any_of(phrases: str, *, before: str = r"\b", after: str = r"\b") -> re.Pattern[str]:
    r"""Compile a list of phrases, several to a line with ` | ` between them, into one pattern.

    Phrases are regular expressions without unbounded repetition, for folded text. `before` and `after` stand
    around the whole; by default a phrase begins and ends with a word.
    """
    alternatives = (phrase.strip() for line in phrases.split("\n") for phrase in line.split(" | "))
    pattern = f"{before}(?:{'|'.join(filter(None, alternatives))}){after}"
    return re.compile(_APOSTROPHE.sub("'?", pattern))


def groups_of(text: str) -> tuple[frozenset[str], ...]:
    """Groups of words that belong together, one group to a line; a line ending in `...` goes on in the next."""
    return tuple(frozenset(line.split()) for line in text.replace("...\n", "").splitlines() if line.strip())
