from pathlib import Path

import pytest

from memory.postgres.locks import FileLock, one_at_a_time
from memory.postgres.problems import DatabaseProblem


def test_lock_is_shared_until_the_others_let_go(tmp_path: Path) -> None:
    with FileLock(tmp_path / "lock") as one:
        with FileLock(tmp_path / "lock") as two:
            one.share()
            two.share()
            assert not one.is_ours_alone()
        assert one.is_ours_alone()


def test_waiting_ends_when_the_time_is_up(tmp_path: Path) -> None:
    with FileLock(tmp_path / "lock") as one, FileLock(tmp_path / "lock") as two:
        assert one.is_ours_alone()
        assert not two.wait_until_ours_alone(0.05)
        one.close()
        one.close()
        assert two.wait_until_ours_alone(0.05)


def test_only_one_passes_the_gate_at_a_time(tmp_path: Path) -> None:
    said: list[str] = []
    gate = tmp_path / "postgres" / "gate"
    gate.parent.mkdir()
    with (
        one_at_a_time(gate, patience=0.0, report=said.append),
        pytest.raises(DatabaseProblem, match="Another process has been starting"),
        one_at_a_time(gate, patience=0.0, report=said.append),
    ):
        pass
    with one_at_a_time(gate, patience=0.0, report=said.append):
        assert len(said) == 1


def test_lock_file_is_private_and_follows_no_link(tmp_path: Path) -> None:
    FileLock(tmp_path / "lock").close()
    assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic links"):
        FileLock(tmp_path / "link")
    assert not (tmp_path / "elsewhere").exists()
