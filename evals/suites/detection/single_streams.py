"""Watch level: how soon is a fall of one stream found, and how often is a healthy one accused?"""

from dataclasses import dataclass
from functools import partial
from itertools import product

import numpy as np

from evals.detectors.fixed import TrailingRate, YesterdayAgainstLastWeek
from evals.detectors.oracle import Oracle, threshold_for
from evals.detectors.protocol import Detector
from evals.detectors.river_detectors import (
    Adwin,
    PageHinkley,
    calibrated_adwin,
    calibrated_page_hinkley,
    is_installed,
)
from evals.simulate.streams import Bools, Streams, falling_streams, healthy_streams
from evals.suites.detection.measures import SOON, Floats, delays_of, false_alarms_of, quantile, share_within
from evals.suites.detection.ours import Ours
from evals.suites.effort import Effort
from evals.suites.figures import Figure, number, percent, table
from evals.suites.jobs import run_jobs

FALSE_ALARMS = 0.5
"""The most in 1,000 healthy calls; what can be calibrated is calibrated to it."""

HEALTHY_CALLS = 2_000
CALLS_A_DAY = 50
SPREAD = f"ours, {CALLS_A_DAY} calls a day"
"""The same calls spread over the week, so that weekdays and hours are learnt although there is nothing to learn."""

MOST_TO_CALIBRATE = 100

FEWEST_FALSE_ALARMS = 0.02
"""The oracle is never calibrated to fewer: a run too small to see any false alarm says no more than that."""

DROPS = ((0.70, 0.55), (0.90, 0.80))
RATES = (0.40, 0.50, 0.60, 0.70, 0.80, 0.90, 0.95)
PAST = ((100, True), (300, False), (1_000, False))
"""Calls of history, and whether the organisation's prior stands in for more. The promises are about these."""

PRINTED = (100, False)
"""The shortest history with nothing in its stead: no promise."""

MOST_RATIO = {
    (0.70, 200): {100: 1.3, 300: 1.2, 1_000: 1.15},
    (0.90, 200): {100: 1.4, 300: 1.35, 1_000: 1.25},
    (0.70, 0): {1_000: 1.4},
    (0.90, 0): {1_000: 1.55},
}
"""Median delay over the oracle's, by rate and healthy calls monitored before the fall, then by history."""

LEAST_FOUND = {100: 0.98, 300: 0.99, 1_000: 0.995}
"""Share of the falls of 15 points found soon, by history, after 200 healthy calls."""


@dataclass(frozen=True, slots=True)
class World:
    """One kind of stream with a fall."""

    before: float
    after: float
    history: int
    organisation: bool
    healthy: int

    @property
    def name(self) -> str:
        """How tables and figures call it."""
        prior = " + organisation's prior" if self.organisation else ""
        return f"{100 * self.before:.0f}->{100 * self.after:.0f} %, history {self.history:,}{prior}"


@dataclass(frozen=True, slots=True)
class Measured:
    """What one detector did in a world: delays of the streams with a fall, false alarms in 1,000 calls."""

    detector: str
    delays: Floats
    false_alarms: float

    def row(self) -> list[str]:
        """Return its row of a table."""
        return [
            self.detector,
            number(quantile(self.delays, 0.5)),
            number(quantile(self.delays, 0.9)),
            percent(share_within(self.delays, SOON)),
            number(self.false_alarms, 2),
            f"{len(self.delays):,}",
        ]


def measure_single_streams(ours: Ours, effort: Effort) -> tuple[list[Figure], list[str]]:
    """Return the figures and tables of single streams."""
    worlds = [
        World(before, after, history, organisation, healthy)
        for healthy, (before, after), (history, organisation) in product((200, 0), DROPS, (PRINTED, *PAST))
    ]
    calibrated = _calibrate(effort)
    jobs = [partial(_measure_world, ours, world, calibrated[world.before, world.history], effort) for world in worlds]
    measured = run_jobs(jobs, effort.processes, "Falls of one stream")
    found_figures, tables = [], []
    for world, rows in zip(worlds, measured, strict=True):
        begin = f"after {world.healthy} healthy calls" if world.healthy else "straight after the history"
        headings = ["detector", "median", "p90", f"within {SOON}", "false / 1,000", "streams"]
        tables.append(table(f"{world.name}, {begin}: calls until found", headings, [row.row() for row in rows]))
        found_figures += _figures_of(world, rows, begin)
    false_figures, false_table = _measure_false_alarms(ours, calibrated[0.70, 300], effort)
    return false_figures + found_figures, [*tables, false_table]


def _figures_of(world: World, rows: list[Measured], begin: str) -> list[Figure]:
    ours, oracle = rows[0], rows[1]
    cases = len(ours.delays)
    ratio = quantile(ours.delays, 0.5) / quantile(oracle.delays, 0.5)
    promised = (world.history, world.organisation) in PAST
    most = MOST_RATIO[world.before, world.healthy].get(world.history) if promised else None
    figures = [Figure(f"{world.name}, {begin}: median delay / oracle's", ratio, cases, most)]
    if world.before - world.after > 0.14:
        least = LEAST_FOUND[world.history] if promised and world.healthy else None
        share = share_within(ours.delays, SOON)
        figures.append(Figure(f"{world.name}, {begin}: share within {SOON}", share, cases, least, at_most=False))
    return figures


