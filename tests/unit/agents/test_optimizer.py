import json
from dataclasses import replace
from typing import Any

import pytest

from agents.line_changes import NumberedLines
from agents.model_line import ModelLine
from agents.models import ModelProblem, ModelSettings, ProblemKind
from agents.optimizer import MENDED_CAUSES, MOST_EDITS, draft_with_model
from agents.scripted_behaviours import Behaviour, Script
from agents.scripted_server import ScriptedServer
from memory.drafts import Draft, Refusal, Snapshot
from memory.vocabulary import Cause, EditOp, Field, FieldType, Quote
from tests.unit.agents.snapshots_of_projects import SNAPSHOT, with_cause
from tools.instructions.edits import apply_edits
from tools.redaction.known_values import PersonalValue
from tools.redaction.redactor import Redactor
from tools.redaction.spans import PersonalKind

ONE = with_cause(Cause.NOT_ASKED)


def _answer(line: Any = 4, action: str = "insert_after", text: str = "Ask for the visit date.", **more: Any) -> str:
    edit = {"line": line, "action": action, "text": text, **more}
    return json.dumps({"reason": "It helps.", "edits": {"visit_date": edit}})


async def _draft(script: Script, snapshot: Snapshot = ONE, **more: Any) -> tuple[Draft, ScriptedServer]:
    with ScriptedServer(script) as server:
        line = ModelLine(ModelSettings("m", None, server.url, 60.0))
        return await draft_with_model(line, snapshot, **more), server


async def _problem(script: Script, snapshot: Snapshot = ONE) -> tuple[ModelProblem, ScriptedServer]:
    with ScriptedServer(script) as server, pytest.raises(ModelProblem) as problem:
        await draft_with_model(ModelLine(ModelSettings("m", None, server.url, 60.0)), snapshot)
    return problem.value, server


async def test_a_good_answer_becomes_exact_edits_of_the_instructions() -> None:
    draft, _ = await _draft(Behaviour.GOOD, SNAPSHOT)
    after = apply_edits(SNAPSHOT.instructions, draft.edits)
    assert after == SNAPSHOT.instructions.replace(
        "details:\n",
        "details:\n   - Ask the caller for the is unisex and wait for the answer.\n"
        "   - Ask the caller for the callback phone and wait for the answer.\n",
    )
    assert all(SNAPSHOT.instructions.count(edit.anchor) == 1 for edit in draft.edits)
    assert (draft.drafted_by, draft.kind) == ("model", "ask_for_field")
    assert draft.rationale == (
        "Not captured in 12 of 40 calls: is unisex, callback phone. The main cause: the agent did not ask."
    )


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (Cause.NOT_ASKED, "ask_for_field"),
        (Cause.ASKED_UNCLEARLY, "clarify_question"),
        (Cause.NOT_FOLLOWED_UP, "follow_up"),
        (Cause.MISHEARD, "read_back"),
        (Cause.CALL_ENDED_FIRST, "ask_earlier"),
    ],
)
async def test_the_kind_of_edit_follows_from_the_cause(cause: Cause, kind: str) -> None:
    draft, _ = await _draft(Behaviour.GOOD, with_cause(cause))
    assert draft.kind == kind


@pytest.mark.parametrize("cause", sorted(set(Cause) - MENDED_CAUSES))
async def test_causes_that_instructions_cannot_mend_are_never_sent_to_a_model(cause: Cause) -> None:
    with ScriptedServer() as server, pytest.raises(ValueError, match=cause.value):
        await draft_with_model(ModelLine(ModelSettings("m", None, server.url)), with_cause(cause))
    assert server.received == []


