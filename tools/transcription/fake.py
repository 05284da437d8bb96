"""Hears nothing and gives back what was prepared: for tests and demonstrations."""

from collections.abc import Callable, Sequence

from memory.spoken import SpeakerSource, SpokenTurn, Transcription, Word
from memory.vocabulary import Speaker
from tools.transcription.problems import TranscriberProblem, TranscriptionCancelled
from tools.transcription.sound import Sound

WORD_S = 0.3


class FakeTranscriber:
    """Gives prepared turns back, in steps, so that progress and cancelling can be seen.

    Args:
        turns: Who says what, in order; each word lasts 0.3 s, and half a second lies between turns.
        steps: How often progress is reported and cancelling asked about.
        problem: The sentence to fail with, instead of giving anything back.
    """

    name = "fake"

    def __init__(
        self, turns: Sequence[tuple[Speaker, str]] = (), *, steps: int = 4, problem: str | None = None
    ) -> None:
        self._turns = prepared_turns(turns)
        self._steps = steps
        self._problem = problem

    def transcribe(
        self,
        sound: Sound,
        *,
        language: str | None = None,
        report: Callable[[float], None],
        is_cancelled: Callable[[], bool],
    ) -> Transcription:
        """See `Transcriber`."""
        for step in range(self._steps):
            if is_cancelled():
                raise TranscriptionCancelled
            report((step + 1) / self._steps)
        if self._problem:
            raise TranscriberProblem(self._problem)
        speakers = {turn.speaker for turn in self._turns}
        source = SpeakerSource.CHANNELS if sound.channels == 2 else SpeakerSource.GUESSED
        return Transcription(
            turns=self._turns,
            duration_s=sound.duration_s,
            language=language or "en",
            speakers=source if len(speakers) > 1 else SpeakerSource.ONE_VOICE,
            transcriber=self.name,
            remarks=sound.remarks,
        )


def prepared_turns(turns: Sequence[tuple[Speaker, str]], probability: float = 0.9) -> tuple[SpokenTurn, ...]:
    """Give words times, one after the other; a turn without words is left out."""
    made = []
    now = 0.0
    for speaker, text in turns:
        words = []
        for word in text.split():
            words.append(Word(f" {word}", round(now, 2), round(now + WORD_S, 2), probability))
            now += WORD_S
        if words:
            made.append(SpokenTurn(speaker, tuple(words)))
            now += 0.5
    return tuple(made)
