"""The suite `detection`: ours beside fixed thresholds, ADWIN, Page-Hinkley and the oracle, on the same calls."""

from evals.detectors.river_detectors import HOW_TO_INSTALL, is_installed
from evals.suites.detection.compared_fleets import measure_compared_fleets
from evals.suites.detection.fleet_figures import measure_fleets
from evals.suites.detection.further_worlds import measure_further_worlds
from evals.suites.detection.level_problems import measure_level_problems
from evals.suites.detection.ours import Ours, Product
from evals.suites.detection.single_streams import measure_single_streams
from evals.suites.effort import Effort
from evals.suites.figures import SuiteResult, figure_table

NAME = "detection"


def run_suite(effort: Effort, ours: Ours | None = None) -> SuiteResult:
    """Measure everything the product promises about detection.

    Args:
        effort: How much to simulate.
        ours: The product, unless something else is to be held to its promises.
    """
    watched = ours or Product()
    stream_figures, stream_tables = measure_single_streams(watched, effort)
    level_figures, level_tables = measure_level_problems(watched, effort)
    fleet_figures, fleet_tables = measure_fleets(watched, effort)
    compared_tables = measure_compared_fleets(watched, effort)
    further_figures, further_tables = measure_further_worlds(watched, effort)
    figures = [*stream_figures, *level_figures, *fleet_figures, *further_figures]
    tables = [*stream_tables, *level_tables, *fleet_tables, *compared_tables, *further_tables]
    notes = [f"Simulated: {effort.in_words}"] + ([] if is_installed() else [HOW_TO_INSTALL])
    held = [figure for figure in figures if figure.floor is not None]
    text = "\n".join(["\n".join(notes), "", *tables, figure_table(held)])
    return SuiteResult(NAME, tuple(figures), text)
