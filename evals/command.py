"""`backoffice eval`: runs the suites and says whether they reach what they must."""

import json
from collections.abc import Callable
from importlib import import_module

import click

from evals.suites.effort import Effort, effort_of, quick_effort
from evals.suites.figures import SuiteResult

SUITES = {
    "detection": "evals.suites.detection.suite",
    "causes": "evals.suites.causes.suite",
    "hearing": "evals.suites.hearing.suite",
    "transcription": "evals.suites.transcription.suite",
    "redaction": "evals.suites.redaction",
    "suggestions": "evals.suites.suggestions.suite",
    "learning": "evals.suites.learning.suite",
    "judge": "evals.suites.judge.suite",
    "caller_proof": "evals.suites.caller_proof.suite",
    "review": "evals.suites.review.suite",
    "edits": "evals.suites.edits.suite",
}
"""Which module holds which suite; each has a `run_suite`."""

USUAL_SEEDS = 4


@click.command("eval")
@click.argument("suites", nargs=-1, metavar="[SUITE]...")
@click.option(
    "--seeds",
    type=click.IntRange(min=1),
    default=USUAL_SEEDS,
    show_default=True,
    help="Simulated fleets of each kind; 40 are those of the acceptance.",
)
@click.option("--quick", is_flag=True, help="Only see whether it works: small worlds, nothing is held to its floor.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")
def evaluate(suites: tuple[str, ...], seeds: int, quick: bool, as_json: bool) -> None:  # noqa: FBT001
    """Run eval suites, all of them if none is named; status 1 when one misses what it must reach."""
    unknown = [name for name in suites if name not in SUITES]
    if unknown:
        raise click.UsageError(f"There is no suite `{unknown[0]}`; there is {', '.join(SUITES)}.")
    effort = quick_effort() if quick else effort_of(seeds)
    results = [_find_suite(name)(effort) for name in suites or SUITES]
    if as_json:
        document = {"suites": [figure for result in results for figure in result.as_json()]}
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        for result in results:
            click.echo(result.text)
    missed = [figure.metric for result in results for figure in result.missed]
    if missed and not quick:
        for metric in missed:
            click.echo(f"Missed: {metric}.", err=True)
        raise click.exceptions.Exit(1)


def _find_suite(name: str) -> Callable[[Effort], SuiteResult]:
    run_suite: Callable[[Effort], SuiteResult] = import_module(SUITES[name]).run_suite
    return run_suite


COMMANDS = {"eval": evaluate}
