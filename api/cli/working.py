"""`worker`: what goes on without anybody asking."""

import click

from api.cli.session import run, say


@click.command()
@click.option(
    "--concurrency", default=4, show_default=True, type=click.IntRange(1, 16), help="How many jobs to do at once."
)
def worker(concurrency: int) -> None:
    """Look at projects every minute where something changed, until stopped; several workers may run."""
    from api.worker import run_worker

    run(lambda backoffice: run_worker(backoffice, concurrency=concurrency, report=say))


COMMANDS = {"worker": worker}
