"""Two texts are compared by the angle between their vectors."""

import pytest

from knowledge_base.embeddings.fake import FakeEmbedder
from knowledge_base.embeddings.likeness import MOST_KEPT, build_likeness, compare_vectors
from knowledge_base.embeddings.port import EmbedderProblem


@pytest.mark.parametrize(
    ("one", "other", "cosine"),
    [([1, 0], [2, 0], 1.0), ([1, 0], [0, 3], 0.0), ([1, 0], [-1, 0], -1.0), ([0, 0], [1, 0], 0.0)],
)
def test_vectors_are_compared_by_their_angle(one: list[float], other: list[float], cosine: float) -> None:
    assert compare_vectors(one, other) == pytest.approx(cosine)


def test_vectors_of_unequal_size_are_not_compared() -> None:
    with pytest.raises(ValueError, match="shorter"):
        compare_vectors([1.0, 0.0], [1.0])


def test_texts_that_share_words_are_closer() -> None:
    likeness = build_likeness(FakeEmbedder())

    assert likeness("ask for the name", "Ask for the name!") == pytest.approx(1.0)
    assert likeness("ask for the name", "ask for the date") > likeness("ask for the name", "goodbye")


def test_no_text_is_embedded_twice_in_a_row_and_few_are_kept() -> None:
    asked: list[str] = []

    class Counting(FakeEmbedder):
        def embed(self, texts: object) -> list[list[float]]:
            wanted = [str(text) for text in texts] if isinstance(texts, list) else []
            asked.extend(wanted)
            return super().embed(wanted)

    likeness = build_likeness(Counting())
    for number in range(3):
        likeness("the candidate", f"past {number % 2}")

    assert asked == ["the candidate", "past 0", "past 1"]
    assert all(likeness("the candidate", f"past {number}") >= 0.0 for number in range(2 * MOST_KEPT))


def test_what_the_model_cannot_do_is_told() -> None:
    likeness = build_likeness(FakeEmbedder(problem="The model sleeps."))

    with pytest.raises(EmbedderProblem, match="sleeps"):
        likeness("one", "other")
