"""Hears recordings with OpenAI's own program, the package `openai-whisper`, which has to be installed for it."""

import math
import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from memory.spoken import Transcription, Word
from tools.transcription.heard import Heard, compression_ratio
from tools.transcription.piecewise import hear_in_pieces
from tools.transcription.problems import TranscriberProblem
from tools.transcription.sound import Sound

MISSING = (
    "OpenAI's own Whisper is not installed. Install the extra `openai-whisper`: "
    "pip install 'back-office-assistant[openai-whisper]'."
)


class OpenAIWhisperTranscriber:
    """Whisper by PyTorch.

    Args:
        model: The name of a model, for example `base`, or the file of one.
        load: Makes the model from its name; absent: `whisper.load_model`.
    """

    def __init__(self, model: str, *, load: Callable[[str], Any] | None = None) -> None:
        self._model_name = model
        self._load = load or _load_model
        self._lock = threading.Lock()
        self._loaded: Any = None

    @property
    def name(self) -> str:
        """Which program and model it is."""
        return f"openai-whisper {self._model_name.replace(chr(92), '/').rsplit('/', 1)[-1]}"

    def transcribe(
        self,
        sound: Sound,
        *,
        language: str | None = None,
        report: Callable[[float], None],
        is_cancelled: Callable[[], bool],
    ) -> Transcription:
        """See `Transcriber`."""
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load(self._model_name)
        listener = _Listener(self._loaded, self._lock, language)
        try:
            return hear_in_pieces(sound, listener, transcriber=self.name, report=report, is_cancelled=is_cancelled)
        except MemoryError as error:
            raise TranscriberProblem("There was not enough memory to hear the recording.") from error
        except (RuntimeError, ValueError, KeyError, TypeError) as error:
            raise TranscriberProblem("The recording could not be heard: the speech model failed.") from error


def _load_model(name: str) -> Any:  # noqa: ANN401 - an optional package without types
    try:
        whisper = import_module("whisper")
        load = whisper.load_model
    except (ImportError, AttributeError) as error:
        # Another package of the same import name has no `load_model`.
        raise TranscriberProblem(MISSING) from error
    try:
        return load(name)
    except Exception as error:
        # Whatever torch, the network or a damaged file raise: a person has to look at the setting.
        raise TranscriberProblem("The model for OpenAI's own Whisper could not be loaded.") from error


class _Listener:
    """PyTorch models are not safe to use from several threads at once, so pieces wait for one another."""

    def __init__(self, model: Any, lock: threading.Lock, language: str | None) -> None:  # noqa: ANN401 - see above
        self._model = model
        self._lock = lock
        self.language = language
        self.language_probability = 1.0

    def listen(self, pieces: Sequence[NDArray[np.float32]]) -> list[Heard]:
        return [self._listen(piece) for piece in pieces]

    def _listen(self, piece: NDArray[np.float32]) -> Heard:
        with self._lock:
            result = self._model.transcribe(
                piece,
                language=self.language,
                word_timestamps=True,
                condition_on_previous_text=False,
                fp16=False,
                verbose=None,
            )
        self.language = self.language or str(result["language"])
        segments = result["segments"]
        if not segments:
            return Heard(())
        weights = [max(len(segment["text"]), 1) for segment in segments]
        return Heard(
            words=tuple(
                Word(str(word["word"]), float(word["start"]), float(word["end"]), _share(word.get("probability", 0.0)))
                for segment in segments
                for word in segment.get("words", ())
            ),
            log_probability=_mean(weights, [float(segment["avg_logprob"]) for segment in segments]),
            no_speech=_mean(weights, [float(segment["no_speech_prob"]) for segment in segments]),
            repetition=compression_ratio(str(result["text"]).strip()),
        )


def _mean(weights: Sequence[int], values: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True)) / sum(weights)


def _share(value: float) -> float:
    return min(max(float(value), 0.0), 1.0) if math.isfinite(value) else 0.0


def build_openai_whisper(model: str) -> OpenAIWhisperTranscriber:
    """Return the transcriber; keep it, since the model is loaded with the first recording and stays."""
    return OpenAIWhisperTranscriber(model)
