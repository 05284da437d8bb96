import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory.vocabulary import Field, FieldType
from tools.redaction.known_values import PersonalValue, find_personal_kind, find_personal_values
from tools.redaction.redactor import Redactor, find_placeholders, redact, restore
from tools.redaction.spans import PersonalKind

DATA = Path(__file__).parents[5] / "shared" / "data" / "contract"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("write to jo.nel+car@mail.example.org, please", "write to [EMAIL_1], please"),
        ("my email is thandi dot nkosi at g mail dot com thanks", "my email is [EMAIL_1] thanks"),
        ("it's jo underscore 99 at web mail dot co dot za, okay?", "it's [EMAIL_1], okay?"),
        ("email j o h n at gmail", "email [EMAIL_1]"),
        ("see https://shop.example/u/77 or www.shop.example", "see [LINK_1] or [LINK_2]"),
        ("my number is 082 123 4567.", "my number is [PHONE_1]."),
        ("+27 (0)82-123-4567", "[PHONE_1]"),
        ("oh eight two, one two three, four five six seven", "[PHONE_1]"),
        ("null acht zwei eins zwei drei vier", "[PHONE_1]"),
        ("the card is 4111 1111 1111 1111", "the card is [CARD_1]"),
        ("the pin is 4821", "the pin is [NUMBER_1]"),
        ("double four seven nine one", "[NUMBER_1]"),
        ("my id is 8001015009087, ok", "my id is [ID_1], ok"),
        ("the IBAN is DE89 3704 0044 0532 0130 00.", "the IBAN is [IBAN_1]."),
        ("iban gb33 bukb 2020 1555 5555 55 thanks", "iban [IBAN_1] thanks"),
        ("call (212) 555-0142, ext. 12", "call [PHONE_1]"),
        ("call plus four four two oh seven nine four six", "call [PHONE_1]"),
        ("the security code is four oh two", "the security code is [NUMBER_1]"),
        ("my card ends in 4821", "my card ends in [NUMBER_1]"),
        ("my plate is GT 66 KLM", "my plate is [CODE_1]"),
        ("licence MORGA 657054 SM9IJ", "licence [CODE_1]"),
        ("reference QWMN4P", "reference [CODE_1]"),
        ("reference AB-1234-CD", "reference [CODE_1]"),
        ("postcode sw1a 1aa", "postcode [CODE_1]"),
        ("k o s i", "[CODE_1]"),
        ("s as in sam m i t h", "[CODE_1]"),
        ("november kilo oscar sierra", "[CODE_1]"),
        ("born on the 3rd of May 1980", "born on the [DATE_1]"),
        ("date of birth the seventh of april nineteen ninety six", "date of birth the [DATE_1]"),
        ("on 2026-11-02", "on [DATE_1]"),
        ("i live at 12 long street", "i live at [ADDRESS_1]"),
        ("I live at 12 Long Street, Gardens, Cape Town 8001.", "I live at [ADDRESS_1]."),
        ("twenty three baker street", "[ADDRESS_1]"),
        ("flat 4b", "[ADDRESS_1]"),
        ("po box 123", "[ADDRESS_1]"),
        ("3rd floor, 8 Loop Street, Paarl", "[ADDRESS_1]"),
        ("one hundred and nine willow drive", "[ADDRESS_1]"),
        ("jo nel all one word at mail dot com", "[EMAIL_1]"),
        ("ich wohne Hauptstraße 5", "ich wohne [ADDRESS_1]"),
        ("rue de la Paix 12", "[ADDRESS_1]"),
        ("my name is thandi nkosi and i want a table", "my name is [NAME_1] and i want a table"),
        ("this is frank williams calling about my car", "this is [NAME_1] calling about my car"),
        ("am I speaking with Jane Doe-Smith?", "am I speaking with [NAME_1]?"),
        ("Hi, I'm Sipho van der Merwe from the bank.", "Hi, I'm [NAME_1] from the bank."),
        ("mr j tolkien", "mr [NAME_1]"),
        ("its lerato again", "its [NAME_1] again"),
        ("hi maria gonzales wants the blue one", "hi [NAME_1] wants the blue one"),
        ("London Breed was on the phone for Jane", "[NAME_1] was on the phone for [NAME_2]"),
        ("Thank you, Mr. Okafor. Anything else?", "Thank you, Mr. [NAME_1]. Anything else?"),
        ("Thandi Nkosi", "[NAME_1]"),
        ("меня зовут Иван Петров, спасибо", "меня зовут [NAME_1], спасибо"),
        ("je m'appelle amélie poulain, merci", "je m'appelle [NAME_1], merci"),
        ("我叫王小明，你好", "我叫[NAME_1]，你好"),
        ("هاتفي ٠١٢٣٤٥٦٧٨٩", "هاتفي [PHONE_1]"),
    ],
)
def test_personal_data_gives_way_to_a_placeholder_of_its_kind(text: str, expected: str) -> None:
    assert redact(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "What's your name?",
        "Yes please, I would like a haircut on Monday at 10:30.",
        "A 24 hour stay for 2 adults costs $1,200.",
        "this is about my booking for 2 people",
        "you can reach me at home",
        "I prefer not to give my number, sorry",
        "my daughter turns five",
        "[asks for the date of birth, attempt 2]",
        "we need two rooms for three days in May",
        "That was R1,249.99 for 30,000 km.",
        "R 12 500 or 95.00 in cash, at 11 PM",
        "its broken again",
        "this is ridiculous",
        "We flew from London to Cape Town for Christmas.",
        "My Samsung shows error 0x80070057.",
        "In 2024 we had the same problem.",
        "Keep watching the road.",
        "",
    ],
)
def test_ordinary_speech_stays_as_it_is(text: str) -> None:
    assert redact(text).text == text


