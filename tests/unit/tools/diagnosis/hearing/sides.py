"""Calls with two sides, made up: what the live transcript has, and what the recording has."""

from datetime import UTC, datetime

from memory.spoken import SpeakerSource, SpokenTurn, Transcription, Word
from memory.vocabulary import Call, CallStatus, Field, FieldType, Speaker, Turn
from tools.diagnosis.hearing import Mishearing, compare_readings

SPEAKERS = {"agent": Speaker.AGENT, "caller": Speaker.CALLER}
SECONDS_A_WORD = 0.4

CODE = Field("booking_code", "Code of the booking")
POLICY = Field("policy_number", "Number of the policy")
TRACKING = Field("tracking_number", "Number on the slip")
ACCOUNT = Field("account_number", "Ten-digit account number")
MOBILE = Field("mobile", "Mobile number", FieldType.PHONE)
AMOUNT = Field("transfer_amount", "Amount to be transferred", FieldType.MONEY)
DAY = Field("visit_date", "Day of the visit", FieldType.DATE)
TIME = Field("visit_time", "Time of the visit", FieldType.TIME)
SURNAME = Field("last_name", "", FieldType.NAME)
EMAIL = Field("email", "E-mail address", FieldType.EMAIL)
POSTCODE = Field("postcode", "Postcode")


def live(*said: str, times: bool = False, **captured: str) -> Call:
    """A call whose live transcript has these turns, written `agent: ...` or `caller: ...`."""
    turns = []
    for place, line in enumerate(said):
        speaker, _, text = line.partition(": ")
        span = (place * 5.0, place * 5.0 + 4.0) if times else (None, None)
        turns.append(Turn(SPEAKERS[speaker], text, *span))
    return Call(
        "c-1", datetime(2026, 9, 1, tzinfo=UTC), CallStatus.COMPLETED, captured=captured, transcript=tuple(turns)
    )


def heard(*said: str, probability: float = 0.9, language: str = "en") -> Transcription:
    """A recording with these turns."""
    at = 0.0
    turns = []
    for line in said:
        speaker, _, text = line.partition(": ")
        words = []
        for word in text.split():
            words.append(Word(f" {word}", at, at + SECONDS_A_WORD - 0.1, probability))
            at += SECONDS_A_WORD
        turns.append(SpokenTurn(SPEAKERS[speaker], tuple(words)))
        at += 0.5
    return Transcription(tuple(turns), at, language, SpeakerSource.GUESSED, "made up")


def found(call: Call, recording: Transcription, *fields: Field) -> list[Mishearing]:
    """The mishearings, after a look at what must hold for all of them."""
    mishearings = compare_readings(call, recording, fields)
    for one in mishearings:
        assert one.quote
        assert one.quote in call.transcript[one.turn].text
        assert one.readings.live.text in call.transcript[one.turn].text
        assert 0 <= one.confidence <= 1
    return mishearings


def values(mishearings: list[Mishearing]) -> list[tuple[str | None, str, str]]:
    """Field, live value and recorded value of each."""
    return [(one.field, one.readings.live.value, one.readings.recording.value) for one in mishearings]
