"""A server's answer is used only when it has a vector for every text, and a fault is told in a sentence."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from knowledge_base.embeddings.openai_server import LONGEST_TEXT, MOST_ANSWER_BYTES, OpenAIServerEmbedder
from knowledge_base.embeddings.port import EmbedderProblem

Answer = Callable[[httpx.Request], httpx.Response]


def embedder(answer: Answer, key: str | None = None) -> OpenAIServerEmbedder:
    return OpenAIServerEmbedder("http://server/v1/", "small", key=key, transport=httpx.MockTransport(answer))


def inputs_of(request: httpx.Request) -> list[str]:
    sent: list[str] = json.loads(request.content)["input"]
    return sent


def count_letters(request: httpx.Request) -> httpx.Response:
    entries = [{"index": place, "embedding": [len(text), 1]} for place, text in enumerate(inputs_of(request))]
    return httpx.Response(200, json={"data": entries[::-1]})


def test_every_text_gets_its_vector_in_order_and_at_length_one() -> None:
    vectors = embedder(count_letters).embed(["aaa", "bb" * 50] * 70)

    assert len(vectors) == 140
    assert vectors[0] == pytest.approx([3 / 10**0.5, 1 / 10**0.5])
    assert vectors[138] == vectors[0] != vectors[1]


def test_it_sends_the_model_and_the_key_to_the_right_address() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return count_letters(request)

    embedder(answer, key="secret").embed(["a"])

    (request,) = seen
    assert str(request.url) == "http://server/v1/embeddings"
    assert request.headers["authorization"] == "Bearer secret"
    assert json.loads(request.content)["model"] == "small"


def test_the_size_is_what_the_server_says() -> None:
    found = embedder(count_letters)

    assert found.size == 2
    assert found.name == "embedding server small"


def test_nothing_is_asked_for_no_texts() -> None:
    assert embedder(lambda _request: httpx.Response(500)).embed([]) == []


def test_hostile_texts_are_sent_as_characters_and_bounded() -> None:
    sent: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.extend(inputs_of(request))
        return count_letters(request)

    embedder(answer).embed(["", "  ", "\ud800", "x" * 100_000])

    assert sent == [".", ".", "?", "x" * LONGEST_TEXT]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_passing_fault_is_tried_again_once(status: int) -> None:
    answers = iter([httpx.Response(status), None])

    def answer(request: httpx.Request) -> httpx.Response:
        return next(answers) or count_letters(request)

    assert len(embedder(answer).embed(["a"])) == 1


@pytest.mark.parametrize(
    ("status", "reason"), [(401, "key"), (404, "model"), (400, "texts"), (429, "too much"), (500, "error 500")]
)
def test_a_fault_is_told_in_a_sentence_without_the_answer_or_the_key(status: int, reason: str) -> None:
    with pytest.raises(EmbedderProblem, match=reason) as raised:
        embedder(lambda _request: httpx.Response(status, text="sk-leak"), key="secret").embed(["a"])

    assert "secret" not in raised.value.sentence
    assert "leak" not in raised.value.sentence


@pytest.mark.parametrize("error", [httpx.ConnectError("no"), httpx.ReadTimeout("slow"), httpx.InvalidURL("bad")])
def test_a_server_that_cannot_be_reached_is_told_of(error: Exception) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise error

    with pytest.raises(EmbedderProblem, match="embedding server"):
        embedder(answer).embed(["a"])


@pytest.mark.parametrize(
    "answer",
    [
        [],
        {},
        {"data": None},
        {"data": [1, "x"]},
        {"data": [{"embedding": [1.0]}]},
        {"data": [{"embedding": [1.0]}, {"embedding": [1.0, 2.0]}]},
        {"data": [{"embedding": []}, {"embedding": []}]},
        {"data": [{"embedding": [0.0]}, {"embedding": [0.0]}]},
        {"data": [{"embedding": ["1"]}, {"embedding": [True]}]},
        {"data": [{"embedding": [10**400]}, {"embedding": [1]}]},
        {"data": [{"embedding": "AAAA"}, {"embedding": "AAAA"}]},
        {"data": [{"index": 0, "embedding": [1.0]}, {"index": 0, "embedding": [1.0]}]},
        {"data": [{"index": [], "embedding": [1.0]}, {"index": {}, "embedding": [1.0]}]},
    ],
)
def test_an_answer_without_a_vector_for_each_text_is_refused(answer: Any) -> None:
    with pytest.raises(EmbedderProblem, match="vector of the same size"):
        embedder(lambda _request: httpx.Response(200, json=answer)).embed(["a", "b"])


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b'{"data": ' + b"[" * 100_000, b"\xff\xfe", b"x" * (MOST_ANSWER_BYTES + 1)]
)
def test_what_is_no_json_of_a_sane_size_is_refused(content: bytes) -> None:
    with pytest.raises(EmbedderProblem, match="embedding server"):
        embedder(lambda _request: httpx.Response(200, content=content)).embed(["a"])


def test_a_server_that_changes_its_size_is_refused() -> None:
    sizes = iter([2, 3])

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"data": [{"embedding": [1.0] * next(sizes)}]})

    changing = embedder(answer)
    changing.embed(["a"])
    with pytest.raises(EmbedderProblem, match="same size"):
        changing.embed(["b"])