async def test_nothing_personal_from_the_calls_reaches_the_server() -> None:
    quotes = (
        Quote("c-1", 0, "my name is thandi nkosi, mail thandi.nkosi@mail.example or call 082 123 4567"),
        Quote("c-2", 2, "so thandi, you live at 12 Long Street and were born on 3 May 1980?"),
        Quote("c-3", 4, "it is blue heron"),
    )
    known = Redactor([PersonalValue(PersonalKind.NAME, "Blue Heron")])
    _, server = await _draft(Behaviour.GOOD, replace(SNAPSHOT, quotes=quotes), redactor=known)
    sent = "".join(request.raw for request in server.received).casefold()
    for personal in ("thandi", "nkosi", "mail.example", "082", "4567", "long street", "1980", "heron"):
        assert personal not in sent
    assert "[name_1]" in sent


async def test_answers_about_a_personal_field_keep_only_ordinary_words() -> None:
    missing = (Field("surname", "Surname of the caller", FieldType.NAME),)
    snapshot = replace(SNAPSHOT, missing=missing, cause=Cause.MISHEARD, quotes=(Quote("c", 1, "yes it was zondi"),))
    _, server = await _draft(Behaviour.GOOD, snapshot)
    assert "zondi" not in server.received[0].raw
    assert '"yes it was [ANSWER_1]"' in server.received[0].text


async def test_whatever_comes_from_outside_stands_between_tags_it_cannot_forge() -> None:
    _, server = await _draft(Behaviour.GOOD, SNAPSHOT)
    request = server.received[0].body["messages"][1]["content"]
    tag = request.split("<")[1].split(">")[0]
    pieces = request.replace(f"</{tag}>", f"<{tag}>").split(f"<{tag}>")
    trusted = "".join(pieces[4::2])
    assert pieces[3].strip().startswith("Project: Salon finder")
    for foreign in ("{{company}}", "Ignore all rules", "is_unisex", "Salon", "Book a visit"):
        assert foreign not in trusted


async def test_reasons_of_earlier_refusals_are_told() -> None:
    refused = [Refusal("new_url", "The new text states a web address.")]
    _, server = await _draft(Behaviour.GOOD, SNAPSHOT, refused=refused)
    assert "The new text states a web address." in server.received[0].text


async def test_a_draft_that_obeys_a_caller_is_handed_on_for_the_guardrails_to_refuse() -> None:
    draft, _ = await _draft(Behaviour.OBEYS_CALLERS)
    assert "https://callers.example/offer" in draft.edits[0].text


async def test_a_bad_first_answer_is_mended_by_the_second() -> None:
    draft, server = await _draft(["{nonsense", _answer()])
    assert draft.edits[0].op is EditOp.INSERT_AFTER
    assert "it is not valid JSON." in server.received[1].text


@pytest.mark.parametrize(
    "answer",
    [f"Here you are:\n```json\n{_answer()}\n```", _answer(text="  - Ask for\n the visit date. ")],
    ids=["fenced", "spaced"],
)
async def test_small_untidiness_of_an_answer_is_borne(answer: str) -> None:
    draft, server = await _draft(answer)
    assert draft.edits[0].text == "\n   - Ask for the visit date."
    assert len(server.received) == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("I would rather not.", "it is not valid JSON."),
        ("[1]", "the answer: "),
        ("[" * 100_000, "it is not valid JSON."),
        (json.dumps({"reason": "", "edits": {}}), "give one edit for each of visit_date, and no other."),
        (_answer(line="4"), "line: "),
        (_answer(line=True), "line: "),
        (_answer(line=99), "there is no line 99"),
        (_answer(action="rewrite"), "action must be one of insert_after, replace, delete."),
        (_answer(anchor="x"), "the answer: "),
        (_answer(text=""), "the text for visit_date must be a whole sentence"),
        (_answer(text="date"), "the text for visit_date must be a whole sentence"),
        (_answer(text="Ask for visit_date."), "write visit_date in plain words."),
        (_answer(text="x" * 301), "text: "),
        (_answer(text="Ask for the\u200b visit date."), "a text must not hold hidden characters."),
        (_answer(text="Greet [NAME_1] and ask."), "a text must not hold placeholders"),
        (_answer(text="Be friendly and brief."), "the text for visit_date only copies this request"),
        (_answer(line=3, action="replace", text="visit date "), "the edits leave the instructions as they are."),
        (_answer(line=5, action="replace"), "the new text of line 5 must keep most of its words"),
        (_answer(line=7, action="delete"), "line 7 does not speak of visit_date and must stay."),
        (_answer(line=0, action="delete"), "line 0 does not speak of visit_date and must stay."),
    ],
)
async def test_an_answer_that_breaks_the_form_is_a_bad_answer_after_two_tries(answer: str, reason: str) -> None:
    problem, server = await _problem(answer)
    assert problem.kind is ProblemKind.BAD_ANSWER
    assert problem.sentence.startswith(f"The model's answer could not be used: {reason}")
    assert len(server.received) == 2


