from dataclasses import replace

import pytest

from evals.suites.effort import effort_of
from evals.suites.hearing import suite
from evals.suites.hearing.material import SAID, Case, Truth, digit_cases, machine_transcripts, revoiced_cases
from evals.suites.hearing.plain import holds, plain
from evals.suites.hearing.suite import measure, run_suite, tally
from tests.unit.tools.diagnosis.hearing.sides import AMOUNT, heard, live
from tools.diagnosis.hearing import compare_readings

# Licences keep the recordings out of the project, and no made-up speech would prove the floors.
on_the_recordings = pytest.mark.skipif(not SAID.is_file(), reason="the revoiced calls are not beside the project")

SAID_BY_THE_CALLER = "caller: Please send {} to my brother today."


def case(truly: str, live_text: str, heard_text: str) -> Case:
    return Case(
        live("agent: How much shall we send?", SAID_BY_THE_CALLER.format(live_text)),
        heard("agent: How much shall we send?", SAID_BY_THE_CALLER.format(heard_text)),
        (AMOUNT,),
        (Truth(1, "amount", truly, live_text == truly, heard_text == truly),),
    )


def test_a_wrong_value_that_the_recording_has_right_counts_as_found() -> None:
    counts = tally([case("$15", "$50", "$15"), case("$15", "$15", "$15"), case("$15", "$50", "$60")]).total

    assert (counts.strict_found, counts.strict) == (1, 1)
    assert (counts.wrong_found, counts.wrong) == (1, 2)
    assert (counts.both_reported, counts.both) == (0, 1)


def test_blaming_a_right_live_value_is_counted_against_it() -> None:
    counts = tally([case("$15", "$15", "$50")]).total

    assert (counts.live_only_reported, counts.live_only) == (1, 1)


def test_what_misses_its_floor_is_said() -> None:
    unheard = replace(case("$15", "$50", "$15"), heard=heard())

    missed = {figure.metric for figure in measure([unheard], [unheard]).missed}

    assert len(missed) == 2


def test_values_are_compared_apart_from_how_they_are_written() -> None:
    assert plain("fifteen dollar") == plain("$15") == plain("$15.00") == "15"
    assert holds("the total is one hundred forty-five dollars", "$145")
    assert holds("my code is N-5-F, thanks", "N five F")
    assert holds("at 4:30 p.m. today", "four thirty")
    assert not holds("it is 2015", "15")
    assert not holds("anything", "")


def test_without_the_recordings_the_suite_says_so_and_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "is_there", lambda _folder: False)

    result = run_suite(effort_of(1))

    assert (result.figures, result.missed) == ((), ())
    assert "nothing was measured" in result.text


@on_the_recordings
def test_the_suite_reaches_its_floors_on_the_recordings() -> None:
    result = run_suite(effort_of(1))

    assert [figure.metric for figure in result.missed] == []
    assert all(figure.cases > 0 for figure in result.figures)


@on_the_recordings
def test_every_quote_of_a_mishearing_stands_in_its_turn() -> None:
    transcripts = machine_transcripts()
    for one in (*revoiced_cases(transcripts), *digit_cases(transcripts, each=2)):
        for mishearing in compare_readings(one.call, one.heard, one.fields):
            text = one.call.transcript[mishearing.turn].text
            assert mishearing.quote
            assert mishearing.quote in text
            assert mishearing.readings.live.text in text
