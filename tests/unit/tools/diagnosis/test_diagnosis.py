"""Which cause leads over the calls of an issue, and who can mend it?"""

import pytest

from memory.vocabulary import CallStatus, Cause, Finding, Quote
from tests.unit.tools.diagnosis import dialogues as d
from tools.diagnosis import Owner, diagnose, diagnose_failed_calls, diagnose_hang_ups, find_fields
from tools.diagnosis.intervals import wilson


def missed(cause: Cause, calls: range, field: str = "email", confidence: float = 0.8) -> list[Finding]:
    """One finding per call number, with a quote of its own."""
    return [Finding(f"c-{i}", field, False, cause, 1, f"words of call {i}", confidence) for i in calls]


def test_a_cause_that_clearly_leads_is_the_main_one() -> None:
    found = diagnose([*missed(Cause.NOT_ASKED, range(20)), *missed(Cause.REFUSED, range(20, 26))])

    assert found.main is Cause.NOT_ASKED
    assert (found.calls, found.missed) == (26, 26)
    assert [(count.cause, count.calls) for count in found.causes] == [(Cause.NOT_ASKED, 20), (Cause.REFUSED, 6)]
    assert found.causes[0].low < 20 / 26 < found.causes[0].high


@pytest.mark.parametrize(
    "findings",
    [
        pytest.param([], id="no findings"),
        pytest.param(missed(Cause.NOT_ASKED, range(4)), id="too few calls"),
        pytest.param(
            [*missed(Cause.NOT_ASKED, range(10)), *missed(Cause.MISHEARD, range(10, 19))], id="too close to call"
        ),
        pytest.param([Finding(f"c-{i}", "email", captured=True) for i in range(30)], id="everything was captured"),
    ],
)
def test_no_cause_is_main_when_none_leads(findings: list[Finding]) -> None:
    found = diagnose(findings)
    assert (found.main, found.owner, found.mendable, found.lead_field) == (None, None, False, None)


@pytest.mark.parametrize(
    ("cause", "owner", "mendable"),
    [
        (Cause.NOT_ASKED, Owner.INSTRUCTIONS, True),
        (Cause.ASKED_UNCLEARLY, Owner.INSTRUCTIONS, True),
        (Cause.NOT_FOLLOWED_UP, Owner.INSTRUCTIONS, True),
        (Cause.MISHEARD, Owner.SPEECH_RECOGNITION, True),
        (Cause.GIVEN_NOT_RECORDED, Owner.EXTRACTION, False),
        (Cause.REFUSED, Owner.PROJECT, False),
        (Cause.CALLER_DID_NOT_KNOW, Owner.PROJECT, False),
        (Cause.CALL_ENDED_FIRST, Owner.TELEPHONY, False),
        (Cause.NO_CONVERSATION, Owner.TELEPHONY, False),
    ],
)
def test_the_cause_decides_who_acts(cause: Cause, owner: Owner, *, mendable: bool) -> None:
    found = diagnose(missed(cause, range(8)))
    assert (found.owner, found.mendable) == (owner, mendable)


def test_calls_that_ended_after_other_fields_were_captured_are_mended_by_their_order() -> None:
    calls = [d.call("agent: Name?", captured={"full_name": "Jo"}, call_id=f"c-{i}") for i in range(8)]
    found = diagnose(missed(Cause.CALL_ENDED_FIRST, range(8)), calls)
    assert (found.owner, found.mendable) == (Owner.INSTRUCTIONS, True)


def test_over_all_fields_the_leading_cause_names_the_field_it_hits_most() -> None:
    findings = [
        *missed(Cause.NOT_ASKED, range(12), "email"),
        *missed(Cause.NOT_ASKED, range(9), "mobile"),
        *missed(Cause.REFUSED, range(3), "surname"),
    ]
    found = diagnose(findings)
    assert (found.main, found.lead_field, found.missed) == (Cause.NOT_ASKED, "email", 12)
    assert [(one.field, one.calls) for one in found.fields] == [("email", 12), ("mobile", 9), ("surname", 3)]


def test_two_causes_in_the_same_calls_do_not_outvote_each_other() -> None:
    both = [*missed(Cause.NOT_ASKED, range(10), "email"), *missed(Cause.REFUSED, range(10), "surname")]
    assert diagnose(both).main is None


def test_evidence_is_of_the_main_cause_clearest_first_and_one_a_call() -> None:
    findings = [
        *missed(Cause.REFUSED, range(3), confidence=0.9),
        *missed(Cause.NOT_FOLLOWED_UP, range(3, 12), confidence=0.5),
        Finding("c-20", "email", False, Cause.NOT_FOLLOWED_UP, 2, "the clearest words", 0.9),
        Finding("c-20", "mobile", False, Cause.NOT_FOLLOWED_UP, 4, "more of that call", 0.9),
    ]
    evidence = diagnose(findings).evidence
    assert evidence[0] == Quote("c-20", 2, "the clearest words")
    assert len(evidence) == len({quote.call_id for quote in evidence}) == 5


def test_the_same_words_are_shown_again_only_when_there_are_no_others() -> None:
    alike = [Finding(f"c-{i}", "email", False, Cause.NOT_FOLLOWED_UP, 1, "Later.", 0.9) for i in range(8)]
    other = Finding("c-9", "email", False, Cause.NOT_FOLLOWED_UP, 1, "I'll text it.", 0.4)
    assert [quote.text for quote in diagnose([*alike, other]).evidence][:2] == ["Later.", "I'll text it."]


def test_an_absence_is_shown_by_the_agents_farewell() -> None:
    lines = ("agent: Your name?", "caller: Jo Nel", "agent: Thanks. Is there anything else I can do?", "caller: No")
    calls = [d.call(*lines, call_id=f"c-{i}", captured={"full_name": "Jo Nel"}) for i in range(6)]
    fields = (d.NAME, d.PHONE)
    findings = [one for each in calls for one in find_fields(each, fields)]
    found = diagnose(findings, calls, fields)
    assert found.main is Cause.NOT_ASKED
    assert {quote.text for quote in found.evidence} == {"Is there anything else I can do?"}


def test_failed_calls_are_technical_and_counted_by_reason() -> None:
    failed = [d.call(status=CallStatus.FAILED, reason="sip 503", call_id=f"f-{i}") for i in range(4)]
    busy = [d.call(status=CallStatus.BUSY, call_id=f"b-{i}") for i in range(3)]
    found = diagnose_failed_calls([*failed, *busy, d.call("agent: Hi", call_id="ok")])
    assert (found.calls, found.missed, found.main) == (8, 7, Cause.NO_CONVERSATION)
    assert (found.owner, found.mendable) == (Owner.TELEPHONY, False)
    assert found.reasons == (("sip 503", 4), ("busy", 3))


def test_early_hang_ups_are_shown_by_what_the_agent_said_last() -> None:
    calls = [d.call("agent: This call is recorded. Please hold.", call_id=f"c-{i}") for i in range(6)]
    found = diagnose_hang_ups(calls)
    assert (found.main, found.mendable) == (Cause.CALL_ENDED_FIRST, True)
    assert found.evidence[0].text == "Please hold."


def test_wilsons_interval_agrees_with_the_published_example() -> None:
    low, high = wilson(81, 263, 0.95)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    assert wilson(0, 0) == (0.0, 1.0)
    with pytest.raises(ValueError, match="not a share"):
        wilson(3, 2)