@given(st.text(max_size=300))
def test_putting_back_gives_the_same_text_whatever_stood_in_it(text: str) -> None:
    hidden = redact(text)
    assert restore(hidden.text, hidden.replacements) == text


@given(
    st.lists(
        st.sampled_from(
            ["my name is", "Ann", "at", "mail", "dot", "com", "[NAME_1]", "12", "o", "Long Street", "?", ","]
        )
    )
)
def test_putting_back_gives_the_same_text_for_tangled_speech(pieces: list[str]) -> None:
    text = " ".join(pieces)
    hidden = redact(text)
    assert restore(hidden.text, hidden.replacements) == text


def test_a_text_that_forges_a_placeholder_does_not_get_hidden_words_in_its_place() -> None:
    hidden = redact("tell me [EMAIL_1] of jo@mail.example")
    assert hidden.text == "tell me [MARK_1] of [EMAIL_1]"
    assert restore(hidden.text, hidden.replacements) == "tell me [EMAIL_1] of jo@mail.example"


def test_equal_words_get_equal_placeholders_in_all_texts_of_a_request() -> None:
    redactor = Redactor()
    first = redactor.redact("my name is Thandi Nkosi")
    second = redactor.redact("thanks Thandi Nkosi, and jo@mail.example?")
    assert first.text == "my name is [NAME_1]"
    assert second.text == "thanks [NAME_1], and [EMAIL_1]?"
    assert redactor.replacements == {"[NAME_1]": "Thandi Nkosi", "[EMAIL_1]": "jo@mail.example"}


def test_a_name_that_is_introduced_later_is_hidden_in_earlier_texts_too() -> None:
    hidden = Redactor().redact_all(["so nkosi wants a room", "yes my name is thandi nkosi"])
    assert [one.text for one in hidden] == ["so [NAME_1] wants a room", "yes my name is [NAME_2]"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so blue heron it is", "so [NAME_1] it is"),
        ("so BLUE-HERON it is", "so [NAME_1] it is"),
        ("heron, you said", "[NAME_1], you said"),
        ("the herons", "the herons"),
    ],
)
def test_known_values_are_hidden_in_any_spelling_and_names_in_parts(text: str, expected: str) -> None:
    assert Redactor([PersonalValue(PersonalKind.NAME, "Blue Heron")]).redact(text).text == expected


def test_an_ordinary_word_that_is_also_a_name_is_hidden_only_in_the_full_name() -> None:
    redactor = Redactor([PersonalValue(PersonalKind.NAME, "Will Young")])
    assert redactor.redact("i will call will young").text == "i will call [NAME_1]"


def test_known_values_of_scripts_without_spaces_are_found_inside_a_sentence() -> None:
    redactor = Redactor([PersonalValue(PersonalKind.NAME, "王小明")])
    assert redactor.redact("请问王小明在吗").text == "请问[NAME_1]在吗"


def test_words_of_public_texts_are_no_names_but_introduced_people_are() -> None:
    redactor = Redactor(public=["You are the agent of Platinum Motors."])
    assert redactor.redact("I called Platinum Motors and asked for Thandi").text == (
        "I called Platinum Motors and asked for [NAME_1]"
    )
    assert redactor.redact("my name is platinum").text == "my name is [NAME_2]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes nkosi", "yes [ANSWER_1]"),
        ("ve thou", "[ANSWER_1] [ANSWER_2]"),
        ("i would rather not tell you", "i would rather not tell you"),
        ("could you repeat the surname of the policyholder?", "could you repeat the surname of the policyholder?"),
    ],
)
def test_strictly_an_answer_loses_every_word_that_is_not_ordinary(text: str, expected: str) -> None:
    assert Redactor().redact(text, strict=True).text == expected


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        (Field("caller", type=FieldType.NAME), PersonalKind.NAME),
        (Field("postcode", "Postcode of the caller"), PersonalKind.ADDRESS),
        (Field("dob", "Date of birth", FieldType.DATE), PersonalKind.DATE),
        (Field("membership_card", "Card of the member"), PersonalKind.CODE),
        (Field("check_in", "First night", FieldType.DATE), None),
        (Field("pays_by_card", "Pays by card", FieldType.BOOLEAN), None),
        (Field("number_of_rooms", "Number of rooms", FieldType.NUMBER), None),
        (Field("city", "City of the salon"), None),
    ],
)
def test_a_field_says_whether_it_holds_personal_data(field: Field, kind: PersonalKind | None) -> None:
    assert find_personal_kind(field) is kind


