"""Only what can be heard is taken; everything else gets a sentence."""

import contextlib
import io
import resource
import struct
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("av", reason="the extra `speech` is not installed")

from tests.unit.tools.transcription.sounds import file_of, hum, pause, png, video_file, with_cover
from tools.transcription.problems import SoundProblem, SoundProblemKind, TranscriptionCancelled
from tools.transcription.sound import SoundLimits, open_sound


def refusal(content: bytes, **more) -> SoundProblem:
    with pytest.raises(SoundProblem) as caught:
        open_sound(io.BytesIO(content), **more).close()
    assert caught.value.sentence.endswith(".")
    assert "/" not in caught.value.sentence
    return caught.value


def wav_header(data_bytes: int, rate: int = 8_000, channels: int = 1) -> bytes:
    return (
        b"RIFF"
        + struct.pack("<I", min(36 + data_bytes, 0xFFFFFFFF))
        + b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 1, channels, rate, rate * channels * 2, channels * 2, 16)
        + b"data"
        + struct.pack("<I", data_bytes)
    )


@pytest.mark.parametrize("kind", ["wav", "mp3", "flac", "ogg", "ipod", "adts"])
@pytest.mark.parametrize("channels", [1, 2])
def test_every_kind_of_file_is_taken_whatever_it_is_called(kind, channels, tmp_path: Path):
    voices = [hum(2.0, 48_000), hum(2.0, 48_000, pitch=220) * np.linspace(0, 1, 96_000)][:channels]
    path = tmp_path / "recording.txt"
    path.write_bytes(file_of(voices, kind, 48_000))
    with open_sound(path) as sound:
        assert sound.duration_s == pytest.approx(2.0, abs=0.15)
        assert sound.channels == channels
        assert sound.remarks == ()
        heard = sound.read(0, 0.5, 1.5)
    assert heard.dtype == np.float32
    assert len(heard) == 16_000
    assert 0.05 < np.abs(heard).max() <= 1


def test_sound_of_96_kilohertz_keeps_its_pitch():
    with open_sound(io.BytesIO(file_of([hum(1.0, 96_000, pitch=200)], "flac", 96_000))) as sound:
        spectrum = np.abs(np.fft.rfft(sound.read(0, 0, 1)))
    assert np.argmax(spectrum) == pytest.approx(200, abs=2)


def test_a_constant_offset_is_taken_out_and_said():
    with open_sound(io.BytesIO(file_of([hum(2.0) + 0.4]))) as sound:
        assert abs(sound.read(0, 0, 2).mean()) < 0.002
        assert any("offset" in remark for remark in sound.remarks)


def test_overdriven_sound_is_said():
    with open_sound(io.BytesIO(file_of([np.clip(hum(2.0, volume=4.0), -1, 1)]))) as sound:
        assert any("overdriven" in remark for remark in sound.remarks)


def test_one_silent_channel_leaves_the_other():
    with open_sound(io.BytesIO(file_of([pause(2.0), hum(2.0)], "flac"))) as sound:
        assert sound.channels == 1
        assert np.abs(sound.read(0, 0, 2)).max() > 0.1
        assert any("left channel is silent" in remark for remark in sound.remarks)


def test_two_channels_with_the_same_sound_are_one():
    with open_sound(io.BytesIO(file_of([hum(2.0), hum(2.0) * 0.5], "flac"))) as sound:
        assert sound.channels == 1
        assert any("same sound" in remark for remark in sound.remarks)


def test_a_cut_off_file_is_used_as_far_as_it_goes():
    for kind in ("wav", "flac", "mp3", "ogg"):
        content = file_of([hum(20.0)], kind)
        with open_sound(io.BytesIO(content[: len(content) // 2])) as sound:
            assert 5 < sound.duration_s < 15, kind
            if kind in ("wav", "flac"):
                assert any("ends early" in remark or "cut off" in remark for remark in sound.remarks), kind


def test_a_damaged_middle_is_left_out():
    content = bytearray(file_of([hum(20.0)], "mp3"))
    middle = len(content) // 2
    content[middle : middle + 3_000] = bytes(range(256)) * 11 + bytes(184)
    with open_sound(io.BytesIO(bytes(content))) as sound:
        assert sound.duration_s > 15


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", SoundProblemKind.EMPTY),
        (b"hello, this is text", SoundProblemKind.NOT_AUDIO),
        (bytes(4_000), SoundProblemKind.NOT_AUDIO),
        (b"%PDF-1.7 ...", SoundProblemKind.NOT_AUDIO),
        (b"RIFF\x00\x10\x00\x00AVI LIST", SoundProblemKind.VIDEO),
        (b"\x1a\x45\xdf\xa3" + bytes(200), SoundProblemKind.VIDEO),
        (b"fLaC" + bytes(2_000), SoundProblemKind.UNDECODABLE),
        (b"OggS" + bytes(2_000), SoundProblemKind.UNDECODABLE),
        (b"\0\0\0\x20ftypM4A " + bytes(2_000), SoundProblemKind.UNDECODABLE),
        (b"ID3\x03\0\0\x7f\x7f\x7f\x7f" + bytes(2_000), SoundProblemKind.UNDECODABLE),
        (wav_header(0), SoundProblemKind.UNDECODABLE),
    ],
)
def test_what_is_no_recording_gets_a_sentence(content, kind):
    assert refusal(content).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "#EXTM3U\n#EXTINF:10,\n{path}\n",
        "ffconcat version 1.0\nfile '{path}'\n",
        "file '{path}'\n",
        "[playlist]\nFile1={path}\n",
        "<?xml version='1.0'?><MPD><BaseURL>{path}</BaseURL></MPD>",
    ],
)
@pytest.mark.parametrize("name", ["list.m3u8", "call.wav"])
def test_a_file_that_names_other_files_opens_none_of_them(text, name, tmp_path: Path):
    secret = tmp_path / "secret.wav"
    secret.write_bytes(file_of([hum(2.0)]))
    path = tmp_path / name
    path.write_text(text.format(path=secret))
    with pytest.raises(SoundProblem) as caught:
        open_sound(path)
    assert caught.value.kind is SoundProblemKind.NOT_AUDIO


