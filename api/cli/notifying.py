"""`notify`: which addresses important notifications go to besides the pages."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import click

from api.bootstrap import Backoffice
from api.cli.session import as_id, choose_organisation, json_option, org_option, print_json, run, say
from api.reaching import VERIFYING, tell_kind
from api.settings_shapes import Shape, target_shape
from graphs import notification_targets
from tools.notifications.problems import TargetProblem

Change = Callable[[Backoffice, UUID, UUID], Awaitable[Any]]
target_argument = click.argument("target_id", metavar="ID")


@click.group()
def notify() -> None:
    """Send important notifications to mail addresses and webhooks, too."""


@notify.command()
@click.argument("address")
@org_option
@json_option
def add(address: str, org: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Notify ADDRESS, a mail address or an https URL; a URL's secret is shown this once."""
    document = run(lambda backoffice: _add(backoffice, org, address))
    if as_json:
        print_json(document)
        return
    target = document["target"]
    click.echo(f"{target['address']} is notified from now on. Its id is {target['id']}.")
    if document["secret"] is not None:
        click.echo(f"Its secret, which is not shown again: {document['secret']}")
        say(VERIFYING)


async def _add(backoffice: Backoffice, org: str | None, address: str) -> Shape:
    org_id = await choose_organisation(backoffice, org)
    try:
        added = await notification_targets.add_target(backoffice.services, org_id, tell_kind(address), address)
    except TargetProblem as problem:
        raise click.ClickException(problem.sentence) from None
    _say_missing(backoffice)
    verifying = None if added.secret is None else VERIFYING
    return {"target": target_shape(added.target), "secret": added.secret, "verifying": verifying}


@notify.command("list")
@org_option
@json_option
def list_targets(org: str | None, as_json: bool) -> None:  # noqa: FBT001
    """List the addresses that are notified."""
    document = run(lambda backoffice: _list(backoffice, org))
    if as_json:
        print_json(document)
        return
    for target in document:
        state = "active" if target["active"] else "paused"
        arrived = f"last delivery {target['last_ok_at'][:16]}" if target["last_ok_at"] else "nothing delivered yet"
        problem = f"; {target['last_problem']}" if target["last_problem"] else ""
        click.echo(f"{state:<7} {target['id']}  {target['address']}: {arrived}{problem}")
    if not document:
        click.echo("No address is notified.")


async def _list(backoffice: Backoffice, org: str | None) -> list[Shape]:
    org_id = await choose_organisation(backoffice, org)
    async with backoffice.database.open_memory(org_id) as memory:
        targets = await memory.notification_targets.list()
    _say_missing(backoffice)
    return [target_shape(one) for one in targets]


@notify.command()
@target_argument
@org_option
def pause(target_id: str, org: str | None) -> None:
    """Send nothing to an address until it is resumed."""
    _change(target_id, org, lambda b, o, t: notification_targets.pause_target(b.services, o, t))
    click.echo("Nothing is sent there until it is resumed.")


@notify.command()
@target_argument
@org_option
def resume(target_id: str, org: str | None) -> None:
    """Notify an address again."""
    _change(target_id, org, lambda b, o, t: notification_targets.resume_target(b.services, o, t))
    click.echo("Notifications go there again.")


@notify.command()
@target_argument
@org_option
def remove(target_id: str, org: str | None) -> None:
    """Forget an address and what was sent there."""
    _change(target_id, org, lambda b, o, t: notification_targets.remove_target(b.services, o, t))
    click.echo("The address is removed.")


@notify.command()
@target_argument
@org_option
def test(target_id: str, org: str | None) -> None:
    """Send a test message to an address and say what became of it."""
    tested = _change(target_id, org, lambda b, o, t: notification_targets.send_test(b.services, o, t))
    if not tested.arrived:
        raise click.ClickException(tested.sentence)
    click.echo(tested.sentence)


def _change(target_id: str, org: str | None, change: Change) -> Any:  # noqa: ANN401 - whatever the change answers
    wanted = as_id(target_id, "address")

    async def work(backoffice: Backoffice) -> Any:  # noqa: ANN401 - the same
        try:
            return await change(backoffice, await choose_organisation(backoffice, org), wanted)
        except LookupError as problem:
            raise click.ClickException(str(problem)) from None

    return run(work)


def _say_missing(backoffice: Backoffice) -> None:
    for sentence in backoffice.services.reach.missing():
        say(sentence)


COMMANDS = {"notify": notify}
