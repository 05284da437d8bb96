"""Is an uploaded file a recording that can be heard? If so, its samples, without ever holding the whole in memory."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import numpy as np
from numpy.typing import NDArray

from tools.transcription.containers import (
    ACCEPTED,
    ENOUGH_BYTES,
    Container,
    find_claimed_bytes,
    find_container,
    find_other,
    find_video,
)
from tools.transcription.decoding import SAMPLE_RATE, Decoded, decode_file
from tools.transcription.measures import Measures
from tools.transcription.problems import SoundProblem, SoundProblemKind

BLOCK_S = 60.0
CLIPPED_SHARE = 0.001
MUCH_OFFSET = 0.01
MUCH_MISSING = 0.95
FULL_SCALE = 32_768.0


@dataclass(frozen=True, slots=True)
class SoundLimits:
    """What is taken at most and at least."""

    most_seconds: float = 4 * 3600.0
    fewest_seconds: float = 0.3
    most_bytes: int = 2 * 1024**3


class Sound:
    """A checked recording: 16,000 samples a second, each channel with one or more voices on it.

    Samples lie in a temporary file and are read as they are needed; from several threads, too. Use it as a context
    manager, or `close()` it.

    Attributes:
        duration_s: Length in seconds.
        channels: How many there are to hear, 1 or 2: two with the same sound are one, and a silent one is none.
        container: What kind of file it was, by its content.
        remarks: What a person should know about the sound, as sentences.
    """

    sample_rate = SAMPLE_RATE

    def __init__(
        self,
        *,
        samples: IO[bytes],
        measures: Measures,
        frames: int,
        used: tuple[int, ...],
        container: Container | None = None,
        remarks: tuple[str, ...] = (),
    ) -> None:
        self._samples = samples
        self._measures = measures
        self._frames = frames
        self._used = used
        self.duration_s = frames / SAMPLE_RATE
        self.channels = len(used)
        self.container = container
        self.remarks = remarks

    def read(self, channel: int, start_s: float, end_s: float) -> NDArray[np.float32]:
        """Return the samples of one channel between two times, from -1 to 1, without a constant offset."""
        first = min(max(round(start_s * SAMPLE_RATE), 0), self._frames)
        last = min(max(round(end_s * SAMPLE_RATE), first), self._frames)
        width = 2 * self._measures.channels
        raw = os.pread(self._samples.fileno(), (last - first) * width, first * width)
        both = np.frombuffer(raw, dtype=np.int16).reshape(-1, self._measures.channels)
        source = self._used[channel]
        offset = np.float32(self._measures.offset(source))
        return both[:, source].astype(np.float32) / np.float32(FULL_SCALE) - offset

    def blocks(self, channel: int, seconds: float = BLOCK_S) -> Iterator[NDArray[np.float32]]:
        """Read one channel from its beginning, block by block."""
        start_s = 0.0
        while start_s < self.duration_s:
            yield self.read(channel, start_s, start_s + seconds)
            start_s += seconds

    def levels_db(self, channel: int) -> NDArray[np.float32]:
        """Loudness of every 20 ms of a channel against full scale, from -100 to 0."""
        return self._measures.levels_db(self._used[channel])

    def close(self) -> None:
        """Give the temporary file back."""
        self._samples.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_sound(
    file: Path | IO[bytes],
    *,
    scratch: Path | None = None,
    limits: SoundLimits | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Sound:
    """Check an uploaded file and decode it into a temporary one.

    Args:
        file: Where it lies, or the open file (it must be seekable and stays open).
        scratch: The folder for the temporary file; absent: the machine's usual one. 1 hour of stereo takes 230 MB.
        limits: What is taken at most.
        is_cancelled: Asked now and then while decoding.

    Raises:
        SoundProblem: It cannot be used; the sentence says why.
        TranscriptionCancelled: `is_cancelled()` said so.
    """
    limits = limits or SoundLimits()
    with ExitStack() as open_files:
        try:
            source = open_files.enter_context(file.open("rb")) if isinstance(file, Path) else file
            container = _check_content(source, limits)
            samples = tempfile.TemporaryFile(dir=scratch)  # noqa: SIM115 - the Sound closes it
        except OSError as error:
            raise SoundProblem(SoundProblemKind.UNREADABLE, "The file cannot be read.") from error
        try:
            decoded = decode_file(source, container, samples, limits.most_seconds, is_cancelled)
            decoded.claimed_s = _wav_seconds(source, decoded) or decoded.claimed_s
            samples.flush()
            return _judge(decoded, container, samples, limits)
        except OSError as error:
            samples.close()
            raise SoundProblem(
                SoundProblemKind.UNREADABLE, "There is no room on the disk to unpack the recording."
            ) from error
        except BaseException:
            samples.close()
            raise


def _check_content(source: IO[bytes], limits: SoundLimits) -> Container:
    size = source.seek(0, os.SEEK_END)
    source.seek(0)
    start = source.read(ENOUGH_BYTES)
    if size == 0 or not start:
        raise SoundProblem(SoundProblemKind.EMPTY, "The file is empty.")
    if size > limits.most_bytes:
        raise SoundProblem(
            SoundProblemKind.TOO_LARGE,
            f"The file is larger than {limits.most_bytes / 1024**3:g} GB, the most that is taken.",
        )
    if container := find_container(start):
        return container
    if video := find_video(start):
        raise SoundProblem(SoundProblemKind.VIDEO, f"This is {video}. Save its sound as {ACCEPTED} and upload that.")
    other = find_other(start)
    what = f"This is {other}, not a recording." if other else "The content of this file is not a recording."
    raise SoundProblem(SoundProblemKind.NOT_AUDIO, f"{what} Recordings can be {ACCEPTED}, whatever they are called.")


def _wav_seconds(source: IO[bytes], decoded: Decoded) -> float | None:
    """Work out how long a cut-off wav file once was; FFmpeg tells only how long it is."""
    size = source.seek(0, os.SEEK_END)
    source.seek(0)
    claimed = find_claimed_bytes(source.read(ENOUGH_BYTES))
    return decoded.duration_s * claimed / size if claimed and claimed > size else None


def _judge(decoded: Decoded, container: Container, samples: IO[bytes], limits: SoundLimits) -> Sound:
    if decoded.duration_s < limits.fewest_seconds:
        raise SoundProblem(
            SoundProblemKind.TOO_SHORT,
            f"The recording lasts {decoded.duration_s:.2f} seconds: too short to hold a word.",
        )
    measures = decoded.measures
    heard = tuple(channel for channel in range(decoded.channels) if not measures.is_silent(channel))
    if not heard:
        raise SoundProblem(SoundProblemKind.SILENT, "There is nothing but silence on the recording.")
    remarks = [*decoded.remarks, *_damage(decoded)]
    if len(heard) < decoded.channels:
        silent = "left" if heard == (1,) else "right"
        remarks.append(f"The {silent} channel is silent; the other one is used.")
    elif measures.are_alike():
        heard = (0,)
        remarks.append("Both channels hold the same sound, so they do not tell who spoke.")
    remarks.extend(_flaws(measures, heard))
    return Sound(
        samples=samples,
        measures=measures,
        frames=decoded.frames,
        used=heard,
        container=container,
        remarks=tuple(remarks),
    )


def _damage(decoded: Decoded) -> list[str]:
    found = []
    if decoded.bad_packets:
        found.append(f"Parts of the file are damaged or cut off; {_minutes(decoded.duration_s)} of it could be used.")
    elif decoded.claimed_s and decoded.duration_s < decoded.claimed_s * MUCH_MISSING:
        found.append(
            f"The file ends early: it says it lasts {_minutes(decoded.claimed_s)}, "
            f"and holds {_minutes(decoded.duration_s)}."
        )
    return found


def _flaws(measures: Measures, heard: tuple[int, ...]) -> list[str]:
    found = []
    if any(measures.clipped_share(channel) > CLIPPED_SHARE for channel in heard):
        found.append("The recording is overdriven (clipped), which makes words harder to hear.")
    if any(abs(measures.offset(channel)) > MUCH_OFFSET for channel in heard):
        found.append("The recording had a constant offset, which was taken out.")
    return found


def _minutes(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return f"{seconds:.1f} seconds"
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02} minutes"
