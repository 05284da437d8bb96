"""Turns a file into samples on disk: 16,000 a second, 16 bits, one or two channels, a block at a time.

The file is foreign. Only the one reader that its content calls for may open it, it gets the open file and no path, it
may open nothing else, and only decoders of sound are there for it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from tools.transcription.containers import ACCEPTED, Container
from tools.transcription.measures import Measures
from tools.transcription.problems import INSTALL_SPEECH, SoundProblem, SoundProblemKind, TranscriptionCancelled

SAMPLE_RATE = 16_000
MOST_CHANNELS = 2
MOST_STREAMS = 16
RATES = range(4_000, 384_001)
ENOUGH_FRAMES = 2 * SAMPLE_RATE
"""So many are measured and written at once: frames of a file are a few hundredths of a second."""

SECONDS_TO_WAIT = 30.0
"""For one answer of the reader; a file that keeps it busy longer is not a recording."""

_DECODERS = (
    "aac,aac_fixed,aac_latm,alac,flac,libopus,opus,libvorbis,vorbis,libspeex,speex,mp3,mp3float,mp2,mp2float,gsm_ms,"
    "adpcm_ms,adpcm_ima_wav,adpcm_g722,adpcm_g726,g729,pcm_s16le,pcm_s24le,pcm_s32le,pcm_u8,pcm_s8,pcm_f32le,"
    "pcm_f64le,pcm_mulaw,pcm_alaw,pcm_s16be,pcm_s24be,pcm_s32be,png,mjpeg"
)
"""Of video only what cover pictures are made of, so that a cover is recognised as one; it is never decoded."""


@dataclass(slots=True)
class Decoded:
    """What came out of a file. `claimed_s` is the length its header says, if it says one."""

    channels: int
    frames: int
    measures: Measures
    claimed_s: float | None
    bad_packets: int = 0
    good_packets: int = 0
    remarks: list[str] = field(default_factory=list)

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.frames / SAMPLE_RATE


def decode_file(
    source: IO[bytes],
    container: Container,
    target: IO[bytes],
    most_seconds: float,
    is_cancelled: Callable[[], bool],
) -> Decoded:
    """Write the samples of a file, the channels in turn, to another and say what they are like.

    Raises:
        SoundProblem: It has no sound, more than two channels, pictures that move, is too long or cannot be decoded.
        TranscriptionCancelled: `is_cancelled()` said so.
    """
    av = _load_av()
    try:
        with _open_container(av, source, container) as opened:
            stream, remarks = _choose_stream(av, opened)
            claimed_s = _claimed_seconds(opened, stream)
            if claimed_s and claimed_s > most_seconds and _really_lasts(opened, stream, most_seconds):
                raise _too_long(most_seconds)
            if claimed_s and claimed_s > most_seconds:
                opened.seek(0)
            decoded = _Decoder(av, target, most_seconds, is_cancelled).decode(opened, stream)
    except (av.FFmpegError, ValueError, MemoryError, OverflowError, ArithmeticError, LookupError) as error:
        raise SoundProblem(
            SoundProblemKind.UNDECODABLE,
            f"This {container} file cannot be decoded: it is damaged, cut off, or holds something other than sound.",
        ) from error
    decoded.claimed_s = claimed_s
    decoded.remarks[:0] = remarks
    return decoded


def _load_av() -> Any:  # noqa: ANN401 - an optional package, typed where it is installed only
    try:
        return import_module("av")
    except ImportError as error:
        raise SoundProblem(SoundProblemKind.NOT_INSTALLED, INSTALL_SPEECH) from error


def _open_container(av: Any, source: IO[bytes], container: Container) -> Any:  # noqa: ANN401 - see _load_av
    source.seek(0)
    return av.open(
        source,
        mode="r",
        format=container.demuxer,
        metadata_errors="ignore",
        timeout=SECONDS_TO_WAIT,
        io_open=_refuse_to_open,
        container_options={
            "format_whitelist": f"{container.demuxer},mov,mp4,m4a,3gp,3g2,mj2"
            if container is Container.M4A
            else container.demuxer,
            "codec_whitelist": _DECODERS,
            "protocol_whitelist": "none",
            "max_streams": str(MOST_STREAMS),
        },
    )


def _refuse_to_open(url: str, flags: int, options: dict[str, str]) -> Any:  # noqa: ANN401, ARG001 - as PyAV calls it
    raise PermissionError("A recording may not open other files.")


def _choose_stream(av: Any, opened: Any) -> tuple[Any, list[str]]:  # noqa: ANN401 - see _load_av
    cover = av.stream.Disposition.attached_pic
    if any(stream.type == "video" and not stream.disposition & cover for stream in opened.streams):
        raise SoundProblem(SoundProblemKind.VIDEO, f"This is a video. Save its sound as {ACCEPTED} and upload that.")
    streams = [stream for stream in opened.streams if stream.type == "audio"]
    if not streams:
        raise SoundProblem(SoundProblemKind.NOT_AUDIO, "There is no sound in this file.")
    stream = streams[0]
    if stream.codec_context is None:
        raise SoundProblem(SoundProblemKind.UNDECODABLE, "The sound in this file is stored in a way that is not known.")
    _check_channels(stream.codec_context.channels)
    if stream.codec_context.sample_rate not in RATES:
        raise SoundProblem(
            SoundProblemKind.UNDECODABLE,
            f"The file says it has {stream.codec_context.sample_rate:,} samples a second; "
            f"between {RATES.start:,} and {RATES.stop - 1:,} can be used.",
        )
    remarks = [f"The file holds {len(streams)} sounds; only the first is used."] if len(streams) > 1 else []
    return stream, remarks


def _check_channels(channels: int) -> None:
    if channels > MOST_CHANNELS:
        raise SoundProblem(
            SoundProblemKind.TOO_MANY_CHANNELS,
            f"The recording has {channels} channels. Upload it as mono, or with one channel for each speaker.",
        )


def _claimed_seconds(opened: Any, stream: Any) -> float | None:  # noqa: ANN401 - see _load_av
    if stream.duration is not None and stream.time_base:
        return float(stream.duration * stream.time_base)
    return None if opened.duration is None else float(opened.duration) / 1_000_000


def _really_lasts(opened: Any, stream: Any, seconds: float) -> bool:  # noqa: ANN401 - see _load_av
    """Add up the packets without decoding them: what a header says is a claim, and often wrong without malice."""
    total = 0.0
    for packet in opened.demux(stream):
        if packet.duration and packet.time_base:
            total += float(packet.duration * packet.time_base)
        if total > seconds:
            return True
    return False


def _too_long(most_seconds: float) -> SoundProblem:
    return SoundProblem(
        SoundProblemKind.TOO_LONG,
        f"The recording is longer than {most_seconds / 3600:g} hours, the longest that is taken. Cut it into parts.",
    )


class _Decoder:
    """Decodes packet by packet; a bad one is left out and counted."""

    def __init__(self, av: Any, target: IO[bytes], most_seconds: float, is_cancelled: Callable[[], bool]) -> None:  # noqa: ANN401 - see _load_av
        self._av = av
        self._target = target
        self._most_seconds = most_seconds
        self._is_cancelled = is_cancelled
        self._resampler: Any = None
        self._fifo: Any = None
        self._shape: tuple[Any, ...] = ()
        self._waiting: list[NDArray[np.int16]] = []
        self._waiting_frames = 0

    def decode(self, opened: Any, stream: Any) -> Decoded:  # noqa: ANN401 - see _load_av
        decoded: Decoded | None = None
        good = bad = 0
        broken_off = False
        packets = opened.demux(stream)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                break
            except self._av.FFmpegError:
                broken_off = True
                break
            try:
                frames = packet.decode()
                good += 1
            except self._av.FFmpegError:
                bad += 1
                continue
            for frame in frames:
                decoded = self._take(frame, decoded)
            if good % 256 == 0 and self._is_cancelled():
                raise TranscriptionCancelled
        for block in self._flushed():
            if decoded is not None:
                self._write(block, decoded)
        if decoded is None or decoded.frames == 0:
            raise SoundProblem(SoundProblemKind.UNDECODABLE, "Nothing in this file can be decoded as sound.")
        self._write_waiting(decoded)
        decoded.measures.finish()
        decoded.good_packets, decoded.bad_packets = good, bad + broken_off
        return decoded

    def _take(self, frame: Any, decoded: Decoded | None) -> Decoded:  # noqa: ANN401 - see _load_av
        channels = frame.layout.nb_channels
        _check_channels(channels)
        if decoded is None:
            decoded = Decoded(channels, 0, Measures(channels), None)
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if shape != self._shape:
            for block in self._flushed():
                self._write(block, decoded)
            self._fifo = self._av.AudioFifo()
            layout = "stereo" if decoded.channels == 2 else "mono"
            self._resampler = self._av.AudioResampler(format="s16", layout=layout, rate=SAMPLE_RATE)
            self._shape = shape
        frame.pts = None
        self._fifo.write(frame)
        if self._fifo.samples >= frame.sample_rate:
            for resampled in self._resampler.resample(self._fifo.read()):
                self._write(resampled.to_ndarray(), decoded)
        return decoded

    def _flushed(self) -> Iterator[NDArray[np.int16]]:
        if self._resampler is not None:
            if self._fifo.samples:
                for frame in self._resampler.resample(self._fifo.read()):
                    yield frame.to_ndarray()
            for frame in self._resampler.resample(None):
                yield frame.to_ndarray()

    def _write(self, block: NDArray[np.int16], decoded: Decoded) -> None:
        samples = block.reshape(-1, decoded.channels)
        decoded.frames += len(samples)
        if decoded.duration_s > self._most_seconds:
            raise _too_long(self._most_seconds)
        self._waiting.append(samples)
        self._waiting_frames += len(samples)
        if self._waiting_frames >= ENOUGH_FRAMES:
            self._write_waiting(decoded)

    def _write_waiting(self, decoded: Decoded) -> None:
        if self._waiting:
            samples = np.concatenate(self._waiting)
            self._waiting, self._waiting_frames = [], 0
            decoded.measures.add(samples)
            self._target.write(samples.tobytes())
