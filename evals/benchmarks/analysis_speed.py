"""How many calls a second does the analysis without a model look through, and where does the time go?

    python -m evals.benchmarks.analysis_speed [--rounds 3]

Every round analyses all calls of the contract data in one process and one thread; time is that of the processor. The
share of each part is measured apart, with a profiler that slows everything down alike. The exit status is 1 below
`FLOOR`.
"""

import argparse
import cProfile
import sys
from pathlib import Path
from time import process_time

from evals.shared_data import CONTRACT_CALLS, is_there
from evals.suites.causes.labelled import LabelledCalls, read_labelled
from evals.suites.figures import percent, table
from tools.diagnosis import find_fields

FLOOR = 200.0
PARTS = 8


def main() -> int:
    """Measure, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if not is_there(CONTRACT_CALLS):
        print("There are no contract calls here, so nothing was measured.")
        return 0
    labelled = read_labelled(CONTRACT_CALLS, "contract")
    rates = []
    for number in range(1, max(1, arguments.rounds) + 1):
        rates.append(len(labelled.calls) / _seconds(labelled))
        print(f"Round {number}: {len(labelled.calls)} calls, {rates[-1]:,.0f} calls a second.", flush=True)
    print(f"\nThe best round: {max(rates):,.0f} calls a second and core; it has to be at least {FLOOR:,.0f}.\n")
    print(_shares(labelled))
    return 0 if max(rates) >= FLOOR else 1


def _seconds(labelled: LabelledCalls) -> float:
    started = process_time()
    _analyse(labelled)
    return process_time() - started


def _analyse(labelled: LabelledCalls) -> None:
    for name, call in labelled.calls:
        project = labelled.projects[name]
        find_fields(call, project.fields, project.instructions)


def _shares(labelled: LabelledCalls) -> str:
    profile = cProfile.Profile()
    profile.runcall(_analyse, labelled)
    seconds: dict[str, float] = {}
    for entry in profile.getstats():
        # What is written in C has a name in place of code.
        path = Path("" if isinstance(entry.code, str) else entry.code.co_filename)
        part = path.stem if "diagnosis" in path.parts else "regular expressions and the rest"
        seconds[part] = seconds.get(part, 0.0) + entry.inlinetime
    total = sum(seconds.values())
    first = sorted(seconds.items(), key=lambda item: -item[1])[:PARTS]
    return table("Where the time goes", ["part", "share"], [[part, percent(spent / total)] for part, spent in first])


if __name__ == "__main__":
    sys.exit(main())
