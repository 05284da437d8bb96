"""Which lines of the instructions speak of a field?

A word that a line shares with a field tells more the fewer lines have it, and more in the field's name than in its
description. Knows no language, so it is a hint and nothing more.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from memory.vocabulary import Field

MOST_HINTS = 4
_SHORTEST_WORD = 3
_NAME_WEIGHT = 3

_WORD = re.compile(r"[^\W_]+")


def speaks_of(field: Field, line: str) -> bool:
    """Say whether at least half of the words of a field's name stand in a line."""
    named = _words(field.name.replace("_", " "))
    return bool(named) and 2 * len(named & _words(line)) >= len(named)


def find_own_line(field: Field, lines: Sequence[str]) -> int | None:
    """Return the number, from 1, of the line that speaks of a field most clearly, or None.

    It is one that `speaks_of` the field at all.
    """
    named = _words(field.name.replace("_", " "))
    described = _words(field.description) - named
    places = _place_words(lines)
    weights: defaultdict[int, float] = defaultdict(float)
    for word in sorted(named | described):
        for number in places.get(word, ()):
            weights[number] += (_NAME_WEIGHT if word in named else 1) / len(places[word])
    told = [number for number in weights if speaks_of(field, lines[number - 1])]
    return max(told, key=lambda number: (weights[number], -number), default=None)


def find_lines_of_others(missing: Sequence[Field], fields: Sequence[Field], lines: Sequence[str]) -> list[int]:
    """Return in order the numbers of lines that speak of fields which are not missing."""
    absent = {field.name for field in missing}
    own = (find_own_line(field, lines) for field in fields if field.name not in absent)
    return sorted({number for number in own if number is not None})[:MOST_HINTS]


def _place_words(lines: Sequence[str]) -> dict[str, list[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines, start=1):
        for word in _words(line):
            places[word].append(number)
    return places


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if len(word) >= _SHORTEST_WORD}
