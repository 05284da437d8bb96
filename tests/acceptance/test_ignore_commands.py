"""`ignore` and `watch` as programs and people use them: their output and their exit status."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.acceptance.test_command_line import Shell
from tests.integration.graphs.conftest import PROJECT, make_call


@pytest.fixture
def shell(tmp_path: Path, noon: datetime) -> Shell:
    shell = Shell(tmp_path)
    shell.run("import", "projects", shell.write("projects.jsonl", PROJECT))
    shell.run("import", "calls", shell.write("calls.jsonl", *(make_call(number, noon) for number in range(40))))
    shell.run("scan")
    return shell


def test_an_issue_is_ignored_and_watched_again(shell: Shell) -> None:
    issue = next(found for found in shell.read("issues") if found["field"] == "email")
    reason = "This salon asks for no e-mail address."

    ignored = shell.read("ignore", issue["id"], "--reason", reason)
    assert (ignored["status"], ignored["ignored_reason"], ignored["ignored_by"]) == ("ignored", reason, None)
    assert shell.read("ignore", issue["id"], "--reason", reason) == ignored
    assert "for another reason" in shell.run("ignore", issue["id"], "--reason", "No.", status=1).stderr
    assert [found["id"] for found in shell.read("issues", "--status", "ignored")] == [issue["id"]]
    shell.run("scan", "--project", "salon")
    assert shell.read("issues", "--status", "ignored") != []

    assert shell.run("watch", issue["id"]).stdout == "This issue of salon is watched; its status is open.\n"
    shell.run("watch", issue["id"])
    shell.run("scan")
    assert "suggested" in {found["status"] for found in shell.read("issues")}


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["ignore", "00000000-0000-0000-0000-000000000001", "--reason", "No."], 1),
        (["watch", "00000000-0000-0000-0000-000000000001"], 1),
        (["ignore", "x", "--reason", "No."], 2),
        (["ignore", "00000000-0000-0000-0000-000000000001"], 2),
        (["watch"], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_done_ends_with_its_status(tmp_path: Path, arguments: list[str], status: int) -> None:
    shell = Shell(tmp_path)
    if status == 1:
        shell.run("import", "projects", shell.write("projects.jsonl", PROJECT))

    shell.run(*arguments, status=status)
