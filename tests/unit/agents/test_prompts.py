"""What the model really reads; `python -m tests.unit.agents.test_prompts` writes the snapshots anew."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from agents.call_analyst import build_messages as build_analysis
from agents.critic import build_critique_messages
from agents.critic_rules import read_change
from agents.line_changes import NumberedLines
from agents.optimizer import MENDED_CAUSES, build_messages, list_public_words
from agents.optimizer_request import build_request
from agents.prompting import PROMPTS, render
from agents.reviewer import build_review_messages
from memory.drafts import Draft, Refusal, Snapshot
from memory.vocabulary import Call, Cause, Severity
from tests.unit.agents.replay_prompts import REPLAY_CASES
from tests.unit.agents.snapshots_of_projects import SNAPSHOT, with_cause
from tests.unit.agents.snapshots_with_history import WITH_HISTORY
from tests.unit.agents.unsure_calls import CALL, EMAIL, STYLIST, as_shown, make_long
from tools.instructions.edits import derive_edits
from tools.redaction.redactor import Redactor
from tools.review import ReviewFinding

SNAPSHOTS = Path(__file__).parent / "snapshots"


def _messages(snapshot: Snapshot, refused: tuple[Refusal, ...] = ()) -> str:
    numbered = NumberedLines(snapshot.instructions)
    messages = build_messages(snapshot, numbered, Redactor(public=list_public_words(snapshot)), refused)
    return "\n\n".join(f"[{role}]\n{words}" for role, words in messages)


def _draft_again() -> str:
    return _messages(SNAPSHOT, (Refusal("new_url", "The new text states a web address."),))


def _analyse(call: Call, telling: tuple[int, ...] = ()) -> str:
    messages = build_analysis(as_shown(call), (EMAIL, STYLIST), telling, ["Ask for the e-mail twice."], "agent_ended")
    return "\n\n".join(f"[{role}]\n{words}" for role, words in messages)


def _draft_candidates(*, has_tools: bool) -> str:
    numbered = NumberedLines(WITH_HISTORY.instructions)
    request = build_request(
        WITH_HISTORY,
        numbered,
        Redactor(public=list_public_words(WITH_HISTORY)),
        learnt=("2 of 12 bad calls were fixed, and 3 of 20 good ones broken.",),
        role=render("draft_candidates_role", has_tools=has_tools),
    )
    return "\n\n".join(f"[{role}]\n{words}" for role, words in request.messages)


def _criticise() -> str:
    after = SNAPSHOT.instructions.replace("   - stylist\n", "   - stylist\n   - Ask for the callback phone.\n")
    draft = Draft(derive_edits(SNAPSHOT.instructions, after), "", "ask_for_field", "model")
    messages = build_critique_messages(read_change(SNAPSHOT, draft))
    return "\n\n".join(f"[{role}]\n{words}" for role, words in messages)


def _review() -> str:
    known = (ReviewFinding("V08", "Silence is handled", Severity.MEDIUM, None, "Nothing is said.", None, "silence"),)
    numbered = NumberedLines(SNAPSHOT.instructions)
    messages = build_review_messages(numbered, SNAPSHOT.fields, SNAPSHOT.goal, known)
    return "\n\n".join(f"[{role}]\n{words}" for role, words in messages)


CASES: dict[str, Callable[[], str]] = {
    "answer_again": lambda: render("answer_again", wrong="it is not valid JSON."),
    "analyse_call-whole": lambda: _analyse(CALL),
    "analyse_call-outline": lambda: _analyse(make_long(300, "We talked about the weather for a while."), (5, 200)),
    "draft_edits-not_asked": lambda: _messages(SNAPSHOT),
    "draft_edits-after_refusal": _draft_again,
    "draft_candidates-with_tools": lambda: _draft_candidates(has_tools=True),
    "draft_candidates-without_tools": lambda: _draft_candidates(has_tools=False),
    "critique_edits": _criticise,
    "review_text": _review,
    **REPLAY_CASES,
    **{
        f"draft_edits-{cause.value}": lambda cause=cause: _messages(with_cause(cause))
        for cause in sorted(MENDED_CAUSES - {Cause.NOT_ASKED})
    },
}


@pytest.mark.parametrize("name", CASES)
def test_the_prompt_reads_as_it_did(name: str) -> None:
    assert f"{CASES[name]()}\n" == (SNAPSHOTS / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("prompt", sorted(PROMPTS.rglob("*.md")), ids=lambda path: path.stem)
def test_every_prompt_and_partial_has_a_snapshot(prompt: Path) -> None:
    pieces = re.split(r"\{[{%].*?[%}]\}|\n", prompt.read_text(encoding="utf-8"))
    longest = max(pieces, key=len).strip()
    assert any(longest in rendered() for rendered in CASES.values())


def test_no_snapshot_is_left_over() -> None:
    assert {path.stem for path in SNAPSHOTS.glob("*.txt")} == set(CASES)


if __name__ == "__main__":
    for name, rendered in CASES.items():
        (SNAPSHOTS / f"{name}.txt").write_text(f"{rendered()}\n", encoding="utf-8")
    sys.stdout.write(f"{len(CASES)} snapshots written\n")
