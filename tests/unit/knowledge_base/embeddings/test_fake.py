"""The fake embeds without a model, and always the same."""

import math

from knowledge_base.embeddings.fake import FakeEmbedder


def test_the_same_text_has_the_same_vector_everywhere() -> None:
    assert FakeEmbedder().embed(["Ask for it."]) == FakeEmbedder().embed(["ask, for it"])


def test_every_text_has_a_vector_of_length_one() -> None:
    vectors = FakeEmbedder(size=7).embed(["", "\ud800", "word " * 1_000, "日本語"])

    assert [len(vector) for vector in vectors] == [7, 7, 7, 7]
    assert all(math.isclose(math.hypot(*vector), 1.0) for vector in vectors)


def test_vectors_of_another_name_are_another_models() -> None:
    assert FakeEmbedder(name="one").embed(["word"]) != FakeEmbedder(name="other").embed(["word"])
