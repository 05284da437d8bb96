from importlib import import_module

import click
import pytest
from click.testing import CliRunner

from api.cli.root import COMMANDS, backoffice
from evals.command import SUITES, evaluate


def test_the_command_line_finds_the_suites() -> None:
    context = click.Context(backoffice)

    assert COMMANDS["eval"] == "evals.command"
    assert backoffice.get_command(context, "eval") is evaluate
    assert all(callable(import_module(module).run_suite) for module in SUITES.values())


@pytest.mark.parametrize("arguments", [["no-such-suite"], ["--seeds", "0"], ["--seeds", "many"]], ids=" ".join)
def test_wrong_usage_is_said_in_a_sentence(arguments: list[str]) -> None:
    result = CliRunner().invoke(evaluate, arguments)

    assert result.exit_code == 2
    assert result.output.strip().endswith(".")
