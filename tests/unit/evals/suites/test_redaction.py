import json

import pytest

from evals.suites.effort import quick_effort
from evals.suites.redaction import SPLITS, Label, RedactionCase, find_telling, measure, read_cases, run_suite

CASE = RedactionCase("c", "call Ann at 555 now", (Label(5, 8, "name"), Label(12, 15, "phone")), "open")
CLEAN = RedactionCase("d", "nothing here", (), "open")


def test_every_label_of_the_labelled_texts_has_letters_or_digits_to_hide() -> None:
    cases = read_cases()
    assert len(cases) >= 300
    assert sum(not case.labels for case in cases) >= 100
    assert len({case.id for case in cases}) == len({case.text for case in cases}) == len(cases)
    assert all(find_telling(case.text, label) for case in cases for label in case.labels)
    assert {case.split for case in cases} == set(SPLITS)


@pytest.mark.parametrize(
    ("hidden", "recall", "precision"),
    [
        ([(5, 8), (12, 15)], 1.0, 1.0),
        ([(5, 8)], 0.5, 1.0),
        ([(5, 7), (12, 15)], 0.5, 1.0),
        ([(0, 19)], 1.0, 6 / 15),
    ],
)
def test_a_span_is_found_when_all_of_it_is_hidden(
    hidden: list[tuple[int, int]], recall: float, precision: float
) -> None:
    tally = measure([CASE], lambda _: hidden)
    assert (tally.recall, tally.precision) == (recall, precision)


def test_clean_texts_in_which_something_is_hidden_are_counted() -> None:
    tally = measure([CASE, CLEAN], lambda text: [(0, 4)] if text == CLEAN.text else [])
    assert (tally.clean, tally.touched) == (1, 1.0)


def test_small_words_and_titles_identify_nobody() -> None:
    text = "Mrs Ann at mail dot example"
    assert (
        "".join(text[place] for place in sorted(find_telling(text, Label(0, len(text), "email")))) == "Annmailexample"
    )


def test_the_suite_hides_what_it_must_and_prints_each_kind() -> None:
    result = run_suite(quick_effort())
    assert [figure.metric for figure in result.missed if figure.metric.startswith("recall")] == []
    assert "iban" in result.text
    json.dumps(result.as_json())
