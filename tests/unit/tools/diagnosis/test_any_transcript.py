"""Whatever a transcript holds: nothing raises, and every quote stands word for word in its turn."""

from hypothesis import given, settings
from hypothesis import strategies as st

from memory.vocabulary import Call, CallStatus, Cause, Field, FieldType, Speaker, Turn
from tests.unit.tools.diagnosis.dialogues import WHEN
from tools.diagnosis import diagnose, find_absence_quotes, find_fields
from tools.diagnosis.reading import LONGEST_QUOTE

SCRAPS = [
    "What is your name?", "and your e-mail, please", "[asks for the account number, attempt 2]", "When?", "How many?",
    "my name is", "Thandi Nkosi", "jo at mail dot org", "083 555", "one two three", "I'd rather not", "no", "yes",
    "I don't know", "what do you mean?", "<b>{{email}}</b>", "that's all, bye", "anything else?", "İ ß ﬁ",
    "你好，请问？",
    "مرحبا؟", "🙂", "\n\n", "\u2028", "...", "a a a a", "No, that's wrong", "sorry, could you repeat that",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(SCRAPS), max_size=8).map(" ".join))
TURNS = st.lists(st.builds(Turn, speaker=st.sampled_from(Speaker), text=TEXTS), max_size=14)
FIELDS = st.lists(
    st.builds(
        Field,
        name=st.one_of(
            st.text(max_size=20), st.sampled_from(["email", "check_in_date", "account_number", "dob", "city"])
        ),
        description=st.one_of(st.text(max_size=30), st.just("First and last name"), st.just("Six-digit code")),
        type=st.sampled_from(FieldType),
        choices=st.lists(st.text(max_size=8), max_size=3).map(tuple),
    ),
    max_size=5,
)


@given(
    turns=TURNS,
    fields=FIELDS,
    status=st.sampled_from(CallStatus),
    reason=st.one_of(st.none(), st.text(max_size=12)),
    instructions=st.one_of(
        st.text(max_size=80), st.just("In this order:\n1. Ask for the name.\n2. Ask for the e-mail.")
    ),
)
@settings(max_examples=400, deadline=None)
def test_any_transcript_is_diagnosed(
    turns: list[Turn], fields: list[Field], status: CallStatus, reason: str | None, instructions: str
) -> None:
    said = Call("c", WHEN, status, reason, transcript=turns)

    findings = find_fields(said, fields, instructions)

    assert [finding.field for finding in findings] == [field.name for field in fields]
    for finding in findings:
        assert isinstance(finding.cause, Cause)
        assert (finding.turn is None) == (finding.quote is None)
        shown = [(quote.turn, quote.text) for quote in find_absence_quotes(said, finding, fields)]
        if finding.turn is not None and finding.quote is not None:
            shown.append((finding.turn, finding.quote))
        for turn, quote in shown:
            assert quote.strip()
            assert quote in turns[turn].text
            assert len(quote) <= LONGEST_QUOTE
    assert diagnose(findings, [said], fields).missed == (1 if fields else 0)
    assert find_fields(said, fields, instructions) == findings


def test_a_blank_value_was_not_captured() -> None:
    said = Call("c", WHEN, CallStatus.COMPLETED, captured={"email": "  "}, transcript=())
    (finding,) = find_fields(said, (Field("email"),))
    assert (finding.captured, finding.cause) == (False, Cause.NO_CONVERSATION)


def test_a_captured_value_has_no_cause() -> None:
    said = Call("c", WHEN, CallStatus.NO_ANSWER, captured={"email": "a@b.org"}, transcript=())
    (finding,) = find_fields(said, (Field("email"),))
    assert (finding.captured, finding.cause, finding.turn, finding.quote) == (True, None, None, None)
