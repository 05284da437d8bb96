"""`ignore` and `watch`: which issues are left alone, and which are dealt with after all."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import click

from api.bootstrap import Backoffice
from api.cli.session import as_id, json_option, open_memory, org_option, print_json, run
from api.shapes import issue_shape
from graphs import ignoring
from graphs.decisions import DecisionRefusedError
from memory.repositories.issues import IssueRecord
from memory.unit import Memory

Change = Callable[[Backoffice, Memory, UUID], Awaitable[IssueRecord]]


@click.command()
@click.argument("issue_id", metavar="ID")
@click.option("--reason", required=True, help="Why, in one sentence; it is shown with the issue.")
@org_option
@json_option
def ignore(issue_id: str, reason: str, org: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Leave an issue alone: no suggestion and no alert until it is watched again."""

    async def change(backoffice: Backoffice, memory: Memory, found: UUID) -> IssueRecord:
        return await ignoring.ignore(memory, found, reason=reason, at=backoffice.services.clock())

    document = _change(issue_id, org, change)
    if as_json:
        print_json(document)
    else:
        click.echo(f"This issue of {document['project']} is ignored: {document['ignored_reason']}")


@click.command()
@click.argument("issue_id", metavar="ID")
@org_option
@json_option
def watch(issue_id: str, org: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Watch an ignored issue again; the next scan deals with it."""

    async def change(backoffice: Backoffice, memory: Memory, found: UUID) -> IssueRecord:
        return await ignoring.watch_again(memory, found, at=backoffice.services.clock())

    document = _change(issue_id, org, change)
    if as_json:
        print_json(document)
    else:
        click.echo(f"This issue of {document['project']} is watched; its status is {document['status']}.")


def _change(issue_id: str, org: str | None, change: Change) -> dict[str, Any]:
    wanted = as_id(issue_id, "issue")

    async def work(backoffice: Backoffice) -> dict[str, Any]:
        async with open_memory(backoffice, org) as memory:
            try:
                return issue_shape(await change(backoffice, memory, wanted))
            except (DecisionRefusedError, LookupError) as refusal:
                raise click.ClickException(str(refusal)) from None

    return run(work)


COMMANDS = {"ignore": ignore, "watch": watch}
