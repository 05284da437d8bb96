"""What every command needs: the product opened, the organisation chosen, the answer printed."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import click
from pydantic import ValidationError

from api.bootstrap import Backoffice, build_backoffice, open_database
from api.owner import let_owner_in
from api.settings import Settings
from memory.postgres.problems import DatabaseProblem
from memory.repositories.organisations import OrganisationRecord
from memory.repositories.projects import ProjectRecord
from memory.repositories.rows import new_id
from memory.unit import Memory

Answer = TypeVar("Answer")
DEFAULT_ORGANISATION = "default"

org_option = click.option("--org", metavar="NAME", help="The organisation; may be left out while there is only one.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")
project_option = click.option("--project", metavar="P", help="Only this project, by the platform's own id.")


def say(sentence: str) -> None:
    """Tell the person something, on standard error."""
    click.echo(sentence, err=True)


def run(work: Callable[[Backoffice], Awaitable[Answer]]) -> Answer:
    """Open the product, do the work, close the product."""
    settings = read_settings()
    try:
        with open_database(settings, say) as url:
            return asyncio.run(_work(settings, url, work))
    except DatabaseProblem as problem:
        raise click.ClickException(str(problem)) from None


def read_settings() -> Settings:
    """Read the environment, or say which variable cannot be used."""
    try:
        return Settings()
    except ValidationError as problem:
        first = problem.errors()[0]
        name = f"BACKOFFICE_{first['loc'][0]}".upper()
        raise click.UsageError(f"{name} cannot be used: {first['msg']}.") from None


async def _work(settings: Settings, url: str, work: Callable[[Backoffice], Awaitable[Answer]]) -> Answer:
    async with build_backoffice(settings, url) as backoffice:
        return await work(backoffice)


async def choose_organisation(backoffice: Backoffice, name: str | None, *, create: bool = False) -> UUID:
    """Return the organisation meant; an import where there is none makes one.

    The sample organisation never counts as the only one, but is read while no other exists.
    """
    async with backoffice.database.open_fleet() as fleet:
        known = await fleet.organisations()
    if name is not None:
        return await _by_name(backoffice, known, name, create=create)
    real = [found for found in known if not found.is_sample]
    if len(real) == 1:
        return real[0].org_id
    if len(real) > 1:
        names = ", ".join(found.name for found in real)
        raise click.UsageError(f"There are several organisations ({names}): say which with --org NAME.")
    if create:
        return await _create(backoffice, DEFAULT_ORGANISATION)
    if known:
        return known[0].org_id
    raise click.ClickException("There is nothing here yet: import projects first, or run `backoffice demo`.")


async def _by_name(backoffice: Backoffice, known: list[OrganisationRecord], name: str, *, create: bool) -> UUID:
    for found in known:
        if found.name == name:
            return found.org_id
    if create:
        return await _create(backoffice, name)
    raise click.ClickException(f"There is no organisation called {name}.")


async def _create(backoffice: Backoffice, name: str) -> UUID:
    org_id = new_id()
    async with backoffice.database.open_memory(org_id) as memory:
        await memory.organisation.create(name)
    await let_owner_in(backoffice.database, org_id)
    return org_id


async def find_project(memory: Memory, key: str) -> ProjectRecord:
    """Return a project by the platform's own id, or say that there is none."""
    project = await memory.projects.find(key)
    if project is None:
        raise click.ClickException(f"There is no project called {key}.")
    return project


@asynccontextmanager
async def open_memory(backoffice: Backoffice, org: str | None) -> AsyncIterator[Memory]:
    """Open the chosen organisation's memory for one unit of work."""
    async with backoffice.database.open_memory(await choose_organisation(backoffice, org)) as memory:
        yield memory


def find_readable(file: Path) -> Path:
    """Return the whole path of a file that can be read, or say why there is none."""
    if not file.exists():
        raise click.ClickException(f"There is no file {file}.")
    if file.is_dir():
        raise click.ClickException(f"{file} is a folder; give the file in it.")
    try:
        with file.open("rb"):
            pass
    except OSError as problem:
        raise click.ClickException(f"{file} cannot be read: {problem.strerror}.") from None
    return file.resolve()


def as_id(words: str, what: str) -> UUID:
    """Read an id, or say that it is none."""
    try:
        return UUID(words)
    except ValueError:
        raise click.UsageError(f"{words} is not the id of a {what}.") from None


def print_json(document: object) -> None:
    """Print the one JSON document a command answers with."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))
