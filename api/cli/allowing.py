"""`preferences` and `autonomy`: what people want of the assistant, and how far it may go by itself."""

import click

from api.bootstrap import Backoffice
from api.cli.session import as_id, find_project, json_option, open_memory, org_option, print_json, project_option, run
from api.settings_shapes import Shape, preference_shape, standing_shape
from api.stating import state_preference, withdraw_preference
from memory.vocabulary import Autonomy


@click.group()
def preferences() -> None:
    """What people want of the assistant, in their own words."""


@preferences.command("list")
@org_option
@project_option
@json_option
def list_preferences(org: str | None, project: str | None, as_json: bool) -> None:  # noqa: FBT001
    """List what holds for the organisation and, with --project, for that project too."""
    document = run(lambda backoffice: _list(backoffice, org, project))
    if as_json:
        print_json(document)
        return
    for one in document:
        click.echo(f"{one['id']}  {one['project'] or 'all projects'}: {one['text']}")
    if not document:
        click.echo("No preferences.")


async def _list(backoffice: Backoffice, org: str | None, key: str | None) -> list[Shape]:
    async with open_memory(backoffice, org) as memory:
        project_id = None if key is None else (await find_project(memory, key)).id
        stated = await memory.preferences.stated(project_id)
    return [preference_shape(one, None if one.project_id is None else key) for one in stated]


@preferences.command()
@click.argument("text")
@org_option
@project_option
@json_option
def add(text: str, org: str | None, project: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Say what you want, of one project or of all."""
    document = run(lambda backoffice: _add(backoffice, org, project, text))
    if as_json:
        print_json(document)
    else:
        click.echo(f"Noted for {document['project'] or 'all projects'}. Its id is {document['id']}.")


async def _add(backoffice: Backoffice, org: str | None, key: str | None, text: str) -> Shape:
    async with open_memory(backoffice, org) as memory:
        project_id = None if key is None else (await find_project(memory, key)).id
        try:
            stated = await state_preference(memory, text, at=backoffice.services.clock(), project_id=project_id)
        except ValueError as problem:
            raise click.ClickException(str(problem)) from None
    return preference_shape(stated, key)


@preferences.command()
@click.argument("preference_id", metavar="ID")
@org_option
def withdraw(preference_id: str, org: str | None) -> None:
    """Take a preference back."""
    wanted = as_id(preference_id, "preference")

    async def work(backoffice: Backoffice) -> None:
        async with open_memory(backoffice, org) as memory:
            try:
                await withdraw_preference(memory, wanted, at=backoffice.services.clock())
            except LookupError as problem:
                raise click.ClickException(str(problem)) from None

    run(work)
    click.echo("Withdrawn.")


@click.command()
@click.argument("project", metavar="P")
@click.option("--level", type=click.Choice([level.value for level in Autonomy]), help="Set it to this.")
@org_option
@json_option
def autonomy(project: str, level: str | None, org: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Show or set how far the assistant may go by itself in a project."""
    document = run(lambda backoffice: _autonomy(backoffice, org, project, level))
    if as_json:
        print_json(document)
        return
    click.echo(f"{document['project']}: {document['level']}. {document['why']}")
    for kind in document["kinds"]:
        click.echo(kind["why"])


async def _autonomy(backoffice: Backoffice, org: str | None, key: str, level: str | None) -> Shape:
    from graphs.autonomy import find_standing, set_autonomy

    async with open_memory(backoffice, org) as memory:
        project = await find_project(memory, key)
        if level is None:
            return standing_shape(await find_standing(memory, project.id), key)
        # Whoever works at this machine owns it: nobody else is asked.
        standing = await set_autonomy(memory, project.id, Autonomy(level), at=backoffice.services.clock())
        return standing_shape(standing, key)


COMMANDS = {"preferences": preferences, "autonomy": autonomy}
