from memory.vocabulary import Cause, Finding, FindingSource, Reading, Readings
from tools.diagnosis.hearing import Agreement, Mishearing, apply_readings

READINGS = Readings(Reading("$50", "50"), Reading("$15", "15", 4.0, 4.6, 0.9))


def misheard(
    field: str | None = "amount", turn: int = 3, confidence: float = 0.8, *, captured: bool = False
) -> Mishearing:
    return Mishearing(field, turn, "Send $50 please.", READINGS, confidence, captured)


def agreed(value: str = "50", *, whole: bool = True, accepted: bool = True, turn: int = 3) -> Agreement:
    return Agreement("amount", turn, "Send $50 please.", value, whole, accepted)


def missed(cause: Cause, confidence: float = 0.7) -> Finding:
    return Finding("c-1", "amount", False, cause, 1, "how much?", confidence)


def test_a_missed_field_whose_value_was_misheard_was_misheard_whatever_the_rules_said() -> None:
    for cause in (Cause.NOT_FOLLOWED_UP, Cause.GIVEN_NOT_RECORDED, Cause.MISHEARD, Cause.NOT_ASKED):
        (finding,) = apply_readings([missed(cause)], [misheard()])

        assert finding.cause is Cause.MISHEARD
        assert (finding.turn, finding.quote) == (3, "Send $50 please.")
        assert finding.readings == READINGS
        assert finding.source is FindingSource.RECORDING
        assert finding.confidence == 0.8


def test_the_surest_mishearing_is_shown_and_more_of_them_make_it_surer() -> None:
    (finding,) = apply_readings([missed(Cause.MISHEARD)], [misheard(turn=3), misheard(turn=5, confidence=0.9)])

    assert finding.turn == 5
    assert finding.confidence > 0.9


def test_a_captured_field_stays_captured_and_carries_the_readings_when_the_wrong_one_was_taken() -> None:
    captured = Finding("c-1", "amount", True)

    (wrong,) = apply_readings([captured], [misheard(captured=True)])
    (right,) = apply_readings([captured], [misheard(captured=False)])

    assert (wrong.captured, wrong.cause, wrong.readings) == (True, None, READINGS)
    assert right == captured


def test_other_fields_and_values_of_no_field_change_nothing() -> None:
    findings = [missed(Cause.REFUSED), Finding("c-1", "email", True)]

    assert apply_readings(findings, [misheard("mobile"), misheard(None)]) == findings
    assert apply_readings(findings, []) == findings
    assert apply_readings([], [misheard()]) == []


def test_what_both_have_and_the_agent_accepted_was_given_and_not_recorded() -> None:
    (once,) = apply_readings([missed(Cause.MISHEARD)], [], [agreed()])
    (twice,) = apply_readings([missed(Cause.MISHEARD)], [], [agreed(), agreed(turn=5)])

    assert (once.cause, once.turn, once.source) == (Cause.GIVEN_NOT_RECORDED, 3, FindingSource.RECORDING)
    assert twice.confidence > once.confidence


def test_what_both_have_but_the_agent_disputed_or_is_incomplete_stays_misheard_with_less_confidence() -> None:
    for agreement in (agreed(accepted=False), agreed(whole=False)):
        (finding,) = apply_readings([missed(Cause.MISHEARD)], [], [agreement])

        assert finding.cause is Cause.MISHEARD
        assert finding.confidence < 0.7


def test_two_different_values_on_which_both_agree_settle_nothing() -> None:
    (finding,) = apply_readings([missed(Cause.MISHEARD)], [], [agreed("50"), agreed("60", turn=5)])

    assert finding.cause is Cause.MISHEARD


def test_causes_other_than_misheard_are_not_touched_by_agreement() -> None:
    finding = missed(Cause.REFUSED)

    assert apply_readings([finding], [], [agreed()]) == [finding]


def test_a_value_that_stood_right_in_the_live_transcript_too_was_there_to_be_recorded() -> None:
    finding = missed(Cause.GIVEN_NOT_RECORDED)

    assert apply_readings([finding], [misheard()], [agreed("15", turn=7)]) == [finding]
    assert apply_readings([finding], [misheard()], [agreed("99", turn=7)])[0].cause is Cause.MISHEARD
