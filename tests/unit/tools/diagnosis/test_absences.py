"""Words that let a person see that something is missing."""

from memory.vocabulary import Call, Cause, Finding, Quote
from tests.unit.tools.diagnosis import dialogues as d
from tools.diagnosis import find_absence_quotes

SAID = d.call(
    "agent: Good day. May I have your name?",
    "caller: Peter Banda",
    "agent: Lovely, that's arranged. Is there anything else I can do for you today?",
    "caller: No thanks, bye",
)


def quotes(cause: Cause, said: Call = SAID) -> list[Quote]:
    """The quotes for a phone number that is missing for a cause."""
    return find_absence_quotes(said, Finding(said.call_id, "mobile", False, cause), (d.NAME, d.PHONE))


def test_what_was_not_asked_is_shown_by_the_farewell_and_the_last_question_that_was() -> None:
    assert quotes(Cause.NOT_ASKED) == [
        Quote("c-1", 2, "Is there anything else I can do for you today?"),
        Quote("c-1", 0, "May I have your name?"),
    ]


def test_a_call_that_broke_off_is_shown_by_its_last_turn() -> None:
    said = d.call("agent: May I have your name?", "caller: Peter Banda", "agent: One moment. Let me look.")
    assert quotes(Cause.CALL_ENDED_FIRST, said) == [Quote("c-1", 2, "Let me look.")]


def test_a_conversation_that_never_began_is_shown_by_its_first_words() -> None:
    said = d.call("agent: Good day, this is Mia. How can I help?")
    assert quotes(Cause.NO_CONVERSATION, said) == [Quote("c-1", 0, "Good day, this is Mia.")]


def test_an_empty_transcript_has_nothing_to_quote() -> None:
    assert quotes(Cause.NO_CONVERSATION, d.call()) == []


def test_a_finding_with_words_of_its_own_is_shown_by_them() -> None:
    finding = Finding("c-1", "mobile", False, Cause.REFUSED, 3, "No thanks")
    assert find_absence_quotes(SAID, finding, (d.PHONE,)) == [Quote("c-1", 3, "No thanks")]