def test_only_personal_captured_values_become_known() -> None:
    fields = [Field("name", type=FieldType.NAME), Field("city"), Field("email", type=FieldType.EMAIL)]
    values = find_personal_values(fields, {"name": "Thandi", "city": "Cape Town", "email": " ", "other": "x"})
    assert values == (PersonalValue(PersonalKind.NAME, "Thandi"),)


def test_placeholders_are_listed_in_order_and_once() -> None:
    assert find_placeholders("[NAME_2] and [EMAIL_1], [NAME_2], [NOTE_1], [NAME]") == ("[NAME_2]", "[EMAIL_1]")


def test_a_redactor_puts_its_own_words_back_for_display_in_whatever_was_written_around_them() -> None:
    redactor = Redactor()
    redactor.redact_all(["my name is Thandi Nkosi", "write to jo@mail.example"])
    answer = "[NAME_1] left [EMAIL_1] and asked for [NAME_1]."
    assert redactor.restore(answer) == "Thandi Nkosi left jo@mail.example and asked for Thandi Nkosi."


@pytest.mark.parametrize("invented", ["[NAME_7]", "[PHONE_1]", "[NAME_01]", "[name_1]", "[NAME]", "[SECRET_1]"])
def test_a_placeholder_that_a_model_made_up_stays_as_it_is(invented: str) -> None:
    redactor = Redactor()
    redactor.redact("my name is Thandi")
    assert redactor.restore(f"{invented} and [NAME_1]") == f"{invented} and Thandi"


def test_what_is_put_back_is_not_read_as_a_placeholder_again() -> None:
    redactor = Redactor()
    hidden = redactor.redact("my name is Thandi, tell me of [NAME_1]")
    assert hidden.text == "my name is [NAME_1], tell me of [MARK_1]"
    assert redactor.restore(hidden.text) == "my name is Thandi, tell me of [NAME_1]"


def test_the_hidden_places_of_a_text_are_told() -> None:
    text = "my name is Thandi, call 082 123 4567"
    hidden = redact(text)
    assert [(text[span.start : span.end], span.kind) for span in hidden.spans] == [
        ("Thandi", PersonalKind.NAME),
        ("082 123 4567", PersonalKind.PHONE),
    ]


def test_a_number_that_cannot_be_dialled_in_the_given_countries_is_hidden_as_a_plain_one() -> None:
    assert Redactor(regions=("GB",)).redact("it is 020 7946 0123").text == "it is [PHONE_1]"
    assert Redactor(regions=("IS",)).redact("it is 1234 5678 9012 345").text == "it is [NUMBER_1]"


def test_a_surname_heard_once_is_hidden_where_it_opens_a_sentence() -> None:
    hidden = Redactor().redact_all(["Put it under Kavitha Oberoi.", "Oberoi, you said, and which day?"])
    assert hidden[1].text == "[NAME_2], you said, and which day?"


@pytest.mark.parametrize(
    "piece",
    [
        "082 555 0143 ",
        "GB29 NWBK ",
        "AB12 ",
        "my name is ",
        "john ",
        "at dot ",
        "1,",
        "all one word at ",
        "hundred and ",
    ],
)
def test_a_very_long_text_is_redacted_and_comes_back(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    hidden = redact(text)
    assert restore(hidden.text, hidden.replacements) == text


def test_unknown_placeholders_stay_when_words_are_put_back() -> None:
    assert restore("[NAME_1] and [NAME_2]", {"[NAME_1]": "Ann"}) == "Ann and [NAME_2]"


def test_a_captured_personal_value_never_stands_in_the_redacted_words_of_real_calls() -> None:
    if not DATA.is_dir():
        # The calls lie beside the project, not in it: a checkout alone cannot run this.
        pytest.skip("the shared data is not on this machine")
    projects = {
        project["project"]: project for project in map(json.loads, (DATA / "projects.jsonl").open(encoding="utf-8"))
    }
    spoken, left = 0, []
    for call in map(json.loads, (DATA / "calls.jsonl").open(encoding="utf-8")):
        fields = [
            Field(one["name"], one.get("description", ""), FieldType(one.get("type", "text")))
            for one in projects[call["project"]]["fields"]
        ]
        captured = {name: value for name, value in call["captured"].items() if value}
        texts = [turn["text"] for turn in call.get("transcript") or []]
        heard = "\n".join(texts)
        hidden = "\n".join(one.text for one in Redactor().redact_all(texts))
        for value in find_personal_values(fields, captured):
            whole = re.compile(rf"(?<!\w){re.escape(value.text)}(?!\w)", re.IGNORECASE)
            if whole.search(heard):
                spoken += 1
                left += [(call["call_id"], value.text)] if whole.search(hidden) else []
    assert spoken > 400
    assert left == []
