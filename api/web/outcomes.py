"""What came of a run, and what did it do on the way? Said to people who never saw the machinery."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.web import words


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: in two or three words, as a sentence, and why an open issue has no suggestion then."""

    short: str
    tone: str
    sentence: str
    why_nothing: str


def _said(short: str, tone: str, sentence: str, why_nothing: str | None = None) -> Outcome:
    return Outcome(short, tone, sentence, why_nothing or sentence)


OUTCOMES = {
    "accepted": _said(
        "Accepted",
        "good",
        "A person accepted the suggestion.",
        "A suggestion was accepted; the next calls will show what it brings.",
    ),
    "rejected": _said(
        "Rejected", "quiet", "A person rejected the suggestion, and said why.", "The last suggestion was rejected."
    ),
    "expired": _said(
        "Expired",
        "quiet",
        "The suggestion expired before anybody decided.",
        "The last suggestion expired before anybody decided.",
    ),
    "undecided": _said("Not decided", "quiet", "The suggestion was closed without a decision; it is looked at again."),
    "covered": _said("Covered", "quiet", "The suggestion that waits in this project deals with it too."),
    "waiting_its_turn": _said(
        "Waits its turn", "watch", "Another suggestion of this project waits first: one change at a time."
    ),
    "change_in_flight": _said(
        "Waits its turn",
        "watch",
        "An accepted change of this project is still being measured: one change at a time.",
    ),
    "no_longer_wrong": _said("No longer certain", "quiet", "At the last look it was no longer certain."),
    "ignored": _said(
        "Ignored",
        "quiet",
        "Somebody ignored the issue, so nothing was looked for.",
        "It was ignored; the next monitoring pass looks for the cause again.",
    ),
    "routed": _said(
        "For others to mend",
        "watch",
        "The cause is one that instructions cannot mend; it is listed for whoever can.",
    ),
    "no_clear_cause": _said("No clear cause", "quiet", "The calls that were read show no clear cause."),
    "no_draft": _said("No draft", "quiet", "No change to the instructions passed the guardrails."),
    "no_suggestion": _said(
        "No suggestion",
        "quiet",
        "Changes were tried on past calls, and none helped enough without harm, so none is suggested.",
    ),
    "not_the_instructions": _said(
        "Not the instructions",
        "watch",
        "Replayed on past calls, the present instructions already do what was missing: they are not the cause.",
    ),
    "budget_spent": _said(
        "Budget used up",
        "watch",
        "What one run may ask of the model was used up before a change was proven. It is tried again when there are "
        "many more calls, or other instructions.",
    ),
    "day_spent": _said(
        "Day's budget used up",
        "watch",
        "What may be asked of the model in one day was used up. It goes on when there is a new day's budget.",
    ),
    "causes_only": _said(
        "Cause told",
        "quiet",
        "In this project the assistant tells causes only, and suggests no changes.",
    ),
}
UNKNOWN = _said("Ended", "quiet", "The assistant found no change to the instructions that it could stand behind.")
GOES_ON = _said("Goes on", "watch", "The assistant is working on it.")
WAITS = _said("Waits for a decision", "decide", "A suggestion waits for a person to decide.")

STEPS = {
    "detect": "Looked whether it is still wrong",
    "diagnose": "Looked for the cause in the calls",
    "draft": "Drafted a change of the instructions",
    "verify": "Tried the change on past calls",
    "notify": "Laid the suggestion before people",
    "decide": "Took up what was decided",
    "apply": "Put the decision to work",
    "check_own_edit": "Tried a text that a person typed",
    "review": "Reviewed the instructions",
}
PURPOSES = {
    "draft": "to draft changes",
    "look_up": "to look something up for a draft",
    "critique": "to look for harm in a draft",
    "replay": "to speak as the agent in past calls",
    "judge": "to judge what the agent said",
    "review": "to review the instructions",
    "question": "other questions",
}
PROBLEMS = {
    "refused_connection": "the model could not be reached",
    "timeout": "the model took too long",
    "rate_limited": "the model was asked too often",
    "server_error": "the model's server failed",
    "bad_answer": "the answer could not be used",
    "refused": "the model refused to answer",
    "given_up": "the model was no longer asked, after several failures",
    "budget_spent": "the budget was used up",
    "other": "something else went wrong",
}


def find_outcome(status: str, outcome: str | None) -> Outcome:
    """Return what is to be said of a run; one that waits or goes on has no outcome yet."""
    if status == "waiting":
        return WAITS
    if status == "running" or outcome is None:
        return GOES_ON
    return OUTCOMES.get(outcome, UNKNOWN)


def say_step(step: str) -> str:
    """Return what a step did."""
    return STEPS.get(step, words.sentence_case(step.replace("_", " ")))


def say_purpose(purpose: Mapping[str, Any]) -> str:
    """Return what some of the model calls were for: "12 to judge what the agent said (one problem: ...)"."""
    name = str(purpose.get("purpose", ""))
    said = f"{words.count(_whole(purpose.get('calls')))} {PURPOSES.get(name, 'for ' + name.replace('_', ' '))}"
    problems = [PROBLEMS.get(str(one), PROBLEMS["other"]) for one in purpose.get("problems") or ()]
    return f"{said}; {', '.join(problems)}" if problems else said


def say_seconds(seconds: float) -> str:
    """Return how long work took: "0.4 s" or "2 min 5 s"."""
    if seconds < 0.05:
        return "less than 0.1 s"
    return f"{words.decimal(seconds)} s" if seconds < 10 else words.duration(seconds)


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0
