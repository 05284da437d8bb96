from math import inf, nan

import pytest

from memory.drafts import Lesson
from memory.vocabulary import Cause
from tools.learning.beliefs import Outcome
from tools.learning.lessons import Tally, learn
from tools.learning.shrinking import PRIOR_MEAN

ASKED, UNCLEAR = Cause.NOT_ASKED, Cause.ASKED_UNCLEARLY


def _lesson(lessons: tuple[Lesson, ...], cause: Cause, kind: str) -> Lesson:
    return next(lesson for lesson in lessons if (lesson.cause, lesson.kind) == (cause, kind))


def test_a_lesson_counts_decisions_and_believes_what_was_measured() -> None:
    outcomes = [Outcome(ASKED, "ask", 0.09, 0.03) for _ in range(6)] + [Outcome(UNCLEAR, "reword", -0.05, 0.03)]
    tallies = [Tally(ASKED, "ask", accepted=2), Tally(ASKED, "ask", accepted=3, edited=1, rejected=1, rolled_back=1)]

    lessons = learn(outcomes, tallies)

    ask = _lesson(lessons, ASKED, "ask")
    assert (ask.accepted, ask.edited, ask.rejected, ask.rolled_back, ask.measured) == (5, 1, 1, 1, 6)
    assert 0.05 < ask.mean < 0.09
    assert len(lessons) == 4
    assert _lesson(lessons, UNCLEAR, "reword").mean < PRIOR_MEAN < _lesson(lessons, UNCLEAR, "ask").mean


def test_a_replay_teaches_but_is_not_counted_as_measured() -> None:
    (lesson,) = learn([Outcome(ASKED, "ask", 0.15, 0.03, is_measured=False)])

    assert lesson.measured == 0
    assert PRIOR_MEAN < lesson.mean < 0.15


def test_kinds_that_were_never_tried_have_a_lesson_too() -> None:
    lessons = learn([], causes=[ASKED], kinds=["ask", "reword"])

    assert [lesson.kind for lesson in lessons] == ["ask", "reword"]
    assert all(lesson.mean == pytest.approx(PRIOR_MEAN) for lesson in lessons)


def test_nothing_at_all_teaches_nothing() -> None:
    assert learn([]) == ()


@pytest.mark.parametrize(("effect", "error"), [(nan, 0.1), (inf, 0.1), (0.1, nan), (0.1, inf), (0.1, -1.0)])
def test_what_is_not_a_number_is_left_out(effect: float, error: float) -> None:
    assert learn([Outcome(ASKED, "ask", effect, error)]) == ()


def test_an_effect_beyond_all_calls_is_held_to_all_calls() -> None:
    (lesson,) = learn([Outcome(ASKED, "ask", 1e12, 0.0)])

    assert lesson.mean <= 1
