import numpy as np
import pytest

from memory.drafts import Lesson
from memory.vocabulary import Cause
from tools.learning.beliefs import Outcome
from tools.learning.lessons import Tally, learn
from tools.learning.ranking import EXPLORING, find_worth, rank_kinds

CAUSE = Cause.NOT_ASKED
KINDS = ["ask", "reword", "remind", "confirm"]


def _rank(lessons: list[Lesson], decisions: int = 500, seed: int = 0, kinds: list[str] | None = None) -> list[str]:
    return rank_kinds(CAUSE, kinds or KINDS, lessons, decisions, np.random.default_rng(seed))


def _lesson(kind: str, mean: float, sd: float = 0.01, **counts: int) -> Lesson:
    return Lesson(CAUSE, kind, mean=mean, sd=sd, **{"measured": 5, **counts})


def test_what_brings_more_comes_first() -> None:
    lessons = [_lesson(kind, mean) for kind, mean in zip(KINDS, (0.02, 0.08, 0.05, -0.01), strict=True)]

    assert _rank(lessons) == ["reword", "remind", "ask", "confirm"]


def test_what_people_do_not_take_brings_less() -> None:
    lessons = [_lesson("ask", 0.05, accepted=9, rejected=1), _lesson("reword", 0.06, accepted=1, rejected=9)]

    assert _rank(lessons, kinds=["reword", "ask"]) == ["ask", "reword"]


def test_early_on_what_is_uncertain_gets_the_benefit_of_the_doubt_and_later_not() -> None:
    lessons = [_lesson("ask", 0.05, sd=0.01), _lesson("reword", 0.045, sd=0.05)]

    assert _rank(lessons, 0, kinds=["ask", "reword"]) == ["reword", "ask"]
    assert _rank(lessons, EXPLORING, kinds=["ask", "reword"]) == ["ask", "reword"]


def test_what_harmed_comes_last_whatever_its_bonus() -> None:
    lessons = [_lesson("ask", -0.05, sd=0.05), _lesson("reword", -0.02, sd=0.001, measured=0)]

    assert _rank(lessons, 0, kinds=["ask", "reword"]) == ["reword", "ask"]


def test_what_is_always_rejected_comes_last() -> None:
    lessons = [_lesson("ask", 0.10, rejected=6), _lesson("reword", 0.01)]

    assert _rank(lessons, 0, kinds=["ask", "reword"]) == ["reword", "ask"]


def test_what_is_rolled_back_again_and_again_comes_last() -> None:
    lessons = [_lesson("ask", 0.10, accepted=3, rolled_back=2), _lesson("reword", 0.01)]

    assert _rank(lessons, 0, kinds=["ask", "reword"]) == ["reword", "ask"]


def test_kinds_known_alike_are_tried_alike() -> None:
    first = [_rank([], seed=seed)[0] for seed in range(80)]

    assert set(first) == set(KINDS)
    assert _rank([], seed=3) == _rank([], seed=3)


def test_a_new_kind_is_tried_before_one_that_is_known_to_do_nothing() -> None:
    assert _rank([_lesson("ask", 0.0)], 0, kinds=["ask", "new"]) == ["new", "ask"]


def test_lessons_of_other_causes_do_not_rank_this_one() -> None:
    other = Lesson(Cause.REFUSED, "confirm", mean=0.5, sd=0.001, measured=50)

    assert _rank([_lesson("ask", 0.05), other], kinds=["ask"]) == ["ask"]


def test_no_kinds_or_the_same_twice_are_no_trouble() -> None:
    assert rank_kinds(CAUSE, [], [], 0, np.random.default_rng(0)) == []
    assert _rank([], kinds=["ask", "ask"]) == ["ask"]


def test_harm_is_not_smaller_where_few_people_want_it() -> None:
    assert find_worth(np.array([-0.04, 0.04]), np.array([0.1, 0.1])) == pytest.approx([-0.04, 0.004])


def test_from_outcomes_to_an_order() -> None:
    outcomes = [Outcome(CAUSE, "ask", 0.08, 0.03) for _ in range(8)]
    outcomes += [Outcome(CAUSE, "reword", -0.04, 0.03) for _ in range(8)]
    lessons = learn(outcomes, [Tally(CAUSE, "remind", rejected=7)], kinds=KINDS)

    assert _rank(list(lessons)) == ["ask", "confirm", *_rank(list(lessons))[2:]]
    assert set(_rank(list(lessons))[2:]) == {"reword", "remind"}
