"""What is the optimizer told, and in what form must it answer?

It sees a snapshot gathered by code: instructions as numbered lines, the missed fields, redacted quotes, and what was
counted, tried and said before. Whatever came from outside stands between tags it does not contain.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from agents.line_changes import LineAction, NumberedLines
from agents.line_hints import find_lines_of_others, find_own_line
from agents.models import AnswerSchema, Message
from agents.prompting import as_one_line, choose_tag, render
from memory.drafts import Lesson, Refusal, Snapshot
from memory.vocabulary import Cause, Field
from tools.projects import describe_rate
from tools.redaction.known_values import find_personal_kind
from tools.redaction.redactor import Redactor
from tools.suggestions import describe_suggestion

MOST_EDITS = 6
MOST_QUOTES = 6
MOST_CANDIDATES = 2
LONGEST_QUOTE = 200
_LONGEST_SETTING = 300
_LONGEST_NOTE = 500
_MOST_RATES, _MOST_CAUSES, _MOST_PAST, _MOST_LESSONS, _MOST_PREFERENCES, _MOST_LEARNT = 5, 4, 5, 5, 5, 6
_MOST_VARIABLES = 20


@dataclass(frozen=True, slots=True)
class Remedy:
    """The kind of edit that mends a cause, and what the cause is, in words for people."""

    kind: str
    because: str


REMEDIES = {
    Cause.NOT_ASKED: Remedy("ask_for_field", "the agent did not ask"),
    Cause.ASKED_UNCLEARLY: Remedy("clarify_question", "the agent asked in a way that callers did not understand"),
    Cause.NOT_FOLLOWED_UP: Remedy("follow_up", "the agent did not ask again when no clear answer came"),
    Cause.MISHEARD: Remedy("read_back", "the answer was heard wrong and not read back"),
    Cause.CALL_ENDED_FIRST: Remedy("ask_earlier", "the call ended before the agent asked"),
}
MENDED_CAUSES = frozenset(REMEDIES)
_ASKED_CAUSES = frozenset({Cause.ASKED_UNCLEARLY, Cause.NOT_FOLLOWED_UP, Cause.MISHEARD})


@dataclass(frozen=True, slots=True)
class Request:
    """What the model is told, and the tag around all in it that was written by others."""

    messages: list[Message]
    tag: str


def list_public_words(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the texts of a project whose words are no personal data of a caller."""
    words = [snapshot.project_name, snapshot.goal, snapshot.instructions]
    for field in (*snapshot.fields, *snapshot.missing):
        words += (field.name.replace("_", " "), field.description, *field.choices)
    return tuple(words)


def list_drafted(snapshot: Snapshot) -> tuple[Field, ...]:
    """Return the fields that a draft covers."""
    return snapshot.missing[:MOST_EDITS]


def build_messages(
    snapshot: Snapshot, numbered: NumberedLines, redactor: Redactor, refused: Sequence[Refusal] = ()
) -> list[Message]:
    """Return what the model is told when it is asked for one draft."""
    return build_request(snapshot, numbered, redactor, refused=refused).messages


def build_request(
    snapshot: Snapshot,
    numbered: NumberedLines,
    redactor: Redactor,
    *,
    refused: Sequence[Refusal] = (),
    learnt: Sequence[str] = (),
    role: str | None = None,
) -> Request:
    """Return what the model is told; `role` is the system message, if not the one for a single draft."""
    own = [find_own_line(field, numbered.texts) for field in list_drafted(snapshot)]
    others = find_lines_of_others(snapshot.missing, snapshot.fields, numbered.texts)
    untrusted = {
        "project": as_one_line(snapshot.project_name, _LONGEST_SETTING),
        "goal": as_one_line(snapshot.goal, _LONGEST_SETTING),
        "listing": numbered.listing([*filter(None, own), *others]),
        "quotes": _redact_quotes(snapshot, redactor),
        "refusals": [as_one_line(refusal.reason, _LONGEST_SETTING) for refusal in refused],
        "fields": _describe_fields(snapshot, own),
        "variables": [as_one_line(one, _LONGEST_SETTING) for one in snapshot.variables[:_MOST_VARIABLES]],
        "history": _describe_history(snapshot, redactor),
        "learnt": _redact_lines(learnt[-_MOST_LEARNT:], redactor),
    }
    tag = choose_tag([repr(untrusted)])
    request = render(
        "draft_edits",
        tag=tag,
        cause=snapshot.cause.value,
        lines_of_others=others,
        calls=snapshot.calls,
        missed=snapshot.missed,
        **untrusted,
    )
    return Request([("system", role or render("draft_edits_role")), ("user", request)], tag)


