"""`notify`, `preferences` and `autonomy` as programs and people use them: their output and their exit status."""

from pathlib import Path

import pytest

from tests.acceptance.test_command_line import Shell
from tests.integration.graphs.conftest import PROJECT

NOBODY = "00000000-0000-0000-0000-000000000001"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    shell.run("import", "projects", shell.write("projects.jsonl", PROJECT))
    return shell


def test_addresses_are_added_listed_paused_resumed_tested_and_removed(shell: Shell) -> None:
    # Addresses written as numbers, so that no name is looked up; nobody answers at the second.
    mail = shell.read("notify", "add", "office@example.com")
    shell.env["BACKOFFICE_PRIVATE_WEBHOOKS"] = "true"
    hook = shell.read("notify", "add", "http://127.0.0.1:9/hook")

    assert (mail["secret"], hook["secret"][:6]) == (None, "whsec_")
    listed = shell.run("notify", "list")
    assert "active  " in listed.stdout
    assert hook["secret"] not in listed.stdout
    assert "BACKOFFICE_SMTP_URL" in listed.stderr
    shell.run("notify", "pause", hook["target"]["id"])
    assert [one["active"] for one in shell.read("notify", "list")] == [True, False]
    shell.run("notify", "resume", hook["target"]["id"])
    assert "No mail can be sent" in shell.run("notify", "test", mail["target"]["id"], status=1).stderr
    assert shell.run("notify", "test", hook["target"]["id"], status=1).stderr.strip().endswith(".")
    shell.run("notify", "remove", hook["target"]["id"])
    assert [one["address"] for one in shell.read("notify", "list")] == ["office@example.com"]


def test_preferences_are_stated_for_all_projects_or_one_and_withdrawn(shell: Shell) -> None:
    of_all = shell.read("preferences", "add", "Never ask for a date of birth.")
    own = shell.read("preferences", "add", "Keep the greeting.", "--project", "salon")

    assert [one["id"] for one in shell.read("preferences", "list")] == [of_all["id"]]
    assert [one["project"] for one in shell.read("preferences", "list", "--project", "salon")] == ["salon", None]
    assert shell.run("preferences", "withdraw", own["id"]).stdout == "Withdrawn.\n"
    assert [one["id"] for one in shell.read("preferences", "list", "--project", "salon")] == [of_all["id"]]
    assert "cannot be empty" in shell.run("preferences", "add", " ", status=1).stderr


def test_the_owner_of_the_machine_says_how_far_the_assistant_may_go(shell: Shell) -> None:
    assert shell.read("autonomy", "salon")["level"] == "suggest"

    assert shell.read("autonomy", "salon", "--level", "apply")["level"] == "apply"
    assert shell.run("autonomy", "salon").stdout.startswith("salon: apply. ")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["notify", "add", "nobody"], 1),
        (["notify", "pause", NOBODY], 1),
        (["notify", "test", "x"], 2),
        (["preferences", "withdraw", NOBODY], 1),
        (["preferences", "add", "Short.", "--project", "no such"], 1),
        (["autonomy", "no such"], 1),
        (["autonomy", "salon", "--level", "everything"], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_done_ends_with_its_status(shell: Shell, arguments: list[str], status: int) -> None:
    assert shell.run(*arguments, status=status).stderr.strip()
