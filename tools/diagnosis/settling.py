"""When a model and the rules say different things about one field, which of them is believed, and how much?"""

from dataclasses import dataclass, replace
from enum import StrEnum

from memory.vocabulary import Cause, Finding, FindingSource

SURE = 0.75
"""From this confidence on a finding of the rules is not put to a model."""

DOUBTFUL = 0.6
"""Below this confidence a model's proven opinion prevails over the rules.

Chosen by simulation on two sets of labelled calls, with models that are right at chance, half of the time, and so on
up to always: higher, and a model that is right half of the time does harm; lower, and a good one cannot help.
"""

MOST_DISPUTED = 0.5
"""The most confidence in a finding about which the rules and a model disagree."""

MOST_AGREED = 0.95


class Sureness(StrEnum):
    """How sure a model says that it is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


_GAINED = {Sureness.LOW: 0.1, Sureness.MEDIUM: 0.25, Sureness.HIGH: 0.4}
_WON = {Sureness.MEDIUM: 0.4, Sureness.HIGH: MOST_DISPUTED}


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a model says about one field that was not captured.

    `quote` stands word for word in turn number `turn`, or both are None. `proven`: code found in the call what the
    cause needs (see `proofs`); a model's word alone is no proof.
    """

    cause: Cause
    sure: Sureness
    turn: int | None = None
    quote: str | None = None
    proven: bool = False


def is_unsure(finding: Finding) -> bool:
    """Whether a second opinion about a finding of the rules is worth asking for; what a recording shows is settled."""
    is_open = finding.cause not in {None, Cause.NO_CONVERSATION} and finding.source is FindingSource.RULES
    return is_open and finding.confidence < SURE


def settle(rule: Finding, opinion: Opinion) -> Finding:
    """Return the finding that holds, given what the rules found with confidence r and what a model says.

    | opinion                             | r            | cause   | confidence                      | source  |
    | ----------------------------------- | ------------ | ------- | ------------------------------- | ------- |
    | not proven                          | any          | rules'  | r                               | rules   |
    | proven, the same cause              | any          | both's  | r + 0.1, 0.25 or 0.4 of the     | both    |
    |                                     |              |         | rest to 1, at most 0.95         |         |
    | proven, another cause, low          | any          | rules'  | r                               | rules   |
    | proven, another cause, medium, high | 0.6 or more  | rules'  | at most 0.5                     | rules   |
    | proven, another cause, medium, high | less than 0.6| model's | 0.4, 0.5                        | model   |

    So a model never turns a finding that the rules are fairly sure of, and what was disputed is seen by its
    confidence: 0.5 or less. Captured fields, and calls in which nobody spoke, are beyond dispute.
    """
    if rule.captured or rule.cause in {None, Cause.NO_CONVERSATION} or not opinion.proven:
        return rule
    if opinion.cause is rule.cause:
        return _agree(rule, opinion)
    if opinion.sure is Sureness.LOW:
        return rule
    if rule.confidence >= DOUBTFUL:
        return replace(rule, confidence=min(rule.confidence, MOST_DISPUTED))
    return replace(
        rule,
        cause=opinion.cause,
        turn=opinion.turn,
        quote=opinion.quote,
        confidence=_WON[opinion.sure],
        source=FindingSource.MODEL,
        readings=None,
    )


def _agree(rule: Finding, opinion: Opinion) -> Finding:
    """The rules' words stay where they have any: they were chosen for this cause, the model's only found."""
    gained = rule.confidence + _GAINED[opinion.sure] * (1 - rule.confidence)
    shows = rule if rule.quote is not None else opinion
    return replace(
        rule,
        turn=shows.turn,
        quote=shows.quote,
        confidence=max(rule.confidence, min(gained, MOST_AGREED)),
        source=FindingSource.BOTH,
    )
