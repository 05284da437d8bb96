"""Which suggestion that waits is worth most?"""

from collections.abc import Iterable

from memory.repositories.suggestions import SuggestionRecord


def most_worth_first(suggestions: Iterable[SuggestionRecord]) -> list[SuggestionRecord]:
    """Return suggestions by the money expected of a usual week, the most first; equals keep their order."""
    return sorted(suggestions, key=lambda one: one.weekly_worth, reverse=True)
