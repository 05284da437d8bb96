"""What kind of file is this, by its first bytes? Its name is not asked."""

import re
from enum import StrEnum


class Container(StrEnum):
    """The kinds of file that can hold a recording; the value is the name people know it by."""

    WAV = "wav"
    MP3 = "mp3"
    FLAC = "flac"
    OGG = "ogg"
    M4A = "m4a"
    AAC = "aac"

    @property
    def demuxer(self) -> str:
        """The one FFmpeg reader that may open it."""
        return {"m4a": "mov"}.get(self.value, self.value)


ENOUGH_BYTES = 65_536
"""So many first bytes are enough to tell."""

ACCEPTED = "wav, mp3, flac, ogg or m4a"

_UNKNOWN_SIZE = 0x7FFF_0000
"""From here on it is what writers put who could not go back to the beginning."""

_VIDEO_STARTS = (
    (b"\x1a\x45\xdf\xa3", "a Matroska or WebM file"),
    (b"FLV\x01", "a Flash video"),
    (b"\x00\x00\x01\xba", "an MPEG video"),
    (b"\x00\x00\x01\xb3", "an MPEG video"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "a Windows Media file"),
)
_OTHER_STARTS = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"MThd", "a MIDI file, which holds notes and no sound"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_PLAYLIST = re.compile(rb"\s*(#EXTM3U|ffconcat|\[playlist\]|<\?xml|<MPD|file\s)", re.IGNORECASE)


def find_container(start: bytes) -> Container | None:
    """Return the kind of file by its first bytes, at most `ENOUGH_BYTES` of them; None when it is none of ours."""
    start = _after_tag(start)
    if start[:4] in {b"RIFF", b"RF64", b"BW64"} and start[8:12] == b"WAVE":
        return Container.WAV
    if start[:4] == b"fLaC":
        return Container.FLAC
    if start[:4] == b"OggS":
        return Container.OGG
    if start[4:8] == b"ftyp":
        return Container.M4A
    return _find_frames(start.lstrip(b"\0"))


def find_video(start: bytes) -> str | None:
    """Name the kind of video by its first bytes."""
    if start[:4] == b"RIFF" and start[8:11] == b"AVI":
        return "an AVI video"
    return next((name for magic, name in _VIDEO_STARTS if start.startswith(magic)), None)


def find_other(start: bytes) -> str | None:
    """Name what else it is, by its first bytes, where that helps a person."""
    if _PLAYLIST.match(start):
        return "a playlist or another text that names sounds and holds none"
    return next((name for magic, name in _OTHER_STARTS if start.startswith(magic)), None)


def find_claimed_bytes(start: bytes) -> int | None:
    """Return how large a wav file says it is; None for other files and for writers that did not know it."""
    if start[:4] != b"RIFF" or start[8:12] != b"WAVE":
        return None
    size = int.from_bytes(start[4:8], "little")
    return size + 8 if 0 < size < _UNKNOWN_SIZE else None


def _after_tag(start: bytes) -> bytes:
    """Leave out ID3 tags, which may stand before mp3, aac and flac; a tag longer than what was read hides the rest."""
    for _ in range(4):
        if start[:3] != b"ID3" or len(start) < 10:
            break
        size = 0
        for byte in start[6:10]:
            size = (size << 7) | (byte & 0x7F)
        if 10 + size >= len(start):
            # A large picture in the tag: only mp3 files have that in practice, and the reader checks further.
            return b"\xff\xfb\x90\x00"
        start = start[10 + size :]
    return start


def _find_frames(start: bytes) -> Container | None:
    if len(start) < 4 or start[0] != 0xFF:
        return None
    if start[1] & 0xF6 == 0xF0:
        return Container.AAC if (start[2] >> 2) & 0x0F <= 12 else None
    if start[1] & 0xE0 != 0xE0:
        return None
    version, layer = (start[1] >> 3) & 0b11, (start[1] >> 1) & 0b11
    bitrate, rate = start[2] >> 4, (start[2] >> 2) & 0b11
    plausible = version != 0b01 and layer in {0b01, 0b10} and 0 < bitrate < 15 and rate < 3
    return Container.MP3 if plausible else None
