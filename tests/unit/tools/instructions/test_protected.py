import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.instructions.protected import ProtectedReason, find_protected


def found(text: str) -> list[tuple[str, ProtectedReason]]:
    return [(text[part.start : part.end], part.reason) for part in find_protected(text)]


@pytest.mark.parametrize(
    ("opened", "closed"),
    [
        ("<!-- protected -->", "<!-- /protected -->"),
        ("[Protected]", "[/protected]"),
        ("<!--protected-->", "<!--/protected-->"),
    ],
)
def test_what_stands_between_marks_is_protected_with_its_marks(opened: str, closed: str) -> None:
    text = f"Ask.\n{opened}\nOne.\nTwo.\n{closed}\nEnd."

    assert found(text) == [(f"{opened}\nOne.\nTwo.\n{closed}", ProtectedReason.MARKED)]


def test_a_sentence_beside_a_marked_part_of_its_line_is_found_too() -> None:
    assert found(
        "Ask. [protected]A[/protected] This call is recorded. [protected]B[/protected] Never swear.\nEnd."
    ) == [
        ("[protected]A[/protected]", ProtectedReason.MARKED),
        ("This call is recorded.", ProtectedReason.RECORDING),
        ("[protected]B[/protected]", ProtectedReason.MARKED),
        ("Never swear.", ProtectedReason.PROHIBITION),
    ]


def test_a_mark_that_is_never_closed_protects_to_the_end() -> None:
    assert found("Ask. [protected] One.\nTwo.") == [("[protected] One.\nTwo.", ProtectedReason.MARKED)]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Say that this call may be recorded for training.", ProtectedReason.RECORDING),
        ("Conversations are monitored.", ProtectedReason.RECORDING),
        ("Ask for consent before you send a text message.", ProtectedReason.CONSENT),
        ("The caller must agree to be called back.", ProtectedReason.CONSENT),
        ("Read the disclosure first.", ProtectedReason.LEGAL),
        ("We are a regulated provider.", ProtectedReason.LEGAL),
        ("You may not give medical advice.", ProtectedReason.LEGAL),
        ("We are open Monday to Friday, 8 to 17.", ProtectedReason.OPENING_HOURS),
        ("Opening hours: daily.", ProtectedReason.OPENING_HOURS),
        ("Saturday: 9:00 to 13:00", ProtectedReason.OPENING_HOURS),
        ("In an emergency, send an ambulance.", ProtectedReason.EMERGENCY),
        ("Tell them to call 112.", ProtectedReason.EMERGENCY),
        ("Say exactly: “Welcome.”", ProtectedReason.EXACT_WORDING),
        ("Never share what another guest said.", ProtectedReason.PROHIBITION),
    ],
)
def test_sentences_that_carry_duties_are_found(sentence: str, reason: ProtectedReason) -> None:
    assert found(f"Greet the caller.\n3. {sentence} ") == [(sentence, reason)]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Dieser Anruf wird aufgezeichnet.", ProtectedReason.RECORDING),
        ("Öffnungszeiten: Montag bis Freitag, 8 bis 17 Uhr.", ProtectedReason.OPENING_HOURS),
        ("Cet appel est enregistré.", ProtectedReason.RECORDING),
        ("Ne donnez jamais d'avis médical.", ProtectedReason.PROHIBITION),
        ("Esta llamada será grabada.", ProtectedReason.RECORDING),
        ("Lea el aviso legal.", ProtectedReason.LEGAL),
        ("Horário de atendimento: das 9 às 18.", ProtectedReason.OPENING_HOURS),
        ("Hierdie oproep word opgeneem.", ProtectedReason.RECORDING),
        ("Разговор записывается.", ProtectedReason.RECORDING),
        ("本通话将被录音。", ProtectedReason.RECORDING),
        ("営業時間は九時から五時までです。", ProtectedReason.OPENING_HOURS),
        ("통화는 녹음됩니다.", ProtectedReason.RECORDING),
        ("ساعات العمل من الأحد إلى الخميس.", ProtectedReason.OPENING_HOURS),
    ],
)
def test_sentences_that_carry_duties_are_found_in_other_languages(sentence: str, reason: ProtectedReason) -> None:
    assert found(f"2. {sentence}\nx.") == [(sentence, reason)]


@pytest.mark.parametrize(
    "text",
    [
        "Ask for the date on which they want to open an account.",
        "Record the name and the phone number.",
        "Ask whether the shop should be open to the street.",
        "Ask which day suits: Monday or Tuesday.",
        "Close the call politely.",
    ],
)
def test_ordinary_steps_are_not_protected(text: str) -> None:
    assert found(text) == []


def test_only_the_sentence_is_protected_and_not_its_number_or_neighbours() -> None:
    assert found("4. Greet. This call is recorded. Ask for the name.\r\n") == [
        ("This call is recorded.", ProtectedReason.RECORDING)
    ]


def test_wording_to_be_said_exactly_goes_to_the_end_of_its_line_or_paragraph() -> None:
    assert found("Say exactly: “Hello. Who is calling?”\nGo on.")[0][0] == "Say exactly: “Hello. Who is calling?”"
    assert found("Read word for word:\n\nHello.\nBye.\n\nGo on.")[0][0] == "Read word for word:\n\nHello.\nBye."


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "[protected]",
                "[/protected]",
                "This call is recorded.",
                "\n",
                "\r\n",
                " ",
                "Say exactly:",
                "a",
                "- ",
                "1. ",
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_parts_are_in_order_and_inside_the_text(text: str) -> None:
    reached = 0
    for part in find_protected(text):
        assert reached <= part.start < part.end <= len(text)
        reached = part.end


@pytest.mark.parametrize(
    "piece", ["call ", "mon-", "say exactly:\n", "[protected", "<!-- ", "1. ", "- ", ".", " ", "call recording "]
)
def test_hostile_repetition_is_read_in_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece)) + "\n\nThis call is recorded."

    assert find_protected(text)[-1].end == len(text)
