"""Where on a recording is speech, and may that answer be trusted?

The voice filter (Silero, as faster-whisper brings it) saves the time that music, ringing and noise would take, but it
can take an unusual voice for noise. It is asked leniently, and not believed where it would drop most of what can be
heard.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

import numpy as np
from numpy.typing import NDArray

from tools.transcription.sound import Sound
from tools.transcription.spans import Span, audible_frames, covered_share, marked, spans_of

LENIENT_THRESHOLD = 0.15
FEWEST_KEPT = 0.5
HARDLY_FILTERED = 0.85
"""Where the filter keeps so much, the little it drops are mostly soft words, and hearing it costs next to nothing."""

BLOCK_S = 300.0
SPEECH_DB = -26.0
QUIET_DB = -40.0

FindVoices = Callable[[NDArray[np.float32]], list[tuple[int, int]]]
"""Takes samples, returns first and last sample of each part with speech."""


@dataclass(frozen=True, slots=True)
class ChannelSpeech:
    """What is heard of one channel.

    Attributes:
        spans: The parts that are heard.
        audible: For every 20 ms, whether something is above the noise.
        voiced: The parts in which the voice filter finds speech.
        filtered: Was the voice filter believed?
    """

    spans: tuple[Span, ...]
    audible: NDArray[np.bool_]
    voiced: tuple[Span, ...]
    filtered: bool


def build_voice_filter() -> FindVoices:
    """Return the filter that comes with faster-whisper."""
    vad = import_module("faster_whisper.vad")
    options = vad.VadOptions(threshold=LENIENT_THRESHOLD, min_silence_duration_ms=500, speech_pad_ms=300)

    def find_voices(samples: NDArray[np.float32]) -> list[tuple[int, int]]:
        return [(part["start"], part["end"]) for part in vad.get_speech_timestamps(samples, options)]

    return find_voices


def find_speech(
    sound: Sound, channel: int, find_voices: FindVoices | None, check: Callable[[float], None]
) -> ChannelSpeech:
    """Find the parts of a channel that are worth hearing.

    Args:
        sound: The recording.
        channel: Which of its channels.
        find_voices: The voice filter; without one, everything that can be heard is.
        check: Called with the seconds looked at; may raise to stop.
    """
    levels = sound.levels_db(channel)
    audible = audible_frames(levels)
    heard = spans_of(audible)
    if find_voices is None:
        return ChannelSpeech(heard, audible, (), filtered=False)
    voiced = _joined(_voiced(sound, channel, find_voices, _gain(levels, audible), check))
    share = covered_share(audible, voiced)
    frames = marked(voiced, len(audible))
    if share < FEWEST_KEPT:
        return ChannelSpeech(heard, audible, voiced, filtered=False)
    if share >= HARDLY_FILTERED:
        return ChannelSpeech(spans_of(audible | frames), audible, voiced, filtered=True)
    return ChannelSpeech(spans_of(frames), audible, voiced, filtered=True)


def _voiced(
    sound: Sound, channel: int, find_voices: FindVoices, gain: float, check: Callable[[float], None]
) -> list[Span]:
    found = []
    start_s = 0.0
    while start_s < sound.duration_s:
        samples = sound.read(channel, start_s, start_s + BLOCK_S)
        if gain != 1.0:
            samples = np.clip(samples * np.float32(gain), -1, 1)
        found += [
            Span(start_s + first / sound.sample_rate, min(start_s + last / sound.sample_rate, sound.duration_s))
            for first, last in find_voices(samples)
        ]
        start_s += BLOCK_S
        check(min(start_s, sound.duration_s))
    return found


def _gain(levels: NDArray[np.float32], audible: NDArray[np.bool_]) -> float:
    """Say how much louder the filter has to hear a quiet recording."""
    if not audible.any():
        return 1.0
    loud = float(np.percentile(levels[audible], 90))
    return float(10 ** ((SPEECH_DB - loud) / 20)) if loud < QUIET_DB else 1.0


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    made: list[Span] = []
    for span in spans:
        if made and span.start_s <= made[-1].end_s:
            made[-1] = Span(made[-1].start_s, max(made[-1].end_s, span.end_s))
        else:
            made.append(span)
    return tuple(made)
