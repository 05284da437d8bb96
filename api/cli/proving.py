"""`review`, `verify` and `runs`: how good instructions are, what a text would do, and what the assistant did."""

from pathlib import Path

import click

from api.bootstrap import Backoffice
from api.cli.deciding import read_text
from api.cli.session import (
    choose_organisation,
    find_project,
    json_option,
    open_memory,
    org_option,
    print_json,
    project_option,
    run,
    say,
)
from api.trial_shapes import Shape, objection_shape, replayed_shape, review_shape, run_shape, step_shape

MOST_LISTED = 50


@click.command()
@click.argument("project", metavar="P")
@org_option
@json_option
def review(project: str, org: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Hold a project's instructions against best practices for voice agents."""
    document = run(lambda backoffice: _review(backoffice, org, project))
    if as_json:
        print_json(document)
        return
    for note in document["notes"]:
        click.echo(note)
    if not document["findings"]:
        click.echo("Nothing to mend was found.")
    for one in document["findings"]:
        click.echo(f"{one['rule']} ({one['severity']}) {one['title']}: {one['advice']}")
        if one["quote"]:
            click.echo(f'    "{one["quote"]}"')


async def _review(backoffice: Backoffice, org: str | None, key: str) -> Shape:
    from graphs.project_review import review_project

    org_id = await choose_organisation(backoffice, org)
    async with backoffice.database.open_memory(org_id) as memory:
        project = await find_project(memory, key)
    reviewed = await review_project(backoffice.services, org_id, project.id)
    return review_shape(reviewed.findings, reviewed.notes)


@click.command()
@click.argument("project", metavar="P")
@click.option("--edit", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The text to try.")
@org_option
@json_option
def verify(project: str, edit: Path, org: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Try a text of your own on past calls, without putting it in force."""
    text = read_text(edit)
    document = run(lambda backoffice: _verify(backoffice, org, project, text))
    if as_json:
        print_json(document)
        return
    shown = document["verification"]
    click.echo(f"{shown['status'].replace('_', ' ')}: {shown['explanation']}")
    for objection in document["objections"]:
        click.echo(f"{objection['rule'].replace('_', ' ')}: {objection['reason']}")


async def _verify(backoffice: Backoffice, org: str | None, key: str, text: str) -> Shape:
    from graphs.own_edits import check_own_edit, describe_own_edit

    org_id = await choose_organisation(backoffice, org)
    async with backoffice.database.open_memory(org_id) as memory:
        project = await find_project(memory, key)
        try:
            wanted = await describe_own_edit(memory, project.id, text)
        except ValueError as problem:
            raise click.ClickException(str(problem)) from None
    checked = await check_own_edit(backoffice.services, org_id, wanted, report=say)
    shown = checked.verification
    names = ("fixed", "broken", "unchanged", "low", "high", "explanation")
    return {
        "verification": {"status": shown.status.value, **{name: getattr(shown, name) for name in names}},
        "objections": [objection_shape(one) for one in checked.objections],
        "calls": [replayed_shape(call) for call in shown.calls],
        "model_calls": shown.model_calls,
    }


@click.command()
@org_option
@project_option
@json_option
def runs(org: str | None, project: str | None, as_json: bool) -> None:  # noqa: FBT001
    """List what the assistant did about issues: how long it took, what it cost, and why it ended."""
    document = run(lambda backoffice: _runs(backoffice, org, project))
    if as_json:
        print_json(document)
        return
    for one in document:
        about = f"{one['metric']} {one['field'] or ''}".strip()
        ended = (one["outcome"] or one["status"]).replace("_", " ")
        cost = f", {one['money']:.2f} {one['currency']}" if one["currency"] else ""
        click.echo(
            f"{one['started_at'][:16]}  {one['project_name']}, {about}: {ended} "
            f"({one['seconds']:.1f} s, {one['model_calls']} model calls{cost})"
        )


async def _runs(backoffice: Backoffice, org: str | None, key: str | None) -> list[Shape]:
    async with open_memory(backoffice, org) as memory:
        project_id = None if key is None else (await find_project(memory, key)).id
        found = await memory.run_steps.runs(project_id=project_id, limit=MOST_LISTED)
        documents = []
        for one in found:
            steps = await memory.run_steps.of_run(one.issue_id, one.attempt)
            documents.append({**run_shape(one), "steps": [step_shape(step) for step in steps]})
        return documents


COMMANDS = {"review": review, "verify": verify, "runs": runs}
