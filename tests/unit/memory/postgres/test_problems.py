import errno
import os
from pathlib import Path

import pytest

from memory.postgres.problems import (
    LONGEST_GIST,
    DatabaseProblem,
    explain_error,
    explain_output,
    find_gist,
    told_in_words,
)

HOME = Path("/srv/backoffice")


@pytest.mark.parametrize(
    ("output", "gist"),
    [
        pytest.param(
            "2026-11-02 09:14:05.130 UTC [7] LOG:  starting\n2026-11-02 09:14:06.130 UTC [7] FATAL:  it is broken\n"
            "2026-11-02 09:14:06.131 UTC [7] LOG:  database system is shut down\n",
            "it is broken",
            id="the last severe line",
        ),
        pytest.param("running bootstrap script ...\ninitdb: error: no way\ninitdb: hint: go", "no way", id="initdb"),
        pytest.param("2026-11-02 09:14:05.130 UTC [7] LOG:  redo starts", "redo starts", id="no more than a log line"),
        pytest.param("first\n\nlast words.\n  \n", "last words", id="no severe line"),
        pytest.param("FATAL:  cannot open /proc/self/fd/12/data/base", "cannot open data/base", id="descriptor"),
        pytest.param("", "it said nothing", id="silence"),
        pytest.param("x" * 9_000, "x" * LONGEST_GIST, id="far too much"),
    ],
)
def test_gist_is_the_line_that_says_most(output: str, gist: str) -> None:
    assert find_gist(output) == gist


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("initdb: error: could not write file: No space left on device", "The disk that holds /srv/backoffice is full"),
        ("FATAL:  could not map anonymous shared memory: Cannot allocate memory", "There is not enough memory"),
        ("FATAL:  could not open file: Permission denied", "may not use its folder"),
        ("PANIC:  could not locate a valid checkpoint record at 0/1", "is damaged (could not locate a valid"),
        ("FATAL:  something new", "cannot be used (something new)"),
    ],
)
def test_output_is_told_in_words(output: str, words: str) -> None:
    said = explain_output(output, HOME, log=HOME / "log")
    assert words in said
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "is full"),
        (errno.EDQUOT, "is full"),
        (errno.EROFS, "can only be read"),
        (errno.EACCES, "permission denied"),
        (errno.ENOTDIR, "a file or a link is in the way"),
        (errno.ENAMETOOLONG, "too long"),
        (errno.ENOLCK, "cannot lock files"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_operating_system_errors_are_told_in_words(number: int, words: str) -> None:
    with pytest.raises(DatabaseProblem, match=words) as caught, told_in_words(HOME):
        raise OSError(number, os.strerror(number), "/srv/backoffice/postgres")
    assert str(caught.value).endswith(".")


def test_error_without_a_number_is_still_told() -> None:
    assert explain_error(OSError("odd"), HOME) == "The database in /srv/backoffice cannot be used: odd."
