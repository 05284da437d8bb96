"""The command line as programs and people use it: real processes, their output, and their exit status."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.integration.graphs.conftest import INSTRUCTIONS, PROJECT, make_call


class Shell:
    """Runs `backoffice` in a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {"BACKOFFICE_HOME": str(folder / "home"), "HOME": str(folder), "PATH": "/usr/bin:/bin"}

    def run(self, *arguments: str, status: int = 0) -> subprocess.CompletedProcess[str]:
        """Run a command and check its exit status."""
        command = [sys.executable, "-m", "api.cli", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=self.env, check=False)
        assert "Traceback" not in done.stderr + done.stdout
        assert done.returncode == status, done.stderr
        return done

    def read(self, *arguments: str, status: int = 0) -> Any:
        """Run a command and return the one JSON document it prints."""
        return json.loads(self.run(*arguments, "--json", status=status).stdout)

    def write(self, name: str, *lines: object) -> str:
        """Write a file of JSON Lines; text goes in as it is."""
        path = self.folder / name
        path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))
        return str(path)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_a_problem_goes_from_calls_to_a_change_and_back(shell: Shell, noon: datetime) -> None:
    projects = shell.write("projects.jsonl", PROJECT)
    calls = shell.write("calls.jsonl", *(make_call(number, noon) for number in range(40)))
    assert shell.read("import", "projects", projects)["created"] == 1
    assert shell.read("import", "calls", calls)["created"] == 40
    assert shell.read("import", "calls", calls)["unchanged"] == 40

    scanned = shell.read("scan")
    [suggestion] = shell.read("suggestions", "--status", "pending")
    assert [found["id"] for found in scanned["suggestions_created"]] == [suggestion["id"]]
    assert {found["field"] for found in shell.read("issues")} == {"email", None}

    assert shell.read("accept", suggestion["id"])["status"] == "accepted"
    shell.run("accept", suggestion["id"])
    assert "already accepted" in shell.run("reject", suggestion["id"], "--reason", "No.", status=1).stderr
    in_force = shell.read("instructions", "salon")
    assert (in_force["version"], in_force["text"]) == (2, suggestion["after"])

    assert shell.read("rollback", suggestion["id"])["status"] == "rolled_back"
    in_force = shell.read("instructions", "salon")
    assert (in_force["version"], in_force["text"]) == (3, INSTRUCTIONS)
    assert shell.read("restore", "salon", "--version", "2")["version"] == 4


def test_a_refused_line_is_named_and_the_rest_is_kept(shell: Shell, noon: datetime) -> None:
    shell.run("import", "projects", shell.write("projects.jsonl", PROJECT))
    calls = shell.write("calls.jsonl", make_call(1, noon), "not json", {**make_call(2, noon), "project": "other"})

    result = shell.read("import", "calls", calls, status=1)

    assert result["created"] == 1
    assert [refused["line"] for refused in result["refused"]] == [2, 3]


@pytest.mark.parametrize(
    "arguments",
    [
        ["scan", "--as-of", "yesterday"],
        ["scan", "--as-of", "2026-11-01T00:00:00"],
        ["reject", "x"],
        ["accept", "no-id"],
        ["ask", "Why?"],
        ["eval", "no-such-suite"],
        ["no-such-command"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_status_two(shell: Shell, arguments: list[str]) -> None:
    shell.run(*arguments, status=2)


@pytest.mark.parametrize(
    "arguments",
    [["issues"], ["scan"], ["instructions", "p"], ["import", "calls", "/no/such/file"], ["import", "projects", "/"]],
    ids=" ".join,
)
def test_what_cannot_be_done_is_said_with_status_one(shell: Shell, arguments: list[str]) -> None:
    assert shell.run(*arguments, status=1).stderr.strip().endswith(".")


def test_with_several_organisations_one_must_be_named(shell: Shell) -> None:
    projects = shell.write("projects.jsonl", PROJECT)
    shell.run("import", "projects", projects, "--org", "North")
    shell.run("import", "projects", projects, "--org", "South")

    said = shell.run("issues", status=2).stderr

    assert "North" in said
    assert "South" in said
    assert shell.read("issues", "--org", "South") == []
