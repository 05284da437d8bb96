"""`backoffice analyse` as people and programs use it."""

import json
from datetime import UTC, datetime

import pytest

from tests.acceptance.test_command_line import Shell
from tests.integration.graphs.conftest import PROJECT, make_call
from tests.unit.tools.transcription.sounds import file_of, hum, pause, video_file


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    noon = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
    shell = Shell(tmp_path_factory.mktemp("shell"))
    other = {**PROJECT, "project": "barber"}
    shell.run("import", "projects", shell.write("projects.jsonl", PROJECT, other))
    calls = [make_call(number, noon) for number in range(5)]
    twice = [{**calls[0], "call_id": "twice", "project": key} for key in ("salon", "barber")]
    silent = {**calls[0], "call_id": "silent", "status": "no_answer", "captured": {}, "transcript": []}
    shell.run("import", "calls", shell.write("calls.jsonl", *calls, *twice, silent))
    return shell


def test_a_call_is_analysed_field_by_field(shell: Shell) -> None:
    document = shell.read("analyse", "salon-1")

    assert document["call_id"] == "salon-1"
    assert document["transcript"][1] == {
        "speaker": "caller",
        "text": "Yes, it's Pieter Botha.",
        "start_s": None,
        "end_s": None,
    }
    assert [(field["name"], field["captured"], field["cause"]) for field in document["fields"]] == [
        ("full_name", True, None),
        ("day", True, None),
        ("email", False, "not_asked"),
    ]
    assert document["summary"] == "Captured 2 of 3 fields. Email: never asked for."
    assert document["analysed_by"] == "rules"
    assert "without a model" in document["note"]
    assert document["summary"] in shell.run("analyse", "salon-1").stdout


def test_all_calls_are_analysed_one_a_line_the_same_every_time(shell: Shell) -> None:
    first = shell.run("analyse", "--all", "--json").stdout
    documents = [json.loads(line) for line in first.splitlines()]

    assert len(documents) == 8
    assert shell.run("analyse", "--all", "--json").stdout == first
    assert len(shell.run("analyse", "--all", "--project", "barber", "--json").stdout.splitlines()) == 1
    [silent] = [document for document in documents if document["call_id"] == "silent"]
    assert {field["cause"] for field in silent["fields"]} == {"no_conversation"}


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ((), 2, "Give one of"),
        (("salon-1", "--all"), 2, "Give one of"),
        (("nobody",), 1, "There is no call nobody."),
        (("salon-1", "--project", "barber"), 1, "There is no call salon-1 in the project barber."),
        (("salon-1", "--project", "nothing"), 1, "There is no project called nothing."),
        (("twice",), 2, "Several projects have a call twice (barber, salon)"),
        (("--audio", "call.wav"), 2, "--project"),
        (("--audio", "/nowhere/call.wav", "--project", "salon"), 1, "There is no file /nowhere/call.wav."),
    ],
)
def test_what_cannot_be_analysed_is_said(shell: Shell, arguments: tuple[str, ...], status: int, said: str) -> None:
    assert said in shell.run("analyse", *arguments, status=status).stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.wav", b"", "The file is empty."),
        ("letter.wav", b"Dear Sir or Madam", "not a recording"),
        ("film.mp3", video_file(), "video"),
        ("silence.wav", file_of([pause(3)]), "silence"),
        ("good.wav", file_of([hum(2)]), "BACKOFFICE_WHISPER_MODEL"),
    ],
)
def test_a_recording_that_cannot_be_heard_is_refused_in_words(
    shell: Shell, name: str, content: bytes, said: str
) -> None:
    path = shell.folder / name
    path.write_bytes(content)

    assert said in shell.run("analyse", "--audio", str(path), "--project", "salon", status=1).stderr
