"""Measured on labelled calls of real datasets: causes, turns and quotes."""

import pytest

from evals.shared_data import CONTRACT_CALLS as DATA
from evals.suites.causes.labelled import LabelledCalls, read_labelled
from evals.suites.causes.scoring import FEWEST_LABELS, Score, score
from memory.vocabulary import Cause
from tools.diagnosis import diagnose, find_fields

MACRO_F1_FLOOR = 0.92
TURN_FLOOR = 0.96

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the labelled calls are not there: {DATA}")


@pytest.fixture(scope="module")
def labelled() -> LabelledCalls:
    return read_labelled(DATA, "contract")


@pytest.fixture(scope="module")
def scored(labelled: LabelledCalls) -> Score:
    return score(labelled, find_fields)


def test_every_quote_stands_word_for_word_in_its_turn(scored: Score) -> None:
    assert scored.quotes > 300
    assert scored.verbatim == scored.quotes


def test_causes_agree_with_the_labels(scored: Score) -> None:
    assert sum(labels >= FEWEST_LABELS for labels in scored.labels_by_cause().values()) == 6
    assert scored.macro_f1() >= MACRO_F1_FLOOR
    assert not [one for one in scored.captured if one.found.cause is not None]


def test_turns_are_right_within_one(scored: Score) -> None:
    assert scored.turns_near() >= TURN_FLOOR


@pytest.mark.parametrize(
    ("project", "main"),
    [
        *(
            (name, Cause.NOT_ASKED)
            for name in ("hotels-2-search-house", "hotels-3-reserve-hotel", "hotels-4-search-hotel")
        ),
        *((name, Cause.NOT_ASKED) for name in ("services-1-find-provider", "services-2-find-provider")),
        *(
            (f"identity-check-{one}", Cause.MISHEARD)
            for one in ("letter-digit", "letter-word", "nato-digit", "nato-word")
        ),
    ],
)
def test_the_main_cause_of_a_project_is_found(project: str, main: Cause, labelled: LabelledCalls) -> None:
    untouched = [call for name, call in labelled.calls if name == project and not call.call_id.endswith("-e")]
    fields, instructions = labelled.projects[project].fields, labelled.projects[project].instructions
    findings = [one for call in untouched for one in find_fields(call, fields, instructions)]
    diagnosis = diagnose(findings, untouched, fields)
    assert diagnosis.main is main
    assert len(diagnosis.evidence) == 5
