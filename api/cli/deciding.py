"""`accept`, `reject`, `rollback`, `instructions` and `restore`: what a person decides."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from api.bootstrap import Backoffice
from api.cli.session import (
    as_id,
    choose_organisation,
    find_project,
    json_option,
    open_memory,
    org_option,
    print_json,
    run,
    say,
)
from api.shapes import instructions_shape, suggestion_shape
from graphs import decisions
from graphs.decisions import DecisionRefusedError
from memory.repositories.suggestions import SuggestionRecord
from memory.unit import Memory

Decide = Callable[[Memory, UUID], Awaitable[SuggestionRecord]]


@click.command()
@click.argument("suggestion_id", metavar="ID")
@click.option("--edit", "edit", type=click.Path(path_type=Path, dir_okay=False), help="Accept this text instead.")
@org_option
@json_option
def accept(suggestion_id: str, edit: Path | None, org: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Put a suggestion in force, as it is or with a text of your own."""
    edited = None if edit is None else read_text(edit)

    def build(backoffice: Backoffice) -> Decide:
        return lambda memory, found: decisions.accept(memory, found, at=backoffice.services.clock(), edited=edited)

    _decide(suggestion_id, org, build, as_json=as_json)


@click.command()
@click.argument("suggestion_id", metavar="ID")
@click.option("--reason", required=True, help="Why; the assistant learns from it.")
@org_option
@json_option
def reject(suggestion_id: str, reason: str, org: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Turn a suggestion down, with a reason."""

    def build(backoffice: Backoffice) -> Decide:
        return lambda memory, found: decisions.reject(memory, found, reason=reason, at=backoffice.services.clock())

    _decide(suggestion_id, org, build, as_json=as_json)


@click.command()
@click.argument("suggestion_id", metavar="ID")
@org_option
@json_option
def rollback(suggestion_id: str, org: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Undo an accepted suggestion."""

    def build(backoffice: Backoffice) -> Decide:
        return lambda memory, found: decisions.roll_back(memory, found, at=backoffice.services.clock())

    _decide(suggestion_id, org, build, as_json=as_json)


def _decide(suggestion_id: str, org: str | None, build: Callable[[Backoffice], Decide], *, as_json: bool) -> None:
    wanted = as_id(suggestion_id, "suggestion")

    async def work(backoffice: Backoffice) -> dict[str, Any]:
        org_id = await choose_organisation(backoffice, org)
        async with backoffice.database.open_memory(org_id) as memory:
            try:
                await build(backoffice)(memory, wanted)
            except (DecisionRefusedError, LookupError) as refusal:
                raise click.ClickException(str(refusal)) from None
        await _wake_the_run(backoffice, org_id, wanted)
        async with backoffice.database.open_memory(org_id) as memory:
            suggestion = await memory.suggestions.get(wanted)
            return suggestion_shape(suggestion, await memory.evidence.of_suggestion(wanted))

    document = run(work)
    if as_json:
        print_json(document)
    else:
        click.echo(f"This suggestion for {document['project']} is {document['status'].replace('_', ' ')}.")


async def _wake_the_run(backoffice: Backoffice, org_id: UUID, suggestion_id: UUID) -> None:
    from graphs.runner import resume_after_decision

    try:
        await resume_after_decision(backoffice.services, org_id, suggestion_id)
    except Exception:  # noqa: BLE001 - the decision stands; the next scan wakes the run
        say("The decision is in force. What follows it will be done by the next scan.")


@click.command()
@click.argument("project", metavar="P")
@click.option("--version", type=int, help="This version instead of the one in force.")
@org_option
@json_option
def instructions(project: str, version: int | None, org: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Print a project's instructions."""

    async def work(backoffice: Backoffice) -> dict[str, Any]:
        async with open_memory(backoffice, org) as memory:
            found = await find_project(memory, project)
            if version is None:
                return instructions_shape(await memory.instructions.current(found.id), found.key)
            wanted = await memory.instructions.find(found.id, version)
            if wanted is None:
                raise click.ClickException(f"There is no version {version} of these instructions.")
            return instructions_shape(wanted, found.key)

    _print_version(run(work), as_json=as_json)


@click.command()
@click.argument("project", metavar="P")
@click.option("--version", type=int, required=True, help="The version whose text should be in force again.")
@org_option
@json_option
def restore(project: str, version: int, org: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Make the text of an earlier version a new version in force."""

    async def work(backoffice: Backoffice) -> dict[str, Any]:
        async with open_memory(backoffice, org) as memory:
            found = await find_project(memory, project)
            try:
                now_in_force = await decisions.restore(memory, found.id, version, at=backoffice.services.clock())
            except DecisionRefusedError as refusal:
                raise click.ClickException(str(refusal)) from None
            return instructions_shape(now_in_force, found.key)

    _print_version(run(work), as_json=as_json)


def _print_version(document: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(document)
        return
    say(f"Version {document['version']} of the instructions of {document['project']}:")
    click.echo(document["text"])


def read_text(path: Path) -> str:
    """Return the text of a file, or say in a sentence why it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise click.ClickException(f"{path} is not UTF-8 text.") from None
    except OSError as problem:
        raise click.ClickException(f"{path} cannot be read: {problem.strerror}.") from None


COMMANDS = {
    "accept": accept,
    "reject": reject,
    "rollback": rollback,
    "instructions": instructions,
    "restore": restore,
}
