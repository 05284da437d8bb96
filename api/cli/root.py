"""The command `backoffice` and what is said when something goes wrong: a sentence, never a traceback."""

import logging
import os
import signal
import sys
from importlib import import_module

import click

# Which file holds which command: loaded when it is called, so that a quick command stays quick.
COMMANDS = {
    "import": "api.cli.importing",
    "scan": "api.cli.monitoring",
    "issues": "api.cli.monitoring",
    "suggestions": "api.cli.monitoring",
    "ignore": "api.cli.ignoring",
    "watch": "api.cli.ignoring",
    "accept": "api.cli.deciding",
    "reject": "api.cli.deciding",
    "rollback": "api.cli.deciding",
    "instructions": "api.cli.deciding",
    "restore": "api.cli.deciding",
    "serve": "api.cli.serving",
    "demo": "api.cli.serving",
    "sign-in": "api.cli.serving",
    "sample": "api.cli.serving",
    "worker": "api.cli.working",
    "analyse": "api.cli.analysing",
    "review": "api.cli.proving",
    "verify": "api.cli.proving",
    "runs": "api.cli.proving",
    "notify": "api.cli.notifying",
    "preferences": "api.cli.allowing",
    "autonomy": "api.cli.allowing",
    "index": "api.cli.planned",
    "search": "api.cli.planned",
    "ask": "api.cli.planned",
    "eval": "evals.command",
}


class Commands(click.Group):
    """The commands, each loaded from its own file on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return every command's name."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load one command, or return None for an unknown one."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(COMMANDS[cmd_name])
        command: click.Command = module.COMMANDS[cmd_name]
        return command


@click.command(cls=Commands)
@click.version_option(package_name="back-office-assistant")
def backoffice() -> None:
    """Watch AI phone-call projects, find why calls fail, and mend their instructions."""


def main() -> None:
    """Run the command line; whatever happens, a person reads a sentence."""
    # Whoever ends us politely gets the same tidy end as Ctrl-C: the database is stopped, too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    try:
        # Click hands an exit status back as the answer instead of raising it.
        sys.exit(backoffice(standalone_mode=False) or 0)
    except click.ClickException as problem:
        problem.show(file=sys.stderr)
        sys.exit(problem.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read the output has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as problem:
        logging.getLogger("backoffice").debug("Unexpected problem", exc_info=True)
        click.echo(f"Something went wrong that should not have: {_first_line(problem)}", err=True)
        sys.exit(1)


def _first_line(problem: Exception) -> str:
    lines = str(problem).strip().splitlines()
    return f"{type(problem).__name__}: {lines[0] if lines else 'no more is known.'}"
