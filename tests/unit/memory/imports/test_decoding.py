import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from memory.imports.decoding import CALL_DECODER, PROJECT_DECODER, BadLineError, decode_line, parse_moment
from memory.imports.lines import RawLine
from memory.imports.schemas import SpeakerText, StatusText
from memory.vocabulary import CallStatus, Speaker

CALL: dict[str, Any] = {
    "project": "p",
    "call_id": "c",
    "started_at": "2026-11-02T09:14:05+02:00",
    "status": "completed",
}
PROJECT: dict[str, Any] = {"project": "p", "name": "P", "instructions": "Help.", "fields": [{"name": "email"}]}


def call_reason(**changes: object) -> str:
    return reason(json.dumps({**CALL, **changes}).encode())


def reason(data: bytes, decoder: Any = CALL_DECODER) -> str:
    with pytest.raises(BadLineError) as refused:
        decode_line(decoder, RawLine(1, data))
    return str(refused.value)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"call_id": 7}, "call_id must be text, not a whole number"),
        ({"call_id": ""}, "call_id must not be empty"),
        ({"call_id": "x" * 201}, "call_id must have at most 200 characters"),
        ({"project": None}, "project must be text, not null"),
        ({"status": "done"}, "status 'done' is not one of completed, no_answer, busy, voicemail, failed"),
        ({"status": "x" * 99}, f"status '{'x' * 60}...' is not one of completed, no_answer, busy, voicemail, failed"),
        ({"duration_s": -1}, "duration_s must be at least 0"),
        ({"duration_s": "long"}, "duration_s must be a number or null, not text"),
        ({"instruction_version": 1.5}, "instruction_version must be a whole number"),
        ({"success": "yes"}, "success must be true or false or null, not text"),
        ({"captured": None}, "captured must be an object, not null"),
        ({"captured": ["a"]}, "captured must be an object, not a list"),
        ({"transcript": {}}, "transcript must be a list, not an object"),
        ({"transcript": [{"speaker": "bot", "text": "a"}]}, "transcript[0].speaker 'bot' is not one of agent, caller"),
        ({"transcript": [{"speaker": "agent"}]}, "transcript[0].text is missing"),
        ({"transcript": [{"speaker": "agent", "text": "a", "end_s": -2}]}, "transcript[0].end_s must be at least 0"),
    ],
)
def test_a_refusal_names_the_field_in_plain_words(changes: dict[str, object], said: str) -> None:
    assert call_reason(**changes) == said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{}", "project is missing"),
        (b'["a"]', "the line must be an object, not a list"),
        (b"null", "the line must be an object, not null"),
        (b'{"project": "p"', "the line is not valid JSON: it breaks off"),
        (b"project,call_id", "the line is not valid JSON: invalid character (byte 0)"),
        (json.dumps(CALL).encode() + b" {}", "the line is not valid JSON: trailing characters (byte 100)"),
        (b'{"captured": {"a": NaN}}', "the line is not valid JSON: invalid character (byte 19)"),
        (b'{"captured": {"a": 1e999}}', "captured[...]: number out of range"),
        (b'{"captured": ' + b"[" * 100_000, "captured must be an object, not a list"),
        (b'{"extra": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "the line is nested too deeply"),
    ],
)
def test_a_line_that_is_no_call_at_all(data: bytes, said: str) -> None:
    assert reason(data) == said


def test_a_value_cannot_forge_the_reason() -> None:
    assert call_reason(status="x` - at `$.call_id").startswith("status 'x` - at `$.call_id' is not one of")


@pytest.mark.parametrize(
    ("escaped", "stored"),
    [
        pytest.param(r"a\u0000b", "a\ufffdb", id="NUL"),
        pytest.param(r"\ud83d\ude00", "😀", id="a whole pair"),
        pytest.param(r"\ud83d!", "\ufffd!", id="first half alone"),
        pytest.param(r"\ude00\ud83d", "\ufffd\ufffd", id="halves the wrong way round"),
        pytest.param(r"\ud83d\ud83d\ude00", "\ufffd😀", id="half a pair before a whole one"),
        pytest.param(r"\\u0000", r"\u0000", id="an escaped backslash is no escape"),
        pytest.param(r"\\\u0000", "\\\ufffd", id="NUL behind an escaped backslash"),
        pytest.param(r"\\ud83d \ud83d", "\\ud83d \ufffd", id="half a pair behind what looks like one"),
    ],
)
def test_text_the_database_cannot_store_is_mended(escaped: str, stored: str) -> None:
    data = json.dumps(CALL | {"ended_reason": "X"}).replace('"X"', f'"{escaped}"').encode()

    assert decode_line(CALL_DECODER, RawLine(1, data)).ended_reason == stored


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-02T09:14:05+02:00", datetime(2026, 11, 2, 7, 14, 5, tzinfo=UTC)),
        ("2026-11-02T09:14:05.123456789Z", datetime(2026, 11, 2, 9, 14, 5, 123456, tzinfo=UTC)),
        ("2026-11-02t09:14:05z", datetime(2026, 11, 2, 9, 14, 5, tzinfo=UTC)),
        ("2026-11-02 09:14-0330", datetime(2026, 11, 2, 12, 44, tzinfo=UTC)),
    ],
)
def test_iso_8601_is_read(text: str, moment: datetime) -> None:
    assert parse_moment("started_at", text) == moment


