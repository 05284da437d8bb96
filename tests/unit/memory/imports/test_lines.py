from pathlib import Path

import pytest

from memory.imports import lines
from memory.imports.lines import LineReader, RawLine, UnreadableFileError


def read(path: Path, content: bytes, most_lines: int = 1000) -> list[RawLine]:
    path.write_bytes(content)
    found: list[RawLine] = []
    with LineReader(path) as reader:
        while (batch := reader.read_batch(most_lines)) is not None:
            assert len(batch) <= most_lines
            found += batch
        assert reader.bytes_done == reader.bytes_total == len(content)
    return found


def test_blank_lines_count_but_are_not_read(tmp_path: Path) -> None:
    assert read(tmp_path / "f", b'\n{"a":1}\r\n  \t\n\n{"b":2}') == [RawLine(2, b'{"a":1}'), RawLine(5, b'{"b":2}')]


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    assert read(tmp_path / "f", b"\xef\xbb\xbf{}\n{}\n") == [RawLine(1, b"{}"), RawLine(2, b"{}")]


def test_an_empty_file_has_no_lines(tmp_path: Path) -> None:
    assert read(tmp_path / "f", b"") == []


def test_batches_keep_the_numbering(tmp_path: Path) -> None:
    assert [line.number for line in read(tmp_path / "f", b"{}\n" * 7, most_lines=2)] == [1, 2, 3, 4, 5, 6, 7]


def test_batches_are_bounded_in_bytes(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes((b"x" * (lines.MOST_BATCH_BYTES // 4) + b"\n") * 6)
    with LineReader(path) as reader:
        sizes = [len(reader.read_batch(1000) or ()) for _ in range(3)]

    assert sizes == [4, 2, 0]


def test_a_file_of_blank_lines_is_read_in_batches_too(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"\n" * 5)
    with LineReader(path) as reader:
        assert [reader.read_batch(2) for _ in range(4)] == [[], [], None, None]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_every_line_of_utf_16_is_named_as_such(tmp_path: Path, encoding: str) -> None:
    found = read(tmp_path / "f", '{"a": 1}\n{"b": 2}\n'.encode(encoding))

    assert [line.number for line in found] == [1, 2]
    assert all("UTF-16" in str(line.problem) for line in found)


def test_bytes_that_are_no_text_are_refused_with_their_place(tmp_path: Path) -> None:
    found = read(tmp_path / "f", b'{}\n{"a": "\xff"}\n{}\n')

    assert [line.problem for line in found] == [None, "the line is not UTF-8 text (byte 8 of the line)", None]


@pytest.mark.parametrize("ending", [b"\n", b""], ids=["more lines follow", "at the end of the file"])
def test_a_line_too_long_is_skipped_and_what_follows_is_read(tmp_path: Path, ending: bytes) -> None:
    too_long = b"x" * (lines.MOST_LINE_BYTES + 1) + b"y" * lines.READ_BYTES + ending
    found = read(tmp_path / "f", b"{}\n" + too_long + (b"{}" if ending else b""))

    assert found[1] == RawLine(2, b"", "the line is longer than 16 MB")
    assert found[2:] == ([RawLine(3, b"{}")] if ending else [])


def test_the_longest_line_is_read(tmp_path: Path) -> None:
    found = read(tmp_path / "f", b"x" * lines.MOST_LINE_BYTES + b"\n{}")

    assert [(line.number, line.problem) for line in found] == [(1, None), (2, None)]


def test_a_file_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="cannot be read: no such file or directory"):
        LineReader(tmp_path / "missing.jsonl")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="cannot be read: is a directory"):
        LineReader(tmp_path)
