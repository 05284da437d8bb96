"""`import projects FILE` and `import calls FILE`."""

from pathlib import Path
from typing import Any

import click

from api.bootstrap import Backoffice
from api.cli.session import choose_organisation, find_readable, json_option, org_option, print_json, run, say


@click.group("import")
def importing() -> None:
    """Load projects or calls from JSON Lines."""


def _build(kind: str) -> click.Command:
    @click.command(kind, help=f"Load {kind} from FILE, one JSON object a line.")
    @click.argument("file", type=click.Path(path_type=Path))
    @org_option
    @json_option
    def command(file: Path, org: str | None, as_json: bool) -> None:  # noqa: FBT001
        whole = find_readable(file)
        document = run(lambda backoffice: _load(backoffice, kind, whole, org))
        if as_json:
            print_json(document)
        else:
            counts = ", ".join(f"{document[name]} {name}" for name in ("created", "updated", "unchanged"))
            click.echo(f"{counts}, {len(document['refused'])} refused.")
        for refused in document["refused"][:20]:
            say(f"Line {refused['line']} was refused: {refused['reason']}")
        if document["refused"]:
            raise click.exceptions.Exit(1)

    return command


async def _load(backoffice: Backoffice, kind: str, file: Path, org: str | None) -> dict[str, Any]:
    from memory.imports.calls import import_calls
    from memory.imports.projects import import_projects

    org_id = await choose_organisation(backoffice, org, create=True)
    if kind == "projects":
        result = await import_projects(backoffice.database, org_id, file, now=backoffice.services.clock())
    else:
        result = await import_calls(backoffice.database, org_id, file, recordings_folder=file.parent)
    return result.as_contract()


importing.add_command(_build("projects"))
importing.add_command(_build("calls"))
COMMANDS = {"import": importing}
