"""Recordings to upload, and ears that hear on them what a test says."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from memory.spoken import SpeakerSource, SpokenTurn, Transcription
from memory.vocabulary import Speaker
from tests.unit.tools.transcription.sounds import file_of, hum, pause
from tools.transcription.fake import prepared_turns
from tools.transcription.problems import TranscriptionCancelled
from tools.transcription.sound import Sound

AGENT, CALLER = Speaker.AGENT, Speaker.CALLER
HEARD = (
    (AGENT, "Good morning, Marula Table. How can I help?"),
    (CALLER, "A table for four on Friday, please."),
    (AGENT, "What name may I put it under?"),
    (CALLER, "Naledi Khumalo."),
    (AGENT, "And what telephone number can we reach you on?"),
    (CALLER, "It is 082 555 1934."),
    (AGENT, "Lovely, see you on Friday."),
)


class Ears:
    """A transcriber that hears `turns`, some words hardly; one that `waits` goes on until it is cancelled."""

    name = "ears of a test"

    def __init__(
        self, turns: Sequence[tuple[Speaker, str]] = HEARD, *, hardly: Sequence[str] = (), waits: bool = False
    ) -> None:
        self.waits = waits
        self.begun = threading.Event()
        self._turns = tuple(_hear_hardly(turn, hardly) for turn in prepared_turns(turns))

    def transcribe(
        self,
        sound: Sound,
        *,
        language: str | None = None,
        report: Callable[[float], None],
        is_cancelled: Callable[[], bool],
    ) -> Transcription:
        """See `Transcriber`."""
        report(0.4)
        self.begun.set()
        while self.waits:
            if is_cancelled():
                raise TranscriptionCancelled
            time.sleep(0.02)
        speakers = SpeakerSource.CHANNELS if sound.channels == 2 else SpeakerSource.GUESSED
        remarks = ("The sound is faint.",)
        return Transcription(self._turns, sound.duration_s, language or "en", speakers, self.name, remarks)


def write_sound(folder: Path, name: str = "call.wav", *, channels: int = 2, pitch: float = 150.0) -> Path:
    """Write a recording of twenty seconds; another pitch makes another recording."""
    agent = np.concatenate([hum(10, pitch=pitch), pause(10)])
    caller = np.concatenate([pause(10), hum(10, pitch=pitch + 60)])
    path = folder / name
    path.write_bytes(file_of([agent, caller] if channels == 2 else [agent + caller]))
    return path


def _hear_hardly(turn: SpokenTurn, hardly: Sequence[str]) -> SpokenTurn:
    words = (replace(word, probability=0.2) if word.text.strip() in hardly else word for word in turn.words)
    return SpokenTurn(turn.speaker, tuple(words))
