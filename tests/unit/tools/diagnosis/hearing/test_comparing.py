import pytest

from memory.vocabulary import Field
from tests.unit.tools.diagnosis.hearing.sides import (
    ACCOUNT,
    AMOUNT,
    CODE,
    DAY,
    EMAIL,
    MOBILE,
    POLICY,
    POSTCODE,
    SURNAME,
    TIME,
    TRACKING,
    found,
    heard,
    live,
    values,
)


@pytest.mark.parametrize(
    ("question", "answer", "recorded", "field", "expected"),
    [
        pytest.param(
            "How much would you like to transfer?",
            "I want to send fifty dollars to my sister please.",
            "I want to send $15 to my sister please.",
            AMOUNT,
            ("transfer_amount", "50", "15"),
            id="fifty for fifteen at a bank",
        ),
        pytest.param(
            "What time suits you?",
            "Could I come in at 4:13 p.m. to see the doctor?",
            "Could I come in at four thirty p.m. to see the doctor?",
            TIME,
            ("visit_time", "4:13", "4:30"),
            id="thirteen for thirty at a clinic",
        ),
        pytest.param(
            "Which day would you like?",
            "I would like to come on June 13th if that is possible.",
            "I would like to come on June 30th if that is possible.",
            DAY,
            ("visit_date", "June 13", "June 30"),
            id="a day of the month",
        ),
        pytest.param(
            "What is your account number?",
            "It is 4 0 7 double 5 1 2 9 6 3.",
            "It is 4 0 7 9 9 1 2 9 6 3.",
            ACCOUNT,
            ("account_number", "4075512963", "4079912963"),
            id="five for nine in an account number",
        ),
        pytest.param(
            "What number can we reach you on?",
            "My mobile is 083 555 01.",
            "My mobile is zero eight three, triple five, zero one seven two.",
            MOBILE,
            ("mobile", "08355501", "0835550172"),
            id="the end of a telephone number was lost",
        ),
        pytest.param(
            "Could you read me the number on the slip?",
            "The tracking number is B-K-7-2-9.",
            "The tracking number is P as in Papa, K as in Kilo, 7 as in 7, 2 as in 2, 9 as in 9.",
            TRACKING,
            ("tracking_number", "BK729", "PK729"),
            id="a letter explained by a code word",
        ),
        pytest.param(
            "What is the policy number?",
            "My policy number is QF8813.",
            "My policy number is Q-F-Z-8-8-1-3.",
            POLICY,
            ("policy_number", "QF8813", "QFZ8813"),
            id="a letter was dropped in the live transcript",
        ),
        pytest.param(
            "What is your postcode?",
            "My postcode is SW1A 1A.",
            "My postcode is S-W-1-A 1-A-B.",
            POSTCODE,
            ("postcode", "SW1A1A", "SW1A1AB"),
            id="a postcode cut short",
        ),
    ],
)
def test_reports_what_the_live_transcript_got_wrong(
    question: str, answer: str, recorded: str, field: Field, expected: tuple[str, str, str]
) -> None:
    call = live(f"agent: {question}", f"caller: {answer}", "agent: Thank you, one moment please.")
    recording = heard(f"agent: {question}", f"caller: {recorded}", "agent: Thank you, one moment please.")

    assert values(found(call, recording, field)) == [expected]


