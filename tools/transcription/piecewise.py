"""Hears a recording piece by piece, whichever program listens: memory is bounded, progress moves, it can be stopped."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from memory.spoken import Transcription, Word
from tools.transcription.assembly import assemble
from tools.transcription.doubt import Doubts, without_loops
from tools.transcription.heard import REPETITIVE, Heard, PieceListener
from tools.transcription.problems import TranscriptionCancelled
from tools.transcription.sound import Sound
from tools.transcription.spans import PIECE_S, Piece, pieces_of
from tools.transcription.voices import ChannelSpeech, FindVoices, find_speech

LOOKING_SHARE = 0.05
FILTER_OFF = "The voice filter took most of the sound for noise, so everything that can be heard was transcribed."


def hear_in_pieces(
    sound: Sound,
    listener: PieceListener,
    *,
    transcriber: str,
    report: Callable[[float], None],
    is_cancelled: Callable[[], bool],
    find_voices: FindVoices | None = None,
    at_once: int = 1,
    piece_s: float = PIECE_S,
) -> Transcription:
    """Look for speech, hear it in pieces cut at pauses, and put the words together.

    Args:
        sound: The recording.
        listener: Hears the pieces.
        transcriber: Which program and model it is.
        report: Called with the share that is done.
        is_cancelled: Asked before each group of pieces.
        find_voices: The voice filter; absent: everything that can be heard is.
        at_once: How many pieces are heard together.
        piece_s: How long a piece may be, in seconds.

    Raises:
        TranscriptionCancelled: `is_cancelled()` said so.
    """
    hearing = _Hearing(sound, listener, report, is_cancelled)
    speech = [hearing.find_speech(channel, find_voices) for channel in range(sound.channels)]
    words = hearing.hear(speech, at_once, piece_s)
    filter_off = find_voices is not None and any(not part.filtered for part in speech)
    transcription = assemble(
        sound,
        words,
        language=listener.language or "en",
        language_probability=listener.language_probability,
        transcriber=transcriber,
        doubts=hearing.doubts,
        voiced=[None if part.filtered or find_voices is None else part.voiced for part in speech],
        remarks=[FILTER_OFF] if filter_off else [],
    )
    report(1.0)
    return transcription


class _Hearing:
    """One recording being heard."""

    def __init__(
        self,
        sound: Sound,
        listener: PieceListener,
        report: Callable[[float], None],
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._sound = sound
        self._listener = listener
        self._report = report
        self._is_cancelled = is_cancelled
        self.doubts = Doubts()

    def find_speech(self, channel: int, find_voices: FindVoices | None) -> ChannelSpeech:
        """Find what is worth hearing on one channel."""

        def check(seconds: float) -> None:
            self._stop_if_cancelled()
            done = (channel * self._sound.duration_s + seconds) / (self._sound.channels * self._sound.duration_s)
            self._report(LOOKING_SHARE * done)

        self._stop_if_cancelled()
        return find_speech(self._sound, channel, find_voices, check)

    def hear(self, speech: Sequence[ChannelSpeech], at_once: int, piece_s: float) -> list[list[Word]]:
        """Return the words of each channel, with times in the recording."""
        pieces = sorted(
            (
                piece
                for channel, part in enumerate(speech)
                for piece in pieces_of(channel, part.spans, self._sound.levels_db(channel), piece_s)
            ),
            key=lambda piece: piece.spans[0].start_s,
        )
        words: list[list[Word]] = [[] for _ in speech]
        total, done = sum(piece.length_s for piece in pieces), 0.0
        for group in _groups(pieces, at_once):
            self._stop_if_cancelled()
            for piece, heard in zip(group, self._listener.listen(list(map(self._samples, group))), strict=True):
                words[piece.channel] += self._believed(piece, heard)
                done += piece.length_s
            self._report(LOOKING_SHARE + (1 - LOOKING_SHARE) * min(done / total, 1.0))
        return [sorted(said, key=lambda word: word.start_s) for said in words]

    def _samples(self, piece: Piece) -> NDArray[np.float32]:
        return np.concatenate([self._sound.read(piece.channel, span.start_s, span.end_s) for span in piece.spans])

    def _believed(self, piece: Piece, heard: Heard) -> list[Word]:
        if heard.is_silence:
            self.doubts.silent += len(heard.words)
            return []
        placed = []
        for word in heard.words:
            start_s, end_s = piece.time_of(word.start_s, word.end_s)
            placed.append(replace(word, start_s=start_s, end_s=end_s))
        return without_loops(placed, self.doubts) if heard.repetition > REPETITIVE else placed

    def _stop_if_cancelled(self) -> None:
        if self._is_cancelled():
            raise TranscriptionCancelled


def _groups(pieces: Sequence[Piece], at_once: int) -> Iterator[Sequence[Piece]]:
    for start in range(0, len(pieces), at_once):
        yield pieces[start : start + at_once]
