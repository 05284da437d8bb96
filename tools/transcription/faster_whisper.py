"""Hears recordings with faster-whisper on this machine; the model is loaded once, when it is first needed."""

import os
import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from memory.spoken import Transcription
from tools.transcription.listening import Listener
from tools.transcription.piecewise import hear_in_pieces
from tools.transcription.problems import INSTALL_SPEECH, TranscriberProblem
from tools.transcription.sound import Sound
from tools.transcription.voices import FindVoices, build_voice_filter

AT_ONCE = 4
"""Pieces heard together: a fifth less work than one by one, and a few seconds until a cancellation is noticed."""


class FasterWhisperTranscriber:
    """Whisper by CTranslate2.

    Args:
        model: The folder of a converted model, or the name of one, which is then fetched when it is first used.
        compute_type: How it calculates; `int8` is the fastest on a CPU.
        threads: How many cores it uses; absent: all this process may use.
        load: Makes the model; given by tests.
        find_voices: The voice filter; absent: the one that comes with faster-whisper.
    """

    def __init__(
        self,
        model: str,
        *,
        compute_type: str = "int8",
        threads: int | None = None,
        load: Callable[[], Any] | None = None,
        find_voices: FindVoices | None = None,
    ) -> None:
        self._model_name = model
        self._compute_type = compute_type
        self._threads = threads or usable_cores()
        self._load = load or self._load_model
        self._find_voices = find_voices
        self._lock = threading.Lock()
        self._loaded: Any = None

    @property
    def name(self) -> str:
        """Which program and model it is."""
        return f"faster-whisper {short_name(self._model_name)} {self._compute_type}"

    def transcribe(
        self,
        sound: Sound,
        *,
        language: str | None = None,
        report: Callable[[float], None],
        is_cancelled: Callable[[], bool],
    ) -> Transcription:
        """See `Transcriber`."""
        try:
            model, find_voices = self._ready()
            listener = Listener(model, language)
            return hear_in_pieces(
                sound,
                listener,
                transcriber=self.name,
                find_voices=find_voices,
                at_once=AT_ONCE,
                report=report,
                is_cancelled=is_cancelled,
            )
        except MemoryError as error:
            raise TranscriberProblem("There was not enough memory to hear the recording.") from error
        except (RuntimeError, ValueError) as error:
            raise TranscriberProblem(f"The recording could not be heard: {_cause(error)}.") from error

    def _ready(self) -> tuple[Any, FindVoices]:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            if self._find_voices is None:
                try:
                    self._find_voices = build_voice_filter()
                except ImportError as error:
                    raise TranscriberProblem(f"{INSTALL_SPEECH}.") from error
            return self._loaded, self._find_voices

    def _load_model(self) -> Any:  # noqa: ANN401 - an optional package without types
        try:
            make = import_module("faster_whisper").WhisperModel
        except ImportError as error:
            raise TranscriberProblem(f"{INSTALL_SPEECH}.") from error
        try:
            return make(
                self._model_name,
                device="auto",
                compute_type=self._compute_type,
                cpu_threads=self._threads,
                num_workers=1,
            )
        except MemoryError as error:
            raise TranscriberProblem("There was not enough memory to load the speech model.") from error
        except Exception as error:
            # Whatever the hub, the network or a damaged file raise: a person has to look at the setting.
            raise TranscriberProblem(
                f"The speech model `{short_name(self._model_name)}` could not be loaded. BACKOFFICE_WHISPER_MODEL has "
                "to name a model that can be fetched, for example `base`, or the folder of a converted one."
            ) from error


def build_faster_whisper(
    model: str, *, compute_type: str = "int8", threads: int | None = None
) -> FasterWhisperTranscriber:
    """Return the transcriber; keep it, since the model is loaded with the first recording and stays."""
    return FasterWhisperTranscriber(model, compute_type=compute_type, threads=threads)


def usable_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def short_name(model: str) -> str:
    """Name a model for people, without the folder it lies in."""
    return Path(model).name.removeprefix("faster-whisper-") or model


def _cause(error: Exception) -> str:
    if "memory" in str(error).lower() or "bad_alloc" in str(error):
        return "there was not enough memory"
    return "the speech model failed"
