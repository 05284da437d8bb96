"""Hears recordings with any server that speaks OpenAI's `/audio/transcriptions`.

What the server answers is foreign: it is bounded, its shape is checked, and neither it nor the key shows in a problem.
"""

import io
import json
import math
import wave
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import httpx
import numpy as np
from numpy.typing import NDArray

from memory.spoken import Transcription, Word
from tools.transcription.decoding import SAMPLE_RATE
from tools.transcription.heard import Heard, compression_ratio
from tools.transcription.piecewise import hear_in_pieces
from tools.transcription.problems import TranscriberProblem
from tools.transcription.sound import Sound

OPENAI = "https://api.openai.com/v1"

PIECE_S = 120.0
"""3.8 MB of wav; servers take 25 MB, but progress and cancelling wait for each answer."""

MOST_ANSWER_BYTES = 8 * 1024**2
MOST_WORDS = 5_000
TRIES = 2
UNKNOWN_PROBABILITY = 0.5
UNRATED = "The server does not say how probable each word is; the words of a sentence share the sentence's probability."

LANGUAGES = {
    "afrikaans": "af", "arabic": "ar", "chinese": "zh", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
    "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi", "hungarian": "hu",
    "indonesian": "id", "italian": "it", "japanese": "ja", "korean": "ko", "malay": "ms", "norwegian": "no",
    "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru", "slovak": "sk", "spanish": "es",
    "swahili": "sw", "swedish": "sv", "thai": "th", "turkish": "tr", "ukrainian": "uk", "urdu": "ur",
    "vietnamese": "vi", "welsh": "cy",
}  # fmt: skip
"""Servers answer with the English name of a language, where the rest of the world writes two letters."""


