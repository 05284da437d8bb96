"""What does a review say of a project's instructions, with edits that may be made?

The rules of `tools/review` say where a text should change; here that becomes an exact edit, and only one that every
guardrail lets pass is shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from memory.vocabulary import Edit, EditOp, Field, Severity
from tools.instructions.anchors import (
    can_anchor,
    find_anchor_ending_at,
    find_anchor_starting_at,
    widenings,
)
from tools.instructions.guardrails import check_draft
from tools.instructions.playbook.language import is_plainly_not_english
from tools.review import MOST_READ, Fix, Remark, ReviewFinding, Rule, find_remarks

LONGEST_EDITED = 40_000
"""Characters of a text beyond which no edits are offered: nobody mends such a text line by line."""

LONGEST_QUOTE = 400
MOST_FINDINGS = 40

_BY_WEIGHT = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)


@dataclass(frozen=True, slots=True)
class Review:
    """The findings, the gravest first and else in the order of the rules; `notes` say what was not looked at."""

    findings: tuple[ReviewFinding, ...]
    notes: tuple[str, ...] = ()


def review_project_text(text: str, *, fields: Sequence[Field], goal: str, project_name: str) -> Review:
    """Review instructions by rules; calls no model and touches no database.

    Every quote stands in `text`, and every edit applies to `text` as it is and passes the guardrails. Instructions that
    keep all the rules give no findings.

    Args:
        text: The instructions, of any length and language.
        fields: What every call should capture.
        goal: What the calls are for.
        project_name: How the project is called.
    """
    is_english = not is_plainly_not_english(text)
    allowed = list_words_of_settings(fields, goal, project_name)
    remarks = find_remarks(text, fields=fields, goal=goal, project_name=project_name, is_english=is_english)
    findings = [_as_finding(text, rule, remark, allowed) for rule, remark in remarks[:MOST_FINDINGS]]
    return Review(tuple(sort_by_weight(findings)), tuple(_list_notes(text, is_english=is_english)))


def sort_by_weight(findings: Iterable[ReviewFinding]) -> list[ReviewFinding]:
    """Return findings with the gravest first; those of one weight keep their order."""
    return sorted(findings, key=lambda one: _BY_WEIGHT.index(one.severity))


def list_words_of_settings(fields: Sequence[Field], goal: str, project_name: str) -> tuple[str, ...]:
    """Return the texts of a project's settings, whose names and numbers an edit may use."""
    words = [project_name, goal]
    for field in fields:
        words += (field.name, field.description, *field.choices)
    return tuple(words)


def build_edit(text: str, fix: Fix) -> Edit | None:
    """Return the edit that makes a fix, or None where no words around it stand once in the text."""
    if fix.start == fix.end:
        anchor = find_anchor_ending_at(text, fix.start)
        if anchor is not None:
            return Edit(EditOp.INSERT_AFTER, anchor, fix.text)
        anchor = find_anchor_starting_at(text, fix.start)
        return Edit(EditOp.INSERT_BEFORE, anchor, fix.text) if anchor is not None else None
    if not fix.text and can_anchor(text, text[fix.start : fix.end]):
        return Edit(EditOp.DELETE, text[fix.start : fix.end])
    for low, high in widenings(text, fix.start, fix.end):
        if can_anchor(text, text[low:high]):
            new = text[low : fix.start] + fix.text + text[fix.end : high]
            return Edit(EditOp.REPLACE, text[low:high], new) if new else Edit(EditOp.DELETE, text[low:high])
    return None


def _as_finding(text: str, rule: Rule, remark: Remark, allowed: Sequence[str]) -> ReviewFinding:
    edit = build_edit(text, remark.fix) if remark.fix and len(text) <= LONGEST_EDITED else None
    if edit is not None and check_draft(text, [edit], caller_words=(), allowed_words=allowed):
        edit = None
    return ReviewFinding(rule.id, rule.title, remark.severity, _quote(text, remark), remark.advice, edit, rule.article)


def _quote(text: str, remark: Remark) -> str | None:
    if remark.start is None or remark.end is None:
        return None
    return text[remark.start : min(remark.end, remark.start + LONGEST_QUOTE)]


def _list_notes(text: str, *, is_english: bool) -> Iterable[str]:
    if not is_english:
        yield "These instructions are not in English. Only the rules that need no language were applied."
    if len(text) > MOST_READ:
        yield f"Most rules read only the first {MOST_READ:,} characters; no changes are proposed for a text this long."