@pytest.mark.parametrize(
    ("answer", "recorded"),
    [
        pytest.param("It is 083 555 0172.", "It is oh eight three, triple five, zero one seven two.", id="phone"),
        pytest.param("It costs $145.00 they said.", "It costs one hundred forty-five dollars they said.", id="money"),
        pytest.param("I can be there at 4.30 p.m. today.", "I can be there at four thirty PM today.", id="time"),
        pytest.param("I can be there at 6 o'clock today.", "I can be there at 6:00 PM today.", id="full hour"),
        pytest.param("On the 3rd of March then.", "On March third then.", id="date"),
        pytest.param("The code is N as in November, 5, F.", "The code is November five Foxtrot.", id="code words"),
        pytest.param("The code is Z50ROH thanks.", "The code is Z-5-O-R-O-H thanks.", id="oh and nought"),
        pytest.param("Write to ann.lee@mail.com then.", "Write to Ann dot Lee at mail dot com then.", id="e-mail"),
        pytest.param("I fly with four? 472 from there.", "I fly with four seven two from there.", id="stutter"),
        pytest.param("The code is V06BJ. V06BJ.", "The code is V 0 6 B J, that is it.", id="said twice"),
        pytest.param("My last name is Naidoo.", "My last name is NAIDOO.", id="name in capitals"),
        pytest.param("Born on 22nd November 1967.", "Born on the twenty second of November 1967.", id="November"),
        pytest.param("On March 12th. Two of us will come.", "On March twelfth. 2 of us will come.", id="two sentences"),
    ],
)
def test_says_nothing_where_both_have_the_same(answer: str, recorded: str) -> None:
    fields = (MOBILE, AMOUNT, TIME, DAY, CODE, EMAIL, SURNAME)
    call = live("agent: Tell me please.", f"caller: {answer}")

    assert found(call, heard("agent: Tell me please.", f"caller: {recorded}"), *fields) == []


@pytest.mark.parametrize(
    ("answer", "recorded"),
    [
        pytest.param("The visit is at 4:30 p.m. on Monday.", "The visit is at 9:85 p.m. on Monday.", id="no such time"),
        pytest.param("The code is XTRF3Q thank you.", "The code is XTF3Q thank you.", id="recording lost a letter"),
        pytest.param("My last name is Allen and I live here.", "My last name is Alan and I live here.", id="a name"),
        pytest.param("My mobile is 083 555 0172.", "My mobile is 083 5555 50172.", id="digits doubled"),
    ],
)
def test_says_nothing_where_the_recording_cannot_be_trusted(answer: str, recorded: str) -> None:
    call = live("agent: Tell me please.", f"caller: {answer}")
    recording = heard("agent: Tell me please.", f"caller: {recorded}")

    assert found(call, recording, CODE, SURNAME, MOBILE, TIME) == []


def test_says_nothing_where_the_recogniser_was_unsure() -> None:
    call = live("agent: Which code?", "caller: The booking code is KRT40 thanks.")

    assert (
        found(call, heard("agent: Which code?", "caller: The booking code is KRD40 thanks.", probability=0.1), CODE)
        == []
    )


def test_a_name_counts_when_the_recording_has_it_spelled() -> None:
    call = live("agent: Your last name?", "caller: My last name is Louis, L-E-W-I-F.", "agent: Thanks.")
    recording = heard("agent: Your last name?", "caller: My last name is Lewis, L-E-W-I-S.", "agent: Thanks.")

    assert ("last_name", "louis", "lewis") in values(found(call, recording, SURNAME))


def test_agent_reading_back_the_right_value_counts_for_the_recording() -> None:
    def said(live_code: str) -> list[str]:
        return [
            "agent: What is your booking code?",
            f"caller: My booking code is {live_code} thanks.",
            "agent: So that is K R T 4 0 S, right?",
        ]

    without = found(live(*said("KRD40S")[:2]), heard(*said("KRT40S")[:2]), CODE)
    with_it = found(live(*said("KRD40S")), heard(*said("KRT40S")), CODE)

    assert [one.readings.recording.value for one in with_it] == ["KRT40S"]
    assert with_it[0].confidence > without[0].confidence


def test_what_the_agent_read_back_and_the_caller_agreed_to_was_not_misheard() -> None:
    call = live(
        "agent: What is your booking code?",
        "caller: My booking code is KRD40 thanks.",
        "agent: I have K R D 4 0, is that right?",
        "caller: Yes, that is right.",
    )
    recording = heard("caller: My booking code is KRT40 thanks.", "caller: Yes, that is right.")

    assert found(call, recording, CODE) == []


def test_does_not_rely_on_who_the_recording_says_spoke() -> None:
    call = live("agent: How much shall we send?", "caller: Please send $50 to my brother today.")
    swapped = heard("caller: How much shall we send?", "agent: Please send fifteen dollars to my brother today.")

    assert values(found(call, swapped, AMOUNT)) == [("transfer_amount", "50", "15")]


