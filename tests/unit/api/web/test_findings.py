"""What was found in a call is said with its certainty, its place, and the second to listen from."""

from dataclasses import replace
from datetime import UTC, datetime

from api.web.findings import describe_found, find_moment_of, list_captured, quotes_of
from graphs.analysing import RULES, Analysis
from memory.repositories.analyses import AnalysisRecord
from memory.spoken import Mishearing, SpeakerSource, SpokenTurn, Transcription, Word
from memory.vocabulary import (
    Call,
    CallStatus,
    Cause,
    Field,
    Finding,
    FindingSource,
    Quote,
    Reading,
    Readings,
    Speaker,
    Turn,
)

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
FIELDS = (Field("name"), Field("email"), Field("notes", required=False))
READINGS = Readings(Reading("Bow", "Bow"), Reading("Bo", "Bo", 7.25))
CALL = Call(
    "c",
    NOON,
    CallStatus.COMPLETED,
    captured={"name": "Bow", "extra": "1"},
    transcript=(Turn(Speaker.CALLER, "My name is Bow.", 6.0), Turn(Speaker.CALLER, "No e-mail.", 9.0)),
)


def analysis(*findings: Finding, call: Call = CALL, misheard: tuple[Mishearing, ...] = (), heard=None) -> Analysis:
    record = AnalysisRecord(call.call_id, RULES, 1, b"", findings, NOON, misheard)
    return Analysis(call, record, None, heard)


def address(turn: int) -> str:
    return f"#turn-{turn}"


def test_a_missed_field_has_cause_certainty_quote_place_and_second() -> None:
    refused = Finding("c", "email", False, Cause.REFUSED, 1, "No e-mail.", 0.4)

    name, email, notes = describe_found(FIELDS, analysis(refused), address, can_play=True).fields

    assert (email.is_captured, email.cause, email.sureness) == (False, "refused by the caller", "a guess")
    assert (email.quote, email.address, email.play_s) == ("No e-mail.", "#turn-1", 9.0)
    assert (name.value, name.sureness, name.address) == ("Bow", None, None)
    assert (notes.is_captured, notes.cause) == (False, None)


def test_without_sound_there_is_nothing_to_play() -> None:
    refused = Finding("c", "email", False, Cause.REFUSED, 1, "No e-mail.")

    found = describe_found(FIELDS, analysis(refused), address, can_play=False)

    assert found.fields[1].play_s is None
    assert found.fields[1].address == "#turn-1"


def test_a_wrong_value_that_was_captured_shows_where_it_was_misheard() -> None:
    captured = Finding("c", "name", True, readings=READINGS)
    wrong = Mishearing("name", 0, "My name is Bow.", READINGS, 0.8, captured=True)

    found = describe_found(FIELDS, analysis(captured, misheard=(wrong,)), address, can_play=True)

    assert (found.fields[0].value, found.fields[0].address, found.fields[0].play_s) == ("Bow", "#turn-0", 7.25)
    assert found.misheard == ()


def test_mishearings_that_no_field_shows_are_listed() -> None:
    other = Mishearing(None, 1, "No e-mail.", READINGS, 0.6)

    (shown,) = describe_found(FIELDS, analysis(misheard=(other,)), address, can_play=True).misheard

    assert (shown.field, shown.sureness, shown.address, shown.play_s) == (None, "fairly sure", "#turn-1", 7.25)


def test_a_completed_call_without_a_transcript_gives_no_causes() -> None:
    nothing = Finding("c", "email", False, Cause.NO_CONVERSATION, confidence=0.95)
    call = replace(CALL, transcript=())
    nobody = replace(call, status=CallStatus.NO_ANSWER)

    silent = describe_found(FIELDS, analysis(nothing, call=call), address, can_play=False)
    unanswered = describe_found(FIELDS, analysis(nothing, call=nobody), address, can_play=False)

    assert (silent.fields[1].cause, silent.note) == (None, None)
    assert unanswered.fields[1].cause == "lost because there was no conversation"


def test_values_that_are_no_fields_are_listed_by_name() -> None:
    assert describe_found(FIELDS, analysis(), address, can_play=False).others == (("extra", "1"),)
    assert list_captured(FIELDS, {"z": "2", "name": "Bow", "a": "1"}).others == (("a", "1"), ("z", "2"))


def test_who_found_it_is_said() -> None:
    by_ear = Finding("c", "email", False, Cause.MISHEARD, source=FindingSource.RECORDING)
    with_model = analysis(by_ear)
    with_model = replace(with_model, record=replace(with_model.record, analyser=f"{RULES} and small"))

    found = describe_found(FIELDS, with_model, address, can_play=False)

    assert found.fields[1].found_by == "found by listening to the recording"
    assert found.note == "Found by rules and a model."


def test_what_was_heard_plays_from_the_word_and_not_from_the_turn() -> None:
    words = (Word(" My", 1.0, 1.2, 0.9), Word(" name", 1.2, 1.5, 0.9), Word(" Bo.", 4.0, 4.4, 0.9))
    spoken = SpokenTurn(Speaker.CALLER, words)
    heard = Transcription((spoken,), 5.0, "en", SpeakerSource.CHANNELS, "x")
    given = Finding("c", "name", True, turn=0, quote="Bo.")
    call = replace(CALL, transcript=heard.as_transcript(), captured={})

    found = describe_found(FIELDS, analysis(given, call=call, heard=heard), address, can_play=True, is_known=False)

    assert (found.fields[0].is_captured, found.fields[0].value, found.fields[0].play_s) == (True, None, 4.0)
    assert not found.is_known
    assert [find_moment_of(spoken, quote) for quote in ("My", "name Bo.", "nowhere")] == [1.0, 1.2, 1.0]


def test_the_words_of_findings_are_cited() -> None:
    found = analysis(Finding("c", "email", False, Cause.REFUSED, 1, "No e-mail."), Finding("c", "name", True))

    assert quotes_of(found) == [Quote("c", 1, "No e-mail.")]
