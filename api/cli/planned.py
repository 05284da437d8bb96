"""Commands of the contract that are not there yet: they say so and end with status 2."""

import click


def _build(name: str) -> click.Command:
    @click.command(name, context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
    def planned() -> None:
        raise click.UsageError(f"`backoffice {name}` is not available in this version yet.")

    planned.help = "Not available in this version yet."
    return planned


COMMANDS = {name: _build(name) for name in ("index", "search", "ask")}
