"""Makes recordings: voices of tones, pauses and noise, in every kind of file."""

import io
from collections.abc import Sequence

import av
import numpy as np
from numpy.typing import NDArray

CODECS = {"wav": "pcm_s16le", "mp3": "libmp3lame", "flac": "flac", "ogg": "libopus", "ipod": "aac", "adts": "aac"}


def hum(seconds: float, rate: int = 16_000, volume: float = 0.3, pitch: float = 150.0) -> NDArray[np.float64]:
    """A voice-like hum: harmonics that swell and fade four times a second."""
    times = np.arange(int(seconds * rate)) / rate
    tones = sum(np.sin(2 * np.pi * pitch * n * times) / n for n in range(1, 6))
    return volume * tones / 2 * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * times))


def pause(seconds: float, rate: int = 16_000) -> NDArray[np.float64]:
    return np.zeros(int(seconds * rate))


def file_of(
    channels: Sequence[NDArray[np.float64]], kind: str = "wav", rate: int = 16_000, codec: str | None = None
) -> bytes:
    """Write channels of equal length into a file of some kind."""
    target = io.BytesIO()
    with av.open(target, "w", format=kind) as container:
        layout = {1: "mono", 2: "stereo"}.get(len(channels), f"{len(channels)} channels")
        stream = container.add_stream(codec or CODECS[kind], rate=rate, layout=layout)
        write_frames(container, stream, channels, rate, layout)
    return target.getvalue()


def write_frames(container, stream, channels: Sequence[NDArray[np.float64]], rate: int, layout: str) -> None:
    samples = np.round(np.clip(np.stack(channels), -1, 1) * 32_767).astype(np.int16)
    resampler = av.AudioResampler(
        format=stream.format.name, layout=layout, rate=stream.rate, frame_size=stream.codec_context.frame_size or None
    )
    step = 65_536
    for start in range(0, samples.shape[1], step):
        part = np.ascontiguousarray(samples[:, start : start + step].T).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(part, format="s16", layout=layout)
        frame.sample_rate = rate
        for made in resampler.resample(frame):
            container.mux(stream.encode(made))
    for made in resampler.resample(None):
        container.mux(stream.encode(made))
    container.mux(stream.encode(None))


def video_file(kind: str = "mp4") -> bytes:
    """A second of moving pictures with sound."""
    target = io.BytesIO()
    with av.open(target, "w", format=kind) as container:
        pictures = container.add_stream("mpeg4", rate=10)
        pictures.width, pictures.height, pictures.pix_fmt = 64, 48, "yuv420p"
        sound = container.add_stream("aac", rate=16_000, layout="mono")
        for shade in range(10):
            picture = av.VideoFrame.from_ndarray(np.full((48, 64, 3), shade * 20, dtype=np.uint8), format="rgb24")
            container.mux(pictures.encode(picture))
        container.mux(pictures.encode(None))
        write_frames(container, sound, [hum(1.0)], 16_000, "mono")
    return target.getvalue()


def with_cover(recording: bytes, picture: bytes) -> bytes:
    """Put a picture into an mp3 file, as music programs do, as an ID3 tag before the sound."""
    body = b"\x00image/png\x00\x03\x00" + picture
    frame = b"APIC" + len(body).to_bytes(4, "big") + b"\x00\x00" + body
    size = len(frame)
    bits = bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + bits + frame + recording


def png() -> bytes:
    target = io.BytesIO()
    with av.open(target, "w", format="image2pipe") as container:
        stream = container.add_stream("png", rate=1)
        stream.width, stream.height, stream.pix_fmt = 8, 8, "rgb24"
        picture = av.VideoFrame.from_ndarray(np.zeros((8, 8, 3), dtype=np.uint8), format="rgb24")
        container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return target.getvalue()