def test_words_of_the_agent_are_never_called_misheard() -> None:
    call = live("agent: The fee is $50 for a new card.", "caller: Fine, that is okay with me.")

    assert (
        found(call, heard("agent: The fee is $15 for a new card.", "caller: Fine, that is okay with me."), AMOUNT) == []
    )


def test_the_recording_may_hold_the_caller_alone() -> None:
    call = live(
        "agent: [not in the data]",
        "caller: I need to pay my bill today please.",
        "agent: [not in the data]",
        "caller: The amount is $80 for the month of May.",
    )
    recording = heard("caller: I need to pay my bill today please.", "caller: The amount is $18 for the month of May.")

    assert values(found(call, recording, AMOUNT)) == [("transfer_amount", "80", "18")]


def test_readings_carry_the_times_both_sides_know() -> None:
    said = ("agent: How much is it?", "caller: It is $50 for one of them.")
    recording = heard("agent: How much is it?", "caller: It is $15 for one of them.", probability=0.8)
    with_times = found(live(*said, times=True), recording, AMOUNT)[0].readings
    without = found(live(*said), recording, AMOUNT)[0].readings

    assert (with_times.live.start_s, with_times.live.end_s) == (5.0, 9.0)
    assert (without.live.start_s, without.live.probability) == (None, None)
    assert without.live.text == "$50"
    assert without.recording.probability == 0.8
    assert without.recording.start_s is not None
    assert without.recording.start_s > 0


def test_a_number_said_with_pauses_is_one_value() -> None:
    call = live("agent: And your mobile?", "caller: My mobile is 083 555 01.", "agent: Got it.")
    recording = heard("agent: And your mobile?", "caller: My mobile is 083", "caller: 555 0172.", "agent: Got it.")

    assert values(found(call, recording, MOBILE)) == [("mobile", "08355501", "0835550172")]


def test_phrases_said_again_are_laid_beside_the_right_one() -> None:
    lines = [f"caller: Hello, I am calling about the parcel again, box {number}." for number in (21, 32, 43, 54)]
    call = live(*lines, "caller: Please charge $50 for the parcel.")
    recording = heard(*lines, "caller: Please charge $15 for the parcel.")

    assert [one.turn for one in found(call, recording, AMOUNT)] == [4]


def test_attempts_that_follow_each_other_on_the_recording_are_told_apart() -> None:
    said = ("caller: k r t 4 0 s", "caller: k r t 4 0 s", "caller: k r t 4 0 s")

    assert found(live("agent: The code?", *said), heard(*said), CODE) == []


def test_a_code_broken_off_in_the_live_transcript_is_found() -> None:
    call = live("agent: Your code?", "caller: The booking code is K. My last name is Moyo.")
    recording = heard("agent: Your code?", "caller: The booking code is K-R-T-4-0-S, my last name is Moyo.")

    assert values(found(call, recording, CODE)) == [("booking_code", "K", "KRT40S")]


def test_six_forty_is_not_six_with_a_stutter() -> None:
    call = live("agent: When?", "caller: I can be there by 6:40 PM on Friday.")
    recording = heard("agent: When?", "caller: I can be there by six o'clock PM on Friday.")

    assert values(found(call, recording, TIME)) == [("visit_time", "6:40", "6:00")]


def test_a_value_of_no_field_is_reported_without_one() -> None:
    call = live("agent: Anything else?", "caller: The meeting was moved to 4:13 p.m. by your office.")
    recording = heard("agent: Anything else?", "caller: The meeting was moved to 4:30 p.m. by your office.")

    assert values(found(call, recording, SURNAME)) == [(None, "4:13", "4:30")]


def test_says_whether_the_wrong_reading_was_captured() -> None:
    said = ("agent: How much shall we send?", "caller: Please send $50 to my brother today.")
    recording = heard("agent: How much shall we send?", "caller: Please send $15 to my brother today.")

    assert found(live(*said, transfer_amount="fifty dollars"), recording, AMOUNT)[0].captured
    assert not found(live(*said, transfer_amount="15"), recording, AMOUNT)[0].captured
    assert not found(live(*said), recording, AMOUNT)[0].captured
