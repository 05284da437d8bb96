"""What could be better in the instructions, by rule and, where there is one, by a model? And the edits that mend it."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from api.web import addresses, words
from api.web.errors import UnusableInputError
from api.web.instructions import show_editor
from api.web.page import Form, OnPage, Page, SentForm
from graphs.project_review import review_project
from graphs.reviewing import Review, review_project_text
from knowledge_base.advice import Advice, get_advice
from memory.repositories.instructions import VersionRecord
from memory.repositories.projects import ProjectRecord
from memory.vocabulary import Edit, EditOp, Severity
from tools.instructions.diff import DiffRow, diff_rows
from tools.instructions.edits import EditRefused, apply_edits
from tools.review import ReviewFinding

router = APIRouter()

MOST_EDITS = 100


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding with its edit as a small comparison, the edit as the form sends it, and the article behind it."""

    number: int
    finding: ReviewFinding
    rows: Sequence[DiffRow]
    edit: str | None
    article: Advice | None

    @property
    def article_text(self) -> str:
        """The article without the marks of its emphasis."""
        return self.article.text.replace("**", "").replace("`", "").strip() if self.article else ""


@router.get("/projects/{project_id}/review")
async def show_review(page: OnPage, project_id: UUID) -> Response:
    """Hold the instructions in force against the rules."""
    project, current = await _read(page, project_id)
    return await _show(page, project, current, await _review_by_rules(project, current))


@router.post("/projects/{project_id}/review")
async def ask_the_model_too(page: OnPage, project_id: UUID) -> Response:
    """Hold them against the rules and ask the model as well; without an answer the rules' review is shown."""
    project, current = await _read(page, project_id)
    review = await review_project(page.asking.parts.backoffice.services, page.asking.org_id, project_id)
    return await _show(page, project, current, review, asked_model=True)


@router.post("/projects/{project_id}/review/use")
async def use_edits(page: OnPage, project_id: UUID, form: SentForm) -> Response:
    """Open the editor with the edits that were chosen; nothing is in force before the person saves it."""
    project, current = await _read(page, project_id)
    if form.number("base_version") != current.number:
        problem = "The instructions have changed since this review. This one is of the version in force now."
        return await _show(page, project, current, await _review_by_rules(project, current), problem, status=409)
    edits = _read_edits(form)
    if not edits:
        problem = "No edit was chosen. Tick at least one."
        return await _show(page, project, current, await _review_by_rules(project, current), problem, status=422)
    try:
        text = await asyncio.to_thread(apply_edits, current.text, edits)
    except EditRefused as refused:
        problem = f"These edits do not go together: {refused} Choose fewer of them."
        return await _show(page, project, current, await _review_by_rules(project, current), problem, status=409)
    few = "The edit is" if len(edits) == 1 else f"{words.count(len(edits))} edits are"
    note = f"{few} in this text. Nothing is in force before you save it."
    return await show_editor(page, project, text, current.number, note=note)


async def _read(page: Page, project_id: UUID) -> tuple[ProjectRecord, VersionRecord]:
    async with page.asking.open_memory() as memory:
        return await memory.projects.get(project_id), await memory.instructions.current(project_id)


async def _review_by_rules(project: ProjectRecord, current: VersionRecord) -> Review:
    # Long texts take a while, and other pages should not wait for it.
    return await asyncio.to_thread(
        review_project_text, current.text, fields=project.fields, goal=project.goal, project_name=project.name
    )


async def _show(
    page: Page,
    project: ProjectRecord,
    current: VersionRecord,
    review: Review,
    problem: str = "",
    *,
    status: int = 200,
    asked_model: bool = False,
) -> Response:
    shown = [_lay_out(number, finding, current.text) for number, finding in enumerate(review.findings)]
    groups = [(severity, [one for one in shown if one.finding.severity is severity]) for severity in Severity]
    weight = [Severity.HIGH, Severity.MEDIUM, Severity.LOW]
    return await page.show(
        "review.html",
        status=status,
        project=project,
        current=current,
        groups=sorted((group for group in groups if group[1]), key=lambda group: weight.index(group[0])),
        findings=len(shown),
        has_edits=any(one.edit for one in shown),
        notes=review.notes,
        asked_model=asked_model,
        problem=problem,
        review_address=addresses.review(project.id),
    )


def _lay_out(number: int, finding: ReviewFinding, text: str) -> ShownFinding:
    rows: Sequence[DiffRow] = ()
    edit = finding.edit
    if edit is not None:
        try:
            rows = diff_rows(text, apply_edits(text, [edit]))
        except EditRefused:
            edit = None  # the text is another one by now
    sent = None if edit is None else json.dumps({"op": edit.op.value, "anchor": edit.anchor, "text": edit.text})
    return ShownFinding(number, finding, rows, sent, get_advice(finding.article))


def _read_edits(form: Form) -> list[Edit]:
    """Return the one edit whose button was pressed, or those that were ticked, each once."""
    only = form.optional("only")
    numbers = range(MOST_EDITS) if only is None else [form.number("only")]
    sent = (
        form.optional(f"edit_{number}") for number in numbers if only is not None or form.optional(f"take_{number}")
    )
    return list(dict.fromkeys(_read_edit(one) for one in sent if one is not None))


def _read_edit(sent: str) -> Edit:
    try:
        read = json.loads(sent)
        op, anchor, text = EditOp(read["op"]), read["anchor"], read["text"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UnusableInputError("An edit of the form cannot be read. Please load the page again.") from None
    if not isinstance(anchor, str) or not isinstance(text, str) or "\x00" in anchor + text:
        raise UnusableInputError("An edit of the form cannot be read. Please load the page again.")
    return Edit(op, anchor, text)
