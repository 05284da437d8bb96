from evals.suites.effort import quick_effort
from evals.suites.review.suite import run_suite
from evals.suites.review.texts import SPLITS, read_texts


def test_the_review_reaches_what_it_must() -> None:
    result = run_suite(quick_effort())
    assert result.missed == ()
    assert {figure.metric for figure in result.figures} >= {"precision, held_out", "recall, open"}


def test_the_texts_are_many_enough_and_their_labels_stand_in_them() -> None:
    texts = read_texts()
    for split in SPLITS:
        assert sum(text.split == split and bool(text.defects) for text in texts) >= 20
    assert {
        defect.quote for text in texts for defect in text.defects if defect.quote and defect.quote not in text.text
    } == set()
    assert len({text.id for text in texts}) == len(texts)
    assert len({text.id.rsplit("-", 1)[0] for text in texts}) >= 20
