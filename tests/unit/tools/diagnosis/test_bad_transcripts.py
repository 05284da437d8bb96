"""Transcripts as bad as they come: a cautious answer each, in bounded time and memory."""

from collections.abc import Sequence
from typing import overload

import pytest

from memory.vocabulary import Call, CallStatus, Cause, Speaker, Turn
from tests.unit.tools.diagnosis import dialogues as d
from tools.diagnosis import find_fields, find_given
from tools.diagnosis.reading import MOST_CHARACTERS_OF_CALL, read_call

FIELDS = (d.NAME, d.EMAIL, d.PHONE, d.BORN, d.ADDRESS, d.REASON)
DOUBTFUL = 0.3

OTHER_LANGUAGES = {
    "Afrikaans": (
        "agent: Goeie môre, u praat met Mia, waarmee kan ek u vandag help asseblief?",
        "caller: Môre, ek wil graag 'n afspraak maak vir my seun wat siek is.",
        "agent: Natuurlik, watter dag pas u die beste hierdie week?",
        "caller: Donderdag sal goed wees, dankie mevrou.",
        "agent: Dankie, ons sien julle Donderdag. Totsiens.",
    ),
    "Hindi": (
        "agent: नमस्ते, मैं आपकी क्या सहायता कर सकती हूँ? आपका नाम क्या है?",
        "caller: मेरा नाम प्रिया है और मुझे डॉक्टर से मिलना है, कल सुबह के समय।",
        "agent: ठीक है, आपका फ़ोन नंबर क्या है? धन्यवाद, फिर मिलेंगे।",
    ),
    "Arabic": (
        "agent: مرحبا، كيف يمكنني مساعدتك اليوم؟ ما هو اسمك الكامل من فضلك؟",
        "caller: اسمي سارة وأريد حجز موعد مع الطبيب في أقرب وقت ممكن إن شاء الله",
        "agent: شكرا جزيلا، ما هو رقم هاتفك؟ مع السلامة",
    ),
    "Spanish": (
        "agent: Buenos días, ¿en qué puedo ayudarle? ¿Me dice su nombre completo, por favor?",
        "caller: Sí, claro, me llamo Lucía y quisiera pedir una cita para mañana por la tarde.",
        "agent: Muy bien, muchas gracias. Hasta luego.",
    ),
    "Chinese": ("agent: 您好，请问您贵姓？", "caller: 我姓王，我想预约明天上午看医生。", "agent: 好的，再见。"),
}


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_nothing_is_sure_about_a_call_in_another_language(language: str) -> None:
    findings = find_fields(d.call(*OTHER_LANGUAGES[language] * 4), FIELDS)
    sure = [one for one in findings if one.confidence > DOUBTFUL and one.cause is not Cause.NO_CONVERSATION]
    assert not sure or language == "Chinese"
    assert not [one for one in sure if one.confidence > 0.9]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            ("caller: Hi there, my name is Peter Banda", "caller: and my number is 083 555 1234"), id="caller"
        ),
        pytest.param(("agent: Hi there", "agent: What is your name?", "agent: What is your email?"), id="agent"),
        pytest.param(("agent: ", "caller: ", "agent:  ", "caller: \n"), id="empty turns"),
        pytest.param(("agent: ...", "caller: ?!?", "agent: -- --", "caller: ***"), id="only punctuation"),
        pytest.param(("agent: \u202eemail ruoy\u202c?", "caller: jo\u200b@ma\u200bil.org \u0000"), id="unicode tricks"),
        pytest.param(
            ("agent: Ｅｍａｉｌ?", "caller: 𝕛𝕠 at mail dot org 🙂", "agent: e\u0301\u0301\u0301?"), id="wide letters"
        ),
    ],
)
def test_odd_transcripts_are_answered(lines: tuple[str, ...]) -> None:
    said = d.call(*lines)
    for finding in (*find_fields(said, FIELDS), *find_given(said, FIELDS)):
        if finding.quote is not None and finding.turn is not None:
            assert finding.quote in said.transcript[finding.turn].text


def test_the_order_of_the_turns_counts_and_their_times_do_not() -> None:
    turns = [
        Turn(Speaker.AGENT, "What is your mobile number?", 50.0, 40.0),
        Turn(Speaker.CALLER, "I'd rather not say", -3.0, float("nan")),
        Turn(Speaker.AGENT, "All right. Goodbye.", 1.0, 1e12),
    ]
    (found,) = find_fields(Call("c", d.WHEN, CallStatus.COMPLETED, transcript=turns), (d.PHONE,))
    assert (found.cause, found.turn) == (Cause.REFUSED, 1)


class Endless(Sequence[Turn]):
    """So many turns that nobody could keep them, and that count how many were looked at."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.looked_at: set[int] = set()

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, place: int) -> Turn: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Turn]: ...
    def __getitem__(self, place: int | slice) -> Turn | Sequence[Turn]:
        if isinstance(place, slice):
            raise TypeError(place)
        self.looked_at.add(place)
        asks = place % 2 == 0
        return Turn(Speaker.AGENT if asks else Speaker.CALLER, "What is your email?" if asks else "I don't know")


def test_of_a_million_turns_only_as_many_as_a_phone_call_has_are_read() -> None:
    turns = Endless(1_000_000)
    findings = find_fields(Call("c", d.WHEN, CallStatus.COMPLETED, transcript=turns), FIELDS)
    assert len(findings) == len(FIELDS)
    assert len(turns.looked_at) <= 2_000


@pytest.mark.parametrize("scrap", ["a ", "1 ", "maybe ", "I don't know what ", "not ", "no, ", "at dot ", "a.b@", "?"])
def test_turns_of_a_megabyte_are_read_no_further_than_a_long_speech(scrap: str) -> None:
    text = scrap * (1_000_000 // len(scrap))
    said = d.call("agent: What is your email?", f"caller: {text}", f"agent: {text}", f"caller: {text}")
    assert len(find_fields(said, FIELDS)) == len(FIELDS)
    assert sum(len(turn.text) for turn in read_call(said).turns) <= MOST_CHARACTERS_OF_CALL


def test_two_hours_of_speech_are_read() -> None:
    lines = [
        line
        for _ in range(500)
        for line in ("agent: Tell me more about the " + "leak " * 15, "caller: " + "it drips " * 12)
    ]
    said = d.call("agent: Your email?", "caller: I'd rather not say", *lines, "agent: Thank you, goodbye.")
    (found,) = find_fields(said, (d.EMAIL,))
    assert (found.cause, found.turn) == (Cause.REFUSED, 1)
