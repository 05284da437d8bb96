"""Embeds texts with any server that speaks OpenAI's `/embeddings`.

What the server answers is foreign: it is bounded, its shape is checked, and neither it nor the key shows in a problem.
"""

import json
import math
from collections.abc import Sequence
from typing import Any

import httpx

from knowledge_base.embeddings.port import EmbedderProblem

TEXTS_AT_ONCE = 64
# Servers refuse what has more tokens than their model reads, and a character may be a token.
LONGEST_TEXT = 8_000
MOST_NUMBERS = 4_000
MOST_ANSWER_BYTES = 16 * 1024**2
TRIES = 2


class OpenAIServerEmbedder:
    """A model behind HTTP; how many numbers its vectors have is what its first answer says.

    Args:
        base_url: As OpenAI's clients take it, for example `http://localhost:8000/v1`.
        model: What the server calls it.
        key: The API key, if the server wants one.
        timeout_s: How long one answer may take.
        transport: Where requests go; given by tests.
    """

    def __init__(
        self,
        base_url: str,
        model: str,
        *,
        key: str | None = None,
        timeout_s: float = 30.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._url = f"{base_url.rstrip('/')}/embeddings"
        self._model = model
        self._key = key
        self._timeout_s = timeout_s
        self._transport = transport
        self._size: int | None = None

    @property
    def name(self) -> str:
        """Which model it is."""
        return f"embedding server {self._model}"

    @property
    def size(self) -> int:
        """How many numbers a vector has; asks the server where it has not embedded anything yet."""
        return self._size or len(self.embed(["size"])[0])

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """See `Embedder`."""
        vectors: list[list[float]] = []
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        try:
            with httpx.Client(headers=headers, timeout=self._timeout_s, transport=self._transport) as client:
                for start in range(0, len(texts), TEXTS_AT_ONCE):
                    vectors += self._ask(client, [_clean(text) for text in texts[start : start + TEXTS_AT_ONCE]])
        except (httpx.InvalidURL, UnicodeError) as error:
            raise EmbedderProblem("The address or the key of the embedding server is not usable.") from error
        return vectors

    def _ask(self, client: httpx.Client, texts: list[str]) -> list[list[float]]:
        body = {"model": self._model, "input": texts, "encoding_format": "float"}
        for attempt in range(TRIES):
            last = attempt == TRIES - 1
            try:
                with client.stream("POST", self._url, json=body) as response:
                    if (response.status_code == 429 or response.status_code >= 500) and not last:
                        continue
                    _check_status(response.status_code)
                    return self._read(_read_json(response), len(texts))
            except httpx.TimeoutException as error:
                raise EmbedderProblem("The embedding server took too long to answer.") from error
            except httpx.HTTPError as error:
                if last:
                    raise EmbedderProblem("The embedding server cannot be reached.") from error
        raise AssertionError("the last attempt returns or raises")

    def _read(self, answer: Any, count: int) -> list[list[float]]:  # noqa: ANN401 - JSON of any shape
        data = answer.get("data") if isinstance(answer, dict) else None
        entries = [entry for entry in data if isinstance(entry, dict)] if isinstance(data, list) else []
        # Servers may answer in any order, and number what they answer.
        found = {str(entry.get("index", place)): entry.get("embedding") for place, entry in enumerate(entries)}
        vectors = [_to_unit(found.get(str(place))) for place in range(count)]
        sizes = {len(vector) for vector in vectors if vector is not None}
        if None in vectors or len(sizes) != 1 or self._size not in {None, *sizes}:
            raise EmbedderProblem("The embedding server did not answer with a vector of the same size for each text.")
        self._size = sizes.pop()
        return [vector for vector in vectors if vector is not None]


def _clean(text: str) -> str:
    whole = text[:LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")
    return whole if whole.strip() else "."  # OpenAI's own service refuses an empty text


def _to_unit(vector: object) -> list[float] | None:
    if not isinstance(vector, list) or not 0 < len(vector) <= MOST_NUMBERS:
        return None
    if not all(isinstance(number, int | float) and not isinstance(number, bool) for number in vector):
        return None
    try:
        length = math.hypot(*vector)
    except OverflowError:
        return None
    return [float(number) / length for number in vector] if math.isfinite(length) and length > 0 else None


def _check_status(status: int) -> None:
    if status < 300:
        return
    reasons = {
        400: "does not accept these texts",
        401: "does not accept the key",
        403: "does not accept the key",
        404: "does not know this address or this model",
        413: "finds the texts too long",
        429: "has too much to do; try again later",
    }
    raise EmbedderProblem(f"The embedding server {reasons.get(status, f'answered with error {status}')}.")


def _read_json(response: httpx.Response) -> object:
    content = bytearray()
    for part in response.iter_bytes():
        content += part
        if len(content) > MOST_ANSWER_BYTES:
            raise EmbedderProblem("The embedding server's answer is too large to be one.")
    try:
        return json.loads(bytes(content))
    except (ValueError, RecursionError) as error:
        raise EmbedderProblem("The embedding server did not answer with JSON.") from error
