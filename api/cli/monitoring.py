"""`scan`, `issues` and `suggestions`: what the monitor sees and what it proposes."""

from datetime import datetime
from typing import Any
from uuid import UUID

import click

from api.bootstrap import Backoffice
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
from api.shapes import issue_shape, suggestion_shape
from memory.repositories.issues import IssueRecord
from memory.unit import Memory
from memory.vocabulary import IssueStatus, SuggestionStatus

Document = dict[str, Any]


class Moment(click.ParamType[datetime]):
    """A time with an offset, as ISO 8601 writes it."""

    name = "TIME"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read a time; without an offset nobody could tell when it is."""
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value} is not a time such as 2026-11-02T09:00:00+02:00.", param, ctx)
        if moment.tzinfo is None:
            self.fail(f"{value} has no offset; write for example {value}+02:00.", param, ctx)
        return moment


@click.command()
@org_option
@project_option
@click.option("--as-of", type=Moment(), help="Look only at calls that had ended by TIME.")
@json_option
def scan(org: str | None, project: str | None, as_of: datetime | None, as_json: bool) -> None:  # noqa: FBT001
    """Make one monitoring pass: detect, diagnose, draft, verify, notify."""
    document, problems = run(lambda backoffice: _scan(backoffice, org, project, as_of))
    _print_scan(document, as_json=as_json)
    for problem in problems:
        say(problem)
    if problems:
        raise click.exceptions.Exit(1)


def _print_scan(document: Document, *, as_json: bool) -> None:
    if as_json:
        print_json(document)
        return
    opened, created = document["issues_opened"], document["suggestions_created"]
    click.echo(
        f"Looked at {document['projects_scanned']} projects in {document['seconds']:.1f} s: "
        f"{len(opened)} issues opened, {len(created)} suggestions made."
    )


async def _scan(
    backoffice: Backoffice, org: str | None, key: str | None, as_of: datetime | None
) -> tuple[Document, tuple[str, ...]]:
    from graphs.scan import scan as make_pass

    org_id = await choose_organisation(backoffice, org)
    project_id: UUID | None = None
    if key is not None:
        async with backoffice.database.open_memory(org_id) as memory:
            project_id = (await find_project(memory, key)).id
    result = await make_pass(backoffice.services, org_id, project_id=project_id, as_of=as_of, report=say)
    async with backoffice.database.open_memory(org_id) as memory:
        issues = [issue_shape(await memory.issues.get(found)) for found in result.issues_opened]
        suggestions = [await _shape(memory, found) for found in result.suggestions_created]
    document = {
        "projects_scanned": result.projects_scanned,
        "issues_opened": issues,
        "suggestions_created": suggestions,
        "seconds": round(result.seconds, 3),
    }
    return document, result.problems


@click.command()
@org_option
@project_option
@click.option("--status", type=click.Choice([status.value for status in IssueStatus]))
@json_option
def issues(org: str | None, project: str | None, status: str | None, as_json: bool) -> None:  # noqa: FBT001
    """List issues."""
    found = run(lambda backoffice: _issues(backoffice, org, project, status))
    if as_json:
        print_json([issue_shape(issue) for issue in found])
        return
    for issue in found:
        click.echo(f"{issue.status:<10} {issue.severity:<7} {issue.id}  {issue.project_key}: {issue.explanation}")
    if not found:
        click.echo("No issues.")


async def _issues(backoffice: Backoffice, org: str | None, key: str | None, status: str | None) -> list[IssueRecord]:
    async with open_memory(backoffice, org) as memory:
        project_id = (await find_project(memory, key)).id if key else None
        statuses = (IssueStatus(status),) if status else ()
        return await memory.issues.matching(project_id=project_id, statuses=statuses)


@click.command()
@org_option
@project_option
@click.option("--status", type=click.Choice([status.value for status in SuggestionStatus]))
@json_option
def suggestions(org: str | None, project: str | None, status: str | None, as_json: bool) -> None:  # noqa: FBT001
    """List suggestions."""
    found = run(lambda backoffice: _suggestions(backoffice, org, project, status))
    if as_json:
        print_json(found)
        return
    for suggestion in found:
        click.echo(f"{suggestion['status']:<10} {suggestion['id']}  {suggestion['project']}: {suggestion['rationale']}")
    if not found:
        click.echo("No suggestions.")


async def _suggestions(backoffice: Backoffice, org: str | None, key: str | None, status: str | None) -> list[Document]:
    async with open_memory(backoffice, org) as memory:
        project_id = (await find_project(memory, key)).id if key else None
        wanted = SuggestionStatus(status) if status else None
        return [
            suggestion_shape(found, await memory.evidence.of_suggestion(found.id))
            for found in await memory.suggestions.matching(project_id=project_id, status=wanted)
        ]


async def _shape(memory: Memory, suggestion_id: UUID) -> Document:
    suggestion = await memory.suggestions.get(suggestion_id)
    return suggestion_shape(suggestion, await memory.evidence.of_suggestion(suggestion_id))


COMMANDS = {"scan": scan, "issues": issues, "suggestions": suggestions}