def test_the_offset_is_kept() -> None:
    parsed = parse_moment("started_at", "2026-11-02T09:14:05-03:30")

    assert parsed.tzinfo == timezone(-timedelta(hours=3, minutes=30))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-11-02T09:14:05", "started_at has no time-zone offset"),
        ("2026-11-02", "started_at has no time-zone offset"),
        ("yesterday", "started_at 'yesterday' is not an ISO 8601 date and time"),
        ("2026-13-02T09:14:05Z", "started_at '2026-13-02T09:14:05Z' is not an ISO 8601 date and time"),
        ("", "started_at '' is not an ISO 8601 date and time"),
    ],
)
def test_a_time_that_cannot_be_placed_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadLineError) as refused:
        parse_moment("started_at", text)

    assert str(refused.value) == said


def test_the_words_of_the_schema_are_those_of_the_vocabulary() -> None:
    assert set(get_args(StatusText)) == set(CallStatus)
    assert set(get_args(SpeakerText)) == set(Speaker)


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.floats(-2, 2),
    st.text(max_size=2),
    st.sampled_from(["completed", "agent", "email", "x" * 201]),
    st.lists(st.text(max_size=1), max_size=1),
    st.dictionaries(st.text(max_size=1), st.text(max_size=1), max_size=1),
)


def agrees(schema: Any, decoder: Any, document: dict[str, Any]) -> bool:
    try:
        decode_line(decoder, RawLine(1, json.dumps(document).encode()))
    except BadLineError:
        return not Draft202012Validator(schema).is_valid(document)
    return Draft202012Validator(schema).is_valid(document)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_calls_are_refused_exactly_where_the_contract_s_schema_refuses_them(shared: Path, data: st.DataObject) -> None:
    schema = json.loads((shared / "contract" / "call.schema.json").read_text())
    turn = {"speaker": "agent", "text": "a", "start_s": 0.5, "end_s": 1}
    whole = {**CALL, "duration_s": 1.5, "ended_reason": "", "success": True, "captured": {"a": 1},
             "recording": "r", "instruction_version": 1, "transcript": [turn]}  # fmt: skip
    key = data.draw(st.sampled_from([*whole, *(("turn", name) for name in turn)]))
    change = data.draw(VALUES)
    if isinstance(key, tuple):
        whole["transcript"] = [{**turn, key[1]: change}]
    else:
        whole[key] = change

    assert agrees(schema, CALL_DECODER, whole)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_projects_are_refused_exactly_where_the_contract_s_schema_refuses_them(
    shared: Path, data: st.DataObject
) -> None:
    schema = json.loads((shared / "contract" / "project.schema.json").read_text())
    field = {"name": "email", "description": "", "type": "email", "required": True, "choices": ["a"],
             "target_capture_rate": 0.9}  # fmt: skip
    whole = {**PROJECT, "goal": "", "target_success_rate": 0.5, "time_zone": "UTC", "fields": [field]}
    key = data.draw(st.sampled_from([*whole, *(("field", name) for name in field)]))
    change = data.draw(VALUES)
    if isinstance(key, tuple):
        whole["fields"] = [{**field, key[1]: change}]
    else:
        whole[key] = change

    assert agrees(schema, PROJECT_DECODER, whole)


@pytest.mark.parametrize("missing", ["project", "call_id", "started_at", "status"])
def test_what_the_contract_requires_is_required(missing: str) -> None:
    call = {name: value for name, value in CALL.items() if name != missing}

    assert reason(json.dumps(call).encode()) == f"{missing} is missing"


@pytest.mark.parametrize("missing", ["project", "name", "instructions", "fields"])
def test_what_the_contract_requires_of_a_project_is_required(missing: str) -> None:
    project = {name: value for name, value in PROJECT.items() if name != missing}

    assert reason(json.dumps(project).encode(), PROJECT_DECODER) == f"{missing} is missing"


def test_keys_the_contract_does_not_know_are_ignored() -> None:
    assert decode_line(CALL_DECODER, RawLine(1, json.dumps({**CALL, "cost": {"eur": 1}}).encode())).call_id == "c"
