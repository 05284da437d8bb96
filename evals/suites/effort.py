"""How much is simulated: enough for a look, or enough to hold the product to it."""

from dataclasses import dataclass, field, replace

from evals.simulate.faults import FaultPlan
from evals.simulate.fleets import FleetPlan
from evals.simulate.scenarios import SCENARIOS


@dataclass(frozen=True, slots=True)
class Effort:
    """Sizes of a run.

    Attributes:
        seeds: Fleets of each kind.
        streams: Streams with a fall, for each size of history.
        healthy_streams: Healthy streams of 2,000 calls, for each rate and size of history.
        river_streams: How many of these the detectors of `river` see, which take call by call.
        level_streams: Streams for each rate of the level problems.
        compared_fleets: Fleets on which all detectors are compared.
        fleet: The fleet; its faults are set by the suite.
        compared: The fleet on which all detectors are compared.
        scenarios: Further worlds by name.
        processes: How many at once; 1: none beside this one.
        candidates: Drafts sent through the replay gate, in each world.
        learning_worlds: Worlds in which kinds of edits are tried one after another.
    """

    seeds: int
    streams: int
    healthy_streams: int
    river_streams: int
    level_streams: int
    compared_fleets: int
    fleet: FleetPlan = field(default_factory=FleetPlan)
    compared: FleetPlan = field(default_factory=lambda: FleetPlan(organisations=4, faults=FaultPlan(share=0.2)))
    scenarios: dict[str, FleetPlan] = field(default_factory=lambda: dict(SCENARIOS))
    processes: int = 2
    candidates: int = 20_000
    learning_worlds: int = 200

    @property
    def in_words(self) -> str:
        """Say how much was simulated."""
        return (
            f"{self.seeds} fleets of each kind ({self.fleet.organisations * self.fleet.projects_each} projects x "
            f"{self.fleet.metrics} metrics x {self.fleet.monitored_days} days), {self.streams:,} streams for each fall "
            f"({self.river_streams:,} for ADWIN and Page-Hinkley), {self.healthy_streams:,} healthy streams for each "
            f"rate and history, {self.level_streams:,} for each level."
        )


def effort_of(seeds: int) -> Effort:
    """Return the sizes that go with a number of fleets; 40 are those of the acceptance."""
    return Effort(
        seeds=seeds,
        streams=min(250 * seeds, 4_000),
        healthy_streams=max(500, min(100 * seeds, 1_000)),
        river_streams=min(25 * seeds, 500),
        level_streams=20_000,
        compared_fleets=2 if seeds < 20 else 8,
    )


def quick_effort() -> Effort:
    """Return sizes that show in a few minutes whether everything works, and prove nothing."""
    few = FleetPlan(organisations=4, metrics=2)
    names = ("15 points over 30 days", "one day 40 points down", "5 calls a week for a year")
    return Effort(
        seeds=2,
        streams=100,
        healthy_streams=50,
        river_streams=20,
        level_streams=500,
        compared_fleets=1,
        fleet=few,
        compared=replace(few, organisations=1, faults=FaultPlan(share=0.2)),
        scenarios={name: SCENARIOS[name] for name in names},
        candidates=600,
        learning_worlds=10,
    )