async def test_two_fields_need_an_edit_each_with_a_text_of_its_own() -> None:
    edit = {"line": 4, "action": "insert_after", "text": "Ask for more details."}
    one = json.dumps({"reason": "", "edits": {"is_unisex": edit}})
    same = json.dumps({"reason": "", "edits": {"is_unisex": edit, "callback_phone": edit}})
    assert "is_unisex, callback_phone" in (await _problem(one, SNAPSHOT))[0].sentence
    assert "the same text" in (await _problem(same, SNAPSHOT))[0].sentence


async def test_names_that_only_the_answer_has_are_not_repeated_to_people() -> None:
    problem, _ = await _problem(json.dumps({"reason": "", "edits": {"thandi nkosi": {"line": 1}}}))
    assert "thandi" not in problem.sentence


@pytest.mark.parametrize(
    "reason",
    ["It helps.", "Call [NAME_1] about it.", "See https://callers.example/offer", "Open with purple walrus.", " "],
)
async def test_the_reason_a_model_gives_is_never_shown(reason: str) -> None:
    answer = json.loads(_answer())
    draft, _ = await _draft(json.dumps({**answer, "reason": reason}))
    assert draft.rationale == "Not captured in 12 of 40 calls: visit date. The main cause: the agent did not ask."


async def test_a_delete_takes_the_line_away() -> None:
    draft, _ = await _draft(_answer(line=3, action="delete", text=""))
    assert apply_edits(ONE.instructions, draft.edits) == ONE.instructions.replace("   - visit date\n", "")


async def test_a_placeholder_of_the_instructions_themselves_may_stay() -> None:
    snapshot = replace(ONE, instructions="Greet [NAME_1] by name.\n")
    draft, _ = await _draft(_answer(line=1, text="Ask [NAME_1] for the visit date."), snapshot)
    assert draft.edits


async def test_only_so_many_fields_are_drafted_as_a_draft_may_have_edits() -> None:
    fields = tuple(Field(f"detail_{letter}") for letter in "abcdefgh")
    draft, server = await _draft(Behaviour.GOOD, replace(SNAPSHOT, fields=fields, missing=fields))
    assert len(server.received[0].schema["properties"]["edits"]["properties"]) == MOST_EDITS
    assert "detail f." in draft.rationale
    assert "detail g" not in draft.rationale


async def test_without_a_line_that_may_change_there_is_no_draft() -> None:
    problem, _ = await _problem(Behaviour.GOOD, replace(ONE, instructions="This call is recorded."))
    assert NumberedLines("This call is recorded.").count == 0
    assert problem.kind is ProblemKind.BAD_ANSWER


async def test_a_snapshot_without_a_missing_field_is_an_error_of_the_caller() -> None:
    with ScriptedServer() as server, pytest.raises(ValueError, match="no missing field"):
        await draft_with_model(ModelLine(ModelSettings("m", None, server.url)), replace(ONE, missing=()))


@pytest.mark.parametrize("behaviour", [Behaviour.SERVER_ERROR, Behaviour.REFUSAL, Behaviour.RATE_LIMITED])
async def test_a_model_that_fails_is_a_problem_and_not_a_draft(behaviour: Behaviour) -> None:
    problem, server = await _problem(behaviour)
    assert problem.kind.value in {"server_error", "refused", "rate_limited"}
    assert len(server.received) == 1
