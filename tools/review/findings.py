"""What does a review say of instructions?"""

from dataclasses import dataclass

from memory.vocabulary import Edit, Severity


@dataclass(frozen=True, slots=True)
class Fix:
    """Characters `start` to `end` of the instructions give way to `text`; equal places insert, no text deletes."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What one rule noticed, before anything else judged its fix.

    `start` and `end` bound the words it is about, None where something is absent. `severity` says how much it matters
    here, `advice` is a plain sentence for people.
    """

    severity: Severity
    advice: str
    start: int | None = None
    end: int | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class ReviewFinding:
    """One finding of a review.

    Attributes:
        rule: The rule's number, such as "V03"; what a model found is "M" with a number.
        title: The rule in a few words.
        severity: High only for what loses data or annoys callers.
        quote: Words that stand in the instructions; None where something is absent.
        advice: What to do, in a plain sentence for people.
        edit: The change that mends it, which applies to the instructions as they are; None where a person must decide.
        article: The id of the best-practice article that gives the reason.
    """

    rule: str
    title: str
    severity: Severity
    quote: str | None
    advice: str
    edit: Edit | None
    article: str
