"""Which small changes to a project's instructions would a model make against what its calls are missing?

`draft_with_model` asks one question. `propose` is the optimizer agent: it may look deeper before it drafts, and looks
for harm in what it drafted. Whether a draft may be shown to anyone is for the guardrails and the replay to say.
"""

from collections.abc import Sequence

from agents.critic_ranking import Candidate, rank_candidates
from agents.line_changes import NumberedLines
from agents.model_line import ModelLine
from agents.optimizer_answer import Asked, read_candidates, read_draft
from agents.optimizer_graph import Drafted, DraftingContext, run_optimizer
from agents.optimizer_request import (
    MENDED_CAUSES,
    MOST_EDITS,
    MOST_QUOTES,
    REMEDIES,
    build_candidates_schema,
    build_messages,
    build_request,
    build_schema,
    list_public_words,
)
from agents.prompting import render
from memory.drafts import Draft, Refusal, Snapshot
from tools.projects import ProjectDesk, ProjectView
from tools.redaction.redactor import Redactor

__all__ = [
    "MENDED_CAUSES",
    "MOST_EDITS",
    "MOST_QUOTES",
    "Candidate",
    "Drafted",
    "build_messages",
    "draft_candidates",
    "draft_with_model",
    "list_public_words",
    "propose",
]


async def draft_with_model(
    line: ModelLine,
    snapshot: Snapshot,
    *,
    redactor: Redactor | None = None,
    refused: Sequence[Refusal] = (),
) -> Draft:
    """Return a model's draft for a snapshot whose cause is one of `MENDED_CAUSES`.

    It covers the first `MOST_EDITS` of the missing fields; its rationale names them.

    Args:
        line: The way to the model.
        snapshot: What the draft rests on.
        redactor: Hides personal data of the calls; give one that knows the captured values where there are any.
        refused: Why earlier drafts for the same snapshot were refused.

    Raises:
        ModelProblem: The model gave no draft that keeps to the form.
        ValueError: The cause is not one that instructions can mend, or no field is missing.
    """
    _refuse_unmendable(snapshot)
    redactor = redactor or Redactor(public=list_public_words(snapshot))
    numbered = NumberedLines(snapshot.instructions, snapshot.protected)
    messages = build_messages(snapshot, numbered, redactor, refused)
    asked = Asked(snapshot, numbered, redactor, messages)
    schema = build_schema(snapshot, numbered)
    return await line.ask(messages, lambda answer: read_draft(answer, asked), schema=schema, purpose="draft")


async def draft_candidates(
    line: ModelLine,
    snapshot: Snapshot,
    *,
    redactor: Redactor | None = None,
    view: ProjectView | None = None,
    refused: Sequence[Refusal] = (),
    learnt: Sequence[str] = (),
) -> list[Draft]:
    """Return the drafts of `propose` that its critic would keep, best first; empty where it would keep none."""
    drafted = await propose(line, snapshot, redactor=redactor, view=view, refused=refused, learnt=learnt)
    kept = [candidate for candidate in drafted.candidates if candidate.critique.keep]
    return rank_candidates(snapshot.instructions, kept)


async def propose(
    line: ModelLine,
    snapshot: Snapshot,
    *,
    redactor: Redactor | None = None,
    view: ProjectView | None = None,
    refused: Sequence[Refusal] = (),
    learnt: Sequence[str] = (),
) -> Drafted:
    """Return one or two drafts of the optimizer agent with critiques, and what it looked up on the way.

    Args:
        line: The way to the model; calls are booked as `draft`, `look_up` and `critique`.
        snapshot: What the drafts rest on, with a cause in `MENDED_CAUSES`.
        redactor: Hides personal data of the calls; give one that knows the captured values where there are any.
        view: What the agent may look up, on this project alone; None: it has no tools.
        refused: Why earlier drafts for the same snapshot were refused.
        learnt: What replays of earlier drafts showed, a sentence each.

    Raises:
        ModelProblem: There is no draft that keeps to the form, or the budget was spent before there was one. What is
            spent later leaves the drafts, with the critique of code, and is told in `Drafted.problem`.
        ValueError: The cause is not one that instructions can mend, or no field is missing.
    """
    _refuse_unmendable(snapshot)
    redactor = redactor or Redactor(public=list_public_words(snapshot))
    numbered = NumberedLines(snapshot.instructions, snapshot.protected)
    role = render("draft_candidates_role", has_tools=view is not None)
    request = build_request(snapshot, numbered, redactor, refused=refused, learnt=learnt, role=role)
    asked = Asked(snapshot, numbered, redactor, request.messages)
    context = DraftingContext(
        line=line,
        snapshot=snapshot,
        schema=build_candidates_schema(snapshot, numbered),
        read=lambda answer: read_candidates(answer, asked),
        redactor=redactor,
        desk=ProjectDesk(view, request.tag) if view is not None else None,
    )
    return await line.converse(lambda: run_optimizer(context, request.messages))


def _refuse_unmendable(snapshot: Snapshot) -> None:
    if snapshot.cause not in REMEDIES:
        raise ValueError(f"No change of instructions mends the cause {snapshot.cause.value}.")
    if not snapshot.missing:
        raise ValueError("The snapshot names no missing field.")