def build_schema(snapshot: Snapshot, numbered: NumberedLines) -> AnswerSchema:
    """Return the shape of an answer: one edit under the name of each field, so that none can be left out."""
    return AnswerSchema("draft_edits", _shape_draft(snapshot, numbered))


def build_candidates_schema(snapshot: Snapshot, numbered: NumberedLines) -> AnswerSchema:
    """Return the shape of an answer with one or two drafts."""
    candidates = {
        "type": "array",
        "minItems": 1,
        "maxItems": MOST_CANDIDATES,
        "items": _shape_draft(snapshot, numbered),
    }
    return AnswerSchema("draft_candidates", closed({"candidates": candidates}))


def closed(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON schema of an object that has all of these properties and no others."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _shape_draft(snapshot: Snapshot, numbered: NumberedLines) -> dict[str, Any]:
    change = closed(
        {
            "line": {"type": "integer", "minimum": 1, "maximum": max(numbered.count, 1)},
            "action": {"type": "string", "enum": [action.value for action in LineAction]},
            "text": {"type": "string"},
        }
    )
    edits = closed({field.name: change for field in list_drafted(snapshot)})
    return closed({"reason": {"type": "string"}, "edits": edits})


def _describe_fields(snapshot: Snapshot, own: Sequence[int | None]) -> list[tuple[str, str, int | None]]:
    """Return name, description and the line that seems to ask for it, of each missing field."""
    return [
        (
            as_one_line(field.name, _LONGEST_SETTING),
            as_one_line(field.description, _LONGEST_SETTING),
            line if snapshot.cause in _ASKED_CAUSES else None,
        )
        for field, line in zip(list_drafted(snapshot), own, strict=True)
    ]


def _redact_quotes(snapshot: Snapshot, redactor: Redactor) -> list[str]:
    """Return the quotes without personal data; answers about personal fields keep ordinary words only."""
    strict = any(find_personal_kind(field) for field in snapshot.missing)
    hidden = redactor.redact_all([quote.text for quote in snapshot.quotes], strict=strict)
    lines = (as_one_line(one.text, LONGEST_QUOTE) for one in hidden)
    return list(dict.fromkeys(filter(None, lines)))[:MOST_QUOTES]


def _describe_history(snapshot: Snapshot, redactor: Redactor) -> list[str]:
    """Return what was counted, tried and said before, a line each; words of people without personal data."""
    rates = [describe_rate(span) for span in snapshot.rates[-_MOST_RATES:]]
    causes = [
        f"{share.cause}: {share.share:.0%} of the missed calls ({share.low:.0%} to {share.high:.0%})."
        for share in snapshot.causes[:_MOST_CAUSES]
    ]
    lessons = [_describe_lesson(lesson) for lesson in snapshot.lessons[:_MOST_LESSONS]]
    past = [describe_suggestion(one) for one in snapshot.past[:_MOST_PAST]]
    preferences = [f'People want: "{words}"' for words in snapshot.preferences[:_MOST_PREFERENCES]]
    return [*rates, *causes, *lessons, *_redact_lines([*past, *preferences], redactor)]


def _describe_lesson(lesson: Lesson) -> str:
    decided = (
        f"{lesson.accepted + lesson.edited} accepted, {lesson.rejected} rejected, {lesson.rolled_back} rolled back"
    )
    effect = f", {100 * lesson.mean:+.0f} points expected" if lesson.measured else ""
    return as_one_line(f"{lesson.kind} against {lesson.cause}: {decided}{effect}.", _LONGEST_SETTING)


def _redact_lines(texts: Iterable[str], redactor: Redactor) -> list[str]:
    hidden = redactor.redact_all([text[: 4 * _LONGEST_NOTE] for text in texts])
    return list(filter(None, (as_one_line(one.text, _LONGEST_NOTE) for one in hidden)))
