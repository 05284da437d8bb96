from dataclasses import replace
from itertools import product

import pytest

from memory.vocabulary import Cause, Finding, FindingSource, Reading, Readings
from tools.diagnosis.settling import DOUBTFUL, MOST_DISPUTED, SURE, Opinion, Sureness, is_unsure, settle

RULE = Finding("c", "email", captured=False, cause=Cause.REFUSED, turn=3, quote="rather not", confidence=0.7)
SAME = Opinion(Cause.REFUSED, Sureness.HIGH, 5, "I will not say", proven=True)
OTHER = Opinion(Cause.MISHEARD, Sureness.HIGH, 5, "it was an A", proven=True)


def _rule(confidence: float) -> Finding:
    return replace(RULE, confidence=confidence)


@pytest.mark.parametrize(
    ("sure", "confidence"), [(Sureness.LOW, 0.73), (Sureness.MEDIUM, 0.775), (Sureness.HIGH, 0.82)]
)
def test_agreement_makes_surer_and_keeps_the_words_of_the_rules(sure: Sureness, confidence: float) -> None:
    settled = settle(RULE, replace(SAME, sure=sure))
    assert settled == replace(RULE, confidence=pytest.approx(confidence), source=FindingSource.BOTH)


def test_agreement_lends_its_words_to_a_finding_that_has_none() -> None:
    settled = settle(replace(RULE, turn=None, quote=None), SAME)
    assert (settled.turn, settled.quote) == (5, "I will not say")


def test_agreement_never_makes_certain_nor_less_sure() -> None:
    assert settle(_rule(0.94), SAME).confidence == 0.95
    assert settle(_rule(0.99), SAME).confidence == 0.99


@pytest.mark.parametrize("confidence", [0.0, 0.3, 0.49, 0.5, 0.7, 0.9])
@pytest.mark.parametrize("opinion", [SAME, OTHER])
def test_an_opinion_that_nothing_proves_changes_nothing(confidence: float, opinion: Opinion) -> None:
    assert settle(_rule(confidence), replace(opinion, proven=False)) == _rule(confidence)


@pytest.mark.parametrize("confidence", [0.6, 0.65, 0.74, 0.9])
@pytest.mark.parametrize("sure", [Sureness.MEDIUM, Sureness.HIGH])
def test_rules_that_are_fairly_sure_prevail_and_the_dispute_is_seen(confidence: float, sure: Sureness) -> None:
    settled = settle(_rule(confidence), replace(OTHER, sure=sure))
    assert settled == _rule(MOST_DISPUTED)


@pytest.mark.parametrize(("sure", "confidence"), [(Sureness.MEDIUM, 0.4), (Sureness.HIGH, 0.5)])
def test_a_proven_opinion_prevails_over_doubtful_rules(sure: Sureness, confidence: float) -> None:
    settled = settle(_rule(0.59), replace(OTHER, sure=sure))
    assert (settled.cause, settled.turn, settled.quote) == (Cause.MISHEARD, 5, "it was an A")
    assert (settled.confidence, settled.source) == (confidence, FindingSource.MODEL)


@pytest.mark.parametrize("confidence", [0.2, 0.7])
def test_dissent_of_a_model_that_is_not_sure_itself_changes_nothing(confidence: float) -> None:
    assert settle(_rule(confidence), replace(OTHER, sure=Sureness.LOW)) == _rule(confidence)


def test_an_absence_that_prevails_takes_the_words_away() -> None:
    settled = settle(_rule(0.3), Opinion(Cause.NOT_ASKED, Sureness.HIGH, proven=True))
    assert (settled.cause, settled.turn, settled.quote) == (Cause.NOT_ASKED, None, None)


@pytest.mark.parametrize(
    "beyond",
    [
        Finding("c", "email", captured=True),
        Finding("c", "email", captured=False, cause=Cause.NO_CONVERSATION, confidence=0.4),
    ],
    ids=["captured", "nobody spoke"],
)
def test_some_findings_are_beyond_dispute(beyond: Finding) -> None:
    assert settle(beyond, OTHER) == beyond
    assert not is_unsure(beyond)


def test_only_unsure_findings_of_the_rules_are_put_to_a_model() -> None:
    readings = Readings(Reading("a", "a"), Reading("b", "b"))
    heard = replace(RULE, cause=Cause.MISHEARD, source=FindingSource.RECORDING, readings=readings)
    assert is_unsure(_rule(SURE - 0.01))
    assert not is_unsure(_rule(SURE))
    assert not is_unsure(heard)
    assert not is_unsure(replace(RULE, source=FindingSource.BOTH))


def test_whatever_is_disputed_has_at_most_the_confidence_that_says_so() -> None:
    causes = [cause for cause in Cause if cause is not Cause.NO_CONVERSATION]
    for cause, sure, percent in product(causes, Sureness, range(0, 101, 5)):
        settled = settle(_rule(percent / 100), replace(OTHER, cause=cause, sure=sure))
        assert 0 <= settled.confidence <= 1
        if settled.source is FindingSource.MODEL:
            assert percent / 100 < DOUBTFUL
            assert settled.confidence <= MOST_DISPUTED
        else:
            assert settled.cause is RULE.cause