def test_a_playlist_behind_the_first_bytes_of_a_recording_opens_nothing(tmp_path: Path):
    secret = tmp_path / "secret.wav"
    secret.write_bytes(file_of([hum(2.0)]))
    for start in (
        b"ID3\x03\0\0\0\0\0\0\xff\xfb\x90\x00",
        b"OggS",
        b"fLaC",
        b"RIFF\xff\0\0\0WAVE",
        b"\0\0\0\x14ftypM4A ",
    ):
        assert refusal(start + f"\n#EXTM3U\n#EXTINF:10,\n{secret}\n".encode()).kind is SoundProblemKind.UNDECODABLE


@pytest.mark.parametrize("kind", ["mp4", "mov"])
def test_a_video_is_no_recording(kind):
    assert refusal(video_file(kind)).kind is SoundProblemKind.VIDEO


def test_a_cover_picture_is_no_video():
    with open_sound(io.BytesIO(with_cover(file_of([hum(2.0)], "mp3"), png()))) as sound:
        assert sound.duration_s == pytest.approx(2.0, abs=0.15)


def test_a_large_cover_hides_nothing():
    with open_sound(io.BytesIO(with_cover(file_of([hum(2.0)], "mp3"), png() + bytes(200_000)))) as sound:
        assert sound.duration_s == pytest.approx(2.0, abs=0.15)


def test_eight_hours_are_refused_by_the_header_alone():
    seconds = 8 * 3600

    class Sparse(io.BytesIO):
        """Eight hours of silence that are not in memory."""

        header = wav_header(seconds * 16_000)
        place = 0

        def seek(self, offset, whence=0):
            self.place = offset if whence == 0 else (self.place if whence == 1 else self.size) + offset
            return self.place

        def tell(self):
            return self.place

        size = len(header) + seconds * 16_000
        given = 0

        def read(self, size=-1):
            size = min(size, self.size - self.place)
            part = self.header[self.place : self.place + size]
            part += bytes(size - len(part))
            self.place += size
            Sparse.given += size
            return part

    with pytest.raises(SoundProblem) as caught:
        open_sound(Sparse())
    assert caught.value.kind is SoundProblemKind.TOO_LONG
    assert "4 hours" in caught.value.sentence


def test_a_header_that_lies_about_the_length_is_not_believed():
    short = file_of([hum(3.0)])
    body = short[44:]
    with open_sound(io.BytesIO(wav_header(0xFFFFFFF0, 16_000) + body)) as sound:
        assert sound.duration_s == pytest.approx(3.0, abs=0.1)
    adts = file_of([hum(20.0)], "adts")
    assert refusal(adts, limits=SoundLimits(most_seconds=10)).kind is SoundProblemKind.TOO_LONG


@pytest.mark.parametrize("kind", ["wav", "mp3", "flac", "ogg", "ipod"])
def test_what_is_too_long_is_refused_in_every_kind(kind):
    content = file_of([hum(12.0)], kind)
    assert refusal(content, limits=SoundLimits(most_seconds=10)).kind is SoundProblemKind.TOO_LONG


def test_too_many_channels_too_short_too_large_and_silent():
    assert refusal(file_of([hum(1.0)] * 4, "flac")).kind is SoundProblemKind.TOO_MANY_CHANNELS
    assert refusal(file_of([hum(0.2)])).kind is SoundProblemKind.TOO_SHORT
    assert refusal(file_of([hum(1.0)]), limits=SoundLimits(most_bytes=1_000)).kind is SoundProblemKind.TOO_LARGE
    assert refusal(file_of([pause(3.0)])).kind is SoundProblemKind.SILENT
    assert refusal(file_of([pause(3.0), pause(3.0)], "flac")).kind is SoundProblemKind.SILENT
    noise = np.random.default_rng(1).normal(0, 0.001, 48_000)
    assert refusal(file_of([noise])).kind is SoundProblemKind.SILENT


def test_a_wav_with_an_absurd_rate_is_refused():
    content = bytearray(wav_header(2_000))
    content[24:28] = struct.pack("<I", 3)
    assert refusal(bytes(content) + bytes(2_000)).kind is SoundProblemKind.UNDECODABLE


def test_cancelling_stops_the_decoding():
    with pytest.raises(TranscriptionCancelled):
        open_sound(io.BytesIO(file_of([hum(120.0)], "mp3")), is_cancelled=lambda: True)


def test_random_bytes_never_raise_anything_else():
    dice = np.random.default_rng(7)
    originals = [file_of([hum(1.0)], kind) for kind in ("wav", "mp3", "flac", "ogg", "ipod")]
    for _ in range(60):
        content = bytearray(originals[int(dice.integers(len(originals)))])
        for place in dice.integers(0, len(content), 40):
            content[int(place)] = int(dice.integers(256))
        with contextlib.suppress(SoundProblem):
            open_sound(io.BytesIO(bytes(content))).close()


def test_long_sound_stays_on_disk():
    content = file_of([hum(600.0), hum(600.0, pitch=210) * 0.5], "flac")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with open_sound(io.BytesIO(content)) as sound:
        longest = max(len(block) for block in sound.blocks(1))
        assert sound.duration_s == pytest.approx(600)
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert longest == 60 * 16_000
    assert grown_mb < 40
