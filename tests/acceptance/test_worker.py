"""A worker as a person starts and stops it: a real process, its sentences, its exit status."""

import signal
import subprocess
import sys
from pathlib import Path

from tests.acceptance.test_command_line import Shell


def test_a_worker_says_what_it_does_and_stops_when_told(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    command = [sys.executable, "-m", "api.cli", "worker", "--concurrency", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=shell.env) as process:
        assert process.stderr is not None
        said = ""
        while "Ctrl-C stops it" not in said:
            line = process.stderr.readline()
            assert line, said
            said += line
        process.send_signal(signal.SIGTERM)
        said += process.stderr.read()

    assert process.returncode == 0, said
    assert said.endswith("The worker has stopped.\n")
    assert "Traceback" not in said
