"""What does one way of mending instructions consist of, before guardrails have seen it?"""

from dataclasses import dataclass

from memory.vocabulary import Edit


@dataclass(frozen=True, slots=True)
class Plan:
    """Edits of one kind; `change` says what they do, as the rest of a sentence after "This ..."."""

    kind: str
    edits: tuple[Edit, ...]
    change: str
