from pathlib import Path

import pytest

from memory.imports.decoding import BadLineError
from memory.imports.recordings import keep_recording

ABSOLUTE = [
    "/etc/passwd",
    "\\\\host\\a.wav",
    "C:\\a.wav",
    "c:/a.wav",
    "file:///a.wav",
    "https://a/b",
    "~/a.wav",
]
OUTSIDE = ["../a.wav", "..", "a/../../b.wav", "..\\a.wav", "a\\..\\..\\b.wav"]
INSIDE = ["recordings/c-1.wav", "a.wav", "a/../b.wav", "..a/b.wav", "a b/ü.wav"]


@pytest.mark.parametrize("path", ABSOLUTE)
def test_an_absolute_path_refuses_its_line(path: str) -> None:
    with pytest.raises(BadLineError, match="must be a path relative to the file"):
        keep_recording(path, folder=None)


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_that_leaves_its_folder_is_left_out_and_said(path: str) -> None:
    kept, note = keep_recording(path, folder=None)

    assert kept is None
    assert "outside the file's folder" in str(note)


@pytest.mark.parametrize("path", INSIDE)
def test_a_path_inside_is_kept_as_given(path: str) -> None:
    assert keep_recording(path, folder=None) == (path, None)


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("a.wav", "/calls/a.wav"),
        ("audio/a.wav", "/calls/audio/a.wav"),
        ("../a.wav", "/a.wav"),
        ("/b/a.wav", "/b/a.wav"),
    ],
)
def test_whoever_may_read_every_file_may_name_any(path: str, kept: str) -> None:
    assert keep_recording(path, folder=Path("/calls")) == (kept, None)


@pytest.mark.parametrize("path", [None, "", "  "])
def test_no_path_is_no_recording(path: str | None) -> None:
    assert keep_recording(path, folder=None) == (None, None)