def _measure_world(ours: Ours, world: World, calibrated: list[Detector], effort: Effort) -> list[Measured]:
    """Measure all detectors on the same streams: ours, then the oracle at our rate of false alarms, then the rest."""
    rng = np.random.default_rng([round(world.before * 100), world.history, world.healthy])
    falling = falling_streams(
        rng,
        before=world.before,
        after=world.after,
        count=effort.streams,
        history=world.history,
        healthy=world.healthy,
        organisation=world.organisation,
    )
    healthy = healthy_streams(
        rng,
        rate=world.before,
        count=effort.healthy_streams,
        history=world.history,
        calls=HEALTHY_CALLS,
        organisation=world.organisation,
    )
    product_row = _measured("ours", ours.watch_alarms(falling), ours.watch_alarms(healthy), falling)
    at_our_rate = max(product_row.false_alarms, FEWEST_FALSE_ALARMS)
    detectors = [
        Oracle(world.before, world.after, threshold_for(world.before, world.after, rate), f"oracle CUSUM, {called}")
        for rate, called in ((at_our_rate, "at our false alarms"), (FALSE_ALARMS, f"at {FALSE_ALARMS}"))
    ]
    rows = [product_row] + [_run(detector, falling, healthy) for detector in [*detectors, *fixed_thresholds()]]
    few = falling.first(effort.river_streams), healthy.first(effort.river_streams)
    return rows + [_run(detector, *few) for detector in calibrated]


def fixed_thresholds() -> list[Detector]:
    """Return the fixed thresholds in the comparison."""
    return [TrailingRate(50), TrailingRate(100), TrailingRate(100, points=None), YesterdayAgainstLastWeek()]


def river_detectors(rate: float, history: int, effort: Effort) -> list[Detector]:
    """Return ADWIN and Page-Hinkley, as they come and calibrated for just this rate; none if not installed."""
    if not is_installed():
        return []
    streams = min(effort.river_streams, MOST_TO_CALIBRATE)
    return [
        Adwin(),
        calibrated_adwin(rate, history, false_alarms=FALSE_ALARMS, streams=streams),
        PageHinkley(),
        calibrated_page_hinkley(rate, history, false_alarms=FALSE_ALARMS, streams=streams),
    ]


def _calibrate(effort: Effort) -> dict[tuple[float, int], list[Detector]]:
    """Return the detectors of `river` for each rate and size of history."""
    cells = list(product([before for before, _ in DROPS], [history for history, _ in PAST]))
    jobs = [partial(river_detectors, *cell, effort) for cell in cells]
    return dict(zip(cells, run_jobs(jobs, effort.processes, "Calibrating the others"), strict=True))


def _run(detector: Detector, falling: Streams, healthy: Streams) -> Measured:
    return _measured(detector.name, detector.alarms(falling), detector.alarms(healthy), falling)


def _measured(name: str, falling_alarms: Bools, healthy_alarms: Bools, falling: Streams) -> Measured:
    return Measured(name, delays_of(falling_alarms, falling), false_alarms_of(healthy_alarms))


def _measure_false_alarms(ours: Ours, calibrated: list[Detector], effort: Effort) -> tuple[list[Figure], str]:
    """Measure healthy streams of every rate; the others keep the setting that fits 70 %."""
    cells = [(rate, history, organisation) for history, organisation in PAST for rate in RATES]
    jobs = [partial(_false_alarms, ours, *cell, calibrated, effort) for cell in cells]
    found = run_jobs(jobs, effort.processes, "Healthy streams")
    by_cell = dict(zip(cells, found, strict=True))
    calls = effort.healthy_streams * HEALTHY_CALLS
    figures = [
        Figure(
            f"{100 * rate:.0f} % healthy, history {history:,}: false alarms / 1,000 calls",
            by_cell[rate, history, organisation]["ours"],
            calls,
            FALSE_ALARMS,
        )
        for rate, history, organisation in cells
    ]
    rows = []
    for history, organisation in PAST:
        prior = " + organisation's prior" if organisation else ""
        for detector in by_cell[RATES[0], history, organisation]:
            values = [number(by_cell[rate, history, organisation][detector], 2) for rate in RATES]
            rows.append([f"{detector}, history {history:,}{prior}", *values])
    title = "False alarms in 1,000 healthy calls, one setting at every rate (others: the setting that fits 70 %)"
    return figures, table(title, ["healthy rate", *(f"{100 * rate:.0f} %" for rate in RATES)], rows)


def _false_alarms(
    ours: Ours,
    rate: float,
    history: int,
    organisation: bool,  # noqa: FBT001
    calibrated: list[Detector],
    effort: Effort,
) -> dict[str, float]:
    streams = healthy_streams(
        np.random.default_rng([round(rate * 100), history]),
        rate=rate,
        count=effort.healthy_streams,
        history=history,
        calls=HEALTHY_CALLS,
        organisation=organisation,
    )
    found = {
        "ours": false_alarms_of(ours.watch_alarms(streams)),
        SPREAD: false_alarms_of(ours.watch_alarms(streams, calls_a_day=CALLS_A_DAY)),
    }
    if history == 300:
        found |= {detector.name: false_alarms_of(detector.alarms(streams)) for detector in fixed_thresholds()}
        few = streams.first(effort.river_streams)
        found |= {detector.name: false_alarms_of(detector.alarms(few)) for detector in calibrated}
    return found
