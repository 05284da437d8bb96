"""What hears a recording, whichever program does it."""

from collections.abc import Callable
from typing import Protocol

from memory.spoken import Transcription
from tools.transcription.sound import Sound


class Transcriber(Protocol):
    """Writes down what is said on a recording. It may be kept and used from several threads."""

    @property
    def name(self) -> str:
        """Which program and model it is, for people, for example `faster-whisper base int8`."""

    def transcribe(
        self,
        sound: Sound,
        *,
        language: str | None = None,
        report: Callable[[float], None],
        is_cancelled: Callable[[], bool],
    ) -> Transcription:
        """Hear a recording from its beginning to its end; meant to run in a thread of its own.

        Args:
            sound: The checked recording.
            language: As ISO 639-1 writes it, for example `en`; absent: found out from the sound.
            report: Called now and then with the share that is done, from 0 to 1, never falling.
            is_cancelled: Asked before each piece of at most half a minute of sound, or a few of them.

        Raises:
            TranscriberProblem: It cannot be done; the sentence says why.
            TranscriptionCancelled: `is_cancelled()` said so.
        """