class OpenAIServerTranscriber:
    """Whisper, or what a server has instead of it, over HTTP.

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
        timeout_s: float = 120.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._url = f"{base_url.rstrip('/')}/audio/transcriptions"
        self._model = model
        self._key = key
        self._timeout_s = timeout_s
        self._transport = transport

    @property
    def name(self) -> str:
        """Which program and model it is."""
        return f"transcription server {self._model}"

    def transcribe(
        self,
        sound: Sound,
        *,
        language: str | None = None,
        report: Callable[[float], None],
        is_cancelled: Callable[[], bool],
    ) -> Transcription:
        """See `Transcriber`."""
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        try:
            with httpx.Client(headers=headers, timeout=self._timeout_s, transport=self._transport) as client:
                listener = _Listener(client, self._url, self._model, language)
                heard = hear_in_pieces(
                    sound, listener, transcriber=self.name, piece_s=PIECE_S, report=report, is_cancelled=is_cancelled
                )
        except (httpx.InvalidURL, UnicodeError) as error:
            raise TranscriberProblem("The address or the key of the transcription server is not usable.") from error
        return replace(heard, remarks=(*heard.remarks, UNRATED)) if listener.unrated else heard


class _Listener:
    """Sends each piece as a wav file."""

    def __init__(self, client: httpx.Client, url: str, model: str, language: str | None) -> None:
        self._client = client
        self._url = url
        self._model = model
        self.language = language
        self.language_probability = 1.0
        self.unrated = False

    def listen(self, pieces: Sequence[NDArray[np.float32]]) -> list[Heard]:
        return [self._listen(piece) for piece in pieces]

    def _listen(self, piece: NDArray[np.float32]) -> Heard:
        answer = self._ask(as_wav(piece))
        if self.language is None and isinstance(named := answer.get("language"), str):
            self.language = LANGUAGES.get(named.lower(), named.lower()[:2]) or None
        heard = read_answer(answer, len(piece) / SAMPLE_RATE)
        if heard is None:
            raise TranscriberProblem(
                "The transcription server did not answer with words and their times (`verbose_json`)."
            )
        self.unrated |= any("probability" not in word for word in _dicts(answer.get("words")))
        return heard

    def _ask(self, content: bytes) -> dict[str, Any]:
        form: dict[str, Any] = {
            "model": self._model,
            "response_format": "verbose_json",
            "timestamp_granularities[]": ["word", "segment"],
            "temperature": "0",
        }
        if self.language:
            form["language"] = self.language
        for attempt in range(TRIES):
            last = attempt == TRIES - 1
            try:
                files = {"file": ("piece.wav", content, "audio/wav")}
                with self._client.stream("POST", self._url, data=form, files=files) as response:
                    if (response.status_code == 429 or response.status_code >= 500) and not last:
                        continue
                    _check_status(response.status_code)
                    return _read_json(response)
            except httpx.TimeoutException as error:
                raise TranscriberProblem("The transcription server took too long to answer.") from error
            except httpx.HTTPError as error:
                if last:
                    raise TranscriberProblem("The transcription server cannot be reached.") from error
        raise AssertionError("the last attempt returns or raises")


def _check_status(status: int) -> None:
    if status < 300:
        return
    reasons = {
        401: "does not accept the key",
        403: "does not accept the key",
        404: "does not know this address or this model",
        413: "finds a piece of two minutes too large",
        429: "has too much to do; try again later",
    }
    raise TranscriberProblem(f"The transcription server {reasons.get(status, f'answered with error {status}')}.")


def _read_json(response: httpx.Response) -> dict[str, Any]:
    content = bytearray()
    for part in response.iter_bytes():
        content += part
        if len(content) > MOST_ANSWER_BYTES:
            raise TranscriberProblem("The transcription server's answer is too large to be one.")
    try:
        answer = json.loads(bytes(content))
    except (ValueError, RecursionError) as error:
        raise TranscriberProblem("The transcription server did not answer with JSON.") from error
    if not isinstance(answer, dict):
        raise TranscriberProblem("The transcription server did not answer with a transcription.")
    return answer


def read_answer(answer: dict[str, Any], length_s: float) -> Heard | None:
    """Read words out of a `verbose_json` answer; None where it has none although there is text.

    A word without a probability of its own gets that of the segment it stands in.
    """
    segments = [part for part in _dicts(answer.get("segments")) if _number(part.get("start")) is not None]
    found = _dicts(answer.get("words")) or [word for part in segments for word in _dicts(part.get("words"))]
    words = []
    for entry in found[:MOST_WORDS]:
        text, start, end = entry.get("word"), _number(entry.get("start")), _number(entry.get("end"))
        if not isinstance(text, str) or not text.strip() or start is None or end is None:
            continue
        start = min(max(start, 0.0), length_s)
        own = _number(entry.get("probability"))
        probability = _segment_probability(segments, start) if own is None else own
        shown = text if text[:1].isspace() else f" {text}"
        words.append(Word(shown, start, min(max(end, start), length_s), min(max(probability, 0.0), 1.0)))
    text = answer.get("text")
    text = text if isinstance(text, str) else ""
    if text.strip() and not words:
        return None
    logs = [value for part in segments if (value := _number(part.get("avg_logprob"))) is not None]
    silences = [value for part in segments if (value := _number(part.get("no_speech_prob"))) is not None]
    return Heard(
        words=tuple(sorted(words, key=lambda word: word.start_s)),
        log_probability=sum(logs) / len(logs) if logs else 0.0,
        no_speech=sum(silences) / len(silences) if silences else 0.0,
        repetition=compression_ratio(text[:100_000]),
    )


def _segment_probability(segments: Sequence[dict[str, Any]], time_s: float) -> float:
    for part in segments:
        start, end = _number(part.get("start")), _number(part.get("end"))
        log = _number(part.get("avg_logprob"))
        if start is not None and end is not None and log is not None and start <= time_s <= end:
            return math.exp(min(log, 0.0))
    return UNKNOWN_PROBABILITY


def _dicts(value: object) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None


def as_wav(samples: NDArray[np.float32]) -> bytes:
    """Write samples from -1 to 1 as a wav file of 16 bits."""
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(np.round(np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes())
    return target.getvalue()


def build_openai_server(
    base_url: str | None, model: str, *, key: str | None = None, timeout_s: float = 120.0
) -> OpenAIServerTranscriber:
    """Return the transcriber; nothing is sent before it hears its first recording.

    Without an address it is OpenAI's own service.
    """
    return OpenAIServerTranscriber(base_url or OPENAI, model, key=key, timeout_s=timeout_s)
