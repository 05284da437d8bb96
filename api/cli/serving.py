"""`serve`, `demo`, `sign-in` and `sample`: the pages, and something to look at."""

import json
import socket
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import click

from api.bootstrap import Backoffice
from api.cli.session import org_option, run, say
from api.owner import let_owner_in, make_sign_in_link
from memory.repositories.rows import new_id

SAMPLE_ORGANISATION = "Sample organisation"
SAMPLE_SEED = 20_261_101
WORKING_BESIDE = 2
"""Jobs at once in a process that serves pages, too."""

port_option = click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))


@click.command()
@port_option
def serve(port: int) -> None:
    """Run the pages and the JSON API on 127.0.0.1."""
    run(lambda backoffice: _serve(backoffice, port))


@click.command()
@click.option("--serve", "then_serve", is_flag=True, help="Run the pages afterwards.")
@port_option
def demo(then_serve: bool, port: int) -> None:  # noqa: FBT001
    """Make the sample organisation, whose calls have known faults, and look at it once."""

    async def work(backoffice: Backoffice) -> None:
        await ensure_sample(backoffice)
        if then_serve:
            from api.worker import working_beside

            # Whoever only tries it out starts one thing: the schedule runs in it, too.
            async with working_beside(backoffice, concurrency=WORKING_BESIDE, report=_say_nothing):
                await _serve(backoffice, port)

    run(work)


@click.command("sign-in")
@port_option
def sign_in(port: int) -> None:
    """Print a link that signs you in, once, within 24 hours."""
    click.echo(run(lambda backoffice: make_sign_in_link(backoffice.database, port, backoffice.services.clock())))


@click.group()
def sample() -> None:
    """The sample organisation."""


@sample.command()
@org_option
def remove(org: str | None) -> None:
    """Take the sample organisation away with everything in it."""
    removed = run(lambda backoffice: _remove_sample(backoffice, org))
    click.echo("The sample organisation is gone." if removed else "There is no sample organisation.")


async def ensure_sample(backoffice: Backoffice) -> None:
    """Make the sample organisation unless it is complete, and make one monitoring pass over it.

    Its calls end where the organisation begins, so that a start that was interrupted goes on with the
    very same calls.
    """
    async with backoffice.database.open_fleet() as fleet:
        known = [found.org_id for found in await fleet.organisations() if found.is_sample]
    org_id = known[0] if known else new_id()
    if not known:
        say("Making the sample organisation.")
        async with backoffice.database.open_memory(org_id) as memory:
            await memory.organisation.create(SAMPLE_ORGANISATION, is_sample=True)
        await let_owner_in(backoffice.database, org_id)
    async with backoffice.database.open_memory(org_id) as memory:
        organisation = await memory.organisation.get()
        projects = await memory.projects.all()
    if not projects or any(project.scanned_until is None for project in projects):
        await _fill_sample(backoffice, org_id, organisation.created_at)


async def _fill_sample(backoffice: Backoffice, org_id: UUID, made_at: datetime) -> None:
    from graphs.scan import scan
    from memory.imports.calls import import_calls
    from memory.imports.projects import import_projects
    from tools.sample.generate import generate_sample

    sample_data = generate_sample(seed=SAMPLE_SEED, now=made_at)
    backoffice.settings.home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=backoffice.settings.home) as folder:
        files = {"projects": list(sample_data.projects), "calls": list(sample_data.calls())}
        for name, lines in files.items():
            text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
            (Path(folder) / name).write_text(text, encoding="utf-8")
        say(f"Importing {len(files['projects'])} projects and {len(files['calls']):,} calls.")
        await import_projects(backoffice.database, org_id, Path(folder) / "projects", now=made_at)
        await import_calls(backoffice.database, org_id, Path(folder) / "calls")
    say("Making one monitoring pass.")
    result = await scan(backoffice.services, org_id)
    say(f"{len(result.issues_opened)} issues opened, {len(result.suggestions_created)} suggestions made.")


def _say_nothing(_sentence: str) -> None:
    """Keep what the worker reports off the screen on which the sign-in link stands; the page of runs tells it."""


async def _serve(backoffice: Backoffice, port: int) -> None:
    from api.app import build_app
    from api.server import Server

    async def announce() -> None:
        link = await make_sign_in_link(backoffice.database, port, backoffice.services.clock())
        say(f"Sign in, once, with this link: {link}")
        say("Ctrl-C stops everything.")

    _refuse_taken(port)
    await Server(build_app(backoffice), port, announce).serve()


def _refuse_taken(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # A port that only lingers after a server of ours has ended is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            message = f"Port {port} is taken by another program: choose another, for example with PORT={port + 1}."
            raise click.ClickException(message) from None


async def _remove_sample(backoffice: Backoffice, org: str | None) -> bool:
    async with backoffice.database.open_fleet() as fleet:
        samples = [found for found in await fleet.organisations() if found.is_sample and org in {None, found.name}]
    for found in samples:
        async with backoffice.database.open_memory(found.org_id) as memory:
            await memory.organisation.remove()
        backoffice.services.recording_files.drop_all(found.org_id)
    return bool(samples)


COMMANDS = {"serve": serve, "demo": demo, "sign-in": sign_in, "sample": sample}
